import { DataTable, ROLES } from "@/components/data-table";
import { RegisterTable } from "@/components/register-table";
import type { PlainDate } from "@/domain/plain-date";
import { formatCount, formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { readInformationFilter, writeInformationFilter, type InformationFilter, type InformationKind, type InformationSort } from "../information/schema";
import type { UnitInformation } from "../rules";

interface Row {
  id: string;
  title: string;
  kind: InformationKind;
  heldOn: PlainDate;
  reached: number | null;
  unit: string;
  opportunity: string | null;
}

/** A page of the information logs, as cards on a phone; headings sort. */
export function InformationTable({ rows, filter, caption, words }: { rows: readonly Row[]; filter: InformationFilter; caption: string; words: Words }) {
  const heading = (sort: InformationSort) => ({
    label: words(`information.column.${sort}`),
    href: `/opportunities/information${writeInformationFilter(filter, { sort, descending: filter.sort === sort ? !filter.descending : sort === "held", page: 1 })}`,
    ...(filter.sort === sort ? { sorted: filter.descending ? ("descending" as const) : ("ascending" as const) } : {}),
  });
  return (
    <RegisterTable
      caption={caption}
      hideCaption
      name={heading("title")}
      columns={[{ label: words("information.column.kind"), kind: "full" }, { ...heading("unit"), kind: "full" }, { label: words("information.column.reached"), kind: "amount" }, { ...heading("held"), kind: "date" }]}
      lines={rows.map((row) => [
        `/opportunities/information/${row.id}`,
        row.title,
        row.opportunity === null || row.opportunity === row.title ? "" : row.opportunity,
        "",
        words(`information.kind.${row.kind}`),
        row.unit,
        row.reached === null ? "–" : formatCount(row.reached),
        formatDate(row.heldOn, words.locale),
      ])}
    />
  );
}

/** Unit by unit what was told in a year and how many it reached; the counts lead to the entries behind them. */
export function InformationSums({ units, year, caption, words }: { units: readonly UnitInformation[]; year: number; caption: string; words: Words }) {
  const path = (unitId: string | null, kind: InformationKind | null) => `/opportunities/information${writeInformationFilter(readInformationFilter({}).filter, { year, unitId, kind })}`;
  const COLUMNS = [
    { key: "activities", to: (unitId: string | null) => path(unitId, null) },
    { key: "forwarded", to: (unitId: string | null) => path(unitId, "FORWARDED") },
    { key: "reached", to: null },
  ] as const;
  const heading = (key: string) => words(`information.sums.${key}`);
  const cell = (count: number, href: string | null) => (count === 0 || href === null ? formatCount(count) : <a href={href}>{formatCount(count)}</a>);
  return (
    <DataTable caption={caption} hideCaption cards="sum">
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          <th {...ROLES.head}>{heading("unit")}</th>
          {COLUMNS.map(({ key }) => <th key={key} className="r" {...ROLES.head}>{heading(key)}</th>)}
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {units.map((unit) => (
          <tr key={unit.unitId} {...ROLES.row}>
            <th {...ROLES.name}>{unit.unit}</th>
            {COLUMNS.map(({ key, to }) => <td key={key} className="r" data-label={heading(key)} {...ROLES.cell}>{cell(unit[key], to?.(unit.unitId) ?? null)}</td>)}
          </tr>
        ))}
      </tbody>
      <tfoot {...ROLES.group}>
        <tr {...ROLES.row}>
          <th {...ROLES.name}>{heading("sum")}</th>
          {COLUMNS.map(({ key, to }) => <td key={key} className="r" data-label={heading(key)} {...ROLES.cell}>{cell(units.reduce((sum, unit) => sum + unit[key], 0), to?.(null) ?? null)}</td>)}
        </tr>
      </tfoot>
    </DataTable>
  );
}
