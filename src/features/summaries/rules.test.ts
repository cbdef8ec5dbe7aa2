import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findChange, findConcentration, findTrend, foldRest, groupByQuestion, isReadyToFreeze, percentOf, writeCanonical, writeMillions, type Statement } from "./rules";

const units = (...amounts: number[]) => amounts.map((ore, index) => ({ unit: `U${String(index + 1)}`, ore: String(ore) }));

describe("how money lies between units", () => {
  it.each([
    ["nothing at all", units(), { kind: "none" }],
    ["nothing anywhere", units(0, 0), { kind: "none" }],
    ["one that has it all", units(5, 0, 0), { kind: "one", unit: "U1" }],
    ["two that have as much", units(5, 5), { kind: "spread", count: 2 }],
    ["one of two that has nearly all", units(99, 1), { kind: "few", count: 1, percent: 99, unit: "U1" }],
    ["so much of it that it rounds to all", units(99_999, 1), { kind: "few", count: 1, percent: 99, unit: "U1" }],
    ["three of seven", units(482, 364, 320, 205, 141, 54, 48), { kind: "few", count: 3, percent: 72, unit: "U1" }],
    ["a tie at the end of the few, which is counted in", units(50, 20, 20, 5, 3, 1, 1), { kind: "few", count: 3, percent: 90, unit: "U1" }],
    ["all alike", units(1, 1, 1, 1), { kind: "spread", count: 4 }],
  ])("V19: %s", (_what, given, found) => {
    expect(findConcentration(given)).toEqual(found);
  });

  it("never says that a few have all of it, nor less than two thirds", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_000), { maxLength: 20 }), (amounts) => {
        const found = findConcentration(units(...amounts));
        if (found.kind !== "few") return;
        expect(found.percent).toBeGreaterThanOrEqual(66);
        expect(found.percent).toBeLessThan(100);
        expect(found.count * 2).toBeLessThanOrEqual(amounts.filter((amount) => amount > 0).length);
      }),
    );
  });
});

describe("how a share has moved", () => {
  const points = (...shares: (number | null)[]) => shares.map((percent, index) => ({ year: 2021 + index, percent }));
  it.each([
    [points(), { kind: "none" }],
    [points(null, null), { kind: "none" }],
    [points(20, null), { kind: "none" }],
    [points(null, 20), { kind: "single", to: 20 }],
    [points(24, 31, 46), { kind: "nearlyDoubled", from: 24, to: 46, since: 2021 }],
    [points(null, 20, 40), { kind: "doubled", from: 20, to: 40, since: 2022 }],
    [points(40, 46), { kind: "rose", from: 40, to: 46, since: 2021 }],
    [points(0, 46), { kind: "rose", from: 0, to: 46, since: 2021 }],
    [points(46, 10), { kind: "fell", from: 46, to: 10, since: 2021 }],
    [points(46, 10, 46), { kind: "same", from: 46, to: 46, since: 2021 }],
  ])("V13: %j", (given, found) => {
    expect(findTrend(given)).toEqual(found);
  });
});

describe("figures in words", () => {
  it.each([
    [0n, 0n, { kind: "none" }],
    [5n, 0n, { kind: "first" }],
    [0n, 5n, { kind: "gone" }],
    [1_000n, 1_001n, { kind: "same" }],
    [120n, 100n, { kind: "rose", percent: 20 }],
    [80n, 100n, { kind: "fell", percent: 20 }],
  ])("%s against %s", (now, before, found) => {
    expect(findChange(now, before)).toEqual(found);
  });

  it("are rounded half up, and share nothing with nothing", () => {
    expect([percentOf(1, 8), percentOf(1, 200), percentOf(0, 5), percentOf(5, 5), percentOf(1, 0)]).toEqual([13, 1, 0, 100, null]);
    expect([writeMillions(1_614_000_000n), writeMillions(4_999_999n), writeMillions(5_000_000n), writeMillions(-1_614_000_000n), writeMillions(123_456_789_000_000n)]).toEqual(["16,1", "0,0", "0,1", "\u221216,1", "1234567,9"]);
  });

  it("gather the rest only when that saves more than one line", () => {
    expect(foldRest([1, 2, 3], 2)).toEqual({ shown: [1, 2, 3], rest: [] });
    expect(foldRest([1, 2, 3, 4], 2)).toEqual({ shown: [1, 2], rest: [3, 4] });
  });
});

describe("the units' answers", () => {
  const statement = (unit: string, status: string, text: string): Statement => ({ unitId: unit, unit, status, onBehalf: false, answers: [{ code: "A", question: { sv: "Hur?", en: "How?" }, clause: "V9a", text }] });

  it("V9a: stand under their questions, those that have been handed in and no others", () => {
    const groups = groupByQuestion([statement("a", "APPROVED", "Så."), statement("b", "IN_PROGRESS", "Utkast"), statement("c", "SUBMITTED", "  "), statement("d", "SUBMITTED", "Så här.")]);
    expect(groups).toHaveLength(1);
    expect(groups[0]?.answers.map((answer) => answer.unit)).toEqual(["a", "d"]);
  });

  it("V16c: are ready to be frozen when all that were asked are approved", () => {
    expect([isReadyToFreeze({}), isReadyToFreeze({ APPROVED: 0 }), isReadyToFreeze({ APPROVED: 2, SUBMITTED: 1 }), isReadyToFreeze({ APPROVED: 2, SUBMITTED: 0 })]).toEqual([false, false, false, true]);
  });
});

describe("the one written form", () => {
  it("is the same whatever order the names came in, and after having been stored", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(writeCanonical(JSON.parse(writeCanonical(value)))).toBe(writeCanonical(value));
      }),
    );
    expect(writeCanonical({ b: [1, { d: null, c: "å" }], a: undefined })).toBe('{"b":[1,{"c":"å","d":null}]}');
  });
});
