import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPostgres, type EmbeddedPostgres } from "../../scripts/lib/embedded-postgres.mjs";
import { migrate } from "../../scripts/lib/migrate.mjs";
import { sleep } from "../../scripts/lib/process.mjs";
import { findViolations } from "./harness/check.ts";
import { Instance, Refusal } from "./harness/instance.ts";
import { openLooker, projectInput, settleTown, type Town } from "./harness/town.ts";
import { startWriters } from "./harness/writers.ts";
import { WRITES } from "./harness/writes.ts";

const MEGABYTES = 420;
/** How many saves are to be refused before there is room again. */
const REFUSALS = Number(process.env["FAULT_REFUSALS"] ?? 15);
const seed = Number(process.env["FAULT_SEED"] ?? Math.floor(Math.random() * 1_000_000));

let folder: string;
let disk: string;
let server: EmbeddedPostgres | undefined;
let town: Town;
/** Why there is no small disk to fill, where there is none. */
let missing: string | undefined;

/** A small disk of its own, which takes the right to make one. */
function makeDisk(at: string): string | undefined {
  fs.mkdirSync(at, { recursive: true });
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${MEGABYTES}m,mode=755`, "tmpfs", at], { stdio: "pipe" });
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.message.split("\n").at(1) ?? error.message) : String(error);
  }
}

beforeAll(async () => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "utblick-faults-")));
  fs.chmodSync(folder, 0o755);
  disk = path.join(folder, "disk");
  missing = makeDisk(disk);
  if (missing !== undefined) return;
  server = await startPostgres({ dataDir: path.join(disk, "postgres") });
  await server.ensureDatabase("utblick");
  await migrate({ ownerUrl: server.ownerUrl("utblick"), appUrl: server.appUrl("utblick") });
  town = await settleTown(server.appUrl("utblick"), { writers: 6, shared: 3 });
});
afterAll(async () => {
  await server?.stop();
  if (missing === undefined) execFileSync("umount", [disk]);
  fs.rmSync(folder, { recursive: true, force: true });
});

/** Takes what room is left, to the last byte. */
function fill(file: string): void {
  const handle = fs.openSync(file, "a");
  try {
    for (let size = 1 << 20; size >= 1; ) {
      try {
        if (fs.writeSync(handle, Buffer.alloc(size)) < size) size >>= 1;
      } catch {
        size >>= 1;
      }
    }
  } finally {
    fs.closeSync(handle);
  }
}

describe("a disk that is full while people write", () => {
  it("R-19: has saves refused with words for it, lets people read, loses nothing that was acknowledged, and heals when there is room", { timeout: 400_000 }, async ({ skip }) => {
    skip(missing !== undefined, `no small disk can be made here: ${missing ?? ""}`);
    const running = server!;
    const instance = new Instance(running.appUrl("utblick"));
    await instance.ready();
    const writers = startWriters({ town, writes: WRITES, instance: () => instance, seed });
    const ballast = path.join(disk, "ballast");
    const [said, reads]: [Map<string, number>, Map<string, number>] = [new Map(), new Map()];
    const count = (among: Map<string, number>, what: string) => among.set(what, (among.get(what) ?? 0) + 1);
    const answerOf = (work: Promise<unknown>) =>
      work.then(
        () => "done",
        (error: unknown) => (error instanceof Refusal ? `${error.code ?? "a fault"}: ${error.message}` : String(error)),
      );
    let restarts = 0;
    try {
      await writers.more(20, 90_000);
      const writer = town.writerIds[0] ?? "";
      for (const deadline = Date.now() + 120_000; (said.get("RATE_LIMITED: full") ?? 0) < REFUSALS && Date.now() < deadline; ) {
        fill(ballast);
        count(said, await answerOf(instance.call("projects", "logProject", writer, projectInput(town, `Fullt ${randomUUID()}`), randomUUID())));
        count(reads, await answerOf(instance.call("projects", "getProject", writer, town.shared[0] ?? "")));
      }
      fs.rmSync(ballast);
      // Without room for its log PostgreSQL stops rather than lose anything; whoever runs it starts it again.
      await sleep(500);
      if (running.postmasterPid() === undefined) {
        restarts += 1;
        server = await startPostgres({ dataDir: path.join(disk, "postgres") });
      }
      await writers.more(20, 120_000);
    } finally {
      fs.rmSync(ballast, { force: true });
      await writers.finish();
      await instance.stop();
    }
    const { log } = writers;
    console.log(`Seed ${seed}: saves with no room: ${JSON.stringify(Object.fromEntries(said))}; readings: ${JSON.stringify(Object.fromEntries(reads))}; PostgreSQL started again ${restarts} times; ${log.length} writes, ${writers.acknowledged()} acknowledged.`);
    expect(said.get("RATE_LIMITED: full")).toBeGreaterThan(0);
    expect([...said.keys(), ...reads.keys()].filter((answer) => answer !== "done" && !answer.startsWith("RATE_LIMITED: "))).toEqual([]);
    if (restarts === 0) expect([...reads.keys()]).toEqual(["done"]);
    const looker = await openLooker(running.ownerUrl("utblick"));
    expect(await findViolations(looker, log)).toEqual([]);
    await looker.end();
  });
});
