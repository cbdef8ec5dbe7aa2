import { RegisterTable } from "@/components/register-table";
import { dateInStockholm } from "@/domain/plain-date";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { writeDocumentFilter, type DocumentFilter, type DocumentSort } from "../schema";
import type { DocumentRow } from "../service";

/** A page of documents, as cards on a phone; headings sort. */
export function DocumentTable({ rows, filter, caption, words }: { rows: readonly DocumentRow[]; filter: DocumentFilter; caption: string; words: Words }) {
  const heading = (sort: DocumentSort) => ({
    label: words(`documents.column.${sort}`),
    href: `/documents${writeDocumentFilter(filter, { sort, descending: filter.sort === sort ? !filter.descending : sort === "added" || sort === "dated", page: 1 })}`,
    ...(filter.sort === sort ? { sorted: filter.descending ? ("descending" as const) : ("ascending" as const) } : {}),
  });
  return (
    <RegisterTable
      caption={caption}
      hideCaption
      name={heading("title")}
      columns={[
        { ...heading("kind"), kind: "date" },
        { label: words("documents.column.holder"), kind: "full" },
        { label: words("documents.column.unit"), kind: "full" },
        { ...heading("dated"), kind: "date" },
        { ...heading("added"), kind: "date" },
      ]}
      lines={rows.map((row) => [
        `/documents/${row.id}`,
        row.title,
        [row.caseNumber, row.registeredIn].filter((part) => part !== null).join(", "),
        "",
        words(`documents.kind.${row.kind}`),
        row.holderTitle,
        row.unit ?? "",
        row.documentOn === null ? "" : formatDate(row.documentOn, words.locale),
        formatDate(dateInStockholm(row.addedAt), words.locale),
      ])}
    />
  );
}
