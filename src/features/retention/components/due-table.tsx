import { DataTable, ROLES } from "@/components/data-table";
import { Status } from "@/components/status";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { describeKeeping } from "../report";
import type { DueRecord } from "../rules";

/** The records whose time is over, each with what said until when it was kept, and what keeps it still; as cards on a phone. */
export function DueTable({ rows, pathOf, ruleOf, mayHold, caption, words }: { rows: readonly DueRecord[]; pathOf: (kind: string, id: string) => string; ruleOf: (kind: string) => string; mayHold: boolean; caption: string; words: Words }) {
  const label = (name: string) => words(`retention.column.${name}`);
  return (
    <DataTable caption={caption} hideCaption>
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          {["record", "unit", "ended", "keptUntil", "decidedBy", "state"].map((name) => <th key={name} {...ROLES.head}>{label(name)}</th>)}
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {rows.map((row) => (
          <tr key={`${row.kind} ${row.id}`} {...ROLES.row}>
            <th {...ROLES.name}>
              <a href={pathOf(row.kind, row.id)}>{row.title}</a>
              <small>{words(`documents.with.${row.kind}`)}</small>
            </th>
            <td className="full" {...ROLES.cell}>{row.unit ?? words("retention.noUnit")}</td>
            <td className="num" data-label={label("ended")} {...ROLES.cell}>{formatDate(row.endedOn, words.locale)}</td>
            <td className="num" data-label={label("keptUntil")} {...ROLES.cell}>{formatDate(row.keptUntil, words.locale)}</td>
            <td className={row.decidedBy === "RULE" ? "full whitespace-nowrap" : "full"} {...ROLES.cell}>{words(`retention.decidedBy.${row.decidedBy}`)}{row.decidedBy === "RULE" ? <small>{ruleOf(row.kind)}</small> : null}</td>
            <td className="full" {...ROLES.cell}>
              {row.keptBy.length === 0 ? <Status kind="todo">{words("retention.state.FREE")}</Status> : null}
              {row.keptBy.map((keeping) => <Status key={describeKeeping(keeping, words)} kind="going">{describeKeeping(keeping, words)}</Status>)}
              {mayHold && !row.keptBy.some(({ by }) => by === "HOLD") ? <small className="whitespace-nowrap"><a href={`/retention/holds/new?kind=${row.kind}&id=${row.id}`}>{words("retention.holdThis")}<span className="vh"> {row.title}</span></a></small> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
