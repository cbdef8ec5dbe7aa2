"use client";

import type { ReactNode } from "react";
import { classNames } from "@/lib/class-names";

export type PageHeadProps = {
  title: ReactNode;
  /** One sentence with the state of things. */
  lead?: ReactNode;
  /** Greys the lead where the heading itself already answers. */
  quietLead?: boolean;
  /** The page's one action or its links, beside the heading. */
  tools?: ReactNode;
  /** Status, marks and numbers that belong to the record, in one line. */
  meta?: ReactNode;
  /** Less room below: before a filter or a form. */
  tight?: boolean;
  /** The id of the h1, where something else is labelled by it. */
  id?: string;
};

/** The page's heading, and the sentence that answers before anyone reads on. */
export function PageHead({ title, lead, quietLead, tools, meta, tight, id }: PageHeadProps) {
  const heading = <h1 id={id}>{title}</h1>;
  return (
    <div className={tight ? "page-head-tight" : "page-head"}>
      {tools ? (
        <div className="page-head-row">
          {heading}
          {tools}
        </div>
      ) : (
        heading
      )}
      {lead ? <p className={classNames("lead", quietLead && "quiet")}>{lead}</p> : null}
      {meta ? <div className="page-meta">{meta}</div> : null}
    </div>
  );
}
