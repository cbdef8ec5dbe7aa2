import { DataTable, ROLES } from "@/components/data-table";
import { Status, type StatusKind } from "@/components/status";
import type { PlainDate } from "@/domain/plain-date";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import type { DisposalObstacle, DisposalOutcome } from "../schema";

interface Row {
  id: string;
  subjectId: string;
  title: string | null;
  unit: string | null;
  endedOn: PlainDate;
  keptUntil: PlainDate;
  outcome: DisposalOutcome | null;
  obstacle: DisposalObstacle | null;
}

const KINDS: Readonly<Record<DisposalOutcome | "WAITING", StatusKind>> = { DISPOSED: "done", LEFT: "going", WAITING: "todo" };

/** The records of a disposal with what became of each, and why one was left; as cards on a phone. */
export function ProtocolTable({ rows, pathOf, caption, words }: { rows: readonly Row[]; pathOf: (id: string) => string; caption: string; words: Words }) {
  const label = (name: string) => words(`disposals.column.${name}`);
  return (
    <DataTable caption={caption} hideCaption>
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          {["record", "unit", "ended", "keptUntil", "outcome"].map((name) => <th key={name} {...ROLES.head}>{label(name)}</th>)}
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {rows.map((row) => (
          <tr key={row.id} {...ROLES.row}>
            <th {...ROLES.name}>
              {row.outcome === "DISPOSED" ? words("disposals.gone") : row.title === null ? words("disposals.hidden") : <a href={pathOf(row.subjectId)}>{row.title}</a>}
              {row.outcome === "DISPOSED" ? <small className="break-all">{row.subjectId}</small> : null}
            </th>
            <td className="full" {...ROLES.cell}>{row.unit ?? words("retention.noUnit")}</td>
            <td className="num" data-label={label("ended")} {...ROLES.cell}>{formatDate(row.endedOn, words.locale)}</td>
            <td className="num" data-label={label("keptUntil")} {...ROLES.cell}>{formatDate(row.keptUntil, words.locale)}</td>
            <td className="full" {...ROLES.cell}>
              <Status kind={KINDS[row.outcome ?? "WAITING"]}>{words(`disposals.outcome.${row.outcome ?? "WAITING"}`)}</Status>
              {row.obstacle === null ? null : <small>{words(`disposals.obstacle.${row.obstacle}`)}</small>}
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
