import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { startPostgres } from "../scripts/lib/embedded-postgres.mjs";
import { DATA, ROOT, digest } from "../scripts/lib/files.mjs";
import { migrate } from "../scripts/lib/migrate.mjs";
import { choosePack } from "../scripts/lib/packs.mjs";
import { run, sleep } from "../scripts/lib/process.mjs";
import { loadPages } from "./browser.mjs";
import { Connection, demand } from "./client.mjs";
import { readInList } from "./import.mjs";
import { interleave, quantile } from "./measure.mjs";
import { residentMemory, watchMemory } from "./memory.mjs";
import { findVoid, judge, judgeOne, writeReport } from "./report.mjs";
import { buildAll, startApp, startBareHttp, startBareNext, startInside } from "./servers.mjs";
import { draftsNeeded, DUPLICATES, DUPLICATES_MOST_MS, LOOKING_BACK, LOOKING_BACK_MOST_MS, prepareWorks } from "./works.mjs";

const SMALL = 1_000;
const VISITORS = 8;
/** A database that has grown by more than this share through earlier runs is loaded anew. */
const GROWTH = 0.02;
/** How long the visits that were to come when a database was loaded are taken for such. */
const FRESH_DAYS = 30;
/** As long as the money of a year may take, every project having five lines in it. */
const MONEY_MOST_MS = 300;
/** As long as it may take to gather what a person has to do, out of all registers. */
const TASKS_MOST_MS = 100;
/** As long as it may take to tell what was known of a year, of a unit or of a programme in it. */
const KNOWN_MOST_MS = 500;
/** How many times as long as its statements alone a search over everything may take, 95 of 100 of them. */
const EVERYTHING_TIMES = 2;
/** What people look for in what is made here: forms, parts of words, misspellings, accents left out, numbers, names, several words, and words that stand everywhere. */
const EVERYTHING = [
  "skola", "skolor", "skolorna", "hamnmiljön", "folkhälsan", "energi", "energin", "kulturarvet", "turismens", "beredskapen", "språk", "utbildning", "försörjning", "dialog", "omsorg", "planering", "utbyte", "orkester", "skolutbyte", "ungdom",
  "havspalnering", "vattnevård", "klipeda", "ungdomsorkestr", "kompetensförsörning", "aldreomsorg", "besoksnaring", "ålgräsäng", "algrasang", "KS 2019/0042", "ks20190042", "2021/1234", "Aarhus", "Klaipeda", "Köpenhamn", "Kontaktperson 3",
  "klimatsmart energi", "grön skola för unga", "borgmästare tartu hamnmiljö", "”i samverkan”", "projekt", "eu",
];
/** A list of so many rows: how long it may take to be validated and to be read in, how much memory it may take, and how much longer others may wait. */
const LISTED = { rows: 50_000, validatedMs: 30_000, committedMs: 60_000, megabytes: 300, othersTimes: 1.5 };
const LAST = path.join(ROOT, "bench", "last");

/** @typedef {import("../scripts/lib/lifetime.mjs").Lifetime} Lifetime */
/** @typedef {import("../scripts/lib/embedded-postgres.mjs").EmbeddedPostgres} EmbeddedPostgres */
/** @typedef {(line: string) => void} Log */

/**
 * Loads, measures, reports. Returns the exit code: 2 when the run is void.
 * @param {{ lifetime: Lifetime, log: Log }} tools
 * @returns {Promise<number>}
 */
