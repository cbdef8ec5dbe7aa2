import "server-only";
import { isCoordinator, type Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import type { DecisionNeed } from "@/domain/registers";
import { refuse, type Result } from "@/domain/result";
import { carries } from "@/features/decisions/rules";
import { findBasis } from "@/features/decisions/service";
import { recordAudit } from "@/server/audit";
import { reading, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { readHistory, type HistoryEntry } from "@/server/history";
import { once } from "@/server/idempotency";
import { authorize } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { inTransaction } from "@/server/transaction";
import { groupAssignmentPolicy } from "./policy";
import * as repository from "./repository";
import { ASSIGNING_MATTER, decisionNeedOf, renewalOf, standingOn, type AssignmentRefusal, type AssignmentStanding } from "./rules";
import type { AssignmentInput, ChangeAssignmentInput } from "./schema";

export type { StoredAssignment } from "./repository";

const audit = (tx: Tx, actor: Actor, id: string, action: string) => recordAudit(tx, { actor, action: `groupAssignments.${action}`, subject: { kind: "groupAssignment", id } });
const isDecided = async (read: Read, actor: Actor, id: string) => carries(await findBasis(read, actor, { kind: "groupAssignment", id }, [ASSIGNING_MATTER]));

/** Proposes what the working group is to do, for the management group to decide (V25); the same key proposes it once. */
export async function proposeAssignment(actor: Actor, input: AssignmentInput, key: string, about: { isDemonstration?: boolean } = {}, now = new Date()): Promise<{ id: string }> {
  return inTransaction((tx) =>
    once(tx, actor, "groupAssignments.propose", key, input, async () => {
      const id = repository.newAssignmentId();
      const permit = authorize(groupAssignmentPolicy, "propose", actor, { id, isArchived: false });
      await repository.insertAssignment(tx, permit, id, input, about.isDemonstration ?? false, now);
      await audit(tx, actor, id, "proposed");
      return { id };
    }),
  );
}

async function hold(tx: Tx, id: string): Promise<repository.StoredAssignment> {
  const stored = await repository.lockAssignment(tx, id);
  if (stored === null) throw new AppError("NOT_FOUND");
  return stored;
}

/**
 * Changes a proposed assignment; what the management group has decided is changed by a new decision alone (V25). When someone else has changed it since, throws CONFLICT
 * with `baseVersion` (what the change began from) and `currentVersion`, both of which `getAssignmentVersion` returns. Refused: groupAssignmentDecided.
 */
export async function changeAssignment(actor: Actor, { id, version, assignment }: ChangeAssignmentInput, now = new Date()): Promise<Result<{ id: string }, AssignmentRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await hold(tx, id);
      const permit = authorize(groupAssignmentPolicy, "edit", actor, stored);
      if (stored.version !== version) throw new AppError("CONFLICT", { baseVersion: version, currentVersion: stored.version });
      if (await isDecided(tx, actor, id)) must(refuse("groupAssignmentDecided" as const));
      await repository.updateAssignment(tx, permit, id, version, assignment, now);
      await audit(tx, actor, id, "changed");
      return { id };
    }),
  );
}

/** Takes an assignment out of the register without removing anything, or puts it back. Throws CONFLICT when someone has changed it since. */
export async function archiveAssignment(actor: Actor, { id, version }: { id: string; version: number }, archived: boolean, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const stored = await hold(tx, id);
    const permit = authorize(groupAssignmentPolicy, "archive", actor, stored);
    if (stored.version !== version) throw new AppError("CONFLICT");
    if (stored.isArchived === archived) return { id };
    await repository.updateArchived(tx, permit, id, version, archived ? now : null, now);
    await audit(tx, actor, id, archived ? "archived" : "restored");
    return { id };
  });
}

export interface AssignmentView {
  assignment: repository.StoredAssignment;
  standing: AssignmentStanding;
  mayEdit: boolean;
  mayArchive: boolean;
}

/** An assignment with how it stands today and what the actor may do; throws NOT_FOUND when it isn't there or isn't the actor's to see. */
export async function getAssignment(actor: Actor, id: string, now = new Date()): Promise<AssignmentView> {
  const assignment = await repository.findAssignment(reading(), id);
  if (assignment === null) throw new AppError("NOT_FOUND");
  authorize(groupAssignmentPolicy, "view", actor, assignment);
  const decided = await isDecided(reading(), actor, id);
  return {
    assignment,
    standing: standingOn(assignment, decided, dateInStockholm(now)),
    mayEdit: !decided && may(groupAssignmentPolicy, "edit", actor, assignment),
    mayArchive: may(groupAssignmentPolicy, "archive", actor, assignment),
  };
}

/** The assignments in the register with how each stands on a day, the latest first. */
export async function listAssignments(actor: Actor, day: PlainDate): Promise<(repository.StoredAssignment & { standing: AssignmentStanding })[]> {
  const rows = await repository.selectAssignments(reading());
  return Promise.all(rows.map(async (row) => ({ ...row, standing: standingOn(row, await isDecided(reading(), actor, row.id), day) })));
}

/** The assignments that nobody has decided on and whose time is not over (V25). */
export async function listUndecided(actor: Actor, day: PlainDate): Promise<DecisionNeed[]> {
  return (await listAssignments(actor, day)).filter(({ standing }) => standing === "PROPOSED").map((assignment) => decisionNeedOf(assignment, day));
}

/** The assignments that hold and are soon over or old, with nothing to come after them, for the office (V25). */
export async function listToRenew(actor: Actor, day: PlainDate): Promise<{ id: string; title: string; dueOn: PlainDate }[]> {
  if (!isCoordinator(actor)) return [];
  const all = await listAssignments(actor, day);
  return all
    .filter(({ standing }) => standing === "IN_FORCE")
    .flatMap((one) => {
      const dueOn = renewalOf(one, day);
      const isFollowed = all.some((other) => other.id !== one.id && other.startsOn > one.startsOn && other.standing !== "PAST");
      return dueOn === null || isFollowed ? [] : [{ id: one.id, title: one.title, dueOn }];
    });
}

/** An assignment as it was in one of its versions, for who may change it, with who made it and when; throws NOT_FOUND. */
export async function getAssignmentVersion(actor: Actor, id: string, version: number): Promise<{ byName: string | null; at: Date; assignment: AssignmentInput }> {
  const stored = await repository.findAssignment(reading(), id);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(groupAssignmentPolicy, "edit", actor, stored);
  const found = await repository.findAssignmentVersion(reading(), id, version);
  if (found === null) throw new AppError("NOT_FOUND");
  return found;
}

/** An assignment's history, latest first; throws NOT_FOUND when it isn't the actor's to see. */
export async function listAssignmentHistory(actor: Actor, id: string, options: { limit: number; before?: string | undefined }): Promise<HistoryEntry[]> {
  const [stored, history] = await Promise.all([repository.findAssignment(reading(), id), readHistory(id, options)]);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(groupAssignmentPolicy, "view", actor, stored);
  return history;
}
