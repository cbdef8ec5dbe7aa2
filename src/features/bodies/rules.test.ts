import { describe, expect, it } from "vitest";
import {
  bodyNamed,
  followMergers,
  idsWithPredecessors,
  isThereOn,
  judgeBody,
  judgeClosing,
  judgeMerge,
  judgePlacement,
  judgeRename,
  nameOnDate,
  politicalBodyOf,
  selectBodies,
  unitsAmong,
  type BodyState,
  type ListedBody,
} from "./rules";
import { addBodySchema, mergeBodySchema, UNIT_KINDS, BODY_KINDS, type BodyInput, type NameOverTime } from "./schema";

const state = (more: Partial<BodyState> = {}): BodyState => ({ id: "a", kind: "OFFICE", validFrom: "2010-01-01", validTo: null, mergedIntoId: null, ...more });
const name = (text: string, from: string | null = null, to: string | null = null): NameOverTime => ({ name: text, shortName: null, from, to });
const listed = (id: string, more: Partial<ListedBody> = {}): ListedBody => ({ ...state({ id }), version: 1, name: id, shortName: null, names: [name(id)], parentId: null, ownershipPercent: null, boundByOther: null, organisationNumber: null, ...more });
const body = (more: Partial<BodyInput> = {}): BodyInput => ({ kind: "COMPANY", names: [name("A")], parentId: null, ownershipPercent: null, boundByOther: null, organisationNumber: null, validFrom: null, validTo: null, certainty: "HIGH", source: null, isDemonstration: false, ...more });
const reason = (verdict: { ok: true } | { ok: false; reason: string }) => (verdict.ok ? "fine" : verdict.reason);

describe("the name on a day", () => {
  const names = [name("Första", null, "2009-12-31"), name("Andra", "2010-01-01", "2014-12-31"), name("Tredje", "2016-01-01")];
  it.each([
    ["2000-01-01", "Första"],
    ["2009-12-31", "Första"],
    ["2010-01-01", "Andra"],
    ["2015-06-01", "Andra"],
    ["2016-01-01", "Tredje"],
    ["2100-01-01", "Tredje"],
  ])("E.4.10: %s it was called %s", (on, expected) => {
    expect(nameOnDate(names.toReversed(), on)?.name).toBe(expected);
  });

  it("is the first one before anything is known, and null without names", () => {
    expect(nameOnDate([name("Bara", "2020-01-01")], "2000-01-01")?.name).toBe("Bara");
    expect(nameOnDate([], "2000-01-01")).toBeNull();
  });
});

describe("a new body", () => {
  it.each([
    ["fine", {}],
    ["fine", { ownershipPercent: 50, boundByOther: "Grannen" }],
    ["bodyNameMissing", { names: [] }],
    ["bodyEndsBeforeStart", { validFrom: "2020-01-02", validTo: "2020-01-01" }],
    ["fine", { validFrom: "2020-01-01", validTo: "2020-01-01" }],
    ["bodyEndsBeforeStart", { names: [name("A", "2020-01-02", "2020-01-01")] }],
    ["bodyNamesOverlap", { names: [name("A", null, "2020-01-01"), name("B", "2020-01-01")] }],
    ["bodyNamesOverlap", { names: [name("A"), name("B")] }],
    ["fine", { names: [name("A", null, "2019-12-31"), name("B", "2020-01-01")] }],
    ["bodyShareOnlyForCompany", { kind: "OFFICE", ownershipPercent: 50 }],
    ["bodyNumberOnlyForCompany", { kind: "OFFICE", organisationNumber: "5560360793" }],
    ["bodyBoundOnlyForCompany", { kind: "OFFICE", boundByOther: "Grannen" }],
  ] satisfies [string, Partial<BodyInput>][])("is %s", (expected, more) => {
    expect(reason(judgeBody(body(more)))).toBe(expected);
  });

  it.each(BODY_KINDS)("of kind %s needs a parent exactly when it is a part of something", (kind) => {
    const isFree = ["COUNCIL", "EXECUTIVE_BOARD", "COMMITTEE", "COMPANY", "MANAGEMENT_GROUP"].includes(kind);
    expect(reason(judgePlacement(kind, null, null, [], null))).toBe(isFree ? "fine" : "bodyNeedsParent");
  });

  it("lies under a body of the right kind that is there", () => {
    const committee = state({ kind: "COMMITTEE", validTo: "2020-12-31" });
    expect(reason(judgePlacement("DEPARTMENT", null, committee, [], "2020-12-31"))).toBe("fine");
    expect(reason(judgePlacement("DEPARTMENT", null, committee, [], "2021-01-01"))).toBe("bodyParentEnded");
    expect(reason(judgePlacement("WORKPLACE", null, committee, [], null))).toBe("bodyParentOfWrongKind");
    expect(reason(judgePlacement("COMPANY", "x", state({ kind: "COMPANY" }), ["x"], null))).toBe("bodyPlacedUnderItself");
    expect(reason(judgePlacement("COMPANY", "a", state({ kind: "COMPANY" }), [], null))).toBe("bodyPlacedUnderItself");
  });
});

