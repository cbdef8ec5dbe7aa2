import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import { LOCALES, messagesFor } from "@/messages/words";
import { findActs, type Acts } from "./support/acts";
import { PROJECT } from "./support/cruise";
import { readTree } from "./support/tree";
import { flatten } from "./support/words-checks";

const sources = [...readTree(PROJECT, ["src"])];
const configuration = ts.readConfigFile(path.join(PROJECT, "tsconfig.json"), (file) => ts.sys.readFile(file));
const { options } = ts.parseJsonConfigFileContent(configuration.config, ts.sys, PROJECT);
let acts: Acts;

beforeAll(() => {
  const files = sources.map(([file]) => file).filter((file) => /\.ts$/.test(file) && !file.endsWith(".test.ts")).map((file) => path.join(PROJECT, file));
  acts = findActs(files, options, PROJECT);
}, 120_000);

/** The kinds of registers that other things lie with, which are handed on whole. */
const heldKinds = sources
  .filter(([file]) => file.endsWith("/register.ts"))
  .flatMap(([, text]) => text.split(/^export const /m))
  .filter((part) => /^ {2}holding:/m.test(part))
  .flatMap((part) => [...part.matchAll(/^ {2}kind: "(\w+)"/gm)].map(([, kind]) => kind ?? ""));

describe("the log", () => {
  it("is handed acts and kinds of records that can be told beforehand", () => {
    expect(acts.unknown).toEqual([]);
    expect(acts.actions.size).toBeGreaterThan(250);
    expect(acts.kinds.size).toBeGreaterThan(25);
    expect(heldKinds.length).toBeGreaterThan(15);
  });

  it.each(LOCALES)("has words for every act that the program can write (%s)", (locale) => {
    const said = flatten(messagesFor(locale));
    expect([...acts.actions].filter((action) => !said.has(`history.actions.${action.replace(".", "_")}`)).sort()).toEqual([]);
  });

  it.each(LOCALES)("has a word for every kind of record that an act can be about (%s)", (locale) => {
    const said = flatten(messagesFor(locale));
    expect([...acts.kinds, ...heldKinds].filter((kind) => !said.has(`auditLog.kinds.${kind}`)).sort()).toEqual([]);
  });
});

describe("what finds the acts", () => {
  const find = (text: string): Acts => {
    const folder = mkdtempSync(path.join(tmpdir(), "acts-"));
    try {
      mkdirSync(path.join(folder, "src"));
      const file = path.join(folder, "src", "service.ts");
      writeFileSync(file, `declare function recordAudit(facts: { action: string; subject: { kind: string } }): void;\n${text}`);
      return findActs([file], { strict: true, noLib: true, types: [] }, folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  it.each([
    ["a text", 'recordAudit({ action: "a.one", subject: { kind: "k" } });', ["a.one"]],
    ["either of two", 'declare const is: boolean; recordAudit({ action: is ? "a.one" : "a.two", subject: { kind: "k" } });', ["a.one", "a.two"]],
    ["a template and a function's parameter", 'const audit = (action: string) => recordAudit({ action: `a.${action}`, subject: { kind: "k" } }); audit("one"); audit("two");', ["a.one", "a.two"]],
    ["a parameter handed on", 'function audit(action: string) { recordAudit({ action, subject: { kind: "k" } }); } const tell = (what: string) => audit(`a.${what}`); tell("one");', ["a.one"]],
    ["a type of texts", 'declare const what: "one" | "two"; recordAudit({ action: `a.${what}`, subject: { kind: "k" } });', ["a.one", "a.two"]],
  ])("sees %s", (_what, text, expected) => {
    expect([...find(text).actions].sort()).toEqual(expected);
  });

  it("sees the kind that a function makes", () => {
    expect([...find('const subjectOf = (id: string) => ({ kind: "k", id }); recordAudit({ action: "a.one", subject: subjectOf("1") });').kinds]).toEqual(["k"]);
  });

  it("says so where it cannot tell", () => {
    expect(find('declare const what: string; recordAudit({ action: what, subject: { kind: what } });').unknown).toHaveLength(2);
  });
});
