import { randomBytes } from "node:crypto";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import pg from "pg";
import { makeStateDirectory, readJson, withLock, writePrivately } from "./files.mjs";
import { canReach, chooseAccount, preparePrograms } from "./postgres-binaries.mjs";
import { commandLineOf, run, sleep } from "./process.mjs";

const SUPERUSER = "postgres";
const OWNER = "utblick_owner";
const APP = "utblick_app";
const LAUNCHER = "utblick-launcher";
const LEASE = "utblick-lease";
const START_PATIENCE_MS = 120_000;
const ASKING_PATIENCE_MS = 10_000;
/** Where root keeps what the server's user must reach when the checkout lies in a folder that user may not enter. */
const STATE_DIRECTORY = process.platform === "darwin" ? "/usr/local/var/utblick" : "/var/lib/utblick";

/**
 * @typedef {object} Settings kept beside the data directory
 * @property {number} port
 * @property {string} superuserPassword
 * @property {string} ownerPassword
 * @property {string} appPassword
 * @property {string} [movedTo] the data directory, when it could not lie in the checkout
 */

/**
 * @typedef {object} EmbeddedPostgres
 * @property {number} port
 * @property {string} dataDir where the data really lies
 * @property {boolean} adopted whether the server was running already
 * @property {string} appRole
 * @property {string} appPassword
 * @property {(database: string) => string} ownerUrl the role that owns databases and tables, and may create databases
 * @property {(database: string) => string} appUrl the role the app runs as
 * @property {(database: string) => Promise<boolean>} ensureDatabase true when it had to be created
 * @property {() => number | undefined} postmasterPid
 * @property {() => Promise<void>} stop lets go of the server, and stops it when nobody else of this checkout uses it
 */

/**
 * Starts the PostgreSQL of this data directory, or joins the one that runs already. Whatever was killed before, it recovers.
 * @param {object} wish
 * @param {string} wish.dataDir
 * @param {number} [wish.port] the port to use if it is free; one is chosen and remembered otherwise
 * @param {(line: string) => void} [wish.log]
 * @param {() => void} [wish.onLost] called when the server goes away while in use
 * @param {string} [wish.stateDirectory]
 * @param {string} [wish.programs] the folder with bin of another PostgreSQL than the embedded one
 * @returns {Promise<EmbeddedPostgres>}
 */
export async function startPostgres({ dataDir, port, log = () => {}, onLost, stateDirectory = STATE_DIRECTORY, programs }) {
  makeStateDirectory(path.dirname(dataDir));
  const lock = `${dataDir}.lock`;
  return withLock(lock, async () => {
    const store = openSettings(`${dataDir}.json`);
    if (port !== undefined) store.settings.port = port;
    const account = chooseAccount(store.settings.movedTo ?? dataDir);
    const home = settleDataDirectory({ dataDir, store, account, stateDirectory, log });
    const native =
      programs ??
      (await preparePrograms({
        account,
        copyTo: account ? stateDirectory : path.join(path.dirname(dataDir), "programs"),
        log,
      }));
    /** @type {Cluster} */
    const cluster = { home, native, account, store, log };
    if (!fs.existsSync(path.join(home, "PG_VERSION"))) await initialise(cluster);
    const adopted = await ensureRunning(cluster);
    await ensureRoles(cluster);
    const lease = await holdLease(cluster, onLost);
    return describe(cluster, { adopted, lease, lock });
  });
}

/**
 * @typedef {object} Cluster
 * @property {string} home
 * @property {string} native
 * @property {import("./postgres-binaries.mjs").Account} account
 * @property {{ settings: Settings, save: () => void }} store
 * @property {(line: string) => void} log
 */

