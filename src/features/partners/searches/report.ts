import type { PlainDate } from "@/domain/plain-date";
import type { Column, Table, TableRow } from "@/lib/table";
import { stateOf } from "./rules";
import type { SearchAnswer, SearchDirection, SearchOutcome } from "./schema";

/** What a report says of a search. */
export interface ReportedSearch {
  id: string;
  direction: SearchDirection;
  title: string;
  unit: string;
  counterpart: string | null;
  programme: { sv: string; en: string } | null;
  call: string | null;
  searchedOn: PlainDate;
  deadline: PlainDate | null;
  answer: SearchAnswer | null;
  answeredOn: PlainDate | null;
  outcome: SearchOutcome | null;
  partner: string | null;
}

const COLUMNS: readonly Omit<Column, "label">[] = [
  { key: "searchedOn", type: "date", width: 12 },
  { key: "direction", type: "text", width: 14 },
  { key: "title", type: "text", width: 44 },
  { key: "unit", type: "text", width: 32 },
  { key: "counterpart", type: "text", width: 32 },
  { key: "programme", type: "text", width: 28 },
  { key: "call", type: "text", width: 32 },
  { key: "deadline", type: "date", width: 12 },
  { key: "state", type: "text", width: 20 },
  { key: "answer", type: "text", width: 16 },
  { key: "answeredOn", type: "date", width: 12 },
  { key: "outcome", type: "text", width: 20 },
  { key: "partner", type: "text", width: 32 },
  { key: "id", type: "text", width: 38 },
];

/** Lays searches out as a table in the order given: states in the reader's words, empty where nothing is said. */
export function reportSearches(searches: readonly ReportedSearch[], words: ((key: string) => string) & { locale: "sv" | "en" }, today: PlainDate): Table {
  const rows = searches.map((search): TableRow => [
    search.searchedOn,
    words(`partnerSearches.direction.${search.direction}`),
    search.title,
    search.unit,
    search.counterpart,
    search.programme === null ? null : search.programme[words.locale],
    search.call,
    search.deadline,
    words(`partnerSearches.state.${stateOf(search, today)}`),
    search.answer === null ? null : words(`partnerSearches.answer.${search.answer}`),
    search.answeredOn,
    search.outcome === null ? null : words(`partnerSearches.outcome.${search.outcome}`),
    search.partner,
    search.id,
  ]);
  return { columns: COLUMNS.map((column) => ({ ...column, label: words(`export.partnerSearches.column.${column.key}`) })), rows };
}
