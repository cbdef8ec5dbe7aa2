import { RegisterTable } from "@/components/register-table";
import type { PlainDate } from "@/domain/plain-date";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import type { Deadline } from "../deadlines/rules";
import { describeDeadlineState, nameDeadline } from "./deadline-section";

interface Row extends Deadline {
  projectId: string;
  project: string;
  unit: string;
}

/** Deadlines of projects with their days and how they stand, as cards on a phone. */
export function DeadlineTable({ rows, caption, today, words }: { rows: readonly Row[]; caption: string; today: PlainDate; words: Words }) {
  return (
    <RegisterTable
      caption={caption}
      hideCaption
      name={{ label: words("deadlines.column.what") }}
      columns={[
        { label: words("deadlines.column.unit"), kind: "full" },
        { label: words("deadlines.column.dueOn"), kind: "date" },
        { label: words("deadlines.column.state"), kind: "full" },
        { label: words("deadlines.column.origin"), kind: "full" },
      ]}
      lines={rows.map((row, place) => [
        // A project may stand in several rows, and a row is known by its address.
        `/projects/${row.projectId}/deadlines#deadline-${String(place + 1)}`,
        row.project,
        nameDeadline(row, words),
        "",
        row.unit,
        formatDate(row.dueOn, words.locale),
        describeDeadlineState(row, today, words),
        words(`deadlines.origin.${row.origin}`),
      ])}
    />
  );
}
