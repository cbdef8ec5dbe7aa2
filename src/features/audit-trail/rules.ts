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

interface Translate {
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