describe("renaming, closing and merging", () => {
  it.each([
    ["fine", {}, name("A", "2012-01-01"), { name: "B", shortName: null, from: "2012-01-02" }],
    ["bodyRenameTooEarly", {}, name("A", "2012-01-01"), { name: "B", shortName: null, from: "2012-01-01" }],
    ["bodyRenameTooEarly", {}, name("A"), { name: "B", shortName: null, from: "2010-01-01" }],
    ["bodyRenameTooEarly", {}, name("A", null, "2015-01-01"), { name: "B", shortName: null, from: "2015-01-01" }],
    ["bodyHasEnded", { validTo: "2019-12-31" }, name("A"), { name: "B", shortName: null, from: "2020-01-01" }],
    ["bodyNameUnchanged", {}, name("A"), { name: "A", shortName: null, from: "2020-01-01" }],
    ["fine", {}, name("A"), { name: "A", shortName: "a", from: "2020-01-01" }],
  ] satisfies [string, Partial<BodyState>, NameOverTime, { name: string; shortName: string | null; from: string }][])("renaming is %s", (expected, more, latest, next) => {
    expect(reason(judgeRename(state(more), latest, next))).toBe(expected);
  });

  it.each([
    ["fine", {}, "2010-01-01"],
    ["bodyEndsBeforeStart", {}, "2009-12-31"],
    ["bodyHasEnded", { validTo: "2020-01-01" }, "2020-01-01"],
    ["fine", { validTo: "2020-01-01" }, "2019-12-31"],
    ["bodyAlreadyMerged", { mergedIntoId: "b" }, "2020-01-01"],
  ] satisfies [string, Partial<BodyState>, string][])("closing is %s", (expected, more, on) => {
    expect(reason(judgeClosing(state(more), on))).toBe(expected);
  });

  it.each([
    ["fine", {}, {}],
    ["fine", {}, { kind: "COMPANY" }],
    ["bodyMergeOtherKind", {}, { kind: "COMMITTEE" }],
    ["fine", { kind: "COMMITTEE" }, { kind: "COMMITTEE" }],
    ["bodyMergeIntoItself", {}, { id: "a" }],
    ["bodyAlreadyMerged", { mergedIntoId: "c" }, {}],
    ["bodyMergeIntoEnded", {}, { mergedIntoId: "c" }],
    ["bodyMergeIntoEnded", {}, { validTo: "2019-12-31" }],
    ["bodyMergeIntoEnded", {}, { validFrom: "2020-01-02" }],
    ["bodyHasEnded", { validTo: "2019-12-31" }, {}],
    ["bodyMergeTooEarly", { validFrom: "2020-01-01" }, {}],
  ] satisfies [string, Partial<BodyState>, Partial<BodyState>][])("merging is %s", (expected, one, other) => {
    expect(reason(judgeMerge(state(one), state({ id: "b", ...other }), "2020-01-01"))).toBe(expected);
  });
});

