import "server-only";
import { isCoordinator, isOnBehalf, type Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import type { OwnTime } from "@/domain/registers";
import type { Result } from "@/domain/result";
import { notify } from "@/features/notifications/service";
import { recordAudit, recordAudits, type AuditFacts } from "@/server/audit";
import { reading, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { authorize } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { inTransaction } from "@/server/transaction";
import { competencePolicy } from "../policy";
import { judgeAttendance, judgeSignUp, judgeWithdrawal, noticeOf, takesPlace, type EnrolmentRefusal } from "../rules";
import { enrolmentPolicy } from "./policy";
import * as repository from "./repository";
import type { AttendanceInput, AttendancesInput, SignUpInput, WithdrawInput } from "./schema";

export type { EnrolmentRow, OwnEnrolment } from "./repository";

const audit = (tx: Tx, actor: Actor, { id, unitId }: repository.OpenActivity, action: string) =>
  recordAudit(tx, { actor, action: `competence.${action}`, subject: { kind: "competenceActivity", id }, ...(unitId === null ? {} : { unitId, onBehalf: isOnBehalf(actor, unitId) }) });

async function hold(tx: Tx, id: string): Promise<repository.OpenActivity> {
  const stored = await repository.lockActivity(tx, id);
  if (stored === null) throw new AppError("NOT_FOUND");
  return stored;
}

async function holdEnrolment(tx: Tx, { activityId, personId, version }: WithdrawInput): Promise<repository.StoredEnrolment> {
  const stored = await repository.findEnrolment(tx, activityId, personId);
  if (stored === null) throw new AppError("NOT_FOUND");
  if (stored.version !== version) throw new AppError("CONFLICT");
  return stored;
}

const judge = async (read: Read, actor: Actor, activity: repository.OpenActivity, personId: string, now: Date, isHeld = false): Promise<Result<null, EnrolmentRefusal>> =>
  judgeSignUp(activity, activity.enrolled, { isContactPerson: await repository.isContactPerson(read, personId, dateInStockholm(activity.startsAt), isHeld), byOffice: isCoordinator(actor) }, now);

/**
 * Signs a contact person up to an activity, by oneself or by the office, and tells the person, in the calendar too; whoever has signed up already stays so, in one row.
 * Refused: competenceCancelled, competenceIndividual, competenceNotContactPerson, competenceBegun, competenceSignUpClosed, competenceFull.
 */
export async function signUp(actor: Actor, { activityId, personId }: SignUpInput, now = new Date()): Promise<Result<{ id: string }, EnrolmentRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const activity = await hold(tx, activityId);
      const permit = authorize(enrolmentPolicy, "signUp", actor, { ...activity, personId });
      const stored = await repository.findEnrolment(tx, activityId, personId);
      if (stored !== null && takesPlace(stored.state)) return { id: activityId };
      must(await judge(tx, actor, activity, personId, now, true));
      await repository.upsertEnrolled(tx, permit, activityId, personId, now);
      if (activity.startsAt > now) await notify(tx, actor, noticeOf(activity, "COMPETENCE_ENROLLED", [personId]), now);
      await audit(tx, actor, activity, "signedUp");
      return { id: activityId };
    }),
  );
}

/** Takes a sign-up back, or says no to an invitation. Throws CONFLICT when it has been changed since, NOT_FOUND when there is none. Refused: competenceCancelled, competenceIndividual, competenceTooLateToWithdraw. */
export async function withdraw(actor: Actor, input: WithdrawInput, now = new Date()): Promise<Result<{ id: string }, EnrolmentRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const activity = await hold(tx, input.activityId);
      const permit = authorize(enrolmentPolicy, "withdraw", actor, { ...activity, personId: input.personId });
      await holdEnrolment(tx, input);
      must(judgeWithdrawal(activity, now));
      await repository.updateWithdrawn(tx, permit, input, now);
      await notify(tx, actor, noticeOf(activity, "COMPETENCE_WITHDRAWN", [input.personId]), now);
      await audit(tx, actor, activity, "withdrawn");
      return { id: activity.id };
    }),
  );
}

/**
 * Lets the activities to come follow a change of who is contact person, in the same transaction: whoever no longer is on their day is taken off them and told, in the calendar too, and what was one person's own is
 * cancelled, with an entry for each activity. The last day counts: who leaves on the day of an activity is still signed up to it.
 */
export async function followAppointments(tx: Tx, actor: Actor, now = new Date()): Promise<void> {
  const { personId } = actor;
  // Whether there is anything to take back or not, it is asked who does it.
  authorize(enrolmentPolicy, "follow", actor, { id: personId, unitId: null, isArchived: false, personId });
  const entries: Omit<AuditFacts, "actor">[] = [];
  for (const activity of await repository.lockLeft(tx, now)) {
    const { id, kind, unitId } = activity;
    const permit = authorize(enrolmentPolicy, "follow", actor, { ...activity, personId });
    const gone = kind === "INDIVIDUAL" ? [] : await repository.withdrawLeft(tx, permit, id, now);
    if (kind === "INDIVIDUAL") await repository.cancelOwn(tx, permit, activity, now);
    else await notify(tx, actor, noticeOf(activity, "COMPETENCE_WITHDRAWN", gone), now);
    entries.push({ action: kind === "INDIVIDUAL" ? "competence.cancelled" : "competence.withdrawnByLeaving", subject: { kind: "competenceActivity", id }, ...(unitId === null ? {} : { unitId, onBehalf: isOnBehalf(actor, unitId) }), details: { personIds: gone } });
  }
  await recordAudits(tx, actor, entries);
}

