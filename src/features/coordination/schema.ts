import { z } from "zod";
import { settleConflict } from "@/domain/merge";
import type { PlainDate } from "@/domain/plain-date";
import type { Values } from "@/domain/values";
import { ids, optionalDate, optionalId, optionalText, requiredChoice, requiredDate, requiredId, requiredText, version, whenRead } from "@/lib/fields";
import { aDay, among, anId, readListAddress, within, writeListAddress, writePlace, type ListAddress } from "@/lib/list-address";

export const COORDINATION_KINDS = ["TASK", "AGREEMENT", "INFORMATION", "QUESTION"] as const;
export type CoordinationKind = (typeof COORDINATION_KINDS)[number];

export const LONGEST_ENTRY_TEXT = 8000;

/** All that a person states about an entry; that a task is done is a step of its own. */
export interface EntryInput {
  kind: CoordinationKind;
  /** The day of what is noted. */
  notedOn: PlainDate;
  title: string;
  text: string | null;
  /** The body that is to see to it. */
  responsibleId: string;
  /** In the order of their ids. */
  unitIds: readonly string[];
  priorityId: string | null;
  /** Of a task alone. */
  dueOn: PlainDate | null;
}

/** The fields of an entry's form, in the order they are shown. */
export const ENTRY_FIELDS = ["kind", "notedOn", "title", "text", "responsibleId", "unitIds", "priorityId", "dueOn"] as const;

const facts = {
  kind: requiredChoice(COORDINATION_KINDS, "coordination.errors.kindMissing"),
  notedOn: requiredDate("coordination.errors.dayMissing"),
  title: requiredText(200, "coordination.errors.titleMissing"),
  text: optionalText(LONGEST_ENTRY_TEXT),
  responsibleId: requiredId("coordination.errors.responsibleMissing"),
  unitIds: ids(),
  priorityId: optionalId(),
  dueOn: optionalDate(),
};

const agree = (form: { kind: CoordinationKind; notedOn: PlainDate; dueOn: PlainDate | null }, context: z.RefinementCtx) => {
  if (form.dueOn === null) return;
  if (form.kind !== "TASK") context.addIssue({ code: "custom", path: ["dueOn"], message: "coordination.errors.dueOfTask" });
  else if (form.dueOn < form.notedOn) context.addIssue({ code: "custom", path: ["dueOn"], message: "coordination.errors.dueBefore" });
};
const daysRead = whenRead("kind", "notedOn", "dueOn");

const toInput = (form: EntryInput): EntryInput => ({ ...form, unitIds: [...form.unitIds].sort() });

/** The form in which an entry is noted. */
export const noteEntrySchema = z
  .object({ _key: requiredId("fields.choice"), ...facts })
  .superRefine(agree, daysRead)
  .transform(({ _key, ...form }): { key: string; entry: EntryInput } => ({ key: _key, entry: toInput(form) }));

export interface ChangeEntryInput {
  id: string;
  version: number;
  entry: EntryInput;
}

/** The form in which an entry is changed, also as the conflict view sends it with a choice for each field that both changed. */
export const changeEntrySchema = z
  .custom<Values>()
  .transform(settleConflict)
  .pipe(z.object({ id: requiredId("fields.choice"), _version: version(), ...facts }).superRefine(agree, daysRead))
  .transform(({ id, _version, ...form }): ChangeEntryInput => ({ id, version: _version, entry: toInput(form) }));

export interface DoneInput {
  id: string;
  version: number;
  on: PlainDate;
}

/** The form in which a task is marked as done. */
export const doneSchema = z.object({ id: requiredId("fields.choice"), _version: version(), on: requiredDate("coordination.errors.doneMissing") }).transform(({ id, _version, on }): DoneInput => ({ id, version: _version, on }));

/** A button that changes an entry as a whole: open again, out of the register, or back in it. */
export const entryVersionSchema = z.object({ id: requiredId("fields.choice"), _version: version() }).transform(({ id, _version }) => ({ id, version: _version }));

export const ENTRY_SORTS = ["noted", "title", "responsible", "due"] as const;
export type EntrySort = (typeof ENTRY_SORTS)[number];
/** open: tasks that are not done · late: those of them that are past their day · done: tasks that are. */
export const TASK_STATES = ["open", "late", "done"] as const;
export type TaskState = (typeof TASK_STATES)[number];
export const ENTRIES_A_PAGE = 50;

/** A list's filter, order and page, as the address holds them. */
export interface EntryFilter {
  q: string;
  kind: CoordinationKind | null;
  tasks: TaskState | null;
  unitId: string | null;
  year: number | null;
  /** Noted on this day at the latest. */
  until: PlainDate | null;
  priorityId: string | null;
  sort: EntrySort;
  descending: boolean;
  page: number;
}

const FILTER_NAMES = new Set(["q", "kind", "tasks", "unit", "year", "until", "priority", "sort", "page", "done", "form", "problem"]);

/** Reads a list's address. What it does not understand is left out and named, so that the page can say so. */
export function readEntryFilter(parameters: ListAddress): { filter: EntryFilter; ignored: string[] } {
  const { ignored, text, known } = readListAddress(parameters, FILTER_NAMES);
  const order = known("sort", (written) => among(ENTRY_SORTS)(written.replace(/^-/, "")));
  const filter: EntryFilter = {
    q: [...text("q")].slice(0, 200).join("").trim(),
    kind: known("kind", among(COORDINATION_KINDS)),
    tasks: known("tasks", among(TASK_STATES)),
    unitId: known("unit", anId),
    year: known("year", within(1990, 2100)),
    until: known("until", aDay),
    priorityId: known("priority", anId),
    sort: order ?? "noted",
    descending: order === null ? true : text("sort").startsWith("-"),
    page: known("page", within(1, 2_000_000_000)) ?? 1,
  };
  return { filter, ignored };
}

/** Writes a filter as an address's query, leaving out what is as it begins. */
export function writeEntryFilter(filter: EntryFilter, changes: Partial<EntryFilter> = {}): string {
  const { q, kind, tasks, unitId, year, until, priorityId, ...order } = { ...filter, ...changes };
  return writeListAddress({ q, kind, tasks, unit: unitId, year, until, priority: priorityId, ...writePlace(order, "noted") });
}
