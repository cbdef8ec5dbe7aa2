import { randomBytes } from "node:crypto";
import pg from "pg";
import { addressOf } from "../../scripts/lib/test-database.mjs";

export interface TestDatabase {
  /** The role the app runs as. */
  readonly appUrl: string;
  /** The role that owns the tables: for looking at, and breaking, what the app's role may not touch. */
  readonly ownerUrl: string;
  drop(): Promise<void>;
}

/** Clones the migrated template into a database of the caller's own; whoever creates it drops it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const maintenanceUrl = demand("UTBLICK_TEST_OWNER_URL");
  const name = `utblick_test_${process.pid}_${randomBytes(6).toString("hex")}`;
  await maintain(maintenanceUrl, `create database ${name} template ${demand("UTBLICK_TEST_TEMPLATE")}`);
  return {
    appUrl: addressOf(maintenanceUrl, name, demand("UTBLICK_TEST_APP_ROLE"), demand("UTBLICK_TEST_APP_PASSWORD")),
    ownerUrl: addressOf(maintenanceUrl, name),
    drop: () => dropDatabase(maintenanceUrl, name),
  };
}

function demand(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`${name} is not set: tests/setup/global.ts must run first.`);
  return value;
}

const DROP_TRIES = 20;

/** Drops a database with whoever is in it; the server's own housekeeping may be, which this role can't end but soon ends by itself. */
async function dropDatabase(url: string, name: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await maintain(url, `drop database if exists ${name} with (force)`);
      return;
    } catch (error) {
      const isHousekeeping = error instanceof pg.DatabaseError && error.code === "42501";
      if (!isHousekeeping || attempt === DROP_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

async function maintain(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
