import { DataTable, ROLES } from "@/components/data-table";
import { formatCount } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { describeRule } from "../report";
import type { KindRule } from "../rules";

interface Row extends KindRule {
  hasEnd: boolean;
  isDemonstration: boolean;
  free: number;
  held: number;
}

/** What holds for each kind of record, where it stands and how sure that is, and what it comes to today; as cards on a phone. */
export function RuleTable({ rows, mayDecide, caption, words }: { rows: readonly Row[]; mayDecide: boolean; caption: string; words: Words }) {
  const label = (name: string) => words(`retention.column.${name}`);
  return (
    <DataTable caption={caption} hideCaption>
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          {["kind", "rule", "from", "source"].map((name) => <th key={name} {...ROLES.head}>{label(name)}</th>)}
          {["free", "held"].map((name) => <th key={name} className="r" {...ROLES.head}>{label(name)}</th>)}
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {rows.map((row) => (
          <tr key={row.kind} {...ROLES.row}>
            <th {...ROLES.name}>
              {mayDecide ? <a href={`/retention/rules/${row.kind}`}>{words(`documents.with.${row.kind}`)}</a> : words(`documents.with.${row.kind}`)}
            </th>
            <td className={row.years === null ? "full whitespace-nowrap" : "full"} {...ROLES.cell}>{describeRule(row, words)}</td>
            <td className="full" {...ROLES.cell}>{row.outcome !== "DISPOSE" ? null : words(`retention.from.${row.kind}`)}</td>
            <td className="full" {...ROLES.cell}>
              {row.source === null ? words("retention.noSource") : row.source}
              {row.certainty === null || row.origin === null ? null : <small>{row.isDemonstration ? words("retention.demonstration") : `${words(`retention.origin.${row.origin}`)}. ${words(`retention.certainty.${row.certainty}`)}.`}</small>}
            </td>
            <td className="r" data-label={label("free")} {...ROLES.cell}>{row.outcome === "DISPOSE" && row.free > 0 ? <a href={`/retention/due?kind=${row.kind}&state=FREE`}>{formatCount(row.free)}</a> : formatCount(row.free)}</td>
            <td className="r" data-label={label("held")} {...ROLES.cell}>{row.outcome === "DISPOSE" && row.held > 0 ? <a href={`/retention/due?kind=${row.kind}&state=HELD`}>{formatCount(row.held)}</a> : formatCount(row.held)}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
