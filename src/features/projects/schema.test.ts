import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyText, PRIORITIES, UNITS } from "../../../tests/factories/projects.ts";
import { APPLICATION_STATES, archiveSchema, memberSchema, PROJECT_STATUSES, readProjectFilter, SORTS, STATABLE, writeProjectFilter, type ProjectFilter } from "./schema";
import { statusChangeSchema } from "./steps/schema";

const first: ProjectFilter = { q: "", unitId: null, status: null, programmeId: null, priorityId: null, year: null, begunBy: null, states: null, lacks: null, appliedIn: null, application: null, youth: false, purpose: null, goal: null, area: null, international: false, open: false, sort: "ends", descending: true, page: 1 };
const parametersOf = (query: string) => Object.fromEntries(new URLSearchParams(query));

const ANY_FILTER: fc.Arbitrary<ProjectFilter> = fc.record({
  q: fc.oneof(fc.constant(""), anyText(200)),
  unitId: fc.option(fc.constantFrom(...UNITS), { nil: null }),
  status: fc.option(fc.constantFrom(...PROJECT_STATUSES), { nil: null }),
  priorityId: fc.option(fc.constantFrom(...PRIORITIES), { nil: null }),
  programmeId: fc.option(fc.constantFrom(...UNITS), { nil: null }),
  year: fc.option(fc.integer({ min: 1990, max: 2100 }), { nil: null }),
  begunBy: fc.option(fc.constantFrom("2024-02-29", "1999-12-31"), { nil: null }),
  states: fc.option(fc.constantFrom(...STATABLE), { nil: null }),
  lacks: fc.option(fc.constantFrom(...STATABLE), { nil: null }),
  appliedIn: fc.option(fc.integer({ min: 1990, max: 2100 }), { nil: null }),
  application: fc.option(fc.constantFrom(...APPLICATION_STATES), { nil: null }),
  youth: fc.boolean(),
  purpose: fc.option(fc.constantFrom("DIVERSITY", "A_1"), { nil: null }),
  goal: fc.option(fc.constantFrom("LIVE"), { nil: null }),
  area: fc.option(fc.constantFrom("MONITORING_AND_INFLUENCE"), { nil: null }),
  international: fc.boolean(),
  open: fc.boolean(),
  sort: fc.constantFrom(...SORTS),
  descending: fc.boolean(),
  page: fc.integer({ min: 1, max: 2_000_000_000 }),
});

