import { RegisterTable } from "@/components/register-table";
import type { StatusKind } from "@/components/status";
import type { PlainDate } from "@/domain/plain-date";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { standingOf, type CallStanding } from "../calls/rules";

interface Row {
  id: string;
  name: string;
  programme: { sv: string; en: string };
  opensOn: PlainDate | null;
  closesOn: PlainDate | null;
}

const SHAPES: Readonly<Record<CallStanding, StatusKind>> = { COMING: "todo", OPEN: "going", CLOSES_SOON: "late", CLOSED: "none" };

/** How a call stands on a day, as shape and word. */
export function describeCallState(call: Pick<Row, "opensOn" | "closesOn">, day: PlainDate, words: Words): [StatusKind, string] {
  const standing = standingOf(call, day);
  return [SHAPES[standing], words(`calls.standing.${standing}`)];
}

/** Calls with when they open and close and how they stand today; the programme is left out where the page is one programme's. */
export function CallTable({ rows, caption, today, ofOne = false, words }: { rows: readonly Row[]; caption: string; today: PlainDate; ofOne?: boolean; words: Words }) {
  const day = (date: PlainDate | null, none: string) => (date === null ? none : formatDate(date, words.locale));
  return (
    <RegisterTable
      caption={caption}
      hideCaption
      name={{ label: words("calls.column.name") }}
      columns={[
        ...(ofOne ? [] : [{ label: words("calls.field.programmeId"), kind: "full" as const }]),
        { label: words("calls.column.opens"), kind: "date" },
        { label: words("calls.column.closes"), kind: "date" },
        { label: words("calls.column.state"), kind: "date" },
      ]}
      lines={rows.map((row) => [`/programmes/calls/${row.id}`, row.name, "", "", ...(ofOne ? [] : [row.programme[words.locale]]), day(row.opensOn, "–"), day(row.closesOn, words("calls.untilFurther")), describeCallState(row, today, words)])}
    />
  );
}
