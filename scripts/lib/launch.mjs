import { randomBytes } from "node:crypto";
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { bringPack } from "./bring-pack.mjs";
import { build, generateClient, limitHeap, SERVER } from "./build.mjs";
import { startPostgres } from "./embedded-postgres.mjs";
import { nameDatabase, readEnvironmentFile, readGivenDatabase } from "./environment.mjs";
import { DATA, ROOT, makeStateDirectory, writePrivately } from "./files.mjs";
import { migrate } from "./migrate.mjs";
import { choosePack } from "./packs.mjs";
import { claimPort, releasePort, serve } from "./server.mjs";

const DOOR = pathToFileURL(path.join(ROOT, "scripts", "front-door.mjs")).href;
const LOOPBACK = ["127.0.0.1", "localhost", "::1"];
const PASSWORD = "utblick-demonstration";
const ACCOUNTS = ["kontakt", "bolag", "samordnare", "kfpresidium", "kspresidium", "ks", "kf", "namnd", "granskare", "lasare", "admin"];
const DEMONSTRATION = path.join(ROOT, "prisma", "demo", "load.ts");

/** @typedef {{ appUrl: string, ownerUrl: string, embedded: boolean }} Database */

/**
 * Everything from database to a server that answers; returns when it has been stopped.
 * @param {object} wish
 * @param {"start" | "dev"} wish.mode
 * @param {import("./lifetime.mjs").Lifetime} wish.lifetime
 * @param {(line: string) => void} wish.log
 */
export async function launch({ mode, lifetime, log }) {
  readEnvironmentFile();
  const address = readAddress();
  const given = readGivenDatabase();
  const pack = given ? process.env.UTBLICK_PACK : choosePack(process.env.UTBLICK_PACK);
  await claimPort(address, log);
  lifetime.atEnd(() => releasePort(address.port));

  /** @type {Database} */
  const database = given ? { ...given, embedded: false } : await openEmbeddedDatabase({ name: nameDatabase(pack ?? ""), lifetime, log });
  lifetime.signal.throwIfAborted();
  await migrate({ ownerUrl: database.ownerUrl, appUrl: database.appUrl, log });
  lifetime.signal.throwIfAborted();
  await (mode === "start" ? build(log, lifetime.signal) : generateClient(log));
  lifetime.signal.throwIfAborted();

  const environment = describeEnvironment({ mode, database, pack, address });
  if (environment.UTBLICK_DEMO === "on") await loadDemonstration({ database, environment, lifetime, log });
  lifetime.signal.throwIfAborted();
  await bringPack({ environment, signal: lifetime.signal });
  lifetime.signal.throwIfAborted();

  const serving = await serve({
    command: mode === "start" ? [SERVER] : ["--import", DOOR, path.join(ROOT, "node_modules", "next", "dist", "bin", "next"), "dev", "--port", String(address.port), "--hostname", address.host],
    cwd: ROOT,
    address,
    environment: mode === "start" ? limitHeap(environment) : environment,
    signal: lifetime.signal,
    log,
  });
  lifetime.atEnd(serving.stop);
  announce({ address, environment, log });
  await Promise.race([serving.ended, stopped(lifetime.signal)]);
}

/** HOSTNAME is left alone as a wish, since containers set it to a name of their own. */
function readAddress() {
  const port = Number(process.env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`PORT is "${process.env.PORT}", and must be a number from 1 to 65535.`);
  return { host: process.env.UTBLICK_HOST || "127.0.0.1", port };
}

/**
 * @param {{ name: string, lifetime: import("./lifetime.mjs").Lifetime, log: (line: string) => void }} wish
 * @returns {Promise<Database>}
 */
async function openEmbeddedDatabase({ name, lifetime, log }) {
  const revive = () => {
    if (lifetime.signal.aborted) return;
    log("PostgreSQL went away; starting it again.");
    running = open();
    running.catch((/** @type {unknown} */ error) => {
      log(error instanceof Error ? error.message : String(error));
      void lifetime.end();
    });
  };
  const open = () => startPostgres({ dataDir: path.join(DATA, "postgres"), log, onLost: revive });
  let running = open();
  lifetime.atEnd(async () => (await running.catch(() => undefined))?.stop());
  const server = await running;
  await server.ensureDatabase(name);
  return { appUrl: server.appUrl(name), ownerUrl: server.ownerUrl(name), embedded: true };
}

