import { ConflictField, MergedList } from "@/components/conflict";
import { Section } from "@/components/section";
import type { Collision, Merge } from "@/domain/merge";
import { textOf, type Values } from "@/domain/values";
import { formatInstant } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { markChanges } from "../rules";

interface Props {
  merge: Merge;
  base: Values;
  /** Who saved in between, and when. */
  theirs: { name: string | null; at: Date };
  words: Words;
}

/** The fields that two people changed, to choose between, and those that are merged of themselves; sends every field. */
export function PersonConflict({ merge, base, theirs, words }: Props) {
  const their = theirs.name ?? words("people.someoneElse");
  const shown = (text: string) => (text === "" ? words("people.empty") : text);
  const version = (collision: Collision, value: "mine" | "theirs" | "before") => {
    const text = textOf(value === "before" ? collision.base : collision[value], collision.field);
    return {
      value,
      label: value === "theirs" ? words("people.theirs", { name: their }) : words(`people.${value}`),
      meta: value === "theirs" ? words("people.theirsMeta", { when: formatInstant(theirs.at, words.locale) }) : words(`people.${value}Meta`),
      segments: value === "before" || text === "" ? [{ text: shown(text) }] : markChanges(textOf(collision.base, collision.field), text),
    };
  };
  const colliding = new Set(merge.collisions.map((collision) => collision.field));
  return (
    <>
      {merge.collisions.map((collision) => (
        <ConflictField key={collision.field} name={`pick.${collision.field}`} legend={words(`people.fields.${collision.field}`)} defaultValue="mine" versions={(["mine", "theirs", "before"] as const).map((value) => version(collision, value))}>
          {(["mine", "theirs"] as const).map((value) => (
            <input key={value} type="hidden" name={`${value}.${collision.field}`} value={textOf(collision[value], collision.field)} />
          ))}
          <input type="hidden" name={`before.${collision.field}`} value={textOf(collision.base, collision.field)} />
        </ConflictField>
      ))}
      {Object.keys(merge.merged)
        .filter((field) => !colliding.has(field))
        .map((field) => (
          <input key={field} type="hidden" name={field} value={textOf(merge.merged, field)} />
        ))}
      {merge.mine.length + merge.theirs.length > 0 ? (
        <Section id="merged" title={words("people.mergedTitle")} note={words("people.mergedNote")}>
          <MergedList
            items={[...merge.mine, ...merge.theirs].map((field) => ({
              field: words(`people.fields.${field}`),
              value: shown(textOf(merge.merged, field)),
              was: words("people.was", { value: shown(textOf(base, field)) }),
              whose: merge.mine.includes(field) ? words("people.mine") : words("people.theirs", { name: their }),
            }))}
          />
        </Section>
      ) : null}
    </>
  );
}
