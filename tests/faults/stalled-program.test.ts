import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "@/server/db";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { checkConnections, findViolations } from "./harness/check.ts";
import { Instance } from "./harness/instance.ts";
import { openLooker, projectInput, settleTown, type Town } from "./harness/town.ts";

let database: TestDatabase;
let looker: pg.Client;
let town: Town;

beforeAll(async () => {
  database = await createTestDatabase();
  town = await settleTown(database.appUrl, { writers: 1, shared: 1 });
  looker = await openLooker(database.ownerUrl);
});
afterAll(async () => {
  await looker.end();
  await database.drop();
});

const stall = (milliseconds: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe("a program that stalls while a transaction begins", () => {
  it("gives no connection back with the transaction still open", async () => {
    const client = connect(database.appUrl, 2);
    await client.$queryRaw`SELECT 1`;
    let late = 0;
    for (let round = 0; round < 60; round += 1) {
      const begun = Array.from({ length: 3 }, () =>
        client.$transaction((tx) => tx.$executeRaw`INSERT INTO rate_counter (key, window_start, count) VALUES (${randomUUID()}, now(), 1)`, { maxWait: 30, timeout: 1_000 }).catch(() => (late += 1)),
      );
      // Somewhere between asking for a connection and the answer to BEGIN.
      await turns(round % 12);
      stall(45);
      await Promise.all(begun);
      // Outside any transaction: it must be committed when it has been answered, whatever was going on before on its connection.
      const key = `after ${round}`;
      await Promise.all([0, 1].map((index) => client.$executeRaw`INSERT INTO rate_counter (key, window_start, count) VALUES (${`${key} ${index}`}, now(), 1)`));
      expect((await looker.query("SELECT 1 FROM rate_counter WHERE key LIKE $1", [`${key} %`])).rowCount, `round ${round}`).toBe(2);
      expect(await checkConnections(looker), `round ${round}`).toEqual([]);
    }
    await client.$disconnect();
    // Without a transaction that came too late nothing has been tried.
    expect(late).toBeGreaterThan(0);
    console.log(`${late} of 180 transactions began too late.`);
  });

  it("answers those who waited, commits what it acknowledged, and goes on", async () => {
    const instance = new Instance(database.appUrl);
    await instance.ready();
    const personId = town.writerIds[0] ?? "";
    const titles = Array.from({ length: 14 }, () => `Stannat ${randomUUID()}`);
    const complaints: unknown[] = [];
    const under = titles.map((title) =>
      instance.call("projects", "logProject", personId, projectInput(town, title), title).then(
        () => title,
        (error: unknown) => {
          complaints.push(error);
          return null;
        },
      ),
    );
    // Longer than a use case waits for its transaction to begin.
    await instance.stall(3_300);
    const acknowledged = (await Promise.all(under)).filter((title) => title !== null);
    // Whoever waited in vain is told to try again, and nothing else.
    expect(complaints).toEqual(complaints.map(() => expect.objectContaining({ code: "RATE_LIMITED" })));
    const { rows } = await looker.query<{ title: string }>("SELECT title FROM project WHERE title = ANY ($1)", [titles]);
    expect(acknowledged.filter((title) => !rows.some((row) => row.title === title))).toEqual([]);
    // Sent again with the same keys, all are there, once.
    for (const title of titles) await instance.call("projects", "logProject", personId, projectInput(town, title), title);
    expect((await looker.query("SELECT 1 FROM project WHERE title = ANY ($1)", [titles])).rowCount).toBe(titles.length);
    expect(await findViolations(looker, [])).toEqual([]);
    await instance.stop();
  });
});
