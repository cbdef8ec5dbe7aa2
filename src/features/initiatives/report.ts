import type { PlainDate } from "@/domain/plain-date";
import type { Column, Table, TableRow } from "@/lib/table";
import type { ExaminationQuestion, ExaminationResult } from "./examinations/schema";
import { isTried } from "./rules";
import type { InitiativeTaker } from "./schema";

/** What a report says of an examination. */
export interface ReportedExamination {
  examinedOn: PlainDate;
  examinedBy: string;
  programmes: readonly { sv: string; en: string }[];
  otherSources: string | null;
  result: ExaminationResult;
  reason: string | null;
}

/** What a report says of an initiative. */
export interface ReportedInitiative {
  id: string;
  title: string;
  text: string | null;
  unit: string;
  begunOn: PlainDate;
  takenBy: InitiativeTaker | null;
  findings: Readonly<Record<ExaminationQuestion, ReportedExamination | null>>;
  hasProject: boolean;
}

const OF_EXAMINATION = ["tried", "on", "by", "result", "reason"] as const;
const WIDTHS = { tried: 10, on: 12, by: 26, result: 20, reason: 44 } as const;
const examined = (question: "cooperation" | "funding") => OF_EXAMINATION.map((what): Omit<Column, "label"> => ({ key: `${question}_${what}`, type: what === "on" ? "date" : "text", width: WIDTHS[what] }));

const COLUMNS: readonly Omit<Column, "label">[] = [
  { key: "begunOn", type: "date", width: 12 },
  { key: "title", type: "text", width: 44 },
  { key: "unit", type: "text", width: 32 },
  { key: "text", type: "text", width: 60 },
  { key: "takenBy", type: "text", width: 20 },
  ...examined("cooperation"),
  ...examined("funding"),
  { key: "programmes", type: "text", width: 40 },
  { key: "project", type: "text", width: 14 },
  { key: "id", type: "text", width: 38 },
];

/** Lays initiatives out as a table in the order given, with the latest examination of each question; empty where nobody has examined it. */
export function reportInitiatives(initiatives: readonly ReportedInitiative[], words: ((key: string) => string) & { locale: "sv" | "en" }): Table {
  const yesOrNo = (yes: boolean) => words(yes ? "initiatives.yes" : "initiatives.no");
  const cells = (question: ExaminationQuestion, found: ReportedExamination | null) => [
    yesOrNo(isTried(found)),
    found?.examinedOn ?? null,
    found?.examinedBy ?? null,
    found === null ? null : words(`examinations.result.${question}.${found.result}`),
    found?.reason ?? null,
  ];
  const rows = initiatives.map(({ findings, ...one }): TableRow => {
    const looked = [...(findings.FUNDING?.programmes.map((name) => name[words.locale]) ?? []), ...(findings.FUNDING?.otherSources == null ? [] : [findings.FUNDING.otherSources])];
    return [
      one.begunOn,
      one.title,
      one.unit,
      one.text,
      one.takenBy === null ? null : words(`initiatives.takenBy.${one.takenBy}`),
      ...cells("COOPERATION", findings.COOPERATION),
      ...cells("FUNDING", findings.FUNDING),
      looked.length === 0 ? null : looked.join("; "),
      yesOrNo(one.hasProject),
      one.id,
    ];
  });
  return { columns: COLUMNS.map((column) => ({ ...column, label: words(`export.initiatives.column.${column.key}`) })), rows };
}
