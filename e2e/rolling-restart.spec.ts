import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { openHouse, type House } from "../scripts/lib/look-house.mjs";
import { prepareNginx } from "../scripts/lib/nginx.mjs";
import { endProcess, sleep } from "../scripts/lib/process.mjs";
import { openSession } from "./access/build.ts";
import { findPort, startInstance, untilReady } from "./fixtures/instance.ts";
import { expect, test } from "./fixtures/test.ts";

/** 10,000 and 1,000 at length. */
const REQUESTS = Number(process.env["ROLLING_REQUESTS"] ?? 1_000);
const READS = Number(process.env["ROLLING_READS"] ?? 100);
const AT_ONCE = 10;
const RESTARTS = 4;

interface Site {
  house: House;
  /** Where nginx stands before both instances. */
  origin: string;
  /** Ends one of them as an upgrade does, and starts it again once it has ended by itself. */
  restart: (which: number) => Promise<void>;
  close: () => Promise<void>;
}

/** Two instances of the build on one database, and nginx before them. */
async function openSite(program: string): Promise<Site> {
  let databaseUrl = "";
  const house = await openHouse(process.env["UTBLICK_TEST_DEMONSTRATION"] ?? "", { reroute: (url) => (databaseUrl = url) });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "utblick-nginx-"));
  const [front, ...ports] = await Promise.all([findPort(), findPort(), findPort()]);
  const origin = `http://127.0.0.1:${front}`;
  const secret = randomBytes(32).toString("base64url");
  const instances: ChildProcess[] = [];
  const start = async (which: number) => {
    const port = ports[which] ?? 0;
    instances[which] = await startInstance({ port, databaseUrl, secret, settings: { UTBLICK_ORIGIN: origin, UTBLICK_TRUSTED_PROXIES: "1" } });
  };
  await Promise.all([start(0), start(1)]);
  const configuration = path.join(folder, "nginx.conf");
  fs.writeFileSync(
    configuration,
    `daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log; ${process.getuid?.() === 0 ? "user root;" : ""}
events { worker_connections 512; }
http {
  access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s; client_max_body_size 64m;
  upstream utblick { ${ports.map((port) => `server 127.0.0.1:${port} max_fails=0;`).join(" ")} }
  server {
    listen 127.0.0.1:${front};
    location / { proxy_pass http://utblick; proxy_http_version 1.1; proxy_set_header Host $http_host; proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; proxy_next_upstream error timeout; proxy_connect_timeout 3s; proxy_read_timeout 60s; }
  }
}
`,
  );
  const nginx = spawn(program, ["-e", path.join(folder, "error.log"), "-p", folder, "-c", configuration], { stdio: "ignore" });
  await untilReady(origin);
  return {
    house,
    origin,
    restart: async (which) => {
      const instance = instances[which];
      if (instance?.pid === undefined) throw new Error("there is no instance to restart");
      const ended = new Promise<string>((resolve) => {
        instance.once("exit", (code, signal) => resolve(signal ?? String(code)));
      });
      instance.kill("SIGTERM");
      expect(await ended).toBe("143");
      await start(which);
    },
    close: async () => {
      for (const child of [nginx, ...instances]) if (child.pid !== undefined && child.exitCode === null) await endProcess(child.pid, { patienceMs: 30_000 });
      await house.close();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

let site: Site | undefined;
test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  test.setTimeout(180_000);
  const program = await prepareNginx(console.log);
  if (program !== undefined) site = await openSite(program);
});
test.afterAll(async () => {
  await site?.close();
});

/** Drafts of one person's, each of which is written in by one thing at a time. */
async function makeDrafts({ house }: Site, many: number): Promise<{ cookie: string; drafts: string[] }> {
  const rows = await house.query(
    "INSERT INTO draft (kind, person_id, unit_id, values, saved) SELECT 'project', a.person_id, (SELECT unit_id FROM contact_person_appointment c WHERE c.person_id = a.person_id AND c.valid_to IS NULL LIMIT 1), '{}', '{}' FROM account a, generate_series(1, $1::int) WHERE a.subject = 'kontakt@utblick.example' RETURNING id",
    [many],
  );
  return { cookie: await openSession(house, "kontakt"), drafts: rows.map((row) => String(row["id"])) };
}

const save = ({ origin }: Site, cookie: string, draft: string, text: string) => fetch(`${origin}/api/drafts`, { method: "POST", redirect: "manual", headers: { cookie, origin, "content-type": "application/x-www-form-urlencoded" }, body: new URLSearchParams({ _draft: draft, _section: "about", title: text }) });
const look = ({ origin }: Site, cookie: string, address: string) => fetch(origin + address, { redirect: "manual", headers: { cookie } });

test("Två instanser bakom nginx: var och en läser det den nyss skrev, vilken som än svarar", async () => {
  test.skip(site === undefined, "there is no nginx, and none could be unpacked");
  const at = site!;
  test.setTimeout(120_000 + READS * 500);
  const { cookie, drafts } = await makeDrafts(at, AT_ONCE);
  let [turn, read] = [0, 0];
  const stale: string[] = [];
  await Promise.all(
    drafts.map(async (draft) => {
      while (turn++ < READS) {
        const text = `Läst ${randomUUID()}`;
        if (turn % 20 === 0) await at.house.query("DELETE FROM rate_counter");
        const saved = await save(at, cookie, draft, text);
        expect(saved.status).toBe(200);
        const page = await look(at, cookie, `/projects/drafts/${draft}/about`);
        if (!(await page.text()).includes(text)) stale.push(`${draft}: ${page.status}`);
        read += 1;
      }
    }),
  );
  console.log(`${read} of ${READS} read what they had just written, ${stale.length} did not.`);
  expect(stale).toEqual([]);
});

test("Instanserna startas om i tur och ordning medan folk arbetar, och ingen förfrågan misslyckas", async () => {
  test.skip(site === undefined, "there is no nginx, and none could be unpacked");
  const at = site!;
  test.setTimeout(300_000 + REQUESTS * 200);
  const { cookie, drafts } = await makeDrafts(at, AT_ONCE);
  const failed: string[] = [];
  let [asked, isRestarted] = [0, false];
  // They work until both what is to be asked has been asked and all has been restarted.
  const workers = drafts.map(async (draft) => {
    for (let turn = 0; asked < REQUESTS || !isRestarted; turn += 1) {
      asked += 1;
      if (asked % 50 === 0) await at.house.query("DELETE FROM rate_counter");
      const what = turn % 4 === 0 ? "save" : ["/", "/projects", `/projects/drafts/${draft}/about`][turn % 3] ?? "/";
      const answer = await (what === "save" ? save(at, cookie, draft, `Omstart ${turn}`) : look(at, cookie, what)).catch((error: unknown) => (error instanceof Error ? `${error.message} ${String(error.cause)}` : String(error)));
      if (typeof answer === "string") failed.push(`${what}: ${answer}`);
      else {
        const text = await answer.text();
        if (answer.status !== 200) failed.push(`${what}: ${answer.status} ${text.slice(0, 80)}`);
      }
    }
  });
  for (let round = 0; round < RESTARTS; round += 1) {
    await sleep(500);
    await at.restart(round % 2);
  }
  isRestarted = true;
  await Promise.all(workers);
  console.log(`${RESTARTS} restarts, ${asked} requests, ${failed.length} failed.`);
  expect(failed).toEqual([]);
});
