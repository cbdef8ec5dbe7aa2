/** Stops a start with bad settings at once, naming all that is wrong; then starts this instance's worker. */
export async function register(): Promise<void> {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { getSettings } = await import("./server/env");
  const { getPack } = await import("./server/pack");
  try {
    getSettings();
    getPack();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
  const { keepWorkerRunning } = await import("./server/jobs");
  keepWorkerRunning();
}
