import type { Task } from "@/domain/registers";
import type { Column, Table, TableRow } from "@/lib/table";
import type { Why } from "./rules";

type Translate = (key: string, parameters?: Record<string, string | number>) => string;

/** What a report says of something to do. */
export interface ReportedTask extends Task {
  register: string;
  why: Why;
  handover: { toName: string | null } | null;
}

/** Says why something is its reader's to do, with the names that bodies have. */
export function describeWhy(why: Why, names: ReadonlyMap<string, string>, words: Translate): string {
  if (why.kind === "HANDED_OVER") return words("tasks.why.HANDED_OVER", { name: why.by ?? words("tasks.someone") });
  if ("unitId" in why) return words(`tasks.why.${why.kind}`, { unit: names.get(why.unitId) ?? words("tasks.anotherBody") });
  return words(`tasks.why.${why.kind}`);
}

const COLUMNS: readonly Omit<Column, "label">[] = [
  { key: "dueOn", type: "date", width: 12 },
  { key: "title", type: "text", width: 56 },
  { key: "text", type: "text", width: 48 },
  { key: "register", type: "text", width: 24 },
  { key: "why", type: "text", width: 48 },
  { key: "clause", type: "text", width: 10 },
  { key: "state", type: "text", width: 20 },
  { key: "with", type: "text", width: 24 },
  { key: "path", type: "text", width: 48 },
];

/** Lays tasks out as a table in the order given. */
export function reportTasks(tasks: readonly ReportedTask[], names: ReadonlyMap<string, string>, words: Translate): Table {
  const rows = tasks.map((task): TableRow => [
    task.dueOn,
    words(task.title.message, task.title.params),
    task.text === undefined ? null : words(task.text.message, task.text.params),
    words(`tasks.register.${task.register}`),
    describeWhy(task.why, names, words),
    task.clause ?? null,
    words(task.stateWord),
    task.handover === null ? null : (task.handover.toName ?? words("tasks.someone")),
    task.path,
  ]);
  return { columns: COLUMNS.map((column) => ({ ...column, label: words(`export.tasks.column.${column.key}`) })), rows };
}
