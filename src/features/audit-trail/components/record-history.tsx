import { Facts } from "@/components/facts";
import { History, type HistoryEntry } from "@/components/history";
import { formatInstant } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { describeChanges, type StoredChange } from "../rules";

interface Entry {
  seq: string;
  at: Date;
  action: string;
  actorName: string | null;
  onBehalf: boolean;
  changes: readonly StoredChange[];
}

const SHOWN = 6;

/** A record's acts in bare words, latest first: who did what, and each field from and to. */
export function describeHistory(entries: readonly Entry[], words: Words, whole = false): HistoryEntry[] {
  return entries.map((entry) => {
    const isFirst = entry.changes.length > 0 && entry.changes.every((change) => change.before === null);
    const changes = describeChanges(entry.changes, words);
    const shown = isFirst && !whole ? [] : changes.slice(0, whole ? changes.length : SHOWN);
    const name = entry.actorName ?? "Utblick";
    const action = `history.actions.${entry.action.replace(".", "_")}`;
    return {
      key: entry.seq,
      at: entry.at.toISOString(),
      when: formatInstant(entry.at, words.locale),
      what: `${words.has(action) ? words(action, { name }) : `${name}: ${entry.action}`}${entry.onBehalf ? ` ${sayOnBehalf(entry.action, words)}` : ""}`,
      changes: shown.map(
        (change) =>
          [
            change.field,
            change.before === null
              ? words("history.added", { value: shorten(change.after) })
              : change.after === null
                ? words("history.removed", { value: shorten(change.before) })
                : words("history.changed", { before: shorten(change.before), after: shorten(change.after) }),
          ] as const,
      ),
      ...(changes.length > shown.length && !isFirst ? { more: words("history.more", { count: changes.length - shown.length }) } : {}),
    };
  });
}

/** A record's acts, latest first. */
export function RecordHistory({ entries, words, whole = false }: { entries: readonly Entry[]; words: Words; whole?: boolean }) {
  return <History items={describeHistory(entries, words, whole)} />;
}

/** A record as it was known, row by row: the facts that have a name for readers. */
export function KnownStates({ rows, words }: { rows: readonly (readonly StoredChange[])[]; words: Words }) {
  return rows
    .map((row) => describeChanges(row, words))
    .filter((row) => row.length > 0)
    .map((row, place) => <div key={place} className="mb-4"><Facts items={row.map(({ field, after }) => ({ label: field, value: after }))} /></div>);
}

function shorten(text: string | null): string {
  return text === null ? "" : text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

/** For whom the office acted: a unit, unless the records of that kind have a word of their own. */
function sayOnBehalf(action: string, words: Words): string {
  const own = `history.onBehalfIn.${action.split(".")[0] ?? ""}`;
  return words(words.has(own) ? own : "history.onBehalf");
}
