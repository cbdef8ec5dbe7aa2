import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { backUp, drill, makeKey, restore } from "../../scripts/lib/backup.mjs";
import { startPostgres, type EmbeddedPostgres } from "../../scripts/lib/embedded-postgres.mjs";
import { migrate } from "../../scripts/lib/migrate.mjs";
import { clientEnvironment, findClient } from "../../scripts/lib/postgres-clients.mjs";
import { loadable, runLoad } from "../integration/demonstration/program.ts";
import { makeFolder, root } from "./workshop.ts";
import { prepareSystemPostgres } from "./system-postgres.ts";

const folder = fs.mkdtempSync("/tmp/utblick-backup-");
const identity = path.join(folder, "key.txt");
let programs: string;
let server: EmbeddedPostgres;
let recipient: string;
/** A whole municipality, backed up while others wrote. */
let file: string;

async function ask(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** Restores into a database of its own, and returns how it ended and what was said. */
async function restoreInto(database: string, from = file, key = identity): Promise<{ code: number; said: string }> {
  await server.ensureDatabase(database);
  const said: string[] = [];
  const code = await restore({ file: from, identity: key, ownerUrl: server.ownerUrl(database), appUrl: server.appUrl(database), log: (line) => void said.push(line) });
  return { code, said: said.join("\n") };
}

/** A copy of the backup that something happens to. */
function copyOf(name: string, change: (bytes: Buffer) => Buffer = (bytes) => bytes, changeManifest: (text: string) => string = (text) => text): string {
  const copy = path.join(folder, name);
  fs.writeFileSync(copy, change(fs.readFileSync(file)));
  fs.writeFileSync(`${copy}.json`, changeManifest(fs.readFileSync(`${file}.json`, "utf8")));
  return copy;
}

beforeAll(async () => {
  fs.chmodSync(folder, 0o755);
  programs = await prepareSystemPostgres();
  process.env["UTBLICK_POSTGRES_BIN"] = path.join(programs, "bin");
  recipient = await makeKey(identity);
  server = await startPostgres({ dataDir: path.join(folder, "postgres"), programs });
  await server.ensureDatabase("whole");
  const [ownerUrl, appUrl] = [server.ownerUrl("whole"), server.appUrl("whole")];
  await migrate({ ownerUrl, appUrl });
  const loaded = await runLoad(appUrl, { packId: loadable[0]?.pack.id ?? "" });
  expect(loaded, loaded.said).toMatchObject({ code: 0 });

  const busy = new pg.Client({ connectionString: appUrl });
  await busy.connect();
  const state = { isDone: false };
  const writing = (async () => {
    for (let n = 0; !state.isDone; n += 1) await busy.query("INSERT INTO rate_counter (key, window_start, count) VALUES ($1, now(), 1)", [`written meanwhile ${n}`]);
  })();
  const target = path.join(folder, "backups");
  fs.mkdirSync(target);
  file = await backUp({ ownerUrl, folder: target, recipients: [recipient] });
  state.isDone = true;
  await writing;
  await busy.end();
}, 300_000);

afterAll(async () => {
  delete process.env["UTBLICK_POSTGRES_BIN"];
  await server.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

describe("R-16: a backup", () => {
  test("R-16: fills an empty database with all there was at one moment, though others wrote meanwhile", async () => {
    const written = Number((await ask(server.ownerUrl("whole"), "SELECT count(*)::int AS n FROM rate_counter WHERE key LIKE 'written meanwhile %'"))[0]?.["n"]);
    expect(written).toBeGreaterThan(50);
    const { code, said } = await restoreInto("restored once more");
    expect(code, said).toBe(0);
    expect(said).toMatch(/^The file is whole\.$/m);
    expect(said).toMatch(/^\d{2,} tables hold what they held 20/m);
    expect(said).toMatch(/^OK \d{3,} entries$/m);
    expect(said).toMatch(/^OK [1-9]\d* editions$/m);
    const count = "SELECT (SELECT count(*)::int FROM project) AS projects, (SELECT count(*)::int FROM record_version) AS versions, (SELECT count(*)::int FROM audit_entry) AS entries, (SELECT count(*)::int FROM file_piece) AS pieces";
    expect(await ask(server.ownerUrl("restored once more"), count)).toEqual(await ask(server.ownerUrl("whole"), count));
  });

  test("R-16: gives the app its rights in the restored database, and no others", async () => {
    await restoreInto("rights");
    const appUrl = server.appUrl("rights");
    expect((await ask(appUrl, "SELECT count(*)::int AS n FROM project"))[0]?.["n"]).toBeGreaterThan(5);
    for (const attempt of ["DELETE FROM project", "UPDATE audit_entry SET action = ''", "DROP TABLE project"]) await expect(ask(appUrl, attempt), attempt).rejects.toThrow(/permission denied|must be owner/);
  });

  test("R-16: is tried in a database of its own, which is gone afterwards", async () => {
    const said: string[] = [];
    expect(await drill({ file, identity, ownerUrl: server.ownerUrl("whole"), log: (line) => void said.push(line) }), said.join("\n")).toBe(0);
    expect(await ask(server.ownerUrl("postgres"), "SELECT datname FROM pg_database WHERE datname LIKE 'utblick_drill%'")).toEqual([]);
  });

  test("says nothing of what it holds, neither in the file nor beside it, and is its owner's alone", () => {
    const [held, beside] = [fs.readFileSync(file), fs.readFileSync(`${file}.json`, "utf8")];
    for (const word of ["utblick.example", "PGDMP", "Erasmus"]) expect([held.includes(word), beside.includes(word)]).toEqual([false, false]);
    for (const one of [file, `${file}.json`, identity]) expect(fs.statSync(one).mode & 0o077, one).toBe(0);
    expect(fs.readdirSync(path.dirname(file)).sort()).toEqual([path.basename(file), `${path.basename(file)}.json`].sort());
  });

  test("is refused when a bit of it is another, when it is cut, when another key is tried and when nothing tells what it held", async () => {
    const flipped = copyOf("flipped.age", (bytes) => {
      bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 1;
      return bytes;
    });
    await expect(restoreInto("refused", flipped)).rejects.toThrow("its SHA-256 is another");
    await expect(restoreInto("refused", copyOf("cut.age", (bytes) => bytes.subarray(0, 5_000)))).rejects.toThrow("is 5000 bytes, and was");
    const strange = path.join(folder, "another-key.txt");
    await makeKey(strange);
    await expect(restoreInto("refused", file, strange)).rejects.toThrow("is not opened by that key");
    await expect(restoreInto("refused", file, path.join(folder, "nowhere.txt"))).rejects.toThrow("There is no key");
    const bare = copyOf("bare.age");
    fs.rmSync(`${bare}.json`);
    await expect(restoreInto("refused", bare)).rejects.toThrow("without it nobody can tell that all is there");
    expect(await ask(server.ownerUrl("refused"), "SELECT count(*)::int AS n FROM pg_tables WHERE schemaname = 'public'")).toEqual([{ n: 0 }]);
  });

  test("even with its sum made anew, a flipped bit doesn't open", async () => {
    const { createHash } = await import("node:crypto");
    const bytes = fs.readFileSync(file);
    bytes[bytes.length - 20] = (bytes.at(-20) ?? 0) ^ 1;
    const forged = copyOf("forged.age", () => bytes, (text) => text.replace(/"sha256": "\w+"/, `"sha256": "${createHash("sha256").update(bytes).digest("hex")}"`));
    await expect(restoreInto("forged", forged)).rejects.toThrow();
    expect(await ask(server.ownerUrl("forged"), "SELECT count(*)::int AS n FROM pg_tables WHERE schemaname = 'public'")).toEqual([{ n: 0 }]);
  });

  test("names each table that lacks a row or says something else", async () => {
    const rows = /("public\.project": \{\s+"rows": )(\d+)/;
    const more = copyOf("more.age", undefined, (text) => text.replace(rows, (_whole, before: string, n: string) => `${before}${Number(n) + 1}`));
    const answer = await restoreInto("compared", more);
    expect(answer.code).toBe(1);
    expect(answer.said).toMatch(/^public\.project: \d+ rows were backed up, and \d+ stand here\.$/m);
    const other = copyOf("other.age", undefined, (text) => text.replace(/("public\.person": \{\s+"rows": \d+,\s+"digest": ")/, "$11"));
    expect((await restoreInto("compared-again", other)).said).toMatch(/^public\.person: (\d+) rows were backed up, and \1 stand here, which say something else\.$/m);
  });

  test("is never written over a database that holds something", async () => {
    await expect(restoreInto("whole")).rejects.toThrow(/^The database holds \d+ tables already/);
  });

  test("of a newer version is left to that version", async () => {
    const newer = copyOf("newer.age", undefined, (text) => text.replace('"migrations": [', '"migrations": ["20990101000000_of_tomorrow",'));
    await expect(restoreInto("newer", newer)).rejects.toThrow("was made by a newer version of Utblick, with 20990101000000_of_tomorrow");
  });

  test("that is broken off leaves nothing that looks like one", async () => {
    const target = makeFolder();
    const abort = new AbortController();
    const made = backUp({ ownerUrl: server.ownerUrl("whole"), folder: target, recipients: [recipient], signal: abort.signal });
    setTimeout(() => {
      abort.abort();
    }, 150);
    await expect(made).rejects.toThrow();
    expect(fs.readdirSync(target)).toEqual([]);
  });

  test("is not made without a key, with a bad one, nor where there is no folder", async () => {
    const wish = { ownerUrl: server.ownerUrl("whole"), folder: makeFolder() };
    await expect(backUp({ ...wish, recipients: [] })).rejects.toThrow("Set UTBLICK_BACKUP_RECIPIENT");
    await expect(backUp({ ...wish, recipients: ["age1nonsense"] })).rejects.toThrow("is no public key of the age format");
    await expect(backUp({ ...wish, folder: "/nowhere/at/all", recipients: [recipient] })).rejects.toThrow("There is no folder /nowhere/at/all");
    await expect(makeKey(identity)).rejects.toThrow("is there already");
  });

  test("needs PostgreSQL's own programs of the server's version or newer, and says which package has them", async () => {
    const major = Number(path.basename(programs));
    expect((await findClient("pg_dump", major)).file).toBe(path.join(programs, "bin", "pg_dump"));
    await expect(findClient("pg_dump", 99)).rejects.toThrow(`here is ${major}.`);
    await expect(findClient("pg_dump", 99)).rejects.toThrow("Install the package postgresql-client-99");
    await expect(findClient("pg_restore", major, [])).rejects.toThrow("there is none here");
  });

  test("its programs are told the password where nobody else on the machine sees it", () => {
    expect(clientEnvironment("postgresql://me%40here:p%2Fw@[::1]:5433/da%20ta?sslmode=verify-full&sslrootcert=/ca.pem")).toMatchObject({
      PGHOST: "::1",
      PGPORT: "5433",
      PGUSER: "me@here",
      PGPASSWORD: "p/w",
      PGDATABASE: "da ta",
      PGSSLMODE: "verify-full",
      PGSSLROOTCERT: "/ca.pem",
    });
  });
});

describe("R-16: the commands", () => {
  const command = (name: string, words: string[], settings: Record<string, string> = {}) =>
    spawnSync(process.execPath, [path.join(root, "scripts", name), ...words], {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, DATABASE_URL: server.appUrl("whole"), DATABASE_OWNER_URL: server.ownerUrl("whole"), UTBLICK_BACKUP_RECIPIENT: recipient, ...settings },
    });

  test("R-16: from a key to a database that is back, as the documentation says", async () => {
    const target = makeFolder();
    const key = command("backup-key.mjs", [path.join(target, "key.txt")]);
    const own = /^UTBLICK_BACKUP_RECIPIENT=(age1\w+)$/m.exec(key.stdout)?.[1] ?? "";
    const made = command("backup.mjs", ["--to", target], { UTBLICK_BACKUP_RECIPIENT: own });
    expect(made.status, made.stderr).toBe(0);
    const backup = path.join(target, fs.readdirSync(target).find((name) => name.endsWith(".age")) ?? "");
    await server.ensureDatabase("back");
    const back = command("restore.mjs", ["--from", backup, "--identity", path.join(target, "key.txt")], { DATABASE_URL: server.appUrl("back"), DATABASE_OWNER_URL: server.ownerUrl("back") });
    expect([back.status, back.stdout, back.stderr]).toEqual([0, expect.stringMatching(/^Restored and checked in \d+ s\.$/m), ""]);
    const tried = command("restore.mjs", ["--from", backup, "--identity", path.join(target, "key.txt"), "--drill"]);
    expect([tried.status, tried.stdout]).toEqual([0, expect.stringMatching(/^Restored and checked in \d+ s\.$/m)]);
  });

  test("say in a sentence what they were not told", () => {
    expect(command("backup.mjs", []).stderr).toBe("Say where to: npm run backup -- --to <folder>.\n");
    expect(command("backup-key.mjs", []).stderr).toBe("Say where to: npm run backup:key -- <file>.\n");
    expect(command("restore.mjs", ["--from", "x"]).stderr).toContain("Say what from, and with which key");
    expect(command("restore.mjs", ["--from", "/nowhere.age", "--identity", identity]).stderr).toBe("There is no /nowhere.age.\n");
  });
});