export async function bench({ lifetime, log }) {
  const rows = readRows();
  const only = process.env.BENCH_ONLY?.split(",");
  const isWanted = (/** @type {string} */ name) => only === undefined || only.includes(name);
  const postgres = await startPostgres({ dataDir: path.join(DATA, "bench-postgres"), log });
  lifetime.atEnd(() => postgres.stop());
  await buildAll(lifetime, log);
  const large = await openDatabase(postgres, rows, { lifetime, log });
  const small = await openDatabase(postgres, SMALL, { lifetime, log });
  lifetime.signal.throwIfAborted();

  const app = await startApp(large.environment, lifetime);
  await sleep(5_000);
  const idleMemory = residentMemory(app.pid);
  const bareHttp = await startBareHttp(large.databaseUrl, lifetime);
  const bareNext = await startBareNext(large.databaseUrl, lifetime);
  const smallApp = await startApp(small.environment, lifetime);
  const guests = await large.inside.ask({ what: "letIn", drafts: draftsNeeded(VISITORS) });
  const smallGuests = await small.inside.ask({ what: "letIn", drafts: 0 });

  const { works, close } = await prepareWorks({ databaseUrl: large.databaseUrl, app, bareHttp, bareNext, inside: large.inside, guests });
  lifetime.atEnd(close);
  /** @type {Record<string, Record<string, import("./measure.mjs").Figures>>} */
  const figures = {};
  const wanted = works.filter(({ name }) => isWanted(name));
  for (const { name, contenders, how, check } of wanted) {
    log(`Measuring: ${name}.`);
    await check?.();
    figures[name] = await interleave(contenders, { ...how, signal: lifetime.signal });
  }
  const verdicts = [];
  /** @type {string[]} */
  const notes = [];
  if (isWanted("sizes")) {
    log("Measuring: sizes.");
    figures.sizes = await compareSizes({ app, guests, smallApp, smallGuests, lifetime });
  }
  verdicts.push(...judge(figures));
  for (const { name } of LOOKING_BACK) {
    const own = figures.coverage?.[name];
    if (own !== undefined) verdicts.push(judgeOne(`${name}: one page`, own.p50, LOOKING_BACK_MOST_MS, "ms"));
  }
  for (const name of DUPLICATES) {
    const own = figures.partners?.[name];
    if (own !== undefined) verdicts.push(judgeOne(`partners: ${name}, p95`, own.p95, DUPLICATES_MOST_MS, "ms"));
  }

  if (isWanted("memory")) {
    log("Measuring: memory while a file is fetched.");
    const { before, highest, bytes } = await watchFile(app, guests.sessions[1].cookie);
    verdicts.push(judgeOne("memory idle after start", idleMemory, 250, "MB"), judgeOne("memory more while all is fetched as CSV", highest - before, 60, "MB"));
    notes.push(`The file of all projects has ${(bytes / 1e6).toFixed(1)} MB; the server stood at ${before.toFixed(0)} MB before and at ${highest.toFixed(0)} MB at most. It answered ${app.startedMs.toFixed(0)} ms after it was started.`);
  }
  if (isWanted("browser")) {
    log("Measuring: the list in a browser.");
    const query = `unit=${guests.unitId}&status=${guests.status}`;
    const loads = await loadPages(
      [
        { name: "Next page", url: `${bareNext.origin}/list?${query}` },
        { name: "Utblick", url: `${app.origin}/projects?${query}`, cookie: guests.sessions[0].cookie },
      ],
      log,
    );
    const [bare, own] = [loads["Next page"], loads.Utblick];
    if (bare && own) {
      verdicts.push(judgeOne("list in a browser: JavaScript / Next page", own.scriptBytes / bare.scriptBytes, 1.15, "×"), judgeOne("list in a browser: requests", own.requests, 10, "requests"));
      notes.push(`JavaScript as sent, compressed: ${(own.scriptBytes / 1000).toFixed(0)} kB, bare Next ${(bare.scriptBytes / 1000).toFixed(0)} kB. Requests: ${own.requests}, bare Next ${bare.requests}. All as sent: ${(own.bytes / 1000).toFixed(0)} kB, bare Next ${(bare.bytes / 1000).toFixed(0)} kB.`);
    }
  }
  if (isWanted("tasks")) {
    log("Measuring: what a person has to do.");
    const { contact, office, found } = await large.inside.ask({ what: "tasks", turns: 40 });
    verdicts.push(judgeOne("tasks of a contact person, p95", quantile(contact, 0.95), TASKS_MOST_MS, "ms"), judgeOne("tasks of the office, p95", quantile(office, 0.95), TASKS_MOST_MS, "ms"));
    notes.push(`What there is to do: ${found.contact} for a contact person, p50 ${quantile(contact, 0.5).toFixed(0)} ms; ${found.office} for the office, p50 ${quantile(office, 0.5).toFixed(0)} ms.`);
  }
  if (isWanted("known")) {
    log("Measuring: what was known of a year.");
    const { lately, half } = await large.inside.ask({ what: "known", year: new Date().getFullYear() - 1, turns: 20 });
    verdicts.push(judgeOne("what was known of a year, p95", quantile([...lately.whole, ...lately.unit, ...lately.programme], 0.95), KNOWN_MOST_MS, "ms"));
    const say = (/** @type {typeof lately} */ { whole, unit, programme, changed }) => `p50 ${quantile(whole, 0.5).toFixed(0)} ms, of a unit ${quantile(unit, 0.5).toFixed(0)} ms, of a programme ${quantile(programme, 0.5).toFixed(0)} ms (${changed.toLocaleString("en")} projects count otherwise)`;
    notes.push(`What was known of a year, lately: ${say(lately)}; when half of all versions had been written: ${say(half)}.`);
  }
  if (isWanted("everything")) {
    log("Measuring: the search over everything.");
    /** @type {{ query: string, found: number, isMore: boolean, isAlike: boolean, service: number[], bare: number[] }[]} */
    const searches = await large.inside.ask({ what: "everything", queries: EVERYTHING, turns: 8 });
    const [service, bare] = [searches.flatMap((one) => one.service), searches.flatMap((one) => one.bare)];
    verdicts.push(judgeOne("search over everything: p95 / its statements alone", quantile(service, 0.95) / quantile(bare, 0.95), EVERYTHING_TIMES, "×"));
    notes.push(`A search over everything, ${EVERYTHING.length} queries: p50 ${quantile(service, 0.5).toFixed(0)} ms, p95 ${quantile(service, 0.95).toFixed(0)} ms; its statements alone p50 ${quantile(bare, 0.5).toFixed(0)} ms, p95 ${quantile(bare, 0.95).toFixed(0)} ms.`);
    const slowest = [...searches].sort((one, other) => quantile(other.service, 0.5) - quantile(one.service, 0.5)).slice(0, 8);
    notes.push(`The slowest of them: ${slowest.map((one) => `${one.query} ${quantile(one.service, 0.5).toFixed(0)} ms (${one.isMore ? "more than " : ""}${one.found}${one.isAlike ? " alike" : ""})`).join(", ")}.`);
  }
  if (isWanted("money")) {
    log("Measuring: the money of a year.");
    const money = await openDatabase(postgres, rows, { lifetime, log }, "money_");
    await money.inside.ask({ what: "loadMoney", ownerUrl: money.ownerUrl });
    const { view, list } = await money.inside.ask({ what: "money", turns: 40 });
    verdicts.push(judgeOne("money of a year, p95", quantile(view, 0.95), MONEY_MOST_MS, "ms"));
    notes.push(`The money of a year in which each of ${rows.toLocaleString("en")} projects has five lines: p50 ${quantile(view, 0.5).toFixed(0)} ms; a page of the projects behind an amount: p50 ${quantile(list, 0.5).toFixed(0)} ms.`);
  }
  if (isWanted("import")) {
    log("Measuring: a list that is read in.");
    // In a database of its own, since the lists that are measured must stay as long as they are.
    const imported = await openDatabase(postgres, SMALL, { lifetime, log }, "import_");
    const server = await startApp(imported.environment, lifetime);
    const people = await imported.inside.ask({ what: "letIn", drafts: 0 });
    const { uploadedMs, validatedMs, committedMs, moreMemory, others } = await readInList({ app: server, office: people.office, reader: people.sessions[0], rows: LISTED.rows, listPath: `/projects?unit=${people.unitId}&status=${people.status}` }, log);
    verdicts.push(judgeOne("list validated", validatedMs, LISTED.validatedMs, "ms"), judgeOne("list read in", committedMs, LISTED.committedMs, "ms"), judgeOne("memory more while a list is read in", moreMemory, LISTED.megabytes, "MB"), judgeOne("others' p95 while a list is read in / before", others.during / others.before, LISTED.othersTimes, "×"));
    notes.push(`A list of ${LISTED.rows.toLocaleString("en")} rows was taken in ${(uploadedMs / 1000).toFixed(1)} s. Others waited ${others.before.toFixed(0)} ms for a list before, and ${others.during.toFixed(0)} ms meanwhile (p95).`);
  }
  if (isWanted("PDF")) {
    log("Measuring: freezing the demonstration's year.");
    const inside = await openDemonstration(postgres, { lifetime, log });
    /** @type {number[]} */
    const [first = Number.NaN, ...warm] = await inside.ask({ what: "freeze", year: new Date().getFullYear() - 1, turns: 11 });
    verdicts.push(judgeOne("PDF of the demonstration's year, first", first, 1_000, "ms"), judgeOne("PDF of the demonstration's year, warm", quantile(warm, 0.5), 1_000, "ms"));
  }
  notes.push(...large.notes);
  const load = os.loadavg().map((value) => value.toFixed(1));
  notes.push(`Load of the machine at the end, over 1, 5 and 15 minutes: ${load.join(", ")}.`);

  const faults = findVoid(figures).filter((fault) => only === undefined || only.some((name) => fault.startsWith(`${name}:`)));
  const all = { at: new Date().toISOString().slice(0, 16).replace("T", " "), rows, machine: `${os.availableParallelism()} cores, ${os.cpus()[0]?.model.trim() ?? "unknown"}, Node ${process.versions.node}, PostgreSQL ${large.version}`, figures, verdicts, faults, notes };
  const report = writeReport(all);
  fs.mkdirSync(LAST, { recursive: true });
  fs.writeFileSync(path.join(LAST, "run.json"), `${JSON.stringify(all, null, 1)}\n`);
  if (only === undefined) fs.writeFileSync(path.join(ROOT, "bench", "results.md"), report);
  log(`\n${report}`);
  return faults.length > 0 ? 2 : 0;
}

