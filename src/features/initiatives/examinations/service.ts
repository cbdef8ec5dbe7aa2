import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import { reading } from "@/server/db";
import { once } from "@/server/idempotency";
import { inTransaction } from "@/server/transaction";
import { judgeExamination, type InitiativeRefusal } from "../rules";
import { changeUnder, getInitiative } from "../service";
import * as repository from "./repository";
import type { ExaminationInput } from "./schema";

export type { ProgrammeChoice, StoredExamination } from "./repository";

interface At {
  id: string;
  version: number;
}

/**
 * Tells an examination of an initiative: of international cooperation (V10a, V18b) or of external co-financing (V10b, V18c). The latest of each
 * question holds, and those before it stay. The same key tells it once. Throws CONFLICT when someone has changed the initiative since.
 * Refused: examinationInFuture, examinationProgrammeNotThere.
 */
export async function examine(actor: Actor, { key, id, version, examination: input }: At & { key: string; examination: ExaminationInput }, now = new Date()): Promise<Result<{ id: string }, InitiativeRefusal>> {
  const judged = judgeExamination(input, dateInStockholm(now));
  if (!judged.ok) return judged;
  const known = new Set((await repository.selectProgrammes(reading())).map((programme) => programme.id));
  if (input.programmeIds.some((programmeId) => !known.has(programmeId))) return refuse("examinationProgrammeNotThere", { field: "programmeIds" });
  return succeed(await inTransaction((tx) => once(tx, actor, "initiatives.examine", key, { id, input }, () => changeUnder(tx, actor, { id, version }, "examined", now, (permit) => repository.insertExamination(tx, permit, id, input, now)))));
}

/** Takes away an examination that was told wrongly; it stays in the history. Throws CONFLICT when someone has changed the initiative since. */
export async function removeExamination(actor: Actor, { id, version, examinationId }: At & { examinationId: string }, now = new Date()): Promise<{ id: string }> {
  return inTransaction((tx) => changeUnder(tx, actor, { id, version }, "examinationRemoved", now, (permit) => repository.removeExamination(tx, permit, id, examinationId, now)));
}

/** All examinations of an initiative, the latest first; throws NOT_FOUND when the initiative isn't the actor's to see. */
export async function listExaminations(actor: Actor, initiativeId: string, now = new Date()): Promise<repository.StoredExamination[]> {
  await getInitiative(actor, initiativeId, now);
  return repository.selectExaminations(reading(), initiativeId);
}

/** The programmes that the form of an examination offers. */
export async function listProgrammes(_actor: Actor): Promise<repository.ProgrammeChoice[]> {
  return repository.selectProgrammes(reading());
}
