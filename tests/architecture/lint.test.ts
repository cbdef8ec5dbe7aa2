import path from "node:path";
import { ESLint, type Linter } from "eslint";
import tseslint from "typescript-eslint";
import { describe, expect, it } from "vitest";
import { PROJECT } from "./support/cruise";
import { listFiles } from "./support/tree";

interface Configuration {
  house: { rules: Record<string, unknown> };
  exceptions: Record<string, readonly string[]>;
  islands: readonly string[];
}
const { house, exceptions, islands }: Configuration = await import(path.join(PROJECT, "eslint.config.mjs"));

// Planted texts are no files of the project, so the rules that need types are left out; those of the house need none.
const untyped: Linter.Config[] = [
  {
    files: ["**/*.{ts,tsx}"],
    rules: tseslint.configs.disableTypeChecked.rules ?? {},
    languageOptions: { parserOptions: { projectService: false, project: false } },
  },
];
const linter = new ESLint({ cwd: PROJECT, overrideConfig: untyped });
const asConfigured = new ESLint({ cwd: PROJECT });

const SERVICE = "src/features/planted/service.ts";
const COMPONENT = "src/features/planted/components/planted.tsx";
/** May call, by the exceptions. */
const FETCHER = "src/components/palette.tsx";
const PAGE = "src/app/planted/page.tsx";

interface Planted {
  rule: string;
  text: string;
  file: string;
}

const planted: Planted[] = [
  { rule: "no-forged-types", file: SERVICE, text: "export const actor = facts as Actor;" },
  { rule: "no-forged-types", file: SERVICE, text: "export const system = facts as ClientSystem;" },
  { rule: "no-forged-types", file: SERVICE, text: 'export const permit = { recordId: "1" } as Permit<"projects.edit">;' },
  { rule: "no-forged-types", file: SERVICE, text: 'export const scope = everything as Scope<"projects">;' },
  { rule: "no-forged-types", file: SERVICE, text: "export const tx = client as Tx;" },
  { rule: "no-forged-types", file: PAGE, text: "export const read = client as Read;" },
  { rule: "no-forged-types", file: SERVICE, text: "export const actor = <Actor>facts;" },
  { rule: "no-forged-types", file: SERVICE, text: "export function isActor(value: unknown): value is Actor { return value !== null; }" },
  { rule: "no-forged-types", file: "tests/access/planted.test.ts", text: "export const actor = facts as Actor;" },
  { rule: "no-double-casts", file: SERVICE, text: "export const row = value as unknown as Row;" },
  { rule: "no-double-casts", file: SERVICE, text: "export const row = value as never;" },
  { rule: "no-unsafe-sql", file: "src/features/planted/repository.ts", text: 'await client.$queryRawUnsafe("SELECT 1");' },
  { rule: "no-unsafe-sql", file: "src/server/planted.ts", text: 'await client.$executeRawUnsafe("SELECT 1");' },
  { rule: "no-unsafe-sql", file: "prisma/demo/planted.ts", text: 'await client["$executeRawUnsafe"]("SELECT 1");' },
  { rule: "no-opened-handle", file: SERVICE, text: 'import { clientOf } from "@/server/db";' },
  { rule: "no-opened-handle", file: SERVICE, text: 'import { reading, database as everything } from "@/server/db";' },
  { rule: "no-opened-handle", file: SERVICE, text: 'import * as db from "@/server/db";' },
  { rule: "no-raw-html", file: COMPONENT, text: "export const planted = <p dangerouslySetInnerHTML={html} />;" },
  { rule: "no-raw-html", file: "src/components/planted.tsx", text: "export const planted = { dangerouslySetInnerHTML: html };" },
  { rule: "no-child-process", file: "src/server/planted.ts", text: 'import { spawn } from "node:child_process";' },
  { rule: "no-child-process", file: "src/server/planted.ts", text: 'export const { exec } = await import("child_process");' },
  { rule: "no-inline-style", file: COMPONENT, text: "export const planted = <p style={wide} />;" },
  { rule: "no-unlisted-island", file: COMPONENT, text: '"use client";\nexport const planted = 1;' },
  { rule: "no-unlisted-island", file: PAGE, text: '"use client";\nexport const planted = 1;' },
  { rule: "no-process-env", file: SERVICE, text: "export const pack = process.env.UTBLICK_PACK;" },
  { rule: "no-process-env", file: "src/server/planted.ts", text: 'export const pack = process["env"]["UTBLICK_PACK"];' },
  { rule: "no-process-env", file: PAGE, text: "export const { env } = process;" },
  { rule: "no-process-env", file: PAGE, text: 'import { env } from "node:process";' },
  { rule: "no-unlisted-call", file: SERVICE, text: 'export const answer = await fetch(address, { redirect: "error" });' },
  { rule: "no-unlisted-call", file: "src/server/planted.ts", text: "export const answer = await globalThis.fetch(address);" },
  { rule: "no-unlisted-call", file: COMPONENT, text: "navigator.sendBeacon(address, text);" },
  { rule: "no-unlisted-call", file: COMPONENT, text: "export const socket = new WebSocket(address);" },
  { rule: "no-unlisted-call", file: "src/server/planted.ts", text: 'import https from "node:https";' },
  { rule: "no-unlisted-call", file: "src/server/planted.ts", text: 'import { connect } from "net";' },
  { rule: "no-unlisted-call", file: SERVICE, text: 'export const { request } = await import("undici");' },
  { rule: "no-unlisted-call", file: SERVICE, text: 'import nodemailer from "nodemailer";' },
  { rule: "no-followed-redirect", file: FETCHER, text: "export const answer = await fetch(address);" },
  { rule: "no-followed-redirect", file: FETCHER, text: 'export const answer = await fetch(address, { redirect: "manual" });' },
  { rule: "no-followed-redirect", file: FETCHER, text: "export const answer = await fetch(address, options);" },
  { rule: "no-followed-redirect", file: FETCHER, text: 'export const answer = await fetch(address, { headers: { redirect: "error" } });' },
  { rule: "no-browser-storage", file: COMPONENT, text: 'localStorage.setItem("draft", text);' },
  { rule: "no-browser-storage", file: COMPONENT, text: 'window["sessionStorage"].setItem("draft", text);' },
  { rule: "no-browser-storage", file: COMPONENT, text: 'export const open = window.indexedDB.open("drafts");' },
  { rule: "no-browser-storage", file: COMPONENT, text: 'document.cookie = "draft=1";' },
  { rule: "no-browser-storage", file: COMPONENT, text: 'await navigator.serviceWorker.register("/worker.js");' },
  { rule: "no-broken-digest", file: "src/server/planted.ts", text: 'export const digest = createHash("md5");' },
  { rule: "no-broken-digest", file: SERVICE, text: 'export const digest = await crypto.subtle.digest("SHA-1", bytes);' },
  { rule: "no-broken-digest", file: "prisma/demo/planted.ts", text: 'export const digest = createHmac("sha1", key);' },
];

