import "server-only";
import { Prisma } from "@db/client";
import { database, longWorkDatabase, sealTransaction, type Tx } from "./db";
import { findOutage } from "./outage";

const ATTEMPTS = 3;
/** Beyond it somebody else's page would wait for the connection. */
const LONG_MS = 60_000;

/**
 * Runs one use case in one transaction: all of it or nothing; deadlocks and lost races are tried again. Throws RATE_LIMITED with
 * a `reason` when there is no connection to be had or no database to be reached.
 */
export async function inTransaction<Value>(work: (tx: Tx) => Promise<Value>, { timeoutMs = 10_000 }: { timeoutMs?: number } = {}): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const client = timeoutMs > LONG_MS ? longWorkDatabase() : database();
      return await client.$transaction((one) => work(sealTransaction(one)), { maxWait: 3_000, timeout: timeoutMs });
    } catch (error) {
      if (attempt >= ATTEMPTS || !isLostRace(error)) throw findOutage(error) ?? error;
    }
  }
}

function isLostRace(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2034") return true;
  return sqlStateOf(error) === "40001" || sqlStateOf(error) === "40P01";
}

/** The SQLSTATE that the database answered with, when the error is the database's. */
export function sqlStateOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  if ("originalCode" in error && typeof error.originalCode === "string") return error.originalCode;
  if ("meta" in error) {
    const meta = error.meta as { code?: unknown; driverAdapterError?: { cause?: unknown } } | undefined;
    if (typeof meta?.code === "string" && /^[0-9A-Z]{5}$/.test(meta.code)) return meta.code;
    if (meta?.driverAdapterError) return sqlStateOf(meta.driverAdapterError.cause);
  }
  return "cause" in error ? sqlStateOf(error.cause) : undefined;
}
