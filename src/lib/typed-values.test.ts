import { describe, expect, it } from "vitest";
import { readAmount } from "@/domain/money";
import { dayOf, lengthOf, spaceAmount } from "./typed-values";

describe("a typed amount", () => {
  it.each([
    ["120000", "120\u00a0000"],
    ["1234567,5", "1\u00a0234\u00a0567,50"],
    ["1.250.000", "1\u00a0250\u00a0000"],
    ["120 000", "120\u00a0000"],
    ["120\u00a0000", "120\u00a0000"],
    ["120\u202f000 kr", "120\u00a0000"],
    ["999", "999"],
    ["-5", "\u22125"],
    ["", ""],
    ["tusen", "tusen"],
    ["12.34.56", "12.34.56"],
    ["  ungefär 5 ", "  ungefär 5 "],
  ])("%j is shown as %j", (typed, shown) => {
    expect(spaceAmount(typed)).toBe(shown);
    expect(readAmount(shown)).toBe(readAmount(typed));
    expect(spaceAmount(shown)).toBe(shown);
  });
});

describe("a typed date", () => {
  it.each([
    ["2027-05-03", "2027-05-03"],
    ["2027-5-3", "2027-05-03"],
    ["3/5 2027", "2027-05-03"],
    ["3 maj 2027", "2027-05-03"],
    ["2027 kv 2", "2027-04-01"],
    ["2027", "2027-01-01"],
    ["", null],
    ["2027-02-30", null],
    ["snart", null],
  ])("%j means %j", (typed, day) => {
    expect(dayOf(typed)).toBe(day);
  });
});

describe("the length of a text", () => {
  it.each([
    ["", 0],
    ["  å  ", 1],
    ["a\u030a", 1],
    ["👍🏽", 2],
    ["rad\r\nrad", 7],
  ])("%j counts as %i", (text, length) => {
    expect(lengthOf(text)).toBe(length);
  });
});