describe("what no file may hold", () => {
  it("every rule of the house has a text planted below", () => {
    expect([...new Set(planted.map((plant) => plant.rule))].sort()).toEqual(Object.keys(house.rules).sort());
  });

  it.each(planted.map((plant) => [`${plant.rule}: ${plant.text.split("\n")[0] ?? ""}`, plant] as const))("%s is found, by this rule alone", async (_name, { rule, text, file }) => {
    expect(await houseRulesThatFire(text, file)).toEqual([`house/${rule}`]);
  });

  it("a comment switches nothing off", async () => {
    expect(await houseRulesThatFire("// eslint-disable-next-line\nexport const actor = facts as Actor; // eslint-disable-line\n", SERVICE)).toEqual(["house/no-forged-types"]);
  });

  it("a text that follows the rules passes", async () => {
    const text = 'import { reading, type Tx } from "@/server/db";\nexport const read = (tx: Tx) => [reading(), tx, $queryRaw`SELECT 1`, { a: 1 } as const, value as string];\n';
    expect(await houseRulesThatFire(text, SERVICE)).toEqual([]);
  });

  it("the rules hold for every file of the program, apart from the exceptions that are named", async () => {
    const files = listFiles(PROJECT, ["src"]).filter((file) => /\.tsx?$/.test(file));
    const unguarded: string[] = [];
    for (const file of files) {
      if (await asConfigured.isPathIgnored(file)) unguarded.push(`${file}: not linted`);
      const { rules } = (await asConfigured.calculateConfigForFile(file)) as { rules: Record<string, [number, ...unknown[]] | undefined> };
      for (const rule of Object.keys(house.rules)) {
        const isExcepted = (exceptions[rule] ?? []).some((pattern) => matchesPattern(file, pattern));
        const isOn = rules[`house/${rule}`]?.[0] === 2;
        if (isOn === isExcepted) unguarded.push(`${file}: ${rule} is ${isOn ? "on" : "off"}`);
      }
      for (const rule of ["no-explicit-any", "no-floating-promises", "ban-ts-comment"]) {
        if (rules[`@typescript-eslint/${rule}`]?.[0] !== 2) unguarded.push(`${file}: ${rule} is off`);
      }
    }
    expect(unguarded).toEqual([]);
  });

  it("files that run in the browser are components", () => {
    expect(islands.filter((file) => !/\/components\/[a-z0-9-]+\.tsx$/.test(file))).toEqual([]);
  });

  it("the list of files that run in the browser names no other", () => {
    const files = new Set(listFiles(PROJECT, ["src"]));
    expect(islands.filter((file) => !files.has(file))).toEqual([]);
  });
});

async function houseRulesThatFire(text: string, file: string): Promise<string[]> {
  const [result] = await linter.lintText(`${text}\n`, { filePath: path.join(PROJECT, file) });
  if (!result) throw new Error(`${file} was not linted`);
  const faults = result.messages.filter((message) => message.fatal === true);
  if (faults.length > 0) throw new Error(`the planted text cannot be read: ${faults[0]?.message ?? ""}`);
  return [...new Set(result.messages.map((message) => message.ruleId ?? "").filter((rule) => rule.startsWith("house/")))];
}

function matchesPattern(file: string, pattern: string): boolean {
  const expression = pattern.split("**").map((part) => part.split("*").map((text) => text.replace(/[.()[\]]/g, "\\$&")).join("[^/]*")).join(".*");
  return new RegExp(`^${expression}$`).test(file);
}
