"use client";

import { DataTable, ROLES } from "./data-table";

/** Name, small print below it (may be empty), then one figure a column. */
export type SumLine = { name: string; under: string; figures: readonly string[] };

export type SumTableProps = {
  caption: string;
  /** The heading over the names. */
  name: string;
  /** The headings over the figures; the one that sums its line stands out. */
  columns: readonly { label: string; isTotal?: boolean }[];
  lines: readonly SumLine[];
  /** The sums of the columns. */
  total: SumLine;
};

/** Figures with the sums of their lines and columns, label and figure line by line on a phone; drawn from bare words as a register is. */
export function SumTable({ caption, name, columns, lines, total }: SumTableProps) {
  const line = ({ name: title, under, figures }: SumLine, place = 0) => (
    <tr key={place} {...ROLES.row}>
      <th {...ROLES.name}>
        {title}
        {under === "" ? null : <small>{under}</small>}
      </th>
      {columns.map(({ label, isTotal }, index) => (
        <td key={label} className={isTotal ? "r total" : "r"} data-label={label} {...ROLES.cell}>
          {figures[index]}
        </td>
      ))}
    </tr>
  );
  return (
    <DataTable caption={caption} hideCaption cards="sum">
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          <th {...ROLES.head}>{name}</th>
          {columns.map(({ label }) => (
            <th key={label} className="r" {...ROLES.head}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...ROLES.group}>{lines.map((each, place) => line(each, place))}</tbody>
      <tfoot {...ROLES.group}>{line(total)}</tfoot>
    </DataTable>
  );
}
