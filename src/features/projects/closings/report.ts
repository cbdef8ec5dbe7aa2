import type { Column, Table, TableRow } from "@/lib/table";
import type { ClosingInput } from "./schema";

/** What a report says of what a project came to. */
export interface ReportedLesson extends ClosingInput {
  projectId: string;
  title: string;
  unit: string;
  programme: { sv: string; en: string } | null;
}

const TEXTS = ["benefit", "goalsText", "competence", "experience", "resources", "usedIn", "lessons", "spreadTo", "againReason"] as const;

const COLUMNS: readonly Omit<Column, "label">[] = [
  { key: "toldOn", type: "date", width: 12 },
  { key: "title", type: "text", width: 44 },
  { key: "unit", type: "text", width: 32 },
  { key: "programme", type: "text", width: 30 },
  { key: "addedValue", type: "text", width: 24 },
  { key: "goalsMet", type: "text", width: 14 },
  { key: "wouldDoAgain", type: "text", width: 24 },
  ...TEXTS.map((key): Omit<Column, "label"> => ({ key, type: "text", width: 60 })),
  { key: "id", type: "text", width: 38 },
];

/** Lays out what projects came to as a table in the order given, empty where nothing is said; the last column is the project's id. */
export function reportLessons(lessons: readonly ReportedLesson[], words: ((key: string) => string) & { locale: "sv" | "en" }): Table {
  const rows = lessons.map((lesson): TableRow => [
    lesson.toldOn,
    lesson.title,
    lesson.unit,
    lesson.programme?.[words.locale] ?? null,
    lesson.addedValue.map((value) => words(`closings.addedValue.${value}`)).join("; "),
    lesson.goalsMet === null ? null : words(`closings.goalsMet.${lesson.goalsMet}`),
    lesson.wouldDoAgain === null ? null : words(`closings.wouldDoAgain.${lesson.wouldDoAgain}`),
    ...TEXTS.map((field) => lesson[field]),
    lesson.projectId,
  ]);
  return { columns: COLUMNS.map((column) => ({ ...column, label: words(`export.lessons.column.${column.key}`) })), rows };
}
