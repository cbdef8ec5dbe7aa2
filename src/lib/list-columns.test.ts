import { describe, expect, it } from "vitest";
import { keepColumns, readColumns, takeColumns, writeColumns, type ListColumns } from "./list-columns";

const COLUMNS: ListColumns = { columns: { unit: ["unit"], ends: ["endsOn", "endPrecision"], own: ["own"] }, usual: ["unit", "ends"], always: ["title"] };
const TABLE = { columns: ["title", "unit", "endsOn", "endPrecision", "own"].map((key) => ({ key, label: key, type: "text" as const, width: 9 })), rows: [["Hav", "Hamn", "2026-12-31", "DAY", 5n]] };

describe("the columns of a list", () => {
  it.each([
    [{ cols: "own,unit" }, ["unit", "own"], true],
    [{ cols: ["own", "unit"] }, ["unit", "own"], true],
    [{ cols: "own,gone" }, ["own"], false],
    [{ cols: "gone" }, null, false],
    [{ cols: "" }, null, true],
    [{}, null, true],
  ])("%o are %o, understood: %s", (address, shown, isUnderstood) => {
    expect(readColumns(address, COLUMNS)).toEqual({ shown, isUnderstood });
  });

  it("are written where they are not the usual ones, and named where they are not known", () => {
    expect([writeColumns(undefined, COLUMNS), writeColumns(["ends", "unit"], COLUMNS), writeColumns(["own"], COLUMNS)]).toEqual([null, null, "own"]);
    const ignored: string[] = [];
    expect([takeColumns({ cols: "gone" }, COLUMNS, ignored), ignored]).toEqual([{}, ["cols"]]);
  });

  it("Issue's own words: a file has exactly the columns that are shown, and the whole of it where nobody has chosen", () => {
    expect(keepColumns(TABLE, { cols: "ends" }, COLUMNS)).toMatchObject({ columns: [{ key: "title" }, { key: "endsOn" }, { key: "endPrecision" }], rows: [["Hav", "2026-12-31", "DAY"]] });
    expect(keepColumns(TABLE, {}, COLUMNS)).toBe(TABLE);
    expect(keepColumns(TABLE, { cols: "ends" }, undefined)).toBe(TABLE);
  });
});
