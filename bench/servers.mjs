import { fork, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { build, limitHeap, SERVER } from "../scripts/lib/build.mjs";
import { DATA, ROOT, digest, readJson, withLock } from "../scripts/lib/files.mjs";
import { endProcess, run, sleep } from "../scripts/lib/process.mjs";

const FLOOR_APP = path.join(ROOT, "bench", "floors", "next-app");
const NEXT = path.join(ROOT, "node_modules", "next", "dist", "bin", "next");
const PATIENCE_MS = 60_000;

/**
 * @typedef {object} Server
 * @property {string} origin
 * @property {number} pid
 * @property {number} startedMs from starting the process until it answered
 */

/** @typedef {import("../scripts/lib/lifetime.mjs").Lifetime} Lifetime */

/**
 * Builds the app, and the bare app that it is compared with, where their sources have changed.
 * @param {Lifetime} lifetime
 * @param {(line: string) => void} log
 */
export async function buildAll(lifetime, log) {
  await build(log, lifetime.signal);
  const record = path.join(FLOOR_APP, ".next", "floor-build.json");
  await withLock(path.join(DATA, "floor-build.lock"), async () => {
    const sources = digest(ROOT, ["bench/floors", "package-lock.json"], (name) => !name.includes("next-app/.next"));
    if (readJson(record)?.sources === sources) return;
    log("Building the bare Next app.");
    fs.rmSync(path.join(FLOOR_APP, ".next"), { recursive: true, force: true });
    const answer = await run(process.execPath, [NEXT, "build"], { cwd: FLOOR_APP, env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" }, signal: lifetime.signal });
    if (answer.code !== 0) throw new Error(`The bare Next app could not be built:\n${answer.stdout}\n${answer.stderr}`);
    fs.writeFileSync(record, JSON.stringify({ sources }));
  });
}

/**
 * @param {object} wish
 * @param {readonly string[]} wish.command arguments for node
 * @param {NodeJS.ProcessEnv} wish.environment
 * @param {string} wish.probe a path that answers below 500 when it is ready
 * @param {Lifetime} wish.lifetime
 * @returns {Promise<Server>}
 */
async function start({ command, environment, probe, lifetime }) {
  const port = await findPort();
  const since = performance.now();
  const child = spawn(process.execPath, [...command], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", HOSTNAME: "127.0.0.1", PORT: String(port), ...environment },
    stdio: ["ignore", "ignore", "inherit"],
  });
  lifetime.atEnd(() => endProcess(child.pid ?? 0));
  const origin = `http://127.0.0.1:${port}`;
  let said = "nothing";
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(20)) {
    lifetime.signal.throwIfAborted();
    if (child.exitCode !== null) throw new Error(`${command.join(" ")} ended with code ${child.exitCode}.`);
    try {
      const response = await fetch(origin + probe, { redirect: "manual" });
      said = `${response.status} ${(await response.text()).slice(0, 200)}`;
      if (response.status < 500) return { origin, pid: child.pid ?? 0, startedMs: performance.now() - since };
    } catch {
      // Not listening yet.
    }
  }
  throw new Error(`${command.join(" ")} did not become ready in ${PATIENCE_MS / 1000} s; it said ${said}.`);
}

/** @returns {Promise<number>} */
function findPort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/**
 * The app as `npm start` runs it.
 * @param {NodeJS.ProcessEnv} environment
 * @param {Lifetime} lifetime
 */
export const startApp = (environment, lifetime) => start({ command: [SERVER], environment: { ...environment, NODE_OPTIONS: limitHeap(process.env).NODE_OPTIONS }, probe: "/readyz", lifetime });

/**
 * @param {string} databaseUrl
 * @param {Lifetime} lifetime
 */
export const startBareHttp = (databaseUrl, lifetime) =>
  start({ command: [path.join(ROOT, "bench", "floors", "server.mjs")], environment: { DATABASE_URL: databaseUrl }, probe: "/record?id=00000000-0000-0000-0000-000000000000", lifetime });

/**
 * @param {string} databaseUrl
 * @param {Lifetime} lifetime
 */
export const startBareNext = (databaseUrl, lifetime) => start({ command: [NEXT, "start", FLOOR_APP], environment: { DATABASE_URL: databaseUrl }, probe: "/", lifetime });

/**
 * @typedef {object} Inside
 * @property {(message: Record<string, unknown>) => Promise<any>} ask
 */

/**
 * The app's own code in a process of its own, answering one question at a time.
 * @param {NodeJS.ProcessEnv} environment
 * @param {Lifetime} lifetime
 * @param {(line: string) => void} log
 * @returns {Inside}
 */
export function startInside(environment, lifetime, log) {
  const child = fork(path.join(ROOT, "bench", "inside.ts"), [], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: "production", ...environment },
    execArgv: ["--import", "tsx", "--conditions=react-server"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  lifetime.atEnd(() => endProcess(child.pid ?? 0));
  return {
    ask: (message) =>
      new Promise((resolve, reject) => {
        const stop = () => {
          child.off("message", take);
          child.off("exit", fallen);
          lifetime.signal.removeEventListener("abort", fallen);
        };
        const fallen = () => {
          stop();
          reject(new Error("The process with the app's own code was ended; what it says stands above."));
        };
        const take = (/** @type {any} */ answer) => {
          if (answer.told !== undefined) return log(answer.told);
          stop();
          if (answer.error !== undefined) reject(new Error(answer.error));
          else resolve(answer.result);
        };
        child.on("message", take);
        child.once("exit", fallen);
        lifetime.signal.addEventListener("abort", fallen, { once: true });
        child.send(message);
      }),
  };
}
