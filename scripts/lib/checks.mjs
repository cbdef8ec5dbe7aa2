import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { spawn } from "node:child_process";
import { ROOT, readJson } from "./files.mjs";
import { run } from "./process.mjs";

/**
 * How many tests there were and were left out, and by name those that failed or passed only at the second try.
 * @typedef {{ passed: number, failed: number, skipped: number, remarks: string[] }} Count
 */

/** @type {Count} */
export const NO_TESTS = { passed: 0, failed: 0, skipped: 0, remarks: [] };

const FAILED = "failed: ";
const STUMBLED = "passed at the second try: ";

/** What reads the code without running it; each counts as one test. */
const STATIC_CHECKS = [
  { name: "types", program: ["typescript", "bin", "tsc"], args: ["--noEmit"] },
  { name: "lint", program: ["eslint", "bin", "eslint.js"], args: ["."] },
  { name: "structure", program: ["dependency-cruiser", "bin", "dependency-cruise.mjs"], args: ["src", "--config", ".dependency-cruiser.cjs"] },
  { name: "unused", program: ["knip", "bin", "knip.js"], args: [] },
];

/** @param {readonly string[]} program */
const locate = (program) => path.join(ROOT, "node_modules", ...program);

/** @param {Count} first @param {Count} second @returns {Count} */
export function add(first, second) {
  return { passed: first.passed + second.passed, failed: first.failed + second.failed, skipped: first.skipped + second.skipped, remarks: [...first.remarks, ...second.remarks] };
}

/**
 * Runs every static check, however many fail, and prints what the failing ones say.
 * @param {{ log: (line: string) => void, signal: AbortSignal }} tools
 * @returns {Promise<Count>}
 */
export async function runStaticChecks({ log, signal }) {
  /** @type {Count} */
  let count = NO_TESTS;
  const waiting = [...STATIC_CHECKS];
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const started = Date.now();
      const answer = await run(process.execPath, [locate(check.program), ...check.args], { cwd: ROOT, env: { ...process.env, NO_COLOR: "1" }, signal });
      signal.throwIfAborted();
      const good = answer.code === 0;
      count = add(count, { ...NO_TESTS, passed: good ? 1 : 0, failed: good ? 0 : 1, remarks: good ? [] : [FAILED + check.name] });
      log(`${good ? "✓" : "✗"} ${check.name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
      if (!good) log(`${answer.stdout}\n${answer.stderr}`.trim());
    }
  };
  await Promise.all([work(), work()]);
  return count;
}

/**
 * @param {readonly string[]} projects
 * @param {readonly string[]} files parts of file names; none means all
 * @param {{ signal: AbortSignal }} tools
 * @returns {Promise<Count>}
 */
export async function runVitest(projects, files, { signal }) {
  return withReport(async (report) => {
    const chosen = projects.flatMap((name) => ["--project", name]);
    const code = await show([locate(["vitest", "vitest.mjs"]), "run", "--passWithNoTests", ...chosen, ...files, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`], {}, signal);
    return countVitest(readJson(report), code);
  });
}

/**
 * @param {readonly string[]} files parts of file names; none means all
 * @param {{ signal: AbortSignal }} tools
 * @returns {Promise<Count>}
 */
export async function runPlaywright(files, { signal }) {
  return withReport(async (report) => {
    const code = await show([locate(["@playwright", "test", "cli.js"]), "test", ...files, "--reporter=list,json"], { PLAYWRIGHT_JSON_OUTPUT_NAME: report }, signal);
    return countPlaywright(readJson(report), code);
  });
}

/**
 * A file that could not be loaded, and an error outside every test, count as one failure each.
 * @param {Record<string, any> | undefined} report
 * @param {number} code
 * @returns {Count}
 */
export function countVitest(report, code) {
  const files = /** @type {{ name: string, status: string, assertionResults: { fullName: string, status: string, failureMessages: string[] }[] }[]} */ (report?.testResults ?? []);
  const unloaded = files.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  const remarks = files.flatMap((file) => file.assertionResults).flatMap(({ fullName, status, failureMessages }) => (status === "failed" ? [FAILED + fullName] : status === "passed" && failureMessages.length > 0 ? [STUMBLED + fullName] : []));
  return orOneFailure({ passed: report?.numPassedTests ?? 0, failed: (report?.numFailedTests ?? 0) + unloaded.length, skipped: report?.numPendingTests ?? 0, remarks: [...remarks, ...unloaded.map((file) => FAILED + file.name)] }, code);
}

/**
 * @param {Record<string, any> | undefined} report
 * @param {number} code
 * @returns {Count}
 */
export function countPlaywright(report, code) {
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {};
  /** @typedef {{ specs?: { title: string, tests: { status: string }[] }[], suites?: Suite[] }} Suite */
  /** @param {Suite} suite @returns {string[]} */
  const remarksOf = (suite) => [
    ...(suite.specs ?? []).flatMap(({ title, tests }) => tests.flatMap(({ status }) => (status === "flaky" ? [STUMBLED + title] : status === "unexpected" ? [FAILED + title] : []))),
    ...(suite.suites ?? []).flatMap(remarksOf),
  ];
  return orOneFailure({ passed: expected + flaky, failed: unexpected, skipped, remarks: remarksOf({ suites: report?.suites ?? [] }) }, code);
}

/** @param {Count} count @param {number} code @returns {Count} */
function orOneFailure(count, code) {
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

/**
 * @param {(file: string) => Promise<Count>} work
 */
async function withReport(work) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "utblick-report-"));
  try {
    return await work(path.join(folder, "report.json"));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {readonly string[]} args
 * @param {Record<string, string>} environment
 * @param {AbortSignal} signal
 * @returns {Promise<number>} exit code
 */
function show(args, environment, signal) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...environment }, stdio: ["ignore", "inherit", "inherit"], signal });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
