import "server-only";
import { answersForUnit, isCoordinator, type Actor } from "@/domain/actor";
import type { MergedRecord, Registers, Subject, SubjectRecord } from "@/domain/registers";
import { AppError, isAppError } from "./errors";

/** The record that something lies with, asked of its own register; throws NOT_FOUND where there is no such kind, or the record is not the actor's to see. */
export async function findHolder(actor: Actor, { kind, id }: Subject, { registers }: { registers: Registers }): Promise<SubjectRecord> {
  const holding = registers.find((register) => register.kind === kind)?.holding;
  if (holding === undefined) throw new AppError("NOT_FOUND");
  return holding.find(actor, id);
}

/** The same, or null where it would throw NOT_FOUND. */
export async function findHolderOrNull(actor: Actor, subject: Subject, around: { registers: Registers }): Promise<SubjectRecord | null> {
  try {
    return await findHolder(actor, subject, around);
  } catch (error) {
    if (isAppError(error, "NOT_FOUND")) return null;
    throw error;
  }
}

/** The records that have been merged into a record, as far as the actor may see each: asked of their own register, one by one, as if nothing had been merged. */
export async function findMerged(actor: Actor, { kind, id }: Subject, around: { registers: Registers }): Promise<MergedRecord[]> {
  const ids = (await around.registers.find((register) => register.kind === kind)?.holding?.mergedIds?.(actor, id)) ?? [];
  const records = await Promise.all(ids.map(async (one) => ({ id: one, record: await findHolderOrNull(actor, { kind, id: one }, around) })));
  return records.flatMap(({ id: one, record }) => (record === null ? [] : [{ ...record, id: one }]));
}

/** Tells whether the office acts for a unit that isn't its own on what lies with a record; those who are named in a comment act for themselves. */
export function actsForUnit(actor: Actor, unitId: string | null): boolean {
  return !actor.isSystem && isCoordinator(actor) && unitId !== null && !answersForUnit(actor, unitId);
}
