"use client";

import type { ReactNode } from "react";

export type Crumb = { href: string; label: ReactNode };

/** The parents of this page, never the page itself. `label` names the landmark. */
export function Breadcrumbs({ label, items }: { label: string; items: Crumb[] }) {
  return (
    <nav className="crumbs" aria-label={label}>
      <ol>
        {items.map((item) => (
          <li key={item.href}>
            <a href={item.href}>{item.label}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
