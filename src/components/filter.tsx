"use client";

import type { ReactNode } from "react";
import { Button } from "./button";

export type FilterFormProps = {
  /** Names the landmark: "Filtrera projekt". */
  label: string;
  /** Where the form goes; its fields become the address. */
  action: string;
  /** The field that is always in sight: free text. */
  lead: ReactNode;
  /** The rest, folded away on a phone. */
  children?: ReactNode;
  /** What opens the rest on a phone, with how many are in use: "Fler filter (2)". */
  more?: ReactNode;
  submit: ReactNode;
  /** State that the form must carry along: `<input type="hidden" …>` for sort and columns. */
  hidden?: ReactNode;
};

/** A plain GET form over a list; the address is its memory. */
export function FilterForm({ label, action, lead, children, more, submit, hidden }: FilterFormProps) {
  return (
    <form className="filters" action={action} role="search" aria-label={label}>
      {hidden}
      <div className="filters-lead">{lead}</div>
      {children ? (
        <details className="filters-fold">
          <summary>{more}</summary>
          <div className="filters-rest">{children}</div>
        </details>
      ) : null}
      <div className="filters-end">
        <Button small>{submit}</Button>
      </div>
    </form>
  );
}

export type FilterChip = {
  /** What is filtered on: "2026". */
  label: ReactNode;
  /** The address without this filter. */
  href: string;
  /** "Ta bort filtret 2026": must hold the visible words. */
  removeLabel: string;
};

/** The filters in use; each is a link that takes it away. */
export function FilterChips({ items }: { items: FilterChip[] }) {
  if (items.length === 0) return null;
  return (
    <ul className="chips">
      {items.map((item) => (
        <li key={item.href}>
          <a className="chip" href={item.href} aria-label={item.removeLabel}>
            {item.label}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** How many there are (announced), what they were filtered on, and what can be done with exactly these. */
export function ResultBar({ count, chips, views, tools }: { count: ReactNode; chips?: FilterChip[]; views?: ReactNode; tools?: ReactNode }) {
  return (
    <div className="result-bar">
      <div role="status">
        <h2>{count}</h2>
      </div>
      {chips ? <FilterChips items={chips} /> : null}
      {views}
      {tools ? <div className="tools push">{tools}</div> : null}
    </div>
  );
}
