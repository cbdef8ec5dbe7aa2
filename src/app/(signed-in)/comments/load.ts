import { notFound } from "next/navigation";
import type { Subject } from "@/features/comments/schema";
import { isId } from "@/lib/fields";
import { registers } from "@/registers";
import { isAppError } from "@/server/errors";

export type Parameters = Readonly<Record<string, string | string[] | undefined>>;

/** What is not there, or not the reader's to do, is a page that isn't there. */
export const orNotFound = (error: unknown): never => {
  if (isAppError(error, "NOT_FOUND") || isAppError(error, "FORBIDDEN")) notFound();
  throw error;
};

/** The address of a record, by its kind and id. */
export function pathOf({ kind, id }: Subject): string {
  return registers.find((register) => register.kind === kind)?.path(id) ?? "/";
}

/** The record that an address names. */
export function readSubject({ kind, id }: Parameters): Subject {
  const register = registers.find((one) => one.kind === kind);
  if (register === undefined || typeof id !== "string" || !isId(id)) notFound();
  return { kind: register.kind, id };
}
