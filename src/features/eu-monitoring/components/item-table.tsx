import { RegisterTable } from "@/components/register-table";
import type { StatusKind } from "@/components/status";
import type { PlainDate } from "@/domain/plain-date";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { lacksOf, stateOf } from "../rules";
import { writeItemFilter, type ItemFilter, type ItemInput, type ItemSort } from "../schema";

interface Row extends ItemInput {
  id: string;
  unit: string;
  isReady: boolean;
}

/** How an item stands, as shape and word: what it lacks first, then whether it is late. */
export function describeState(item: Omit<Row, "id" | "unit">, today: PlainDate, words: Words): [StatusKind, string] {
  const [state, [lack]] = [stateOf(item, today), lacksOf(item, today)];
  if (state === "LATE") return ["late", words("euMonitoring.state.LATE")];
  if (lack !== undefined) return ["missing", words(`euMonitoring.lacks.${lack}`)];
  return [state === "ENDED" ? "none" : "going", words(`euMonitoring.state.${state}`)];
}

/** A page of what units follow, as cards on a phone; headings sort. */
export function ItemTable({ rows, filter, caption, today, words }: { rows: readonly Row[]; filter: ItemFilter; caption: string; today: PlainDate; words: Words }) {
  const heading = (sort: ItemSort) => ({
    label: words(`euMonitoring.column.${sort}`),
    href: `/eu-monitoring${writeItemFilter(filter, { sort, descending: filter.sort === sort ? !filter.descending : sort === "begun", page: 1 })}`,
    ...(filter.sort === sort ? { sorted: filter.descending ? ("descending" as const) : ("ascending" as const) } : {}),
  });
  return (
    <RegisterTable
      caption={caption}
      hideCaption
      name={heading("title")}
      columns={[
        { label: words("euMonitoring.column.state"), kind: "date" },
        { label: words("euMonitoring.column.stage"), kind: "full" },
        { ...heading("relevance"), kind: "date" },
        { ...heading("unit"), kind: "full" },
        { ...heading("check"), kind: "date" },
      ]}
      lines={rows.map((row) => [
        `/eu-monitoring/${row.id}`,
        row.title,
        row.reference ?? "",
        "",
        describeState(row, today, words),
        words(`euMonitoring.stage.${row.stage}`),
        words(`euMonitoring.relevance.${row.relevance}`),
        row.unit,
        row.nextCheckOn === null ? "" : formatDate(row.nextCheckOn, words.locale),
      ])}
    />
  );
}
