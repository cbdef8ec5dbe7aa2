import { describe, expect, it } from "vitest";
import { classification } from "../../prisma/classification";
import { PROJECT } from "./support/cruise";
import { readTree, type Tree } from "./support/tree";

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const small = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

const SECRET = Object.entries(classification).flatMap(([model, fields]) => Object.entries(fields).filter(([, of]) => (of as string) === "secret").map(([field]) => ({ model, field })));
const MODELS = [...new Set(SECRET.map(({ model }) => model))];
const COLUMNS = [...new Set(SECRET.flatMap(({ field }) => [field, snake(field)]))];
const SETTINGS = ["DATABASE_URL", "UTBLICK_SECRET", "UTBLICK_OIDC_CLIENT_SECRET", "UTBLICK_SMTP_PASSWORD"];

/** What may name a secret column, and no page, component, form, report or register among them. */
const KEEPERS = [
  "src/server/session.ts",
  "src/server/calendar-keys.ts",
  "src/server/system-tokens.ts",
  "src/features/accounts/repository.ts",
  "src/features/accounts/service.ts",
  "src/features/calendars/repository.ts",
  "src/features/people/erasure/repository.ts",
  "src/features/system-tokens/repository.ts",
];
/** A password's hash is fetched to be compared with what was typed; the hash of a key is looked for and never fetched. */
const FETCHERS: Readonly<Partial<Record<string, string>>> = { password_hash: "src/features/accounts/repository.ts", passwordHash: "src/features/accounts/repository.ts" };

/** Where a secret could come further than to where it is compared. */
function findLeaks(tree: Tree): string[] {
  const found: string[] = [];
  for (const [file, text] of tree) {
    for (const column of COLUMNS) if (new RegExp(`\\b${column}\\b`).test(text) && !KEEPERS.includes(file)) found.push(`${file} names ${column}`);
    for (const setting of SETTINGS) if (new RegExp(`\\b${setting}\\b`).test(text) && !file.startsWith("src/server/")) found.push(`${file} names ${setting}`);
    for (const model of MODELS) {
      if (new RegExp(`\\.${small(model)}\\.(?:find|create|update|upsert|delete)`).test(text)) found.push(`${file} fetches ${model} whole`);
      const statements = Array.from(text.matchAll(/`[^`]*`/g), ([statement]) => statement).filter((statement) => new RegExp(`\\b(?:FROM|JOIN|INTO|UPDATE) ${snake(small(model))}\\b`).test(statement));
      if (statements.some((statement) => /(?:SELECT|RETURNING)\s+(?:\w+\.)?\*|[,\s]\w+\.\*/.test(statement))) found.push(`${file} fetches ${model} whole`);
    }
    for (const column of COLUMNS) {
      if (FETCHERS[column] === file) continue;
      // What stands between SELECT or RETURNING and the next word of the statement is what is fetched.
      if (Array.from(text.matchAll(/\b(?:SELECT|RETURNING)\b((?:(?!\b(?:SELECT|FROM|WHERE|RETURNING)\b|`)[\s\S])*)/g)).some(([, fetched = ""]) => new RegExp(`\\b${column}\\b`).test(fetched))) found.push(`${file} fetches ${column}`);
    }
  }
  return found;
}

describe("secrets", () => {
  it("are passwords' hashes and keys' hashes, and stand in what the rules here read", () => {
    expect(SECRET.map(({ model, field }) => `${model}.${field}`).sort()).toEqual(["CalendarFeedKey.keyHash", "LocalCredential.passwordHash", "Session.keyHash", "SystemTokenKey.keyHash"]);
    const tree = readTree(PROJECT, ["src"]);
    for (const file of KEEPERS) expect(COLUMNS.some((column) => tree.get(file)?.includes(column)), file).toBe(true);
  });

  it("are named where they are compared and nowhere else, are fetched with no row, and settings that hold them are read by the server's own files", () => {
    const program = new Map([...readTree(PROJECT, ["src"])].filter(([file]) => !/\.test\.tsx?$/.test(file)));
    expect(program.size).toBeGreaterThan(1_000);
    expect(findLeaks(program)).toEqual([]);
  });

  it.each([
    ["src/features/accounts/report.ts", "export const row = (account) => [account.passwordHash];", "names passwordHash"],
    ["src/app/(signed-in)/sessions/page.tsx", "const x = session.keyHash;", "names keyHash"],
    ["src/features/accounts/repository.ts", "return clientOf(read).localCredential.findMany();", "fetches LocalCredential whole"],
    ["src/server/session.ts", "queryRows(read, Prisma.sql`SELECT s.*, d.name FROM session s JOIN person p ON true`)", "fetches Session whole"],
    ["src/server/session.ts", "queryRows(read, Prisma.sql`SELECT * FROM session`)", "fetches Session whole"],
    ["src/server/session.ts", "queryRows(read, Prisma.sql`SELECT s.id, s.key_hash FROM session s`)", "fetches key_hash"],
    ["src/features/calendars/repository.ts", "client.$queryRaw`UPDATE calendar_feed_key SET issued_at = now() RETURNING key_hash`", "fetches key_hash"],
    ["src/features/accounts/components/account.tsx", "getSettings().UTBLICK_SECRET", "names UTBLICK_SECRET"],
  ])("in %s would be found where it is: %s", (file, text, found) => {
    expect(findLeaks(new Map([[file, text]]))).toContain(`${file} ${found}`);
  });

  it("are compared: what looks for a key by its hash is no leak", () => {
    expect(findLeaks(new Map([["src/server/session.ts", "Prisma.sql`SELECT s.id FROM session s WHERE s.key_hash = ${hashKey(key)}`; Prisma.sql`INSERT INTO session (key_hash) VALUES (${x})`"]]))).toEqual([]);
  });
});
