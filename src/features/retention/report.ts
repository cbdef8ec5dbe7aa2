import type { Column, Table, TableRow } from "@/lib/table";
import type { DueRecord, Keeping, KindRule } from "./rules";

type Translate = (key: string, parameters?: Record<string, string | number>) => string;

/** What a report says of a record whose time is over. */
export interface ReportedDue extends DueRecord {
  rule: KindRule;
}

const COLUMNS: readonly Omit<Column, "label">[] = [
  { key: "title", type: "text", width: 44 },
  { key: "kind", type: "text", width: 24 },
  { key: "unit", type: "text", width: 32 },
  { key: "endedOn", type: "date", width: 12 },
  { key: "keptUntil", type: "date", width: 12 },
  { key: "decidedBy", type: "text", width: 40 },
  { key: "source", type: "text", width: 60 },
  { key: "certainty", type: "text", width: 14 },
  { key: "state", type: "text", width: 20 },
  { key: "keptBy", type: "text", width: 60 },
  { key: "id", type: "text", width: 38 },
];

/** What a rule says, in words: for how long, for ever, or that it isn't regulated. */
export function describeRule({ outcome, years }: Pick<KindRule, "outcome" | "years">, words: Translate): string {
  return years === null ? words(`retention.outcome.${outcome}`) : words("retention.afterYears", { years });
}

/** What keeps a record whose time is over, in words; a hold in its own. */
export function describeKeeping(keeping: Keeping, words: Translate): string {
  return keeping.by === "HOLD" ? words("retention.keptBy.HOLD", { reason: keeping.reason }) : words(`retention.keptBy.${keeping.by}`);
}

/** Lays out records whose time is over, in the order given. */
export function reportDue(rows: readonly ReportedDue[], words: Translate): Table {
  return {
    columns: COLUMNS.map((column) => ({ ...column, label: words(`export.retention.column.${column.key}`) })),
    rows: rows.map((row): TableRow => [
      row.title,
      words(`documents.with.${row.kind}`),
      row.unit,
      row.endedOn,
      row.keptUntil,
      words(`retention.decidedBy.${row.decidedBy}`),
      row.rule.source,
      row.rule.certainty === null ? null : words(`retention.certainty.${row.rule.certainty}`),
      words(`retention.state.${row.keptBy.length === 0 ? "FREE" : "HELD"}`),
      row.keptBy.map((keeping) => describeKeeping(keeping, words)).join("; "),
      row.id,
    ]),
  };
}
