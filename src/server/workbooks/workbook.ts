import "server-only";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { AppError } from "../errors";

/** A sheet as texts: days as `YYYY-MM-DD`, numbers with a point, empty cells empty. */
export interface Sheet {
  name: string;
  rows: string[][];
}

/** Why a file could not be read. */
export const WORKBOOK_PROBLEMS = ["notWorkbook", "oldWorkbook", "password", "macros", "damaged", "tooLarge", "tooManySheets", "tooManyRows", "tooManyColumns", "tooSlow"] as const;
export type WorkbookProblem = (typeof WORKBOOK_PROBLEMS)[number];

export const WORKBOOK_LIMITS = { parts: 200, inflatedBytes: 64 * 1024 * 1024, sheets: 50, rows: 60_000, columns: 400, characters: 32_767 };
const READER = "src/server/workbooks/read.mjs";
const MEMORY_MB = 256;
const LONGEST_MS = 15_000;
/** Each reader may take its whole memory. */
const AT_ONCE = 2;

const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** Older workbooks, and newer ones behind a password, are files of this kind. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];

const beginsWith = (bytes: Uint8Array, mark: readonly number[]) => mark.every((byte, index) => bytes[index] === byte);

/** Tells whether a file begins as a workbook does, or as one of its kin. */
export function looksLikeWorkbook(bytes: Uint8Array): boolean {
  return beginsWith(bytes, ZIP) || beginsWith(bytes, COMPOUND);
}

const held = globalThis as typeof globalThis & { utblickReaders?: number };

/** Reads the sheets of a workbook that anyone may have made; throws RATE_LIMITED while as many are read as may be at once. */
export async function readWorkbook(bytes: Uint8Array): Promise<{ sheets: Sheet[] } | { problem: WorkbookProblem }> {
  if (beginsWith(bytes, COMPOUND)) return { problem: Buffer.from(bytes).includes(Buffer.from("EncryptedPackage", "utf16le")) ? "password" : "oldWorkbook" };
  if (!beginsWith(bytes, ZIP)) return { problem: "notWorkbook" };
  if ((held.utblickReaders ?? 0) >= AT_ONCE) throw new AppError("RATE_LIMITED", { retryAfterSeconds: 10 });
  held.utblickReaders = (held.utblickReaders ?? 0) + 1;
  try {
    return await readApart(bytes);
  } finally {
    held.utblickReaders -= 1;
  }
}

function readApart(bytes: Uint8Array): Promise<{ sheets: Sheet[] } | { problem: WorkbookProblem }> {
  const worker = new Worker(path.join(process.cwd(), READER), {
    workerData: { bytes, limits: WORKBOOK_LIMITS },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 32 },
    execArgv: [],
    env: {},
  });
  return new Promise<{ sheets: Sheet[] } | { problem: WorkbookProblem }>((resolve) => {
    const end = (problem: WorkbookProblem) => resolve({ problem });
    const timer = setTimeout(() => end("tooSlow"), LONGEST_MS);
    worker.once("message", (answer: { sheets: Sheet[] } | { problem: WorkbookProblem }) => resolve(answer));
    // Beyond its memory a thread is ended with an error.
    worker.once("error", () => end("tooLarge"));
    worker.once("exit", () => {
      clearTimeout(timer);
      end("damaged");
    });
  }).finally(() => worker.terminate());
}
