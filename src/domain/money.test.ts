import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatAmount, formatThousands, LARGEST_AMOUNT_MINOR, readAmount, readRate, toOre, writeAmount, writeRate } from "./money";

const ANY_AMOUNT = fc.bigInt({ min: -LARGEST_AMOUNT_MINOR, max: LARGEST_AMOUNT_MINOR });

describe("an amount of money", () => {
  it.each([
    ["120000", 12_000_000n],
    ["120 000", 12_000_000n],
    ["120\u00a0000", 12_000_000n],
    ["120\u202f000", 12_000_000n],
    ["120'000", 12_000_000n],
    ["120 000 kr", 12_000_000n],
    ["120000:-", 12_000_000n],
    ["1200 SEK", 120_000n],
    ["1200 €", 120_000n],
    ["1.250.000", 125_000_000n],
    ["1.250", 125_000n],
    ["1.250,5", 125_050n],
    ["1,250,000", 125_000_000n],
    ["1,250,000.50", 125_000_050n],
    ["120000,50", 12_000_050n],
    ["120000.5", 12_000_050n],
    ["0,01", 1n],
    ["0", 0n],
    ["-0", 0n],
    ["-1 000", -100_000n],
    ["\u22121000", -100_000n],
    ["\u20131000", -100_000n],
    ["１２３", 12_300n],
    ["999999999999999", 99_999_999_999_999_900n],
    ["1,250", null],
    ["1.2.3", null],
    ["12.50.00", null],
    ["1,5,0", null],
    ["0,001", null],
    ["1e6", null],
    ["Infinity", null],
    ["NaN", null],
    ["0x10", null],
    ["--1", null],
    ["+1", null],
    ["1-", null],
    [",5", null],
    ["5,", null],
    ["9999999999999999", 999_999_999_999_999_900n],
    ["9".repeat(200), null],
    ["en miljon", null],
    ["kr", null],
    ["", null],
    [" ", null],
  ])("is read from %j as %s", (text, amount) => {
    expect(readAmount(text)).toBe(amount);
  });

  it("is the same after it has been written or shown, and read", () => {
    fc.assert(
      fc.property(ANY_AMOUNT, (amount) => {
        expect(readAmount(writeAmount(amount))).toBe(amount);
        expect(readAmount(formatAmount(amount))).toBe(amount);
      }),
    );
  });

  it("is exact beyond what a floating-point number holds", () => {
    expect(writeAmount(9_007_199_254_740_993n)).toBe("90071992547409,93");
    expect(readAmount("90071992547409,93")).toBe(9_007_199_254_740_993n);
  });

  it.each([
    [0n, "0"],
    [5n, "0,05"],
    [-5n, "\u22120,05"],
    [100_000n, "1\u00a0000"],
    [123_456_789n, "1\u00a0234\u00a0567,89"],
    [-123_456_700n, "\u22121\u00a0234\u00a0567"],
    [99_900n, "999"],
  ])("%s is shown as %j", (amount, text) => {
    expect(formatAmount(amount)).toBe(text);
  });

  it.each([
    [0n, "0"],
    [49_999n, "0"],
    [50_000n, "1"],
    [149_999n, "1"],
    [150_000n, "2"],
    [-49_999n, "0"],
    [-50_000n, "\u22121"],
    [-150_000n, "\u22122"],
    [123_456_789_00n, "123\u00a0457"],
  ])("%s öre is %j tkr", (amount, text) => {
    expect(formatThousands(amount)).toBe(text);
  });

  it("in thousands is never more than half a thousand away", () => {
    fc.assert(
      fc.property(ANY_AMOUNT, (amount) => {
        const difference = (readAmount(formatThousands(amount)) ?? 0n) * 1000n - amount;
        return (difference < 0n ? -difference : difference) <= 50_000n;
      }),
    );
  });
});

describe("an exchange rate", () => {
  it.each([
    ["11,5", 11_500_000n],
    ["11.4825", 11_482_500n],
    [" 1 ", 1_000_000n],
    ["0,000001", 1n],
    ["0", null],
    ["0,0000001", null],
    ["-1", null],
    ["1,2,3", null],
    ["elva", null],
    ["", null],
    ["9999999", null],
  ])("is read from %j as %s millionths", (text, rate) => {
    expect(readRate(text)).toBe(rate);
  });

  it("is the same after it has been written and read", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 999_999_999_999n }), (rate) => {
        expect(readRate(writeRate(rate))).toBe(rate);
      }),
    );
  });

  it.each([
    [100n, 11_500_000n, 1_150n],
    [1n, 500_000n, 1n],
    [1n, 499_999n, 0n],
    [-1n, 500_000n, -1n],
    [3n, 1_500_000n, 5n],
    [LARGEST_AMOUNT_MINOR, 1_000_000n, LARGEST_AMOUNT_MINOR],
  ])("turns %s at %s millionths into %s öre", (amount, rate, ore) => {
    expect(toOre(amount, rate)).toBe(ore);
  });

  it("is never more than half an öre wrong, and the same on both sides of zero", () => {
    fc.assert(
      fc.property(ANY_AMOUNT, fc.bigInt({ min: 1n, max: 100_000_000n }), (amount, rate) => {
        const error = toOre(amount, rate) * 1_000_000n - amount * rate;
        expect((error < 0n ? -error : error) <= 500_000n).toBe(true);
        expect(toOre(-amount, rate)).toBe(-toOre(amount, rate));
      }),
    );
  });
});
