import type { PlainDate } from "@/domain/plain-date";
import type { Column, Table, TableRow } from "@/lib/table";
import { stateOf, writeHours } from "./rules";

/** What a report says of a support case. */
export interface ReportedCase {
  id: string;
  title: string;
  unit: string;
  askedOn: PlainDate;
  answeredOn: PlainDate | null;
  question: string | null;
  answer: string | null;
  givenBy: string | null;
  hours: number | null;
  hasProject: boolean;
}

const COLUMNS: readonly Omit<Column, "label">[] = [
  { key: "askedOn", type: "date", width: 12 },
  { key: "title", type: "text", width: 44 },
  { key: "unit", type: "text", width: 32 },
  { key: "question", type: "text", width: 60 },
  { key: "state", type: "text", width: 14 },
  { key: "answeredOn", type: "date", width: 12 },
  { key: "answer", type: "text", width: 60 },
  { key: "givenBy", type: "text", width: 30 },
  { key: "hours", type: "text", width: 10 },
  { key: "project", type: "text", width: 16 },
  { key: "id", type: "text", width: 38 },
];

/** Lays support cases out as a table in the order given: hours as they are written, empty where nobody has said. */
export function reportCases(cases: readonly ReportedCase[], words: (key: string) => string): Table {
  const rows = cases.map((one): TableRow => [
    one.askedOn,
    one.title,
    one.unit,
    one.question,
    words(`economySupport.state.${stateOf(one)}`),
    one.answeredOn,
    one.answer,
    one.givenBy,
    one.hours === null ? null : writeHours(one.hours),
    words(one.hasProject ? "economySupport.yes" : "economySupport.no"),
    one.id,
  ]);
  return { columns: COLUMNS.map((column) => ({ ...column, label: words(`export.economySupport.column.${column.key}`) })), rows };
}