/** @param {string} file */
function openSettings(file) {
  const password = () => randomBytes(24).toString("base64url");
  let stored;
  try {
    stored = readJson(file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EACCES")
      throw new Error(`${file} belongs to another user. Run as that user, or remove ${path.dirname(file)} to begin again.`, { cause: error });
    throw error;
  }
  /** @type {Settings} */
  const settings = { port: 0, superuserPassword: password(), ownerPassword: password(), appPassword: password(), ...stored };
  const save = () => writePrivately(file, `${JSON.stringify(settings, null, 2)}\n`);
  if (!stored) save();
  return { settings, save };
}

/**
 * @param {{ dataDir: string, store: Cluster["store"], account: Cluster["account"], stateDirectory: string, log: Cluster["log"] }} wish
 */
function settleDataDirectory({ dataDir, store, account, stateDirectory, log }) {
  const { settings } = store;
  if (settings.movedTo && !fs.existsSync(settings.movedTo)) {
    log(`The database in ${settings.movedTo} is gone; beginning with an empty one.`);
    delete settings.movedTo;
    store.save();
  }
  if (settings.movedTo) return settings.movedTo;
  if (canReach(path.dirname(dataDir), account)) return dataDir;

  const away = path.join(stateDirectory, `${path.basename(dataDir)}-${randomBytes(6).toString("hex")}`);
  log(`The server's user may not enter ${path.dirname(dataDir)}, so the database lies in ${away}.`);
  fs.mkdirSync(stateDirectory, { recursive: true });
  fs.chmodSync(stateDirectory, 0o755);
  if (fs.existsSync(path.join(dataDir, "PG_VERSION"))) moveDirectory(dataDir, away);
  settings.movedTo = away;
  store.save();
  return away;
}

/**
 * @param {string} from
 * @param {string} to
 */
function moveDirectory(from, to) {
  try {
    fs.renameSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EXDEV")) throw error;
    const aside = `${to}.part`;
    fs.rmSync(aside, { recursive: true, force: true });
    fs.cpSync(from, aside, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    const { uid, gid } = fs.statSync(from);
    for (const entry of fs.readdirSync(aside, { withFileTypes: true, recursive: true })) fs.lchownSync(path.join(entry.parentPath, entry.name), uid, gid);
    fs.chownSync(aside, uid, gid);
    fs.chmodSync(aside, 0o700);
    fs.renameSync(aside, to);
    fs.rmSync(from, { recursive: true, force: true });
  }
}

/**
 * @param {Cluster} cluster
 * @param {string} program
 * @param {readonly string[]} args
 */
function runProgram({ native, account }, program, args) {
  return run(path.join(native, "bin", program), args, {
    cwd: "/",
    ...account,
    env: { NODE_ENV: "production", PATH: process.env.PATH ?? "/usr/bin:/bin", LC_ALL: "C" },
  });
}

/**
 * The cluster is made aside and put in place whole, so that a half-made one is never mistaken for a database.
 * @param {Cluster} cluster
 */
async function initialise(cluster) {
  const { home, account, store, log } = cluster;
  if (fs.existsSync(home) && fs.readdirSync(home).length > 0) throw new Error(`${home} holds something that is not a PostgreSQL database. Move it away first.`);
  log("Creating the database cluster.");
  const aside = `${home}.new`;
  const passwordFile = `${home}.password`;
  let complaint = "";
  // Trigrams and word breaking of å, ä and ö need a UTF-8 character type, and its name differs between systems.
  for (const characterType of ["C.UTF-8", "en_US.UTF-8", "C"]) {
    fs.rmSync(aside, { recursive: true, force: true });
    fs.mkdirSync(aside, { mode: 0o700 });
    fs.writeFileSync(passwordFile, `${store.settings.superuserPassword}\n`, { mode: 0o600 });
    if (account) for (const made of [aside, passwordFile]) fs.chownSync(made, account.uid, account.gid);
    const answer = await runProgram(cluster, "initdb", [
      ...["-D", aside, "-U", SUPERUSER, "--pwfile", passwordFile, "--auth", "scram-sha-256", "--data-checksums"],
      ...["--encoding", "UTF8", "--locale-provider", "icu", "--icu-locale", "sv-SE"],
      ...["--locale", "C", "--lc-ctype", characterType, "--no-instructions"],
    ]);
    fs.rmSync(passwordFile, { force: true });
    if (answer.code === 0) {
      fs.appendFileSync(path.join(aside, "postgresql.conf"), "timezone = 'UTC'\nlog_timezone = 'UTC'\n");
      fs.rmSync(home, { recursive: true, force: true });
      fs.renameSync(aside, home);
      return;
    }
    complaint = answer.stderr || answer.stdout;
  }
  throw new Error(`The database cluster could not be created in ${home}:\n${complaint.trim()}`);
}

/**
 * @param {Cluster} cluster
 * @returns {Promise<boolean>} true when the server ran already
 */
async function ensureRunning(cluster) {
  const { home, store, log } = cluster;
  const deadline = Date.now() + START_PATIENCE_MS;
  let complaint = "";
  let told = false;
  while (Date.now() < deadline) {
    const running = findPostmaster(home);
    if (running) {
      const answer = await knock(cluster, running.port);
      if (answer === "ours") {
        if (store.settings.port !== running.port) {
          store.settings.port = running.port;
          store.save();
        }
        return true;
      }
      if (answer === "refused") throw new Error(`The PostgreSQL that runs in ${home} does not know this checkout's passwords. Stop process ${running.pid}, or remove the folder to begin again.`);
      if (!told) log("Waiting for PostgreSQL, which is starting, stopping or recovering.");
      told = true;
      await sleep(100);
      continue;
    }
    disownPidFile(home);
    store.settings.port = await choosePort(store.settings.port);
    store.save();
    const logFile = path.join(home, "server.log");
    trimLog(logFile);
    const answer = await runProgram(cluster, "pg_ctl", [
      ...["start", "-D", home, "-l", logFile, "-w", "-t", "100"],
      ...["-o", `-p ${store.settings.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''`],
    ]);
    if (answer.code === 0 && (await knock(cluster, store.settings.port)) === "ours") return false;
    complaint = `${answer.stderr}\n${readEnd(logFile)}`;
    // Backends of a killed server may hold its shared memory for a moment, and a port may be taken under our hands.
    await sleep(250);
    if (/could not bind|address already in use/i.test(complaint)) store.settings.port = 0;
  }
  throw new Error(`PostgreSQL did not start in ${home}.\n${complaint.trim()}`);
}

/**
 * @param {string} home
 * @returns {{ pid: number, port: number } | undefined} the living server of this data directory
 */
function findPostmaster(home) {
  let lines;
  try {
    lines = fs.readFileSync(path.join(home, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  // The number may belong to another program by now: after kill -9 and a restart of the machine it often does.
  return commandLineOf(pid).includes(home) ? { pid, port: Number(lines[3]) } : undefined;
}

/**
 * PostgreSQL refuses to start while the process its file names lives, even when that is a zombie or another program by now.
 * Only the number is replaced, by one no system gives out: the rest lets PostgreSQL see that old backends still hold its memory.
 * @param {string} home
 */
function disownPidFile(home) {
  const file = path.join(home, "postmaster.pid");
  if (!fs.existsSync(file)) return;
  const [, ...rest] = fs.readFileSync(file, "utf8").split("\n");
  fs.writeFileSync(file, ["2147483646", ...rest].join("\n"));
}

/**
 * @param {Cluster} cluster
 * @param {number} port
 * @returns {Promise<"ours" | "refused" | "not yet">}
 */
async function knock(cluster, port) {
  if (!port) return "not yet";
  const client = superuserClient(cluster, port);
  try {
    await client.connect();
    const { rows } = await client.query("show data_directory");
    // A checkout copied with its data knows the same passwords, so the answer that counts is which directory is served.
    return fs.realpathSync(rows[0].data_directory) === fs.realpathSync(cluster.home) ? "ours" : "not yet";
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "28P01" ? "refused" : "not yet";
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * @param {Cluster} cluster
 * @param {number} [port]
 */
function superuserClient(cluster, port = cluster.store.settings.port) {
  const client = new pg.Client({
    host: "127.0.0.1",
    port,
    user: SUPERUSER,
    password: cluster.store.settings.superuserPassword,
    database: "postgres",
    ssl: false,
    connectionTimeoutMillis: 5_000,
    application_name: LAUNCHER,
  });
  client.on("error", () => {});
  return client;
}

/** @param {number} wished @returns {Promise<number>} */
async function choosePort(wished) {
  /** @param {number} port @returns {Promise<number | undefined>} */
  const probe = (port) =>
    new Promise((resolve) => {
      const server = net.createServer();
      server.once("error", () => resolve(undefined));
      server.listen(port, "127.0.0.1", () => {
        const address = server.address();
        server.close(() => resolve(typeof address === "object" && address ? address.port : undefined));
      });
    });
  const free = (wished && (await probe(wished))) || (await probe(0));
  if (!free) throw new Error("There is no free port on 127.0.0.1.");
  return free;
}

/** @param {string} file */
function readEnd(file) {
  try {
    return fs.readFileSync(file, "utf8").slice(-1_000);
  } catch {
    return "";
  }
}

/** @param {string} file */
function trimLog(file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (stat && stat.size > 5_000_000) fs.truncateSync(file, 0);
}

/** @param {Cluster} cluster */
async function ensureRoles(cluster) {
  const { ownerPassword, appPassword } = cluster.store.settings;
  const client = superuserClient(cluster);
  await client.connect();
  try {
    const { rows } = await client.query("select rolname from pg_roles where rolname = any($1)", [[OWNER, APP]]);
    const known = new Set(rows.map((row) => row.rolname));
    if (known.has(OWNER) && known.has(APP)) return;
    await client.query("begin");
    if (!known.has(APP)) await client.query(`create role ${APP} login password ${client.escapeLiteral(appPassword)}`);
    if (!known.has(OWNER)) await client.query(`create role ${OWNER} login createdb password ${client.escapeLiteral(ownerPassword)}`);
    // Dropping a database with the app still connected means ending the app's sessions, which takes membership.
    await client.query(`grant ${APP} to ${OWNER}`);
    await client.query("commit");
  } finally {
    await client.end();
  }
}

/**
 * Asks the server that runs now: the handle at hand may be of one that fell and that somebody else started again.
 * @param {Cluster} cluster
 * @returns {Promise<boolean>} whether anybody holds a lease; nobody does with a server that doesn't answer
 */
async function isStillUsed(cluster) {
  for (const deadline = Date.now() + ASKING_PATIENCE_MS; Date.now() < deadline; await sleep(100)) {
    const running = findPostmaster(cluster.home);
    if (!running) return false;
    try {
      return await isLeased(cluster, running.port);
    } catch {
      // Starting, stopping or recovering.
    }
  }
  return false;
}

/**
 * @param {Cluster} cluster
 * @param {number} port
 * @returns {Promise<boolean>}
 */
async function isLeased(cluster, port) {
  const client = superuserClient(cluster, port);
  await client.connect();
  try {
    const { rows } = await client.query("select exists(select 1 from pg_stat_activity where application_name = $1) as leased", [LEASE]);
    return rows[0].leased;
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * A lease is an open session: it ends with its process, however that ends, so the last user can be told from the first.
 * @param {Cluster} cluster
 * @param {(() => void) | undefined} onLost
 */
async function holdLease(cluster, onLost) {
  const client = superuserClient(cluster);
  await client.connect();
  await client.query(`set application_name = '${LEASE}'`);
  // The declared types lack both; a lease alone must not keep a finished program from ending.
  const socket = /** @type {pg.Client & { ref(): void, unref(): void }} */ (client);
  socket.unref();
  let released = false;
  client.once("end", () => {
    if (!released) onLost?.();
  });
  return {
    async release() {
      released = true;
      socket.ref();
      // A rename is seen by others at once, while a session that ends stays in the list for a moment.
      await client.query(`set application_name = '${LAUNCHER}'`).catch(() => {});
      await client.end().catch(() => {});
    },
  };
}

/**
 * @param {Cluster} cluster
 * @param {{ adopted: boolean, lease: { release: () => Promise<void> }, lock: string }} state
 * @returns {EmbeddedPostgres}
 */
function describe(cluster, { adopted, lease, lock }) {
  const { settings } = cluster.store;
  /** @param {string} role @param {string} password */
  const url = (role, password) => (/** @type {string} */ database) => `postgresql://${role}:${password}@127.0.0.1:${settings.port}/${encodeURIComponent(database)}`;
  const ownerUrl = url(OWNER, settings.ownerPassword);
  let stopped = false;
  return {
    port: settings.port,
    dataDir: cluster.home,
    adopted,
    appRole: APP,
    appPassword: settings.appPassword,
    ownerUrl,
    appUrl: url(APP, settings.appPassword),
    postmasterPid: () => findPostmaster(cluster.home)?.pid,
    async ensureDatabase(database) {
      const client = new pg.Client({ connectionString: ownerUrl("postgres"), connectionTimeoutMillis: 5_000 });
      await client.connect();
      try {
        const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [database]);
        if (rowCount) return false;
        await client.query(`create database ${client.escapeIdentifier(database)}`);
        return true;
      } catch (error) {
        // Two commands may find it missing at once; the slower one has nothing left to do.
        if (error instanceof Error && "code" in error && (error.code === "42P04" || error.code === "23505")) return false;
        throw error;
      } finally {
        await client.end();
      }
    },
    async stop() {
      if (stopped) return;
      stopped = true;
      await withLock(lock, async () => {
        await lease.release();
        if (await isStillUsed(cluster)) return;
        if (!findPostmaster(cluster.home)) return;
        const answer = await runProgram(cluster, "pg_ctl", ["stop", "-D", cluster.home, "-m", "fast", "-w", "-t", "60"]);
        if (answer.code !== 0 && findPostmaster(cluster.home)) throw new Error(`PostgreSQL did not stop: ${answer.stderr.trim()}`);
      });
    },
  };
}
