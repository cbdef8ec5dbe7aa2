import { describe, expect, it } from "vitest";
import { partnerInput } from "../../../tests/factories/partners";
import { judgeMerge, judgeRename, judgeThere, searchTextOf, standingOf, writePartner, type PartnerState } from "./rules";

const TODAY = "2026-11-22";
const there: PartnerState = { id: "a", name: "Haderslev Kommune", mergedIntoId: null, endedOn: null };
const reasonOf = (judged: { ok: true } | { ok: false; reason: string; field?: string | undefined }) => (judged.ok ? null : [judged.reason, judged.field]);

describe("how a partner stands on a day", () => {
  it("is there until the end of its last day, and another one once it has been merged", () => {
    expect([standingOf(there, TODAY), standingOf({ ...there, endedOn: TODAY }, TODAY), standingOf({ ...there, endedOn: "2026-11-21" }, TODAY), standingOf({ ...there, mergedIntoId: "b", endedOn: TODAY }, TODAY)]).toEqual(["THERE", "THERE", "ENDED", "MERGED"]);
  });
});

describe("what may happen to a partner", () => {
  it("gets another name than it has, from a day that has come", () => {
    expect(reasonOf(judgeRename(there, "Haderslev", TODAY, TODAY))).toBeNull();
    expect(reasonOf(judgeRename(there, "Haderslev Kommune", TODAY, TODAY))).toEqual(["partnerNameUnchanged", "name"]);
    expect(reasonOf(judgeRename(there, "Haderslev", "2026-11-23", TODAY))).toEqual(["partnerEventInFuture", "on"]);
  });

  it("ends once, on a day that has come, and not when it is another one by then", () => {
    expect(reasonOf(judgeThere(there, TODAY, TODAY))).toBeNull();
    expect(reasonOf(judgeThere({ ...there, endedOn: "2020-01-01" }, TODAY, TODAY))).toEqual(["partnerHasEnded", undefined]);
    expect(reasonOf(judgeThere({ ...there, mergedIntoId: "b" }, TODAY, TODAY))).toEqual(["partnerIsMerged", undefined]);
  });

  it("is merged into another that is there, also a second entry of one that has ended", () => {
    const into = { ...there, id: "b", isArchived: false };
    const merge = (one: PartnerState, other: typeof into | null, kind: "MERGED" | "DUPLICATE" = "MERGED") => reasonOf(judgeMerge(one, other, kind, TODAY, TODAY));
    expect(merge(there, into)).toBeNull();
    expect(merge(there, { ...into, id: "a" })).toEqual(["partnerIntoItself", "intoId"]);
    for (const gone of [null, { ...into, isArchived: true }, { ...into, mergedIntoId: "c" }]) expect(merge(there, gone)).toEqual(["partnerIntoNotThere", "intoId"]);
    expect(merge({ ...there, endedOn: "2020-01-01" }, into)).toEqual(["partnerHasEnded", undefined]);
    expect(merge({ ...there, endedOn: "2020-01-01" }, into, "DUPLICATE")).toBeNull();
  });
});

describe("what a partner is written and found by", () => {
  const partner = partnerInput({ name: "Åbenrå Kommune", kind: "TOWN", place: "Aabenraa", coordinates: { latitude: 55.04434, longitude: 9.41741 }, aliases: [{ name: "Apenrade", language: "de" }, { name: "Aabenraa by", language: null }], formerNames: [{ name: "Rødekro Kommune", from: null, to: "2006-12-31" }] });

  it("is written as its form holds it", () => {
    expect(writePartner(partner)).toMatchObject({ name: "Åbenrå Kommune", coordinates: "55.04434, 9.41741", aliases: "Apenrade (de)\nAabenraa by", formerNames: "Rødekro Kommune, –2006-12-31", website: "", note: "" });
  });

  it("V11b: is found by every name as it is written and as it is compared, and by its place", () => {
    const text = searchTextOf(partner);
    for (const part of ["abenra", "apenrade", "rodekro", "aabenraa"]) expect(text, part).toContain(part);
    expect(text).not.toContain("Å");
  });
});
