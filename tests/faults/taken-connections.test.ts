import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { findViolations } from "./harness/check.ts";
import { Instance } from "./harness/instance.ts";
import { openLooker, projectInput, settleTown, type Town } from "./harness/town.ts";
import { until } from "./harness/waits.ts";

/** As many as an instance has. */
const CONNECTIONS = 10;
const ROUNDS = Number(process.env["FAULT_ROUNDS"] ?? 3);

let database: TestDatabase;
let looker: pg.Client;
let holder: pg.Client;
let town: Town;
let instance: Instance;

beforeAll(async () => {
  database = await createTestDatabase();
  town = await settleTown(database.appUrl, { writers: 2, shared: 1 });
  [looker, holder] = await Promise.all([openLooker(database.ownerUrl), openLooker(database.ownerUrl)]);
  instance = new Instance(database.appUrl);
  await instance.ready();
});
afterAll(async () => {
  await instance.stop();
  await Promise.all([looker.end(), holder.end()]);
  await database.drop();
});

describe("connections that are all taken", () => {
  it("R-04: have everybody else told to wait and try again, and served when one is free; what had them is done once", { timeout: 300_000 }, async () => {
    const [writer = "", colleague = ""] = town.writerIds;
    const [told, healed]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      const titles = Array.from({ length: CONNECTIONS }, () => `Väntar ${randomUUID()}`);
      await holder.query("BEGIN");
      // Whoever writes a project waits for this, and keeps a connection meanwhile.
      await holder.query("LOCK TABLE project IN SHARE MODE");
      const taken = titles.map((title) => instance.call("projects", "logProject", writer, projectInput(town, title), title));
      for (const one of taken) one.catch(() => undefined);
      await until(looker, `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' GROUP BY datname HAVING count(*) = ${CONNECTIONS}`, true);
      const waiting = Array.from({ length: 4 }, async () => {
        const since = performance.now();
        await expect(instance.call("projects", "getProject", colleague, town.shared[0] ?? "")).rejects.toMatchObject({ code: "RATE_LIMITED", message: "busy" });
        told.push(performance.now() - since);
      });
      await Promise.all(waiting);
      const since = performance.now();
      await holder.query("COMMIT");
      await instance.call("projects", "getProject", colleague, town.shared[0] ?? "");
      healed.push(performance.now() - since);
      await Promise.all(taken);
      const { rows } = await looker.query<{ title: string }>("SELECT title FROM project WHERE title = ANY ($1)", [titles]);
      expect(rows.map(({ title }) => title).sort()).toEqual([...titles].sort());
    }
    console.log(`Told to wait after ${Math.max(...told).toFixed(0)} ms at most, served ${Math.max(...healed).toFixed(0)} ms after a connection was free at most.`);
    expect(await findViolations(looker, [])).toEqual([]);
  });
});
