import { notFound } from "next/navigation";
import type { Actor } from "@/domain/actor";
import type { DecisionSubject } from "@/features/decisions/schema";
import { getDecision, mayRecordDecisions, type DecisionView } from "@/features/decisions/service";
import { isId } from "@/lib/fields";
import { registers } from "@/registers";
import { isAppError } from "@/server/errors";

export type Parameters = Readonly<Record<string, string | string[] | undefined>>;

async function orNull<Value>(work: () => Promise<Value>): Promise<Value | null> {
  try {
    return await work();
  } catch (error) {
    if (isAppError(error, "NOT_FOUND")) return null;
    throw error;
  }
}

/** A decision by the id of an address, or the page that says that there is none. */
export async function loadDecision(actor: Actor, id: string): Promise<DecisionView> {
  if (!isId(id)) notFound();
  return (await orNull(() => getDecision(actor, id))) ?? notFound();
}

/** The record that a decision concerns, as far as the actor may see it. */
export async function loadSubject(actor: Actor, subject: DecisionSubject): Promise<{ title: string; path: string } | null> {
  const register = subject === null ? undefined : registers.find(({ kind }) => kind === subject.kind);
  if (register === undefined || subject === null) return null;
  const title = await orNull(() => register.titleOf(actor, subject.id));
  return title === null ? null : { title, path: register.path(subject.id) };
}

/** Stops at the page that says that there is nothing, for who may record no decisions. */
export async function requireRecorder(actor: Actor): Promise<void> {
  if (!(await mayRecordDecisions(actor))) notFound();
}
