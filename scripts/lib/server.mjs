import { spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { DATA, makeStateDirectory, readJson, withLock, writePrivately } from "./files.mjs";
import { endProcess, identityOf, listStarters, livesOn, pidOf, sleep } from "./process.mjs";

const READY_PATIENCE_MS = 60_000;
/** A server that lived this long before it fell is worth starting again. */
const WORTH_RESTARTING_MS = 10_000;

/**
 * @typedef {object} Address
 * @property {string} host
 * @property {number} port
 */

/** @param {number} port */
const recordOf = (port) => path.join(DATA, `server-${port}.json`);

/**
 * Takes the port for this launcher. What a killed launcher of this checkout left behind on it is ended first.
 * @param {Address} address
 * @param {(line: string) => void} log
 */
export async function claimPort(address, log) {
  makeStateDirectory(DATA);
  await withLock(path.join(DATA, `server-${address.port}.lock`), async () => {
    await endPredecessor(address, log);
    if (!(await isFree(address)))
      throw new Error(`Port ${address.port} is taken by another program. Stop it, or choose another port: PORT=${address.port + 1} npm start`);
    record(address.port, undefined);
  });
}

/** @param {number} port */
export function releasePort(port) {
  if (readJson(recordOf(port))?.launcher === identityOf(process.pid)) fs.rmSync(recordOf(port), { force: true });
}

/** @param {number} port @param {number | undefined} serverPid */
function record(port, serverPid) {
  const server = serverPid === undefined ? undefined : identityOf(serverPid);
  writePrivately(recordOf(port), JSON.stringify({ launcher: identityOf(process.pid), starters: listStarters(), server }));
}

/** @param {Address} address @param {(line: string) => void} log */
async function endPredecessor(address, log) {
  const found = /** @type {{ launcher?: string, starters?: string[], server?: string } | undefined} */ (readJson(recordOf(address.port)));
  if (!found) return;
  const launcherLives = found.launcher !== undefined && livesOn(found.launcher);
  if (launcherLives && (found.starters ?? []).every(livesOn))
    throw new Error(`Utblick runs already on port ${address.port} (process ${pidOf(found.launcher ?? "")}). Stop it there with Ctrl+C, or choose another port: PORT=${address.port + 1} npm start`);
  const serverLives = found.server !== undefined && livesOn(found.server);
  if (launcherLives || serverLives) log("Ending what an earlier start left behind.");
  if (launcherLives && found.launcher) await endProcess(pidOf(found.launcher), { patienceMs: 20_000 });
  if (found.server && livesOn(found.server)) await endProcess(pidOf(found.server), { group: true });
}

/** @param {Address} address @returns {Promise<boolean>} */
function isFree({ host, port }) {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once("error", () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/**
 * @typedef {object} Serving
 * @property {Promise<void>} ended settles when the server is gone for good; rejects when it fell
 * @property {() => Promise<void>} stop
 */

/**
 * Serves until stopped, and starts the server again when it falls after having worked.
 * @param {object} wish
 * @param {readonly string[]} wish.command arguments for node
 * @param {Address} wish.address
 * @param {NodeJS.ProcessEnv} wish.environment
 * @param {string} wish.cwd
 * @param {AbortSignal} wish.signal gives up waiting for the server to be ready
 * @param {(line: string) => void} wish.log
 * @returns {Promise<Serving>} once it answers that it is ready
 */
export async function serve({ command, address, environment, cwd, signal, log }) {
  let stopping = false;
  let pid = 0;

  const launch = () => {
    // A group of its own: Ctrl+C reaches the launcher alone, which ends things in order.
    const child = spawn(process.execPath, [...command], { cwd, env: environment, stdio: ["ignore", "inherit", "inherit"], detached: true });
    pid = child.pid ?? 0;
    record(address.port, pid);
    /** @type {Promise<string>} */
    const exit = new Promise((resolve) => {
      child.once("error", (error) => resolve(error.message));
      child.once("exit", (code, signal) => resolve(signal ? `ended by ${signal}` : `ended with code ${code}`));
    });
    return exit;
  };

  let exit = launch();
  const keepServing = async () => {
    for (;;) {
      const since = Date.now();
      const how = await exit;
      if (stopping) return;
      if (Date.now() - since < WORTH_RESTARTING_MS) throw new Error(`The server ${how}; what it says stands above.`);
      log(`The server ${how}; starting it again.`);
      exit = launch();
    }
  };

  const fallen = exit.then((how) => Promise.reject(new Error(`The server ${how} before it was ready; what it says stands above.`)));
  fallen.catch(() => {});
  const stop = async () => {
    stopping = true;
    if (pid > 0) await endProcess(pid, { group: true });
  };
  try {
    await Promise.race([waitUntilReady(address, signal), fallen]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ended: keepServing(), stop };
}

/** @param {Address} address @param {AbortSignal} signal */
async function waitUntilReady({ host, port }, signal) {
  const wildcard = host === "0.0.0.0" || host === "::";
  const name = wildcard ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
  let answer = "no answer";
  for (const deadline = Date.now() + READY_PATIENCE_MS; Date.now() < deadline; await sleep(50)) {
    signal.throwIfAborted();
    try {
      const response = await fetch(`http://${name}:${port}/readyz`, { redirect: "manual", signal: AbortSignal.timeout(10_000) });
      if (response.status === 200) return;
      answer = `${response.status}: ${(await response.text()).slice(0, 300)}`;
    } catch {
      // Not listening yet.
    }
  }
  throw new Error(`The server did not become ready in ${READY_PATIENCE_MS / 1000} s. /readyz: ${answer}`);
}
