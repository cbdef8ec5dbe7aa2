import type { Column, Table, TableRow } from "@/lib/table";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import type { DisposalObstacle, DisposalOutcome } from "./schema";

type Translate = (key: string, parameters?: Record<string, string | number>) => string;

/** What the record of a disposal tells of each record. */
export interface ReportedRecord {
  subjectId: string;
  unit: string | null;
  endedOn: PlainDate;
  keptUntil: PlainDate;
  outcome: DisposalOutcome | null;
  obstacle: DisposalObstacle | null;
  settledAt: Date | null;
  disposal: { kind: string; source: string; decidedBy: string | null; decidedOn: PlainDate | null; paragraph: string | null; caseNumber: string | null };
}

const COLUMNS: readonly Omit<Column, "label">[] = [
  { key: "kind", type: "text", width: 24 },
  { key: "unit", type: "text", width: 32 },
  { key: "endedOn", type: "date", width: 12 },
  { key: "keptUntil", type: "date", width: 12 },
  { key: "outcome", type: "text", width: 14 },
  { key: "obstacle", type: "text", width: 40 },
  { key: "settledOn", type: "date", width: 12 },
  { key: "decidedBy", type: "text", width: 32 },
  { key: "decidedOn", type: "date", width: 12 },
  { key: "paragraph", type: "text", width: 10 },
  { key: "caseNumber", type: "text", width: 20 },
  { key: "source", type: "text", width: 60 },
  { key: "id", type: "text", width: 38 },
];

/** Lays out the record of a disposal (gallringsprotokoll), in the order given: what there was and by which decision it went, and nothing of what it said. */
export function reportDisposal(rows: readonly ReportedRecord[], words: Translate): Table {
  return {
    columns: COLUMNS.map((column) => ({ ...column, label: words(`export.disposal.column.${column.key}`) })),
    rows: rows.map((row): TableRow => [
      words(`documents.with.${row.disposal.kind}`),
      row.unit,
      row.endedOn,
      row.keptUntil,
      words(`disposals.outcome.${row.outcome ?? "WAITING"}`),
      row.obstacle === null ? null : words(`disposals.obstacle.${row.obstacle}`),
      row.settledAt === null ? null : dateInStockholm(row.settledAt),
      row.disposal.decidedBy,
      row.disposal.decidedOn,
      row.disposal.paragraph,
      row.disposal.caseNumber,
      row.disposal.source,
      row.subjectId,
    ]),
  };
}