/** Tells whether somebody was at an activity that has begun, and for how long: the activity's own hours where nothing is said. Throws CONFLICT when it has been changed since, NOT_FOUND when the person has no part in it. Refused: competenceCancelled, competenceNotYet. */
export async function tellAttendance(actor: Actor, { wasThere, hoursHundredths, ...of }: AttendanceInput, now = new Date()): Promise<Result<{ id: string }, EnrolmentRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const activity = await hold(tx, of.activityId);
      const permit = authorize(enrolmentPolicy, "attend", actor, { ...activity, personId: of.personId });
      await holdEnrolment(tx, of);
      must(judgeAttendance(activity, now));
      await repository.updateAttendance(tx, permit, of, wasThere ? (hoursHundredths ?? activity.hoursHundredths) : null, now);
      await audit(tx, actor, activity, "attendanceTold");
      return { id: activity.id };
    }),
  );
}

/** Writes down, for the office, who of the invited and signed up was at an activity; the others who had signed up were not. Throws CONFLICT when someone has changed the activity since. Refused: competenceCancelled, competenceNotYet. */
export async function writeAttendances(actor: Actor, { id, version, presentIds }: AttendancesInput, now = new Date()): Promise<Result<{ id: string }, EnrolmentRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const activity = await hold(tx, id);
      const permit = authorize(competencePolicy, "attend", actor, activity);
      if (activity.version !== version) throw new AppError("CONFLICT");
      must(judgeAttendance(activity, now));
      await repository.updateAttendances(tx, permit, activity, presentIds, now);
      await audit(tx, actor, activity, "attendanceTold");
      return { id };
    }),
  );
}

export interface EnrolmentsView {
  rows: repository.EnrolmentRow[];
  /** Why the actor cannot sign up, in a word; null where it can, or has. */
  closed: ({ reason: EnrolmentRefusal } & { about?: Readonly<Record<string, string | number>> }) | null;
  mySignUp: { maySignUp: boolean; mayWithdraw: boolean; mayTell: boolean };
  /** Whom the office may sign up; none for others. */
  candidates: { id: string; name: string }[];
}

/** Who has a part in an activity and what the actor may do about it; throws NOT_FOUND when the activity isn't there or isn't the actor's to see. */
export async function listEnrolments(actor: Actor, activityId: string, now = new Date()): Promise<EnrolmentsView> {
  const activity = await repository.findActivity(reading(), activityId);
  if (activity === null) throw new AppError("NOT_FOUND");
  const own = { ...activity, personId: actor.personId };
  authorize(enrolmentPolicy, "view", actor, own);
  const day = dateInStockholm(activity.startsAt);
  const [rows, judged] = await Promise.all([repository.selectEnrolments(reading(), activityId, day), judge(reading(), actor, activity, actor.personId, now)]);
  const mine = rows.find(({ personId }) => personId === actor.personId);
  const has = mine !== undefined && takesPlace(mine.state);
  const mayChoose = isCoordinator(actor) && may(enrolmentPolicy, "signUp", actor, own) && activity.cancelledAt === null && activity.kind !== "INDIVIDUAL";
  return {
    rows,
    closed: has || judged.ok ? null : { reason: judged.reason, ...(judged.about === undefined ? {} : { about: judged.about }) },
    mySignUp: {
      maySignUp: !has && judged.ok && may(enrolmentPolicy, "signUp", actor, own),
      mayWithdraw: mine !== undefined && (mine.state === "ENROLLED" || mine.state === "INVITED") && may(enrolmentPolicy, "withdraw", actor, own) && judgeWithdrawal(activity, now).ok,
      mayTell: mine !== undefined && may(enrolmentPolicy, "attend", actor, own) && judgeAttendance(activity, now).ok,
    },
    candidates: mayChoose ? await repository.selectCandidates(reading(), activityId, day) : [],
  };
}

/** What the actor is invited to, has signed up to or was at, the latest first. */
export async function listOwnEnrolments(actor: Actor): Promise<repository.OwnEnrolment[]> {
  return repository.selectOwn(reading(), actor.personId);
}

/** What the actor has signed up to, or had, that ends at an instant or later, the first first; what is off is among it. */
export async function listSignedUp(actor: Actor, from: Date): Promise<OwnTime[]> {
  return (await repository.selectSignedUp(reading(), actor.personId, from)).map(({ organiser, ...time }) => ({ ...time, text: { message: "competence.inCalendar", params: { organiser } } }));
}