export function readRows() {
  const rows = Number(process.env.BENCH_ROWS || 100_000);
  if (!Number.isInteger(rows) || rows < SMALL) throw new Error(`BENCH_ROWS is "${process.env.BENCH_ROWS}", and must be a number from ${SMALL}.`);
  return rows;
}

/**
 * A database of its own for so many rows, kept from run to run while nothing that makes it has changed.
 * @param {EmbeddedPostgres} postgres
 * @param {number} rows
 * @param {{ lifetime: Lifetime, log: Log }} tools
 * @param {string} [purpose] what its name says beside the number, where it holds more than the others
 */
export async function openDatabase(postgres, rows, { lifetime, log }, purpose = "") {
  const made = digest(ROOT, ["bench/load.ts", "bench/load-visits.ts", "bench/load-partners.ts", "bench/load-lists.ts"]).slice(0, 8);
  const start = `utblick_bench_${purpose}${rows}_`;
  const name = start + made;
  await removeLeftovers(postgres, start, async (found) => found === name && isSound(postgres.ownerUrl(name), rows));
  const environment = await prepareDatabase(postgres, name, "off", log);
  const inside = startInside(environment, lifetime, log);
  const since = performance.now();
  await inside.ask({ what: "load", ownerUrl: postgres.ownerUrl(name), rows });
  const seconds = (performance.now() - since) / 1000;
  const owner = new pg.Client({ connectionString: postgres.ownerUrl(name) });
  await owner.connect();
  try {
    // Earlier runs have used up what a person may do in an hour.
    await owner.query("DELETE FROM rate_counter; DELETE FROM session; DELETE FROM draft; DELETE FROM idempotency_key; GRANT USAGE ON SCHEMA floor TO utblick_app; GRANT SELECT, INSERT ON floor.project TO utblick_app");
    const { rows: found } = await owner.query("SELECT current_setting('server_version') AS version, (SELECT count(*) FROM project) AS projects, (SELECT count(*) FROM visit) AS visits, (SELECT count(*) FROM record_version) AS versions");
    const notes = [`The database holds ${Number(found[0].projects).toLocaleString("en")} projects, ${Number(found[0].visits).toLocaleString("en")} visits and ${Number(found[0].versions).toLocaleString("en")} versions${seconds > 5 ? `; it was loaded in ${seconds.toFixed(0)} s` : ""}.`];
    return { databaseUrl: postgres.appUrl(name), ownerUrl: postgres.ownerUrl(name), environment, inside, notes, version: String(found[0].version).split(" ")[0] };
  } finally {
    await owner.end();
  }
}

