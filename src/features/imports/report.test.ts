import { expect, it } from "vitest";
import { wordsFor } from "@/messages/words";
import type { ImportField } from "./import";
import { reportMarked } from "./report";

const FIELDS: ImportField[] = ["name", "country"].map((name) => ({ name, label: `partners.field.${name}`, headings: [], isRequired: true, type: "text" }));

it("the rows of a list stand as in its file, with what is wrong beside them and the cells at fault marked", () => {
  const about = { title: "", of: [], twiceOf: null, changes: [] };
  const list = {
    header: ["Namn", "Anteckning"],
    cells: new Map([[2, ["Skolan", "a"]], [3, [""]]]),
    chosen: { name: 0 },
    placeOf: { name: { letter: "A", heading: "Namn" } },
    rows: [
      { ...about, row: 2, outcome: "NEW" as const, issues: [] },
      { ...about, row: 3, outcome: "FAULT" as const, issues: [{ field: "name", message: "partners.errors.nameMissing" }, { field: "country", message: "partners.errors.countryMissing" }] },
    ],
  };
  const { columns, rows, marks } = reportMarked(list, FIELDS, wordsFor("sv"));
  expect(columns.map(({ label }) => label)).toEqual(["Namn", "Anteckning", "Vad som ska rättas"]);
  expect(rows).toEqual([["Skolan", "a", null], ["", null, "Kolumn A ”Namn”: Skriv namnet, till exempel Haderslev Kommune.\n”Land”: Välj land."]]);
  expect(rows.map((line) => [...(marks.get(line) ?? [])])).toEqual([[], [2, 0]]);
});
