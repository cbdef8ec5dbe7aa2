import { DataTable, ROLES } from "@/components/data-table";
import type { PlainDate } from "@/domain/plain-date";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";

interface Span {
  from: PlainDate | null;
  to: PlainDate | null;
}

/** A time in words: from a day, until a day, or without known ends. */
export function describeSpan(span: Span, words: Words): string {
  const [from, to] = [span.from, span.to].map((date) => (date === null ? null : formatDate(date, words.locale)));
  if (from && to) return words("bodies.spanBoth", { from, to });
  if (from) return words("bodies.spanFrom", { from });
  return to ? words("bodies.spanTo", { to }) : words("bodies.spanAlways");
}

/** What a body has been called, and where it has lain, each with its time. */
export function BodyTimes({ caption, head, rows, words }: { caption: string; head: string; rows: (Span & { id: string; name: string; href?: string | undefined; note?: string | null })[]; words: Words }) {
  return (
    <DataTable caption={caption} hideCaption cards="plain">
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          <th {...ROLES.head}>{head}</th>
          <th {...ROLES.head}>{words("bodies.time")}</th>
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {rows.map((row) => (
          <tr key={row.id} {...ROLES.row}>
            <th {...ROLES.name}>
              {row.href === undefined ? row.name : <a href={row.href}>{row.name}</a>}
              {row.note ? <small>{row.note}</small> : null}
            </th>
            <td {...ROLES.cell} data-label={words("bodies.time")}>
              {describeSpan(row, words)}
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
