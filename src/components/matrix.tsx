"use client";

import { DataTable, ROLES } from "./data-table";

/** have: there · part: some of it · miss: missing, and asked for · empty: nothing, and nobody asks for it · na: does not apply. */
export type MatrixState = "have" | "part" | "miss" | "empty" | "na";

/** What a cell says, and the address of what it counts. */
export type MatrixCell = readonly [state: MatrixState, word: string, href: string];

/** Address and name of a row, how much is missing in it (empty when nothing is), then its cells. */
export type MatrixLine = readonly [href: string, name: string, missing: string, ...cells: MatrixCell[]];

export type MatrixProps = {
  caption: string;
  /** The heading over the names of the rows. */
  name: string;
  columns: readonly { id: string; label: string; source: string }[];
  groups: readonly { title: string; note: string; lines: readonly MatrixLine[] }[];
  /** What colour says to those who look, for those who listen. */
  spoken: { miss: string; part: string; na: string };
};

const CLASSES = { have: undefined, part: "part", miss: "miss", empty: "zero", na: "na" } as const;

/** Rows in groups, with a word or number in every cell and the whole cell as link; on a phone each row shows what is missing. Drawn from bare words as a register is. */
export function Matrix({ caption, name, columns, groups, spoken }: MatrixProps) {
  return (
    <div className="table-wrap">
      <DataTable caption={caption} hideCaption cards="plain" className="matrix">
        <thead {...ROLES.group}>
          <tr {...ROLES.row}>
            <th {...ROLES.head}>{name}</th>
            {columns.map(({ id, label, source }) => (
              <th key={id} id={id} {...ROLES.head}>
                {label}
                {source === "" ? null : <small>{source}</small>}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(({ title, note, lines }) => (
          <tbody key={title} {...ROLES.group}>
            <tr className="matrix-group" {...ROLES.row}>
              <th colSpan={columns.length + 1} role="rowheader" scope="rowgroup">
                {title} <small>{note}</small>
              </th>
            </tr>
            {lines.map(([href, row, missing, ...cells]) => (
              <tr key={href} {...ROLES.row}>
                <th {...ROLES.name}>
                  <a href={href}>{row}</a>
                  {missing === "" ? null : <small className="matrix-missing">{missing}</small>}
                </th>
                {cells.map(([state, word, to], index) => (
                  <td key={columns[index]?.id ?? index} className={CLASSES[state]} data-label={columns[index]?.label} {...ROLES.cell}>
                    <Word state={state} word={word} href={to} spoken={spoken} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </DataTable>
    </div>
  );
}

function Word({ state, word, href, spoken }: { state: MatrixState; word: string; href: string; spoken: MatrixProps["spoken"] }) {
  if (state === "na") {
    return (
      <>
        <span aria-hidden="true">–</span>
        <span className="vh">{spoken.na}</span>
      </>
    );
  }
  const said = state === "miss" ? spoken.miss : state === "part" ? spoken.part : "";
  return (
    <a href={href}>
      {word}
      {said === "" || said.toLowerCase() === word.toLowerCase() ? null : <span className="vh">, {said}</span>}
    </a>
  );
}
