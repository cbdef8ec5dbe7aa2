import { Facts } from "@/components/facts";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { CLOSING_FIELDS, type ClosingInput } from "../schema";

type Field = (typeof CLOSING_FIELDS)[number];

/** What a closing says in a field, as a reader reads it; null where it says nothing. */
export function describeClosing(closing: ClosingInput, field: Field, words: Words): string | null {
  switch (field) {
    case "toldOn":
      return formatDate(closing.toldOn, words.locale);
    case "addedValue":
      return closing.addedValue.map((value) => words(`closings.addedValue.${value}`)).join(", ");
    case "goalsMet":
      return closing.goalsMet === null ? null : words(`closings.goalsMet.${closing.goalsMet}`);
    case "wouldDoAgain":
      return closing.wouldDoAgain === null ? null : words(`closings.wouldDoAgain.${closing.wouldDoAgain}`);
    default:
      return closing[field];
  }
}

/** What a project came to, all of it or the given fields; what nobody has said is left out. */
export function ClosingFacts({ closing, only = CLOSING_FIELDS, words }: { closing: ClosingInput; only?: readonly Field[]; words: Words }) {
  return (
    <Facts
      items={only.flatMap((field) => {
        const value = describeClosing(closing, field, words);
        return value === null ? [] : [{ label: words(`closings.field.${field}`), value: <span className="whitespace-pre-line">{value}</span> }];
      })}
    />
  );
}
