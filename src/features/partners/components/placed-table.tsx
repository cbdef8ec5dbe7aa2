import { DataTable, ROLES } from "@/components/data-table";
import { formatCountry } from "@/lib/formats";
import type { Words } from "@/messages/words";
import type { Mark } from "../map/rules";
import type { PlacedKind, PlacedRow } from "../map/schema";

const PATHS: Readonly<Record<PlacedKind, string>> = { RELATION: "town-relations", PROJECT: "projects", PARTNER: "partners" };

/** The rows of a map, mark by mark, and last those that have no place; each with how well its place is known. */
export function PlacedTable({ marks, unplaced, caption, words }: { marks: readonly Mark[]; unplaced: readonly PlacedRow[]; caption: string; words: Words }) {
  const lines = [...marks.flatMap(({ number, rows }) => rows.map((row, index) => ({ row, number: String(number), anchor: index === 0 ? `mark-${String(number)}` : undefined }))), ...unplaced.map((row) => ({ row, number: "–", anchor: undefined }))];
  const label = (name: string) => words(`partners.map.column.${name}`);
  return (
    <DataTable caption={caption} hideCaption cards="plain">
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          {["number", "name", "kind", "place", "exactness", "unit"].map((name) => (
            <th key={name} {...ROLES.head}>{label(name)}</th>
          ))}
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {lines.map(({ row, number, anchor }) => (
          <tr key={`${row.kind} ${row.id} ${row.place ?? ""} ${row.country ?? ""}`} id={anchor} tabIndex={anchor === undefined ? undefined : -1} {...ROLES.row}>
            <td data-label={label("number")} className="num" {...ROLES.cell}>{number}</td>
            <th {...ROLES.name}><a href={`/${PATHS[row.kind]}/${row.id}`}>{row.name}</a></th>
            <td data-label={label("kind")} {...ROLES.cell}>{words(`partners.map.kind.${row.kind}`)}</td>
            <td data-label={label("place")} {...ROLES.cell}>{[row.place === row.name ? null : row.place, row.country === null ? null : formatCountry(row.country, words.locale)].filter((part) => part !== null).join(", ")}</td>
            <td data-label={label("exactness")} {...ROLES.cell}>{words(`partners.map.exactness.${row.exactness}`)}</td>
            <td data-label={label("unit")} {...ROLES.cell}>{row.unit ?? <span className="quiet">{words("partners.map.noUnit")}</span>}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
