import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { SABOTAGES } from "../../scripts/lib/sabotages.mjs";
import { PROJECT } from "./support/cruise";
import { findNumberedTests } from "./support/numbered-tests";

const read = (file: string) => readFileSync(path.join(PROJECT, file), "utf8");

describe.each(SABOTAGES)("the sabotage of $number in $file", ({ number, file, text, instead, test }) => {
  it("finds its text exactly once, and changes it", () => {
    expect(read(file).split(text)).toHaveLength(2);
    expect(instead).not.toBe(text);
  });

  it("expects a test that begins with its number", () => {
    expect(findNumberedTests(new Map([[test, read(test)]])).map((found) => found.number)).toContain(number);
  });
});
