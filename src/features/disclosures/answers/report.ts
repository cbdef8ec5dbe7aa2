import type { PlainDate } from "@/domain/plain-date";
import { formatDate } from "@/lib/formats";
import type { PrintedRecord, PrintedSection } from "@/lib/printed-record";
import { labelOfColumn, labelOfPart, writeValues, type ConfidentialityMarking, type RecordField, type RecordPart, type Translate } from "@/lib/record-contents";
import type { Table, TableRow } from "@/lib/table";
import { fateOf, fieldsOf } from "../records/rules";
import type { Choices } from "../records/schema";
import { findTraces } from "./rules";
import type { DisclosureOutcome } from "./schema";

/** A record as it is examined: what it holds, and what has been decided of it. */
export interface RecordToRelease {
  kind: string;
  marking: ConfidentialityMarking | null;
  parts: readonly RecordPart[];
  isWithheld: boolean;
  provision: string | null;
  reason: string | null;
  choices: Choices;
}

/** A field as it leaves the house: its text, or by which provision it is masked. Nothing of what is masked is in it. */
export type ReleasedField = { label: string } & ({ text: string } | { provision: string; reason: string });

/** A part of a released record under its heading, which is null for the record's own row. */
export interface ReleasedPart {
  heading: string | null;
  fields: readonly ReleasedField[];
}

/** A record as it leaves the house; one that is withheld has no part at all. */
export interface ReleasedRecord {
  number: number;
  kind: string;
  withheld: { provision: string; reason: string } | null;
  parts: readonly ReleasedPart[];
}

/** A field's name in words. */
export function nameField({ table, column }: Pick<RecordField, "table" | "column">, words: Translate): string {
  return labelOfColumn(table, column, words) ?? column;
}

function nameKind(kind: string, words: Translate): string {
  return words.has(`auditLog.kinds.${kind}`) ? words(`auditLog.kinds.${kind}`) : kind;
}

/** Makes of the records what leaves the house. A field that nobody has decided of stops it: it is neither released nor masked by itself. */
export function release(records: readonly RecordToRelease[], words: Translate): ReleasedRecord[] {
  return records.map((record, index): ReleasedRecord => {
    const about = { number: index + 1, kind: nameKind(record.kind, words) };
    if (record.isWithheld) return { ...about, withheld: { provision: record.provision ?? "", reason: record.reason ?? "" }, parts: [] };
    const parts = record.parts.map((part): ReleasedPart => ({
      heading: labelOfPart(part.table, words),
      fields: part.fields.map((field): ReleasedField => {
        const fate = fateOf(field, record.choices);
        if (fate.state === "UNDECIDED") throw new Error("a field was to be released that nobody had decided of");
        const label = nameField(field, words);
        return fate.state === "MASKED" ? { label, provision: fate.provision, reason: fate.reason } : { label, text: writeValues(field, words) };
      }),
    }));
    return { ...about, withheld: null, parts };
  });
}

/** Counts what leaves the house and what doesn't: a record that is withheld as a whole counts as one that is masked. */
export function weigh(records: readonly ReleasedRecord[]): { records: number; released: number; masked: number } {
  const fields = records.flatMap(({ parts }) => parts.flatMap((part) => part.fields));
  const masked = fields.filter((field) => "provision" in field).length;
  return { records: records.length, released: fields.length - masked, masked: masked + records.filter(({ withheld }) => withheld !== null).length };
}

/** Tells whether somebody wrote what a field holds: it is no name that an id leads to, no choice of a list, no number and no instant. */
function isWritten({ values, isNamed }: RecordField): boolean {
  return !isNamed && !values.every((value) => value === "true" || value === "false" || /^[A-Z][A-Z0-9_]*$/.test(value) || /^[\d.-]+$/.test(value) || /^\d{4}-\d{2}-\d{2}T/.test(value));
}

/** Where a text that is masked stands in what is released all the same: the record's number, and the field. */
export function tracesIn(records: readonly RecordToRelease[], released: readonly ReleasedRecord[], said: readonly string[], words: Translate): string[] {
  // Of a record that is withheld as a whole, what anybody wrote in it; names, days and choices of a list are in other records too.
  const masked = records.flatMap((record) =>
    fieldsOf(record.parts).flatMap((field) => {
      if (record.isWithheld) return isWritten(field) ? [...field.values] : [];
      return fateOf(field, record.choices).state === "MASKED" && (isWritten(field) || field.isNamed) ? [...field.values, writeValues(field, words)] : [];
    }),
  );
  const texts = released.flatMap(({ number, kind, parts }) => parts.flatMap(({ fields }) => fields.flatMap((field) => ("text" in field ? [{ where: `${String(number)}. ${kind}: ${field.label}`, text: field.text }] : []))));
  const explained = released.flatMap(({ withheld, parts }) => [...(withheld === null ? [] : [withheld]), ...parts.flatMap(({ fields }) => fields.filter((field) => "provision" in field))]).flatMap(({ provision, reason }) => [provision, reason]);
  return [...new Set(findTraces(masked, [...texts, ...[...said, ...explained].map((text) => ({ where: words("disclosures.answer.ownWords"), text }))]))];
}

