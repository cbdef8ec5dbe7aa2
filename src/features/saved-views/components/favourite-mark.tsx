import { OneButton } from "@/components/one-button";
import type { Subject } from "@/domain/registers";
import type { Words } from "@/messages/words";
import { mark } from "../actions";

/** Marks a record as one's own favourite, or no longer. */
export function FavouriteMark({ subject: { kind, id }, isMarked, words }: { subject: Subject; isMarked: boolean; words: Words }) {
  return <OneButton action={mark} fields={{ kind, id, isMarked: isMarked ? "" : "on" }} label={words(isMarked ? "savedViews.unmark" : "savedViews.mark")} />;
}
