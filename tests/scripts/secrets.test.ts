import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "./workshop.ts";

/** What keys and passwords look like where others have forgotten them, with one of each in two halves, so that this file holds none. */
const KINDS: readonly (readonly [kind: string, pattern: RegExp, planted: string])[] = [
  ["a private key", /-----BEGIN (?:RSA |EC |DSA |OPENSSH |ENCRYPTED |PGP )?PRIVATE KEY/g, "-----BEGIN " + "PRIVATE KEY-----"],
  ["the key of a backup", /AGE-SECRET-KEY-1[0-9A-Z]{50,}/g, "AGE-SECRET-KEY-" + `1${"Q".repeat(58)}`],
  ["a key of Amazon's", /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g, "AKIA" + "ABCDEFGHIJKLMNOP"],
  ["a token of GitHub's", /\bgh[pousr]_[A-Za-z0-9]{36,}|\bgithub_pat_\w{60,}/g, "ghp_" + "a1".repeat(18)],
  ["a token of GitLab's", /\bglpat-[\w-]{20,}/g, "glpat-" + "a1".repeat(10)],
  ["a token of Slack's", /\bxox[abprs]-[A-Za-z0-9-]{10,}/g, "xoxb-" + "1234567890ab"],
  ["a key of Google's", /\bAIza[\w-]{35}/g, "AIza" + "b".repeat(35)],
  ["a token of npm's", /\bnpm_[A-Za-z0-9]{36}\b/g, "npm_" + "c".repeat(36)],
  ["a secret of Entra's", /\b[\w~.-]{3}\dQ~[\w~.-]{31,34}/g, "abc" + "8Q~" + "d".repeat(34)],
  ["a signed token", /\beyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{20,}/g, `eyJ${"a".repeat(20)}.` + `eyJ${"b".repeat(20)}.${"c".repeat(30)}`],
  ["an address with a password", /\b[a-z][a-z0-9+]{1,20}:\/\/[^\s/:@'"`$<>{}]{1,60}:[^\s/:@'"`$<>{}]{6,80}@/g, "postgresql://" + "utblick:hunter22@"],
  ["a secret that is written out", /(?:password|passwd|secret|api[_-]?key|token|passphrase)["']?\s*[:=]\s*["'`][A-Za-z0-9+/_=-]{24,}["'`]/gi, "clientSecret: " + `"${"e5".repeat(16)}"`],
];

/** What looks so and is an example or a refused one, word for word. */
const EXAMPLES = new Set([
  'SECRET: "3f9c1d7a5be84206a1c8e7d2450b6f9"',
  'SECRET: "3f9c1d7a5be84206a1c8e7d2450b6f93"',
  'SECRET: "BYT-UT-denna-hemlighet-mot-en-egen-0"',
  'SECRET: "change-me-change-me-change-me-change-me"',
  'SECRET: "my-very-long-secret-of-32-characters"',
  'SECRET = "a-secret-between-the-two-programs-of-this-test"',
  'Secret: "a-secret-between-the-two-programs-of-this-test"',
  "postgresql://user:password@",
  "postgresql://utblick:hemligt@",
  "mysql://u:kanariefågel@",
]);

const secretsIn = (text: string): string[] => KINDS.flatMap(([kind, pattern]) => Array.from(text.matchAll(pattern), ([found]) => found).filter((found) => !EXAMPLES.has(found)).map((found) => `${kind}: ${found.slice(0, 12)}…`));

const git = (given: readonly string[], input?: string): Buffer | null => {
  const { status, stdout } = spawnSync("git", given, { cwd: root, ...(input === undefined ? {} : { input }), maxBuffer: 2_000_000_000 });
  return status === 0 ? stdout : null;
};

/** Every file of every commit, once for each content; null where there is no history. */
function readHistory(): Map<string, string> | null {
  const listed = git(["rev-list", "--objects", "--all"])?.toString();
  if (listed === undefined) return null;
  const names = new Map(listed.split("\n").filter((line) => line.includes(" ")).map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)] as const));
  const whole = git(["cat-file", "--batch"], [...names.keys()].join("\n")) ?? Buffer.alloc(0);
  const found = new Map<string, string>();
  for (let at = 0; at < whole.length; ) {
    const end = whole.indexOf(10, at);
    const [id = "", type, size = "0"] = whole.toString("latin1", at, end).split(" ");
    if (type === "blob") found.set(`${names.get(id) ?? ""} (${id.slice(0, 8)})`, whole.toString("utf8", end + 1, end + 1 + Number(size)));
    at = end + 2 + Number(size);
  }
  return found;
}

/** The files as they lie here, without what is installed and made. */
function readFolder(folder = root, found = new Map<string, string>()): Map<string, string> {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory() && !/^(?:node_modules|\.git|\.next|\.data|\.tmp.*|.*-tmp|generated|look|test-results|playwright-report|coverage)$/.test(entry.name)) readFolder(at, found);
    else if (entry.isFile() && !/^\.env(?:\.|$)(?!example)/.test(entry.name)) found.set(path.relative(root, at), fs.readFileSync(at, "utf8"));
  }
  return found;
}

describe("keys and passwords", () => {
  test.each(KINDS.map(([kind, , planted]) => [kind, planted] as const))("%s would be found", (kind, planted) => {
    expect(secretsIn(`a\nconst x = ${planted}\nb`).map((found) => found.split(":")[0])).toContain(kind);
  });

  test("stand in no file", () => {
    const files = readFolder();
    expect(files.size).toBeGreaterThan(1_500);
    expect([...files].flatMap(([file, text]) => secretsIn(text).map((found) => `${file}: ${found}`))).toEqual([]);
  });

  test("have stood in no file of any commit that is here", () => {
    const history = readHistory();
    // Where the program came without its history there is none to look through.
    if (history === null) return;
    expect(history.size).toBeGreaterThan(1_000);
    expect([...history].flatMap(([file, text]) => secretsIn(text).map((found) => `${file}: ${found}`))).toEqual([]);
  });

  test("examples are not kept for longer than they are used", () => {
    const text = [...readFolder()].filter(([file]) => file !== "tests/scripts/secrets.test.ts").map(([, content]) => content).join("\n");
    expect([...EXAMPLES].filter((example) => !text.includes(example))).toEqual([]);
  });
});
