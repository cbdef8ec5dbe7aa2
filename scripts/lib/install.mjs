// Runs before anything is installed, so nothing here may come from npm.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { DATA, ROOT, makeStateDirectory, readJson, withLock } from "./files.mjs";

const OLDEST_NODE = [20, 19];

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, dev?: boolean, optionalDependencies?: Record<string, string> }} LockedPackage */

/**
 * @param {{ platform?: string, version?: string }} [machine]
 * @returns {string | undefined} why this machine will not do, in a sentence
 */
export function refuseMachine({ platform = process.platform, version = process.versions.node } = {}) {
  if (platform === "win32") return "Utblick does not run on Windows: use Linux, macOS, or a Linux container (WSL is one).";
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = OLDEST_NODE;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return undefined;
  return `Utblick needs Node ${OLDEST_NODE.join(".")} or newer, and this is ${version}: get one from https://nodejs.org/.`;
}

/**
 * Says what package-lock.json names and node_modules lacks. npm writes its own record last of all, so an interrupted
 * installation has none.
 * @param {string} root
 * @param {{ withDevelopment: boolean }} wish
 * @returns {"missing" | "stale" | "current"}
 */
export function inspectInstallation(root, { withDevelopment }) {
  const wanted = readPackages(path.join(root, "package-lock.json"));
  const installed = readPackages(path.join(root, "node_modules", ".package-lock.json"));
  if (!installed) return "missing";
  if (!wanted) return "stale";
  for (const [name, entry] of Object.entries(wanted)) {
    if (name === "" || (entry.dev && !withDevelopment)) continue;
    const found = installed[name];
    // Optional packages of other systems are named by the lock and left out by npm.
    if (!found && entry.optional) continue;
    if (found?.version !== entry.version || found?.integrity !== entry.integrity) return "stale";
  }
  return "current";
}

/**
 * A lock made at a registry that lacks some systems' packages leaves them out, and npm ci refuses such a lock on every system.
 * @param {Record<string, LockedPackage>} packages
 */
export function namesEverySystem(packages) {
  const names = new Set(Object.keys(packages).map((key) => key.slice(key.lastIndexOf("node_modules/") + "node_modules/".length)));
  return Object.values(packages).every((entry) => Object.keys(entry.optionalDependencies ?? {}).every((name) => names.has(name)));
}

/** @param {string} file @returns {Record<string, LockedPackage> | undefined} */
function readPackages(file) {
  return /** @type {Record<string, LockedPackage> | undefined} */ (readJson(file)?.packages);
}

/**
 * Installs what package-lock.json names, when node_modules is missing or stale. Install scripts stay off.
 * @param {{ withDevelopment?: boolean, log?: (line: string) => void }} [wish]
 */
export async function install({ withDevelopment = false, log = () => {} } = {}) {
  if (inspectInstallation(ROOT, { withDevelopment }) === "current") return;
  makeStateDirectory(DATA);
  await withLock(path.join(DATA, "install.lock"), async () => {
    const state = inspectInstallation(ROOT, { withDevelopment });
    if (state === "current") return;
    log(state === "missing" ? "Installing packages." : "Installing packages: package-lock.json has changed.");
    // Without saving, npm install keeps to the lock's versions and digests as ci does, and leaves the lock as it is.
    const command = namesEverySystem(readPackages(path.join(ROOT, "package-lock.json")) ?? {}) ? ["ci"] : ["install", "--no-save"];
    await runNpm([...command, "--ignore-scripts", "--include=dev", "--include=optional", "--no-audit", "--no-fund"]);
  });
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<void>}
 */
function runNpm(args) {
  const script = process.env.npm_execpath;
  const byPath = script !== undefined && /npm-cli\.[cm]?js$/.test(script) && fs.existsSync(script);
  const [command, all] = byPath ? [process.execPath, [script, ...args]] : ["npm", [...args]];
  return new Promise((resolve, reject) => {
    const child = spawn(command, all, { cwd: ROOT, stdio: ["ignore", "inherit", "inherit"] });
    child.once("error", (error) => reject(new Error(`npm could not be run: ${error.message}`)));
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`npm ${args[0]} failed; what it says stands above.`))));
  });
}