describe("finding", () => {
  const all = [
    listed("first", { mergedIntoId: "second", validTo: "2015-12-31", names: [name("Centralkansliet")], name: "Centralkansliet" }),
    listed("second", { mergedIntoId: "third", validTo: "2019-12-31", names: [name("Mellankontoret")], name: "Mellankontoret" }),
    listed("third", { names: [name("Centralkontoret", null, "2019-12-31"), name("Staben", "2020-01-01")], name: "Staben" }),
  ];
  const on = "2026-11-22";

  it("E.4.10: follows mergers to the body that answers today", () => {
    const byId = new Map(all.map((one) => [one.id, one]));
    expect(followMergers(listed("first", { mergedIntoId: "second" }), byId).id).toBe("third");
    expect(bodyNamed(all, " centralkansliet ", on)?.id).toBe("third");
    expect(bodyNamed(all, "Staben", on)?.id).toBe("third");
    expect(bodyNamed(all, "Ingen", on)).toBeNull();
    expect(bodyNamed(all, "", on)).toBeNull();
    expect(idsWithPredecessors(all, "third")).toEqual(["third", "second", "first"]);
    expect(idsWithPredecessors(all, "first")).toEqual(["first"]);
  });

  it("prefers the body that bears the name today to one that once did", () => {
    const reused = [listed("old", { names: [name("Kontoret", null, "2010-01-01"), name("Byrån", "2010-01-02")], name: "Byrån" }), listed("new", { names: [name("Kontoret", "2015-01-01")], name: "Kontoret" })];
    expect(bodyNamed(reused, "kontoret", on)?.id).toBe("new");
  });

  it("does not go round for ever", () => {
    const ring = [listed("a", { mergedIntoId: "b" }), listed("b", { mergedIntoId: "a" })];
    expect(followMergers(listed("a", { mergedIntoId: "b" }), new Map(ring.map((one) => [one.id, one]))).id).toBe("b");
    expect(politicalBodyOf(listed("a", { parentId: "b" }), new Map([listed("b", { parentId: "a" }), listed("a", { parentId: "b" })].map((one) => [one.id, one])))).toBeNull();
  });

  it("E.4.10: lists the body that answers today for a name of old, and says by which name", () => {
    expect(selectBodies(all, { text: "central", on }).map((found) => [found.id, found.foundBy])).toEqual([["third", "Centralkansliet"]]);
    expect(selectBodies(all, { text: "stab", on }).map((found) => found.foundBy)).toEqual([null]);
    expect(selectBodies(all, { text: "central", on, includeEnded: true }).map((found) => found.id)).toEqual(["first", "third"]);
    expect(selectBodies(all, { on, kind: "COMPANY" })).toEqual([]);
    expect(selectBodies(all, { on }).map((found) => found.id)).toEqual(["third"]);
  });
});

describe("units", () => {
  it("V2: are every department, office and company that is there on the day", () => {
    const all = BODY_KINDS.map((kind) => listed(kind, { kind }));
    expect(unitsAmong(all, "2020-01-01").map((unit) => unit.kind).sort()).toEqual([...UNIT_KINDS].sort());
    expect(unitsAmong([listed("x", { validTo: "2019-12-31" })], "2020-01-01")).toEqual([]);
    expect(isThereOn(state({ validTo: "2020-01-01" }), "2020-01-01")).toBe(true);
  });

  it("H23: know whose documents bind them", () => {
    expect(unitsAmong([listed("x", { kind: "COMPANY", boundByOther: "Grannen" }), listed("y", { kind: "COMPANY", ownershipPercent: 50 })], "2020-01-01").map((unit) => unit.isBoundHere)).toEqual([false, true]);
  });
});

describe("the forms", () => {
  const key = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
  const issues = (values: Record<string, string>) => addBodySchema.safeParse({ _key: key, kind: "OFFICE", name: "Kontoret", ...values }).error?.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);

  it("say at each field what to write instead", () => {
    expect(issues({})).toBeUndefined();
    expect(issues({ kind: "", name: "" })).toEqual(["kind bodies.errors.kindMissing", "name bodies.errors.nameMissing"]);
    expect(issues({ name: "x".repeat(121), shortName: "x".repeat(41), source: "x".repeat(301), boundByOther: "x".repeat(121) })).toEqual(["name fields.tooLong", "shortName fields.tooLong", "boundByOther fields.tooLong", "source fields.tooLong"]);
    expect(issues({ name: "a\0b" })).toEqual(["name fields.unreadable"]);
    expect(issues({ validFrom: "2020-01-02", validTo: "2020-01-01" })).toEqual(["validTo bodies.errors.endsBeforeStart"]);
    for (const share of ["0", "100,01", "-5", "hälften", "1e2"]) expect(issues({ ownershipPercent: share })).toEqual(["ownershipPercent bodies.errors.share"]);
  });

  it("read shares as people write them", () => {
    const share = (text: string) => addBodySchema.parse({ _key: key, kind: "COMPANY", name: "AB", ownershipPercent: text }).body.ownershipPercent;
    expect(["33,33", "33.5", "100", "50 %", ""].map(share)).toEqual([33.33, 33.5, 100, 50, null]);
  });

  it("ask for both halves of a merger", () => {
    expect(mergeBodySchema.safeParse({ bodyId: key, _version: "1", intoId: "", on: "" }).error?.issues.map((issue) => issue.message)).toEqual(["bodies.errors.intoMissing", "bodies.errors.mergeDayMissing"]);
  });
});
