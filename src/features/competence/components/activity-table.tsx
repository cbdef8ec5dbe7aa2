import { RegisterTable } from "@/components/register-table";
import type { Words } from "@/messages/words";
import { writeHours, type Staged } from "../rules";
import { writeActivityFilter, type ActivityFilter, type ActivityKind, type ActivitySort } from "../schema";
import { describeState, writeWhen } from "./activity-state";

interface Row extends Staged {
  id: string;
  kind: ActivityKind;
  title: string;
  organiser: string;
  person: string | null;
  mostEnrolled: number | null;
  hoursHundredths: number;
  enrolled: number;
  attended: number;
}

/** A page of what there is to learn, as cards on a phone; headings sort. */
export function ActivityTable({ rows, filter, caption, now, words }: { rows: readonly Row[]; filter: ActivityFilter; caption: string; now: Date; words: Words }) {
  const heading = (sort: ActivitySort) => ({
    label: words(`competence.column.${sort}`),
    href: `/competence${writeActivityFilter(filter, { sort, descending: filter.sort === sort ? !filter.descending : sort === "starts", page: 1 })}`,
    ...(filter.sort === sort ? { sorted: filter.descending ? ("descending" as const) : ("ascending" as const) } : {}),
  });
  const headsOf = (row: Row) => {
    if (row.kind === "INDIVIDUAL") return row.person ?? "";
    if (row.endsAt <= now) return words("competence.attendedOf", { attended: row.attended });
    return row.mostEnrolled === null ? words("competence.enrolledOf", { enrolled: row.enrolled }) : words("competence.enrolledOfMost", { enrolled: row.enrolled, most: row.mostEnrolled });
  };
  return (
    <RegisterTable
      caption={caption}
      hideCaption
      name={heading("title")}
      columns={[{ label: words("competence.column.state"), kind: "date" }, { ...heading("kind"), kind: "full" }, { ...heading("starts"), kind: "full" }, { label: words("competence.column.who"), kind: "full" }, { label: words("competence.column.hours"), kind: "amount" }]}
      lines={rows.map((row) => [`/competence/${row.id}`, row.title, row.organiser, "", describeState(row, now, words), words(`competence.kind.${row.kind}`), writeWhen(row, words), headsOf(row), writeHours(row.hoursHundredths)])}
    />
  );
}
