import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { openHouse } from "../scripts/lib/look-house.mjs";
import { endProcess, sleep } from "../scripts/lib/process.mjs";
import { openSession } from "./access/build.ts";
import { findPort, startInstance } from "./fixtures/instance.ts";
import { expect, test } from "./fixtures/test.ts";

const MEGABYTES = 512;
const PEOPLE = 20;
const SECONDS = Number(process.env["LOW_MEMORY_SECONDS"] ?? 15);

const PAGES = ["/", "/projects", "/tasks", "/visits/coming", "/coverage", "/policy", "/search?q=skola", "/api/export/projects.csv", "/api/export/projects.xlsx", "/money", "/partners", "/year"];

/** A group of processes that may hold so much memory together; undefined where none can be made. */
function makeGroup(): { folder: string; highest: () => number } | undefined {
  const bytes = MEGABYTES * 1024 * 1024;
  for (const { root, limit, highest } of [
    { root: "/sys/fs/cgroup/memory", limit: "memory.limit_in_bytes", highest: "memory.max_usage_in_bytes" },
    { root: "/sys/fs/cgroup", limit: "memory.max", highest: "memory.peak" },
  ]) {
    const folder = path.join(root, `utblick-${process.pid}`);
    try {
      fs.mkdirSync(folder);
      fs.writeFileSync(path.join(folder, limit), String(bytes));
      return { folder, highest: () => Number(fs.readFileSync(path.join(folder, highest), "utf8")) / 1024 / 1024 };
    } catch {
      if (fs.existsSync(folder)) fs.rmdirSync(folder);
    }
  }
  return undefined;
}

test("Med 512 megabyte och en upptagen processor blir allt långsamt, och inget går sönder", async () => {
  const group = makeGroup();
  test.skip(group === undefined, "no group with a limit of memory can be made here");
  test.setTimeout(240_000 + SECONDS * 1_000);
  let databaseUrl = "";
  const house = await openHouse(process.env["UTBLICK_TEST_DEMONSTRATION"] ?? "", { reroute: (url) => (databaseUrl = url) });
  const children: ChildProcess[] = [];
  try {
    const port = await findPort();
    const origin = `http://127.0.0.1:${port}`;
    const server = await startInstance({ port, databaseUrl, secret: randomBytes(32).toString("base64url"), settings: { UTBLICK_ORIGIN: origin }, group: group?.folder });
    children.push(server);
    // Everything else that the machine does; it ends by itself should nobody end it.
    for (let core = 0; core < availableParallelism(); core += 1) children.push(spawn(process.execPath, ["-e", `const until = Date.now() + ${(SECONDS + 60) * 1_000}; while (Date.now() < until);`], { stdio: "ignore" }));
    const cookies = await Promise.all(Array.from({ length: PEOPLE }, (_none, index) => openSession(house, (["kontakt", "samordnare", "lasare", "admin", "namnd"] as const)[index % 5] ?? "lasare")));
    const failed: string[] = [];
    const waits: number[] = [];
    const until = Date.now() + SECONDS * 1_000;
    const ask = async (cookie: string, address: string) => {
      const since = performance.now();
      const answer = await fetch(origin + address, { redirect: "manual", headers: { cookie } }).then(
        async (response) => {
          await response.arrayBuffer();
          return response.status;
        },
        (error: unknown) => String(error),
      );
      waits.push(performance.now() - since);
      if (typeof answer === "string" || answer >= 500) failed.push(`${address}: ${answer}`);
    };
    await Promise.all(
      cookies.map(async (cookie, person) => {
        for (let turn = person; Date.now() < until; turn += 1) {
          await ask(cookie, PAGES[turn % PAGES.length] ?? "/");
          if (turn % 20 === 0) await house.query("DELETE FROM rate_counter");
          await sleep(100);
        }
      }),
    );
    waits.sort((one, other) => one - other);
    console.log(`${waits.length} questions by ${PEOPLE} people, ${failed.length} failed, half within ${(waits[Math.floor(waits.length / 2)] ?? 0).toFixed(0)} ms, all within ${(waits.at(-1) ?? 0).toFixed(0)} ms; ${group?.highest().toFixed(0) ?? "?"} MB at most.`);
    expect(server.exitCode).toBeNull();
    expect(waits.length).toBeGreaterThan(PEOPLE);
    expect(failed).toEqual([]);
  } finally {
    for (const child of children) if (child.pid !== undefined && child.exitCode === null) await endProcess(child.pid);
    await house.close();
    if (group !== undefined) fs.rmdirSync(group.folder);
  }
});
