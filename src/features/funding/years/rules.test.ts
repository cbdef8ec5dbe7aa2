import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addUp, externalOf, flagOf, groupMoney, NOTHING, ownOf, type MoneyCell } from "./rules";
import { readMoneyFilter, writeMoneyFilter } from "./schema";

const ore = fc.bigInt({ min: 0n, max: 10n ** 15n });
const cell: fc.Arbitrary<MoneyCell> = fc.record({ unitId: fc.constantFrom("a", "b", "c"), programmeId: fc.constantFrom("p", "q", null), isInternational: fc.boolean(), isExternallyFunded: fc.boolean(), eu: ore, other: ore, cash: ore, inKind: ore, received: ore });

describe("a year's money", () => {
  it("V19: comes to the same to the öre, by unit, by programme and by flags", () => {
    fc.assert(
      fc.property(fc.array(cell), (cells) => {
        const whole = addUp(cells);
        for (const keyOf of [({ unitId }: MoneyCell) => unitId, ({ programmeId }: MoneyCell) => programmeId ?? "none", flagOf]) expect(addUp(groupMoney(cells, keyOf).values())).toEqual(whole);
        expect(externalOf(whole) + ownOf(whole)).toBe(cells.reduce((sum, { eu, other, cash, inKind }) => sum + eu + other + cash + inKind, 0n));
      }),
    );
  });

  it("tells the two flags apart", () => {
    const of = (isInternational: boolean, isExternallyFunded: boolean) => flagOf({ isInternational, isExternallyFunded });
    expect([of(true, true), of(true, false), of(false, true), of(false, false)]).toEqual(["both", "international", "external", "neither"]);
    expect(addUp([])).toEqual(NOTHING);
  });

  it("reads the address that it writes, and names what it does not understand", () => {
    const { filter } = readMoneyFilter({ year: "2025", what: "eu", unit: "00000000-0000-4000-8000-000000000001", programme: "none", fund: "ERUF", flag: "both", payer: "CENTRAL", page: "2" }, 2026);
    expect(filter).toEqual({ year: 2025, what: "eu", unitId: "00000000-0000-4000-8000-000000000001", programmeId: "none", fund: "ERUF", flag: "both", payerId: "CENTRAL", page: 2 });
    expect(readMoneyFilter(Object.fromEntries(new URLSearchParams(writeMoneyFilter(filter).slice(1))), 2026).filter).toEqual(filter);
    expect(readMoneyFilter({ what: "guld", year: "12", payer: "alla" }, 2026)).toEqual({ filter: expect.objectContaining({ year: 2026, what: null, payerId: null }) as unknown, ignored: ["year", "what", "payer"] });
  });
});
