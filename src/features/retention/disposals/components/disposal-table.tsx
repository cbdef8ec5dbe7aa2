import { DataTable, ROLES } from "@/components/data-table";
import { Status, type StatusKind } from "@/components/status";
import { dateInStockholm } from "@/domain/plain-date";
import { formatCount, formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import type { DisposalState } from "../schema";

interface Row {
  id: string;
  kind: string;
  state: DisposalState;
  proposedAt: Date;
  decidedBy: string | null;
  caseNumber: string | null;
  total: number;
  disposed: number;
  left: number;
}

const KINDS: Readonly<Record<DisposalState, StatusKind>> = { PROPOSED: "todo", DECIDED: "going", CARRIED_OUT: "done", WITHDRAWN: "none" };

/** How far a disposal has come, in a word: one that is decided may have been begun. */
export function DisposalStatus({ state, disposed, left, words }: Pick<Row, "state" | "disposed" | "left"> & { words: Words }) {
  return <Status kind={KINDS[state]}>{words(state === "DECIDED" && disposed + left > 0 ? "disposals.begun" : `disposals.state.${state}`)}</Status>;
}

/** The disposals with how far each has come; as cards on a phone. */
export function DisposalTable({ rows, caption, words }: { rows: readonly Row[]; caption: string; words: Words }) {
  const label = (name: string) => words(`disposals.column.${name}`);
  return (
    <DataTable caption={caption} hideCaption>
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          {["disposal", "decision", "state"].map((name) => <th key={name} {...ROLES.head}>{label(name)}</th>)}
          <th className="r" {...ROLES.head}>{label("records")}</th>
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {rows.map((row) => (
          <tr key={row.id} {...ROLES.row}>
            <th {...ROLES.name}>
              <a href={`/retention/disposals/${row.id}`}>{words("disposals.ofKind", { kind: words(`documents.with.${row.kind}`) })}<span className="vh"> {formatDate(dateInStockholm(row.proposedAt), words.locale)}</span></a>
              <small>{formatDate(dateInStockholm(row.proposedAt), words.locale)}</small>
            </th>
            <td className="full" {...ROLES.cell}>{row.decidedBy === null ? words("disposals.noDecision") : row.decidedBy}{row.caseNumber === null ? null : <small>{row.caseNumber}</small>}</td>
            <td className="full" {...ROLES.cell}><DisposalStatus state={row.state} disposed={row.disposed} left={row.left} words={words} /></td>
            <td className="r" data-label={label("records")} {...ROLES.cell}>{formatCount(row.total)}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
