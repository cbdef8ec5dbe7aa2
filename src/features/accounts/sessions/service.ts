import "server-only";
import type { Actor } from "@/domain/actor";
import { recordAudit } from "@/server/audit";
import { reading } from "@/server/db";
import { AppError } from "@/server/errors";
import { authorize, authorizeAll } from "@/server/permit";
import { inTransaction } from "@/server/transaction";
import { sessionPolicy } from "./policy";
import * as repository from "./repository";
import type { SessionFilter } from "./schema";

export type { SessionRow } from "./repository";

/** A page of who is signed in at the moment, for the administrator; throws NOT_FOUND. */
export async function listSessions(actor: Actor, filter: SessionFilter, now = new Date()): Promise<{ rows: repository.SessionRow[]; total: number }> {
  authorizeAll(sessionPolicy, "view", actor);
  return repository.selectSessions(reading(), filter, now);
}

/** Where the actor is signed in at the moment. */
export async function listOwnSessions(actor: Actor, now = new Date()): Promise<repository.SessionRow[]> {
  return repository.selectSessionsOf(reading(), actor.personId, now);
}

/** Ends one session, at its next request; one that has ended stays so. Throws NOT_FOUND when it isn't there or isn't the actor's to end. */
export async function endSession(actor: Actor, { id }: { id: string }, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const stored = await repository.lockSession(tx, id);
    if (stored === null) throw new AppError("NOT_FOUND");
    const permit = authorize(sessionPolicy, "end", actor, stored);
    if (stored.isEnded) return { id };
    await repository.endSession(tx, permit, id, now);
    await recordAudit(tx, { actor, action: "accounts.sessionEnded", subject: { kind: "person", id: stored.personId }, details: { sessionId: id } });
    return { id };
  });
}
