import { z } from "zod";
import { settleConflict } from "@/domain/merge";
import type { PlainDate } from "@/domain/plain-date";
import type { Values } from "@/domain/values";
import { readClock } from "@/features/visits/parts/schema";
import { field, optionalCount, optionalDate, optionalHours, optionalId, optionalText, optionalWebsite, requiredChoice, requiredDate, requiredId, requiredText, version, whenRead } from "@/lib/fields";
import { aDay, among, anId, readListAddress, ticked, within, writeListAddress, writePlace, type ListAddress } from "@/lib/list-address";

/** JOINT: for the contact persons together (V21a) · INDIVIDUAL: one contact person's own (V21b) · ALL_STAFF: open to all who are employed (V22). */
export const ACTIVITY_KINDS = ["JOINT", "INDIVIDUAL", "ALL_STAFF"] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** What the coordinating office plans for several. */
export const PLANNED_KINDS = ["JOINT", "ALL_STAFF"] as const;
export type PlannedKind = (typeof PLANNED_KINDS)[number];

export const LONGEST_ABOUT = 8000;
export const MOST_ENROLLED = 10_000;

/** What is stated of an activity, whomever it is for; its times are those of the clocks in Sweden. */
export interface ActivityInput {
  title: string;
  /** Whom it is for, in words. */
  audience: string | null;
  startsOn: PlainDate;
  /** `HH:MM`. */
  from: string;
  endsOn: PlainDate;
  to: string;
  place: string | null;
  link: string | null;
  organiser: string;
  /** How long it is for each who takes part, in hundredths of an hour. */
  hoursHundredths: number;
  /** The last day to sign up; null for as long as it has not begun. */
  signUpBy: PlainDate | null;
  mostEnrolled: number | null;
  about: string | null;
  programmeId: string | null;
}

/** The fields of an activity's form, in the order they are shown. */
export const ACTIVITY_FIELDS = ["title", "audience", "about", "organiser", "startsOn", "from", "endsOn", "to", "place", "link", "hours", "signUpBy", "mostEnrolled", "programmeId"] as const;

const clock = (missing: string) =>
  field<string>((text) => {
    const read = readClock(text);
    return text === "" ? { message: missing } : read === null ? { message: "visitParts.errors.clock" } : { value: read };
  });

/** Hours that must be stated, in hundredths. */
export function requiredHours(missing: string) {
  return optionalHours().transform((hours, context): number => {
    if (hours !== null) return hours;
    context.addIssue({ code: "custom", message: missing, params: {} });
    return z.NEVER;
  });
}

const facts = {
  title: requiredText(200, "competence.errors.titleMissing"),
  audience: optionalText(200),
  startsOn: requiredDate("competence.errors.startsOnMissing"),
  from: clock("competence.errors.fromMissing"),
  endsOn: optionalDate(),
  to: clock("competence.errors.toMissing"),
  place: optionalText(300),
  link: optionalWebsite("competence.errors.link"),
  organiser: requiredText(200, "competence.errors.organiserMissing"),
  hours: requiredHours("competence.errors.hoursMissing"),
  signUpBy: optionalDate(),
  mostEnrolled: optionalCount(1, MOST_ENROLLED),
  about: optionalText(LONGEST_ABOUT),
  programmeId: optionalId(),
};
type Facts = z.output<z.ZodObject<typeof facts>>;

const inOrder = ({ startsOn, from, endsOn, to, signUpBy }: Pick<Facts, "startsOn" | "from" | "endsOn" | "to" | "signUpBy">, context: z.RefinementCtx) => {
  const complain = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
  if (endsOn !== null && endsOn < startsOn) complain("endsOn", "competence.errors.endsBeforeStart");
  else if ((endsOn ?? startsOn) === startsOn && to <= from) complain("to", "competence.errors.timeBeforeStart");
  if (signUpBy !== null && signUpBy > startsOn) complain("signUpBy", "competence.errors.signUpAfterStart");
};
const times = whenRead("startsOn", "from", "endsOn", "to", "signUpBy");
const readFacts = ({ hours, endsOn, ...rest }: Facts): ActivityInput => ({ ...rest, endsOn: endsOn ?? rest.startsOn, hoursHundredths: hours });

