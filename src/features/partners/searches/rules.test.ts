import { describe, expect, it } from "vitest";
import { searchInput } from "../../../../tests/factories/partners";
import { judgeAnswer, judgeDays, namedSo, searchTextOf, stateOf, writeSearch } from "./rules";

const TODAY = "2026-11-22";

describe("how a search for a partner stands", () => {
  it.each([
    ["OPEN", null, null, null],
    ["OPEN", null, null, TODAY],
    ["OVERDUE", null, null, "2026-11-21"],
    ["ANSWERED", "INTERESTED", null, "2026-11-21"],
    ["CONCLUDED", "INTERESTED", "PARTNER_FOUND", null],
    ["CONCLUDED", null, "NO_PARTNER", "2026-11-21"],
  ] as const)("V11b: is %s with the answer %s, the outcome %s and the last day %s", (state, answer, outcome, deadline) => {
    expect(stateOf({ answer, outcome, deadline }, TODAY)).toBe(state);
  });
});

describe("the days of a search", () => {
  it("has been sent or has come, and lies before its answer", () => {
    expect(judgeDays({ searchedOn: TODAY }, null, TODAY)).toEqual({ ok: true, value: null });
    expect(judgeDays({ searchedOn: "2026-11-23" }, null, TODAY)).toMatchObject({ reason: "partnerSearchInFuture", field: "searchedOn" });
    expect(judgeDays({ searchedOn: TODAY }, TODAY, TODAY)).toMatchObject({ ok: true });
    expect(judgeDays({ searchedOn: TODAY }, "2026-11-21", TODAY)).toMatchObject({ reason: "partnerSearchAfterItsAnswer", about: { day: "2026-11-21" } });
  });

  it("is answered on a day that has come, and not before it", () => {
    const answered = (answeredOn: string | null) => judgeAnswer({ searchedOn: "2026-11-01" }, { answeredOn }, TODAY);
    expect([answered(null), answered("2026-11-01"), answered(TODAY)].map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(answered("2026-11-23")).toMatchObject({ reason: "partnerSearchAnsweredInFuture", field: "answeredOn" });
    expect(answered("2026-10-31")).toMatchObject({ reason: "partnerSearchAnsweredBefore", about: { day: "2026-11-01" } });
  });
});

describe("what a name means", () => {
  const found = [{ name: "Haderslev Kommune", id: 1 }, { name: "Haderslev", id: 2 }, { name: "Hadersleben", id: 3 }];

  it("is the one that is written just so, and else all that are the same when spelling is left aside", () => {
    expect(namedSo(found, "Haderslev").map(({ id }) => id)).toEqual([2]);
    expect(namedSo(found, "haderslev kommun").map(({ id }) => id)).toEqual([1, 2]);
    expect(namedSo(found, "Vejle")).toEqual([]);
  });
});

it("writes a search as its form holds it, and what free text finds it by", () => {
  const search = searchInput({ unitId: "u", text: "Två besök", call: "KA210", counterpart: "eTwinning", deadline: "2026-11-01" });
  expect(writeSearch(search)).toEqual({ direction: "SENT", unitId: "u", title: "Skola söks", text: "Två besök", counterpart: "eTwinning", programmeId: "", call: "KA210", searchedOn: "2026-10-01", deadline: "2026-11-01" });
  expect(searchTextOf(search)).toBe("Skola söks KA210 eTwinning Två besök");
});