/**
 * What the server is told. The owner's address stays with the launcher: the app's own role is all the app gets.
 * @param {{ mode: "start" | "dev", database: Database, pack: string | undefined, address: import("./server.mjs").Address }} wish
 * @returns {NodeJS.ProcessEnv}
 */
function describeEnvironment({ mode, database, pack, address }) {
  const inherited = { ...process.env };
  delete inherited.DATABASE_OWNER_URL;
  const loopback = LOOPBACK.includes(address.host);
  const demonstration = inherited.UTBLICK_DEMO || (database.embedded && loopback ? "on" : "off");
  return {
    ...inherited,
    NODE_ENV: mode === "start" ? "production" : "development",
    NEXT_TELEMETRY_DISABLED: "1",
    HOSTNAME: address.host,
    PORT: String(address.port),
    DATABASE_URL: database.appUrl,
    UTBLICK_PACK: pack,
    UTBLICK_SECRET: inherited.UTBLICK_SECRET || (database.embedded ? readSecret() : undefined),
    UTBLICK_EMBEDDED: database.embedded ? "on" : "off",
    UTBLICK_DEMO: demonstration,
  };
}

function readSecret() {
  makeStateDirectory(DATA);
  const file = path.join(DATA, "secret");
  if (!fs.existsSync(file)) writePrivately(file, randomBytes(32).toString("hex"));
  return fs.readFileSync(file, "utf8").trim();
}

/**
 * Fills an empty database. A mark says that filling has begun, so that one that was killed half-way is taken up again.
 * @param {{ database: Database, environment: NodeJS.ProcessEnv, lifetime: import("./lifetime.mjs").Lifetime, log: (line: string) => void }} wish
 */
async function loadDemonstration({ database, environment, lifetime, log }) {
  const mark = path.join(DATA, `${new URL(database.appUrl).pathname.slice(1)}.loading`);
  if (!database.embedded || !fs.existsSync(DEMONSTRATION)) return;
  if (!fs.existsSync(mark) && !(await isEmpty(database.ownerUrl))) return;
  log("Loading the demonstration municipality.");
  fs.writeFileSync(mark, "");
  await new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", "tsx", "--conditions=react-server", DEMONSTRATION], {
      cwd: ROOT,
      env: environment,
      stdio: ["ignore", "inherit", "inherit"],
      signal: lifetime.signal,
    });
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve(undefined) : reject(new Error("The demonstration municipality could not be loaded; why stands above."))));
  });
  fs.rmSync(mark, { force: true });
}

/** @param {string} url */
async function isEmpty(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rows } = await client.query("select not exists(select 1 from person) as empty");
    return Boolean(rows[0].empty);
  } finally {
    await client.end();
  }
}

/**
 * @param {{ address: import("./server.mjs").Address, environment: NodeJS.ProcessEnv, log: (line: string) => void }} wish
 */
function announce({ address, environment, log }) {
  const origin = environment.UTBLICK_ORIGIN || `http://${address.host.includes(":") ? `[${address.host}]` : address.host}:${address.port}`;
  log(`Utblick is ready: ${origin}`);
  if (environment.UTBLICK_DEMO === "on") {
    log(`Demonstration accounts, all with the password ${PASSWORD}:`);
    for (const name of ACCOUNTS) log(`  ${name}@utblick.example`);
  } else if (environment.UTBLICK_EMBEDDED === "on" && !LOOPBACK.includes(address.host)) {
    log(`Demonstration sign-in is closed, since ${address.host} can be reached from other machines.`);
  }
  log("Stop with Ctrl+C.");
}

/** @param {AbortSignal} signal @returns {Promise<void>} */
function stopped(signal) {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
