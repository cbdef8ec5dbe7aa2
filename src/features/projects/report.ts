import type { DatePrecision, PlainDate } from "@/domain/plain-date";
import type { Column, Table, TableRow } from "@/lib/table";
import { lacksFinalReport } from "./rules";
import type { ProjectStatus } from "./schema";

/** What a report says of a project. */
export interface ReportedProject {
  id: string;
  title: string;
  acronym: string | null;
  programme: string | null;
  programmeEn: string | null;
  caseNumber: string | null;
  unit: string;
  status: ProjectStatus;
  startsOn: PlainDate | null;
  startPrecision: DatePrecision | null;
  endsOn: PlainDate | null;
  endPrecision: DatePrecision | null;
  externalOre: bigint | null;
  ownOre: bigint | null;
  youth: boolean;
  isConfidential: boolean;
}

/** The reader's words, by key. */
export interface ReportWords {
  locale: "sv" | "en";
  (key: string): string;
}

const COLUMNS: readonly Omit<Column, "label">[] = [
  { key: "title", type: "text", width: 48 },
  { key: "acronym", type: "text", width: 14 },
  { key: "programme", type: "text", width: 28 },
  { key: "caseNumber", type: "text", width: 18 },
  { key: "unit", type: "text", width: 36 },
  { key: "status", type: "text", width: 24 },
  { key: "finalReportMissing", type: "text", width: 22 },
  { key: "startsOn", type: "date", width: 12 },
  { key: "startPrecision", type: "text", width: 23 },
  { key: "endsOn", type: "date", width: 12 },
  { key: "endPrecision", type: "text", width: 21 },
  { key: "external", type: "amount", width: 25 },
  { key: "own", type: "amount", width: 24 },
  { key: "youth", type: "text", width: 28 },
  { key: "confidential", type: "text", width: 14 },
  { key: "id", type: "text", width: 38 },
];

/** Lays projects out as a table in the order given: names in the reader's words, dates as they are stored, amounts in whole öre, empty where nothing is said. */
export function reportProjects(projects: readonly ReportedProject[], words: ReportWords, today: PlainDate): Table {
  const yesOrNo = (claim: boolean) => words(claim ? "export.projects.yes" : "export.projects.no");
  const precision = (date: PlainDate | null, known: DatePrecision | null) => (date === null ? null : words(`export.projects.precision.${known ?? "DAY"}`));
  const rows = projects.map((project): TableRow => [
    project.title,
    project.acronym,
    words.locale === "en" ? (project.programmeEn ?? project.programme) : project.programme,
    project.caseNumber,
    project.unit,
    words(`projects.status.${project.status}`),
    yesOrNo(lacksFinalReport(project, today)),
    project.startsOn,
    precision(project.startsOn, project.startPrecision),
    project.endsOn,
    precision(project.endsOn, project.endPrecision),
    project.externalOre,
    project.ownOre,
    yesOrNo(project.youth),
    yesOrNo(project.isConfidential),
    project.id,
  ]);
  return { columns: COLUMNS.map((column) => ({ ...column, label: words(`export.projects.column.${column.key}`) })), rows };
}
