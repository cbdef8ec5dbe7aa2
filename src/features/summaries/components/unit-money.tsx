import { DataTable } from "@/components/data-table";
import { formatThousands } from "@/domain/money";
import type { Words } from "@/messages/words";
import { moneyPath, type MoneyAbout } from "../schema";
import type { UnitMoney } from "../service";

/** A unit's money year by year, and what was logged for whole periods in the year at hand; each sum leads to its projects. */
export function UnitMoneyTable({ year, unitId, rows, words }: { year: number; unitId: string; rows: readonly UnitMoney[]; words: Words }) {
  const amount = (ore: string, of: number, what: MoneyAbout) => (
    <td className="r">{BigInt(ore) === 0n ? "0" : <a href={moneyPath(of, unitId, what)}>{formatThousands(BigInt(ore))}</a>}</td>
  );
  const now = rows.find((row) => row.year === year);
  const hasPeriods = now !== undefined && (BigInt(now.periodExternalOre) > 0n || BigInt(now.periodOwnOre) > 0n);
  return (
    <DataTable caption={words("summaries.unitMoney.caption")} hideCaption cards="none">
      <thead>
        <tr>
          {["year", "external", "own"].map((name) => <th key={name} scope="col" className={name === "year" ? undefined : "r"}>{words(`summaries.column.${name}`)}</th>)}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.year}>
            <th scope="row">{row.year}</th>
            {amount(row.externalOre, row.year, "year")}
            {amount(row.ownOre, row.year, "year")}
          </tr>
        ))}
        {hasPeriods ? (
          <tr>
            <th scope="row">{words("summaries.unitMoney.periods")}</th>
            {amount(now.periodExternalOre, year, "period")}
            {amount(now.periodOwnOre, year, "period")}
          </tr>
        ) : null}
      </tbody>
    </DataTable>
  );
}