/** The form in which the office plans an activity for the contact persons, or for all staff. */
export const planActivitySchema = z
  .object({ _key: requiredId("fields.choice"), kind: requiredChoice(PLANNED_KINDS, "competence.errors.kindMissing"), ...facts })
  .superRefine(inOrder, times)
  .transform(({ _key, kind, ...rest }): { key: string; kind: PlannedKind; activity: ActivityInput } => ({ key: _key, kind, activity: readFacts(rest) }));

/** The form in which what one contact person has learnt, or is to learn, is logged. */
export const logIndividualSchema = z
  .object({ _key: requiredId("fields.choice"), appointmentId: requiredId("competence.errors.appointmentMissing"), ...facts })
  .superRefine(inOrder, times)
  .transform(({ _key, appointmentId, ...rest }): { key: string; appointmentId: string; activity: ActivityInput } => ({ key: _key, appointmentId, activity: readFacts(rest) }));

export interface ChangeActivityInput {
  id: string;
  version: number;
  activity: ActivityInput;
}

/** The form in which an activity is changed, also as the conflict view sends it with a choice for each field that both changed. */
export const changeActivitySchema = z
  .custom<Values>()
  .transform(settleConflict)
  .pipe(z.object({ id: requiredId("fields.choice"), _version: version(), ...facts }).superRefine(inOrder, times))
  .transform(({ id, _version, ...rest }): ChangeActivityInput => ({ id, version: _version, activity: readFacts(rest) }));

/** A button that takes an activity a step on: invites to it, cancels it, takes it out of the register or puts it back. */
export const activityVersionSchema = z.object({ id: requiredId("fields.choice"), _version: version() }).transform(({ id, _version }) => ({ id, version: _version }));

/** COMING: not over yet · HELD: over · CANCELLED. */
export const ACTIVITY_STATES = ["COMING", "HELD", "CANCELLED"] as const;
export type ActivityState = (typeof ACTIVITY_STATES)[number];

export const ACTIVITY_SORTS = ["starts", "title", "kind"] as const;
export type ActivitySort = (typeof ACTIVITY_SORTS)[number];
export const ACTIVITIES_A_PAGE = 50;

/** INVITED: was invited · ATTENDED: was there. */
export const PARTS = ["INVITED", "ATTENDED"] as const;
export type Part = (typeof PARTS)[number];

/** A list's filter, order and page, as the address holds them. */
export interface ActivityFilter {
  q: string;
  kind: ActivityKind | null;
  state: ActivityState | null;
  /** Begun in this year. */
  year: number | null;
  /** Begun on this day at the latest. */
  until: PlainDate | null;
  /** The contact person that `part` is about. */
  personId: string | null;
  /** What some contact person, or the one that is named, had to do with it. */
  part: Part | null;
  /** Those alone that one may still sign up to. */
  open: boolean;
  sort: ActivitySort;
  descending: boolean;
  page: number;
}

const FILTER_NAMES = new Set(["q", "kind", "state", "year", "until", "person", "part", "open", "sort", "page", "done", "form", "problem"]);

/** Reads a list's address. What it does not understand is left out and named, so that the page can say so. */
export function readActivityFilter(parameters: ListAddress): { filter: ActivityFilter; ignored: string[] } {
  const { ignored, text, known } = readListAddress(parameters, FILTER_NAMES);
  const order = known("sort", (written) => among(ACTIVITY_SORTS)(written.replace(/^-/, "")));
  const filter: ActivityFilter = {
    q: [...text("q")].slice(0, 200).join("").trim(),
    kind: known("kind", among(ACTIVITY_KINDS)),
    state: known("state", among(ACTIVITY_STATES)),
    year: known("year", within(1990, 2199)),
    until: known("until", aDay),
    personId: known("person", anId),
    part: known("part", among(PARTS)),
    open: known("open", ticked) ?? false,
    sort: order ?? "starts",
    descending: order === null ? true : text("sort").startsWith("-"),
    page: known("page", within(1, 2_000_000_000)) ?? 1,
  };
  return { filter, ignored };
}

/** Writes a filter as an address's query, leaving out what is as it begins. */
export function writeActivityFilter(filter: ActivityFilter, changes: Partial<ActivityFilter> = {}): string {
  const { q, kind, state, year, until, personId, part, open, ...order } = { ...filter, ...changes };
  return writeListAddress({ q, kind, state, year, until, person: personId, part, open, ...writePlace(order, "starts") });
}
