import { Decrypter, Encrypter, generateIdentity, identityToRecipient } from "age-encryption";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { PassThrough, Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { verifyAudit } from "./audit.mjs";
import { verifyEditions } from "./editions.mjs";
import { writePrivately } from "./files.mjs";
import { listMigrations, migrate } from "./migrate.mjs";
import { clientEnvironment, findClient } from "./postgres-clients.mjs";

const FORMAT = 1;
/** What every session is set to that reads rows as text, so that two databases with the same rows give the same text. */
const ONE_WAY_TO_WRITE = "set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set bytea_output = 'hex'; set extra_float_digits = 1";

/**
 * What stands beside a backup, in the open: how to tell that it is whole, and nothing of what it holds.
 * @typedef {object} Manifest
 * @property {number} format
 * @property {string} madeAt
 * @property {string} file
 * @property {number} bytes
 * @property {string} sha256 of the encrypted file
 * @property {string} postgres the server's version
 * @property {string} program the version of pg_dump
 * @property {string[]} migrations that the database had
 * @property {{ entries: number, lastHash: string | null }} audit
 * @property {Record<string, { rows: number, digest: string }>} tables by schema and name
 */

/** @typedef {(line: string) => void} Log */

/**
 * Makes a key: the identity opens backups and is kept away from the server; the recipient closes them and may lie anywhere.
 * @param {string} file where the identity is written, for its owner's eyes; never over another
 * @returns {Promise<string>} the recipient
 */
export async function makeKey(file) {
  if (fs.existsSync(file)) throw new Error(`${file} is there already. A key that is written over opens nothing any more: choose another name.`);
  const identity = await generateIdentity();
  const recipient = await identityToRecipient(identity);
  writePrivately(file, `# public key: ${recipient}\n${identity}\n`);
  return recipient;
}

/**
 * Writes the whole database, encrypted, and beside it what it takes to tell that a restored one is the same. Both are of one moment.
 * @param {object} wish
 * @param {string} wish.ownerUrl
 * @param {string} wish.folder
 * @param {readonly string[]} wish.recipients of the age format, any of whose identities opens the file
 * @param {AbortSignal} [wish.signal]
 * @param {Log} [wish.log]
 * @param {Date} [wish.at]
 * @returns {Promise<string>} the file
 */
export async function backUp({ ownerUrl, folder, recipients, signal, log = () => {}, at = new Date() }) {
  const encrypter = new Encrypter();
  if (recipients.length === 0) throw new Error("Set UTBLICK_BACKUP_RECIPIENT to the public key that backups are closed with. `npm run backup:key -- <file>` makes one.");
  for (const recipient of recipients) {
    try {
      encrypter.addRecipient(recipient);
    } catch (cause) {
      throw new Error(`${recipient} is no public key of the age format: it begins with age1.`, { cause });
    }
  }
  if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`There is no folder ${folder} to write to.`);
  return withClient(ownerUrl, async (client) => {
    await client.query(ONE_WAY_TO_WRITE);
    await client.query("begin isolation level repeatable read read only");
    const { rows: [server] } = await client.query("select current_setting('server_version') as version, current_setting('server_version_num')::int / 10000 as major, pg_export_snapshot() as snapshot, current_database() as database");
    const dump = await findClient("pg_dump", server.major);
    const file = path.join(folder, `${server.database}-${at.toISOString().replace(/[-:]/g, "").replace(/\.\d+Z$/, "Z")}.dump.age`);
    if (fs.existsSync(file)) throw new Error(`${file} is there already.`);
    const aside = `${file}.part`;
    try {
      const written = await dumpTo(aside, { dump, ownerUrl, snapshot: server.snapshot, encrypter, signal });
      log(`Wrote ${written.bytes} bytes.`);
      /** @type {Manifest} */
      const manifest = {
        format: FORMAT,
        madeAt: at.toISOString(),
        file: path.basename(file),
        ...written,
        postgres: server.version,
        program: dump.version,
        ...(await describeDatabase(client)),
      };
      writePrivately(`${file}.json`, `${JSON.stringify(manifest, null, 2)}\n`);
      // The file gets its name last: what has a name is whole.
      fs.renameSync(aside, file);
      syncFolder(folder);
      log(`${file}: ${Object.keys(manifest.tables).length} tables, ${manifest.audit.entries} audit entries.`);
      return file;
    } catch (error) {
      fs.rmSync(aside, { force: true });
      fs.rmSync(`${file}.json`, { force: true });
      throw error;
    }
  });
}

/**
 * Fills an empty database from a backup, brings it up to date, and tells whether all is there: every table's rows, the audit chain, the frozen editions.
 * @param {object} wish
 * @param {string} wish.file
 * @param {string} wish.identity the file with the key that opens it
 * @param {string} wish.ownerUrl an empty database
 * @param {string} [wish.appUrl]
 * @param {AbortSignal} [wish.signal]
 * @param {Log} [wish.log]
 * @returns {Promise<number>} exit code: 0 when all agrees
 */
