import { describe, expect, it } from "vitest";
import type { Values } from "@/domain/values";
import { groupsWithout, isIdle, layOutLedger, writeActivity, yearsBefore, type LedgerEntry } from "./rules";
import { logActivitySchema, readActivityFilter, writeActivityFilter } from "./schema";

const ID = "00000000-0000-4000-8000-000000000001";
const entry = (group: LedgerEntry["group"], year: number, more: Partial<LedgerEntry> = {}): LedgerEntry => ({ relationId: ID, group, year, activities: 1, participants: 10, childrenAndYouth: 4, ...more });
const form = (more: Values = {}): Values => ({ _key: ID, relationId: ID, unitId: ID, title: "Lärarutbyte", held: "2026-05", groups: ["PROFESSION"], reachesChildrenAndYouth: "no", benefit: "Nya arbetssätt", ...more });
const issuesOf = (values: Values) => {
  const read = logActivitySchema.safeParse(values);
  return read.success ? [] : read.error.issues.map((issue) => [issue.path.join("."), issue.message]);
};

describe("the benefit ledger", () => {
  it("V12a: counts what professions have had, and says so when it is nothing", () => {
    const [line] = layOutLedger([2026], [entry("PROFESSION", 2026), entry("PROFESSION", 2026, { activities: 2, participants: 5, childrenAndYouth: 0 }), entry("PROFESSION", 2025)], ({ year }, head) => year === head);
    expect(line?.groups[0]).toEqual({ group: "PROFESSION", activities: 3, participants: 15, childrenAndYouth: 4 });
    expect(groupsWithout([entry("RESIDENTS", 2026), entry("ASSOCIATIONS", 2026)], 2024, 2026)).toEqual(["PROFESSION"]);
  });

  it("V12b: counts what associations have had, and says so when it is nothing", () => {
    const [line] = layOutLedger([ID], [entry("ASSOCIATIONS", 2026)], ({ relationId }, head) => relationId === head);
    expect(line?.groups[1]).toEqual({ group: "ASSOCIATIONS", activities: 1, participants: 10, childrenAndYouth: 4 });
    expect(groupsWithout([entry("ASSOCIATIONS", 2023), entry("PROFESSION", 2025), entry("RESIDENTS", 2024)], 2024, 2026)).toEqual(["ASSOCIATIONS"]);
  });

  it("V12c: counts what residents have had, and says so when it is nothing", () => {
    const [line] = layOutLedger([ID], [entry("RESIDENTS", 2026, { activities: 0, participants: 0, childrenAndYouth: 0 })], ({ relationId }, head) => relationId === head);
    expect(line?.groups[2]).toEqual({ group: "RESIDENTS", activities: 0, participants: 0, childrenAndYouth: 0 });
    expect(groupsWithout([entry("RESIDENTS", 2026, { activities: 0 })], 2024, 2026)).toEqual(["PROFESSION", "ASSOCIATIONS", "RESIDENTS"]);
  });

  it.each([
    ["the last exchange is longer ago than so many years", { sinceOn: "1990-01-01", latestOn: "2023-11-28" }, true],
    ["the last exchange was on the very day so many years ago", { sinceOn: "1990-01-01", latestOn: "2023-11-29" }, false],
    ["there never was one", { sinceOn: "1990-01-01", latestOn: null }, true],
    ["the relation is younger than that", { sinceOn: "2023-11-29", latestOn: null }, false],
    ["it is not there", { sinceOn: null, latestOn: null }, false],
  ])("V12a: a relation is idle or not when %s", (_when, relation, expected) => {
    expect(isIdle(relation, "2026-11-29", 3)).toBe(expected);
  });

  it("counts years back from a leap day", () => {
    expect(yearsBefore("2028-02-29", 1)).toBe("2027-02-28");
    expect(yearsBefore("2028-02-29", 4)).toBe("2024-02-29");
    expect(yearsBefore("2026-11-29", 3)).toBe("2023-11-29");
  });
});

describe("the form of an exchange", () => {
  it("reads what it writes", () => {
    const whole = form({ groups: ["RESIDENTS", "ASSOCIATIONS"], association: "Kören", grant: "12 500,50", payerUnitId: ID, participantCount: "40", reachesChildrenAndYouth: "yes", childrenAndYouthCount: "25", source: "Protokoll" });
    const { activity } = logActivitySchema.parse(whole);
    expect(activity).toMatchObject({ groups: ["ASSOCIATIONS", "RESIDENTS"], grantOre: 1_250_050n, participantCount: 40, childrenAndYouthCount: 25 });
    expect(logActivitySchema.parse({ _key: ID, ...writeActivity(activity) }).activity).toEqual(activity);
  });

  it.each([
    ["no group", form({ groups: [] }), [["groups", "townActivities.errors.groupsMissing"]]],
    ["a group that is none", form({ groups: ["PROFESSION", "CATS"] }), [["groups", "fields.choice"]]],
    ["no benefit in words", form({ benefit: "" }), [["benefit", "townActivities.errors.benefitMissing"]]],
    ["a grant that nobody pays", form({ groups: ["ASSOCIATIONS"], association: "Kören", grant: "500" }), [["payerUnitId", "townActivities.errors.payerMissing"]]],
    ["a grant to nobody", form({ grant: "500", payerUnitId: ID }), [["association", "townActivities.errors.associationMissing"]]],
    ["an association outside its group", form({ association: "Kören" }), [["groups", "townActivities.errors.associationOutside"]]],
    ["more young people than people", form({ reachesChildrenAndYouth: "yes", participantCount: "3", childrenAndYouthCount: "4" }), [["childrenAndYouthCount", "townActivities.errors.moreYouthThanParticipants"]]],
  ])("refuses %s", (_what, values, issues) => {
    expect(issuesOf(values)).toEqual(issues);
  });

  it("V13: asks whether children and young people are reached, and counts only those that are", () => {
    expect(issuesOf(form({ reachesChildrenAndYouth: "" }))).toEqual([["reachesChildrenAndYouth", "townActivities.errors.youthMissing"]]);
    expect(issuesOf(form({ childrenAndYouthCount: "3" }))).toEqual([["childrenAndYouthCount", "townActivities.errors.youthCountWithoutYouth"]]);
  });

  it("V13: the list can be had of those that reach children and young people alone, and its address says so", () => {
    const { filter } = readActivityFilter({ youth: "1", year: "2026", group: "RESIDENTS" });
    expect(filter).toMatchObject({ youth: true, year: 2026, group: "RESIDENTS" });
    expect(writeActivityFilter(filter)).toBe("?group=RESIDENTS&year=2026&youth=1");
    expect(readActivityFilter({ group: "CATS", farg: "bla" }).ignored).toEqual(["farg", "group"]);
  });
});
