import { formatAmount } from "@/domain/money";
import { isPlainDate } from "@/domain/plain-date";
import { formatDate } from "@/lib/formats";

/** A column that an act changed, as stored. */
export interface StoredChange {
  table: string;
  column: string;
  before: string | null;
  after: string | null;
}

/** A change in words: the field's name, and its values as a person reads them. */
export interface DescribedChange {
  key: string;
  field: string;
  before: string | null;
  after: string | null;
}

/** Words as the log and the histories ask for them. */
export interface Translate {
  locale: "sv" | "en";
  (key: string, parameters?: Record<string, string | number>): string;
  has: (key: string) => boolean;
}

/** Puts stored changes into words. Ids of other records say nothing to a reader: such a column is named without values. */
export function describeChanges(changes: readonly StoredChange[], words: Translate): DescribedChange[] {
  return changes
    .filter((change) => words.has(`history.columns.${change.table}.${change.column}`))
    .map((change, index) => ({
      key: `${change.table}.${change.column}.${String(index)}`,
      field: words(`history.columns.${change.table}.${change.column}`),
      before: describeValue(change.column, change.before, words),
      after: describeValue(change.column, change.after, words),
    }));
}

function describeValue(column: string, value: string | null, words: Translate): string | null {
  if (value === null) return null;
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-/.test(value)) return "…";
  if (value === "true" || value === "false") return words(value === "true" ? "frame.yes" : "frame.no");
  if (isPlainDate(value)) return formatDate(value, words.locale);
  if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return formatDate(value.slice(0, 10), words.locale);
  if (/_(minor|ore|hundredths)$/.test(column)) return formatAmount(BigInt(value));
  if (/^[A-Z][A-Z0-9_]*$/.test(value) && words.has(`history.values.${column}.${value}`)) return words(`history.values.${column}.${value}`);
  return value;
}

/** An entry of the log as it is shown: with names as of today, and the record's title where the reader may see it. */
export interface DescribedEntry {
  seq: string;
  at: Date;
  action: string;
  actorId: string | null;
  /** Null for the program itself, and for somebody whose details have been erased. */
  actorName: string | null;
  onBehalf: boolean;
  subjectKind: string;
  subjectId: string | null;
  /** Null where there is none, or none that the reader may see. */
  title: string | null;
  path: string | null;
  unitId: string | null;
  unit: string | null;
  requestId: string | null;
}

// Stands for a name that a message has room for, to see where that is.
const NOBODY = "\u0001";

/** What was done, without who did it: "Loggade projektet". */
export function describeAct(action: string, words: Translate): string {
  const key = `history.actions.${action.replace(".", "_")}`;
  if (!words.has(key)) return words("auditLog.otherAct", { action });
  const said = words(key, { name: NOBODY });
  if (!said.startsWith(`${NOBODY} `)) return words(key, { name: words("auditLog.someone") });
  const rest = said.slice(2).replaceAll(NOBODY, words("auditLog.someone"));
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** What kind of record it is, in a word. */
export function describeKind(kind: string, words: Translate): string {
  return words.has(`auditLog.kinds.${kind}`) ? words(`auditLog.kinds.${kind}`) : kind;
}

/** How a recount of the log stands. */
export type CheckState = "WAITING" | "WHOLE" | "BROKEN" | "FAILED";

/** Tells how a recount stands: it waits or goes on until it has ended, and one that ended without a count has failed. */
export function stateOfCheck({ isFinished, problemCount }: { isFinished: boolean; problemCount: number | null }): CheckState {
  if (!isFinished) return "WAITING";
  return problemCount === null ? "FAILED" : problemCount === 0 ? "WHOLE" : "BROKEN";
}
