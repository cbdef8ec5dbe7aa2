import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { refuse, type Result } from "@/domain/result";
import { notify } from "@/features/notifications/service";
import { recordAudit } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { once } from "@/server/idempotency";
import { authorize } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { inTransaction } from "@/server/transaction";
import { getMeeting } from "../service";
import { followUpPolicy } from "./policy";
import * as repository from "./repository";
import type { AddFollowUpInput } from "./schema";

export type { StoredFollowUp } from "./repository";

const audit = (tx: Tx, actor: Actor, meetingId: string, action: string, id: string) => recordAudit(tx, { actor, action: `groupMeetings.${action}`, subject: { kind: "groupMeeting", id: meetingId }, details: { followUpId: id } });

/** Adds something that a meeting agreed somebody is to do, and tells them; the same key adds it once. Throws NOT_FOUND and FORBIDDEN. Refused: groupOwnerNotThere. */
export async function addFollowUp(actor: Actor, { key, meetingId, followUp }: AddFollowUpInput, now = new Date()): Promise<Result<{ id: string }, "groupOwnerNotThere">> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "groupMeetings.addFollowUp", key, { meetingId, followUp }, async () => {
        const id = repository.newFollowUpId();
        const permit = authorize(followUpPolicy, "add", actor, { id, ownerId: followUp.ownerId });
        const there = await repository.areThere(tx, meetingId, followUp.ownerId);
        if (!there.meeting) throw new AppError("NOT_FOUND");
        if (!there.person) must(refuse("groupOwnerNotThere" as const, { field: "ownerId" }));
        await repository.insertFollowUp(tx, permit, id, meetingId, followUp);
        await notify(tx, actor, { kind: "GROUP_ACTION", to: [followUp.ownerId], subject: { kind: "groupMeeting", id: meetingId }, path: `/working-group/meetings/${meetingId}#follow-ups`, params: { day: followUp.dueOn } }, now);
        await audit(tx, actor, meetingId, "followUpAdded", id);
        return { id };
      }),
    ),
  );
}

/** Says that something has been done, today; its owner's and the office's to say. Throws NOT_FOUND, FORBIDDEN, and CONFLICT when someone has changed it since. */
export async function settleFollowUp(actor: Actor, { id, version }: { id: string; version: number }, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const stored = await repository.lockFollowUp(tx, id);
    if (stored === null) throw new AppError("NOT_FOUND");
    const permit = authorize(followUpPolicy, "settle", actor, stored);
    if (stored.version !== version) throw new AppError("CONFLICT");
    await repository.updateDone(tx, permit, id, version, dateInStockholm(now));
    await audit(tx, actor, stored.meetingId, "followUpDone", id);
    return { id };
  });
}

/** Takes something to do away; it stays in the history. Throws NOT_FOUND, FORBIDDEN, and CONFLICT when someone has changed it since. */
export async function removeFollowUp(actor: Actor, { id, version }: { id: string; version: number }, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const stored = await repository.lockFollowUp(tx, id);
    if (stored === null) throw new AppError("NOT_FOUND");
    const permit = authorize(followUpPolicy, "remove", actor, stored);
    if (stored.version !== version) throw new AppError("CONFLICT");
    await repository.updateRemoved(tx, permit, id, version, now);
    await audit(tx, actor, stored.meetingId, "followUpRemoved", id);
    return { id };
  });
}

/** What a meeting agreed that people are to do, each with whether the actor may say that it is done or take it away; throws NOT_FOUND when there is no such meeting. */
export async function listFollowUps(actor: Actor, meetingId: string): Promise<(repository.StoredFollowUp & { maySettle: boolean; mayRemove: boolean })[]> {
  await getMeeting(actor, meetingId);
  return (await repository.selectFollowUps(reading(), meetingId)).map((one) => ({ ...one, maySettle: one.doneOn === null && may(followUpPolicy, "settle", actor, one), mayRemove: may(followUpPolicy, "remove", actor, one) }));
}

/** What meetings have agreed that the actor is to do, and that is not done. */
export async function listOwnFollowUps(actor: Actor): Promise<repository.StoredFollowUp[]> {
  return repository.selectOpenOf(reading(), actor.personId);
}
