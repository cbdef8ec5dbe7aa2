import { ConflictField, MergedList } from "@/components/conflict";
import { Section } from "@/components/section";
import { markChanges, type Collision, type Merge } from "@/domain/merge";
import { textsOf, type Values } from "@/domain/values";
import { formatInstant } from "@/lib/formats";
import type { Words } from "@/messages/words";

export interface VersionConflictProps {
  merge: Merge;
  base: Values;
  /** Who saved in between, and when. */
  theirs: { name: string | null; at: Date };
  labelOf: (field: string) => string;
  /** What a field's text says to a reader, where it isn't what is written: a choice's word, a record's name. */
  spoken?: (field: string, text: string) => string;
  words: Words;
}

/** The fields of a form that two people changed, to choose between, and those that are merged of themselves; sends every field. */
export function VersionConflict({ merge, base, theirs, labelOf, spoken = (_field, text) => text, words }: VersionConflictProps) {
  const their = theirs.name ?? words("conflict.someoneElse");
  const textIn = (values: Values, field: string) => textsOf(values, field).map((text) => spoken(field, text)).join(", ");
  const shown = (text: string) => (text === "" ? words("conflict.empty") : text);
  const version = (collision: Collision, value: "mine" | "theirs" | "before") => {
    const text = textIn(value === "before" ? collision.base : collision[value], collision.field);
    return {
      value,
      label: value === "theirs" ? words("conflict.theirs", { name: their }) : words(`conflict.${value}`),
      meta: value === "theirs" ? words("conflict.theirsMeta", { when: formatInstant(theirs.at, words.locale) }) : words(`conflict.${value}Meta`),
      segments: value === "before" || text === "" ? [{ text: shown(text) }] : markChanges(textIn(collision.base, collision.field), text),
    };
  };
  const colliding = new Set(merge.collisions.map((collision) => collision.field));
  return (
    <>
      {merge.collisions.map((collision) => (
        <ConflictField key={collision.field} name={`pick.${collision.field}`} legend={labelOf(collision.field)} defaultValue="mine" versions={(["mine", "theirs", "before"] as const).map((value) => version(collision, value))}>
          <Kept name={`mine.${collision.field}`} values={collision.mine} field={collision.field} />
          <Kept name={`theirs.${collision.field}`} values={collision.theirs} field={collision.field} />
          <Kept name={`before.${collision.field}`} values={collision.base} field={collision.field} />
        </ConflictField>
      ))}
      {Object.keys(merge.merged)
        .filter((field) => !colliding.has(field))
        .map((field) => (
          <Kept key={field} name={field} values={merge.merged} field={field} />
        ))}
      {merge.mine.length + merge.theirs.length > 0 ? (
        <Section id="merged" title={words("conflict.mergedTitle")} note={words("conflict.mergedNote")}>
          <MergedList
            items={[...merge.mine, ...merge.theirs].map((field) => ({
              field: labelOf(field),
              value: shown(textIn(merge.merged, field)),
              was: words("conflict.was", { value: shown(textIn(base, field)) }),
              whose: merge.mine.includes(field) ? words("conflict.mine") : words("conflict.theirs", { name: their }),
            }))}
          />
        </Section>
      ) : null}
    </>
  );
}

/** A field as it would be sent: nothing chosen is sent as an empty text, so that it is known to be so. */
function Kept({ name, values, field }: { name: string; values: Values; field: string }) {
  const texts = textsOf(values, field);
  return (texts.length === 0 ? [""] : texts).map((text, place) => <input key={place} type="hidden" name={name} value={text} />);
}
