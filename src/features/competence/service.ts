import "server-only";
import { isOnBehalf, type Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { refuse, type Result } from "@/domain/result";
import { notify } from "@/features/notifications/service";
import { readProgrammeFilter } from "@/features/programmes/schema";
import { listProgrammes } from "@/features/programmes/service";
import { recordAudit } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { readHistory, type HistoryEntry } from "@/server/history";
import { once } from "@/server/idempotency";
import { authorize } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { readSnapshot } from "@/server/snapshot";
import { inTransaction } from "@/server/transaction";
import { competencePolicy, mayLogIndividual } from "./policy";
import * as repository from "./repository";
import { activityTimes, judgeCancelling, judgeChange, judgeInviting, noticeOf, stateOf, type CompetenceRefusal } from "./rules";
import type { ActivityFilter, ActivityInput, ActivityState, ChangeActivityInput, PlannedKind } from "./schema";

export type { ActivityRow, ContactChoice, StoredActivity } from "./repository";

const today = (now: Date): PlainDate => dateInStockholm(now);

const audit = (tx: Tx, actor: Actor, id: string, unitId: string | null, action: string) =>
  recordAudit(tx, { actor, action: `competence.${action}`, subject: { kind: "competenceActivity", id }, ...(unitId === null ? {} : { unitId, onBehalf: isOnBehalf(actor, unitId) }) });

async function hold(tx: Tx, id: string, now: Date): Promise<repository.StoredActivity> {
  const stored = await repository.lockActivity(tx, id, today(now));
  if (stored === null) throw new AppError("NOT_FOUND");
  return stored;
}

async function judgeProgramme(tx: Tx, { programmeId }: ActivityInput, before: string | null = null): Promise<void> {
  if (programmeId !== null && programmeId !== before && !(await repository.hasProgramme(tx, programmeId))) must(refuse("competenceProgrammeNotThere", { field: "programmeId" }));
}

type About = { origin?: repository.ActivityOrigin };
const USUAL: repository.ActivityOrigin = { isDemonstration: false, certainty: "HIGH" };

/** Plans an activity for the contact persons together (V21a), or one that is open to all staff (V22); nobody is invited yet, and the same key plans it once. Refused: competenceTimeNotThere, competenceProgrammeNotThere. */
export async function planActivity(actor: Actor, kind: PlannedKind, input: ActivityInput, key: string, about: About = {}, now = new Date()): Promise<Result<{ id: string }, CompetenceRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "competence.plan", key, { kind, input }, async () => {
        const id = repository.newActivityId();
        const permit = authorize(competencePolicy, "plan", actor, { id, unitId: null, isArchived: false });
        const times = must(activityTimes(input));
        await judgeProgramme(tx, input);
        await repository.insertActivity(tx, permit, id, { kind, unitId: null }, input, times, about.origin ?? USUAL, now);
        await audit(tx, actor, id, null, "planned");
        return { id };
      }),
    ),
  );
}

/**
 * Logs what one contact person learns (V21b): of what is over the person was there, and to what lies ahead it is signed up. The same key logs it once.
 * Refused: competenceAppointmentNotThere, competenceTimeNotThere, competenceProgrammeNotThere.
 */
export async function logIndividual(actor: Actor, appointmentId: string, input: ActivityInput, key: string, about: About = {}, now = new Date()): Promise<Result<{ id: string }, CompetenceRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "competence.logIndividual", key, { appointmentId, input }, async () => {
        const appointment = await repository.findAppointment(tx, appointmentId, input.startsOn);
        const id = repository.newActivityId();
        const permit = authorize(competencePolicy, "plan", actor, { id, unitId: appointment?.unitId ?? null, isArchived: false });
        if (appointment === null || !appointment.holds) return must(refuse("competenceAppointmentNotThere", { field: "appointmentId" }));
        const times = must(activityTimes(input));
        await judgeProgramme(tx, input);
        await repository.insertActivity(tx, permit, id, { kind: "INDIVIDUAL", unitId: appointment.unitId }, { ...input, signUpBy: null, mostEnrolled: null }, times, about.origin ?? USUAL, now);
        await repository.insertOwner(tx, permit, id, appointment.personId, times.endsAt <= now ? input.hoursHundredths : null, now);
        await audit(tx, actor, id, appointment.unitId, "logged");
        return { id };
      }),
    ),
  );
}

