"use client";

import type { ReactNode } from "react";

export type HistoryEntry = {
  key: string;
  /** ISO date or instant, for machines. */
  at: string;
  /** The same moment in words: "I dag 9.38". */
  when: string;
  /** Who did what. */
  what: ReactNode;
  /** Each field that was changed, and from what to what. */
  changes?: readonly (readonly [field: string, change: string])[];
  /** What there is besides: "och 3 fält till". */
  more?: string;
};

/** What has happened, latest first. */
export function History({ items }: { items: readonly HistoryEntry[] }) {
  return (
    <ol className="history">
      {items.map((item) => (
        <li key={item.key}>
          <time dateTime={item.at}>{item.when}</time>
          {item.what}
          {item.changes === undefined || item.changes.length === 0 ? null : (
            <span className="history-changes">
              {item.changes.map(([field, change], place) => (
                <span key={place}>
                  <b>{field}</b> {change}
                </span>
              ))}
            </span>
          )}
          {item.more === undefined ? null : <span className="meta">{item.more}</span>}
        </li>
      ))}
    </ol>
  );
}
