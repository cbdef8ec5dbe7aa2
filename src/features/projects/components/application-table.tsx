import { DataTable, ROLES } from "@/components/data-table";
import type { Words } from "@/messages/words";
import { readProjectFilter, writeProjectFilter, type ApplicationState } from "../schema";

interface Applications {
  unitId: string;
  unit: string;
  sent: number;
  waiting: number;
  granted: number;
  rejected: number;
}

const COLUMNS: readonly { state: ApplicationState; count: (row: Omit<Applications, "unitId" | "unit">) => number }[] = [
  { state: "SENT", count: ({ sent }) => sent },
  { state: "WAITING", count: ({ waiting }) => waiting },
  { state: "GRANTED", count: ({ granted }) => granted },
  { state: "REJECTED", count: ({ rejected }) => rejected },
];

/** Unit by unit the applications of a year and what was answered; each figure leads to the projects behind it. */
export function ApplicationTable({ units, year, words }: { units: readonly Applications[]; year: number; words: Words }) {
  const link = (count: number, application: ApplicationState, unitId: string | null) => (count === 0 ? "0" : <a href={`/projects${writeProjectFilter(readProjectFilter({}).filter, { appliedIn: year, application, unitId })}`}>{String(count)}</a>);
  const rate = ({ granted, rejected }: Pick<Applications, "granted" | "rejected">) => (granted + rejected === 0 ? words("projects.applications.noRate") : words("projects.applications.rateOf", { hits: granted, of: granted + rejected }));
  const heading = (state: string) => words(`projects.applications.column.${state}`);
  const sum = (count: (row: Applications) => number) => units.reduce((all, unit) => all + count(unit), 0);
  const cells = (row: Omit<Applications, "unitId" | "unit">, unitId: string | null) => (
    <>
      {COLUMNS.map(({ state, count }) => <td key={state} className="r" data-label={heading(state)} {...ROLES.cell}>{link(count(row), state, unitId)}</td>)}
      <td className="r" data-label={heading("rate")} {...ROLES.cell}>{rate(row)}</td>
    </>
  );
  return (
    <DataTable caption={words("projects.applications.caption", { year: String(year) })} hideCaption cards="sum">
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          <th {...ROLES.head}>{heading("unit")}</th>
          {[...COLUMNS.map(({ state }) => state), "rate"].map((key) => <th key={key} className="r" {...ROLES.head}>{heading(key)}</th>)}
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {units.map((unit) => (
          <tr key={unit.unitId} {...ROLES.row}>
            <th {...ROLES.name}>{unit.unit}</th>
            {cells(unit, unit.unitId)}
          </tr>
        ))}
      </tbody>
      <tfoot {...ROLES.group}>
        <tr {...ROLES.row}>
          <th {...ROLES.name}>{heading("sum")}</th>
          {cells({ sent: sum(({ sent }) => sent), waiting: sum(({ waiting }) => waiting), granted: sum(({ granted }) => granted), rejected: sum(({ rejected }) => rejected) }, null)}
        </tr>
      </tfoot>
    </DataTable>
  );
}
