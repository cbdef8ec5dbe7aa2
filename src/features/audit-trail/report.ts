import type { Column, Table, TableRow } from "@/lib/table";
import { describeAct, describeKind, type DescribedEntry, type Translate } from "./rules";

const COLUMNS: readonly Omit<Column, "label">[] = [
  { key: "seq", type: "text", width: 10 },
  { key: "at", type: "text", width: 22 },
  { key: "who", type: "text", width: 28 },
  { key: "onBehalfOf", type: "text", width: 32 },
  { key: "what", type: "text", width: 44 },
  { key: "kind", type: "text", width: 24 },
  { key: "record", type: "text", width: 44 },
  { key: "recordId", type: "text", width: 38 },
  { key: "unit", type: "text", width: 32 },
  { key: "reference", type: "text", width: 12 },
];

const clock = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Stockholm", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });

/** Lays the log out as a table in the order given, with instants to the second in Sweden's time. */
export function reportEntries(entries: readonly DescribedEntry[], words: Translate): Table {
  const rows = entries.map((one): TableRow => [
    one.seq,
    clock.format(one.at),
    one.actorName ?? words(one.actorId === null ? "auditLog.program" : "auditLog.erased"),
    one.onBehalf ? one.unit : null,
    describeAct(one.action, words),
    describeKind(one.subjectKind, words),
    one.title,
    one.subjectId,
    one.unit,
    one.requestId,
  ]);
  return { columns: COLUMNS.map((column) => ({ ...column, label: words(`export.auditLog.column.${column.key}`) })), rows };
}
