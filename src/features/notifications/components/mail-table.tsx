import { DataTable, ROLES } from "@/components/data-table";
import { OneButton } from "@/components/one-button";
import { Status, type StatusKind } from "@/components/status";
import { formatInstant } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { resend } from "../mails/actions";
import type { MailRow } from "../mails/service";
import type { MailState } from "../mails/schema";

const LOOKS: Readonly<Record<MailState, StatusKind>> = { QUEUED: "todo", SENDING: "going", SENT: "done", FAILED: "late", DEAD: "missing" };

function sayState({ state, failure, response, nextTryAt, sentAt }: MailRow, words: Words): string[] {
  const when = (instant: Date) => formatInstant(instant, words.locale);
  return [
    ...(failure === null ? [] : [words(`mails.failure.${failure}`)]),
    ...(response === null || response === "" || state === "SENT" ? [] : [words("mails.said", { response })]),
    ...(state === "FAILED" ? [words("mails.next", { when: when(nextTryAt) })] : []),
    ...(sentAt === null ? [] : [words("mails.sentAt", { when: when(sentAt) })]),
  ];
}

/** A page of the log of what is sent: to whom, of what, how it went, and a button that sends anew. */
export function MailTable({ rows, back, words }: { rows: readonly MailRow[]; back: string; words: Words }) {
  const column = (name: string) => words(`mails.column.${name}`);
  return (
    <DataTable caption={words("mails.caption")} cards="plain">
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          {["to", "what", "state", "created", "tries", "resend"].map((name) => (
            <th key={name} {...ROLES.head}>{column(name)}</th>
          ))}
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {rows.map((row) => (
          <tr key={row.id} {...ROLES.row}>
            <th {...ROLES.name} data-label={column("to")}>
              <a href={`/people/${row.personId}`}>{row.personName}</a>
              <small className="break-words">{row.messageId}</small>
            </th>
            <td data-label={column("what")} {...ROLES.cell}>
              {row.occasion === "NOTIFICATION" ? row.kinds.map((kind) => words(`mails.kind.${kind}`)).join(", ") || words("mails.occasion.NOTIFICATION") : words(`mails.occasion.${row.occasion}`)}
            </td>
            <td data-label={column("state")} {...ROLES.cell}>
              <Status kind={LOOKS[row.state]}>{words(`mails.state.${row.state}`)}</Status>
              {sayState(row, words).map((sentence) => (
                <small key={sentence} className="block break-words">{sentence}</small>
              ))}
            </td>
            <td data-label={column("created")} className="num" {...ROLES.cell}>{formatInstant(row.createdAt, words.locale)}</td>
            <td data-label={column("tries")} {...ROLES.cell}>{words("mails.tries", { count: row.attempts })}</td>
            <td data-label={column("resend")} {...ROLES.cell}>
              {row.state === "DEAD" || row.state === "FAILED" ? (
                <OneButton action={resend} fields={{ _back: back, id: row.id, _version: row.version }} label={words("mails.resend")} hiddenLabel={words("mails.resendTo", { name: row.personName })} variant="small" />
              ) : (
                "–"
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
