import { describe, expect, it } from "vitest";
import { addressOf, cleanQuery, judgeCount, judgeSharing, MOST_VIEWS, writeQuery } from "./rules";

describe("what a view keeps of an address", () => {
  it("Issue's own words: is its filter, order and columns in one order, without the page and what is of the moment", () => {
    expect(writeQuery({ sort: "-title", q: "hav & kust", page: "3", done: "saved", form: "x", problem: "ABC", unit: "", cols: "unit,status" })).toBe("cols=unit%2Cstatus&q=hav+%26+kust&sort=-title");
    expect(writeQuery({ b: ["2", "1"], a: undefined })).toBe("b=2&b=1");
    expect(cleanQuery("?page=2&b=1&a=2")).toBe("a=2&b=1");
    expect(cleanQuery(cleanQuery("b=1&a=%C3%A5"))).toBe("a=%C3%A5&b=1");
  });

  it("leads back to the list", () => {
    expect([addressOf({ list: "/projects", query: "a=1" }), addressOf({ list: "/projects", query: "" })]).toEqual(["/projects?a=1", "/projects"]);
  });
});

it.each([
  ["PRIVATE", { isOffice: false, answersForUnit: false }, true],
  ["UNIT", { isOffice: false, answersForUnit: true }, true],
  ["UNIT", { isOffice: false, answersForUnit: false }, false],
  ["UNIT", { isOffice: true, answersForUnit: false }, true],
  ["EVERYONE", { isOffice: false, answersForUnit: true }, false],
  ["EVERYONE", { isOffice: true, answersForUnit: false }, true],
] as const)("a view that is shared as %s by %o: %s", (sharing, who, may) => {
  expect(judgeSharing(sharing, who).ok).toBe(may);
});

it("nobody keeps more than a hundred views", () => {
  expect([judgeCount(MOST_VIEWS - 1).ok, judgeCount(MOST_VIEWS)]).toMatchObject([true, { ok: false, reason: "viewTooMany", about: { most: 100 } }]);
});
