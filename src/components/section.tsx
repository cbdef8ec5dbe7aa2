"use client";

import type { ReactNode } from "react";
import { classNames } from "@/lib/class-names";

export type SectionProps = {
  /** Id of the heading; names the section and serves as its anchor. */
  id: string;
  title: ReactNode;
  /** A quiet remark to the right of the heading: unit, rate, "Avsnitt 3 av 7". */
  note?: ReactNode;
  /** The one link that leads to all of it. */
  more?: { href: string; label: ReactNode };
  /** In place of the link: a small form of a single `<button className="link">`. */
  action?: ReactNode;
  className?: string;
  /** The heading alone, without the row that remarks and links stand in. */
  bare?: boolean;
  children: ReactNode;
};

/** A heavy rule, a heading, and what belongs under it. */
export function Section({ id, title, note, more, action, className, bare, children }: SectionProps) {
  return (
    <section className={classNames("section", className)} aria-labelledby={id}>
      {bare ? <h2 id={id}>{title}</h2> : <SectionHead id={id} title={title} note={note} more={more} action={action} />}
      {children}
    </section>
  );
}

/** The heading row alone, for a form that is itself the section (`<form className="section" aria-labelledby>`). */
export function SectionHead({ id, title, note, more, action }: Omit<SectionProps, "bare" | "children" | "className">) {
  return (
    <div className="section-head">
      <h2 id={id}>{title}</h2>
      {note ? <p>{note}</p> : null}
      {more ? (
        <a className="more" href={more.href}>
          {more.label}
        </a>
      ) : null}
      {action}
    </div>
  );
}

/** Rows parted by hairlines; children are `<li>`. */
export function Rows({ tight, children }: { tight?: boolean; children: ReactNode }) {
  return <ul className={classNames("rows", tight && "rows-tight")}>{children}</ul>;
}
