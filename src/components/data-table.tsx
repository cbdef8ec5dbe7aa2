import type { ComponentProps, ReactNode } from "react";
import { classNames } from "@/lib/class-names";

export type DataTableProps = ComponentProps<"table"> & {
  caption: ReactNode;
  /** Keeps the caption for those who listen, where the heading above already says it. */
  hideCaption?: boolean;
  /**
   * How a row becomes a card on a phone. list: title, then `td.full` each on its own line, then short values three abreast ·
   * two: two abreast · sum: label and amount, line by line · plain: label and value · none: stays a table (few, narrow columns).
   */
  cards?: "list" | "two" | "sum" | "plain" | "none";
};

/**
 * A table whose rows become cards on a phone. Write `<thead>`, `<tr>`, `<td>` plainly inside it: a cell that needs its
 * label on a card carries `data-label`, a number `className="r"`, and the row's own name is `<th scope="row">`.
 * Browsers keep the table's meaning when its display changes only if the roles are spelt out, hence `ROLES`.
 */
export function DataTable({ caption, hideCaption, cards = "list", className, children, ...rest }: DataTableProps) {
  const look = cards === "none" ? undefined : cards === "plain" ? "cards" : `cards cards-${cards}`;
  return (
    <table role={look && "table"} className={classNames(look, className)} {...rest}>
      <caption className={hideCaption ? "vh" : undefined}>{caption}</caption>
      {children}
    </table>
  );
}

/** The table's roles, to spread where display changes: `<tr {...ROLES.row}>`. */
export const ROLES = {
  group: { role: "rowgroup" },
  row: { role: "row" },
  head: { role: "columnheader", scope: "col" },
  name: { role: "rowheader", scope: "row" },
  cell: { role: "cell" },
} as const;

export type SortHeaderProps = {
  /** The address that sorts by this column, or turns the order when it already does. */
  href: string;
  /** Only on the column that decides the order now. */
  sorted?: "ascending" | "descending";
  /** Right-aligned, over numbers. */
  right?: boolean;
  children: ReactNode;
};

/** A column's heading as a link that sorts. */
export function SortHeader({ href, sorted, right, children }: SortHeaderProps) {
  return (
    <th {...ROLES.head} className={right ? "r" : undefined} aria-sort={sorted}>
      <a className="sort" href={href}>
        {children}
      </a>
    </th>
  );
}

/** The short bar and the words that say why this row goes first. */
export function PriorityMark({ children }: { children: ReactNode }) {
  return <span className="prio">{children}</span>;
}
