import { randomBytes, randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyAudit } from "../../../scripts/lib/audit.mjs";
import { verifyEditions } from "../../../scripts/lib/editions.mjs";
import { createQueues, migrate } from "../../../scripts/lib/migrate.mjs";
import { runPrisma } from "../../../scripts/lib/prisma.mjs";
import { addressOf } from "../../../scripts/lib/test-database.mjs";

/** Every row of a database that the first version made: its demonstration, loaded by its own services. Never made anew. */
const FIRST = path.join(import.meta.dirname, "../../fixtures/database-of-the-first-version.json.gz");
const FIRST_MIGRATIONS = /^20261122/;
const FIRST_QUEUES = ["purge-expired"];
/** More projects than the first version's demonstration had: `UPGRADE_PROJECTS=100000`. */
const PROJECTS = Number(process.env["UPGRADE_PROJECTS"] ?? 0);

/** Each table's rows, as the database wrote them: read as numbers, decimals would lose their noughts, and their digests with them. */
type Rows = Record<string, string>;
interface Column {
  table: string;
  name: string;
}

let client: pg.Client;
let ownerUrl: string;
let appUrl: string;
let before: Map<string, string>;
let columns: Column[];
let migratedInMs: number;
const name = `utblick_test_${String(process.pid)}_${randomBytes(6).toString("hex")}`;
const maintenance = process.env["UTBLICK_TEST_OWNER_URL"] ?? "";

async function maintain(statement: string): Promise<void> {
  const owner = new pg.Client({ connectionString: maintenance });
  await owner.connect();
  await owner.query(statement);
  await owner.end();
}

/** The first version's migrations alone, as it applied them. */
async function layFirstVersion(): Promise<void> {
  const project = fs.mkdtempSync(path.join(os.tmpdir(), "utblick-first-"));
  const migrations = path.join(project, "prisma", "migrations");
  const real = path.resolve(import.meta.dirname, "../../../prisma/migrations");
  fs.mkdirSync(migrations, { recursive: true });
  for (const folder of fs.readdirSync(real).filter((one) => FIRST_MIGRATIONS.test(one) || one === "migration_lock.toml")) fs.cpSync(path.join(real, folder), path.join(migrations, folder), { recursive: true });
  fs.writeFileSync(path.join(project, "prisma", "schema.prisma"), 'datasource db {\n  provider = "postgresql"\n}\n');
  fs.writeFileSync(path.join(project, "prisma.config.ts"), 'export default { schema: "prisma", migrations: { path: "prisma/migrations" }, datasource: { url: process.env.DATABASE_OWNER_URL } };\n');
  await runPrisma(["migrate", "deploy"], { cwd: project, ownerUrl });
  await createQueues(ownerUrl, FIRST_QUEUES);
  fs.rmSync(project, { recursive: true });
}

/** Puts rows where they were, past what would keep their versions once more; tables whose rows point to others' wait for those. */
async function fill(rows: Rows): Promise<void> {
  const tables = Object.keys(rows);
  for (const table of tables) await client.query(`ALTER TABLE "${table}" DISABLE TRIGGER USER`);
  for (let waiting = tables; waiting.length > 0; ) {
    const later: string[] = [];
    for (const table of waiting) {
      const written = columns.filter((one) => one.table === table).map((one) => `"${one.name}"`);
      try {
        await client.query(`INSERT INTO "${table}" (${written.join(", ")}) OVERRIDING SYSTEM VALUE SELECT ${written.join(", ")} FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb)`, [rows[table]]);
      } catch (error) {
        if (!(error instanceof pg.DatabaseError) || error.code !== "23503") throw error;
        later.push(table);
      }
    }
    if (later.length === waiting.length) throw new Error(`these tables wait for each other: ${later.join(", ")}`);
    waiting = later;
  }
  for (const table of tables) await client.query(`ALTER TABLE "${table}" ENABLE TRIGGER USER`);
  await client.query("SELECT setval(pg_get_serial_sequence('record_version', 'id'), (SELECT max(id) FROM record_version))");
}

/** Copies of a project, each with its version and their entry in the chain, through the first version's own triggers. */
async function multiply(count: number): Promise<void> {
  const written = columns.filter((one) => one.table === "project" && !["id", "title", "version"].includes(one.name)).map((one) => `"${one.name}"`);
  for (let done = 0; done < count; done += 5_000) {
    await client.query("BEGIN");
    await client.query(`INSERT INTO project (id, title, ${written.join(", ")}) SELECT gen_random_uuid(), p.title || ' ' || n, ${written.map((column) => `p.${column}`).join(", ")} FROM (SELECT * FROM project WHERE archived_at IS NULL ORDER BY id LIMIT 1) p, generate_series($1::int, $2::int) n`, [done + 1, Math.min(done + 5_000, count)]);
    await client.query("INSERT INTO audit_entry (action, subject_kind, subject_id, on_behalf, details) VALUES ('projects.logged', 'project', gen_random_uuid(), false, '{}')");
    await client.query("COMMIT");
  }
}

