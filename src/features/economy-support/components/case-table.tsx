import { RegisterTable } from "@/components/register-table";
import type { PlainDate } from "@/domain/plain-date";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { stateOf, writeHours } from "../rules";
import { writeCaseFilter, type CaseFilter, type CaseSort } from "../schema";

interface Row {
  id: string;
  title: string;
  unit: string;
  askedOn: PlainDate;
  answeredOn: PlainDate | null;
  givenBy: string | null;
  hours: number | null;
}

/** A page of support cases, as cards on a phone; headings sort. */
export function CaseTable({ rows, filter, caption, words }: { rows: readonly Row[]; filter: CaseFilter; caption: string; words: Words }) {
  const heading = (sort: CaseSort) => ({
    label: words(`economySupport.column.${sort}`),
    href: `/economy-support${writeCaseFilter(filter, { sort, descending: filter.sort === sort ? !filter.descending : sort === "asked" || sort === "hours", page: 1 })}`,
    ...(filter.sort === sort ? { sorted: filter.descending ? ("descending" as const) : ("ascending" as const) } : {}),
  });
  return (
    <RegisterTable
      caption={caption}
      hideCaption
      name={heading("title")}
      columns={[{ label: words("economySupport.column.state"), kind: "date" }, { ...heading("unit"), kind: "full" }, { ...heading("hours"), kind: "amount" }, { ...heading("asked"), kind: "date" }]}
      lines={rows.map((row) => [
        `/economy-support/${row.id}`,
        row.title,
        row.givenBy ?? "",
        "",
        [stateOf(row) === "OPEN" ? "todo" : "done", words(`economySupport.state.${stateOf(row)}`)],
        row.unit,
        row.hours === null ? "" : writeHours(row.hours),
        formatDate(row.askedOn, words.locale),
      ])}
    />
  );
}
