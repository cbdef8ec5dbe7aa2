import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import pg from "pg";
import { ROOT } from "./files.mjs";
import { runPrisma } from "./prisma.mjs";

const QUEUE_SCHEMA = "pgboss";
/** The queue through which pg-boss starts what is scheduled. It makes it itself, and says nothing when the app's role may not: then nothing that is scheduled is ever done. */
const SCHEDULED = "__pgboss__send-it";
/** Two instances that start at once take turns. */
const TURN = 7_261_840_213;

/** What the app's role may not do like everywhere else: read, add and change. */
const EXCEPTIONS = new Map([
  ["audit_entry", "select, insert"],
  ["record_version", "select"],
  ["project_year", "select"],
  ["paid_elsewhere", "select"],
  ["edition", "select, insert"],
  ["edition_file", "select, insert"],
  ["attached_file", "select, insert"],
  ["file_piece", "select, insert"],
  ["_prisma_migrations", "select"],
]);
/** Nothing in a register is deleted; these hold what is forgotten by design. */
const DELETABLE = ["session", "draft", "import_draft", "import_draft_row", "import_judged_row", "import_run", "parked_form", "idempotency_key", "rate_counter", "notification", "outgoing_mail", "schedule_run", "task_snooze", "saved_opportunity"];

/**
 * Brings a database up to date: migrations, the job queues' schema, and what the app's role may do. Doing it again changes nothing.
 * @param {object} wish
 * @param {string} wish.ownerUrl the role that owns the tables
 * @param {string} [wish.appUrl] the role the app runs as
 * @param {(line: string) => void} [wish.log]
 */
export async function migrate({ ownerUrl, appUrl, log = () => {} }) {
  await withClient(ownerUrl, async (client) => {
    await client.query("select pg_advisory_lock($1)", [TURN]);
    const missing = await listPendingMigrations(client);
    if (missing.length > 0) {
      log(`Applying ${missing.length} migration${missing.length === 1 ? "" : "s"}.`);
      await runPrisma(["migrate", "deploy"], { ownerUrl });
    }
    await createQueues(ownerUrl);
    const appRole = appUrl === undefined ? undefined : decodeURIComponent(new URL(appUrl).username);
    if (appRole === undefined) return;
    if (appRole === decodeURIComponent(new URL(ownerUrl).username)) {
      log("The app runs as the role that owns the tables, so the database cannot keep it from audit and versions. Give it a role of its own in DATABASE_URL.");
      return;
    }
    await grantAppRole(client, appRole);
  });
}

/**
 * @param {string} [root]
 * @returns {string[]} the names of the project's migrations, oldest first
 */
export function listMigrations(root = ROOT) {
  const folder = path.join(root, "prisma", "migrations");
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .filter((name) => fs.existsSync(path.join(folder, name, "migration.sql")))
    .sort();
}

/** @param {pg.Client} client */
async function listPendingMigrations(client) {
  const { rows: tables } = await client.query("select to_regclass('public._prisma_migrations') is not null as there");
  if (!tables[0].there) return listMigrations();
  const { rows } = await client.query("select migration_name from public._prisma_migrations where finished_at is not null and rolled_back_at is null");
  const done = new Set(rows.map((row) => row.migration_name));
  return listMigrations().filter((name) => !done.has(name));
}

/**
 * Creates or upgrades the schema of the job queues, which takes the owner; queues of their own are added by name.
 * @param {string} ownerUrl
 * @param {readonly string[]} [queues]
 */
export async function createQueues(ownerUrl, queues = [SCHEDULED, ...readQueues()]) {
  const wanted = createRequire(import.meta.url)("pg-boss/version.json").schema;
  const missing = await withClient(ownerUrl, async (client) => {
    const { rows: there } = await client.query("select to_regclass('pgboss.version') is not null and to_regclass('pgboss.queue') is not null as there");
    if (!there[0].there) return undefined;
    const { rows: versions } = await client.query("select version from pgboss.version");
    if (Number(versions[0]?.version) < wanted) return undefined;
    const { rows } = await client.query("select name from pgboss.queue");
    const known = new Set(rows.map((row) => row.name));
    return queues.filter((name) => !known.has(name));
  });
  if (missing?.length === 0) return;

  const { default: PgBoss } = await import("pg-boss");
  const boss = new PgBoss({ connectionString: ownerUrl, schema: QUEUE_SCHEMA, migrate: true, supervise: false, schedule: false, max: 1 });
  /** @type {unknown} */
  let failure;
  boss.on("error", (error) => (failure ??= error));
  await boss.start();
  for (const name of missing ?? queues) await boss.createQueue(name);
  await boss.stop({ graceful: false });
  if (failure !== undefined) throw failure;
}

/** @returns {string[]} */
function readQueues() {
  const file = path.join(ROOT, "prisma", "queues.json");
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : [];
}

/**
 * Gives the role exactly what the app needs, taking back what an earlier version gave; one transaction, so nobody sees it half done.
 * @param {pg.Client} client connected as the owner
 * @param {string} role
 */
export async function grantAppRole(client, role) {
  const name = client.escapeIdentifier(role);
  const { rows } = await client.query(
    `select n.nspname as schema, c.relname as relation, c.relkind in ('v', 'm') as is_view
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', $1) and c.relkind in ('r', 'p', 'v', 'm')
        and not exists (select 1 from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype = 'e')`,
    [QUEUE_SCHEMA],
  );
  const { rows: schemas } = await client.query("select nspname from pg_namespace where nspname in ('public', $1)", [QUEUE_SCHEMA]);
  /** @type {string[]} */
  const statements = [];
  for (const { nspname } of schemas) {
    const schema = client.escapeIdentifier(nspname);
    statements.push(
      `revoke create on schema ${schema} from public, ${name}`,
      `grant usage on schema ${schema} to ${name}`,
      `revoke all on all tables in schema ${schema} from ${name}`,
      `grant usage, select on all sequences in schema ${schema} to ${name}`,
    );
  }
  for (const { schema, relation, is_view: isView } of rows) {
    statements.push(`grant ${privilegesOn(schema, relation, isView)} on ${client.escapeIdentifier(schema)}.${client.escapeIdentifier(relation)} to ${name}`);
  }
  await client.query("begin");
  try {
    // A database given from outside may have a public schema that belongs to someone else, and that is theirs to close.
    await client.query("set local client_min_messages = error");
    await client.query(statements.join(";\n"));
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

/**
 * @param {string} schema
 * @param {string} relation
 * @param {boolean} isView
 */
function privilegesOn(schema, relation, isView) {
  if (isView) return "select";
  if (schema === QUEUE_SCHEMA) return "select, insert, update, delete";
  return EXCEPTIONS.get(relation) ?? (DELETABLE.includes(relation) ? "select, insert, update, delete" : "select, insert, update");
}

/**
 * @template T
 * @param {string} url
 * @param {(client: pg.Client) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: "utblick-migrate" });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
