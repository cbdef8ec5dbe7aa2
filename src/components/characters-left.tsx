"use client";

import { useEffect, useState } from "react";
import { formatCount } from "@/lib/formats";
import { lengthOf } from "@/lib/typed-values";
import { classNames } from "@/lib/class-names";
import { useFieldWords } from "./field-words";

const QUIET_MS = 1000;

/** How much room a long text has; what is left is counted while it is typed, and said aloud only near the limit. */
export function CharactersLeft({ fieldId, id, most }: { fieldId: string; id: string; most: number }) {
  const words = useFieldWords();
  const [length, setLength] = useState(0);
  const [settled, setSettled] = useState(0);

  useEffect(() => {
    const field = document.getElementById(fieldId);
    if (!(field instanceof HTMLTextAreaElement)) return;
    const count = () => setLength(lengthOf(field.value));
    count();
    field.addEventListener("input", count);
    return () => field.removeEventListener("input", count);
  }, [fieldId]);

  useEffect(() => {
    // A line that changes with every letter would be read over the letters.
    const timer = setTimeout(() => setSettled(length), QUIET_MS);
    return () => clearTimeout(timer);
  }, [length]);

  if (words === null) return null;
  const say = (used: number) =>
    used === 0 ? words.atMost.replace("{most}", formatCount(most)) : used > most ? words.tooMany.replace("{count}", formatCount(used - most)) : words.left.replace("{count}", formatCount(most - used));
  return (
    <>
      <p id={id} className={classNames("meta", length > most && "too-many")}>
        {say(length)}
      </p>
      <span className="vh" role="status">
        {settled > most * 0.9 ? say(settled) : null}
      </span>
    </>
  );
}
