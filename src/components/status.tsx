import type { ReactNode } from "react";

/** missing: someone must act · late: late, returned, partly · todo: not started · going · done · none: does not apply. */
export type StatusKind = "missing" | "late" | "todo" | "going" | "done" | "none";

const SHAPES: Record<StatusKind, string> = {
  missing: "M6 0 12 6 6 12 0 6Z",
  late: "M6 .5 12 11.5H0Z",
  todo: "M6 0a6 6 0 1 0 0 12A6 6 0 0 0 6 0Zm0 1.8a4.2 4.2 0 1 1 0 8.4 4.2 4.2 0 0 1 0-8.4Z",
  going: "M6 0a6 6 0 1 0 0 12A6 6 0 0 0 6 0Zm0 1.8v8.4a4.2 4.2 0 0 1 0-8.4Z",
  done: "M6 0a6 6 0 1 0 0 12A6 6 0 0 0 6 0Z",
  none: "M0 4.9h12v2.2H0Z",
};

/** The shapes that every Status points to; rendered once, in the layout, so that a row need not carry its drawing. */
export function StatusSprite() {
  return (
    <svg className="vh" width="0" height="0" aria-hidden="true">
      {Object.entries(SHAPES).map(([kind, path]) => (
        <symbol key={kind} id={`st-${kind}`} viewBox="0 0 12 12">
          <path fillRule="evenodd" d={path} />
        </symbol>
      ))}
    </svg>
  );
}

/** A state as shape, word and colour; the word (children) carries the meaning. */
export function Status({ kind, children }: { kind: StatusKind; children: ReactNode }) {
  return (
    <span className={`st st-${kind}`}>
      <svg aria-hidden="true">
        <use href={`#st-${kind}`} />
      </svg>
      {children}
    </span>
  );
}
