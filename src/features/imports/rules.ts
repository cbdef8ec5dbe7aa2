import { refuse, succeed, type Result } from "@/domain/result";
import type { Issue, Values } from "@/domain/values";
import type { RowOutcome } from "./schema";

export interface Named {
  id: string;
  name: string;
}

/** A row as it goes to its register. */
export interface ReadRow {
  /** Its number in the file, counted from one. */
  row: number;
  values: Values;
  /** Where it comes from, in words: the file and the row. */
  source: string;
}

/** What a register finds of a row: two rows of one identity are about the same record. */
export type RowFinding =
  | { outcome: "NEW"; identity: string; title: string }
  | { outcome: "SAME"; identity: string; title: string; of: Named }
  | { outcome: "LIKE"; identity: string; title: string; of: readonly Named[] }
  | { outcome: "FAULT"; title: string; issues: readonly Issue[] };

/** What becomes of a row. */
export interface JudgedRow {
  row: number;
  outcome: RowOutcome;
  title: string;
  /** The record that it is, or those that it is like. */
  of: readonly Named[];
  /** The row before, that says the same. */
  twiceOf: number | null;
  issues: readonly Issue[];
}

export type ImportRefusal = "importKindNotThere" | "importChangedMeanwhile" | "importHasFaults" | "importHasQuestions" | "importNothingNew" | "importUndoneAlready" | "importRowsChanged" | "importFileUnreadable";

/** Judges rows by what their register finds and what the person has answered: of two rows about the same record the first counts, and the second must not say otherwise. */
export function judgeRows(rows: readonly { read: ReadRow; finding: RowFinding }[], answers: Readonly<Record<string, string>>): JudgedRow[] {
  const first = new Map<string, { row: number; said: string }>();
  return rows.map(({ read: { row, values }, finding }): JudgedRow => {
    const about = { row, title: finding.title, of: [], twiceOf: null, issues: [] };
    if (finding.outcome === "FAULT") return { ...about, outcome: "FAULT", issues: finding.issues };
    const said = JSON.stringify(values);
    const before = first.get(finding.identity);
    if (before === undefined) first.set(finding.identity, { row, said });
    else if (before.said === said || finding.outcome === "SAME") return { ...about, outcome: "TWICE", twiceOf: before.row };
    else return { ...about, outcome: "FAULT", issues: [{ field: "", message: "imports.errors.twiceOtherwise", params: { row: before.row } }] };
    if (finding.outcome !== "LIKE") return { ...about, outcome: finding.outcome, of: finding.outcome === "SAME" ? [finding.of] : [] };
    const answer = answers[String(row)];
    const chosen = finding.of.find(({ id }) => id === answer);
    if (chosen !== undefined) return { ...about, outcome: "SAME", of: [chosen] };
    return answer === "new" ? { ...about, outcome: "NEW" } : { ...about, outcome: "LIKE", of: finding.of };
  });
}

/** How many rows come to what. */
export function countOutcomes(rows: readonly JudgedRow[]): Record<RowOutcome, number> {
  const counts = { FAULT: 0, LIKE: 0, NEW: 0, SAME: 0, TWICE: 0 };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}

/** All that a list was shown to come to, as one text: when it says something else, the register has changed since. */
export function describeOutcome(rows: readonly JudgedRow[]): string {
  return JSON.stringify(rows.map(({ row, outcome, of }) => [row, outcome, outcome === "SAME" ? of.map(({ id }) => id) : []]));
}

/** Judges whether a list may be read in as a whole. Refused: importHasFaults, importHasQuestions, importNothingNew. */
export function judgeList(rows: readonly JudgedRow[]): Result<null, ImportRefusal> {
  const counts = countOutcomes(rows);
  if (counts.FAULT > 0) return refuse("importHasFaults", { about: { count: counts.FAULT } });
  if (counts.LIKE > 0) return refuse("importHasQuestions", { about: { count: counts.LIKE } });
  return counts.NEW === 0 ? refuse("importNothingNew") : succeed(null);
}

/** What became of a row of a list that has been read in. */
export interface ImportedRow {
  row: number;
  title: string;
  outcome: "ADDED" | "SAME";
  id: string;
}

const MOST_TOLD = 10;

/** Refuses to undo a list of which some rows have been changed, or are pointed to, since; tells which. */
export function refuseUndo(rows: readonly ImportedRow[], changedIds: readonly string[]): Result<never, ImportRefusal> {
  const changed = rows.filter(({ id, outcome }) => outcome === "ADDED" && changedIds.includes(id));
  const told = changed.slice(0, MOST_TOLD).map(({ row, title }) => `${title} (${String(row)})`).join(", ");
  return refuse("importRowsChanged", { about: { count: changed.length, rows: changed.length > MOST_TOLD ? `${told} …` : told } });
}

/** Where a row comes from, as it is written in the register. */
export function writeSource(fileName: string, row: number): string {
  return `Importerad från ${fileName}, rad ${String(row)}`;
}