/** What every row of the first version's tables says in the first version's columns. */
async function digests(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const table of new Set(columns.map((one) => one.table))) {
    const said = columns.filter((one) => one.table === table).map((one) => `"${one.name}"::text`);
    const { rows } = await client.query<{ digest: string }>(`SELECT count(*) || ' rows, ' || coalesce(sum(hashtextextended(concat_ws('|', ${said.map((one) => `coalesce(${one}, '∅')`).join(", ")}), 0)::numeric), 0) AS digest FROM "${table}"`);
    found.set(table, rows[0]?.digest ?? "");
  }
  return found;
}

beforeAll(async () => {
  await maintain(`CREATE DATABASE ${name} TEMPLATE template0`);
  ownerUrl = addressOf(maintenance, name);
  appUrl = addressOf(maintenance, name, process.env["UTBLICK_TEST_APP_ROLE"], process.env["UTBLICK_TEST_APP_PASSWORD"]);
  await layFirstVersion();
  client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query("SET timezone = 'UTC'");
  const rows = JSON.parse(gunzipSync(fs.readFileSync(FIRST)).toString()) as Rows;
  columns = (
    await client.query<Column>(
      `SELECT c.relname AS table, a.attname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND c.relname = ANY ($1) ORDER BY c.relname, a.attnum`,
      [Object.keys(rows)],
    )
  ).rows;
  await fill(rows);
  await multiply(PROJECTS);
  // As the database itself does after a while.
  await client.query("ANALYZE");
  before = await digests();
  const since = performance.now();
  await migrate({ ownerUrl, appUrl });
  migratedInMs = performance.now() - since;
}, 900_000);

afterAll(async () => {
  await client.end();
  await maintain(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
});

describe("R-15: a database that the first version made", () => {
  it("R-15: says in every column what it said before it was brought up to date", async () => {
    const after = await digests();
    expect(before.size).toBeGreaterThan(30);
    expect([...after]).toEqual([...before]);
    if (PROJECTS > 0) console.warn(`${String(PROJECTS)} more projects: brought up to date in ${String(Math.round(migratedInMs))} ms`);
  });

  it("R-15: keeps its audit chain and its frozen editions", async () => {
    const said: string[] = [];
    expect([await verifyAudit(ownerUrl, (line) => void said.push(line)), await verifyEditions(ownerUrl, (line) => void said.push(line))], said.join("\n")).toEqual([0, 0]);
    expect(said).toEqual([expect.stringMatching(/^OK \d{3,} entries$/), "OK 1 editions"]);
  });

  it("R-15: is worked in as any other: its people sign in, and see their projects with their history", async () => {
    Object.assign(process.env, { DATABASE_URL: appUrl, UTBLICK_PACK: (await client.query<{ pack_id: string }>("SELECT pack_id FROM municipality")).rows[0]?.pack_id, UTBLICK_SECRET: randomUUID() + randomUUID(), UTBLICK_DEMO: "on", UTBLICK_EMBEDDED: "on", UTBLICK_LOG_LEVEL: "silent" });
    const { connect, useDatabase } = await import("@/server/db");
    const database = connect(appUrl, 4);
    useDatabase(database);
    const { signInWithPassword } = await import("@/features/accounts/service");
    expect(await signInWithPassword({ email: "kontakt@utblick.example", password: "utblick-demonstration", address: "192.0.2.1" })).toMatchObject({ ok: true });

    const { systemActor } = await import("@/server/session");
    const { actAsRecipient } = await import("@/server/recipient");
    const { rows } = await client.query<{ id: string }>("SELECT a.person_id AS id FROM role_assignment a WHERE a.role = 'COORDINATOR' ORDER BY a.person_id LIMIT 1");
    const office = await actAsRecipient(systemActor(), rows[0]?.id ?? "");
    if (office === null) throw new Error("the office's person is nobody");
    const projects = await import("@/features/projects/service");
    const stored = await client.query<{ id: string; title: string }>("SELECT id, title FROM project WHERE archived_at IS NULL ORDER BY id LIMIT 40");
    for (const { id, title } of stored.rows) {
      const { view, history } = await projects.getProjectWithHistory(office, id, { limit: 50 });
      expect([view.project.title, history.length > 0]).toEqual([title, true]);
    }
    await database.$disconnect();
  });
});
