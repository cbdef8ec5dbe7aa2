import { addDays, dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import type { Values } from "@/domain/values";
import type { NotificationInput } from "@/features/notifications/schema";
import { clockIn, instantOf } from "@/features/visits/parts/rules";
import type { EnrolmentState } from "./enrolments/schema";
import type { ActivityInput, ActivityKind, ActivityState } from "./schema";

export type CompetenceRefusal =
  | "competenceTimeNotThere"
  | "competenceProgrammeNotThere"
  | "competenceAppointmentNotThere"
  | "competenceCancelled"
  | "competenceHeld"
  | "competenceAttendedAlready"
  | "competenceFewerThanEnrolled"
  | "competenceNotJoint"
  | "competenceNobodyToInvite"
  | "competenceNotYet";
export type EnrolmentRefusal = "competenceCancelled" | "competenceIndividual" | "competenceNotContactPerson" | "competenceBegun" | "competenceSignUpClosed" | "competenceFull" | "competenceTooLateToWithdraw" | "competenceNotYet";
export type StaffRefusal = "competenceCancelled" | "competenceNotForStaff" | "competenceUnitNotThere" | "competenceStaffNotYet";

export type NoticeKind = "COMPETENCE_INVITED" | "COMPETENCE_ENROLLED" | "COMPETENCE_CHANGED" | "COMPETENCE_WITHDRAWN" | "COMPETENCE_CANCELLED";
/** What takes an activity out of people's calendars. */
const OUT: ReadonlySet<NoticeKind> = new Set(["COMPETENCE_WITHDRAWN", "COMPETENCE_CANCELLED"]);

const ZONE = "Europe/Stockholm";

export interface Times {
  startsAt: Date;
  endsAt: Date;
}

/** When an activity begins and ends, by the clocks in Sweden; of an hour that comes twice in the night it is the first. Refused where the clocks never show the time: competenceTimeNotThere. */
export function activityTimes({ startsOn, from, endsOn, to }: Pick<ActivityInput, "startsOn" | "from" | "endsOn" | "to">): Result<Times, CompetenceRefusal> {
  const startsAt = instantOf(ZONE, startsOn, from);
  if (startsAt === null) return refuse("competenceTimeNotThere", { field: "from", about: { day: startsOn } });
  const endsAt = instantOf(ZONE, endsOn, to);
  return endsAt === null || endsAt <= startsAt ? refuse("competenceTimeNotThere", { field: "to", about: { day: endsOn } }) : succeed({ startsAt, endsAt });
}

/** What decides where an activity stands. */
export interface Staged extends Times {
  cancelledAt: Date | null;
}

/** Where an activity stands at an instant. */
export function stateOf({ endsAt, cancelledAt }: Pick<Staged, "endsAt" | "cancelledAt">, now: Date): ActivityState {
  if (cancelledAt !== null) return "CANCELLED";
  return endsAt <= now ? "HELD" : "COMING";
}

/** What there is of people in an activity. */
export interface Heads {
  /** Those who have signed up or were there. */
  enrolled: number;
  /** Those who were there. */
  attended: number;
}

/** Judges that an activity is changed: one that is not cancelled, has room for those who have signed up, and does not lie ahead once somebody was there. Refused: competenceCancelled, competenceAttendedAlready, competenceFewerThanEnrolled. */
export function judgeChange({ cancelledAt }: Pick<Staged, "cancelledAt">, { startsAt, mostEnrolled }: { startsAt: Date; mostEnrolled: number | null }, { enrolled, attended }: Heads, now: Date): Result<null, CompetenceRefusal> {
  if (cancelledAt !== null) return refuse("competenceCancelled");
  if (attended > 0 && startsAt > now) return refuse("competenceAttendedAlready", { field: "startsOn" });
  return mostEnrolled !== null && mostEnrolled < enrolled ? refuse("competenceFewerThanEnrolled", { field: "mostEnrolled", about: { enrolled } }) : succeed(null);
}

/** Judges that an activity is cancelled: one that has not begun and is not cancelled already. Refused: competenceCancelled, competenceHeld. */
export function judgeCancelling({ startsAt, cancelledAt }: Pick<Staged, "startsAt" | "cancelledAt">, now: Date): Result<null, CompetenceRefusal> {
  if (cancelledAt !== null) return refuse("competenceCancelled");
  return startsAt <= now ? refuse("competenceHeld") : succeed(null);
}

/** Judges that contact persons are invited to an activity (V21a): a joint one that has not begun. Refused: competenceNotJoint, competenceCancelled, competenceHeld. */
export function judgeInviting({ kind, startsAt, cancelledAt }: Pick<Staged, "startsAt" | "cancelledAt"> & { kind: ActivityKind }, now: Date): Result<null, CompetenceRefusal> {
  if (kind !== "JOINT") return refuse("competenceNotJoint");
  if (cancelledAt !== null) return refuse("competenceCancelled");
  return startsAt <= now ? refuse("competenceHeld") : succeed(null);
}

/** Judges that it is told who was at an activity: one that has begun. Refused: competenceCancelled, competenceNotYet. */
export function judgeAttendance({ startsAt, cancelledAt }: Pick<Staged, "startsAt" | "cancelledAt">, now: Date): Result<null, "competenceCancelled" | "competenceNotYet"> {
  if (cancelledAt !== null) return refuse("competenceCancelled");
  return startsAt > now ? refuse("competenceNotYet") : succeed(null);
}

/** What decides whether one may sign up. */
export interface OpenTo extends Pick<Staged, "startsAt" | "cancelledAt"> {
  kind: ActivityKind;
  signUpBy: PlainDate | null;
  mostEnrolled: number | null;
  organiser: string;
}

/** Whose sign-up is judged: whether the person is contact person or deputy, and whether the office does it. */
export interface SigningUp {
  isContactPerson: boolean;
  byOffice: boolean;
}

/**
 * Judges that a contact person signs up to an activity that so many have signed up to. The last day and the beginning bind whoever signs up by oneself; after them the office writes up who came.
 * Refused: competenceCancelled, competenceIndividual, competenceNotContactPerson, competenceBegun, competenceSignUpClosed, competenceFull.
 */
export function judgeSignUp({ kind, startsAt, cancelledAt, signUpBy, mostEnrolled }: OpenTo, enrolled: number, { isContactPerson, byOffice }: SigningUp, now: Date): Result<null, EnrolmentRefusal> {
  if (cancelledAt !== null) return refuse("competenceCancelled");
  if (kind === "INDIVIDUAL") return refuse("competenceIndividual");
  if (!isContactPerson) return refuse("competenceNotContactPerson");
  if (startsAt <= now) return byOffice ? succeed(null) : refuse("competenceBegun");
  if (!byOffice && signUpBy !== null && signUpBy < dateInStockholm(now)) return refuse("competenceSignUpClosed", { about: { day: signUpBy } });
  return mostEnrolled !== null && enrolled >= mostEnrolled ? refuse("competenceFull", { about: { most: mostEnrolled } }) : succeed(null);
}

/** Judges that somebody takes a sign-up back: before the activity has begun, and not one of the person's own, which is cancelled instead. Refused: competenceCancelled, competenceIndividual, competenceTooLateToWithdraw. */
export function judgeWithdrawal({ kind, startsAt, cancelledAt }: Pick<OpenTo, "kind" | "startsAt" | "cancelledAt">, now: Date): Result<null, EnrolmentRefusal> {
  if (cancelledAt !== null) return refuse("competenceCancelled");
  if (kind === "INDIVIDUAL") return refuse("competenceIndividual");
  return startsAt <= now ? refuse("competenceTooLateToWithdraw") : succeed(null);
}

/** Judges the numbers of a unit's staff (V22): of what is open to all, and how many took part only once it has begun. Refused: competenceCancelled, competenceNotForStaff, competenceStaffNotYet. */
export function judgeStaff({ kind, startsAt, cancelledAt }: Pick<OpenTo, "kind" | "startsAt" | "cancelledAt">, tookPart: number, now: Date): Result<null, StaffRefusal> {
  if (kind !== "ALL_STAFF") return refuse("competenceNotForStaff");
  if (cancelledAt !== null) return refuse("competenceCancelled");
  return tookPart > 0 && startsAt > now ? refuse("competenceStaffNotYet", { field: "tookPart" }) : succeed(null);
}

/** Tells whether a state takes one of the places that there are. */
export function takesPlace(state: EnrolmentState): boolean {
  return state === "ENROLLED" || state === "ATTENDED";
}

/** Tells whether it is late enough in the year for what nobody has had to be a task of the office's: from October. */
export function isLateInYear(day: PlainDate): boolean {
  return Number(day.slice(5, 7)) >= 10;
}

/** How many days a person has to tell whether they were there. */
const TELL_DAYS = 14;

/** The day by which it is to be told who was at an activity. */
export function tellBy(endsAt: Date): PlainDate {
  return addDays(dateInStockholm(endsAt), TELL_DAYS);
}

/** An activity as its days go into people's calendars. */
export interface InCalendar extends Times {
  id: string;
  place: string | null;
  link: string | null;
}

/** What people are told of an activity, and what of it goes into their calendars or out of them. */
export function noticeOf(activity: InCalendar, kind: NoticeKind, to: readonly string[]): NotificationInput {
  const { id, startsAt, endsAt, place, link } = activity;
  const startsOn = dateInStockholm(startsAt);
  return {
    kind,
    to,
    isToldToSelf: true,
    subject: { kind: "competenceActivity", id },
    path: `/competence/${id}`,
    params: { day: startsOn },
    calendar: { method: OUT.has(kind) ? "CANCEL" : "REQUEST", of: { kind: "competenceActivity", id }, startsOn, endsOn: dateInStockholm(endsAt), at: { startsAt, endsAt, place: place ?? link } },
  };
}

/** What a contact person has had of a year. */
export interface Had {
  /** Joint activities invited to, and been at; those of one's own; those open to all. */
  invited: number;
  joint: number;
  individual: number;
  allStaff: number;
  /** Of all of them together, in hundredths. */
  hoursHundredths: number;
}

/** What a contact person may lack of a year: something joint (V21a), and something of one's own (V21b). */
export const LACKS = ["JOINT", "INDIVIDUAL"] as const;
export type Lack = (typeof LACKS)[number];

/** What a contact person lacks of a year; what is open to all staff makes up for neither (V21a, V21b). */
export function lacksOf({ joint, individual }: Pick<Had, "joint" | "individual">): Lack[] {
  return [...(joint === 0 ? (["JOINT"] as const) : []), ...(individual === 0 ? (["INDIVIDUAL"] as const) : [])];
}

/** Writes hours, given in hundredths, as a form holds them. */
export function writeHours(hundredths: number): string {
  return String(hundredths / 100).replace(".", ",");
}

/** Writes an activity as its form holds it. */
export function writeActivity(activity: ActivityInput): Values {
  return {
    title: activity.title,
    audience: activity.audience ?? "",
    startsOn: activity.startsOn,
    from: activity.from,
    endsOn: activity.endsOn === activity.startsOn ? "" : activity.endsOn,
    to: activity.to,
    place: activity.place ?? "",
    link: activity.link ?? "",
    organiser: activity.organiser,
    hours: writeHours(activity.hoursHundredths),
    signUpBy: activity.signUpBy ?? "",
    mostEnrolled: activity.mostEnrolled === null ? "" : String(activity.mostEnrolled),
    about: activity.about ?? "",
    programmeId: activity.programmeId ?? "",
  };
}

/** The days and clocks of an activity in Sweden. */
export function clocksOf({ startsAt, endsAt }: Times): Pick<ActivityInput, "startsOn" | "from" | "endsOn" | "to"> {
  const [from, to] = [clockIn(ZONE, startsAt), clockIn(ZONE, endsAt)];
  return { startsOn: from.day, from: from.clock, endsOn: to.day, to: to.clock };
}

/** What free text finds an activity by. */
export function searchTextOf({ title, audience, place, organiser, about }: Pick<ActivityInput, "title" | "audience" | "place" | "organiser" | "about">): string {
  return [title, audience, place, organiser, about].filter((part) => part !== null).join("\n");
}
