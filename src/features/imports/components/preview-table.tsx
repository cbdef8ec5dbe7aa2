import { DataTable, ROLES } from "@/components/data-table";
import { Status } from "@/components/status";
import type { Words } from "@/messages/words";
import type { ImportField } from "../import";
import type { JudgedRow } from "../rules";

interface Props {
  rows: readonly JudgedRow[];
  fields: readonly ImportField[];
  placeOf: Readonly<Record<string, { letter: string; heading: string }>>;
  pathOf: ((id: string) => string) | null;
  words: Words;
}

const KINDS = { FAULT: "missing", LIKE: "todo", NEW: "going", SAME: "done", TWICE: "none" } as const;

/** Row by row what a list comes to, and where it is at fault, in words with row and column. */
export function PreviewTable({ rows, fields, placeOf, pathOf, words }: Props) {
  const remarksOf = ({ outcome, of, twiceOf, issues }: JudgedRow) => {
    if (outcome === "FAULT") {
      return issues.map(({ field, message, params }) => {
        const [place, text] = [placeOf[field], words(message, params)];
        const called = fields.find(({ name }) => name === field);
        if (place !== undefined) return words("imports.fault", { ...place, text });
        return called === undefined ? text : words("imports.faultWithout", { field: words(called.label), text });
      });
    }
    if (outcome === "LIKE") return [words("imports.likes", { names: of.map(({ name }) => name).join(", ") })];
    return twiceOf === null ? [] : [words("imports.twice", { row: twiceOf })];
  };
  return (
    <DataTable caption={words("imports.previewCaption")} hideCaption cards="list">
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          <th {...ROLES.head}>{words("imports.column.title")}</th>
          <th {...ROLES.head}>{words("imports.column.row")}</th>
          <th {...ROLES.head}>{words("imports.column.outcome")}</th>
          <th {...ROLES.head}>{words("imports.column.what")}</th>
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {rows.map((row) => {
          const [same] = row.outcome === "SAME" ? row.of : [];
          return (
            <tr key={row.row} {...ROLES.row}>
              <th {...ROLES.name}>{row.title === "" ? "–" : row.title}</th>
              <td {...ROLES.cell} className="num" data-label={words("imports.column.row")}>{row.row}</td>
              <td {...ROLES.cell} className="full"><Status kind={KINDS[row.outcome]}>{words(`imports.outcome.${row.outcome}`)}</Status></td>
              <td {...ROLES.cell} className="full">
                {same === undefined ? null : pathOf === null ? words("imports.isSame", { name: same.name }) : <a href={pathOf(same.id)}>{words("imports.isSame", { name: same.name })}</a>}
                {remarksOf(row).map((text) => (
                  <p key={text}>{text}</p>
                ))}
              </td>
            </tr>
          );
        })}
      </tbody>
    </DataTable>
  );
}
