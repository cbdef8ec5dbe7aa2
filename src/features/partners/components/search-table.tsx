import { RegisterTable } from "@/components/register-table";
import type { StatusKind } from "@/components/status";
import type { PlainDate } from "@/domain/plain-date";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { stateOf, type SearchStanding } from "../searches/rules";
import { writeSearchFilter, type SearchDirection, type SearchFilter, type SearchOutcome, type SearchSort, type SearchState } from "../searches/schema";

interface Row extends SearchStanding {
  id: string;
  direction: SearchDirection;
  title: string;
  unit: string;
  counterpart: string | null;
  searchedOn: PlainDate;
  outcome: SearchOutcome | null;
}

const KINDS: Readonly<Record<SearchState, StatusKind>> = { OPEN: "going", OVERDUE: "late", ANSWERED: "going", CONCLUDED: "done" };

/** How a search stands, as shape and word: of one that has come to something, what. */
export function describeSearchState(search: SearchStanding & { outcome: SearchOutcome | null }, today: PlainDate, words: Words): [StatusKind, string] {
  const state = stateOf(search, today);
  return search.outcome === null ? [KINDS[state], words(`partnerSearches.state.${state}`)] : [search.outcome === "NO_PARTNER" ? "none" : "done", words(`partnerSearches.outcome.${search.outcome}`)];
}

/** A page of searches, as cards on a phone; headings sort. */
export function SearchTable({ rows, filter, caption, today, words }: { rows: readonly Row[]; filter: SearchFilter; caption: string; today: PlainDate; words: Words }) {
  const heading = (sort: SearchSort) => ({
    label: words(`partnerSearches.column.${sort}`),
    href: `/partners/searches${writeSearchFilter(filter, { sort, descending: filter.sort === sort ? !filter.descending : sort === "searched", page: 1 })}`,
    ...(filter.sort === sort ? { sorted: filter.descending ? ("descending" as const) : ("ascending" as const) } : {}),
  });
  return (
    <RegisterTable
      caption={caption}
      name={heading("title")}
      columns={[
        { label: words("partnerSearches.column.state"), kind: "full" },
        { ...heading("unit"), kind: "full" },
        { ...heading("searched"), kind: "date" },
        { ...heading("deadline"), kind: "date" },
      ]}
      lines={rows.map((row) => [
        `/partners/searches/${row.id}`,
        row.title,
        [words(`partnerSearches.direction.${row.direction}`), row.counterpart].filter((part) => part !== null).join(", "),
        "",
        describeSearchState(row, today, words),
        row.unit,
        formatDate(row.searchedOn, words.locale),
        row.deadline === null ? "–" : formatDate(row.deadline, words.locale),
      ])}
    />
  );
}
