/** The worker as a process of its own, beside apps that run with UTBLICK_WORKER=none. */
import { keepWorkerRunning } from "@/server/jobs";
import { getSettings } from "@/server/env";
import { refreshPack, shippedPack } from "@/server/pack";
import { work } from "@/worker";

try {
  getSettings();
  shippedPack();
  await refreshPack();
  keepWorkerRunning(work);
  // Whatever is under way when it ends is taken up again by another.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(0));
  process.stdout.write("The worker runs. Stop with Ctrl+C.\n");
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
