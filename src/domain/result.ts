import type { Issue } from "./values";

/** Where a refusal belongs in a form, and what its words are to name. */
export interface RefusalDetails {
  field?: string;
  about?: Readonly<Record<string, string | number>>;
  /** In place of the reason's own words: everything that is wrong, each at its field. */
  issues?: readonly Issue[];
}

/** An expected answer: a value, or a refusal with a literal reason that the interface puts into words. */
export type Result<Value, Reason extends string> = { ok: true; value: Value } | ({ ok: false; reason: Reason } & RefusalDetails);

/** Wraps a value as a success. */
export function succeed<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value };
}

/** Wraps a reason as a refusal; it may name the field at fault, and what its words are to name. */
export function refuse<Reason extends string>(reason: Reason, details: RefusalDetails = {}): { ok: false; reason: Reason } & RefusalDetails {
  return { ok: false, reason, ...details };
}
