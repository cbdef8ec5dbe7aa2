"use client";

import type { ReactNode } from "react";

export type HistoryEntry = {
  key: string;
  /** ISO date or instant, for machines. */
  at: string;
  /** The same moment in words: "I dag 9.38". */
  when: ReactNode;
  /** Who did what, from and to. */
  what: ReactNode;
};

/** What has happened, latest first. */
export function History({ items }: { items: HistoryEntry[] }) {
  return (
    <ol className="history">
      {items.map((item) => (
        <li key={item.key}>
          <time dateTime={item.at}>{item.when}</time>
          {item.what}
        </li>
      ))}
    </ol>
  );
}
