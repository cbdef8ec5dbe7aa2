#!/usr/bin/env node
// Prisma's own schema engine is a program it downloads, which many municipal networks do not let through. This one speaks
// the same JSON-RPC over stdin and stdout, on the WebAssembly build of the engine that comes with npm install.
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import readline from "node:readline";
import { pathToFileURL } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";

const INTERNAL_CHAR_OID = 18;
const TEXT_OID = 25;
/** Parameters that Prisma reads from the address and PostgreSQL does not know. */
const PRISMA_PARAMETERS = ["schema", "connection_limit", "pool_timeout", "socket_timeout", "pgbouncer"];

const words = process.argv.slice(2);

/** @param {string} name @returns {string[]} every value given for the option */
function optionValues(name) {
  return words.flatMap((word, index) => (word === name && words[index + 1] !== undefined ? [String(words[index + 1])] : []));
}

/** @type {{ url?: string, shadowDatabaseUrl?: string }} */
const datasource = JSON.parse(optionValues("--datasource")[0] ?? "{}");

/** @param {"INFO" | "ERROR"} level @param {string} message @param {object} [fields] */
function log(level, message, fields = {}) {
  const line = { timestamp: new Date().toISOString(), level, fields: { message, ...fields }, target: "schema_engine::logger" };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}

/**
 * @param {string | undefined} address
 * @param {string} [database] another database on the same server
 */
function connectionTo(address, database) {
  if (!address) throw new Error("No database address is set: DATABASE_OWNER_URL or DATABASE_URL.");
  const url = new URL(address);
  const schema = url.searchParams.get("schema") ?? undefined;
  for (const name of PRISMA_PARAMETERS) url.searchParams.delete(name);
  if (database !== undefined) url.pathname = `/${encodeURIComponent(database)}`;
  return { schema, config: { connectionString: url.toString(), connectionTimeoutMillis: 10_000 } };
}

/** @param {string | undefined} address */
function databaseNameIn(address) {
  return decodeURIComponent(new URL(address ?? "").pathname.slice(1)) || "postgres";
}

/** @type {WeakMap<object, number[]>} by rows: the columns that held the catalogues' one-byte "char" */
const characterColumns = new WeakMap();

/**
 * The adapter refuses the catalogues' one-byte "char", so it is shown text, and what it was is remembered.
 * @param {unknown} result
 */
function showCharacterAsText(result) {
  if (!(result instanceof Object) || !("fields" in result) || !Array.isArray(result.fields) || !("rows" in result)) return result;
  const found = [...result.fields.keys()].filter((index) => /** @type {any[]} */ (result.fields)[index].dataTypeID === INTERNAL_CHAR_OID);
  for (const index of found) result.fields[index].dataTypeID = TEXT_OID;
  if (found.length > 0) characterColumns.set(/** @type {object} */ (result.rows), found);
  return result;
}

class CatalogueClient extends pg.Client {
  /** @override @param {any[]} args */
  query(...args) {
    const callback = args.at(-1);
    if (typeof callback === "function") {
      args[args.length - 1] = (/** @type {unknown} */ error, /** @type {unknown} */ result) => callback(error, showCharacterAsText(result));
    }
    const answer = /** @type {any} */ (super.query(.../** @type {[any]} */ (args)));
    return typeof answer?.then === "function" ? answer.then(showCharacterAsText) : answer;
  }
}

/**
 * @param {{ schema: string | undefined, config: pg.PoolConfig }} connection
 */
