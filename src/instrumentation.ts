import type { Instrumentation } from "next";
import type { OutageReason } from "./server/outage";

/** What the front door is told of a request, in the process that it shares with the server. */
type FrontDoor = typeof globalThis & { utblickReportOutage?: (reason: OutageReason) => void };

/** Tells the front door when a page or a form fails because the database cannot be asked, so that it answers with words for that. */
export const onRequestError: Instrumentation.onRequestError = async (error) => {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { findOutageReason } = await import("./server/outage");
  const reason = findOutageReason(error);
  if (reason !== null) (globalThis as FrontDoor).utblickReportOutage?.(reason);
};

/** Stops a start with bad settings at once, naming all that is wrong; then starts this instance's worker, unless it runs as a process of its own. */
export async function register(): Promise<void> {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { getSettings } = await import("./server/env");
  const { refreshPack, shippedPack } = await import("./server/pack");
  try {
    if (Reflect.get(globalThis, Symbol.for("utblick.front-door")) !== true) throw new Error("Utblick cannot start:\n  - the server was started without its front door, which sets the security headers: start front-door.mjs, which lies beside server.js");
    getSettings();
    shippedPack();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
  const { UTBLICK_METRICS_PORT: port, UTBLICK_METRICS_HOST: host } = getSettings();
  if (port !== undefined) (await import("./server/metrics")).serveMetrics({ port, host });
  await refreshPack();
  if (getSettings().UTBLICK_WORKER === "none") return;
  const { keepWorkerRunning } = await import("./server/jobs");
  const { work } = await import("./worker");
  keepWorkerRunning(work);
}
