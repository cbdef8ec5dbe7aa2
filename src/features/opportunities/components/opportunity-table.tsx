import { RegisterTable } from "@/components/register-table";
import type { StatusKind } from "@/components/status";
import type { PlainDate } from "@/domain/plain-date";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { stateOf, type Match } from "../rules";
import { writeOpportunityFilter, type OpportunityFilter, type OpportunityKind, type OpportunitySort } from "../schema";

interface Row {
  id: string;
  register: "OPPORTUNITY" | "CALL";
  kind: OpportunityKind;
  title: string;
  programme: { sv: string; en: string } | null;
  deadline: PlainDate | null;
  enteredOn: PlainDate;
  isSaved: boolean;
  match: Pick<Match, "why" | "common" | "through"> | null;
}

/** How an opportunity stands, as shape and word. */
export function describeOpportunityState(opportunity: Pick<Row, "deadline">, today: PlainDate, words: Words): [StatusKind, string] {
  const state = stateOf(opportunity, today);
  return [state === "OPEN" ? "going" : "none", words(`opportunities.state.${state}`)];
}

/** Says why an opportunity suits a unit, in one sentence; a goal's code is put into words by the municipality's own list. */
export function describeMatch({ why, common, through }: Pick<Match, "why" | "common" | "through">, goals: readonly { code: string; label: string }[], words: Words): string {
  if (why === "CHOSEN" || through === null) return words("opportunities.match.CHOSEN");
  const what = why === "GOAL" ? (goals.find(({ code }) => code === common)?.label ?? common ?? "") : (common ?? "");
  return words(`opportunities.match.${why}`, { what, kind: through.kind, title: through.title });
}

interface Props {
  rows: readonly Row[];
  filter: OpportunityFilter;
  goals: readonly { code: string; label: string }[];
  caption: string;
  today: PlainDate;
  words: Words;
}

/** A page of the feed, as cards on a phone; headings sort. Where the list is asked about a unit, each says why it suits it. */
export function OpportunityTable({ rows, filter, goals, caption, today, words }: Props) {
  const heading = (sort: OpportunitySort) => ({
    label: words(`opportunities.column.${sort}`),
    href: `/opportunities${writeOpportunityFilter(filter, { sort, descending: filter.sort === sort ? !filter.descending : sort === "entered", page: 1 })}`,
    ...(filter.sort === sort ? { sorted: filter.descending ? ("descending" as const) : ("ascending" as const) } : {}),
  });
  const under = (row: Row) =>
    [row.isSaved ? words("opportunities.savedMark") : "", row.match === null ? "" : describeMatch(row.match, goals, words), row.register === "CALL" ? words("opportunities.fromRegister") : ""].filter((part) => part !== "").join(" · ");
  return (
    <RegisterTable
      caption={caption}
      hideCaption
      name={heading("title")}
      columns={[{ label: words("opportunities.column.state"), kind: "date" }, { label: words("opportunities.column.kind"), kind: "full" }, { label: words("opportunities.column.programme"), kind: "full" }, { ...heading("deadline"), kind: "date" }, { ...heading("entered"), kind: "date" }]}
      lines={rows.map((row) => [
        row.register === "CALL" ? `/programmes/calls/${row.id}` : `/opportunities/${row.id}`,
        row.title,
        under(row),
        "",
        describeOpportunityState(row, today, words),
        words(`opportunities.kind.${row.kind}`),
        row.programme?.[words.locale] ?? "",
        row.deadline === null ? words("opportunities.noDeadline") : formatDate(row.deadline, words.locale),
        formatDate(row.enteredOn, words.locale),
      ])}
    />
  );
}
