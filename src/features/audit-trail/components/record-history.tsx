import { History } from "@/components/history";
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

/** A record's acts, latest first: who did what, and each field from and to. */
export function RecordHistory({ entries, words, whole = false }: { entries: readonly Entry[]; words: Words; whole?: boolean }) {
  return (
    <History
      items={entries.map((entry) => {
        const isFirst = entry.changes.length > 0 && entry.changes.every((change) => change.before === null);
        const changes = describeChanges(entry.changes, words);
        const shown = isFirst && !whole ? [] : changes.slice(0, whole ? changes.length : SHOWN);
        return {
          key: entry.seq,
          at: entry.at.toISOString(),
          when: formatInstant(entry.at, words.locale),
          what: (
            <>
              {words.has(`history.actions.${entry.action.replace(".", "_")}`) ? words(`history.actions.${entry.action.replace(".", "_")}`, { name: entry.actorName ?? "Utblick" }) : `${entry.actorName ?? "Utblick"}: ${entry.action}`}
              {entry.onBehalf ? ` ${sayOnBehalf(entry.action, words)}` : ""}
              {shown.length > 0 ? (
                <span className="history-changes">
                  {shown.map((change) => (
                    <span key={change.key}>
                      <b>{change.field}</b>{" "}
                      {change.before === null
                        ? words("history.added", { value: shorten(change.after) })
                        : change.after === null
                          ? words("history.removed", { value: shorten(change.before) })
                          : words("history.changed", { before: shorten(change.before), after: shorten(change.after) })}
                    </span>
                  ))}
                </span>
              ) : null}
              {changes.length > shown.length && !isFirst ? <span className="meta">{words("history.more", { count: changes.length - shown.length })}</span> : null}
            </>
          ),
        };
      })}
    />
  );
}

function shorten(text: string | null): string {
  return text === null ? "" : text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

/** For whom the office acted: a unit, unless the records of that kind have a word of their own. */
function sayOnBehalf(action: string, words: Words): string {
  const own = `history.onBehalfIn.${action.split(".")[0] ?? ""}`;
  return words(words.has(own) ? own : "history.onBehalf");
}
