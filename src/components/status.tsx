import type { ReactNode } from "react";

/** missing: someone must act · late: late, returned, partly · todo: not started · going · done · none: does not apply. */
export type StatusKind = "missing" | "late" | "todo" | "going" | "done" | "none";

/** A state as shape, word and colour; the word (children) carries the meaning, the sheet draws the shape. */
export function Status({ kind, children }: { kind: StatusKind; children: ReactNode }) {
  return <span className={`st st-${kind}`}>{children}</span>;
}
