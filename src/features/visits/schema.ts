import { z } from "zod";
import { ADDED_VALUES, type AddedValue } from "@/features/projects/closings/schema";
import { lastDayOf, type ApproximateDate, type PlainDate } from "@/domain/plain-date";
import { optionalApproximateDate, optionalChoice, optionalCount, optionalDate, optionalId, optionalText, requiredApproximateDate, requiredChoice, requiredId, requiredText, tick, version, whenRead } from "@/lib/fields";
import { aDay, among, anId, readListAddress, ticked, within, type ListAddress, writeListAddress, writePlace } from "@/lib/list-address";
import { takeColumns, writeColumns, type ListColumns } from "@/lib/list-columns";

export const VISIT_DIRECTIONS = ["INCOMING", "OUTGOING", "EVENT"] as const;
export type VisitDirection = (typeof VISIT_DIRECTIONS)[number];

/** As many characters as a visit's purpose may have. */
export const LONGEST_PURPOSE = 2000;

/** All that a person states about a visit; an end is given by the last day that it can mean. */
export interface VisitInput {
  unitId: string;
  direction: VisitDirection;
  title: string;
  purpose: string | null;
  counterpart: string | null;
  places: string | null;
  hosts: string | null;
  starts: ApproximateDate;
  ends: ApproximateDate | null;
  participantCount: number | null;
  reachesChildrenAndYouth: boolean;
  childrenAndYouthCount: number | null;
  needsRepresentation: boolean | null;
  concernsUnitDirectly: boolean | null;
  officeNotifiedOn: PlainDate | null;
  officeNotifiedTo: string | null;
  caseNumber: string | null;
  /** That what must not stand here, such as its security, is dealt with elsewhere. */
  isHandledSeparately: boolean;
}

const yesOrNo = () => optionalChoice(["yes", "no"]).transform((answer) => (answer === null ? null : answer === "yes"));

const facts = {
  unitId: requiredId("visits.errors.unitMissing"),
  direction: requiredChoice(VISIT_DIRECTIONS, "visits.errors.directionMissing"),
  title: requiredText(200, "visits.errors.titleMissing"),
  purpose: optionalText(LONGEST_PURPOSE),
  counterpart: optionalText(200),
  places: optionalText(200),
  hosts: optionalText(300),
  starts: requiredApproximateDate("visits.errors.startMissing"),
  ends: optionalApproximateDate(),
  participantCount: optionalCount(0, 100_000),
  reachesChildrenAndYouth: requiredChoice(["yes", "no"], "visits.errors.youthMissing"),
  childrenAndYouthCount: optionalCount(0, 100_000),
  needsRepresentation: yesOrNo(),
  concernsUnitDirectly: yesOrNo(),
  officeNotifiedOn: optionalDate(),
  officeNotifiedTo: optionalText(200),
  caseNumber: optionalText(60),
  isHandledSeparately: tick(),
};

interface Days {
  starts: ApproximateDate;
  ends: ApproximateDate | null;
}

interface Youth {
  reachesChildrenAndYouth: "yes" | "no";
  childrenAndYouthCount: number | null;
}

const inOrder = (form: Days, context: z.RefinementCtx) => {
  if (form.ends !== null && lastDayOf(form.ends) < form.starts.on) context.addIssue({ code: "custom", path: ["ends"], message: "visits.errors.endsBeforeStart" });
};
const daysRead = whenRead("starts", "ends");

const countsWhom = (form: Youth, context: z.RefinementCtx) => {
  if (form.reachesChildrenAndYouth === "no" && (form.childrenAndYouthCount ?? 0) > 0) context.addIssue({ code: "custom", path: ["childrenAndYouthCount"], message: "visits.errors.youthCountWithoutYouth" });
};
const youthRead = whenRead("reachesChildrenAndYouth", "childrenAndYouthCount");

const toInput = (form: Omit<VisitInput, "reachesChildrenAndYouth"> & Youth): VisitInput => ({
  ...form,
  ends: form.ends && { on: lastDayOf(form.ends), precision: form.ends.precision },
  reachesChildrenAndYouth: form.reachesChildrenAndYouth === "yes",
  childrenAndYouthCount: form.reachesChildrenAndYouth === "yes" ? form.childrenAndYouthCount : null,
});

/** The form in which a visit is announced. */
export const announceVisitSchema = z
  .object({ _key: requiredId("fields.choice"), meetingId: optionalId(), ...facts })
  .superRefine(inOrder, daysRead)
  .superRefine(countsWhom, youthRead)
  .transform(({ _key, meetingId, ...form }): { key: string; visit: VisitInput; meetingId: string | null } => ({ key: _key, visit: toInput(form), meetingId }));

