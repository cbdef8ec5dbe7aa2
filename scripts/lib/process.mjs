import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";

/**
 * @typedef {object} Outcome
 * @property {number} code exit code; 128 + n when a signal ended the program
 * @property {string} stdout
 * @property {string} stderr
 */

/**
 * Runs a program to its end and returns what it said; never throws for a failing program.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import("node:child_process").SpawnOptions} [options]
 * @returns {Promise<Outcome>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
    let stdout = "";
    let stderr = "";
    child.stdout?.setEncoding("utf8").on("data", (chunk) => (stdout += chunk));
    child.stderr?.setEncoding("utf8").on("data", (chunk) => (stderr += chunk));
    child.once("error", (error) => resolve({ code: 127, stdout, stderr: stderr + error.message }));
    child.once("close", (code, signal) => resolve({ code: code ?? (signal ? 130 : 1), stdout, stderr }));
  });
}

/**
 * The command line of a living process, or "" when there is none; a zombie counts as dead.
 * @param {number} pid
 */
export function commandLineOf(pid) {
  if (!Number.isInteger(pid) || pid <= 1) return "";
  if (fs.existsSync("/proc/self/cmdline")) {
    try {
      return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").join(" ").trim();
    } catch {
      return "";
    }
  }
  const answer = spawnSync("ps", ["-o", "stat=,command=", "-p", String(pid)], { encoding: "utf8" });
  const [state = "", ...words] = (answer.stdout ?? "").trim().split(/\s+/);
  return state.startsWith("Z") ? "" : words.join(" ");
}

/**
 * A word that names one process for ever: process numbers are used again, but not with the same start.
 * @param {number} pid
 * @returns {string | undefined} undefined when no such process lives; a zombie counts as dead
 */
export function identityOf(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (fs.existsSync("/proc/self/stat")) {
    try {
      const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
      // The program's name stands in brackets and may hold anything, so the fields are counted from the last bracket.
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return fields[0] === "Z" || fields[0] === "X" ? undefined : `${pid}@${fields[19]}`;
    } catch {
      return undefined;
    }
  }
  const answer = spawnSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], { encoding: "utf8" });
  const words = (answer.stdout ?? "").trim().split(/\s+/);
  return words.length < 2 || words[0]?.startsWith("Z") ? undefined : `${pid}@${words.slice(1).join("-")}`;
}

/**
 * @param {number} pid
 */
export function isAlive(pid) {
  return identityOf(pid) !== undefined;
}

/**
 * @param {number} milliseconds
 * @returns {Promise<void>}
 */
export function sleep(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/**
 * @param {number} pid
 * @returns {number | undefined}
 */
function parentOf(pid) {
  if (pid === process.pid) return process.ppid;
  if (fs.existsSync("/proc/self/stat")) {
    try {
      const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
      return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    } catch {
      return undefined;
    }
  }
  const answer = spawnSync("ps", ["-o", "ppid=", "-p", String(pid)], { encoding: "utf8" });
  return Number(answer.stdout) || undefined;
}

/**
 * The processes through which npm runs us: npm itself, and the shell it may have put between. None when npm does not run us.
 * @returns {string[]} identities
 */
export function listStarters() {
  if (process.env.npm_lifecycle_event === undefined) return [];
  const starters = [];
  for (let pid = parentOf(process.pid); pid !== undefined && pid > 1 && starters.length < 3; pid = parentOf(pid)) {
    const identity = identityOf(pid);
    if (identity !== undefined) starters.push(identity);
    // What started npm is the user's own business and may end at will.
    if (/\bnpm\b/.test(commandLineOf(pid)) && !/^(\S*\/)?(ba|da|z|k)?sh\b/.test(commandLineOf(pid))) break;
  }
  return starters;
}

/** @param {string} identity */
export function livesOn(identity) {
  return identityOf(pidOf(identity)) === identity;
}

/** @param {string} identity */
export function pidOf(identity) {
  return Number.parseInt(identity, 10);
}

/**
 * Asks a process to end, and ends it by force when it has not done so in time.
 * @param {number} pid
 * @param {{ patienceMs?: number, group?: boolean }} [options] group: everything it started in its own group too
 */
export async function endProcess(pid, { patienceMs = 10_000, group = false } = {}) {
  /** @param {NodeJS.Signals} signal */
  const send = (signal) => {
    try {
      process.kill(group ? -pid : pid, signal);
    } catch {
      // It ended between the look and the signal.
    }
  };
  send("SIGTERM");
  for (const deadline = Date.now() + patienceMs; isAlive(pid) && Date.now() < deadline; ) await sleep(25);
  if (isAlive(pid) || group) send("SIGKILL");
  for (const deadline = Date.now() + 2_000; isAlive(pid) && Date.now() < deadline; ) await sleep(25);
}
