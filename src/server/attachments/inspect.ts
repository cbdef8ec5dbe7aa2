import "server-only";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { AppError } from "../errors";

/** Why a file is not taken. */
export const FILE_PROBLEMS = ["otherType", "macros", "password", "damaged", "nested", "tooLarge", "tooLargePicture", "tooSlow"] as const;
export type FileProblem = (typeof FILE_PROBLEMS)[number];

/** What an office document may come to when it is unpacked, and how large a picture may be. */
const LIMITS = { parts: 2_000, inflatedBytes: 192 * 1024 * 1024, ratio: 200, pixels: 60_000_000 };
const INSPECTOR = "src/server/attachments/inspector.mjs";
const MEMORY_MB = 128;
const LONGEST_MS = 5_000;
/** Each may hold a whole file. */
const AT_ONCE = 2;
/** Others wait their turn for so long. */
const LONGEST_WAIT_MS = 10_000;

const held = globalThis as typeof globalThis & { utblickInspectors?: { running: number; waiting: (() => void)[] } };
const turns = (held.utblickInspectors ??= { running: 0, waiting: [] });

async function takeTurn(): Promise<void> {
  if (turns.running < AT_ONCE) {
    turns.running += 1;
    return;
  }
  await new Promise<void>((resolve, reject) => {
    const mine = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(() => {
      turns.waiting.splice(turns.waiting.indexOf(mine), 1);
      reject(new AppError("RATE_LIMITED", { retryAfterSeconds: 10 }));
    }, LONGEST_WAIT_MS);
    turns.waiting.push(mine);
  });
}

function giveTurn(): void {
  const next = turns.waiting.shift();
  // Whoever waits takes the turn over as it is.
  if (next === undefined) turns.running -= 1;
  else next();
}

/**
 * Tells whether an open file's content is what its ending says (`pdf`, `png`, `docx` …), and of how many pages it is where that is
 * known; throws RATE_LIMITED when too many are looked at. Nothing that is in the file can harm the program.
 */
export async function inspectFile(file: { fd: number; size: number }, ending: string): Promise<{ pages: number | null } | { problem: FileProblem }> {
  await takeTurn();
  try {
    return await inspectApart(file, ending);
  } finally {
    giveTurn();
  }
}

function inspectApart({ fd, size }: { fd: number; size: number }, ending: string): Promise<{ pages: number | null } | { problem: FileProblem }> {
  const worker = new Worker(path.join(process.cwd(), INSPECTOR), {
    workerData: { fd, size, ending, limits: LIMITS },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 32 },
    execArgv: [],
    env: {},
  });
  return new Promise<{ pages: number | null } | { problem: FileProblem }>((resolve) => {
    const end = (problem: FileProblem) => resolve({ problem });
    const timer = setTimeout(() => end("tooSlow"), LONGEST_MS);
    worker.once("message", (answer: { pages: number | null } | { problem: FileProblem }) => resolve(answer));
    // Beyond its memory a thread is ended with an error.
    worker.once("error", () => end("damaged"));
    worker.once("exit", () => {
      clearTimeout(timer);
      end("damaged");
    });
  }).finally(() => worker.terminate());
}
