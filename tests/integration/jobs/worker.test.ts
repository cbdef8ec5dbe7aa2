import { randomUUID } from "node:crypto";
import { packs } from "@packs/all";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as Jobs from "@/server/jobs";
import { createTestDatabase, type TestDatabase } from "../../setup/database.ts";

let database: TestDatabase;
let jobs: typeof Jobs;

beforeAll(async () => {
  database = await createTestDatabase();
  Object.assign(process.env, { DATABASE_URL: database.appUrl, UTBLICK_PACK: packs[0]?.id ?? "", UTBLICK_SECRET: randomUUID() + randomUUID(), UTBLICK_LOG_LEVEL: "silent" });
  jobs = await import("@/server/jobs");
});
afterAll(() => database.drop());

const nothing = () => Promise.resolve();

describe("what is done at set times", () => {
  it("is not taken to work where the database has no queue for it: the worker says so", async () => {
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query("UPDATE pgboss.queue SET name = 'another' WHERE name = '__pgboss__send-it'");
    await expect(jobs.startWorker({ housekeeping: {}, send: nothing, readLists: nothing, checkAudit: nothing, tick: nothing })).rejects.toThrow("the queue of what is scheduled is missing");
    await owner.query("UPDATE pgboss.queue SET name = '__pgboss__send-it' WHERE name = 'another'");
    await owner.end();
  });

  it("is begun by the worker itself, as the app's role, without anybody asking", async () => {
    let tell: (at: Date) => void = () => undefined;
    const ticked = new Promise<Date>((resolve) => (tell = resolve));
    const read = new Set<string>();
    const boss = await jobs.startWorker(
      {
        housekeeping: {},
        send: nothing,
        readLists: () => Promise.resolve(void read.add("lists")),
        checkAudit: () => Promise.resolve(void read.add("audit")),
        tick: (_system, now) => {
          tell(now);
          return Promise.resolve();
        },
      },
      { lookEverySeconds: 1 },
    );
    try {
      expect(await ticked).toBeInstanceOf(Date);
      await expect.poll(() => [...read].sort(), { timeout: 30_000 }).toEqual(["audit", "lists"]);
    } finally {
      await boss.stop({ graceful: false });
    }
  });
});
