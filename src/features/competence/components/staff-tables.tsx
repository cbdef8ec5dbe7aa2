import { DataTable, ROLES } from "@/components/data-table";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { formatCount, formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { readStaffFilter, writeStaffFilter } from "../staff/schema";

interface Numbers {
  offered: number;
  tookPart: number;
}

/** Unit by unit how much was offered to other staff in a year and how many took part; each figure leads to the list that it sums. */
export function UnitStaffTable({ units, year, until, caption, words }: { units: readonly (Numbers & { unitId: string; unit: string; offers: number })[]; year: number; until: PlainDate | null; caption: string; words: Words }) {
  const heading = (key: string) => words(`staffParticipations.column.${key}`);
  const list = (unitId: string | null) => `/competence/staff${writeStaffFilter(readStaffFilter({}).filter, { year, until, unitId })}`;
  const keys = ["offers", "offered", "tookPart"] as const;
  return (
    <DataTable caption={caption} hideCaption cards="sum">
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          <th {...ROLES.head}>{heading("unit")}</th>
          {keys.map((key) => <th key={key} className="r" {...ROLES.head}>{heading(key)}</th>)}
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {units.map((unit) => (
          <tr key={unit.unitId} {...ROLES.row}>
            <th {...ROLES.name}>{unit.unit}</th>
            {keys.map((key) => <td key={key} className="r" data-label={heading(key)} {...ROLES.cell}><a href={list(unit.unitId)}>{formatCount(unit[key])}</a></td>)}
          </tr>
        ))}
      </tbody>
      <tfoot {...ROLES.group}>
        <tr {...ROLES.row}>
          <th {...ROLES.name}>{heading("sum")}</th>
          {keys.map((key) => <td key={key} className="r" data-label={heading(key)} {...ROLES.cell}><a href={list(null)}>{formatCount(units.reduce((sum, unit) => sum + unit[key], 0))}</a></td>)}
        </tr>
      </tfoot>
    </DataTable>
  );
}

/** A page of the units' numbers, each leading to its activity, with what they come to in all. */
export function StaffTable({ rows, sum, caption, words }: { rows: readonly (Numbers & { activityId: string; title: string; startsAt: Date; unitId: string; unit: string })[]; sum: Numbers; caption: string; words: Words }) {
  const heading = (key: string) => words(`staffParticipations.column.${key}`);
  return (
    <DataTable caption={caption} hideCaption cards="sum">
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          <th {...ROLES.head}>{heading("activity")}</th>
          <th {...ROLES.head}>{heading("unit")}</th>
          {["offered", "tookPart"].map((key) => <th key={key} className="r" {...ROLES.head}>{heading(key)}</th>)}
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {rows.map((row) => (
          <tr key={`${row.activityId} ${row.unitId}`} {...ROLES.row}>
            <th {...ROLES.name}><a href={`/competence/${row.activityId}#staff`}>{row.title}</a><small>{formatDate(dateInStockholm(row.startsAt), words.locale)}</small></th>
            <td data-label={heading("unit")} {...ROLES.cell}>{row.unit}</td>
            <td className="r" data-label={heading("offered")} {...ROLES.cell}>{formatCount(row.offered)}</td>
            <td className="r" data-label={heading("tookPart")} {...ROLES.cell}>{formatCount(row.tookPart)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot {...ROLES.group}>
        <tr {...ROLES.row}>
          <th {...ROLES.name}>{heading("sumAll")}</th>
          <td {...ROLES.cell} />
          <td className="r" data-label={heading("offered")} {...ROLES.cell}>{formatCount(sum.offered)}</td>
          <td className="r" data-label={heading("tookPart")} {...ROLES.cell}>{formatCount(sum.tookPart)}</td>
        </tr>
      </tfoot>
    </DataTable>
  );
}
