import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../setup/database.ts";
import { loadable, pictureOf, runLoad } from "./program.ts";

const [first, second] = loadable;
if (first === undefined || second === undefined) throw new Error("there are fewer than two demonstrations");

let databases: TestDatabase[] = [];
let clients: pg.Client[] = [];
const newDatabase = async (): Promise<{ database: TestDatabase; client: pg.Client }> => {
  const database = await createTestDatabase();
  databases.push(database);
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  clients.push(client);
  return { database, client };
};
beforeEach(() => {
  databases = [];
  clients = [];
});
afterEach(async () => {
  for (const client of clients) await client.end();
  for (const database of databases) await database.drop();
});

it.each(loadable)("killed again and again, the load of $pack.municipality.name ends as one that was let be", { timeout: 180_000 }, async ({ pack }) => {
  const whole = await newDatabase();
  const broken = await newDatabase();
  await runLoad(whole.database.appUrl, { packId: pack.id });
  const kills = [
    { line: "Seats", afterMs: 20 },
    { line: "Contact persons", afterMs: 250 },
    { line: "Drafts", afterMs: 5 },
  ];
  for (const killAt of kills) {
    const run = await runLoad(broken.database.appUrl, { packId: pack.id, killAt });
    expect(run.signal, run.said).toBe("SIGKILL");
    expect((await broken.client.query("SELECT 1 FROM municipality")).rowCount).toBe(0);
  }
  const finished = await runLoad(broken.database.appUrl, { packId: pack.id });
  expect(finished, finished.said).toMatchObject({ code: 0 });
  expect(await pictureOf(broken.client)).toEqual(await pictureOf(whole.client));
  expect((await broken.client.query("SELECT * FROM audit_verify()")).rows).toEqual([]);
});

it("a municipality that was begun is not finished with another one's data", async () => {
  const { database, client } = await newDatabase();
  await runLoad(database.appUrl, { packId: first.pack.id, killAt: { line: "Programmes", afterMs: 60 } });
  const before = await pictureOf(client);
  const other = await runLoad(database.appUrl, { packId: second.pack.id });
  expect(other).toMatchObject({ code: 1, said: "The database holds another municipality. Give this one a database of its own.\n" });
  expect(await pictureOf(client)).toEqual(before);
});

it("nothing is loaded beside records that are there, nor where the demonstration is closed", async () => {
  const { database, client } = await newDatabase();
  const closed = await runLoad(database.appUrl, { packId: first.pack.id, settings: { UTBLICK_DEMO: "off" } });
  expect(closed).toMatchObject({ code: 1, said: "Demonstration data is loaded only where UTBLICK_DEMO is on.\n" });
  expect((await client.query("SELECT 1 FROM audit_entry")).rowCount).toBe(0);

  Object.assign(process.env, { DATABASE_URL: database.appUrl, UTBLICK_SECRET: randomUUID() + randomUUID(), UTBLICK_LOG_LEVEL: "silent" });
  process.env["UTBLICK_PACK"] ??= first.pack.id;
  const { connect, useDatabase } = await import("@/server/db");
  const { systemActor } = await import("@/server/session");
  const { addPerson } = await import("@/features/people/service");
  const prisma = connect(database.appUrl);
  useDatabase(prisma);
  try {
    await addPerson(systemActor(), { name: "Ava Provsson", title: null, email: null, phone: null }, randomUUID());
    const refused = await runLoad(database.appUrl, { packId: first.pack.id });
    expect(refused).toMatchObject({ code: 1, said: "The database has records already, and a demonstration is loaded into an empty one only.\n" });
    expect((await client.query("SELECT 1 FROM person")).rowCount).toBe(1);
  } finally {
    await prisma.$disconnect();
  }
});