/**
 * Changes an activity that is not cancelled; whoever is invited or has signed up is told when its time or place is another, in the calendar too. When someone else has changed it since, throws CONFLICT
 * with `baseVersion` (what the change began from) and `currentVersion`, both of which `getActivityVersion` returns.
 * Refused: competenceCancelled, competenceTimeNotThere, competenceAttendedAlready, competenceFewerThanEnrolled, competenceProgrammeNotThere.
 */
export async function changeActivity(actor: Actor, { id, version, activity: input }: ChangeActivityInput, now = new Date()): Promise<Result<{ id: string }, CompetenceRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await hold(tx, id, now);
      const permit = authorize(competencePolicy, "edit", actor, stored);
      if (stored.version !== version) throw new AppError("CONFLICT", { baseVersion: version, currentVersion: stored.version });
      const times = must(activityTimes(input));
      must(judgeChange(stored, { ...times, mostEnrolled: input.mostEnrolled }, stored, now));
      await judgeProgramme(tx, input, stored.programmeId);
      await repository.updateActivity(tx, permit, id, version, input, times, now);
      if (stored.kind === "INDIVIDUAL") await repository.updateOwnerHours(tx, permit, id, input.hoursHundredths, now);
      const isMoved = times.startsAt.getTime() !== stored.startsAt.getTime() || times.endsAt.getTime() !== stored.endsAt.getTime() || input.place !== stored.place || input.link !== stored.link;
      if (isMoved && stored.kind !== "INDIVIDUAL" && times.endsAt > now) await notify(tx, actor, noticeOf({ ...input, ...times, id }, "COMPETENCE_CHANGED", await repository.selectConcerned(tx, id)), now);
      await audit(tx, actor, id, stored.unitId, "changed");
      return { id };
    }),
  );
}

/**
 * Invites to a joint activity all who are contact persons or deputies on its day and have not been invited, by mail with the activity for their calendars (V21a). Throws CONFLICT when someone has changed it since.
 * Refused: competenceNotJoint, competenceCancelled, competenceHeld, competenceNobodyToInvite.
 */
export async function inviteContactPersons(actor: Actor, { id, version }: { id: string; version: number }, now = new Date()): Promise<Result<{ id: string; invited: number }, CompetenceRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await hold(tx, id, now);
      const permit = authorize(competencePolicy, "invite", actor, stored);
      must(judgeInviting(stored, now));
      if (stored.version !== version) throw new AppError("CONFLICT");
      const invited = await repository.inviteContactPersons(tx, permit, id, version, stored.startsOn, now);
      if (invited.length === 0) must(refuse("competenceNobodyToInvite"));
      await notify(tx, actor, noticeOf(stored, "COMPETENCE_INVITED", invited), now);
      await audit(tx, actor, id, stored.unitId, "invited");
      return { id, invited: invited.length };
    }),
  );
}

/** Cancels an activity that has not begun, and tells whoever is invited or has signed up. Throws CONFLICT when someone has changed it since. Refused: competenceCancelled, competenceHeld. */
export async function cancelActivity(actor: Actor, { id, version }: { id: string; version: number }, now = new Date()): Promise<Result<{ id: string }, CompetenceRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await hold(tx, id, now);
      const permit = authorize(competencePolicy, "cancel", actor, stored);
      must(judgeCancelling(stored, now));
      if (stored.version !== version) throw new AppError("CONFLICT");
      await repository.updateCancelled(tx, permit, id, version, now);
      if (stored.kind !== "INDIVIDUAL") await notify(tx, actor, noticeOf(stored, "COMPETENCE_CANCELLED", await repository.selectConcerned(tx, id)), now);
      await audit(tx, actor, id, stored.unitId, "cancelled");
      return { id };
    }),
  );
}

