import { RegisterTable } from "@/components/register-table";
import type { PlainDate } from "@/domain/plain-date";
import type { Words } from "@/messages/words";
import type { NoticeState, Responsibility } from "../rules";
import { VISIT_COLUMNS, writeVisitFilter, type VisitDirection, type VisitFilter, type VisitSort } from "../schema";
import { writeDays } from "./visit-days";
import { describeAllocation } from "./visit-state";
import type { ApproximateDate, DatePrecision } from "@/domain/plain-date";

interface Row {
  id: string;
  title: string;
  counterpart: string | null;
  places: string | null;
  unit: string;
  direction: VisitDirection;
  starts: ApproximateDate;
  endsOn: PlainDate;
  endPrecision: DatePrecision | null;
  youth: boolean;
  cancelledOn: PlainDate | null;
  representative: string | null;
  representativeBody: string | null;
  responsibility: Responsibility;
  notice: { state: NoticeState } | null;
}

/** A page of visits, as cards on a phone; headings sort. */
export function VisitTable({ rows, filter, caption, today, words }: { rows: readonly Row[]; filter: VisitFilter; caption: string; today: PlainDate; words: Words }) {
  const heading = (sort: VisitSort) => ({
    label: words(`visits.column.${sort}`),
    href: `/visits${writeVisitFilter(filter, { sort, descending: filter.sort === sort ? !filter.descending : sort === "starts", page: 1 })}`,
    ...(filter.sort === sort ? { sorted: filter.descending ? ("descending" as const) : ("ascending" as const) } : {}),
  });
  return (
    <RegisterTable
      caption={caption}
      name={heading("title")}
      columns={[
        { ...heading("unit"), key: "unit", kind: "full" },
        { label: words("visits.column.state"), key: "state", kind: "full" },
        { ...heading("starts"), key: "starts", kind: "date" },
        { ...heading("direction"), key: "direction", kind: "date" },
      ]}
      shown={filter.columns ?? VISIT_COLUMNS.usual}
      lines={rows.map((row) => [
        `/visits/${row.id}`,
        row.title,
        [row.counterpart, row.places].filter(Boolean).join(", "),
        row.youth ? words("visits.youthMark") : "",
        row.unit,
        describeAllocation(row, today, words),
        writeDays({ startsOn: row.starts.on, startPrecision: row.starts.precision, endsOn: row.endsOn, endPrecision: row.endPrecision }, today, words.locale),
        words(`visits.direction.${row.direction}`),
      ])}
    />
  );
}