export async function restore({ file, identity, ownerUrl, appUrl, signal, log = () => {} }) {
  const manifest = readManifest(file);
  const decrypter = readIdentity(identity);
  const begun = Date.now();
  const problems = await withClient(ownerUrl, async (client) => {
    await client.query(ONE_WAY_TO_WRITE);
    const { rows: [server] } = await client.query("select current_setting('server_version_num')::int / 10000 as major, (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('public', 'pgboss') and c.relkind in ('r', 'p')) as tables");
    if (server.tables > 0) throw new Error(`The database holds ${server.tables} tables already. Restore into an empty one, so that nothing is written over.`);
    const program = await findClient("pg_restore", Math.max(server.major, Number.parseInt(manifest.program, 10)));
    await checkFile(file, manifest);
    log("The file is whole.");
    await restoreFrom(file, { program: program.file, ownerUrl, decrypter, signal });
    // What a restored database knows of its tables is nothing, and the chain is read by plans.
    await client.query("analyze");
    return compare(manifest, await describeDatabase(client));
  });
  for (const problem of problems) log(problem);
  if (problems.length > 0) return 1;
  log(`${Object.keys(manifest.tables).length} tables hold what they held ${manifest.madeAt}.`);
  await migrate({ ownerUrl, appUrl, log });
  const codes = [await verifyAudit(ownerUrl, log), await verifyEditions(ownerUrl, log)];
  log(`Restored and checked in ${Math.ceil((Date.now() - begun) / 1000)} s.`);
  return Math.max(...codes);
}

/**
 * Restores into a database made for it, and removes that again: the answer to whether the latest backup would do.
 * @param {Omit<Parameters<typeof restore>[0], "appUrl">} wish ownerUrl: any database of a role that may create databases
 * @returns {Promise<number>} exit code
 */
export async function drill({ ownerUrl, ...wish }) {
  const name = `utblick_drill_${process.pid}`;
  const address = new URL(ownerUrl);
  address.pathname = `/${name}`;
  await withClient(ownerUrl, async (client) => {
    await client.query(`create database ${name} template template0`);
  });
  try {
    return await restore({ ...wish, ownerUrl: address.toString() });
  } finally {
    await withClient(ownerUrl, (client) => client.query(`drop database ${name} with (force)`));
  }
}

/**
 * @param {string} file
 * @param {{ dump: { file: string }, ownerUrl: string, snapshot: string, encrypter: Encrypter, signal?: AbortSignal }} wish
 * @returns {Promise<{ bytes: number, sha256: string }>}
 */
