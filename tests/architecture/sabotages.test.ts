import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { draw, findChecks, listChecks, takeAway } from "../../scripts/lib/permission-checks.mjs";
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

describe("the permission checks that can be taken away", () => {
  const source = 'const permit = authorize(policy, "edit", actor, thingOf({ id, unitId: first(units, ",)") }));\nconst scope = grantScope("projects", actor, seesAll(actor));\nauthorizeAll(policy, "view", actor);\nconst all = grantScope("projects", actor, true);\n';

  it("say yes to everybody afterwards, and nothing around them is another", () => {
    const taken = findChecks(source).reduceRight((text, check) => takeAway(text, check), source);
    expect(taken).toBe(
      'const permit = ({ recordId: (thingOf({ id, unitId: first(units, ",)") })).id, actor: actor });\nconst scope = grantScope("projects", actor, true);\n({ recordId: ({ id: "*" }).id, actor: actor });\nconst all = grantScope("projects", actor, true);\n',
    );
  });

  it("are those of the services, but for the ones that refuse nobody", () => {
    const checks = listChecks();
    expect(checks.length).toBeGreaterThan(400);
    for (const check of checks) expect(takeAway(read(check.file), check), check.text).not.toBe(read(check.file));
    expect(checks.filter(({ text }) => text.startsWith('authorize(contactPersonsPolicy, "view"'))).toEqual([]);
  });

  it("are drawn the same for the same seed, none twice", () => {
    const drawn = draw(listChecks(), 20, 7);
    expect(new Set(drawn).size).toBe(20);
    expect(draw(listChecks(), 20, 7)).toEqual(drawn);
    expect(draw(listChecks(), 20, 8)).not.toEqual(drawn);
  });
});
