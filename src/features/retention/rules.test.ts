import { describe, expect, it } from "vitest";
import { describeRule } from "./report";
import { judgeRule, readRecordAddress, ruleFor } from "./rules";
import { readDueFilter, setRuleSchema, writeDueFilter } from "./schema";

const given = { kind: "visit", outcome: "DISPOSE" as const, years: 5, source: "Planen", certainty: "HIGH" as const };

describe("the rule of a kind", () => {
  it("is the municipality's own before the pack's, and else that nothing is regulated", () => {
    expect(ruleFor("visit", [{ ...given, years: 9 }], [given])).toMatchObject({ years: 9, origin: "OWN" });
    expect(ruleFor("visit", [], [given])).toMatchObject({ years: 5, origin: "PACK" });
    expect(ruleFor("network", [given], [given])).toEqual({ kind: "network", outcome: "UNREGULATED", years: null, source: null, certainty: null, origin: null });
    expect(ruleFor("visit", [{ ...given, outcome: "UNREGULATED", years: null }], [given])).toMatchObject({ outcome: "UNREGULATED", origin: "OWN" });
  });

  it("gives a time only where it is known when a matter is over", () => {
    expect(judgeRule({ isKnown: true, hasEnd: true }, "DISPOSE").ok).toBe(true);
    expect(judgeRule({ isKnown: true, hasEnd: false }, "DISPOSE")).toMatchObject({ reason: "retentionEndUnknown", field: "outcome" });
    expect(judgeRule({ isKnown: true, hasEnd: false }, "PRESERVE").ok).toBe(true);
    expect(judgeRule({ isKnown: false, hasEnd: false }, "PRESERVE")).toMatchObject({ reason: "retentionKindUnknown" });
  });

  it("is told in words", () => {
    const words = (key: string, parameters?: Record<string, string | number>) => `${key} ${JSON.stringify(parameters ?? {})}`;
    expect(describeRule({ outcome: "DISPOSE", years: 5 }, words)).toBe('retention.afterYears {"years":5}');
    expect(describeRule({ outcome: "UNREGULATED", years: null }, words)).toBe("retention.outcome.UNREGULATED {}");
  });
});

it("a record is named by its page's address, however that was copied", () => {
  const id = "00000000-0000-4000-8000-000000000001";
  const other = "00000000-0000-4000-8000-000000000002";
  const registers = [
    { kind: "project", path: (of: string) => `/projects/${of}`, holding: {} },
    { kind: "person", path: (of: string) => `/people/${of}` },
    { kind: "exchangeActivity", path: (of: string) => `/town-relations/activities/${of}`, holding: {} },
    { kind: "townRelation", path: (of: string) => `/town-relations/${of}`, holding: {} },
  ];
  const read = (address: string) => readRecordAddress(address, registers);
  for (const address of [`https://utblick.example/projects/${id}`, `/projects/${id}?done=changed#money`, `/projects/${id}/deadlines`, `https://utblick.example/projects/${id}/parts/${other}`]) expect(read(address), address).toEqual({ kind: "project", id });
  expect(read(`/town-relations/activities/${id}`)).toEqual({ kind: "exchangeActivity", id });
  for (const address of ["", "projekt", `/people/${id}`, `/elsewhere/${id}`, `/projects/${id}x`, `/projects?q=${id}`, "http://", "javascript:alert(1)"]) expect(read(address), address).toBeNull();
});

describe("the form of a rule", () => {
  const form = { _key: "00000000-0000-4000-8000-000000000001", _version: "0", kind: "visit", outcome: "DISPOSE", years: "7", source: "Planen", certainty: "HIGH" };
  const issues = (more: Record<string, string>) => setRuleSchema.safeParse({ ...form, ...more }).error?.issues.map(({ path, message }) => [path.join(), message]) ?? [];

  it("takes years for what is disposed of, and none for the rest", () => {
    expect(setRuleSchema.parse(form).rule).toEqual({ kind: "visit", outcome: "DISPOSE", years: 7, source: "Planen", certainty: "HIGH" });
    expect(setRuleSchema.parse({ ...form, outcome: "PRESERVE" }).rule.years).toBeNull();
  });

  it.each([
    ["no years", { years: "" }, [["years", "retention.errors.yearsMissing"]]],
    ["no years and no certainty", { years: "", certainty: "" }, [["certainty", "retention.errors.certaintyMissing"], ["years", "retention.errors.yearsMissing"]]],
    ["no years at all", { years: "0" }, [["years", "fields.countRange"]]],
    ["words for years", { years: "sju" }, [["years", "fields.count"]]],
    ["no source", { source: " " }, [["source", "retention.errors.sourceMissing"]]],
    ["no certainty", { certainty: "" }, [["certainty", "retention.errors.certaintyMissing"]]],
    ["no kind of thing", { kind: "'; drop" }, [["kind", "fields.choice"]]],
  ])("says at the field what to write instead of %s", (_what, more, expected) => {
    expect(issues(more)).toEqual(expected);
  });
});

it("the list's address is read as it was written, and what it does not understand is named", () => {
  const { filter, ignored } = readDueFilter({ on: "2030-01-31", kind: "visit", state: "HELD", unit: "nobody", colour: "blue", page: "2" });
  expect(filter).toEqual({ on: "2030-01-31", kind: "visit", unitId: null, state: "HELD", page: 2 });
  expect([...ignored].sort()).toEqual(["colour", "unit"]);
  expect(writeDueFilter(filter, { page: 1 })).toBe("?on=2030-01-31&kind=visit&state=HELD");
});
