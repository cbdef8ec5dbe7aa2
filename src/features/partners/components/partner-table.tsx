import { RegisterTable } from "@/components/register-table";
import type { PlainDate } from "@/domain/plain-date";
import { formatCountry } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { standingOf } from "../rules";
import { PARTNER_COLUMNS, writePartnerFilter, type PartnerFilter, type PartnerKind, type PartnerSort } from "../schema";

interface Row {
  id: string;
  kind: PartnerKind;
  name: string;
  country: string;
  place: string | null;
  otherNames: readonly string[];
  mergedInto: string | null;
  endedOn: PlainDate | null;
}

/** A page of the register, as cards on a phone; headings sort. */
export function PartnerTable({ rows, filter, caption, today, words }: { rows: readonly Row[]; filter: PartnerFilter; caption: string; today: PlainDate; words: Words }) {
  const heading = (sort: PartnerSort) => ({
    label: words(`partners.column.${sort}`),
    href: `/partners${writePartnerFilter(filter, { sort, descending: filter.sort === sort && !filter.descending, page: 1 })}`,
    ...(filter.sort === sort ? { sorted: filter.descending ? ("descending" as const) : ("ascending" as const) } : {}),
  });
  const under = (row: Row) => {
    const standing = standingOf({ mergedIntoId: row.mergedInto, endedOn: row.endedOn }, today);
    const what = standing === "THERE" ? [] : [standing === "MERGED" ? words("partners.isNow", { name: row.mergedInto ?? "" }) : words("partners.standing.ENDED")];
    return [...what, ...row.otherNames.slice(0, 4)].join(", ");
  };
  return (
    <RegisterTable
      caption={caption}
      name={heading("name")}
      columns={[
        { ...heading("kind"), key: "kind", kind: "full" },
        { ...heading("place"), key: "place", kind: "full" },
        { ...heading("country"), key: "country", kind: "full" },
      ]}
      shown={filter.columns ?? PARTNER_COLUMNS.usual}
      lines={rows.map((row) => [`/partners/${row.id}`, row.name, under(row), "", words(`partners.kind.${row.kind}`), row.place ?? "–", formatCountry(row.country, words.locale)])}
    />
  );
}
