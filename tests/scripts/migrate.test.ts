import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyAudit } from "../../scripts/lib/audit.mjs";
import { startPostgres, type EmbeddedPostgres } from "../../scripts/lib/embedded-postgres.mjs";
import { grantAppRole, listMigrations, migrate } from "../../scripts/lib/migrate.mjs";
import { runPrisma } from "../../scripts/lib/prisma.mjs";
import { makeFolder, root } from "./workshop.ts";

let server: EmbeddedPostgres;
const folder = fs.mkdtempSync("/tmp/utblick-migrate-");

beforeAll(async () => {
  fs.chmodSync(folder, 0o755);
  server = await startPostgres({ dataDir: path.join(folder, "postgres") });
});

afterAll(async () => {
  await server.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

async function ask(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement);
    return rows;
  } finally {
    await client.end();
  }
}

function callEngine(command: string, url: string) {
  const args = [path.join(root, "scripts", "schema-engine.mjs"), "--datasource", JSON.stringify({ url }), "cli", command];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  const lines = stderr.trim().split("\n");
  return { status, last: JSON.parse(lines.at(-1) ?? "") as { level: string; fields: { error_code?: string } } };
}

/** A project of its own with one migration, so that these tests do not depend on what the real ones hold. */
function makeProject(migration: string): string {
  const project = makeFolder();
  fs.mkdirSync(path.join(project, "prisma", "migrations", "20260101000000_first"), { recursive: true });
  fs.writeFileSync(path.join(project, "prisma", "migrations", "migration_lock.toml"), 'provider = "postgresql"\n');
  fs.writeFileSync(path.join(project, "prisma", "migrations", "20260101000000_first", "migration.sql"), migration);
  fs.writeFileSync(path.join(project, "prisma", "schema.prisma"), 'datasource db {\n  provider = "postgresql"\n}\nmodel Note {\n  id   Int    @id\n  text String\n  @@map("note")\n}\n');
  fs.writeFileSync(path.join(project, "prisma.config.ts"), 'export default { schema: "prisma", migrations: { path: "prisma/migrations" }, datasource: { url: process.env.DATABASE_OWNER_URL } };\n');
  return project;
}

describe("the schema engine", () => {
  test("says whether a database can be reached, creates it and drops it", () => {
    const url = server.ownerUrl("engine");
    expect(callEngine("can-connect-to-database", url)).toMatchObject({ status: 1, last: { level: "ERROR", fields: { error_code: "P1003" } } });
    expect(callEngine("create-database", url).status).toBe(0);
    expect(callEngine("create-database", url)).toMatchObject({ status: 1, last: { fields: { error_code: "P1009" } } });
    expect(callEngine("can-connect-to-database", url).status).toBe(0);
    expect(callEngine("drop-database", url).status).toBe(0);
    expect(callEngine("can-connect-to-database", url.replace(/:[^:@]+@/, ":wrong@"))).toMatchObject({ status: 1, last: { fields: { error_code: "P1000" } } });
  });

  test("deploys a migration whose function bodies and literals hold semicolons, once, and sees no difference afterwards", async () => {
    const project = makeProject(`
      create table note (id integer primary key, text text not null);
      create function shout() returns trigger language plpgsql as $$ begin new.text := upper(new.text) || ';'; return new; end $$;
      create trigger shout before insert on note for each row execute function shout();
      insert into note values (1, 'a;b');`);
    await server.ensureDatabase("deploy");
    const ownerUrl = server.ownerUrl("deploy");
    await runPrisma(["migrate", "deploy"], { cwd: project, ownerUrl });
    expect(await ask(ownerUrl, "select text from note")).toEqual([{ text: "A;B;" }]);
    expect(await runPrisma(["migrate", "deploy"], { cwd: project, ownerUrl })).toContain("No pending migrations");
    expect(await runPrisma(["migrate", "diff", "--from-config-datasource", "--to-schema", "prisma", "--script"], { cwd: project, ownerUrl })).toContain("empty migration");
  });

  test("says what is wrong with a migration that fails", async () => {
    await server.ensureDatabase("broken");
    const project = makeProject("create table note (id integer primary key); select 1 / 0;");
    await expect(runPrisma(["migrate", "deploy"], { cwd: project, ownerUrl: server.ownerUrl("broken") })).rejects.toThrow(/division by zero/);
  });
});

describe("migrating", () => {
  test("brings an empty database up to date, and does nothing the second time", async () => {
    await server.ensureDatabase("whole");
    const wish = { ownerUrl: server.ownerUrl("whole"), appUrl: server.appUrl("whole") };
    const said: string[] = [];
    const log = (line: string): void => void said.push(line);
    await migrate({ ...wish, log });
    expect(said).toEqual([expect.stringMatching(/^Applying \d+ migrations?\.$/)]);
    await migrate({ ...wish, log });
    expect(said).toHaveLength(1);
    const [{ done }] = (await ask(wish.ownerUrl, "select count(*)::int as done from _prisma_migrations where finished_at is not null")) as [{ done: number }];
    expect(done).toBe(listMigrations().length);

    const spoken: string[] = [];
    expect(await verifyAudit(wish.ownerUrl, (line) => void spoken.push(line))).toBe(0);
    expect(spoken).toEqual([expect.stringMatching(/^OK \d+ entries$/)]);
  });

  test("two at once take turns", async () => {
    await server.ensureDatabase("twice");
    const wish = { ownerUrl: server.ownerUrl("twice"), appUrl: server.appUrl("twice") };
    await Promise.all([migrate(wish), migrate(wish)]);
    expect(await ask(wish.ownerUrl, "select count(*)::int as n from _prisma_migrations")).toEqual([{ n: listMigrations().length }]);
  });

  test("gives the app's role what it needs and takes back what it should not have", async () => {
    await server.ensureDatabase("grants");
    const ownerUrl = server.ownerUrl("grants");
    const tables = ["audit_entry", "record_version", "_prisma_migrations", "session", "draft", "idempotency_key", "rate_counter", "project"];
    await ask(ownerUrl, `${tables.map((name) => `create table ${name} (id bigserial)`).join("; ")}; create schema pgboss; create table pgboss.job (id int); grant all on project, audit_entry to ${server.appRole}`);
    const client = new pg.Client({ connectionString: ownerUrl });
    await client.connect();
    await grantAppRole(client, server.appRole);
    await grantAppRole(client, server.appRole);
    await client.end();
    const rows = await ask(
      ownerUrl,
      `select table_name as name, string_agg(privilege_type, ' ' order by privilege_type) as may from information_schema.role_table_grants where grantee = '${server.appRole}' group by 1`,
    );
    const all = "DELETE INSERT SELECT UPDATE";
    expect(Object.fromEntries(rows.map((row) => [row["name"], row["may"]]))).toEqual({
      audit_entry: "INSERT SELECT",
      record_version: "SELECT",
      _prisma_migrations: "SELECT",
      session: all,
      draft: all,
      idempotency_key: all,
      rate_counter: all,
      job: all,
      project: "INSERT SELECT UPDATE",
    });
    for (const attempt of ["create table mine ()", "alter table project add x int", "drop table project", "truncate project", "delete from project", "update audit_entry set id = 1", "insert into record_version default values", "create table pgboss.mine ()"])
      await expect(ask(server.appUrl("grants"), attempt), attempt).rejects.toThrow(/permission denied|must be owner/);
    await ask(server.appUrl("grants"), "insert into project default values");
  });
});
