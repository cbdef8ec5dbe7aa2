import { RegisterTable } from "@/components/register-table";
import type { PlainDate } from "@/domain/plain-date";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { writeInfluenceFilter, type InfluenceFilter, type InfluenceKind, type InfluenceSort } from "../influence/schema";

interface Row {
  id: string;
  itemId: string;
  item: string;
  title: string;
  kind: InfluenceKind;
  actedOn: PlainDate;
  unit: string;
  priority: string | null;
}

/** A page of what was done to influence, each leading to what it was about; headings sort. */
export function InfluenceTable({ rows, filter, caption, words }: { rows: readonly Row[]; filter: InfluenceFilter; caption: string; words: Words }) {
  const heading = (sort: InfluenceSort) => ({
    label: words(`influence.column.${sort}`),
    href: `/eu-monitoring/influence${writeInfluenceFilter(filter, { sort, descending: filter.sort === sort ? !filter.descending : sort === "acted", page: 1 })}`,
    ...(filter.sort === sort ? { sorted: filter.descending ? ("descending" as const) : ("ascending" as const) } : {}),
  });
  return (
    <RegisterTable
      caption={caption}
      hideCaption
      name={heading("title")}
      columns={[{ label: words("influence.column.kind"), kind: "date" }, { label: words("influence.column.priority"), kind: "full" }, { ...heading("unit"), kind: "full" }, { ...heading("acted"), kind: "date" }]}
      lines={rows.map((row) => [`/eu-monitoring/${row.itemId}#action-${row.id}`, row.title, row.item, "", words(`influence.kind.${row.kind}`), row.priority ?? ["missing", words("influence.serves.NONE")], row.unit, formatDate(row.actedOn, words.locale)])}
    />
  );
}
