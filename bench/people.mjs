import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { verifyAudit } from "../scripts/lib/audit.mjs";
import { build } from "../scripts/lib/build.mjs";
import { startPostgres } from "../scripts/lib/embedded-postgres.mjs";
import { DATA, ROOT } from "../scripts/lib/files.mjs";
import { sleep } from "../scripts/lib/process.mjs";
import { Connection } from "./client.mjs";
import { quantile } from "./measure.mjs";
import { residentMemory } from "./memory.mjs";
import { openDatabase, readRows } from "./run.mjs";
import { startApp, startInside } from "./servers.mjs";
import { LOGGED, prepareHandingIn } from "./works.mjs";

const RESULTS = path.join(ROOT, "bench", "results-load.md");
/** How long a person thinks between two things. */
const [THINK_LEAST_MS, THINK_MOST_MS] = [5_000, 10_000];
/** A person may fetch ten files an hour. */
const MOST_FILES = 9;
/** Of a hundred things that people do. */
const SHARES = { list: 35, record: 35, search: 15, save: 10, export: 4, report: 1 };
/** In milliseconds, of 95 and 99 of a hundred. */
const GOALS = { read: 500, save: 800, any: 1_500 };
const READS = ["list", "record", "search", "report"];

/** @typedef {keyof typeof SHARES} Kind */
/** @typedef {{ kind: Kind, at: number, ms: number, status: number }} Answered */

/**
 * Lets so many people work for so many minutes on a copy of the benchmark's database, and writes what they were answered.
 * @param {{ people: number, minutes: number }} wish
 * @param {{ lifetime: import("../scripts/lib/lifetime.mjs").Lifetime, log: (line: string) => void }} tools
 * @returns {Promise<number>} exit code: 1 when somebody met a fault
 */
export async function loadPeople({ people, minutes }, { lifetime, log }) {
  const rows = readRows();
  const postgres = await startPostgres({ dataDir: path.join(DATA, "bench-postgres"), log });
  lifetime.atEnd(() => postgres.stop());
  await build(log, lifetime.signal);
  const copy = await copyDatabase(postgres, await openDatabase(postgres, rows, { lifetime, log }), lifetime);
  const inside = startInside(copy.environment, lifetime, log);
  log(`Adding ${people} people.`);
  // What the busiest of them hands in, and some to spare.
  const drafts = Math.ceil((minutes * 60_000 * SHARES.save) / 100 / THINK_LEAST_MS) + 4;
  const crowd = await inside.ask({ what: "crowd", people, drafts });
  const app = await startApp(copy.environment, lifetime);
  const first = new Connection(app.origin);
  const handIn = await prepareHandingIn(first, app.origin, crowd.sessions[0]);
  first.close();

  /** @type {Answered[]} */
  const answered = [];
  /** @type {string[]} */
  const faults = [];
  /** @type {{ minute: number, megabytes: number }[]} */
  const memory = [];
  const begun = performance.now();
  const until = begun + minutes * 60_000;
  const isOver = () => performance.now() >= until || lifetime.signal.aborted;
  const watch = setInterval(() => memory.push({ minute: (performance.now() - begun) / 60_000, megabytes: residentMemory(app.pid) }), 2_000);

  /** @param {{ cookie: string, drafts: string[] }} session @param {number} number */
  const work = async (session, number) => {
    const connection = new Connection(app.origin);
    let files = 0;
    // They do not all come in at the same moment.
    await sleep((number / people) * THINK_MOST_MS);
    while (!isOver()) {
      let kind = chooseKind();
      if (kind === "export" && files >= MOST_FILES) kind = "list";
      if (kind === "save" && session.drafts.length === 0) kind = "record";
      if (kind === "export") files += 1;
      const since = performance.now();
      try {
        const answer = kind === "save" ? await handIn(connection, session.cookie, session.drafts.shift() ?? "") : await connection.ask({ path: pathOf(kind, crowd, number), headers: { cookie: session.cookie } });
        answered.push({ kind, at: since - begun, ms: performance.now() - since, status: answer.status });
        if (kind === "save" ? !LOGGED.test(answer.head) : answer.status !== 200) faults.push(`${kind}: ${answer.status}`);
      } catch (error) {
        faults.push(`${kind}: ${error instanceof Error ? error.message : String(error)}`);
      }
      await sleep(Math.min(THINK_LEAST_MS + Math.random() * (THINK_MOST_MS - THINK_LEAST_MS), Math.max(0, until - performance.now())));
    }
    connection.close();
  };
  log(`${people} people work for ${minutes} minutes.`);
  await Promise.all(crowd.sessions.map(work));
  clearInterval(watch);
  lifetime.signal.throwIfAborted();
  /** @type {string[]} */
  const said = [];
  const whole = (await verifyAudit(copy.ownerUrl, (line) => said.push(line))) === 0;
  const report = writeReport({ minutes, rows, answered, faults, memory, trail: whole ? (said[0] ?? "") : said.join(" ") });
  keepReport(report, people, minutes);
  log(`\n${report}`);
  return faults.length > 0 || !whole ? 1 : 0;
}

