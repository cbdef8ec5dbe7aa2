import { z } from "zod";
import type { PlainDate } from "@/domain/plain-date";
import { optionalCount, optionalDate, optionalText, requiredChoice, requiredDate, requiredId, version, whenRead } from "@/lib/fields";
import { among, anId, readListAddress, within, writeListAddress, type ListAddress } from "@/lib/list-address";

export const DEADLINE_KINDS = ["CALL_CLOSES", "REPORT", "FINAL_REPORT", "FINAL_PAYMENT", "KEEP_RECORDS", "OTHER"] as const;
export type DeadlineKind = (typeof DEADLINE_KINDS)[number];

/** What a project's own agreement may state; when a call closes stands with the call. */
export const OWN_KINDS = ["REPORT", "FINAL_REPORT", "FINAL_PAYMENT", "KEEP_RECORDS", "OTHER"] as const;
export type OwnKind = (typeof OWN_KINDS)[number];

/** As many deadlines as can be added at once. */
export const MOST_REPEATED = 40;

/** All that a person states about a deadline, or about several that come back every so many months. */
export interface DeadlineInput {
  projectId: string;
  kind: OwnKind;
  /** What is to be done; of a kind that says so itself, only where more is to be said. */
  title: string | null;
  dueOn: PlainDate;
  everyMonths: number | null;
  until: PlainDate | null;
  note: string | null;
}

interface DeadlineForm {
  kind: OwnKind;
  title: string | null;
  dueOn: PlainDate;
  everyMonths: number | null;
  until: PlainDate | null;
}

const agree = ({ kind, title, dueOn, everyMonths, until }: DeadlineForm, context: z.RefinementCtx) => {
  const complain = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
  if (kind === "OTHER" && title === null) complain("title", "deadlines.errors.titleMissing");
  if (everyMonths === null && until === null) return;
  if (kind !== "REPORT" && kind !== "OTHER") { complain("everyMonths", "deadlines.errors.notRepeated"); return; }
  if (everyMonths === null) { complain("everyMonths", "deadlines.errors.everyMonthsMissing"); return; }
  if (until === null) { complain("until", "deadlines.errors.untilMissing"); return; }
  if (until < dueOn) complain("until", "deadlines.errors.untilBefore");
};

/** The form in which a deadline is added to a project. */
export const addDeadlineSchema = z
  .object({
    _key: requiredId("fields.choice"),
    projectId: requiredId("fields.choice"),
    kind: requiredChoice(OWN_KINDS, "deadlines.errors.kindMissing"),
    title: optionalText(200),
    dueOn: requiredDate("deadlines.errors.dueOnMissing"),
    everyMonths: optionalCount(1, 24),
    until: optionalDate(),
    note: optionalText(500),
  })
  .superRefine(agree, whenRead("kind", "title", "dueOn", "everyMonths", "until"))
  .transform(({ _key, ...deadline }): { key: string; deadline: DeadlineInput } => ({ key: _key, deadline }));

export interface DeadlineVersion {
  projectId: string;
  deadlineId: string;
  version: number;
}

const one = { projectId: requiredId("fields.choice"), deadlineId: requiredId("fields.choice"), _version: version() };

/** The form that ticks a deadline as met, on a day. */
export const finishDeadlineSchema = z.object({ ...one, on: requiredDate("deadlines.errors.doneOnMissing") }).transform(({ _version, ...deadline }): DeadlineVersion & { on: PlainDate } => ({ ...deadline, version: _version }));

/** A button that opens a deadline again, or takes it away. */
export const deadlineVersionSchema = z.object(one).transform(({ _version, ...deadline }): DeadlineVersion => ({ ...deadline, version: _version }));

/** open: what is left to do · late: those past their day · soon: those within a month · done: what has been ticked. Of records kept, open are those that must be, and done those that need not any longer. */
export const DEADLINE_STATES = ["open", "late", "soon", "done"] as const;
export type DeadlineState = (typeof DEADLINE_STATES)[number];
export const DEADLINES_A_PAGE = 50;

/** A list's filter and page, as the address holds them. */
export interface DeadlineFilter {
  state: DeadlineState;
  kind: DeadlineKind | null;
  unitId: string | null;
  page: number;
}

const FILTER_NAMES = new Set(["state", "kind", "unit", "page", "done", "form", "problem"]);

/** Reads a list's address. What it does not understand is left out and named, so that the page can say so. */
export function readDeadlineFilter(parameters: ListAddress): { filter: DeadlineFilter; ignored: string[] } {
  const { ignored, known } = readListAddress(parameters, FILTER_NAMES);
  const filter: DeadlineFilter = {
    state: known("state", among(DEADLINE_STATES)) ?? "open",
    kind: known("kind", among(DEADLINE_KINDS)),
    unitId: known("unit", anId),
    page: known("page", within(1, 2_000_000_000)) ?? 1,
  };
  return { filter, ignored };
}

/** Writes a filter as an address's query, leaving out what is as it begins. */
export function writeDeadlineFilter(filter: DeadlineFilter, changes: Partial<DeadlineFilter> = {}): string {
  const { state, kind, unitId, page } = { ...filter, ...changes };
  return writeListAddress({ state: state === "open" ? null : state, kind, unit: unitId, page: page > 1 ? page : null });
}
