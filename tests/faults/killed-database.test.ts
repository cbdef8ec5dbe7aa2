import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPostgres, type EmbeddedPostgres } from "../../scripts/lib/embedded-postgres.mjs";
import { migrate } from "../../scripts/lib/migrate.mjs";
import { isAlive, sleep } from "../../scripts/lib/process.mjs";
import { findViolations } from "./harness/check.ts";
import { Instance } from "./harness/instance.ts";
import { openLooker, settleTown, type Town } from "./harness/town.ts";
import { randomFrom, startWriters } from "./harness/writers.ts";
import { WRITES } from "./harness/writes.ts";

const KILLS = Number(process.env["FAULT_KILLS"] ?? 5);
/** From the moment the database takes connections again. */
const HEALED_WITHIN_MS = 60_000;
const seed = Number(process.env["FAULT_SEED"] ?? Math.floor(Math.random() * 1_000_000));

let folder: string;
let dataDir: string;
let server: EmbeddedPostgres;
let town: Town;

beforeAll(async () => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "utblick-faults-")));
  fs.chmodSync(folder, 0o755);
  dataDir = path.join(folder, "postgres");
  server = await startPostgres({ dataDir });
  await server.ensureDatabase("utblick");
  await migrate({ ownerUrl: server.ownerUrl("utblick"), appUrl: server.appUrl("utblick") });
  town = await settleTown(server.appUrl("utblick"), { writers: 10, shared: 3 });
});
afterAll(async () => {
  await server.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

describe("a PostgreSQL that is killed while ten people write", () => {
  it("recovers with everything that was acknowledged, and the program goes on by itself", { timeout: Math.max(300_000, KILLS * 40_000) }, async () => {
    const random = randomFrom(seed);
    const port = server.port;
    const instance = new Instance(server.appUrl("utblick"));
    await instance.ready();
    const writers = startWriters({ town, writes: WRITES, instance: () => instance, seed });
    const healed: number[] = [];
    try {
      for (let kill = 0; kill < KILLS; kill += 1) {
        await writers.more(15, 90_000);
        await sleep(random() * 200);
        const pid = server.postmasterPid()!;
        process.kill(pid, "SIGKILL");
        while (isAlive(pid)) await sleep(5);
        server = await startPostgres({ dataDir });
        expect(server.port).toBe(port);
        const since = Date.now();
        await writers.more(1, HEALED_WITHIN_MS);
        healed.push(Date.now() - since);
      }
      await writers.more(15, 90_000);
    } finally {
      await writers.finish();
      await instance.stop();
    }
    const { log } = writers;
    console.log(`Seed ${seed}: ${KILLS} kills, ${log.length} writes, ${writers.acknowledged()} acknowledged, ${log.filter((logged) => logged.attempts > 1).length} sent again; writing again after ${healed.join(", ")} ms.`);
    expect(log.some((logged) => logged.attempts > 1)).toBe(true);
    const looker = await openLooker(server.ownerUrl("utblick"));
    expect(await findViolations(looker, log)).toEqual([]);
    await looker.end();
  });
});
