"use client";

import { Fragment, type ReactNode } from "react";

export type PagerLink = { href: string; label: ReactNode };
export type PagerPage = { href: string; number: number; current?: boolean };

export type PagerProps = {
  /** Names the landmark: "Sidor". */
  label: string;
  /** "1–10 av 23". */
  summary: ReactNode;
  /** The pages to show, in order; a gap in the numbers is drawn as a gap. */
  pages: PagerPage[];
  previous?: PagerLink;
  next?: PagerLink;
};

/** From one page of a list to another, by plain links. */
export function Pager({ label, summary, pages, previous, next }: PagerProps) {
  return (
    <nav className="pager" aria-label={label}>
      <span>{summary}</span>
      {pages.length > 1 ? (
        <ul>
          {previous ? (
            <li>
              <a href={previous.href} rel="prev">
                {previous.label}
              </a>
            </li>
          ) : null}
          {pages.map((page, index) => {
            const before = pages[index - 1];
            return (
              <Fragment key={page.number}>
                {before && page.number - before.number > 1 ? <li aria-hidden="true">…</li> : null}
                <li>
                  <a href={page.href} aria-current={page.current ? "page" : undefined}>
                    {page.number}
                  </a>
                </li>
              </Fragment>
            );
          })}
          {next ? (
            <li>
              <a href={next.href} rel="next">
                {next.label}
              </a>
            </li>
          ) : null}
        </ul>
      ) : null}
    </nav>
  );
}
