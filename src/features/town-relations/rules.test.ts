import { describe, expect, it } from "vitest";
import type { LinkedDecision } from "./episodes/rules";
import type { TownRelationState } from "./episodes/schema";
import { decisionNeedOf, findContradiction, findRemarks, isOutsideWithoutReason, judgeSameRelation, lacks, meet, needAfter, standingOn, thereSince, type JudgedEpisode, type JudgedRelation, writeRelation } from "./rules";
import { changeRelationSchema, enterRelationSchema, readRelationFilter, writeRelationFilter, type RelationInput } from "./schema";

const TODAY = "2026-11-29";
const ID = "00000000-0000-4000-8000-000000000001";
const decided: LinkedDecision = { matter: "ENTER_TOWN_RELATION", verdict: "RIGHT_BODY", relationKind: "TWIN_TOWN", decidedOn: "1990-01-01" };
const episode = (state: TownRelationState, startsOn: string, endsOn: string | null, more: Partial<JudgedEpisode> = {}): JudgedEpisode => ({ state, startsOn, endsOn, basis: "NONE", decision: null, ...more });
const relation = (episodes: readonly JudgedEpisode[], more: Partial<JudgedRelation> = {}): JudgedRelation => ({ id: ID, name: "Strandby", kind: "TWIN_TOWN", unitId: ID, priorityId: null, outsidePriorities: null, episodes, ...more });
const entered = episode("ACTIVE", "1990-02-01", null, { basis: "DECISION", decision: decided });

describe("how a relation stands", () => {
  it("follows from the episode of the day", () => {
    const episodes = [episode("ACTIVE", "1990-02-01", "2001-12-31"), episode("PAUSED", "2003-01-01", null)];
    expect(standingOn(episodes, "1995-06-01")).toBe("ACTIVE");
    expect(standingOn(episodes, "2002-06-01")).toBe("UNKNOWN");
    expect(standingOn(episodes, TODAY)).toBe("PAUSED");
  });

  it("is there since its first state in which something can be expected of it, as long as it is", () => {
    const proposed = episode("PROPOSED", "1989-01-01", "1990-01-31");
    expect(thereSince([proposed, entered], TODAY)).toBe("1990-02-01");
    expect(thereSince([proposed], TODAY)).toBeNull();
    expect(thereSince([episode("ACTIVE", "1990-02-01", "1999-12-31"), episode("ENDED", "2000-01-01", null)], TODAY)).toBeNull();
  });

  it("V14b, H12b: what it stands on is remarked where it is missing, flagged or a source alone, and what nothing is said of", () => {
    const episodes = [
      episode("ACTIVE", "1950-01-01", "1989-12-31", { basis: "UNKNOWN" }),
      episode("PAUSED", "1991-01-01", "1999-12-31"),
      episode("ACTIVE", "2000-01-01", "2009-12-31", { basis: "DECISION", decision: { ...decided, verdict: "WRONG_BODY" } }),
      episode("NOTICE_GIVEN", "2010-01-01", "2010-12-31", { basis: "OWN" }),
    ];
    expect(findRemarks(relation(episodes), TODAY).map(({ kind, from }) => [kind, from])).toEqual([
      ["UNKNOWN_BASIS", "1950-01-01"],
      ["UNACCOUNTED", "1990-01-01"],
      ["MISSING", "1991-01-01"],
      ["FLAGGED", "2000-01-01"],
      ["UNKNOWN_TODAY", null],
    ]);
    expect(findRemarks(relation([entered]), TODAY)).toEqual([]);
    expect(lacks(relation(episodes), "basis", TODAY)).toBe(true);
    expect(lacks(relation(episodes), "unknown", TODAY)).toBe(true);
    expect(lacks(relation([entered]), "basis", TODAY)).toBe(false);
  });

  it("V14b, H12a: one that is proposed waits for the decision to enter it; one that is there without a decision lacks it", () => {
    expect(decisionNeedOf(relation([episode("PROPOSED", "2026-01-01", null)]), TODAY)).toMatchObject({ matters: ["ENTER_TOWN_RELATION"], facts: { relationKind: "TWIN_TOWN" }, isDue: false });
    expect(decisionNeedOf(relation([episode("ACTIVE", "2026-01-01", null)]), TODAY)).toMatchObject({ isDue: true });
    expect(decisionNeedOf(relation([entered]), TODAY)).toBeNull();
    expect(needAfter(relation([entered]), "ACTIVE", "PAUSED")?.matters).toEqual(["PAUSE_TOWN_RELATION"]);
    expect(needAfter(relation([entered]), "ACTIVE", "DORMANT")).toBeNull();
  });

  it("H10: one that is there serves a priority or says why it lies outside them", () => {
    expect(isOutsideWithoutReason(relation([entered]), TODAY)).toBe(true);
    expect(isOutsideWithoutReason(relation([entered], { priorityId: ID }), TODAY)).toBe(false);
    expect(isOutsideWithoutReason(relation([entered], { outsidePriorities: "Från efterkrigstiden" }), TODAY)).toBe(false);
    expect(isOutsideWithoutReason(relation([episode("ENDED", "2020-01-01", null)]), TODAY)).toBe(false);
    expect(lacks(relation([entered]), "priority", TODAY)).toBe(true);
  });

  it("has a town once at a time", () => {
    const there = { sinceOn: "1950-01-01", untilOn: "1999-12-31" };
    const since = (on: string) => ({ since: { on, precision: "DAY" as const }, until: null });
    expect(meet(there, since("1999-12-31"))).toBe(true);
    expect(meet(there, since("2000-01-01"))).toBe(false);
    expect(meet({ sinceOn: null, untilOn: null }, since("2000-01-01"))).toBe(true);
  });
});

