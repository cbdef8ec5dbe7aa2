import { DataTable, ROLES } from "@/components/data-table";
import { formatThousands } from "@/domain/money";
import { formatCount } from "@/lib/formats";
import type { Words } from "@/messages/words";
import type { MoneyAbout } from "../schema";
import type { MoneyPage } from "../service";

/** The projects behind a figure of money, largest first, with their sum. */
export function MoneyTable({ money, what, withUnits, words }: { money: MoneyPage; what: MoneyAbout; withUnits: boolean; words: Words }) {
  const say = (key: string, more?: Record<string, string | number>) => words(`summaries.money.${key}`, more);
  const column = (name: string) => words(`summaries.column.${name}`);
  const [external, own] = what === "period" ? [column("periodExternal"), column("periodOwn")] : [column("external"), column("own")];
  const cells = ({ externalOre, ownOre, unconvertedLines }: Pick<MoneyPage, "externalOre" | "ownOre" | "unconvertedLines">) =>
    what === "unconverted" ? (
      <td className="r" data-label={say("unconverted")} {...ROLES.cell}>{formatCount(unconvertedLines)}</td>
    ) : (
      <>
        <td className="r" data-label={external} {...ROLES.cell}>{formatThousands(BigInt(externalOre))}</td>
        <td className="r" data-label={own} {...ROLES.cell}>{formatThousands(BigInt(ownOre))}</td>
      </>
    );
  if (money.count === 0) return null;
  return (
    <>
      {money.count > money.rows.length ? <p className="meta">{say("more", { shown: money.rows.length, count: money.count })}</p> : null}
      <DataTable caption={say("caption")} hideCaption cards="sum">
        <thead {...ROLES.group}>
          <tr {...ROLES.row}>
            <th {...ROLES.head}>{column("project")}</th>
            {(what === "unconverted" ? [say("unconverted")] : [external, own]).map((label) => <th key={label} className="r" {...ROLES.head}>{label}</th>)}
          </tr>
        </thead>
        <tbody {...ROLES.group}>
          {money.rows.map((row) => (
            <tr key={row.id} {...ROLES.row}>
              <th {...ROLES.name}>
                <a href={`/projects/${row.id}`}>{row.title}</a>
                {withUnits ? <small>{row.unit}</small> : null}
              </th>
              {cells(row)}
            </tr>
          ))}
        </tbody>
        <tfoot {...ROLES.group}>
          <tr {...ROLES.row}>
            <th {...ROLES.name}>{words("summaries.sum")}</th>
            {cells(money)}
          </tr>
        </tfoot>
      </DataTable>
    </>
  );
}
