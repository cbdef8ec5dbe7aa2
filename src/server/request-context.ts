import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";

interface RequestContext {
  requestId: string;
}

const storage = new AsyncLocalStorage<RequestContext>();
const ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/** Makes a short reference that a person can read out over the telephone. */
export function makeReference(): string {
  return [...randomBytes(8)].map((byte) => ALPHABET[byte % ALPHABET.length]).join("");
}

/** Runs work under one request id, which the audit trail and the log carry. */
export function withRequest<Value>(requestId: string, work: () => Promise<Value>): Promise<Value> {
  return storage.run({ requestId }, work);
}

/** The id of the request at hand, if any. */
export function currentRequestId(): string | undefined {
  return storage.getStore()?.requestId;
}
