import { RegisterTable, type RegisterLine } from "@/components/register-table";
import { formatThousands } from "@/domain/money";
import type { PlainDate } from "@/domain/plain-date";
import { formatMonth } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { lacksFinalReport } from "../rules";
import { writeProjectFilter, type ProjectFilter, type ProjectStatus, type Sort } from "../schema";
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
        { ...heading("unit"), kind: "full" },
        { ...heading("status"), kind: "full" },
        { ...heading("ends"), kind: "date" },
        { ...heading("external"), kind: "amount", cardLabel: words("projects.cardColumn.external") },
        { ...heading("own"), kind: "amount", cardLabel: words("projects.cardColumn.own") },
      ]}
      lines={rows.map((row) => lineOf(row, today, words))}
    />
  );
}

function lineOf(row: Row, today: PlainDate, words: Words): RegisterLine {
  const programme = words.locale === "en" ? (row.programmeEn ?? row.programme) : row.programme;
  return [
    `/projects/${row.id}`,
    row.title,
    [programme, row.caseNumber?.replaceAll(" ", "\u00a0")].filter(Boolean).join(", "),
    row.youth ? words("projects.youthMark") : "",
    row.unit,
    describeStatus(row.status, lacksFinalReport(row, today), words),
    row.endsOn === null ? "–" : formatMonth(row.endsOn, words.locale),
    row.externalOre === null ? "–" : formatThousands(row.externalOre),
    row.ownOre === null ? "–" : formatThousands(row.ownOre),
  ];
}
