import { Section } from "@/components/section";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { groupHints, pathOf, type Hint } from "../rules";

/** What others in the municipality know that a project may have use of, in a section of its own; nothing where nothing is known. */
export function HintSection({ hints, words }: { hints: readonly Hint[]; words: Words }) {
  return hints.length === 0 ? null : (
    <Section id="hints" title={words("hints.title")} note={words("hints.note")}>
      <HintList hints={hints} words={words} />
    </Section>
  );
}

/** Hints by their kind, each with the record behind it. */
export function HintList({ hints, words }: { hints: readonly Hint[]; words: Words }) {
  return (
    <>
      {groupHints(hints).map(({ kind, hints: found }) => (
        <div key={kind} className="mt-8">
          <h3>{words(`hints.kind.${kind}`)}</h3>
          <ul className="rows rows-tight">
            {found.map((hint) => (
              <li key={`${hint.id} ${hint.unit ?? ""}`}>
                <a href={pathOf(hint)}>{hint.title}</a>
                <small className="block">{[hint.unit, hint.through, hint.on === null ? null : formatDate(hint.on, words.locale)].filter((part) => part !== null).join(", ")}</small>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}
