import { describe, expect, it } from "vitest";
import { callInput } from "../../../../tests/factories/programmes.ts";
import { reportCalls } from "./report";
import { standingOf, writeCall } from "./rules";
import { addCallSchema, changeCallSchema, readCallFilter, writeCallFilter } from "./schema";

const id = "20000000-0000-4000-8000-000000000001";

describe("how a call stands", () => {
  const call = { opensOn: "2026-03-02", closesOn: "2026-09-25" };
  it.each([
    ["2026-03-01", "COMING"],
    ["2026-03-02", "OPEN"],
    ["2026-08-25", "OPEN"],
    ["2026-08-26", "CLOSES_SOON"],
    ["2026-09-25", "CLOSES_SOON"],
    ["2026-09-26", "CLOSED"],
  ])("on %s: %s", (day, standing) => {
    expect(standingOf(call, day)).toBe(standing);
  });

  it("open until further notice, and from when nobody has said", () => {
    expect(standingOf({ opensOn: null, closesOn: null }, "2026-01-01")).toBe("OPEN");
    expect(standingOf({ opensOn: null, closesOn: "2026-01-01" }, "2026-01-02")).toBe("CLOSED");
  });
});

describe("a call's form", () => {
  const form = { programmeId: id, name: "Fjärde utlysningen", certainty: "HIGH" };
  const issues = (values: Record<string, string>) => addCallSchema.safeParse({ _key: id, ...form, ...values }).error?.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);

  it("says at each field what to write instead", () => {
    expect(issues({})).toBeUndefined();
    expect(issues({ programmeId: "", name: "" })).toEqual(["programmeId calls.errors.programmeMissing", "name calls.errors.nameMissing"]);
    expect(issues({ opensOn: "2026-03-02", closesOn: "2026-03-01" })).toEqual(["closesOn calls.errors.closesBeforeOpening"]);
    expect(issues({ opensOn: "2026-03-02", closesOn: "2026-03-02" })).toBeUndefined();
    expect(issues({ closesOn: "snart", maxRatePercent: "-1" })).toEqual(["closesOn fields.date", "maxRatePercent programmes.errors.percent"]);
  });

  it("is read again as it was written", () => {
    const whole = callInput({ programmeId: id, name: "A", opensOn: "2026-03-02", closesOn: "2026-09-25", maxRatePercent: 62.5, website: "https://example.org/utlysning", source: "Programmets sida", certainty: "MEDIUM", note: "Tidigt" });
    for (const call of [whole, callInput({ programmeId: id })]) expect(changeCallSchema.parse({ id, _version: "2", ...writeCall(call) })).toEqual({ id, version: 2, call });
  });
});

it("a list shows what is open or coming until something else is asked for", () => {
  const { filter } = readCallFilter({});
  expect(filter).toEqual({ q: "", state: "current", programmeId: null, page: 1 });
  expect(writeCallFilter(filter)).toBe("");
  expect(readCallFilter({ state: "closed", programme: id, page: "2", farg: "bla" })).toEqual({ filter: { q: "", state: "closed", programmeId: id, page: 2 }, ignored: ["farg"] });
  expect(writeCallFilter({ ...filter, state: "closed", page: 2 })).toBe("?state=closed&page=2");
});

it("a report says how each call stands on its day", () => {
  const words = Object.assign((key: string) => key, { locale: "sv" as const });
  const { columns, rows } = reportCalls([{ ...callInput({ programmeId: id, maxRatePercent: 62.5 }), id, programme: { sv: "Nordsjön 2021–2027", en: "North Sea 2021–2027" } }], words, "2026-01-01");
  const cell = (key: string) => rows[0]?.[columns.findIndex((column) => column.key === key)];
  expect(["programme", "state", "closesOn", "rate"].map(cell)).toEqual(["Nordsjön 2021–2027", "calls.standing.OPEN", null, "62,5"]);
});
