import type { ColumnChoiceProps } from "@/components/column-choice";
import { writeColumns, type ListColumns } from "@/lib/list-columns";
import type { Words } from "@/messages/words";
import { cleanQuery } from "../rules";

/** What the choice of a list's columns shows: those that there are, those that are shown, and the rest of the address, which stays. */
export function describeColumns(list: string, query: string, columns: ListColumns, shown: readonly string[] | undefined, labelOf: (name: string) => string, words: Words): ColumnChoiceProps {
  const rest = [...new URLSearchParams(cleanQuery(query))].filter(([name]) => name !== "cols");
  const now = shown ?? columns.usual;
  const kept = new URLSearchParams(rest.map(([name, value]) => [name, value])).toString();
  return {
    label: writeColumns(shown, columns) === null ? words("savedViews.columns") : words("savedViews.columnsChosen"),
    action: list,
    hidden: rest,
    options: Object.keys(columns.columns).map((name) => ({ name, label: labelOf(name), isShown: now.includes(name) })),
    submit: words("savedViews.columnsShow"),
    usual: { href: kept === "" ? list : `${list}?${kept}`, label: words("savedViews.columnsAll") },
  };
}
