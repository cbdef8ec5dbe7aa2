import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { CHAPTERS, layOutAssurance, stateOf } from "../../scripts/lib/assurance.mjs";
import { checkCarriers, checkDocuments, checkLines } from "./support/assurance-checks";
import { PROJECT } from "./support/cruise";
import type { Tree } from "./support/tree";

const read = (file: string) => readFileSync(path.join(PROJECT, file), "utf8");
const readable = (file: string): [string, string][] => {
  try {
    return [[file, read(file)]];
  } catch {
    return [];
  }
};
const lines = CHAPTERS.flatMap((chapter) => chapter.lines);
const named: Tree = new Map(lines.flatMap(({ tests, documents = [] }) => [...tests, ...documents]).flatMap(({ file }) => readable(file)));
const results = read("bench/results.md");

describe("docs/assurance.md", () => {
  it("is what npm run assurance writes", () => {
    expect(read("docs/assurance.md")).toBe(layOutAssurance(results));
  });

  it("names tests and documents that are there, and tests that are run", () => {
    expect(checkCarriers(lines, named)).toEqual([]);
    expect(checkDocuments(lines, named)).toEqual([]);
  });

  it("of each line has tests, or says what is missing, or why it does not apply", () => {
    expect(checkLines(lines)).toEqual([]);
  });

  it("is not written from nothing", () => {
    expect(CHAPTERS.map((chapter) => chapter.lines.length)).toEqual([82, 10, 25, 11]);
    expect(lines.flatMap(({ tests }) => tests).length).toBeGreaterThan(200);
    for (const number of Array.from({ length: 24 }, (_none, index) => `R-${String(index + 1).padStart(2, "0")}`)) expect(lines.map(({ id }) => id)).toContain(number);
  });

  it("says of each line how it stands, and at its end what is missing, with the goals of speed as the benchmark left them", () => {
    const line = { id: "planted", must: "It holds.", tests: [{ file: "src/a.test.ts", title: "a | b" }], missing: "Not the half of it." };
    const page = layOutAssurance("# The last run\n\n2026-11-29 09:37, here.\n\n**This run is void**: too busy:\n\n- why\n\n| goal | measured |\n|---|---|\n| list | 1.5 × |\n", [{ heading: "Planted", about: "As it is.", lines: [line] }]);
    for (const said of ["| Planted | 1 | 0 | 1 | 0 | 0 |", "| planted | partly | It holds. | [src/a.test.ts](../src/a.test.ts): `a \\| b` |  |", "- **planted** (partly). Not the half of it.", "| list | 1.5 × |", "2026-11-29 09:37, here.", "**This run is void**: too busy."]) expect(page).toContain(said);
    expect(() => layOutAssurance("# Nothing\n")).toThrow("no table of goals");
  });

  it.each([
    ["shown", { tests: [{ file: "a", title: "b" }] }],
    ["partly", { tests: [{ file: "a", title: "b" }], missing: "The half." }],
    ["not shown", { tests: [], missing: "All." }],
    ["not shown", { tests: [], missing: "All.", documents: [{ file: "a", text: "b" }] }],
    ["does not apply", { tests: [], outside: "There is none." }],
  ] as const)("calls a line %s: %j", (state, line) => {
    expect(stateOf({ id: "planted", must: "It holds.", ...line })).toBe(state);
  });
});

describe("the checks see what they are for", () => {
  const FILE = "src/planted.test.ts";
  const carried = (text: string, title: string, file = FILE) => checkCarriers([{ id: "planted", must: "It holds.", tests: [{ file, title }] }], new Map([[file, text]]));
  const sound = { id: "planted", must: "It holds as it should.", tests: [{ file: FILE, title: "a" }] };

  it.each([
    ["a test", 'it("a is so", () => {});', "a is so"],
    ["a part of its title", 'it("Z9: a is so", () => {});', "a is so"],
    ["a title with a place to fill in", "test(`a ${how} is so`, () => {});", "a ${how} is so"],
    ["a title in two halves", 'test("a is so " + how, () => {});', "a is so"],
    ["a title of a table's tests", 'it.each([["x"]])("%s is so", () => {});', "%s is so"],
    ["a row of a table", 'it.each([["a row", 1]])("%s is so", () => {});', "a row"],
    ["a row by its name", 'const rows = [{ what: "a row" }];\nfor (const { what } of rows) it(what, () => {});', "a row"],
    ["a group", 'describe("a group", () => { it("a", () => {}); });', "a group"],
    ["a test in a group", 'describe.each([1])("of %i", () => { it("a is so", () => {}); });', "a is so"],
  ])("%s is found", (_what, text, title) => {
    expect(carried(text, title)).toEqual([]);
  });

  it.each([
    ["that is not there", 'it("b is so", () => {});', "a is so"],
    ["that is told of in a comment alone", '// it("a is so", () => {});', "a is so"],
    ["whose words stand in what it does", 'it("b", () => { expect(say()).toBe("a is so"); });', "a is so"],
    ["that is left out", 'it.skip("a is so", () => {});', "a is so"],
    ["in a group that is left out", 'describe.skip("b", () => { it("a is so", () => {}); });', "a is so"],
    ["that is yet to be written", 'it.todo("a is so");', "a is so"],
    ["of a table that is left out", 'it.skip.each([["a row"]])("%s", () => {});', "a row"],
    ["without a title", 'it("a is so", () => {});', ""],
  ])("a test %s is missed", (_what, text, title) => {
    expect(carried(text, title)).toEqual([`planted: no test in ${FILE} that is run is called “${title}”`]);
  });

  it("a file that is not there, or is no test, is missed", () => {
    expect(checkCarriers([sound], new Map())).toEqual([`planted: there is no ${FILE}`]);
    expect(carried('it("a is so", () => {});', "a is so", "src/planted.ts")).toEqual(["planted: src/planted.ts is no test"]);
    expect(carried('export const watch = (faults: string[]) => faults.push("fell: ");', "fell: ", "e2e/fixtures/planted.ts")).toEqual([]);
  });

  it("a document that is not there, or says something else, is missed", () => {
    const line = { ...sound, documents: [{ file: "docs/a.md", text: "so it is" }] };
    expect(checkDocuments([line], new Map([["docs/a.md", "Well, so it is."]]))).toEqual([]);
    for (const tree of [new Map(), new Map([["docs/a.md", "It was."]])]) expect(checkDocuments([line], tree)).toEqual(["planted: docs/a.md does not say “so it is”"]);
  });

  it.each([
    ["two of one name", [sound, sound], "planted: there are two"],
    ["one that nothing carries", [{ ...sound, tests: [] }], "planted: it has no test, and does not say what is missing"],
    ["one that does not apply and is tested", [{ ...sound, outside: "There is no such thing." }], "planted: what does not apply has no tests, and misses none"],
    ["a reason that is none", [{ ...sound, missing: "later" }], "planted: what it says is no sentence"],
  ])("%s is found", (_what, planted, found) => {
    expect(checkLines([sound])).toEqual([]);
    expect(checkLines(planted)).toEqual([found]);
  });
});
