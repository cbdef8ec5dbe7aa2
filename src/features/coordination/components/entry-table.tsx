import { RegisterTable } from "@/components/register-table";
import type { PlainDate } from "@/domain/plain-date";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import type { CoordinationKind, EntryFilter, EntrySort } from "../schema";
import { writeEntryFilter } from "../schema";
import { describeState } from "./entry-state";

interface Row {
  id: string;
  kind: CoordinationKind;
  notedOn: PlainDate;
  title: string;
  responsible: string;
  units: readonly string[];
  dueOn: PlainDate | null;
  doneOn: PlainDate | null;
}

/** A page of the log, as cards on a phone; headings sort. */
export function EntryTable({ rows, filter, caption, today, words }: { rows: readonly Row[]; filter: EntryFilter; caption: string; today: PlainDate; words: Words }) {
  const heading = (sort: EntrySort) => ({
    label: words(`coordination.column.${sort}`),
    href: `/coordination${writeEntryFilter(filter, { sort, descending: filter.sort === sort ? !filter.descending : sort === "noted", page: 1 })}`,
    ...(filter.sort === sort ? { sorted: filter.descending ? ("descending" as const) : ("ascending" as const) } : {}),
  });
  const dueOf = (row: Row) => {
    if (row.kind !== "TASK") return "–";
    if (row.doneOn !== null) return words("coordination.finishedOn", { day: formatDate(row.doneOn, words.locale) });
    return row.dueOn === null ? words("coordination.noDue") : formatDate(row.dueOn, words.locale);
  };
  return (
    <RegisterTable
      caption={caption}
      name={heading("title")}
      columns={[
        { ...heading("responsible"), kind: "full" },
        { label: words("coordination.column.state"), kind: "full" },
        { ...heading("noted"), kind: "date" },
        { ...heading("due"), kind: "date" },
      ]}
      lines={rows.map((row) => [
        `/coordination/${row.id}`,
        row.title,
        [words(`coordination.kind.${row.kind}`), ...row.units].join(", "),
        "",
        row.responsible,
        describeState(row, today, words),
        formatDate(row.notedOn, words.locale),
        dueOf(row),
      ])}
    />
  );
}
