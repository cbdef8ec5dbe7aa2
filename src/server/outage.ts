import "server-only";
import { AppError } from "./errors";

/** Why the database could not be asked: all connections were taken, it was not there, or it has no room to write in. */
export type OutageReason = "busy" | "unreachable" | "full";

const REASONS: readonly OutageReason[] = ["busy", "unreachable", "full"];
const WAIT_SECONDS: Readonly<Record<OutageReason, number>> = { busy: 5, unreachable: 10, full: 60 };

/** What Prisma calls a transaction that got no connection or no time, and one that lost its race each time. */
const BUSY_CODES = ["P2028", "P2034", "P2024"];
const UNREACHABLE_CODES = ["P1001", "P1002", "P1017"];
/** What the adapter calls it. */
const UNREACHABLE_KINDS = ["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout"];
const NETWORK_CODES = ["ECONNREFUSED", "ECONNRESET", "EHOSTUNREACH", "ENETUNREACH", "ENOTFOUND", "EPIPE", "ETIMEDOUT", "EAI_AGAIN"];
/** SQLSTATEs: too many connections, serialisation failure, deadlock. */
const BUSY_STATES = ["53300", "40001", "40P01"];
/** SQLSTATE: the disk is full. What is there can be read. */
const FULL_STATE = "53100";
/** SQLSTATEs: the server is shutting down, has crashed, or is not up yet; and class 08, connection exceptions. */
const UNREACHABLE_STATES = /^(57P0[123]|08...)$/;

/** Tells whether something thrown means that the database could not be asked just now, whoever's bundle it was thrown in. */
export function findOutageReason(error: unknown): OutageReason | null {
  for (let at = error, depth = 0; at !== null && typeof at === "object" && depth < 6; depth += 1) {
    const reason = judge(at);
    if (reason !== null) return reason;
    at = "cause" in at && at.cause !== undefined ? at.cause : adapterErrorOf(at);
  }
  return null;
}

/** The outage as the error that means "wait and try again": RATE_LIMITED with `retryAfterSeconds` and its `reason`; null for any other error. */
export function findOutage(error: unknown): AppError | null {
  const reason = findOutageReason(error);
  return reason === null ? null : new AppError("RATE_LIMITED", { retryAfterSeconds: WAIT_SECONDS[reason], reason });
}

function judge(error: object): OutageReason | null {
  const textOf = (name: string): string => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === "string" ? value : "";
  };
  const [code, kind, state, message] = [textOf("code"), textOf("kind"), textOf("originalCode"), textOf("message")];
  const about: unknown = Reflect.get(error, "about");
  if (code === "RATE_LIMITED" && typeof about === "object" && about !== null && "reason" in about) return REASONS.find((reason) => reason === about.reason) ?? null;
  if (kind === "TooManyConnections" || kind === "TransactionWriteConflict" || [code, state].some((found) => BUSY_CODES.includes(found) || BUSY_STATES.includes(found))) return "busy";
  if (code === FULL_STATE || state === FULL_STATE) return "full";
  if (UNREACHABLE_KINDS.includes(kind) || [code, state].some((found) => UNREACHABLE_CODES.includes(found) || NETWORK_CODES.includes(found) || UNREACHABLE_STATES.test(found))) return "unreachable";
  // The pool and the driver give these no code.
  if (message.startsWith("timeout exceeded when trying to connect")) return "busy";
  return /^Query read timeout|^Connection terminated|^Client has encountered a connection error/.test(message) ? "unreachable" : null;
}

function adapterErrorOf(error: object): unknown {
  const meta: unknown = Reflect.get(error, "meta");
  return typeof meta === "object" && meta !== null && "driverAdapterError" in meta ? meta.driverAdapterError : null;
}