/** Takes an activity out of the register without removing anything, or puts it back. Throws CONFLICT when someone has changed it since. */
export async function archiveActivity(actor: Actor, { id, version }: { id: string; version: number }, archived: boolean, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const stored = await hold(tx, id, now);
    const permit = authorize(competencePolicy, "archive", actor, stored);
    if (stored.version !== version) throw new AppError("CONFLICT");
    if (stored.isArchived === archived) return { id };
    await repository.updateArchived(tx, permit, id, version, archived ? now : null, now);
    await audit(tx, actor, id, stored.unitId, archived ? "archived" : "restored");
    return { id };
  });
}

/** One page of the register. */
export async function listActivities(_actor: Actor, filter: ActivityFilter, now = new Date()): Promise<{ rows: repository.ActivityRow[]; total: number }> {
  return repository.selectActivities(reading(), filter, today(now), now);
}

/** All that the list shows under a filter, every page of it in the same order, piece by piece from one state of the register. */
export async function* exportActivities(_actor: Actor, filter: ActivityFilter, now = new Date()): AsyncGenerator<repository.ActivityRow[], void, undefined> {
  yield* readSnapshot((tx) => repository.streamActivities(tx, filter, today(now), now));
}

/** The years in which there is something to learn, latest first. */
export async function listActivityYears(_actor: Actor): Promise<number[]> {
  return repository.selectYears(reading());
}

/** The contact persons and deputies of today that the actor may log something for; none for who may log nothing. */
export async function listContactChoices(actor: Actor, now = new Date()): Promise<repository.ContactChoice[]> {
  if (!mayLogIndividual(actor)) return [];
  return (await repository.selectContactPersons(reading(), today(now))).filter(({ unitId }) => may(competencePolicy, "plan", actor, { id: unitId, unitId, isArchived: false }));
}

/** The programmes that an activity may be about, by name. */
export async function listProgrammeChoices(actor: Actor, now = new Date()): Promise<{ id: string; nameSv: string; nameEn: string }[]> {
  return (await listProgrammes(actor, readProgrammeFilter({}).filter, now)).map(({ id, nameSv, nameEn }) => ({ id, nameSv, nameEn }));
}

export interface ActivityView {
  activity: repository.StoredActivity;
  state: ActivityState;
  mayEdit: boolean;
  mayInvite: boolean;
  mayCancel: boolean;
  mayAttend: boolean;
  mayArchive: boolean;
}

/** An activity with what the actor may do; throws NOT_FOUND when it isn't there or isn't the actor's to see. */
export async function getActivity(actor: Actor, id: string, now = new Date()): Promise<ActivityView> {
  const activity = await repository.findActivity(reading(), id, today(now));
  if (activity === null) throw new AppError("NOT_FOUND");
  authorize(competencePolicy, "view", actor, activity);
  return {
    activity,
    state: stateOf(activity, now),
    mayEdit: may(competencePolicy, "edit", actor, activity) && activity.cancelledAt === null,
    mayInvite: may(competencePolicy, "invite", actor, activity) && judgeInviting(activity, now).ok,
    mayCancel: may(competencePolicy, "cancel", actor, activity) && judgeCancelling(activity, now).ok,
    mayAttend: may(competencePolicy, "attend", actor, activity) && activity.cancelledAt === null && activity.startsAt <= now,
    mayArchive: may(competencePolicy, "archive", actor, activity),
  };
}

/** An activity as it was in one of its versions, for who may change it, with who made it and when; throws NOT_FOUND. */
export async function getActivityVersion(actor: Actor, id: string, version: number, now = new Date()): Promise<{ byName: string | null; at: Date; activity: ActivityInput }> {
  const stored = await repository.findActivity(reading(), id, today(now));
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(competencePolicy, "edit", actor, stored);
  const found = await repository.findActivityVersion(reading(), id, version);
  if (found === null) throw new AppError("NOT_FOUND");
  return found;
}

/** An activity's history with who signed up and how many took part, latest first; throws NOT_FOUND when the activity isn't the actor's to see. */
export async function listActivityHistory(actor: Actor, id: string, options: { limit: number; before?: string | undefined }, now = new Date()): Promise<HistoryEntry[]> {
  const [stored, history] = await Promise.all([repository.findActivity(reading(), id, today(now)), readHistory(id, options)]);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(competencePolicy, "view", actor, stored);
  return history;
}
