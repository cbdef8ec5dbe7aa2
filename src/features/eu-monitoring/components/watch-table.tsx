import { DataTable, ROLES } from "@/components/data-table";
import type { Words } from "@/messages/words";
import { readInfluenceFilter, writeInfluenceFilter } from "../influence/schema";
import type { UnitWatch } from "../rules";
import { readItemFilter, writeItemFilter, type ItemFilter } from "../schema";

/** Unit by unit what was followed in a year, how ready the units are and what they did to influence it; each figure leads to the records behind it. */
export function WatchTable({ units, year, caption, words }: { units: readonly UnitWatch[]; year: number; caption: string; words: Words }) {
  const items = (changes: Partial<ItemFilter>) => (unitId: string | null) => `/eu-monitoring${writeItemFilter(readItemFilter({}).filter, { year, unitId, ...changes })}`;
  const actions = (serves: "PRIORITY" | null) => (unitId: string | null) => `/eu-monitoring/influence${writeInfluenceFilter(readInfluenceFilter({}).filter, { year, unitId, serves })}`;
  const COLUMNS: readonly { key: Exclude<keyof UnitWatch, "unit" | "unitId">; path: (unitId: string | null) => string }[] = [
    { key: "items", path: items({}) },
    { key: "unassigned", path: items({ lacks: "RESPONSIBLE" }) },
    { key: "ready", path: items({ ready: true }) },
    { key: "unready", path: items({ lacks: "READINESS" }) },
    { key: "actions", path: actions(null) },
    { key: "inPriorities", path: actions("PRIORITY") },
  ];
  const heading = (key: string) => words(`euMonitoring.sums.${key}`);
  const cell = (count: number, path: string) => (count === 0 ? "0" : <a href={path}>{String(count)}</a>);
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
            {COLUMNS.map(({ key, path }) => <td key={key} className="r" data-label={heading(key)} {...ROLES.cell}>{cell(unit[key], path(unit.unitId))}</td>)}
          </tr>
        ))}
      </tbody>
      <tfoot {...ROLES.group}>
        <tr {...ROLES.row}>
          <th {...ROLES.name}>{heading("sum")}</th>
          {COLUMNS.map(({ key, path }) => <td key={key} className="r" data-label={heading(key)} {...ROLES.cell}>{cell(units.reduce((sum, unit) => sum + unit[key], 0), path(null))}</td>)}
        </tr>
      </tfoot>
    </DataTable>
  );
}