describe("the form of a relation", () => {
  const input: RelationInput = { name: "Strandby", kind: "TWIN_TOWN", unitId: ID, description: "Nordisk vänort", caseNumber: "KS 2026/1", priorityId: null, outsidePriorities: "Från efterkrigstiden", source: "Webbplatsen", certainty: "MEDIUM" };
  const form = { _key: ID, ...writeRelation(input), town: "Strandby", country: "dk", state: "PROPOSED", starts: "2026", basis: "NONE" };
  const issuesOf = (values: Record<string, unknown>) => {
    const read = enterRelationSchema.safeParse(values);
    return read.success ? [] : read.error.issues.map((issue) => [issue.path.join("."), issue.message]);
  };

  it("reads what it writes", () => {
    expect(changeRelationSchema.parse({ id: ID, _version: "3", ...writeRelation(input) })).toEqual({ id: ID, version: 3, relation: input });
    const { entered: read } = enterRelationSchema.parse(form);
    expect(read).toMatchObject({ relation: input, town: { name: "Strandby", country: "DK" }, episode: { state: "PROPOSED", starts: { on: "2026-01-01", precision: "YEAR" }, basis: "NONE" } });
  });

  it.each([
    ["an end before the start", { starts: "2026-05", ends: "2026-04" }, "ends", "townRelations.errors.endsBeforeStart"],
    ["a source that is not told", { basis: "UNKNOWN" }, "episodeSource", "townRelations.errors.sourceMissing"],
    ["a basis of one's own without words", { basis: "OWN" }, "ownBasis", "townRelations.errors.ownBasisMissing"],
    ["a decision that is not chosen", { basis: "DECISION" }, "decisionId", "townRelations.errors.decisionMissing"],
    ["a counterpart that is gone without a word", { state: "COUNTERPART_GONE" }, "note", "townRelations.errors.counterpartNoteMissing"],
    ["a country in words", { country: "Danmark" }, "country", "townRelations.errors.country"],
    ["a priority, and why there is none", { priorityId: ID }, "outsidePriorities", "townRelations.errors.bothInAndOutside"],
  ])("refuses %s", (_what, more, field, message) => {
    expect(issuesOf({ ...form, ...more })).toEqual([[field, message]]);
  });

  it("keeps an end within what it can mean, so that a year may end in the year it began", () => {
    expect(enterRelationSchema.parse({ ...form, ends: "2026" }).entered.episode.ends).toEqual({ on: "2026-12-31", precision: "YEAR" });
  });
});

describe("the address of the list", () => {
  it("holds what it is asked for, and names what it does not understand", () => {
    const { filter, ignored } = readRelationFilter({ kind: "TWIN_TOWN", state: "PAUSED", country: "DK", idle: "3", lacks: "basis", sort: "-since", page: "2", farg: "bla" });
    expect(ignored).toEqual(["farg"]);
    expect(writeRelationFilter(filter)).toBe("?kind=TWIN_TOWN&state=PAUSED&country=DK&idle=3&lacks=basis&sort=-since&page=2");
    expect(writeRelationFilter(readRelationFilter({}).filter)).toBe("");
  });
});

describe("relations that are one", () => {
  const episode = (state: "ACTIVE" | "DORMANT" | "ENDED", startsOn: string, endsOn: string | null = null) => ({ state, startsOn, endsOn });
  const stord = { kind: "TWIN_TOWN" as const, towns: [{ name: "Stord", country: "NO" }], episodes: [episode("ACTIVE", "1953-01-01")] };

  it("have histories that agree where they tell of the same time", () => {
    expect(findContradiction([episode("ACTIVE", "1953-01-01")], [episode("ACTIVE", "1960-01-01", "1999-12-31")])).toBeNull();
    expect(findContradiction([episode("ACTIVE", "1953-01-01", "1989-12-31")], [episode("ENDED", "1990-01-01")])).toBeNull();
    expect(findContradiction([episode("ACTIVE", "1953-01-01")], [episode("ACTIVE", "1953-01-01", "1989-12-31"), episode("DORMANT", "1990-01-01")])).toEqual({ states: ["ACTIVE", "DORMANT"], from: "1990-01-01" });
  });

  it.each([
    ["of one kind, town and history are merged, however the town is spelt", { ...stord, towns: [{ name: "Stord kommune", country: "NO" }] }, false, null],
    ["of two kinds are two relations", { ...stord, kind: "LETTER_OF_INTENT" as const }, true, "relationMergeOtherKind"],
    ["with no town in common are two relations", { ...stord, towns: [{ name: "Stord", country: "SE" }] }, true, "relationMergeOtherTown"],
    ["with histories that contradict each other are asked which holds", { ...stord, episodes: [episode("ENDED", "2000-01-01")] }, false, "relationMergeHistories"],
    ["are merged once that is said", { ...stord, episodes: [episode("ENDED", "2000-01-01")] }, true, null],
  ])("%s", (_what, into, isChosen, reason) => {
    const judged = judgeSameRelation(stord, into, isChosen);
    expect(judged.ok ? null : judged.reason).toBe(reason);
  });
});