/**
 * @param {EmbeddedPostgres} postgres
 * @param {string} name
 * @param {"on" | "off"} demonstration
 * @param {Log} log
 * @returns {Promise<Record<string, string>>} what the app is told of it
 */
async function prepareDatabase(postgres, name, demonstration, log) {
  await postgres.ensureDatabase(name);
  await migrate({ ownerUrl: postgres.ownerUrl(name), appUrl: postgres.appUrl(name), log });
  return { DATABASE_URL: postgres.appUrl(name), UTBLICK_PACK: choosePack(process.env.UTBLICK_PACK), UTBLICK_SECRET: randomBytes(32).toString("hex"), UTBLICK_EMBEDDED: demonstration, UTBLICK_DEMO: demonstration };
}

/**
 * The demonstration municipality in a database of its own, new for each run: what is frozen in it stays there.
 * @param {EmbeddedPostgres} postgres
 * @param {{ lifetime: Lifetime, log: Log }} tools
 */
async function openDemonstration(postgres, { lifetime, log }) {
  const name = "utblick_bench_demonstration";
  await removeLeftovers(postgres, name, async () => false);
  const environment = await prepareDatabase(postgres, name, "on", log);
  const loaded = await run(process.execPath, ["--import", "tsx", "--conditions=react-server", path.join(ROOT, "prisma", "demo", "load.ts")], { cwd: ROOT, env: { ...process.env, NODE_ENV: "production", ...environment }, signal: lifetime.signal });
  if (loaded.code !== 0) throw new Error(`The demonstration could not be loaded:\n${loaded.stdout}\n${loaded.stderr}`);
  return startInside(environment, lifetime, log);
}

