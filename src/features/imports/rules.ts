import { refuse, succeed, type Result } from "@/domain/result";
import type { Issue, Values } from "@/domain/values";
import type { RowOutcome, StoredDraft } from "./schema";

export interface Named {
  id: string;
  name: string;
}

/** A row as it goes to its register. */
export interface ReadRow {
  /** Its number in the file, counted from one. */
  row: number;
  values: Values;
  /** The fields that its own cells say something of; the rest holds for rows that say nothing. */
  told: ReadonlySet<string>;
  /** Where it comes from, in words: the file and the row. */
  source: string;
}

/** What a row would change of a record: a field, and what stands there before and after, as the field's own terms or as text. */
export interface FieldChange {
  field: string;
  before: string;
  after: string;
}

/** What a register finds of a row: two rows of one identity are about the same record; one that is aside is about somebody else's. */
export type RowFinding =
  | { outcome: "NEW"; identity: string; title: string }
  | { outcome: "CHANGED"; identity: string; title: string; of: Named; changes: readonly FieldChange[]; notes?: readonly Issue[] }
  | { outcome: "SAME"; identity: string; title: string; of: Named; notes?: readonly Issue[] }
  | { outcome: "ASIDE"; title: string }
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
  /** What it would change of the record that it is. */
  changes: readonly FieldChange[];
  /** What is at fault, or for a record that is there already what is left as it is. */
  issues: readonly Issue[];
}

export type ImportRefusal = "importKindNotThere" | "importChangedMeanwhile" | "importHasFaults" | "importHasQuestions" | "importNothingNew" | "importChangesTooMany" | "importUndoneAlready" | "importRunEnded" | "importCancelled" | "importRowsChanged" | "importFileUnreadable";

/** Judges row after row by what their register finds and what the person has answered: of two rows about the same record the first counts, and the second must not say otherwise. */
export function makeRowJudge(answers: Readonly<Record<string, string>>): (read: ReadRow, finding: RowFinding) => JudgedRow {
  const first = new Map<string, { row: number; said: string }>();
  return ({ row, values }, finding) => {
    const about = { row, title: finding.title, of: [], twiceOf: null, changes: [], issues: [] };
    if (finding.outcome === "FAULT") return { ...about, outcome: "FAULT", issues: finding.issues };
    if (finding.outcome === "ASIDE") return { ...about, outcome: "ASIDE" };
    const [before, said] = [first.get(finding.identity), JSON.stringify(values)];
    if (before === undefined) first.set(finding.identity, { row, said });
    else if (finding.outcome === "SAME" || before.said === said) return { ...about, outcome: "TWICE", twiceOf: before.row };
    else return { ...about, outcome: "FAULT", issues: [{ field: "", message: "imports.errors.twiceOtherwise", params: { row: before.row } }] };
    if (finding.outcome === "NEW") return { ...about, outcome: "NEW" };
    if (finding.outcome !== "LIKE") return { ...about, outcome: finding.outcome, of: [finding.of], changes: finding.outcome === "CHANGED" ? finding.changes : [], issues: finding.notes ?? [] };
    const answer = answers[String(row)];
    const chosen = finding.of.find(({ id }) => id === answer);
    if (chosen !== undefined) return { ...about, outcome: "SAME", of: [chosen] };
    return answer === "new" ? { ...about, outcome: "NEW" } : { ...about, outcome: "LIKE", of: finding.of };
  };
}

/** What a register finds of a row whose cells cannot all be read: the faults of both, of each field the first. */
export function joinFaults({ issues, values }: { issues: readonly Issue[]; values: Values }, finding: RowFinding | undefined): RowFinding {
  if (finding !== undefined && (issues.length === 0 || finding.outcome === "ASIDE")) return finding;
  const wrong = new Set(issues.map(({ field }) => field));
  const others = finding?.outcome === "FAULT" ? finding.issues.filter(({ field }) => !wrong.has(field)) : [];
  const named = [values["title"], values["name"], values["town"]].find((text): text is string => typeof text === "string" && text !== "");
  return { outcome: "FAULT", title: finding?.title ?? named ?? "", issues: [...issues, ...others] };
}

/** How many rows come to what; `before` is of rows that were counted already. */
export function countOutcomes(rows: readonly Pick<JudgedRow, "outcome">[], before: Readonly<Record<RowOutcome, number>> = { FAULT: 0, LIKE: 0, NEW: 0, CHANGED: 0, SAME: 0, TWICE: 0, ASIDE: 0 }): Record<RowOutcome, number> {
  const counts = { ...before };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}

/** What a row was shown to come to, as a text: when it says something else, the register has changed since. */
export function describeOutcome({ row, outcome, of, changes }: JudgedRow): string {
  return JSON.stringify([row, outcome, outcome === "SAME" || outcome === "CHANGED" ? of.map(({ id }) => id) : [], changes.map(({ field, before, after }) => [field, before, after])]);
}

/** From so many rows on, a list is judged when it has been told of, and not for each page of it that is looked at; and the worker reads it in. */
const LONG_FROM = 2_000;

/** Tells whether a list has so many rows that nobody is to wait for them. */
export function isLong({ sheets, sheet }: Pick<StoredDraft, "sheets" | "sheet">): boolean {
  return (sheets[sheet]?.rows ?? 0) >= LONG_FROM;
}

/** How often a worker begins with a list before it is given up: one that ends the program each time would otherwise do so for ever. */
export const MOST_ATTEMPTS = 3;

/** How far a list has been read in, in whole hundredths: a hundred only when it is. */
export function percentOf({ state, doneSteps, allSteps }: { state: string; doneSteps: number; allSteps: number }): number {
  return state === "READ" ? 100 : Math.min(99, Math.floor((doneSteps / Math.max(1, allSteps)) * 100));
}

/** As many records as a list may change at once. */
export const MOST_CHANGES = 5_000;

/** Judges by how many of its rows come to what whether a list may be read in as a whole. Refused: importHasFaults, importHasQuestions, importNothingNew, importChangesTooMany. */
export function judgeList(counts: Readonly<Record<RowOutcome, number>>): Result<null, ImportRefusal> {
  if (counts.FAULT > 0) return refuse("importHasFaults", { about: { count: counts.FAULT } });
  if (counts.LIKE > 0) return refuse("importHasQuestions", { about: { count: counts.LIKE } });
  if (counts.CHANGED > MOST_CHANGES) return refuse("importChangesTooMany", { about: { count: counts.CHANGED, most: MOST_CHANGES } });
  return counts.NEW + counts.CHANGED === 0 ? refuse("importNothingNew") : succeed(null);
}

/** What became of a row of a list that has been read in. */
export interface ImportedRow {
  row: number;
  title: string;
  outcome: "ADDED" | "CHANGED" | "SAME";
  id: string;
}

const MOST_TOLD = 10;

/** Refuses to undo a list of which some rows have been changed, or are pointed to, since; tells which. */
export function refuseUndo(rows: readonly ImportedRow[], changedIds: readonly string[]): Result<never, ImportRefusal> {
  const since = new Set(changedIds);
  const changed = rows.filter(({ id, outcome }) => outcome !== "SAME" && since.has(id));
  const told = changed.slice(0, MOST_TOLD).map(({ row, title }) => `${title} (${String(row)})`).join(", ");
  return refuse("importRowsChanged", { about: { count: changed.length, rows: changed.length > MOST_TOLD ? `${told} …` : told } });
}

/** Where a row comes from, as it is written in the register. */
export function writeSource(fileName: string, row: number): string {
  return `Importerad från ${fileName}, rad ${String(row)}`;
}
