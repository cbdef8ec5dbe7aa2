import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { findViolations } from "./harness/check.ts";
import { Instance, NoAnswer } from "./harness/instance.ts";
import { MONEY_YEAR, openLooker, projectInput, settleTown, valueOf, type Town } from "./harness/town.ts";
import { untilHeldUp, untilOthersAreGone } from "./harness/waits.ts";

/** Moments at which the program is killed, spread over as long as a freezing takes. */
const KILLS = Number(process.env["FAULT_KILLS"] ?? 6);

let database: TestDatabase;
let looker: pg.Client;
let town: Town;
let standing: Instance;

beforeAll(async () => {
  database = await createTestDatabase();
  town = await settleTown(database.appUrl, { writers: 1, shared: 3 });
  looker = await openLooker(database.ownerUrl);
  standing = new Instance(database.appUrl);
  await standing.ready();
});
afterAll(async () => {
  await standing.stop();
  await looker.end();
  await database.drop();
});

/** Something new to freeze, so that no freezing is refused for saying what the latest edition says. */
const logOne = () => standing.call("projects", "logProject", town.writerIds[0] ?? "", projectInput(town, `Projekt ${randomUUID()}`), randomUUID());
const freeze = (instance: Instance, key: string) => instance.call("summaries", "freezeSummary", town.officeId, { year: MONEY_YEAR, version: 0, caseNumber: key }, key);
const numbers = async () => (await looker.query<{ number: number }>("SELECT number::int FROM edition WHERE year = $1 ORDER BY number", [MONEY_YEAR])).rows.map(({ number }) => number);
const frozenWith = async (key: string) => (await looker.query("SELECT 1 FROM edition WHERE case_number = $1", [key])).rowCount ?? 0;

/** The edition says what it was sealed with, in data and in both files. */
async function expectWhole(number: number): Promise<void> {
  expect(await standing.call("summaries", "verifyEdition", town.officeId, MONEY_YEAR, number)).toEqual({ ok: true, value: { year: MONEY_YEAR, number } });
  for (const kind of ["READ", "REGISTER"] as const) expect(Buffer.from(await standing.call("summaries", "getEditionFile", town.officeId, MONEY_YEAR, number, kind)).subarray(0, 5).toString()).toBe("%PDF-");
}

describe("a program that is killed in the midst of freezing", () => {
  // Where the freezing is held up, so that the kill surely comes there.
  it.each([
    ["before anything is gathered", "SELECT pg_advisory_xact_lock(hashtextextended('summary ' || $1::text, 7))", [MONEY_YEAR]],
    ["between the edition and its files", "LOCK TABLE edition_file IN SHARE MODE", []],
    ["when all is written and only the audit is left", "LOCK TABLE audit_entry IN SHARE MODE", []],
  ])("%s leaves no edition, and the same key freezes it whole", async (_moment, lock, given) => {
    await logOne();
    const [before, key] = [await numbers(), randomUUID()];
    const doomed = new Instance(database.appUrl);
    await doomed.ready();
    await looker.query("BEGIN");
    await looker.query(lock, given);
    const frozen = freeze(doomed, key);
    frozen.catch(() => undefined);
    await untilHeldUp(looker);
    await doomed.kill();
    await looker.query("COMMIT");
    await expect(frozen).rejects.toThrow(NoAnswer);
    await untilOthersAreGone(looker);
    expect(await numbers()).toEqual(before);
    const { number } = valueOf(await freeze(standing, key));
    expect(number).toBe(before.length + 1);
    await expectWhole(number);
  });

  it("at any moment leaves no edition or a whole one, and the same key then answers with one", { timeout: Math.max(300_000, KILLS * 40_000) }, async () => {
    const began = Date.now();
    await logOne();
    await freeze(standing, randomUUID());
    const usual = Date.now() - began;
    for (let kill = 0; kill < KILLS; kill += 1) {
      await logOne();
      const [before, key] = [await numbers(), randomUUID()];
      const doomed = new Instance(database.appUrl);
      await doomed.ready();
      const frozen = freeze(doomed, key).catch(() => null);
      await new Promise((resolve) => setTimeout(resolve, (usual * 2 * kill) / KILLS));
      await doomed.kill();
      await frozen;
      await untilOthersAreGone(looker);
      const stands = await frozenWith(key);
      expect((await numbers()).length).toBe(before.length + stands);
      const { number } = valueOf(await freeze(standing, key));
      expect(number).toBe(before.length + 1);
      expect(await frozenWith(key)).toBe(1);
      await expectWhole(number);
    }
    expect(await findViolations(looker, [])).toEqual([]);
  });
});
