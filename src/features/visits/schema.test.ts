import { describe, expect, it } from "vitest";
import { issuesOf } from "@/lib/fields";
import { announceVisitSchema, readVisitFilter, writeVisitFilter } from "./schema";

const form = (more: Record<string, string> = {}) => ({
  _key: "10000000-0000-4000-8000-000000000001",
  unitId: "10000000-0000-4000-8000-000000000002",
  direction: "INCOMING",
  title: "Lärare från Sandefjord",
  starts: "2027-05-12",
  reachesChildrenAndYouth: "no",
  ...more,
});
const issues = (more: Record<string, string>) => {
  const parsed = announceVisitSchema.safeParse(form(more));
  return parsed.success ? [] : issuesOf(parsed.error).map(({ field, message }) => `${field} ${message}`);
};

describe("announcing a visit", () => {
  it("reads an approximate end as the last day that it can mean", () => {
    expect(announceVisitSchema.parse(form({ starts: "2027-05", ends: "2027-05" })).visit).toMatchObject({ starts: { on: "2027-05-01", precision: "MONTH" }, ends: { on: "2027-05-31", precision: "MONTH" } });
    expect(announceVisitSchema.parse(form()).visit).toMatchObject({ ends: null, needsRepresentation: null, purpose: null });
  });

  it("is refused at the field when it ends before it starts", () => {
    expect(issues({ ends: "2027-05-11" })).toEqual(["ends visits.errors.endsBeforeStart"]);
    expect(issues({ ends: "2027-05-12" })).toEqual([]);
    expect(issues({ starts: "2027 kv 2", ends: "2027-03" })).toEqual(["ends visits.errors.endsBeforeStart"]);
  });

  it("says all at once that it ends before it starts, counts the wrong people, and lacks other fields", () => {
    expect(issues({ ends: "2027-05-11", title: "", direction: "" })).toEqual(["direction visits.errors.directionMissing", "title visits.errors.titleMissing", "ends visits.errors.endsBeforeStart"]);
    expect(issues({ childrenAndYouthCount: "12", title: "", ends: "2027-05-11" })).toEqual(["title visits.errors.titleMissing", "ends visits.errors.endsBeforeStart", "childrenAndYouthCount visits.errors.youthCountWithoutYouth"]);
    expect(issues({ starts: "i våras", ends: "2027-05-11" })).toEqual(["starts fields.approximateDate"]);
  });

  it("says what is missing, and what does not agree", () => {
    expect(issues({ title: " ", starts: "", direction: "", unitId: "", reachesChildrenAndYouth: "" })).toEqual([
      "unitId visits.errors.unitMissing",
      "direction visits.errors.directionMissing",
      "title visits.errors.titleMissing",
      "starts visits.errors.startMissing",
      "reachesChildrenAndYouth visits.errors.youthMissing",
    ]);
    expect(issues({ starts: "31 feb 2027" })).toEqual(["starts fields.approximateDate"]);
    expect(issues({ childrenAndYouthCount: "12" })).toEqual(["childrenAndYouthCount visits.errors.youthCountWithoutYouth"]);
    expect(issues({ title: "x".repeat(201) })).toEqual(["title fields.tooLong"]);
  });
});

describe("the list's address", () => {
  it("is read as it was written", () => {
    const parameters = { q: "danmark", direction: "EVENT", year: "2026", when: "past", allocation: "taken", notice: "missing", youth: "1", sort: "-title", page: "3", unit: "10000000-0000-4000-8000-000000000002", presidium: "10000000-0000-4000-8000-000000000003" };
    const { filter, ignored } = readVisitFilter(parameters);
    expect(ignored).toEqual([]);
    expect(Object.fromEntries(new URLSearchParams(writeVisitFilter(filter)))).toEqual(parameters);
    expect(writeVisitFilter(readVisitFilter({}).filter)).toBe("");
  });

  it("leaves out and names what it does not understand", () => {
    expect(readVisitFilter({ direction: "UP", year: "12", colour: "blue" }).ignored.sort()).toEqual(["colour", "direction", "year"]);
  });
});
