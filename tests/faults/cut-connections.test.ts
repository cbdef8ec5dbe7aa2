import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sleep } from "../../scripts/lib/process.mjs";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { findViolations } from "./harness/check.ts";
import { Instance, Refusal } from "./harness/instance.ts";
import { openLooker, settleTown, type Town } from "./harness/town.ts";
import { startWriters } from "./harness/writers.ts";
import { WRITES } from "./harness/writes.ts";

const CUTS = Number(process.env["FAULT_CUTS"] ?? 5);
const BETWEEN_MS = Number(process.env["FAULT_CUT_MS"] ?? 700);
const seed = Number(process.env["FAULT_SEED"] ?? Math.floor(Math.random() * 1_000_000));

let database: TestDatabase;
let looker: pg.Client;
let town: Town;

beforeAll(async () => {
  database = await createTestDatabase();
  town = await settleTown(database.appUrl, { writers: 10, shared: 3 });
  looker = await openLooker(database.ownerUrl);
});
afterAll(async () => {
  await looker.end();
  await database.drop();
});

describe("connections that are cut, all of them, again and again while ten people write", () => {
  it("R-03: leave nobody waiting, and what is sent again goes through, once", { timeout: Math.max(300_000, CUTS * (BETWEEN_MS + 20_000)) }, async () => {
    const instance = new Instance(database.appUrl);
    await instance.ready();
    const writers = startWriters({ town, writes: WRITES, instance: () => instance, seed });
    // Somebody who reads meanwhile, and looks at the clock.
    const [waits, answers]: [number[], Map<string, number>] = [[], new Map()];
    const over = new AbortController();
    const reader = (async () => {
      while (!over.signal.aborted) {
        const since = performance.now();
        const answer = await instance.call("projects", "getProject", town.writerIds[0] ?? "", town.shared[0] ?? "").then(
          () => "read",
          (error: unknown) => (error instanceof Refusal ? (error.code ?? error.message) : String(error)),
        );
        waits.push(performance.now() - since);
        answers.set(answer, (answers.get(answer) ?? 0) + 1);
        await sleep(10);
      }
    })();
    let cut = 0;
    try {
      await writers.more(15, 90_000);
      for (let round = 0; round < CUTS; round += 1) {
        const { rowCount } = await looker.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'");
        cut += rowCount ?? 0;
        await sleep(BETWEEN_MS);
      }
      await writers.more(15, 90_000);
    } finally {
      await writers.finish();
      over.abort();
      await reader;
      await instance.stop();
    }
    const { log } = writers;
    const repeated = log.filter(({ attempts }) => attempts > 1);
    const through = repeated.filter(({ state }) => state === "acknowledged").length;
    console.log(
      `Seed ${seed}: ${cut} connections cut in ${CUTS} rounds, ${log.length} writes, ${writers.acknowledged()} acknowledged, ${repeated.length} sent again, ${through} of those acknowledged; ${waits.length} readings, ${Math.max(...waits).toFixed(0)} ms at most: ${JSON.stringify(Object.fromEntries(answers))}.`,
    );
    expect(cut).toBeGreaterThan(CUTS);
    expect(repeated.length).toBeGreaterThan(0);
    // Whoever reads is shown it or told to try again, and nothing else.
    expect([...answers.keys()].filter((answer) => answer !== "read" && answer !== "RATE_LIMITED")).toEqual([]);
    expect(await findViolations(looker, log)).toEqual([]);
  });
});
