import "server-only";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { AppError } from "../errors";

const DRAWER = "src/server/attachments/drawer.mjs";
const MEMORY_MB = 128;
const LONGEST_MS = 8_000;
/** Twice the width at which a page is shown on a wide screen. */
const WIDTH = 1_400;
const MOST_PIXELS = 6_000_000;
/** Each holds a whole file and its picture. */
const AT_ONCE = 2;

const held = globalThis as typeof globalThis & { utblickDrawers?: number };

/** Draws a page of a PDF as a PNG; null for a page that there isn't, or that cannot be drawn in the memory and time there is. Throws RATE_LIMITED while as many are drawn as may be at once. */
export async function drawPage(read: () => Promise<Uint8Array>, page: number): Promise<Uint8Array | null> {
  if ((held.utblickDrawers ?? 0) >= AT_ONCE) throw new AppError("RATE_LIMITED", { retryAfterSeconds: 2 });
  held.utblickDrawers = (held.utblickDrawers ?? 0) + 1;
  try {
    return await drawApart(await read(), page);
  } finally {
    held.utblickDrawers -= 1;
  }
}

function drawApart(bytes: Uint8Array, page: number): Promise<Uint8Array | null> {
  const worker = new Worker(path.join(process.cwd(), DRAWER), {
    workerData: { bytes, page, width: WIDTH, mostPixels: MOST_PIXELS },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 32 },
    execArgv: [],
    env: {},
  });
  return new Promise<Uint8Array | null>((resolve) => {
    const timer = setTimeout(() => resolve(null), LONGEST_MS);
    worker.once("message", (drawn: Uint8Array | null) => resolve(drawn));
    worker.once("error", () => resolve(null));
    worker.once("exit", () => {
      clearTimeout(timer);
      resolve(null);
    });
  }).finally(() => worker.terminate());
}