/** What the log keeps of an answer: what was masked in which record, by which provision and why, and no text of it. */
export interface LoggedRecord {
  number: number;
  kind: string;
  subjectKind: string;
  subjectId: string;
  withheld: { provision: string; reason: string } | null;
  released: number;
  masked: { label: string; provision: string; reason: string }[];
}

/** Makes the log of what leaves the house. */
export function logOf(released: readonly ReleasedRecord[], subjects: readonly { kind: string; id: string }[]): LoggedRecord[] {
  return released.map(({ number, kind, withheld, parts }, index) => {
    const fields = parts.flatMap((part) => part.fields);
    const masked = fields.flatMap((field) => ("provision" in field ? [{ label: field.label, provision: field.provision, reason: field.reason }] : []));
    return { number, kind, subjectKind: subjects[index]?.kind ?? "", subjectId: subjects[index]?.id ?? "", withheld, released: fields.length - masked.length, masked };
  });
}

/** What an answer says of itself. */
export interface AnswerFacts {
  receivedOn: PlainDate;
  caseNumber: string | null;
  examination: number;
  outcome: DisclosureOutcome;
  decidedBy: string;
  decidedOn: PlainDate;
  reason: string | null;
}

/** Lays out what is released for print: the decision, how it is appealed, and each record with its masks in sight. Headings never name a record, since its title may be masked. */
export function layOutAnswer(facts: AnswerFacts, records: readonly ReleasedRecord[], words: Translate): PrintedRecord {
  const say = (key: string, parameters?: Record<string, string | number>) => words(`disclosures.file.${key}`, parameters);
  const day = (on: PlainDate) => formatDate(on, words.locale);
  const masked = ({ provision, reason }: { provision: string; reason: string }) => say("masked", { provision, reason });
  return {
    lang: words.locale,
    region: words.locale === "sv" ? "SE" : "GB",
    title: say("title"),
    lead: say(`lead.${facts.outcome}`),
    warning: null,
    facts: [
      { label: say("receivedOn"), value: day(facts.receivedOn) },
      { label: words("disclosures.field.caseNumber"), value: facts.caseNumber ?? say("noCaseNumber") },
      { label: say("outcome"), value: words(`disclosures.outcome.${facts.outcome}`) },
      { label: words("disclosures.field.decidedBy"), value: facts.decidedBy },
      { label: words("disclosures.field.decidedOn"), value: day(facts.decidedOn) },
      { label: say("examination"), value: String(facts.examination) },
      ...(facts.reason === null ? [] : [{ label: words("disclosures.field.reason"), value: facts.reason }]),
    ],
    sections: [
      ...(facts.outcome === "RELEASED" ? [] : [{ title: say("appealTitle"), level: 2 as const, text: words("disclosures.appeal"), facts: [], columns: [], rows: [] }]),
      ...records.flatMap(({ number, kind, withheld, parts }): PrintedSection[] => [
        { title: `${String(number)}. ${kind}`, level: 2, text: withheld === null ? null : masked(withheld), facts: [], columns: [], rows: [] },
        ...parts.map(({ heading, fields }) => ({
          title: heading ?? say("record"),
          level: 3 as const,
          text: null,
          facts: fields.map((field) => ("text" in field ? { label: field.label, value: field.text } : { label: field.label, value: masked(field), isMasked: true })),
          columns: [],
          rows: [],
        })),
      ]),
      ...(records.length === 0 ? [] : [{ title: say("filesTitle"), level: 2 as const, text: say("filesText"), facts: [], columns: [], rows: [] }]),
    ],
    footer: say("footer", { day: day(facts.decidedOn) }),
  };
}

/** The same as a table: a row for each field. */
export function tableOfAnswer(records: readonly ReleasedRecord[], words: Translate): Table {
  const column = (key: string, width: number) => ({ key, label: words(`disclosures.file.column.${key}`), type: "text" as const, width });
  const rows = records.flatMap(({ number, kind, withheld, parts }): TableRow[] =>
    withheld !== null
      ? [[String(number), kind, null, null, null, withheld.provision, withheld.reason]]
      : parts.flatMap(({ heading, fields }) => fields.map((field): TableRow => [String(number), kind, heading, field.label, ..."text" in field ? [field.text, null, null] : [null, field.provision, field.reason]])),
  );
  return { columns: [column("number", 6), column("kind", 24), column("part", 28), column("field", 32), column("text", 60), column("provision", 24), column("reason", 40)], rows };
}

/** The same for programs. */
export function writeJson(facts: AnswerFacts, records: readonly ReleasedRecord[]): string {
  return `${JSON.stringify({ decision: facts, records }, null, 2)}\n`;
}
