import type { PlainDate } from "@/domain/plain-date";
import type { Column, Table, TableRow } from "@/lib/table";
import { standingOf, type Deadline } from "./rules";

/** What a report says of a deadline. */
export interface ReportedDeadline extends Deadline {
  projectId: string;
  project: string;
  unit: string;
}

const COLUMNS: readonly Omit<Column, "label">[] = [
  { key: "dueOn", type: "date", width: 12 },
  { key: "kind", type: "text", width: 26 },
  { key: "title", type: "text", width: 36 },
  { key: "project", type: "text", width: 48 },
  { key: "unit", type: "text", width: 36 },
  { key: "state", type: "text", width: 16 },
  { key: "doneOn", type: "date", width: 12 },
  { key: "origin", type: "text", width: 26 },
  { key: "projectId", type: "text", width: 38 },
];

/** Lays deadlines out as a table in the order given, as they stand on a day. */
export function reportDeadlines(deadlines: readonly ReportedDeadline[], words: (key: string) => string, today: PlainDate): Table {
  const rows = deadlines.map((deadline): TableRow => [
    deadline.dueOn,
    words(`deadlines.kind.${deadline.kind}`),
    deadline.title,
    deadline.project,
    deadline.unit,
    words(deadline.kind === "KEEP_RECORDS" ? `deadlines.kept.${deadline.dueOn < today ? "over" : "held"}` : `deadlines.standing.${standingOf(deadline, today)}`),
    deadline.doneOn,
    words(`deadlines.origin.${deadline.origin}`),
    deadline.projectId,
  ]);
  return { columns: COLUMNS.map((column) => ({ ...column, label: words(`export.deadlines.column.${column.key}`) })), rows };
}
