import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeChange, shareKnown, sumCells, type Counted, type KnownCell, type ProjectPart } from "./rules";

const cell = fc.record({
  unitId: fc.constantFrom("a", "b", "c"),
  programmeId: fc.constantFrom("p", "q", null),
  projects: fc.nat(1_000),
  childrenAndYouth: fc.nat(1_000),
  externalOre: fc.bigInt({ min: 0n, max: 10n ** 17n }).map(String),
  ownOre: fc.bigInt({ min: 0n, max: 10n ** 17n }).map(String),
});
const total = (counted: readonly Counted[]) => sumCells(counted.map((one) => ({ unitId: "", programmeId: null, ...one })));

describe("the parts of what was known", () => {
  it("come to the whole, then as now, whatever has changed and however it is shared", () => {
    fc.assert(
      fc.property(fc.array(cell), fc.array(cell), fc.array(cell), (still, changedNow, changedThen) => {
        // What counts now is what has not changed and what has.
        const all: KnownCell[] = [...still, ...changedNow];
        for (const keyOf of [(one: KnownCell) => one.unitId, (one: KnownCell) => one.programmeId ?? "none", () => "one"]) {
          const lines = shareKnown(all, changedNow, changedThen, keyOf);
          expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
          expect(total(lines.map(({ now }) => now))).toEqual(sumCells(all));
          expect(total(lines.map(({ was }) => was))).toEqual(sumCells([...still, ...changedThen]));
        }
      }),
    );
  });

  it("begin with the one that has the most money now", () => {
    const of = (unitId: string, externalOre: string): KnownCell => ({ unitId, programmeId: null, projects: 1, childrenAndYouth: 0, externalOre, ownOre: "0" });
    expect(shareKnown([of("small", "1"), of("large", "9")], [], [of("gone", "99")], ({ unitId }) => unitId).map(({ key }) => key)).toEqual(["large", "small", "gone"]);
  });
});

describe("what has become of a project", () => {
  const part: ProjectPart = { isUnderWay: true, youth: false, isInternational: true, externalOre: "1", ownOre: "2", unitId: "a", programmeId: null };
  it.each([
    ["new", null, part],
    ["gone", part, null],
    ["money", part, { ...part, ownOre: "3", unitId: "b" }],
    ["moved", part, { ...part, unitId: "b" }],
    ["moved", part, { ...part, programmeId: "p" }],
    ["other", part, { ...part, youth: true }],
  ] as const)("is %s", (word, was, now) => {
    expect(describeChange({ was, now })).toBe(word);
  });
});
