import { DataTable, ROLES } from "@/components/data-table";
import { formatInstant } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { describeAct, describeKind, type DescribedEntry } from "../rules";
import { writeAuditFilter, type AuditFilter } from "../schema";

interface Props {
  rows: readonly DescribedEntry[];
  filter: AuditFilter;
  words: Words;
}

/** Who did it, as a name or as the program. */
export function nameActor({ actorId, actorName }: Pick<DescribedEntry, "actorId" | "actorName">, words: Words): string {
  return actorName ?? words(actorId === null ? "auditLog.program" : "auditLog.erased");
}

/** A page of the log: when, who and for whom, what, which record and under which reference. */
export function AuditTable({ rows, filter, words }: Props) {
  const column = (name: string) => words(`auditLog.column.${name}`);
  const only = (changes: Partial<AuditFilter>) => `/audit-log${writeAuditFilter(filter, { before: null, after: null, ...changes })}`;
  return (
    <DataTable caption={words("auditLog.caption")} hideCaption cards="plain">
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          {["what", "at", "who", "record", "reference"].map((name) => (
            <th key={name} {...ROLES.head}>{column(name)}</th>
          ))}
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {rows.map((row) => (
          <tr key={row.seq} id={`e${row.seq}`} {...ROLES.row}>
            <th {...ROLES.name} data-label={column("what")}>{describeAct(row.action, words)}</th>
            <td className="num" data-label={column("at")} {...ROLES.cell}>
              <time dateTime={row.at.toISOString()}>{formatInstant(row.at, words.locale)}</time>
            </td>
            <td data-label={column("who")} {...ROLES.cell}>
              {nameActor(row, words)}
              {row.onBehalf ? <small className="block">{row.unit === null ? words("auditLog.onBehalf") : words("auditLog.onBehalfOf", { unit: row.unit })}</small> : null}
            </td>
            <td data-label={column("record")} {...ROLES.cell}>
              {row.path === null || row.title === null ? describeKind(row.subjectKind, words) : <a href={row.path}>{row.title}</a>}
              <small className="block break-words">
                {row.title === null ? row.subjectId : describeKind(row.subjectKind, words)}
                {row.unit === null || row.onBehalf ? null : `, ${row.unit}`}
              </small>
              {row.subjectId === null || filter.recordId === row.subjectId ? null : (
                <small className="block">
                  <a href={only({ recordId: row.subjectId })} aria-label={words("auditLog.onlyThis", { title: row.title ?? row.subjectId })}>{words("auditLog.onlyRecord")}</a>
                </small>
              )}
            </td>
            <td className="num" data-label={column("reference")} {...ROLES.cell}>{row.requestId === null ? "–" : <a href={only({ reference: row.requestId })}>{row.requestId}</a>}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
