import { formatAmount } from "@/domain/money";
import { isPlainDate, type DatePrecision } from "@/domain/plain-date";
import { formatApproximate, formatCount, formatCountry, formatDate } from "./formats";

/** Words as what is told of a record asks for them. */
export interface Translate {
  locale: "sv" | "en";
  (key: string, parameters?: Record<string, string | number>): string;
  has: (key: string) => boolean;
}

/** What a field may be to whoever asks for it: there for everyone, telling of a person, or possibly covered by confidentiality. */
export type Openness = "open" | "personal" | "confidential";

/** A field of a record that says something, as it is stored; ids have become the names of what they lead to. */
export interface RecordField {
  /** What the field is known by within its record: table, row and column. */
  key: string;
  table: string;
  column: string;
  openness: Openness;
  values: readonly string[];
  /** How precisely a day is known. */
  precision: DatePrecision | null;
  /** That the values are names already. */
  isNamed: boolean;
}

/** A row of a record: of its own table first, then of those that belong to it. */
export interface RecordPart {
  table: string;
  id: string;
  fields: readonly RecordField[];
}

/** The marking of a record as confidential. It is a warning, not a decision: each request is examined anew. */
export interface ConfidentialityMarking {
  provision: string | null;
  on: string | null;
  by: string | null;
}

/** Columns that are the program's own bookkeeping and say nothing of the matter. */
export const BOOKKEEPING: ReadonlySet<string> = new Set([
  "version", "search_text", "folded_name", "updated_at", "is_demonstration", "certainty", "subject_kind", "subject_id", "position", "network_version", "priority_version", "statement_version", "task_id",
  // Machine-readable forms of what other columns say in words.
  "facts", "steps", "judgement", "rule_id", "is_flagged", "judged_by", "questions", "data", "template_sha256", "data_sha256",
]);

/** Where the words of a column's values stand, for those that the history has no words for. */
const VALUE_WORDS: Readonly<Record<string, string>> = {
  "project_closing.added_value": "closings.addedValue",
  "visit_report.added_value": "closings.addedValue",
  "attached_file.scan": "documents.scan",
  "monitoring_item.stage": "euMonitoring.stage",
  "monitoring_item.relevance": "euMonitoring.relevance",
  "edition_addendum.kind": "summaries.addenda.kind",
  "influence_action.kind": "influence.kind",
  "readiness.state": "readiness.state",
  "unit_statement.status": "followUp.status",
  "statement_step.from_status": "followUp.status",
  "statement_step.to_status": "followUp.status",
  "initiative.taken_by": "initiatives.takenBy",
  "examination.question": "examinations.question",
  "examination.result": "examinations.result.COOPERATION",
  "network.level": "networks.level",
  "network.status": "networks.status",
  "network.scope": "networks.scope",
  "network.scope_before": "networks.scope",
  "membership_step.from_status": "networks.status",
  "membership_step.to_status": "networks.status",
  "network_assessment.need": "networks.need",
  "network_evaluation.conclusion": "networks.conclusion",
  "partner_contact.lawful_basis": "partnerContacts.lawfulBasis",
  "strategic_priority.kind": "priorities.kind",
  "strategic_priority.status": "priorities.standing",
  "priority_step.from_status": "priorities.standing",
  "priority_step.to_status": "priorities.standing",
  "project.role": "projects.role",
  "status_change.from_status": "projects.status",
  "status_change.to_status": "projects.status",
  "exchange_activity.groups": "townActivities.group",
  "town_relation.kind": "townRelations.kind",
  "town_relation_episode.state": "townRelations.state",
  "town_relation_episode.basis": "townRelations.basis",
  "town_relation_review.outcome": "townPapers.outcome",
  "visit_consultation.state": "visits.consultation.state",
};

/** A column's name in words: the history's, or where it has none the sheet's own. Null where there is none at all. */
export function labelOfColumn(table: string, column: string, words: Translate): string | null {
  return [`history.columns.${table}.${column}`, `recordContents.columns.${table}.${column}`, `recordContents.columns.any.${column}`].reduce<string | null>((found, key) => found ?? (words.has(key) ? words(key) : null), null);
}

/** What kind of row it is, in words; null for a record's own row, which is what the record is. */
export function labelOfPart(table: string, words: Translate): string | null {
  return words.has(`recordContents.parts.${table}`) ? words(`recordContents.parts.${table}`) : null;
}

/** One of the values that a column takes, in words; null where it has none. */
export function labelOfValue(table: string, column: string, value: string, words: Translate): string | null {
  const key = [`${VALUE_WORDS[`${table}.${column}`] ?? `history.values.${column}`}.${value}`, `recordContents.values.${column}.${value}`].find((each) => words.has(each));
  return key === undefined ? null : words(key);
}

/** A field's values as a person reads them, in one language. */
export function writeValues({ table, column, values, precision, isNamed }: RecordField, words: Translate): string {
  return values.map((value) => (isNamed ? value : writeValue(table, column, value, precision, words))).join(", ");
}

function writeValue(table: string, column: string, value: string, precision: DatePrecision | null, words: Translate): string {
  if (value === "true" || value === "false") return words(value === "true" ? "frame.yes" : "frame.no");
  if (isPlainDate(value)) return precision === null ? formatDate(value, words.locale) : formatApproximate({ on: value, precision }, words.locale);
  if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return formatDate(value.slice(0, 10), words.locale);
  if (/^-?\d+$/.test(value) && /_(minor|ore|hundredths)$/.test(column)) return formatAmount(BigInt(value));
  if (column === "country") return formatCountry(value, words.locale);
  // What a source speaks of: a field of the project, known as the project's own form knows it.
  if (table === "sourced_fact" && column === "field" && words.has(`projects.field.${value}`)) return words(`projects.field.${value}`);
  if (column === "size_bytes") return formatCount(Number(value));
  return /^[A-Z][A-Z0-9_]*$/.test(value) ? (labelOfValue(table, column, value, words) ?? value) : value;
}
