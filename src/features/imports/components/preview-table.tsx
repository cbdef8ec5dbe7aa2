import { DataTable, ROLES } from "@/components/data-table";
import { Status } from "@/components/status";
import type { Words } from "@/messages/words";
import type { ImportField } from "../import";
import { writeIssue } from "../report";
import type { FieldChange, JudgedRow } from "../rules";

interface Props {
  rows: readonly JudgedRow[];
  fields: readonly ImportField[];
  placeOf: Readonly<Record<string, { letter: string; heading: string }>>;
  pathOf: ((id: string) => string) | null;
  words: Words;
}

const KINDS = { FAULT: "missing", LIKE: "todo", NEW: "going", CHANGED: "going", SAME: "done", TWICE: "none", ASIDE: "none" } as const;

/** Row by row what a list comes to, and where it is at fault, in words with row and column. */
export function PreviewTable({ rows, fields, placeOf, pathOf, words }: Props) {
  const named = (field: string) => fields.find(({ name }) => name === field);
  const valueOf = (field: string, text: string) => (text === "" ? words("imports.nothing") : (named(field)?.choices?.find(({ value }) => value === text)?.label(words) ?? text));
  const changeOf = ({ field, before, after }: FieldChange) => words("imports.change", { field: named(field) === undefined ? field : words(named(field)?.label ?? ""), before: valueOf(field, before), after: valueOf(field, after) });
  const remarksOf = ({ outcome, of, twiceOf, issues, changes }: JudgedRow) => [
    ...changes.map(changeOf),
    ...issues.map((issue) => writeIssue(issue, fields, placeOf, words)),
    ...(outcome === "LIKE" ? [words("imports.likes", { names: of.map(({ name }) => name).join(", ") })] : []),
    ...(twiceOf === null ? [] : [words("imports.twice", { row: twiceOf })]),
  ];
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
          const [same] = row.outcome === "SAME" || row.outcome === "CHANGED" ? row.of : [];
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
