"use client";

import { DataTable, PriorityMark, ROLES, SortHeader } from "./data-table";
import { Status, type StatusKind } from "./status";

/** A column after the first, which names the row. */
export type RegisterColumn = {
  label: string;
  /** The label on a phone's card, where it must say more. */
  cardLabel?: string;
  /** full: a line of its own on a card · date: figures · amount: figures to the right. */
  kind: "full" | "date" | "amount";
  /** What a choice of columns calls it. */
  key?: string;
};

export type RegisterHeading = {
  label: string;
  /** The address that sorts by this column. */
  href?: string;
  sorted?: "ascending" | "descending";
};

/** Words, or a state with its word. */
export type RegisterCell = string | readonly [StatusKind, string];

/** Address, name, small print and mark of a row (the last two may be empty), then its cells. */
export type RegisterLine = readonly [href: string, name: string, under: string, mark: string, ...cells: RegisterCell[]];

export type RegisterTableProps = {
  caption: string;
  hideCaption?: boolean;
  /** The first column's heading. */
  name: RegisterHeading;
  columns: readonly (RegisterColumn & RegisterHeading)[];
  lines: readonly RegisterLine[];
  /** The columns to show, by their keys; those without a key are always shown. */
  shown?: readonly string[];
};

const CLASSES = { full: "full", date: "num", amount: "r" } as const;

/**
 * A page of a register, as cards on a phone. It is drawn from bare words both on the server and in the browser: as elements,
 * each cell would be sent twice, and fifty rows of them are most of what a list costs.
 */
export function RegisterTable({ caption, hideCaption, name, columns: all, lines, shown }: RegisterTableProps) {
  const places = all.flatMap(({ key }, place) => (key === undefined || shown === undefined || shown.includes(key) ? [place] : []));
  const columns = places.flatMap((place) => all[place] ?? []);
  return (
    <DataTable caption={caption} {...(hideCaption ? { hideCaption } : {})} cards="list">
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          <Heading heading={name} />
          {columns.map((column) => (
            <Heading key={column.label} heading={column} right={column.kind === "amount"} />
          ))}
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {lines.map(([href, title, under, mark, ...cells]) => (
          <tr key={href} {...ROLES.row}>
            <th {...ROLES.name}>
              <a href={href}>{title}</a>
              {under === "" ? null : <small>{under}</small>}
              {mark === "" ? null : <PriorityMark>{mark}</PriorityMark>}
            </th>
            {columns.map(({ label, cardLabel, kind }, index) => {
              const cell = cells[places[index] ?? -1] ?? "";
              return (
                <td key={label} className={CLASSES[kind]} data-label={cardLabel ?? label} {...ROLES.cell}>
                  {typeof cell === "string" ? cell : <Status kind={cell[0]}>{cell[1]}</Status>}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

function Heading({ heading: { label, href, sorted }, right }: { heading: RegisterHeading; right?: boolean }) {
  if (href === undefined) {
    return (
      <th className={right ? "r" : undefined} {...ROLES.head}>
        {label}
      </th>
    );
  }
  return (
    <SortHeader href={href} {...(sorted ? { sorted } : {})} {...(right ? { right } : {})}>
      {label}
    </SortHeader>
  );
}
