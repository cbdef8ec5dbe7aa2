import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import { recordAudit } from "@/server/audit";
import { reading } from "@/server/db";
import { AppError } from "@/server/errors";
import { authorize } from "@/server/permit";
import { inTransaction } from "@/server/transaction";
import { peoplePolicy } from "../policy";
import * as repository from "./repository";
import { erasableFrom, isDue } from "./rules";

/** A person who has left, with the day from which its details are to be erased. */
export interface LeaverView {
  id: string;
  version: number;
  name: string;
  leftAt: Date;
  dueOn: PlainDate;
  isDue: boolean;
}

const view = (leaver: repository.Leaver, today: PlainDate): LeaverView[] =>
  leaver.leftAt === null || leaver.isErased ? [] : [{ id: leaver.id, version: leaver.version, name: leaver.name, leftAt: leaver.leftAt, dueOn: erasableFrom(leaver.leftAt), isDue: isDue(leaver, today) }];

/** Those who have left and are known by name still, who left first first; for the administrator. Throws FORBIDDEN. */
export async function listLeavers(actor: Actor, now = new Date()): Promise<LeaverView[]> {
  authorize(peoplePolicy, "listLeavers", actor, { id: "*", unitIds: [] });
  const today = dateInStockholm(now);
  return (await repository.selectLeavers(reading(), today)).flatMap((leaver) => view(leaver, today));
}

/** One of them, with the appointments that documents lie with: those stay until they are disposed of. Throws NOT_FOUND for who has not left or has been erased, FORBIDDEN. */
export async function getLeaver(actor: Actor, id: string, now = new Date()): Promise<LeaverView & { papers: { appointmentId: string; unit: string; count: number }[] }> {
  authorize(peoplePolicy, "view", actor, { id, unitIds: [] });
  const today = dateInStockholm(now);
  const stored = await repository.findLeaver(reading(), id, today);
  if (stored !== null) authorize(peoplePolicy, "listLeavers", actor, stored);
  const [leaver] = stored === null ? [] : view(stored, today);
  if (leaver === undefined) throw new AppError("NOT_FOUND");
  return { ...leaver, papers: await repository.selectPapers(reading(), id) };
}

/**
 * Erases the details of a person who has left, for good: name, title, ways to be reached and to sign in, from all their versions too (GDPR art. 17). What the person
 * did stays, and the log still agrees. Throws CONFLICT when someone has changed the person since. Refused: personNotDueForErasure.
 */
export async function erasePerson(actor: Actor, { id, version }: { id: string; version: number }, now = new Date()): Promise<Result<{ id: string }, "personNotDueForErasure">> {
  return inTransaction(async (tx) => {
    const today = dateInStockholm(now);
    const stored = await repository.lockLeaver(tx, id, today);
    if (stored === null) throw new AppError("NOT_FOUND");
    const permit = authorize(peoplePolicy, "erase", actor, stored);
    if (stored.version !== version) throw new AppError("CONFLICT");
    if (!isDue(stored, today)) return refuse("personNotDueForErasure");
    await repository.erasePerson(tx, permit, id, version, now);
    await recordAudit(tx, { actor, action: "people.erased", subject: { kind: "person", id } });
    return succeed({ id });
  });
}
