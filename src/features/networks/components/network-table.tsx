import { RegisterTable } from "@/components/register-table";
import type { NetworkScope } from "@/domain/matter";
import type { ApproximateDate } from "@/domain/plain-date";
import { formatApproximate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { writeNetworkFilter, type MembershipStatus, type NetworkFilter, type NetworkLevel, type NetworkSort } from "../schema";
import { describeMembership } from "./network-state";

interface Row {
  id: string;
  name: string;
  acronym: string | null;
  level: NetworkLevel;
  scope: NetworkScope;
  through: string | null;
  status: MembershipStatus;
  unit: string;
  joined: ApproximateDate | null;
  isDecided: boolean;
}

/** A page of the register, as cards on a phone; headings sort. */
export function NetworkTable({ rows, filter, caption, words }: { rows: readonly Row[]; filter: NetworkFilter; caption: string; words: Words }) {
  const heading = (sort: NetworkSort) => ({
    label: words(`networks.column.${sort}`),
    href: `/networks${writeNetworkFilter(filter, { sort, descending: filter.sort === sort ? !filter.descending : false, page: 1 })}`,
    ...(filter.sort === sort ? { sorted: filter.descending ? ("descending" as const) : ("ascending" as const) } : {}),
  });
  return (
    <RegisterTable
      caption={caption}
      name={heading("name")}
      columns={[{ ...heading("status"), kind: "full" }, { label: words("networks.column.scope"), kind: "full" }, { ...heading("unit"), kind: "full" }, { ...heading("joined"), kind: "date" }]}
      lines={rows.map((row) => [
        `/networks/${row.id}`,
        row.name,
        [row.acronym, words(`networks.level.${row.level}`)].filter((part) => part !== null).join(", "),
        "",
        describeMembership(row, words),
        row.through ?? words(`networks.scope.${row.scope}`),
        row.unit,
        row.joined === null ? "–" : formatApproximate(row.joined, words.locale),
      ])}
    />
  );
}