describe("a list's address", () => {
  it("holds the filter, the order and the page, so that reading it gives them back", () => {
    fc.assert(
      fc.property(ANY_FILTER, (filter) => {
        expect(readProjectFilter(parametersOf(writeProjectFilter(filter)))).toEqual({ filter, ignored: [] });
      }),
    );
  });

  it("is empty for the list as it begins, and changes in one thing at a time", () => {
    expect(writeProjectFilter(first)).toBe("");
    expect(readProjectFilter({})).toEqual({ filter: first, ignored: [] });
    expect(writeProjectFilter({ ...first, page: 7 }, { status: "ONGOING", page: 1 })).toBe("?status=ONGOING");
    expect(writeProjectFilter({ ...first, sort: "title", descending: false })).toBe("?sort=title");
  });

  it.each([
    ["a purpose that is no code", { purpose: "x'; DROP" }, {}, ["purpose"]],
    ["a page of a thousand million", { page: "1000000000" }, { page: 1_000_000_000 }, []],
    ["a page beyond all", { page: "99999999999" }, {}, ["page"]],
    ["page nought", { page: "0" }, {}, ["page"]],
    ["a page below nought", { page: "-1" }, {}, ["page"]],
    ["half a page", { page: "1.5" }, {}, ["page"]],
    ["a page in words", { page: "två" }, {}, ["page"]],
    ["a year before all", { year: "1989" }, {}, ["year"]],
    ["a year beyond all", { year: "2101" }, {}, ["year"]],
    ["a status that is none", { status: "DONE" }, {}, ["status"]],
    ["a status that every object has", { status: "constructor" }, {}, ["status"]],
    ["an order that is none", { sort: "-secret" }, {}, ["sort"]],
    ["an order, the other way", { sort: "-title" }, { sort: "title", descending: true }, []],
    ["an order twice the other way", { sort: "--title" }, {}, ["sort"]],
    ["a unit that is no id", { unit: "1; DROP TABLE project" }, {}, ["unit"]],
    ["a programme that is no id", { programme: "x" }, {}, ["programme"]],
    ["a filter that there is not", { colour: "blue", __proto__x: "1" }, {}, ["colour", "__proto__x"]],
    ["what other parts of the page carry", { done: "logged", form: "x", problem: "y" }, {}, []],
    ["the same thing twice", { status: ["ONGOING", "IDEA"] }, { status: "ONGOING" }, []],
    ["empty values", { q: "", status: "", unit: "", page: "" }, {}, []],
    ["a ticked box of a form", { youth: "on" }, { youth: true }, []],
    ["a box with something else", { youth: "maybe" }, {}, ["youth"]],
    ["a NUL in free text", { q: "ha\0mn\u0007" }, { q: "ha mn" }, []],
    ["free text of taken-apart letters", { q: "a\u030a" }, { q: "å" }, []],
    ["too much free text", { q: "å".repeat(500) }, { q: "å".repeat(200) }, []],
    ["too much free text of double places", { q: `a${"👩".repeat(150)}` }, { q: `a${"👩".repeat(150)}` }, []],
  ])("with %s is read as far as it goes, and the rest is named", (_what, parameters, filter, ignored) => {
    expect(readProjectFilter(parameters)).toEqual({ filter: { ...first, ...filter }, ignored });
  });

  it("is read whatever it holds, and never to a filter that a list cannot answer", () => {
    const value = fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 3 }), fc.constant(undefined), fc.constantFrom("1e9", "0x10", "-0", "\ud83d", "%", "_"));
    fc.assert(
      fc.property(fc.dictionary(fc.oneof(fc.constantFrom("q", "unit", "status", "programme", "year", "youth", "sort", "page"), fc.string()), value), (parameters) => {
        const { filter } = readProjectFilter(parameters);
        expect([...filter.q].length).toBeLessThanOrEqual(200);
        expect(SORTS).toContain(filter.sort);
        expect(Number.isInteger(filter.page) && filter.page >= 1).toBe(true);
        if (filter.q.isWellFormed()) expect(readProjectFilter(parametersOf(writeProjectFilter(filter))).filter).toEqual(filter);
      }),
    );
  });
});

describe("what a form sends about a project", () => {
  it("is a step with its day, and nothing less", () => {
    expect(statusChangeSchema.safeParse({ id: UNITS[0], _version: "3", to: "ONGOING", on: "2026-11-22", note: "" }).data).toEqual({ id: UNITS[0], _version: 3, to: "ONGOING", on: "2026-11-22", note: null });
    for (const bad of [{ to: "X" }, { on: "" }, { on: "2026-02-30" }, { _version: "x" }, { id: "x" }, { note: "a".repeat(501) }]) {
      expect(statusChangeSchema.safeParse({ id: UNITS[0], _version: "3", to: "ONGOING", on: "2026-11-22", ...bad }).success).toBe(false);
    }
  });

  it("is a person and a project, or a project and its version", () => {
    expect([memberSchema.safeParse({ projectId: UNITS[0], personId: "" }).success, memberSchema.safeParse({ projectId: UNITS[0], personId: UNITS[1] }).success]).toEqual([false, true]);
    expect([archiveSchema.safeParse({ id: UNITS[0], _version: "" }).success, archiveSchema.safeParse({ id: UNITS[0], _version: "1" }).success]).toEqual([false, true]);
  });
});
