import { lastDayOf, readApproximateDate, readPlainDate, writeApproximateDate, DATE_PRECISIONS, type DatePrecision, type PlainDate } from "@/domain/plain-date";
import { textOf, type Issue, type Values } from "@/domain/values";
import type { FieldChange, ReadRow } from "@/features/imports/rules";
import { issuesOf } from "@/lib/fields";
import { writeVisit } from "../rules";
import { announceVisitSchema, type VisitInput } from "../schema";

/** The fields of the form that a column of the same name is put into as it is. */
const PLAIN = ["title", "direction", "unitId", "counterpart", "places", "hosts", "purpose", "needsRepresentation", "concernsUnitDirectly", "officeNotifiedOn", "officeNotifiedTo", "reachesChildrenAndYouth", "childrenAndYouthCount", "participantCount", "caseNumber"] as const;

/** A day with how well it is known, as the form writes it; any other text as it is. */
function approximateOf(text: string, precision: string): string {
  const on = readPlainDate(text);
  const known = DATE_PRECISIONS.find((one): one is DatePrecision => one === precision);
  return on === null || known === undefined ? text : writeApproximateDate({ on, precision: known });
}

const daysOf = ({ values }: Pick<ReadRow, "values">) => ({
  starts: approximateOf(textOf(values, "starts"), textOf(values, "startPrecision")),
  ends: approximateOf(textOf(values, "ends"), textOf(values, "endPrecision")),
});

/** Writes a row about a visit that is not in the register as the form that would announce it. */
export function composeNew(read: Pick<ReadRow, "values">): Values {
  return {
    ...Object.fromEntries(PLAIN.map((name) => [name, textOf(read.values, name)])),
    ...daysOf(read),
    isHandledSeparately: textOf(read.values, "isHandledSeparately") === "yes" ? "on" : "",
  };
}

/** Writes what a row's own cells say over a visit of the register, as the form that would change it: what they say nothing of stays. */
export function composeChanged({ values, told }: Pick<ReadRow, "values" | "told">, stored: VisitInput): Values {
  const precision = (name: string) => (told.has(name) ? textOf(values, name) : "");
  return {
    ...writeVisit(stored),
    ...Object.fromEntries(PLAIN.flatMap((name) => (told.has(name) ? [[name, textOf(values, name)] as const] : []))),
    ...(told.has("starts") ? { starts: approximateOf(textOf(values, "starts"), precision("startPrecision")) } : {}),
    ...(told.has("ends") ? { ends: approximateOf(textOf(values, "ends"), precision("endPrecision")) } : {}),
    ...(told.has("isHandledSeparately") ? { isHandledSeparately: textOf(values, "isHandledSeparately") === "yes" ? "on" : "" } : {}),
  };
}

/** Any key will do where a row is only read. */
const NO_KEY = "00000000-0000-0000-0000-000000000000";

/** Reads what a row comes to by the register's own form. */
export function readComposed(values: Values): { input: VisitInput } | { issues: Issue[] } {
  const read = announceVisitSchema.safeParse({ _key: NO_KEY, ...values });
  return read.success ? { input: read.data.visit } : { issues: issuesOf(read.error) };
}

/** What a row is known again by. */
export interface VisitKeys {
  row: number;
  id: string;
  title: string;
  unitId: string;
  /** The days that it may be about; null where they cannot be read. */
  days: { from: PlainDate; to: PlainDate } | null;
}

/** What a row is known again by: the register's own id, or title, unit and first day. */
export function keysOf(read: ReadRow): VisitKeys {
  const { starts, ends } = daysOf(read);
  const from = readApproximateDate(starts);
  const to = readApproximateDate(ends) ?? from;
  return { row: read.row, id: textOf(read.values, "id").toLowerCase(), title: textOf(read.values, "title").toLowerCase(), unitId: textOf(read.values, "unitId"), days: from === null || to === null ? null : { from: from.on, to: lastDayOf(to) } };
}

/** One text for all that two rows about the same visit have alike. */
export function identityOf({ title, unitId, days }: VisitKeys): string {
  return `title ${title} ${unitId} ${days?.from ?? ""}`;
}

/** A visit of the register that a row may be about. */
export interface KnownVisit {
  row: number;
  id: string;
  title: string;
  unitId: string;
  startsOn: PlainDate;
}

/** Finds which of the visits of its title and days a row is about: `is` one for certain, or `like` some that only the reader can tell. */
export function matchRow(keys: VisitKeys, known: readonly KnownVisit[]): { is: KnownVisit } | { like: readonly KnownVisit[] } {
  const same = keys.id === "" ? known.find(({ unitId, startsOn }) => unitId === keys.unitId && startsOn === keys.days?.from) : known.find(({ id }) => id === keys.id);
  if (same !== undefined) return { is: same };
  return { like: keys.id === "" ? known.slice(0, 5) : [] };
}

const isFilled = ([, value]: readonly [string, string | readonly string[]]) => value.length > 0;
const filled = (form: Values) => JSON.stringify(Object.entries(form).filter(isFilled).sort(([one], [other]) => (one < other ? -1 : 1)));

/** Tells whether a form says what the stored visit says, so that what it lacks by today's rules is not asked for. */
export function saysTheSame(stored: VisitInput, values: Values): boolean {
  return filled(writeVisit(stored)) === filled(values);
}

/** What has changed between two states of a visit, field by field, in the terms that the list's answers have. */
export function changesBetween(stored: VisitInput, changed: VisitInput): FieldChange[] {
  const [before, after] = [writeVisit(stored), writeVisit(changed)];
  const said = (values: Values, field: string) => (field === "isHandledSeparately" ? (textOf(values, field) === "on" ? "yes" : "no") : textOf(values, field));
  return Object.keys(before).flatMap((field) => (said(before, field) === said(after, field) ? [] : [{ field, before: said(before, field), after: said(after, field) }]));
}
