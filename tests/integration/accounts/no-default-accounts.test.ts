import { spawn } from "node:child_process";
import path from "node:path";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../setup/database.ts";

const PROJECT = path.resolve(import.meta.dirname, "..", "..", "..");
const PASSWORD = "en ganska lång mening";

let database: TestDatabase;
let ask: (statement: string) => Promise<Record<string, unknown>[]>;
let close: () => Promise<void>;
beforeAll(async () => {
  database = await createTestDatabase();
  Object.assign(process.env, { DATABASE_URL: database.appUrl, UTBLICK_SECRET: randomUUID() + randomUUID(), UTBLICK_LOG_LEVEL: "silent" });
  process.env["UTBLICK_PACK"] ??= (await import("@packs/all")).packs[0]?.id ?? "";
  const { connect, useDatabase } = await import("@/server/db");
  const client = connect(database.appUrl);
  useDatabase(client);
  ask = (statement) => client.$queryRawUnsafe(statement);
  close = () => client.$disconnect();
});
afterAll(async () => {
  await close();
  await database.drop();
});

const count = async (table: string) => Number((await ask(`SELECT count(*) AS many FROM ${table}`))[0]?.["many"]);

/** The command that makes the first administrator, on this database, told a password. */
function makeFirst(words: readonly string[], password = ""): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", "--conditions=react-server", path.join(PROJECT, "prisma", "start", "first-administrator.ts"), ...words], { cwd: PROJECT, stdio: ["pipe", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece: Buffer) => (said += piece.toString()));
  child.stdin.end(`${password}\n`);
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, said })));
}

it("ASVS 6.3.2: a database that has been brought up to date has nobody who could sign in, and no key of any kind", async () => {
  for (const table of ["account", "local_credential", "session", "role_assignment", "person", "system_token", "calendar_feed"]) expect([table, await count(table)]).toEqual([table, 0]);
  const { signInWithPassword } = await import("@/features/accounts/service");
  for (const email of ["admin", "admin@utblick.example", "root@localhost", "administrator@example.se", "samordnare@utblick.example", ""])
    for (const password of ["admin", "password", "utblick", "utblick-demonstration", ""]) {
      await ask("DELETE FROM rate_counter");
      expect(await signInWithPassword({ email, password, address: randomUUID() }), `${email} ${password}`).toMatchObject({ ok: false });
    }
});

it("ASVS 6.3.2: the command that makes the first administrator demands a password of its own as long as everybody's, and makes one alone", { timeout: 120_000 }, async () => {
  const words = ["--name", "Första Provsson", "--email", "forsta@utblick.example"];
  expect(await makeFirst(words, "fjorton tecken")).toEqual({ code: 1, said: expect.stringContaining("too short: give at least 15 characters") });
  expect(await count("account")).toBe(0);
  expect(await makeFirst(words, PASSWORD)).toEqual({ code: 0, said: expect.stringContaining("can sign in") });
  expect([await count("account"), await ask("SELECT role::text FROM role_assignment")]).toEqual([1, [{ role: "ADMINISTRATOR" }]]);
  const { signInWithPassword } = await import("@/features/accounts/service");
  expect(await signInWithPassword({ email: "forsta@utblick.example", password: PASSWORD, address: randomUUID() })).toMatchObject({ ok: true });
  expect(await makeFirst(["--name", "Andra Provsson", "--email", "andra@utblick.example"], PASSWORD)).toEqual({ code: 1, said: expect.stringContaining("Someone is administrator already") });
  expect(await count("account")).toBe(1);
});
