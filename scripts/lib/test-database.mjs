import path from "node:path";
import pg from "pg";
import { startPostgres } from "./embedded-postgres.mjs";
import { DATA, ROOT, digest } from "./files.mjs";
import { migrate } from "./migrate.mjs";
import { isAlive } from "./process.mjs";

/** Apart from the databases that npm start uses, so that tests never meet a user's rows. */
const TEST_DATA_DIR = path.join(DATA, "test-postgres");

/**
 * Starts the tests' server and says through the environment where it is, for every test program that follows.
 * @param {{ atEnd: (cleanUp: () => Promise<void>) => void }} lifetime
 * @param {(line: string) => void} [log]
 */
export async function startTestServer(lifetime, log) {
  const server = await startPostgres({ dataDir: TEST_DATA_DIR, log });
  lifetime.atEnd(() => server.stop());
  const settings = { ownerUrl: server.ownerUrl("postgres"), appRole: server.appRole, appPassword: server.appPassword };
  process.env.UTBLICK_TEST_OWNER_URL = settings.ownerUrl;
  process.env.UTBLICK_TEST_APP_ROLE = settings.appRole;
  process.env.UTBLICK_TEST_APP_PASSWORD = settings.appPassword;
  process.env.UTBLICK_TEST_TEMPLATE = await prepareTemplate(settings);
}

/**
 * One template per set of migrations: a change of the schema makes a new one, and a run that is under way keeps the old.
 */
export function nameTemplate() {
  const what = ["prisma/migrations", "prisma/queues.json", "scripts/lib/migrate.mjs", "node_modules/pg-boss/version.json"];
  return `utblick_template_${digest(ROOT, what).slice(0, 16)}`;
}

/**
 * Migrates the template that test databases are cloned from, once, and clears away what killed runs left behind.
 * @param {object} wish
 * @param {string} wish.ownerUrl the maintenance database, as the owning role
 * @param {string} wish.appRole
 * @param {string} wish.appPassword
 * @returns {Promise<string>} the template's name
 */
export async function prepareTemplate({ ownerUrl, appRole, appPassword }) {
  const template = nameTemplate();
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('utblick test template'))");
    await removeLeftovers(client);
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [template]);
    if (rowCount) return template;
    const building = `${template}_building`;
    await client.query(`drop database if exists ${building} with (force)`);
    await client.query(`create database ${building}`);
    await migrate({ ownerUrl: addressOf(ownerUrl, building), appUrl: addressOf(ownerUrl, building, appRole, appPassword) });
    await client.query(`alter database ${building} rename to ${template}`);
    return template;
  } finally {
    await client.end();
  }
}

/**
 * @param {string} url
 * @param {string} database
 * @param {string} [role]
 * @param {string} [password]
 */
export function addressOf(url, database, role, password) {
  const address = new URL(url);
  address.pathname = `/${database}`;
  if (role !== undefined) address.username = role;
  if (password !== undefined) address.password = password;
  return address.toString();
}

/** @param {pg.Client} client */
async function removeLeftovers(client) {
  const { rows } = await client.query("select datname from pg_database where datname ~ '^utblick_test_[0-9]+_' order by oid");
  for (const { datname } of rows) {
    const maker = Number(datname.split("_")[2]);
    if (!isAlive(maker)) await client.query(`drop database if exists ${client.escapeIdentifier(datname)} with (force)`);
  }
  const { rows: templates } = await client.query("select datname from pg_database where datname ~ '^utblick_template_[0-9a-f]{16}$' order by oid desc offset 4");
  for (const { datname } of templates) await client.query(`drop database if exists ${client.escapeIdentifier(datname)} with (force)`);
}
