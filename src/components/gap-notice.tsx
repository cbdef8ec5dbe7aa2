"use client";

import type { ReactNode } from "react";
import { ButtonLink } from "./button";

export type GapNoticeProps = {
  title: ReactNode;
  /** What is missing, in a sentence or as links. */
  children?: ReactNode;
  /** The words that ask for it, and where they stand: `<><q>…</q> Policyn, V10b</>`. */
  source?: ReactNode;
  action?: { href: string; label: ReactNode };
};

/** Something is missing: what, who says so, and the one thing to do about it. */
export function GapNotice({ title, children, source, action }: GapNoticeProps) {
  return (
    <div className="gap">
      <div>
        <h3>{title}</h3>
        {children ? <div>{children}</div> : null}
        {source ? <p className="meta">{source}</p> : null}
      </div>
      {action ? (
        <ButtonLink small href={action.href}>
          {action.label}
        </ButtonLink>
      ) : null}
    </div>
  );
}
