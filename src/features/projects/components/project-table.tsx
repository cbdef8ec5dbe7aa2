import { DataTable, PriorityMark, ROLES, SortHeader } from "@/components/data-table";
import { formatThousands } from "@/domain/money";
import type { PlainDate } from "@/domain/plain-date";
import { formatMonth } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { lacksFinalReport } from "../rules";
import { writeProjectFilter, type ProjectFilter, type ProjectStatus, type Sort } from "../schema";
import { ProjectStatusMark } from "./project-status";

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

const COLUMNS: readonly { sort: Sort; right?: boolean }[] = [{ sort: "title" }, { sort: "unit" }, { sort: "status" }, { sort: "ends" }, { sort: "external", right: true }, { sort: "own", right: true }];

/** Projects as a table, as cards on a phone; headings sort when the address' filter is given. */
export function ProjectTable({ rows, filter, caption, hideCaption, today, words }: { rows: readonly Row[]; filter?: ProjectFilter; caption: string; hideCaption?: boolean; today: PlainDate; words: Words }) {
  const label = (sort: Sort) => words(`projects.column.${sort}`);
  return (
    <DataTable caption={caption} {...(hideCaption ? { hideCaption } : {})} cards="list">
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          {COLUMNS.map(({ sort, right }) =>
            filter ? (
              <SortHeader
                key={sort}
                href={`/projects${writeProjectFilter(filter, { sort, descending: filter.sort === sort ? !filter.descending : sort !== "title" && sort !== "unit", page: 1 })}`}
                {...(filter.sort === sort ? { sorted: filter.descending ? ("descending" as const) : ("ascending" as const) } : {})}
                {...(right ? { right } : {})}
              >
                {label(sort)}
              </SortHeader>
            ) : (
              <th key={sort} className={right ? "r" : undefined} {...ROLES.head}>
                {label(sort)}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {rows.map((row) => {
          const programme = words.locale === "en" ? (row.programmeEn ?? row.programme) : row.programme;
          const under = [programme, row.caseNumber?.replaceAll(" ", "\u00a0")].filter(Boolean).join(", ");
          return (
            <tr key={row.id} {...ROLES.row}>
              <th {...ROLES.name}>
                <a href={`/projects/${row.id}`}>{row.title}</a>
                {under === "" ? null : <small>{under}</small>}
                {row.youth ? <PriorityMark>{words("projects.youthMark")}</PriorityMark> : null}
              </th>
              <td className="full" data-label={label("unit")} {...ROLES.cell}>{row.unit}</td>
              <td className="full" data-label={label("status")} {...ROLES.cell}>
                <ProjectStatusMark status={row.status} late={lacksFinalReport(row, today)} words={words} />
              </td>
              <td className="num" data-label={label("ends")} {...ROLES.cell}>{row.endsOn === null ? "–" : formatMonth(row.endsOn, words.locale)}</td>
              <td className="r" data-label={words("projects.cardColumn.external")} {...ROLES.cell}>{row.externalOre === null ? "–" : formatThousands(row.externalOre)}</td>
              <td className="r" data-label={words("projects.cardColumn.own")} {...ROLES.cell}>{row.ownOre === null ? "–" : formatThousands(row.ownOre)}</td>
            </tr>
          );
        })}
      </tbody>
    </DataTable>
  );
}