async function openAdapter({ schema, config }) {
  // One session, kept open: the migration lock and every SET live in it.
  const pool = new pg.Pool({ ...config, Client: CatalogueClient, max: 1, idleTimeoutMillis: 0 });
  const adapter = await new PrismaPg(pool, { schema, disposeExternalPool: true }).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  return Object.assign(adapter, {
    /** @param {Parameters<typeof queryRaw>[0]} query */
    async queryRaw(query) {
      const result = await queryRaw(query);
      for (const index of characterColumns.get(result.rows) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character;
      return result;
    },
    // The adapter cuts scripts at every semicolon, also inside function bodies and literals. PostgreSQL needs no cutting.
    /** @param {string} script */
    async executeScript(script) {
      try {
        await pool.query(script);
      } catch (error) {
        Reflect.get(adapter, "onError").call(adapter, error);
      }
    },
  });
}

const adapterFactory = {
  provider: /** @type {const} */ ("postgres"),
  adapterName: "@prisma/adapter-pg",
  connect: () => openAdapter(connectionTo(datasource.url)),
  async connectToShadowDb() {
    if (datasource.shadowDatabaseUrl) return openAdapter(connectionTo(datasource.shadowDatabaseUrl));
    const name = `prisma_migrate_shadow_db_${randomUUID()}`;
    const admin = new pg.Client(connectionTo(datasource.url).config);
    await admin.connect();
    await admin.query(`create database ${admin.escapeIdentifier(name)}`);
    const adapter = await openAdapter(connectionTo(datasource.url, name));
    const dispose = adapter.dispose.bind(adapter);
    return Object.assign(adapter, {
      async dispose() {
        await dispose().catch(() => {});
        await admin.query(`drop database if exists ${admin.escapeIdentifier(name)} with (force)`);
        await admin.end();
      },
    });
  },
};

/** @param {{ config: pg.ClientConfig }} connection @param {(client: pg.Client) => Promise<unknown>} [work] */
async function withClient({ config }, work) {
  const client = new pg.Client(config);
  try {
    await client.connect();
    await work?.(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/** @param {(client: pg.Client, name: string) => Promise<unknown>} work */
function withMaintenanceDatabase(work) {
  const name = databaseNameIn(datasource.url);
  return withClient(connectionTo(datasource.url, "postgres"), (client) => work(client, client.escapeIdentifier(name)));
}

/** @type {Record<string, () => Promise<unknown>>} */
const commands = {
  "can-connect-to-database": () => withClient(connectionTo(datasource.url)),
  "create-database": () => withMaintenanceDatabase((client, name) => client.query(`create database ${name}`)),
  "drop-database": () => withMaintenanceDatabase((client, name) => client.query(`drop database if exists ${name} with (force)`)),
};

/** @param {unknown} error @returns {{ code: string, message: string }} Prisma's code and a sentence */
function explain(error) {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const message = error instanceof Error ? error.message : String(error);
  const { hostname, port } = new URL(datasource.url ?? "postgresql://unknown");
  if (code === "3D000") return { code: "P1003", message: `Database \`${databaseNameIn(datasource.url)}\` does not exist` };
  if (code === "42P04") return { code: "P1009", message: `Database \`${databaseNameIn(datasource.url)}\` already exists` };
  if (code === "28P01" || code === "28000") return { code: "P1000", message: `Authentication failed: ${message}` };
  if (["ECONNREFUSED", "ENOTFOUND", "ETIMEDOUT", "EAI_AGAIN", "EHOSTUNREACH"].includes(code) || /timeout/i.test(message))
    return { code: "P1001", message: `Can't reach database server at \`${hostname}:${port || 5432}\`` };
  return { code: "P1010", message };
}

/** @param {string} name @returns {Promise<number>} exit code */
async function runCommand(name) {
  // Prisma skips the first line, in which its own engine introduces itself.
  log("INFO", "schema engine on WebAssembly");
  try {
    const command = commands[name];
    if (!command) throw new Error(`The command ${name} is not known.`);
    await command();
    return 0;
  } catch (error) {
    const { code, message } = explain(error);
    log("ERROR", message, { is_panic: false, error_code: code, meta: {} });
    return 1;
  }
}

/** What the WebAssembly leaves behind when it gives up, which its own exception does not carry. */
let panic = "";
Reflect.set(globalThis, "PRISMA_WASM_PANIC_REGISTRY", {
  /** @param {string} message */
  set_message(message) {
    panic = message;
  },
});

/** The package is made for bundlers; Node instantiates the WebAssembly by hand. */
async function loadEngine() {
  const directory = path.dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const glue = await import(pathToFileURL(path.join(directory, "schema_engine_bg.js")).href);
  const code = fs.readFileSync(path.join(directory, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(code, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  /** @type {() => void} */ (instance.exports.__wbindgen_start)();
  const datamodels = optionValues("--datamodels").map((file) => [file, fs.readFileSync(file, "utf8")]);
  /** @param {unknown} line */
  const trace = (line) => {
    if (process.env.DEBUG) process.stderr.write(`${String(line)}\n`);
  };
  return glue.SchemaEngine.new({ datamodels: datamodels.length > 0 ? datamodels : undefined }, trace, bindMigrationAwareSqlAdapterFactory(adapterFactory));
}

/** @param {object} message */
function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}

/** @type {Promise<any> | undefined} */
let engine;
let printed = 0;

/** @param {string} method @param {unknown} params */
async function call(method, params) {
  if (method === "createDatabase") {
    await commands["create-database"]?.();
    return { databaseName: databaseNameIn(datasource.url) };
  }
  const running = await (engine ??= loadEngine());
  const name = method === "getDatabaseVersion" ? "version" : method;
  if (typeof running[name] !== "function") throw new Error(`The method ${method} is not known.`);
  const result = await running[name](params);
  if (method !== "diff") return result ?? {};
  if (typeof result.stdout === "string") send({ id: `print-${++printed}`, method: "print", params: { content: result.stdout } });
  return { exitCode: result.exitCode, stdout: null };
}

/** @param {{ id: unknown, method: string, params: unknown }} request */
async function answer({ id, method, params }) {
  try {
    send({ id, result: await call(method, params) });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const meta = error instanceof Error && "meta" in error ? error.meta : null;
    const message = panic || (error instanceof Error ? error.message : String(error));
    const data = { is_panic: panic !== "", message, error_code: code.startsWith("P") ? code : undefined, meta };
    send({ id, error: { code: 4466, message: "An error happened. Check the data field for details.", data } });
  }
}

async function serve() {
  // One at a time and in order: the engine holds a single session.
  for await (const line of readline.createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    let request;
    try {
      request = JSON.parse(line);
    } catch {
      continue;
    }
    if (typeof request?.method === "string") await answer(request);
  }
  return 0;
}

if (words.includes("--version") || words.includes("-V")) {
  process.stdout.write("schema-engine-cli wasm\n");
} else {
  // A panic breaks out of the WebAssembly past every promise; the caller learns what it was before the process ends.
  process.on("uncaughtException", (error) => {
    log("ERROR", panic || String(error.stack), { is_panic: true });
    process.exit(101);
  });
  const command = words[words.indexOf("cli") + 1];
  process.exitCode = words.includes("cli") ? await runCommand(command ?? "") : await serve();
  // The engine keeps its session for as long as it lives.
  process.exit();
}
