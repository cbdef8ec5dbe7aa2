"use client";

import { Fragment, type ReactNode } from "react";

export type Fact = { label: ReactNode; value: ReactNode };

/** Label left, value right; one below the other on a phone. */
export function Facts({ items }: { items: Fact[] }) {
  return (
    <dl className="facts">
      {items.map((item, index) => (
        <Fragment key={index}>
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
