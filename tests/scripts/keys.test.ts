import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "./workshop.ts";

const read = (file: string): string => fs.readFileSync(path.join(root, file), "utf8");
const settings = Array.from(read("src/server/env.ts").matchAll(/^ {2}([A-Z][A-Z_]+): z\b/gm), ([, name]) => name ?? "");
const scripts = ["scripts", "scripts/lib"].flatMap((folder) => fs.readdirSync(path.join(root, folder)).filter((file) => file.endsWith(".mjs")).map((file) => read(`${folder}/${file}`))).join("\n");
const asked = Array.from(scripts.matchAll(/\b(?:process\.env|inherited|env)\.((?:UTBLICK|DATABASE)_[A-Z_]+)/g), ([, name]) => name ?? "").filter((name) => !/_TESTS?(?:_|$)/.test(name));
const isSecret = (name: string): boolean => /SECRET|PASSWORD|TOKEN|_KEY|RECIPIENT|^DATABASE_/.test(name);

const [, section = ""] = /^## Keys and secrets\n([\s\S]*?)^## /m.exec(read("docs/operations.md")) ?? [];
const rows = section.split("\n").filter((line) => line.startsWith("|")).slice(2).map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));

describe("ASVS 11.1.1: keys and secrets", () => {
  test("are the settings that hold one, each in the list with what it opens, its owner, and when it is changed", () => {
    const secrets = [...new Set([...settings, ...asked].filter(isSecret))].sort();
    expect(secrets).toEqual(expect.arrayContaining(["DATABASE_OWNER_URL", "DATABASE_URL", "UTBLICK_BACKUP_RECIPIENT", "UTBLICK_OIDC_CLIENT_SECRET", "UTBLICK_SECRET", "UTBLICK_SMTP_PASSWORD"]));
    expect(rows.map(([key = ""]) => /^`([A-Z_]+)`$/.exec(key)?.[1] ?? "").filter((key) => key !== "").sort()).toEqual(secrets);
    for (const cells of rows) {
      expect(cells, cells[0]).toHaveLength(4);
      for (const cell of cells) expect(cell.length, cells[0]).toBeGreaterThan(10);
    }
  });

  test("that people and systems are given are in the list as well", () => {
    for (const kind of [/^systems' tokens/, /^calendar addresses/, /^passwords of local accounts/]) expect(rows.filter(([key = ""]) => kind.test(key))).toHaveLength(1);
  });

  test("and every setting that people write stand in the example", () => {
    const example = read(".env.example");
    expect(settings.length).toBeGreaterThan(25);
    // These are told by whoever starts the program, never by hand.
    expect(settings.filter((name) => !["UTBLICK_DEMO", "UTBLICK_EMBEDDED", "HOSTNAME"].includes(name) && !new RegExp(`^#? ?${name}=`, "m").test(example))).toEqual([]);
  });
});
