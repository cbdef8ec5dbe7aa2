import { RegisterTable } from "@/components/register-table";
import type { DatePrecision, PlainDate } from "@/domain/plain-date";
import { formatApproximate, formatCount } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { writeActivityFilter, type ActivityFilter, type ActivitySort, type BeneficiaryGroup } from "../activities/schema";

interface Row {
  id: string;
  title: string;
  relation: string;
  heldOn: PlainDate;
  heldPrecision: DatePrecision;
  groups: readonly BeneficiaryGroup[];
  participantCount: number | null;
  reachesChildrenAndYouth: boolean;
}

/** A page of exchanges, as cards on a phone; headings sort, and those that reach children and young people are marked. */
export function ActivityTable({ rows, filter, caption, words }: { rows: readonly Row[]; filter: ActivityFilter; caption: string; words: Words }) {
  const heading = (sort: ActivitySort) => ({
    label: words(`townActivities.column.${sort}`),
    href: `/town-relations/activities${writeActivityFilter(filter, { sort, descending: filter.sort === sort ? !filter.descending : sort === "held" || sort === "participants", page: 1 })}`,
    ...(filter.sort === sort ? { sorted: filter.descending ? ("descending" as const) : ("ascending" as const) } : {}),
  });
  return (
    <RegisterTable
      caption={caption}
      name={heading("title")}
      columns={[
        { ...heading("relation"), kind: "full" },
        { label: words("townActivities.column.groups"), kind: "full" },
        { ...heading("held"), kind: "date" },
        { ...heading("participants"), kind: "amount" },
      ]}
      lines={rows.map((row) => [
        `/town-relations/activities/${row.id}`,
        row.title,
        "",
        row.reachesChildrenAndYouth ? words("townActivities.youthMark") : "",
        row.relation,
        row.groups.map((group) => words(`townActivities.group.${group}`)).join(", "),
        formatApproximate({ on: row.heldOn, precision: row.heldPrecision }, words.locale),
        row.participantCount === null ? "–" : formatCount(row.participantCount),
      ])}
    />
  );
}
