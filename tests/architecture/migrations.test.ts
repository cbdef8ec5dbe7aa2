import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const MIGRATIONS = path.resolve(import.meta.dirname, "../../prisma/migrations");
/** The first version that somebody could run: what lies after it meets databases that hold something, and programs of the version before. */
const FIRST_RUN = "20261122060000_summaries";
/** What takes away something that the version before may still use, or that a table with rows may refuse. */
const TAKING_AWAY = [
  { what: "drops a table", pattern: /^DROP TABLE (?:IF EXISTS )?"?(\w+)"?/gim },
  { what: "drops a column", pattern: /^ALTER TABLE (?:ONLY )?"?(\w+)"?[^;]*\bDROP COLUMN\b/gim },
  { what: "renames", pattern: /^ALTER TABLE (?:ONLY )?"?(\w+)"?[^;]*\bRENAME\b/gim },
  { what: "demands a value", pattern: /^ALTER TABLE (?:ONLY )?"?(\w+)"?[^;]*\bALTER COLUMN\s+"?\w+"?\s+SET NOT NULL/gim },
  { what: "changes a type", pattern: /^ALTER TABLE (?:ONLY )?"?(\w+)"?[^;]*\bALTER COLUMN\s+"?\w+"?\s+(?:SET DATA )?TYPE\b(?! text COLLATE)/gim },
  { what: "adds a column that must have a value", pattern: /^ALTER TABLE (?:ONLY )?"?(\w+)"?[^;]*\bADD COLUMN\s+"?\w+"?\s+(?:(?!DEFAULT|GENERATED|,|;)[\s\S])*NOT NULL(?![^,;]*\b(?:DEFAULT|GENERATED)\b)/gim },
] as const;

interface Migration {
  name: string;
  sql: string;
}

/** What a migration takes away without a line that begins with `-- contract:` and says why nobody misses it. A table that it makes itself is its own to change. */
function findTakingAway({ name, sql }: Migration): string[] {
  if (name <= FIRST_RUN || /^-- contract: \S.{20,}/m.test(sql)) return [];
  const made = new Set([...sql.matchAll(/^CREATE (?:UNLOGGED )?TABLE "?(\w+)"?/gim)].map(([, table]) => table));
  return TAKING_AWAY.flatMap(({ what, pattern }) => [...sql.matchAll(pattern)].filter(([, table]) => !made.has(table)).map(([, table]) => `${name} ${what} in ${String(table)}`));
}

const real: Migration[] = fs
  .readdirSync(MIGRATIONS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => ({ name, sql: fs.readFileSync(path.join(MIGRATIONS, name, "migration.sql"), "utf8") }));

/** Taken away before the rule was written down, in versions that nobody ran beside the one before. */
const BEFORE_THE_RULE = ["20261129083000_relation_towns_in_register demands a value in relation_town", "20261129210000_import_rows drops a column in import_draft"];

describe("R-15: migrations add first, and take away a version later", () => {
  it("R-15: each that takes something away says in a line why nobody misses it", () => {
    expect(real.length).toBeGreaterThan(60);
    expect(real.flatMap(findTakingAway).sort()).toEqual([...BEFORE_THE_RULE].sort());
  });

  const planted = (sql: string): string[] => findTakingAway({ name: "20990101000000_planted", sql });
  it.each([
    ["a dropped table", 'DROP TABLE "project";'],
    ["a dropped column", 'ALTER TABLE "project" ADD COLUMN "a" TEXT, DROP COLUMN "b";'],
    ["a renamed column", 'ALTER TABLE "project" RENAME COLUMN "a" TO "b";'],
    ["a value demanded of rows that are there", 'ALTER TABLE "project" ALTER COLUMN "a" SET NOT NULL;'],
    ["a changed type", 'ALTER TABLE "project" ALTER COLUMN "a" TYPE integer USING a::integer;'],
    ["a new column without a value for rows that are there", 'ALTER TABLE "project" ADD COLUMN "a" TEXT NOT NULL;'],
  ])("finds %s", (_what, sql) => {
    expect(planted(sql)).toHaveLength(1);
    expect(planted(`-- contract: the version before last stopped reading it.\n${sql}`)).toEqual([]);
    expect(planted(`-- contract: why\n${sql}`)).toHaveLength(1);
  });

  it.each([
    ["a new table of its own", 'CREATE TABLE "a" ("b" TEXT);\nALTER TABLE "a" ALTER COLUMN "b" SET NOT NULL;'],
    ["a column that may be empty", 'ALTER TABLE "project" ADD COLUMN "a" TEXT;'],
    ["a column with a value for all", "ALTER TABLE \"project\" ADD COLUMN \"a\" TEXT NOT NULL DEFAULT '';"],
    ["Swedish order", 'ALTER TABLE "project" ALTER COLUMN "a" TYPE text COLLATE "sv-SE-x-icu";'],
  ])("lets %s be", (_what, sql) => {
    expect(planted(sql)).toEqual([]);
  });
});
