import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as Database from "@/server/db";
import type * as Readiness from "@/server/readiness";
import { openHouse, type House } from "../people/house.ts";
import pg from "pg";

let house: House;
let readiness: typeof Readiness;
let server: typeof Database;

beforeAll(async () => {
  house = await openHouse();
  readiness = await import("@/server/readiness");
  server = await import("@/server/db");
});
afterAll(() => house.close());

describe("being ready", () => {
  it("means that the database answers and every migration is applied", async () => {
    expect(await readiness.findObstacle()).toBeNull();
  });

  it.each([
    ["is missing", "DELETE FROM _prisma_migrations WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)"],
    ["has not finished", "UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)"],
    ["was rolled back", "UPDATE _prisma_migrations SET rolled_back_at = now() WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)"],
  ])("fails when a migration %s", async (_what, statement) => {
    const owner = new pg.Client({ connectionString: house.database.ownerUrl });
    await owner.connect();
    const { rows } = await owner.query("SELECT * FROM _prisma_migrations");
    await owner.query(statement);
    expect(await readiness.findObstacle()).toBe("migrations");
    await owner.query("DELETE FROM _prisma_migrations");
    for (const row of rows as Record<string, unknown>[]) await owner.query(`INSERT INTO _prisma_migrations (${Object.keys(row).join(", ")}) VALUES (${Object.keys(row).map((_name, index) => `$${index + 1}`).join(", ")})`, Object.values(row));
    await owner.end();
    expect(await readiness.findObstacle()).toBeNull();
  });

  it("fails when the database does not answer", async () => {
    const nowhere = server.connect("postgresql://utblick:x@127.0.0.1:9/utblick");
    server.useDatabase(nowhere);
    expect(await readiness.findObstacle()).toBe("database");
    await nowhere.$disconnect();
    server.useDatabase(house.client);
    expect(await readiness.findObstacle()).toBeNull();
  });
});
