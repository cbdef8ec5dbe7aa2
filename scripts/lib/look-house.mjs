import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import net from "node:net";
import path from "node:path";
import pg from "pg";
import { SERVER } from "./build.mjs";
import { ROOT } from "./files.mjs";
import { choosePack } from "./packs.mjs";
import { endProcess, sleep } from "./process.mjs";
import { addressOf } from "./test-database.mjs";

const READY_PATIENCE_MS = 30_000;
const LOADER = path.join(ROOT, "prisma", "demo", "load.ts");
/** What a served app must not inherit from the shell of whoever runs the tests. */
const SETTINGS = /^(DATABASE_|UTBLICK_|NEXTAUTH_|PORT$|HOSTNAME$|NODE_ENV$|npm_)/;

/**
 * @typedef {object} House a served demonstration municipality with a database of its own
 * @property {string} packId whose rules it follows
 * @property {string} origin
 * @property {(statement: string, values?: unknown[]) => Promise<Record<string, any>[]>} query as the database's owner
 * @property {() => string[]} takeErrors what the server has logged as errors since the last time
 * @property {() => Promise<void>} close
 */

/** @param {string} name @returns {string} */
function demand(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: the tests' database server must be started first.`);
  return value;
}

/** @param {string} statement @param {string} [url] */
async function maintain(statement, url = demand("UTBLICK_TEST_OWNER_URL")) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** @param {string} database */
const addressesOf = (database) => ({
  appUrl: addressOf(demand("UTBLICK_TEST_OWNER_URL"), database, demand("UTBLICK_TEST_APP_ROLE"), demand("UTBLICK_TEST_APP_PASSWORD")),
  ownerUrl: addressOf(demand("UTBLICK_TEST_OWNER_URL"), database),
});

/**
 * @param {string} appUrl
 * @param {string} packId
 * @param {number} [port]
 * @returns {NodeJS.ProcessEnv}
 */
function describeEnvironment(appUrl, packId, port) {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !SETTINGS.test(name)));
  return {
    ...inherited,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    HOSTNAME: "127.0.0.1",
    ...(port === undefined ? {} : { PORT: String(port) }),
    DATABASE_URL: appUrl,
    UTBLICK_PACK: packId,
    UTBLICK_SECRET: randomBytes(32).toString("hex"),
    UTBLICK_EMBEDDED: "on",
    UTBLICK_DEMO: "on",
  };
}

/**
 * Loads a demonstration municipality once into a database that houses are cloned from.
 * @param {string} [packId]
 * @returns {Promise<{ template: string, drop: () => Promise<void> }>}
 */
export async function prepareDemonstration(packId = choosePack(undefined)) {
  const template = `utblick_test_${process.pid}_demonstration_${packId.replaceAll("-", "_")}`;
  const drop = () => maintain(`drop database if exists ${template} with (force)`);
  await drop();
  await maintain(`create database ${template} template ${demand("UTBLICK_TEST_TEMPLATE")}`);
  const child = spawn(process.execPath, ["--import", "tsx", "--conditions=react-server", LOADER], { cwd: ROOT, env: describeEnvironment(addressesOf(template).appUrl, packId), stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stdout.on("data", (chunk) => (said += String(chunk)));
  child.stderr.on("data", (chunk) => (said += String(chunk)));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) {
    await drop();
    throw new Error(`The demonstration municipality could not be loaded:\n${said}`);
  }
  return { template, drop };
}

/**
 * Makes a database as a new municipality meets it, into which houses are cloned: the governing document of its pack, and the first administrator.
 * @param {{ name: string, email: string, password: string }} administrator
 * @param {string} [packId]
 * @returns {Promise<{ template: string, drop: () => Promise<void> }>}
 */
export async function prepareEmpty({ name, email, password }, packId = choosePack(undefined)) {
  const template = `utblick_test_${process.pid}_empty_${packId.replaceAll("-", "_")}`;
  const drop = () => maintain(`drop database if exists ${template} with (force)`);
  await drop();
  await maintain(`create database ${template} template ${demand("UTBLICK_TEST_TEMPLATE")}`);
  for (const [program, words, answer] of /** @type {const} */ ([["governing-documents.ts", [], ""], ["first-administrator.ts", ["--name", name, "--email", email], `${password}\n`]])) {
    const child = spawn(process.execPath, ["--import", "tsx", "--conditions=react-server", path.join(ROOT, "prisma", "start", program), ...words], { cwd: ROOT, env: describeEnvironment(addressesOf(template).appUrl, packId), stdio: ["pipe", "pipe", "pipe"] });
    let said = "";
    child.stdout.on("data", (chunk) => (said += String(chunk)));
    child.stderr.on("data", (chunk) => (said += String(chunk)));
    child.stdin.end(answer);
    const code = await new Promise((resolve) => child.once("close", resolve));
    if (code !== 0) {
      await drop();
      throw new Error(`A new municipality could not be made:\n${said}`);
    }
  }
  return { template, drop };
}

/**
 * Serves the finished build on a free port with a copy of the demonstration municipality.
 * @param {string} template
 * @param {object} [wish]
 * @param {string} [wish.packId]
 * @param {(databaseUrl: string) => Promise<string> | string} [wish.reroute] gives the app another way to its database
 * @returns {Promise<House>}
 */
export async function openHouse(template, { packId = choosePack(undefined), reroute = (url) => url } = {}) {
  const name = `utblick_test_${process.pid}_${randomBytes(6).toString("hex")}`;
  await maintain(`create database ${name} template ${template}`);
  const { appUrl, ownerUrl } = addressesOf(name);
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2, connectionTimeoutMillis: 10_000 });
  pool.on("error", () => {});
  const port = await findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  // Its own group: an interrupted run ends the server through us, in order.
  const child = spawn(process.execPath, [process.env.UTBLICK_TEST_SERVER || SERVER], { cwd: ROOT, env: describeEnvironment(await reroute(appUrl), packId, port), stdio: ["ignore", "pipe", "pipe"] });
  let unread = "";
  let tail = "";
  /** @type {string[]} */
  let errors = [];
  const hear = (/** @type {Buffer} */ chunk) => {
    unread += String(chunk);
    const lines = unread.split("\n");
    unread = lines.pop() ?? "";
    for (const line of lines) {
      tail = `${tail}\n${line}`.slice(-8_000);
      if (isError(line)) errors.push(line);
    }
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const close = async () => {
    if (child.pid !== undefined && child.exitCode === null) await endProcess(child.pid);
    await pool.end();
    await maintain(`drop database if exists ${name} with (force)`);
  };
  for (const deadline = Date.now() + READY_PATIENCE_MS; ; await sleep(50)) {
    const answer = await fetch(`${origin}/readyz`).catch(() => undefined);
    if (answer?.status === 200) break;
    if (child.exitCode !== null || Date.now() > deadline) {
      await close();
      throw new Error(`The server did not become ready:${tail}\n${unread}`);
    }
  }
  return {
    packId,
    origin,
    query: async (statement, values) => (await pool.query(statement, values)).rows,
    takeErrors: () => {
      const taken = errors;
      errors = [];
      return taken;
    },
    close,
  };
}

/** What the log calls an error, and what was written past the log. @param {string} line */
function isError(line) {
  if (!line.startsWith("{")) return /^\s*(⨯|\w*Error\b)/.test(line);
  try {
    return JSON.parse(line).level >= 50;
  } catch {
    return false;
  }
}

/** @returns {Promise<number>} */
function findFreePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

/**
 * How the session of a browser's cookie is found in the database.
 * @param {string} key the cookie's value
 */
export function hashOfSession(key) {
  return createHash("sha256").update(key).digest();
}
