import type { PlainDate } from "@/domain/plain-date";
import type { Column, Table, TableRow } from "@/lib/table";
import { stateOf } from "./rules";
import type { CoordinationKind } from "./schema";

/** What a report says of an entry. */
export interface ReportedEntry {
  id: string;
  kind: CoordinationKind;
  notedOn: PlainDate;
  title: string;
  text: string | null;
  responsible: string;
  units: readonly string[];
  priority: string | null;
  dueOn: PlainDate | null;
  doneOn: PlainDate | null;
}

const COLUMNS: readonly Omit<Column, "label">[] = [
  { key: "notedOn", type: "date", width: 12 },
  { key: "kind", type: "text", width: 18 },
  { key: "title", type: "text", width: 48 },
  { key: "text", type: "text", width: 60 },
  { key: "responsible", type: "text", width: 32 },
  { key: "units", type: "text", width: 48 },
  { key: "priority", type: "text", width: 36 },
  { key: "state", type: "text", width: 16 },
  { key: "dueOn", type: "date", width: 14 },
  { key: "doneOn", type: "date", width: 12 },
  { key: "id", type: "text", width: 38 },
];

/** Lays entries out as a table in the order given: names in the reader's words, dates as they are stored, empty where nothing is said; how they stand is as of the day. */
export function reportEntries(entries: readonly ReportedEntry[], words: (key: string) => string, today: PlainDate): Table {
  const rows = entries.map((entry): TableRow => {
    const state = stateOf(entry, today);
    return [
      entry.notedOn,
      words(`coordination.kind.${entry.kind}`),
      entry.title,
      entry.text,
      entry.responsible,
      entry.units.join(", "),
      entry.priority,
      state === "NOTED" ? null : words(`coordination.state.${state}`),
      entry.dueOn,
      entry.doneOn,
      entry.id,
    ];
  });
  return { columns: COLUMNS.map((column) => ({ ...column, label: words(`export.coordination.column.${column.key}`) })), rows };
}
