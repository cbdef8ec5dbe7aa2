import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient, type Prisma } from "@db/client";
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

const held = globalThis as typeof globalThis & { utblickDatabase?: PrismaClient };

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
    const name = NAMEABLE.test(sql) && !sql.includes("ILIKE") ? `u${String(names.size + 1)}` : "";
    names.set(sql, name);
    return name;
  };
}

/** Connects to a database; every wait has an end, since the driver's own default is to wait for ever. */
export function connect(url: string, connections = 10): PrismaClient {
  const adapter = new PrismaPg({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 3_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    statement_timeout: 7_000,
    // A server or a network that has gone silent cannot keep the other limits.
    query_timeout: 8_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: "utblick",
    // The pool and the adapter listen in turns, and a connection that breaks between the two would end the program. Whoever
    // uses the connection learns of it from its own statement.
    onConnect: (connection) => {
      connection.on("error", () => {
        log.warn({ event: "database connection lost" });
      });
    },
  }, { statementNameGenerator: makeStatementNames() });
  return new PrismaClient({ adapter, log: [] });
}

/** The process's one database client. */
export function database(): PrismaClient {
  return (held.utblickDatabase ??= connect(getSettings().DATABASE_URL));
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
