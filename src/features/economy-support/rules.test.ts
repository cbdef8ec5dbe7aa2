import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { caseInput } from "../../../tests/factories/economy-support";
import { issuesOf } from "@/lib/fields";
import { reportCases } from "./report";
import { addSums, judgeCase, searchTextOf, stateOf, writeCase, writeHours } from "./rules";
import { changeCaseSchema, logCaseSchema, readCaseFilter, writeCaseFilter } from "./schema";

const TODAY = "2026-11-22";
const ID = "3f6f4c1e-0000-4000-8000-000000000001";
const complaints = (form: Record<string, string>) => {
  const parsed = logCaseSchema.safeParse({ _key: ID, unitId: ID, title: "Moms", askedOn: "2026-10-01", ...form });
  return parsed.success ? [] : issuesOf(parsed.error).map(({ field, message }) => [field, message]);
};

describe("a support case", () => {
  it("V17: is answered from the day that it was, and open until then", () => {
    expect(stateOf({ answeredOn: null })).toBe("OPEN");
    expect(stateOf({ answeredOn: "2026-10-02" })).toBe("ANSWERED");
  });

  it("has been asked and answered, today at the latest, and in that order", () => {
    expect(judgeCase({ askedOn: "2026-11-23", answeredOn: null }, TODAY)).toMatchObject({ reason: "supportInFuture", field: "askedOn" });
    expect(judgeCase({ askedOn: TODAY, answeredOn: "2026-11-23" }, TODAY)).toMatchObject({ reason: "supportInFuture", field: "answeredOn" });
    expect(judgeCase({ askedOn: TODAY, answeredOn: TODAY }, TODAY)).toMatchObject({ ok: true });
    expect(complaints({ answeredOn: "2026-09-30" })).toEqual([["answeredOn", "economySupport.errors.answeredBefore"]]);
  });

  it("says what to write where something is missing or no number of hours", () => {
    expect(complaints({ unitId: "", title: " ", askedOn: "" })).toEqual([["unitId", "economySupport.errors.unitMissing"], ["title", "economySupport.errors.titleMissing"], ["askedOn", "economySupport.errors.askedOnMissing"]]);
    expect(["en timme", "1,555", "-1", "0", "10000"].map((hours) => complaints({ hours })[0]?.[1])).toEqual([...Array<string>(3).fill("economySupport.errors.hours"), ...Array<string>(2).fill("economySupport.errors.hoursRange")]);
    expect(["1,5", "1.5", "0,25", "9 999", ""].flatMap((hours) => complaints({ hours }))).toEqual([]);
  });

  it("is read from its form as it was written to it, to the hundredth of an hour", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 999_900 }), (hundredths) => {
      const input = caseInput({ unitId: ID, projectId: ID, question: "Vad?", answeredOn: "2026-10-02", answer: "Så", givenBy: "EU-ekonomen", hours: hundredths / 100 });
      expect(changeCaseSchema.parse({ id: ID, _version: "3", ...writeCase(input) })).toEqual({ id: ID, version: 3, supportCase: input });
    }));
  });

  it("is found by what was asked, answered and who gave it", () => {
    expect(searchTextOf(caseInput({ unitId: ID, title: "Moms", answer: "Ja", givenBy: "EU-ekonomen" }))).toBe("Moms\nJa\nEU-ekonomen");
  });

  it("is laid out in a table with a cell for each column", () => {
    const { columns, rows } = reportCases([{ ...caseInput({ unitId: ID, hours: 1.5 }), id: ID, unit: "Hamnen", hasProject: false }], (key) => key);
    expect(rows[0]).toHaveLength(columns.length);
    expect(rows[0]).toContain("1,5");
  });
});

describe("the figures of a year", () => {
  it("V17: add up to the hundredth of an hour, however many there are", () => {
    const sum = fc.record({ cases: fc.nat(50), answered: fc.nat(50), timed: fc.nat(50), hours: fc.nat(1_000_000).map((hundredths) => hundredths / 100) });
    fc.assert(fc.property(fc.array(sum, { maxLength: 60 }), (sums) => {
      const total = addSums(sums);
      expect(Math.round(total.hours * 100)).toBe(sums.reduce((all, { hours }) => all + Math.round(hours * 100), 0));
      expect(total.cases).toBe(sums.reduce((all, { cases }) => all + cases, 0));
      expect(writeHours(total.hours)).toMatch(/^\d+(,\d{1,2})?$/);
    }));
  });
});

describe("the list's address", () => {
  it("is read and written back the same, and names what it does not understand", () => {
    const query = `?q=moms&unit=${ID}&year=2026&until=2026-06-30&state=OPEN&timed=1&by=EU-ekonomen&sort=-title&page=3`;
    const { filter, ignored } = readCaseFilter(Object.fromEntries(new URLSearchParams(query)));
    expect(ignored).toEqual([]);
    expect(writeCaseFilter(filter)).toBe(query);
    expect(writeCaseFilter(readCaseFilter({}).filter)).toBe("");
    expect(readCaseFilter({ state: "ALLT", farg: "blå" }).ignored).toEqual(["farg", "state"]);
  });
});