export interface ChangeVisitInput {
  id: string;
  version: number;
  visit: VisitInput;
}

/** The form in which a visit is changed. */
export const changeVisitSchema = z
  .object({ id: requiredId("fields.choice"), _version: version(), ...facts })
  .superRefine(inOrder, daysRead)
  .superRefine(countsWhom, youthRead)
  .transform(({ id, _version, ...form }): ChangeVisitInput => ({ id, version: _version, visit: toInput(form) }));

/** A button that changes a visit as a whole: cancelled, to be after all, out of the register, or back in it. */
export const visitStepSchema = z.object({ id: requiredId("fields.choice"), _version: version() }).transform(({ id, _version }) => ({ id, version: _version }));

export const VISIT_SORTS = ["starts", "title", "unit", "direction"] as const;
export type VisitSort = (typeof VISIT_SORTS)[number];
export const WHENS = ["coming", "past", "cancelled"] as const;
export type When = (typeof WHENS)[number];
export const ALLOCATIONS = ["open", "taken"] as const;
export type Allocation = (typeof ALLOCATIONS)[number];
export const NOTICES = ["missing", "given"] as const;
export type NoticeFilter = (typeof NOTICES)[number];
export const REPORTS = ["missing", "told"] as const;
export type ReportFilter = (typeof REPORTS)[number];
export const VISITS_A_PAGE = 50;

/** The columns of the list, and what its file has of each. */
export const VISIT_COLUMNS: ListColumns = { columns: { unit: ["unit"], state: ["representative", "presidium", "cancelledOn", "closedOn"], starts: ["startsOn", "startPrecision", "endsOn", "endPrecision"], direction: ["direction"] }, usual: ["unit", "state", "starts", "direction"], always: ["title"] };

/** A list's filter, order and page, as the address holds them. */
export interface VisitFilter {
  q: string;
  direction: VisitDirection | null;
  unitId: string | null;
  year: number | null;
  /** Those that begin on this day or earlier. */
  begunBy: PlainDate | null;
  when: When | null;
  allocation: Allocation | null;
  presidiumId: string | null;
  /** Those at which this person represents. */
  personId: string | null;
  notice: NoticeFilter | null;
  /** Those that are over and have no report, or those that have one. */
  report: ReportFilter | null;
  /** Those whose report says that they were of benefit to these. */
  addedValue: AddedValue | null;
  youth: boolean;
  sort: VisitSort;
  descending: boolean;
  page: number;
  /** The columns that are shown; the usual ones where none are named. */
  columns?: readonly string[];
}

const FILTER_NAMES = new Set(["q", "direction", "unit", "year", "begunBy", "when", "allocation", "presidium", "person", "notice", "report", "value", "youth", "sort", "page", "done", "form", "problem"]);

/** Reads a list's address. What it does not understand is left out and named, so that the page can say so. */
export function readVisitFilter(parameters: ListAddress): { filter: VisitFilter; ignored: string[] } {
  const { ignored, text, known } = readListAddress(parameters, FILTER_NAMES);
  const order = known("sort", (written) => among(VISIT_SORTS)(written.replace(/^-/, "")));
  const filter: VisitFilter = {
    q: [...text("q")].slice(0, 200).join("").trim(),
    direction: known("direction", among(VISIT_DIRECTIONS)),
    unitId: known("unit", anId),
    year: known("year", within(1990, 2100)),
    begunBy: known("begunBy", aDay),
    when: known("when", among(WHENS)),
    allocation: known("allocation", among(ALLOCATIONS)),
    presidiumId: known("presidium", anId),
    personId: known("person", anId),
    notice: known("notice", among(NOTICES)),
    report: known("report", among(REPORTS)),
    addedValue: known("value", among(ADDED_VALUES)),
    youth: known("youth", ticked) ?? false,
    sort: order ?? "starts",
    descending: order === null ? true : text("sort").startsWith("-"),
    page: known("page", within(1, 2_000_000_000)) ?? 1,
    ...takeColumns(parameters, VISIT_COLUMNS, ignored),
  };
  return { filter, ignored };
}

/** Writes a filter as an address's query, leaving out what is as it begins. */
export function writeVisitFilter(filter: VisitFilter, changes: Partial<VisitFilter> = {}): string {
  const { q, direction, unitId, year, begunBy, when, allocation, presidiumId, personId, notice, report, addedValue, youth, columns, ...order } = { ...filter, ...changes };
  return writeListAddress({ q, direction, unit: unitId, year, begunBy, when, allocation, presidium: presidiumId, person: personId, notice, report, value: addedValue, youth, ...writePlace(order, "starts"), cols: writeColumns(columns, VISIT_COLUMNS) });
}
