import { RegisterTable, type RegisterLine } from "@/components/register-table";
import { formatThousands } from "@/domain/money";
import type { PlainDate } from "@/domain/plain-date";
import { formatMonth } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { lacksFinalReport } from "../rules";
import { PROJECT_COLUMNS, writeProjectFilter, type ProjectFilter, type ProjectStatus, type Sort } from "../schema";
import { describeStatus } from "./project-status";

interface Row {
  id: string;
  title: string;
  programme: string | null;
  programmeEn: string | null;
  caseNumber: string | null;
  unit: string;
  status: ProjectStatus;
  endsOn: PlainDate | null;
  externalOre: bigint | null;
  ownOre: bigint | null;
  youth: boolean;
}

/** Projects as a table, as cards on a phone; headings sort when the address' filter is given. */
export function ProjectTable({ rows, filter, caption, hideCaption, today, words }: { rows: readonly Row[]; filter?: ProjectFilter; caption: string; hideCaption?: boolean; today: PlainDate; words: Words }) {
  const heading = (sort: Sort) => ({
    label: words(`projects.column.${sort}`),
    ...(filter
      ? {
          href: `/projects${writeProjectFilter(filter, { sort, descending: filter.sort === sort ? !filter.descending : sort !== "title" && sort !== "unit", page: 1 })}`,
          ...(filter.sort === sort ? { sorted: filter.descending ? ("descending" as const) : ("ascending" as const) } : {}),
        }
      : {}),
  });
  return (
    <RegisterTable
      caption={caption}
      {...(hideCaption ? { hideCaption } : {})}
      name={heading("title")}
      columns={[
        { ...heading("unit"), key: "unit", kind: "full" },
        { ...heading("status"), key: "status", kind: "full" },
        { label: words("export.projects.column.programme"), key: "programme", kind: "full" },
        { label: words("export.projects.column.caseNumber"), key: "caseNumber", kind: "full" },
        { ...heading("ends"), key: "ends", kind: "date" },
        { ...heading("external"), key: "external", kind: "amount", cardLabel: words("projects.cardColumn.external") },
        { ...heading("own"), key: "own", kind: "amount", cardLabel: words("projects.cardColumn.own") },
      ]}
      shown={filter?.columns ?? PROJECT_COLUMNS.usual}
      lines={rows.map((row) => lineOf(row, filter?.columns ?? PROJECT_COLUMNS.usual, today, words))}
    />
  );
}

function lineOf(row: Row, shown: readonly string[], today: PlainDate, words: Words): RegisterLine {
  const programme = words.locale === "en" ? (row.programmeEn ?? row.programme) : row.programme;
  const caseNumber = row.caseNumber?.replaceAll(" ", "\u00a0") ?? null;
  return [
    `/projects/${row.id}`,
    row.title,
    [shown.includes("programme") ? null : programme, shown.includes("caseNumber") ? null : caseNumber].filter(Boolean).join(", "),
    row.youth ? words("projects.youthMark") : "",
    row.unit,
    describeStatus(row.status, lacksFinalReport(row, today), words),
    programme ?? "–",
    caseNumber ?? "–",
    row.endsOn === null ? "–" : formatMonth(row.endsOn, words.locale),
    row.externalOre === null ? "–" : formatThousands(row.externalOre),
    row.ownOre === null ? "–" : formatThousands(row.ownOre),
  ];
}
