import { RegisterTable } from "@/components/register-table";
import { formatAmount } from "@/domain/money";
import type { PlainDate } from "@/domain/plain-date";
import type { Words } from "@/messages/words";
import type { PublicVisit } from "../public/service";
import { writeDays } from "./visit-days";

/** A page of what anyone may read of visits: whom the municipality met and by whom, why, and what it cost. */
export function PublicTable({ rows, caption, today, words }: { rows: readonly PublicVisit[]; caption: string; today: PlainDate; words: Words }) {
  return (
    <RegisterTable
      caption={caption}
      hideCaption
      name={{ label: words("publicVisits.column.title") }}
      columns={[
        { label: words("publicVisits.column.met"), kind: "full" },
        { label: words("publicVisits.column.cost"), kind: "date" },
        { label: words("publicVisits.column.starts"), kind: "date" },
      ]}
      lines={rows.map((row) => [
        `/visits/${row.id}`,
        row.title,
        [words(`visits.direction.${row.direction}`), row.unit, row.purpose].filter((part) => part !== null).join(". "),
        "",
        describeMeeting(row, words),
        row.costOre === 0n ? words("publicVisits.noCost") : words("publicVisits.amount", { amount: formatAmount(row.costOre) }),
        writeDays(row, today, words.locale),
      ])}
    />
  );
}

/** Who met whom: those who came or were called on, how many, and the elected who represented the municipality. */
function describeMeeting({ counterpart, met, guests, own, representatives }: PublicVisit, words: Words): string {
  return [
    ...(counterpart === null ? [] : [counterpart]),
    ...met,
    ...(guests === 0 ? [] : [words("publicVisits.guests", { count: guests })]),
    ...(own === 0 ? [] : [words("publicVisits.metBy", { own })]),
    ...representatives,
  ].join("; ");
}
