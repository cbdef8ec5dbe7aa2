import { DataTable, ROLES } from "@/components/data-table";
import type { Words } from "@/messages/words";
import { hitRate, type TakerOutcome } from "../rules";
import { readInitiativeFilter, writeInitiativeFilter, type InitiativeFilter } from "../schema";

const COLUMNS: readonly { key: string; count: (taker: TakerOutcome) => number; filter: Partial<InitiativeFilter> }[] = [
  { key: "all", count: ({ count }) => count, filter: {} },
  { key: "applied", count: ({ applied }) => applied, filter: { applied: true } },
  { key: "obtained", count: ({ obtained }) => obtained, filter: { funding: "OBTAINED" } },
  { key: "projects", count: ({ projects }) => projects, filter: { project: true } },
];

/** Who took the initiatives of a year, and what became of theirs (V20d); each figure leads to the initiatives behind it. */
export function TakerTable({ takers, year, words }: { takers: readonly TakerOutcome[]; year: number; words: Words }) {
  const heading = (key: string) => words(`initiatives.outcomes.column.${key}`);
  const link = (count: number, changes: Partial<InitiativeFilter>) => (count === 0 ? "0" : <a href={`/initiatives${writeInitiativeFilter(readInitiativeFilter({}).filter, { year, ...changes })}`}>{String(count)}</a>);
  return (
    <DataTable caption={words("initiatives.field.takenBy")} hideCaption cards="sum">
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          <th {...ROLES.head}>{words("initiatives.outcomes.taker")}</th>
          {[...COLUMNS.map(({ key }) => key), "rate"].map((key) => <th key={key} className="r" {...ROLES.head}>{heading(key)}</th>)}
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {takers.map((taker) => {
          const takenBy = taker.takenBy ?? "UNKNOWN";
          const rate = hitRate(taker);
          return (
            <tr key={takenBy} {...ROLES.row}>
              <th {...ROLES.name}>{words(`initiatives.takenBy.${takenBy}`)}</th>
              {COLUMNS.map(({ key, count, filter }) => <td key={key} className="r" data-label={heading(key)} {...ROLES.cell}>{link(count(taker), { ...filter, takenBy })}</td>)}
              <td className="r" data-label={heading("rate")} {...ROLES.cell}>{rate === null ? words("initiatives.outcomes.noRate") : words("initiatives.outcomes.rateOf", { hits: rate.hits, of: rate.of })}</td>
            </tr>
          );
        })}
      </tbody>
    </DataTable>
  );
}
