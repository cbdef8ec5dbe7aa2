import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type pg from "pg";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { findViolations } from "./harness/check.ts";
import { Instance } from "./harness/instance.ts";
import { openLooker, settleTown, type Town } from "./harness/town.ts";
import { randomFrom, startWriters } from "./harness/writers.ts";
import { WRITES } from "./harness/writes.ts";

const KILLS = Number(process.env["FAULT_KILLS"] ?? 6);
const WRITERS = 10;
/** Printed, so that a failure can be had again. */
const seed = Number(process.env["FAULT_SEED"] ?? Math.floor(Math.random() * 1_000_000));

let database: TestDatabase;
let looker: pg.Client;
let town: Town;

beforeAll(async () => {
  database = await createTestDatabase();
  town = await settleTown(database.appUrl, { writers: WRITERS, shared: 3 });
  looker = await openLooker(database.ownerUrl);
});
afterAll(async () => {
  await looker.end();
  await database.drop();
});

describe("an instance that is killed while ten people write", () => {
  it("loses nothing that was acknowledged, and does nothing twice that was sent again", { timeout: Math.max(300_000, KILLS * 40_000) }, async () => {
    const random = randomFrom(seed);
    let instance = new Instance(database.appUrl);
    let standby = new Instance(database.appUrl);
    await instance.ready();
    const writers = startWriters({ town, writes: WRITES, instance: () => instance, seed });
    try {
      for (let kill = 0; kill < KILLS; kill += 1) {
        await writers.more(15, 90_000);
        await new Promise((resolve) => setTimeout(resolve, random() * 300));
        const fallen = instance;
        await standby.ready();
        // What is under way has no answer; the same writes go to the next instance at once, while the first one's backends may still be at them.
        const killed = fallen.kill();
        instance = standby;
        await killed;
        standby = new Instance(database.appUrl);
      }
      await writers.more(15, 90_000);
      await writers.each(90_000);
    } finally {
      await writers.finish();
      await Promise.all([instance.kill(), standby.kill()]);
    }
    const { log } = writers;
    const counted = (state: string) => log.filter((logged) => logged.state === state).length;
    const repeated = log.filter((logged) => logged.attempts > 1).length;
    console.log(`Seed ${seed}: ${KILLS} kills, ${log.length} writes, ${counted("acknowledged")} acknowledged, ${counted("refused")} refused, ${counted("unknown")} unknown, ${repeated} sent again.`);
    expect(repeated).toBeGreaterThan(0);
    for (const { kind } of WRITES) expect(log.some((logged) => logged.kind === kind && logged.state === "acknowledged"), kind).toBe(true);
    expect(await findViolations(looker, log)).toEqual([]);
  });
});

describe("the checker", () => {
  it("finds a write that was lost, one that was done twice, and one that was refused and done", async () => {
    const write = (state: "acknowledged" | "refused" | "unknown", times: number) => ({ kind: "x", state, attempts: 1, count: () => Promise.resolve(times) });
    expect(await findViolations(looker, [write("acknowledged", 1), write("refused", 0), write("unknown", 0), write("unknown", 1)])).toEqual([]);
    for (const wrong of [write("acknowledged", 0), write("acknowledged", 2), write("refused", 1), write("unknown", 2)]) expect(await findViolations(looker, [wrong])).toHaveLength(1);
  });

  it("finds a part without its whole, a version too many, and a row that was changed past the program", async () => {
    const sabotages: [string, string][] = [
      ["UPDATE project SET version = version + 5 WHERE id = (SELECT id FROM project LIMIT 1)", "states"],
      ["UPDATE project SET summary = 'x' WHERE id = (SELECT id FROM project LIMIT 1)", "row changed outside its versions"],
      ["DELETE FROM funding_line WHERE id = (SELECT id FROM funding_line WHERE kind = 'EU' LIMIT 1)", "a project without its parts"],
      ["DELETE FROM status_change WHERE id = (SELECT id FROM status_change WHERE from_status IS NULL LIMIT 1)", "a project without its parts"],
      ["UPDATE unit_statement SET status = 'APPROVED', version = version + 1 WHERE id = (SELECT id FROM unit_statement LIMIT 1)", "a statement that no step led to"],
      ["DELETE FROM edition_file WHERE kind = 'READ' AND edition_id = (SELECT id FROM edition LIMIT 1)", "an edition without its two files"],
      ["UPDATE edition_file SET bytes = bytes || 'x'::bytea WHERE kind = 'READ' AND edition_id = (SELECT id FROM edition LIMIT 1)", "an edition without its two files"],
      ["UPDATE edition SET number = number + 100 WHERE id = (SELECT id FROM edition LIMIT 1)", "an edition out of the year's order"],
      ["UPDATE edition SET data = jsonb_set(data, '{projects}', '[]') WHERE id = (SELECT id FROM edition LIMIT 1)", "an edition that does not count what it lists"],
      ["DELETE FROM record_version WHERE id = (SELECT max(id) FROM record_version)", "versions changed"],
      ["INSERT INTO idempotency_key (actor_id, action, key, request_hash, result) VALUES (gen_random_uuid(), 'a', 'k', '', jsonb_build_object('id', gen_random_uuid()))", "a key for nothing"],
    ];
    for (const [statement, finding] of sabotages) {
      await looker.query("BEGIN");
      for (const { name } of (await looker.query<{ name: string }>("SELECT DISTINCT c.relname AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal")).rows) await looker.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
      await looker.query(statement);
      expect((await findViolations(looker, [])).join("\n"), statement).toContain(finding);
      await looker.query("ROLLBACK");
    }
    expect(await findViolations(looker, [])).toEqual([]);
  });
});
