import type { ReactNode } from "react";
import { ButtonLink } from "./button";

export type EmptyStateProps = {
  /** What belongs here. */
  title: ReactNode;
  /** Why it belongs here, or what to change to find more. */
  children?: ReactNode;
  /** The clause that asks for it. */
  source?: ReactNode;
  action?: { href: string; label: ReactNode };
  /** The level of the title, one below the heading it stands under. */
  level?: 2 | 3;
};

/** Stands where the rows would have stood. */
export function EmptyState({ title, children, source, action, level = 3 }: EmptyStateProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <div className="empty">
      <Heading>{title}</Heading>
      {children ? <div>{children}</div> : null}
      {source ? <p className="meta">{source}</p> : null}
      {action ? <ButtonLink href={action.href}>{action.label}</ButtonLink> : null}
    </div>
  );
}
