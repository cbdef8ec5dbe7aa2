import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient, type Prisma } from "@db/client";
import pg from "pg";
import { getSettings } from "./env";
import { log } from "./log";

declare const readBrand: unique symbol;
declare const txBrand: unique symbol;

/** Something to read through. What it holds is for repositories only. */
export interface Read {
  readonly [readBrand]: true;
}

/** An open transaction. What it holds is for repositories only. */
export interface Tx extends Read {
  readonly [txBrand]: true;
}


const NAMEABLE = /^\s*(SELECT|WITH|INSERT|UPDATE|DELETE)\b/;
const MOST_NAMES = 500;

/**
 * Names statements, so that a connection parses and plans each once. Lists of values make new statements without end, so only
 * so many get a name; and a search is planned for its own words, since what they find decides the way there.
 */
function makeStatementNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= MOST_NAMES) return "";
    const name = NAMEABLE.test(sql) && !/ILIKE|search_fold/.test(sql) ? `u${String(names.size + 1)}` : "";
    names.set(sql, name);
    return name;
  };
}

/** The pool beneath a client, and the names that its connections know statements by. */
interface Driver {
  pool: pg.Pool;
  url: string;
  forLongWork?: PrismaClient;
  nameOf: (query: { sql: string }) => string;
}

// The framework bundles this file more than once: what all copies share is held by the process.
const held = globalThis as typeof globalThis & { utblickDatabase?: PrismaClient; utblickDrivers?: WeakMap<object, Driver> };
const drivers = (held.utblickDrivers ??= new WeakMap<object, Driver>());

/** Connects to a database; every wait has an end, since the driver's own default is to wait for ever. */
export function connect(url: string, connections = 10, { longestStatementMs = 7_000, idleMs = 30_000 }: { longestStatementMs?: number; idleMs?: number } = {}): PrismaClient {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 3_000,
    idleTimeoutMillis: idleMs,
    allowExitOnIdle: true,
    keepAlive: true,
    statement_timeout: longestStatementMs,
    // A server or a network that has gone silent cannot keep the other limits.
    query_timeout: longestStatementMs + 1_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: "utblick",
  });
  // The pool and the adapter listen in turns, and a connection that breaks between the two would end the program. Whoever
  // uses the connection learns of it from its own statement.
  pool.on("connect", (connection) => {
    connection.on("error", () => {
      log.warn({ event: "database connection lost" });
    });
  });
  pool.on("error", () => {
    // Said above.
  });
  const nameOf = makeStatementNames();
  const client = new PrismaClient({ adapter: new PrismaPg(pool, { statementNameGenerator: nameOf, disposeExternalPool: true }), log: [] });
  drivers.set(client, { pool, nameOf, url });
  return client;
}

/** What one statement of a long work may take: the last ones of a list of 50,000 rows count all that it has written. */
const LONGEST_OF_LONG_MS = 180_000;

/** A client of the same database for what may take minutes, with a few connections of its own, so that those who wait for a page have theirs. */
export function longWorkDatabase(): PrismaClient {
  const driver = drivers.get(database());
  if (driver === undefined) throw new Error("the database has no pool of its own");
  return (driver.forLongWork ??= connect(driver.url, 3, { longestStatementMs: LONGEST_OF_LONG_MS, idleMs: 1_000 }));
}

/** The process's one database client. */
export function database(): PrismaClient {
  return (held.utblickDatabase ??= connect(getSettings().DATABASE_URL));
}

/** The process's connections: all, those nobody uses, and how many wait for one. */
export function countConnections(): { total: number; idle: number; waiting: number } {
  const pool = drivers.get(database())?.pool;
  return { total: pool?.totalCount ?? 0, idle: pool?.idleCount ?? 0, waiting: pool?.waitingCount ?? 0 };
}

/** Replaces the process's client: for tests and programs that bring a database of their own. */
export function useDatabase(client: PrismaClient): void {
  held.utblickDatabase = client;
}

const around = new AsyncLocalStorage<Read>();

/** Reads outside a transaction; within `readThrough`, from its state of the database. */
export function reading(): Read {
  // The seal has no shape of its own, so that only this file and repositories can use what is in it.
  return around.getStore() ?? (database() as unknown as Read);
}

/** Has everything that the work reads come through one handle, also where other features read for it. */
export function readThrough<Value>(read: Read, work: () => Promise<Value>): Promise<Value> {
  return around.run(read, work);
}

/** Seals a Prisma transaction so that services cannot look inside. */
export function sealTransaction(client: Prisma.TransactionClient): Tx {
  // Put under the seal here alone: a service that holds it can hand it on, and nothing else.
  return client as unknown as Tx;
}

/** What a repository uses inside a transaction or for reading. */
export function clientOf(handle: Read): Prisma.TransactionClient {
  // Only what `reading` and `sealTransaction` have sealed can come here, and both seal a client.
  return handle as unknown as Prisma.TransactionClient;
}

/** Big numbers stay exact, and days have no clock: neither becomes what the driver would make of it. */
const PARSERS: Readonly<Record<number, (text: string) => unknown>> = { [pg.types.builtins.INT8]: BigInt, [pg.types.builtins.DATE]: String };
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number) => {
    const usual = pg.types.getTypeParser(oid) as (text: string) => unknown;
    return PARSERS[oid] ?? usual;
  },
};

/** Has what the database does for each row be planned anew: a plan made while a table was small reads all of it, for each row that is added to it since. */
export async function planAnew(tx: Tx): Promise<void> {
  await clientOf(tx).$executeRaw`DISCARD PLANS`;
}

/**
 * One statement and its rows, for what is asked all the time. Outside a transaction they come straight from the driver: the client's own
 * passes over a statement and its rows took longer than the database. Days and numerics are cast to text in the statement.
 */
export async function queryRows<Row extends object>(handle: Read, statement: Prisma.Sql): Promise<Row[]> {
  const driver = drivers.get(handle);
  if (driver === undefined) return clientOf(handle).$queryRaw<Row[]>(statement);
  const { text, values } = statement;
  return (await driver.pool.query<Row>({ name: driver.nameOf({ sql: text }), text, values, types })).rows;
}

/**
 * Statements that may take long, from one unchanging state of the database, in which nothing can be written: past the limits of all others, on a
 * connection of the pool that is held meanwhile. What does not end in time is ended.
 */
export async function readAtLength<Value>(timeoutMs: number, work: (ask: <Row extends object>(statement: Prisma.Sql) => Promise<Row[]>) => Promise<Value>): Promise<Value> {
  const driver = drivers.get(database());
  if (driver === undefined) throw new Error("the database has no pool of its own");
  const connection = await driver.pool.connect();
  let failure: Error | undefined;
  try {
    await connection.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await connection.query(`SET LOCAL statement_timeout = ${String(Math.trunc(timeoutMs))}`);
    // The limit is the driver's own, and it takes another for a single statement.
    const patient = { query_timeout: timeoutMs + 1_000 };
    const answer = await work(async <Row extends object>({ text, values }: Prisma.Sql) => (await connection.query<Row>({ text, values, types, ...patient })).rows);
    await connection.query("COMMIT");
    return answer;
  } catch (error) {
    failure = error instanceof Error ? error : new Error("unknown");
    throw error;
  } finally {
    // A connection that something went wrong on is closed, and its transaction with it.
    connection.release(failure);
  }
}
