import type { PlainDate } from "@/domain/plain-date";
import type { Column, Table, TableRow } from "@/lib/table";
import { writePercent } from "../rules";
import { standingOf } from "./rules";

/** What a report says of a call. */
export interface ReportedCall {
  id: string;
  name: string;
  programme: { sv: string; en: string };
  opensOn: PlainDate | null;
  closesOn: PlainDate | null;
  maxRatePercent: number | null;
  website: string | null;
  certainty: "HIGH" | "MEDIUM" | "LOW";
  note: string | null;
  source: string | null;
}

const COLUMNS: readonly Omit<Column, "label">[] = [
  { key: "name", type: "text", width: 44 },
  { key: "programme", type: "text", width: 36 },
  { key: "state", type: "text", width: 18 },
  { key: "opensOn", type: "date", width: 12 },
  { key: "closesOn", type: "date", width: 12 },
  { key: "rate", type: "text", width: 16 },
  { key: "website", type: "text", width: 36 },
  { key: "certainty", type: "text", width: 18 },
  { key: "source", type: "text", width: 36 },
  { key: "note", type: "text", width: 60 },
  { key: "id", type: "text", width: 38 },
];

/** Lays calls out as a table in the order given, as they stand on a day; empty where nothing is said. */
export function reportCalls(calls: readonly ReportedCall[], words: ((key: string) => string) & { locale: "sv" | "en" }, today: PlainDate): Table {
  const rows = calls.map((call): TableRow => [
    call.name,
    call.programme[words.locale],
    words(`calls.standing.${standingOf(call, today)}`),
    call.opensOn,
    call.closesOn,
    call.maxRatePercent === null ? null : writePercent(call.maxRatePercent),
    call.website,
    words(`programmes.certainty.${call.certainty}`),
    call.source,
    call.note,
    call.id,
  ]);
  return { columns: COLUMNS.map((column) => ({ ...column, label: words(`export.calls.column.${column.key}`) })), rows };
}