/**
 * Drops databases that other versions of the load or the model have left, and this one when it was not loaded to its end or has grown.
 * @param {EmbeddedPostgres} postgres
 * @param {string} start what their names start with
 * @param {(name: string) => Promise<boolean>} isKept
 */
async function removeLeftovers(postgres, start, isKept) {
  const maintenance = new pg.Client({ connectionString: postgres.ownerUrl("postgres") });
  await maintenance.connect();
  try {
    const { rows: found } = await maintenance.query("SELECT datname FROM pg_database WHERE starts_with(datname, $1)", [start]);
    for (const { datname } of found) {
      if (await isKept(datname)) continue;
      await maintenance.query(`DROP DATABASE ${maintenance.escapeIdentifier(datname)} WITH (FORCE)`);
    }
  } finally {
    await maintenance.end();
  }
}

/** @param {string} url @param {number} rows */
async function isSound(url, rows) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: marks } = await client.query("SELECT to_regclass('floor.loaded') IS NOT NULL AS there");
    if (!marks[0].there) return false;
    // The visits to come have come when too long a time has passed.
    const { rows: counted } = await client.query("SELECT (SELECT count(*) FROM project) AS projects, (SELECT max(at) > now() - make_interval(days => $1) FROM floor.loaded) AS fresh", [FRESH_DAYS]);
    return counted[0].fresh && Number(counted[0].projects) <= rows * (1 + GROWTH);
  } finally {
    await client.end();
  }
}

/**
 * The same list, records and coming visits, of which both databases hold the same.
 * @param {{ app: import("./servers.mjs").Server, guests: any, smallApp: import("./servers.mjs").Server, smallGuests: any, lifetime: Lifetime }} scene
 */
async function compareSizes({ app, guests, smallApp, smallGuests, lifetime }) {
  /** @param {string} size @param {import("./servers.mjs").Server} server @param {any} people */
  const contenders = (size, server, people) => {
    const connection = new Connection(server.origin);
    lifetime.atEnd(() => connection.close());
    const get = async (/** @type {string} */ path, guest = people.sessions[0]) => demand(await connection.ask({ path, headers: { cookie: guest.cookie } }), 200, path);
    return [
      { name: `list ${size}`, run: () => get(`/projects?unit=${people.unitId}&status=${people.status}`) },
      { name: `record ${size}`, run: (/** @type {number} */ turn) => get(`/projects/${people.records[turn % people.records.length]}`) },
      { name: `visits ${size}`, run: () => get("/visits/coming", people.member) },
    ];
  };
  const [large, small] = [contenders("at full size", app, guests), contenders("at 1,000", smallApp, smallGuests)];
  return interleave(large.flatMap((contender, index) => [contender, small[index] ?? contender]), { rounds: 15, block: 30, warmUp: 200, signal: lifetime.signal });
}

/**
 * @param {import("./servers.mjs").Server} app
 * @param {string} cookie
 */
async function watchFile(app, cookie) {
  const connection = new Connection(app.origin);
  try {
    const before = residentMemory(app.pid);
    const stop = watchMemory(app.pid);
    const { bytes } = demand(await connection.ask({ path: "/api/export/projects.csv", headers: { cookie } }), 200, "the file of all projects");
    return { before, highest: stop(), bytes };
  } finally {
    connection.close();
  }
}
