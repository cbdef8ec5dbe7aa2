import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientOf, connect, useDatabase, type Tx } from "@/server/db";
import { inTransaction, sqlStateOf } from "@/server/transaction";
import { createTestDatabase, type TestDatabase } from "../../setup/database.ts";

let database: TestDatabase;
let client: ReturnType<typeof connect>;

beforeAll(async () => {
  database = await createTestDatabase();
  client = connect(database.appUrl, 2);
  useDatabase(client);
});
afterAll(async () => {
  await client.$disconnect();
  await database.drop();
});

/** Keeps a connection until it is let go. */
function occupy(): () => Promise<void> {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const held = inTransaction(() => released);
  return async () => {
    release();
    await held;
  };
}

describe("more use cases at once than there are connections", () => {
  it("those who get none in time are told to wait and try again, nothing is done for them, and the next one is served", async () => {
    const releases = [occupy(), occupy()];
    let begun = 0;
    const refused = await Promise.allSettled(Array.from({ length: 5 }, () => inTransaction(() => Promise.resolve((begun += 1)))));
    expect(refused.map((one) => (one.status === "rejected" ? one.reason : one.status))).toEqual(
      refused.map(() => expect.objectContaining({ code: "RATE_LIMITED", about: { reason: "busy", retryAfterSeconds: 5 } })),
    );
    expect(begun).toBe(0);
    await Promise.all(releases.map((release) => release()));
    await expect(inTransaction(() => Promise.resolve("served"))).resolves.toBe("served");
  });

  it("a use case's own fault is not taken for that", async () => {
    await expect(inTransaction(() => Promise.reject(new TypeError("a fault")))).rejects.toThrow(TypeError);
  });
});

describe("a use case without a database", () => {
  it("says that it was not reached", async () => {
    const away = connect(database.appUrl.replace(/:\d+\//, ":1/"));
    useDatabase(away);
    await expect(inTransaction(() => Promise.resolve("done"))).rejects.toMatchObject({ code: "RATE_LIMITED", about: { reason: "unreachable" } });
    await away.$disconnect();
    useDatabase(client);
  });
});

describe("a statement that takes long", () => {
  it("is ended where somebody waits for a page, and may go on in a long work, on a connection of its own", async () => {
    const short = connect(database.appUrl, 1, { longestStatementMs: 200 });
    useDatabase(short);
    const wait = (tx: Tx) => clientOf(tx).$queryRaw<{ done: string }[]>`SELECT pg_sleep(0.5)::text AS done`;
    await expect(inTransaction(wait)).rejects.toSatisfy((error) => sqlStateOf(error) === "57014");
    const long = inTransaction(wait, { timeoutMs: 120_000 });
    // The one connection for pages is free meanwhile.
    await expect(inTransaction(() => Promise.resolve("served"))).resolves.toBe("served");
    await expect(long).resolves.toEqual([{ done: "" }]);
    await short.$disconnect();
    useDatabase(client);
  });
});
