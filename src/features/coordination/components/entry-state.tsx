import type { StatusKind } from "@/components/status";
import type { PlainDate } from "@/domain/plain-date";
import type { Words } from "@/messages/words";
import { stateOf, type EntryState, type Standing } from "../rules";

const SHAPES: Readonly<Record<EntryState, StatusKind>> = { OPEN: "todo", LATE: "late", DONE: "done", NOTED: "none" };

/** How an entry stands on a day, as shape and word; what is no task says what it is. */
export function describeState(entry: Standing, day: PlainDate, words: Words): readonly [StatusKind, string] {
  const state = stateOf(entry, day);
  return [SHAPES[state], state === "NOTED" ? words(`coordination.kind.${entry.kind}`) : words(`coordination.state.${state}`)];
}