async function dumpTo(file, { dump, ownerUrl, snapshot, encrypter, signal }) {
  const child = spawn(dump.file, ["--format=custom", "--compress=6", "--no-password", `--snapshot=${snapshot}`], { env: clientEnvironment(ownerUrl), stdio: ["ignore", "pipe", "pipe"], signal });
  const ended = outcomeOf(child);
  const sealed = Readable.fromWeb(/** @type {import("node:stream/web").ReadableStream} */ (await encrypter.encrypt(/** @type {ReadableStream<Uint8Array>} */ (Readable.toWeb(child.stdout)))));
  const hash = createHash("sha256");
  let bytes = 0;
  const counted = new Transform({
    transform(chunk, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const target = fs.createWriteStream(file, { mode: 0o600, flush: true });
  await Promise.all([pipeline(sealed, counted, target, { signal }), ended]);
  return { bytes, sha256: hash.digest("hex") };
}

/**
 * @param {string} file
 * @param {{ program: string, ownerUrl: string, decrypter: Decrypter, signal?: AbortSignal }} wish
 */
async function restoreFrom(file, { program, ownerUrl, decrypter, signal }) {
  /** @type {ReadableStream<Uint8Array>} */
  let plain;
  try {
    plain = await decrypter.decrypt(/** @type {ReadableStream<Uint8Array>} */ (Readable.toWeb(fs.createReadStream(file))));
  } catch (cause) {
    throw new Error(`${file} is not opened by that key.`, { cause });
  }
  const environment = clientEnvironment(ownerUrl);
  const args = ["--format=custom", "--no-owner", "--no-acl", "--exit-on-error", "--single-transaction", "--no-password", `--dbname=${environment.PGDATABASE}`];
  const child = spawn(program, args, { env: environment, stdio: ["pipe", "ignore", "pipe"], signal });
  const ended = outcomeOf(child);
  // What the program says of its own end tells more than the pipe that broke.
  const piped = pipeline(Readable.fromWeb(/** @type {import("node:stream/web").ReadableStream} */ (plain)), child.stdin, { signal }).catch((/** @type {unknown} */ error) => error);
  await ended;
  const failure = await piped;
  if (failure !== undefined) throw failure;
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<void>} rejects with what the program complained of
 */
async function outcomeOf(child) {
  let complaint = "";
  child.stderr?.setEncoding("utf8").on("data", (chunk) => (complaint = `${complaint}${chunk}`.slice(-4_000)));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${path.basename(child.spawnfile)} ended with ${code}: ${complaint.trim()}`);
}

/**
 * @param {pg.Client} client in the snapshot that is described
 * @returns {Promise<Pick<Manifest, "migrations" | "audit" | "tables">>}
 */
async function describeDatabase(client) {
  const { rows: names } = await client.query(
    "select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('public', 'pgboss') and c.relkind = 'r' order by 1, 2",
  );
  /** @type {Manifest["tables"]} */
  const tables = {};
  for (const { schema, name } of names) {
    const table = `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`;
    // A sum of the rows' hashes does not depend on their order, and needs no memory.
    const { rows: [counted] } = await client.query(`select count(*)::int as rows, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text as digest from ${table} t`);
    tables[`${schema}.${name}`] = counted;
  }
  const { rows: [audit] } = await client.query("select count(*)::int as entries, (select encode(hash, 'hex') from audit_entry order by seq desc limit 1) as \"lastHash\" from audit_entry");
  const { rows: migrations } = await client.query("select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null order by 1");
  return { migrations: migrations.map(({ name }) => name), audit, tables };
}

/**
 * @param {Manifest} manifest
 * @param {Pick<Manifest, "migrations" | "audit" | "tables">} found
 * @returns {string[]} what differs
 */
function compare(manifest, found) {
  const names = [...new Set([...Object.keys(manifest.tables), ...Object.keys(found.tables)])].sort();
  const problems = names.flatMap((name) => {
    const [then, now] = [manifest.tables[name], found.tables[name]];
    if (then?.rows === now?.rows && then?.digest === now?.digest) return [];
    return [`${name}: ${then?.rows ?? "no"} rows were backed up, and ${now?.rows ?? "no"} stand here${then?.rows === now?.rows ? ", which say something else" : ""}.`];
  });
  if (manifest.audit.lastHash !== found.audit.lastHash) problems.push("The audit chain does not end where it ended.");
  return problems;
}

/** @param {string} file @returns {Manifest} */
function readManifest(file) {
  if (!fs.existsSync(file)) throw new Error(`There is no ${file}.`);
  if (!fs.existsSync(`${file}.json`)) throw new Error(`${file}.json, which was written beside the backup, is missing: without it nobody can tell that all is there.`);
  /** @type {Manifest} */
  let manifest;
  try {
    manifest = JSON.parse(fs.readFileSync(`${file}.json`, "utf8"));
  } catch (cause) {
    throw new Error(`${file}.json cannot be read.`, { cause });
  }
  if (manifest.format !== FORMAT) throw new Error(`${file} was made by another version of Utblick, whose backups this one does not read.`);
  const known = new Set(listMigrations());
  const newer = manifest.migrations.filter((name) => !known.has(name));
  if (newer.length > 0) throw new Error(`${file} was made by a newer version of Utblick, with ${newer.at(-1)}. Restore with that version.`);
  return manifest;
}

/** @param {string} file @param {Manifest} manifest */
async function checkFile(file, manifest) {
  const hash = createHash("sha256");
  await pipeline(fs.createReadStream(file), hash, new PassThrough().resume());
  const { size } = fs.statSync(file);
  if (size !== manifest.bytes) throw new Error(`${file} is ${size} bytes, and was ${manifest.bytes}.`);
  if (hash.digest("hex") !== manifest.sha256) throw new Error(`${file} is not what was written: its SHA-256 is another.`);
}

/** @param {string} file */
function readIdentity(file) {
  if (!fs.existsSync(file)) throw new Error(`There is no key ${file}.`);
  const decrypter = new Decrypter();
  const identities = fs.readFileSync(file, "utf8").split("\n").map((line) => line.trim()).filter((line) => line.startsWith("AGE-SECRET-KEY-"));
  if (identities.length === 0) throw new Error(`${file} holds no key: it has a line that begins with AGE-SECRET-KEY-.`);
  for (const identity of identities) decrypter.addIdentity(identity);
  return decrypter;
}

/** A name that is not on the disk is gone with the power. @param {string} folder */
function syncFolder(folder) {
  const handle = fs.openSync(folder, "r");
  fs.fsyncSync(handle);
  fs.closeSync(handle);
}

/**
 * @template T
 * @param {string} url
 * @param {(client: pg.Client) => Promise<T>} work
 */
async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: "utblick-backup" });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
