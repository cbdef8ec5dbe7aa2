import { DataTable, ROLES } from "@/components/data-table";
import type { Words } from "@/messages/words";
import { hitRate, type UnitOutcome } from "../rules";
import { readInitiativeFilter, writeInitiativeFilter, type InitiativeFilter } from "../schema";

/** Unit by unit what became of a year's initiatives; each figure leads to the initiatives behind it. */
export function OutcomeTable({ units, year, words }: { units: readonly UnitOutcome[]; year: number; words: Words }) {
  const COLUMNS: readonly { key: string; count: (unit: UnitOutcome) => number; filter: Partial<InitiativeFilter> }[] = [
    { key: "all", count: ({ all }) => all, filter: {} },
    { key: "triedCooperation", count: ({ triedCooperation }) => triedCooperation, filter: { tried: "COOPERATION" } },
    { key: "triedFunding", count: ({ triedFunding }) => triedFunding, filter: { tried: "FUNDING" } },
    { key: "applied", count: ({ applied }) => applied, filter: { applied: true } },
    { key: "obtained", count: ({ obtained }) => obtained, filter: { funding: "OBTAINED" } },
    { key: "projects", count: ({ projects }) => projects, filter: { project: true } },
  ];
  const rateOf = (unit: Pick<UnitOutcome, "obtained" | "refused">) => {
    const rate = hitRate(unit);
    return rate === null ? words("initiatives.outcomes.noRate") : words("initiatives.outcomes.rateOf", { hits: rate.hits, of: rate.of });
  };
  const sum = (count: (unit: UnitOutcome) => number) => units.reduce((all, unit) => all + count(unit), 0);
  const link = (count: number, changes: Partial<InitiativeFilter>) => (count === 0 ? "0" : <a href={`/initiatives${writeInitiativeFilter(readInitiativeFilter({}).filter, { year, ...changes })}`}>{String(count)}</a>);
  const heading = (key: string) => words(`initiatives.outcomes.column.${key}`);
  return (
    <DataTable caption={words("initiatives.outcomes.caption", { year: String(year) })} hideCaption cards="sum">
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          <th {...ROLES.head}>{heading("unit")}</th>
          {COLUMNS.map(({ key }) => <th key={key} className="r" {...ROLES.head}>{heading(key)}</th>)}
          <th className="r" {...ROLES.head}>{heading("rate")}</th>
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {units.map((unit) => (
          <tr key={unit.unitId} {...ROLES.row}>
            <th {...ROLES.name}>{unit.unit}</th>
            {COLUMNS.map(({ key, count, filter }) => <td key={key} className="r" data-label={heading(key)} {...ROLES.cell}>{link(count(unit), { ...filter, unitId: unit.unitId })}</td>)}
            <td className="r" data-label={heading("rate")} {...ROLES.cell}>{rateOf(unit)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot {...ROLES.group}>
        <tr {...ROLES.row}>
          <th {...ROLES.name}>{heading("sum")}</th>
          {COLUMNS.map(({ key, count, filter }) => <td key={key} className="r" data-label={heading(key)} {...ROLES.cell}>{link(sum(count), filter)}</td>)}
          <td className="r" data-label={heading("rate")} {...ROLES.cell}>{rateOf({ obtained: sum(({ obtained }) => obtained), refused: sum(({ refused }) => refused) })}</td>
        </tr>
      </tfoot>
    </DataTable>
  );
}