/**
 * The benchmark's own database stays as it is: people work in a copy, which is gone afterwards.
 * @param {import("../scripts/lib/embedded-postgres.mjs").EmbeddedPostgres} postgres
 * @param {{ ownerUrl: string, environment: Record<string, string> }} original
 * @param {import("../scripts/lib/lifetime.mjs").Lifetime} lifetime
 */
async function copyDatabase(postgres, original, lifetime) {
  const name = `utblick_load_${process.pid}`;
  const from = decodeURIComponent(new URL(original.ownerUrl).pathname.slice(1));
  const maintain = async (/** @type {string[]} */ ...statements) => {
    const client = new pg.Client({ connectionString: postgres.ownerUrl("postgres") });
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  };
  // Whoever loaded it may still be connected.
  await maintain(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${from}' AND pid <> pg_backend_pid() AND backend_type = 'client backend'`, `CREATE DATABASE ${name} TEMPLATE ${from}`);
  lifetime.atEnd(() => maintain(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  return { ownerUrl: postgres.ownerUrl(name), environment: { ...original.environment, DATABASE_URL: postgres.appUrl(name), UTBLICK_SECRET: randomBytes(32).toString("hex") } };
}

/** @returns {Kind} */
function chooseKind() {
  let left = Math.random() * 100;
  for (const [kind, share] of /** @type {[Kind, number][]} */ (Object.entries(SHARES))) {
    left -= share;
    if (left < 0) return kind;
  }
  return "list";
}

/** @template Value @param {readonly Value[]} values */
const anyOf = (values) => values[Math.floor(Math.random() * values.length)];

/** @param {Kind} kind @param {any} crowd @param {number} number */
function pathOf(kind, crowd, number) {
  const unit = crowd.unitIds[number % crowd.unitIds.length];
  switch (kind) {
    case "record":
      return `/projects/${anyOf(crowd.records)}`;
    case "search":
      return Math.random() < 0.5 ? `/projects?q=${encodeURIComponent(crowd.searched)}` : `/search?q=${encodeURIComponent(anyOf(["skola", "hamnmiljön", "energi", "kulturarvet", "havspalnering", "Aarhus"]) ?? "")}`;
    case "export":
      return `/api/export/projects.csv?unit=${unit}&status=${crowd.status}`;
    case "report":
      return "/coverage";
    default:
      return Math.random() < 0.5 ? `/projects?unit=${unit}` : "/";
  }
}

/** @param {number} value */
const ms = (value) => (Number.isFinite(value) ? value.toFixed(0) : "–");

/** @param {{ minutes: number, rows: number, answered: Answered[], faults: string[], memory: { minute: number, megabytes: number }[], trail: string }} run */
function writeReport({ minutes, rows, answered, faults, memory, trail }) {
  const timesOf = (/** @type {(one: Answered) => boolean} */ isMeant) => answered.filter(isMeant).map((one) => one.ms);
  const reads = timesOf(({ kind }) => READS.includes(kind));
  const saves = timesOf(({ kind }) => kind === "save");
  const all = answered.map((one) => one.ms);
  const during = (/** @type {number} */ from, /** @type {number} */ to) => {
    const found = memory.filter(({ minute }) => minute >= from && minute < to).map(({ megabytes }) => megabytes);
    return found.length === 0 ? Number.NaN : found.reduce((sum, one) => sum + one, 0) / found.length;
  };
  const [early, late] = [during(minutes * 0.1, minutes * 0.3), during(minutes * 0.8, minutes)];
  const kinds = /** @type {Kind[]} */ (Object.keys(SHARES));
  const goal = (/** @type {string} */ what, /** @type {string} */ measured, /** @type {string} */ wanted, /** @type {boolean} */ isMet) => `| ${what} | ${measured} | ${wanted} | ${isMet ? "met" : "**not met**"} |`;
  const refused = faults.length / Math.max(1, answered.length + faults.length);
  return [
    `${new Date().toISOString().slice(0, 16).replace("T", " ")}, ${rows.toLocaleString("en")} projects, on ${os.availableParallelism()} cores shared by people, server and PostgreSQL, Node ${process.versions.node}. Each thinks for ${THINK_LEAST_MS / 1000} to ${THINK_MOST_MS / 1000} seconds between two things: ${(answered.length / (minutes * 60)).toFixed(1)} things a second, ${answered.length.toLocaleString("en")} in all.`,
    "",
    "| | how many | p50 ms | p95 ms | p99 ms |",
    "|---|---|---|---|---|",
    ...kinds.map((kind) => {
      const own = timesOf((one) => one.kind === kind);
      return `| ${kind} | ${own.length} | ${ms(quantile(own, 0.5))} | ${ms(quantile(own, 0.95))} | ${ms(quantile(own, 0.99))} |`;
    }),
    "",
    "| goal | measured | at most | |",
    "|---|---|---|---|",
    goal("faults", `${faults.length}${faults.length > 0 ? ` (${[...new Set(faults)].slice(0, 3).join("; ")})` : ""}`, "0.1 %", refused <= 0.001),
    goal("to read, p95", `${ms(quantile(reads, 0.95))} ms`, `${GOALS.read} ms`, quantile(reads, 0.95) <= GOALS.read),
    goal("to save, p95", `${ms(quantile(saves, 0.95))} ms`, `${GOALS.save} ms`, quantile(saves, 0.95) <= GOALS.save),
    goal("anything, p99", `${ms(quantile(all, 0.99))} ms`, `${GOALS.any} ms`, quantile(all, 0.99) <= GOALS.any),
    goal("memory, towards the end", `${ms(late)} MB`, "1,000 MB", late <= 1_000),
    goal("memory, towards the end by the beginning", `${(late / early).toFixed(2)} ×`, "1.10 ×", late / early <= 1.1),
    goal("audit trail", trail, "whole", trail.startsWith("OK")),
    "",
  ].join("\n");
}

/** The page keeps the last run of each size. @param {string} report @param {number} people @param {number} minutes */
function keepReport(report, people, minutes) {
  const heading = `## ${people} people for ${minutes} minutes`;
  const before = fs.existsSync(RESULTS) ? fs.readFileSync(RESULTS, "utf8") : "# People at work at the same time\n\n`npm run load` lets people work on a copy of the benchmark's database and writes this page, which keeps the last run of each size.\n";
  const [introduction = "", ...sections] = before.split(/^(?=## )/m);
  const others = sections.filter((section) => !section.startsWith(`${heading}\n`)).map((section) => section.trim());
  fs.writeFileSync(RESULTS, `${[introduction.trim(), ...others, `${heading}\n\n${report.trim()}`].join("\n\n")}\n`);
}
