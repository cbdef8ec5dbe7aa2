import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { identityOf, sleep } from "./process.mjs";

/** The folder that holds package.json. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..");

/** Everything that belongs to this checkout alone: databases, ports, secrets. */
export const DATA = path.join(ROOT, ".data");

const isRoot = process.getuid?.() === 0;

/**
 * Makes a folder of state. The database server runs as another user when we are root, and must be able to pass through.
 * @param {string} directory
 */
export function makeStateDirectory(directory) {
  if (fs.existsSync(directory)) return;
  fs.mkdirSync(directory, { recursive: true });
  fs.chmodSync(directory, isRoot ? 0o711 : 0o700);
}

/**
 * Writes a file whole or not at all, for its owner's eyes only, and leaves it to whoever owned it before.
 * @param {string} file
 * @param {string} content
 */
export function writePrivately(file, content) {
  const aside = `${file}.${process.pid}`;
  fs.writeFileSync(aside, content, { mode: 0o600 });
  const before = fs.statSync(file, { throwIfNoEntry: false });
  if (isRoot && before) fs.chownSync(aside, before.uid, before.gid);
  fs.renameSync(aside, file);
}

/**
 * @param {string} file
 * @returns {Record<string, unknown> | undefined} undefined when there is no such file or it is not whole
 */
export function readJson(file) {
  try {
    const value = JSON.parse(fs.readFileSync(file, "utf8"));
    return typeof value === "object" && value !== null ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && "code" in error && error.code === "ENOENT")) return undefined;
    throw error;
  }
}

/**
 * A digest of the named files and folders, by path and content; what is missing is part of the digest too.
 * @param {string} root
 * @param {readonly string[]} names
 * @param {(relativePath: string) => boolean} [wanted]
 */
export function digest(root, names, wanted = () => true) {
  const hash = createHash("sha256");
  /** @param {string} name */
  const add = (name) => {
    const full = path.join(root, name);
    const stat = fs.statSync(full, { throwIfNoEntry: false });
    if (stat?.isDirectory()) {
      for (const entry of fs.readdirSync(full).sort()) add(path.join(name, entry));
    } else if (wanted(name)) {
      hash.update(`${name}\0${stat ? stat.size : "missing"}\0`);
      if (stat) hash.update(fs.readFileSync(full));
    }
  };
  for (const name of names) add(name);
  return hash.digest("hex");
}

/**
 * Does the work while no other process of this checkout holds the same lock. A holder that died does not block anyone.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {number} [patienceMs]
 * @returns {Promise<T>}
 */
export async function withLock(file, work, patienceMs = 300_000) {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    try {
      fs.writeFileSync(file, identityOf(process.pid) ?? "", { flag: "wx", mode: 0o600 });
      break;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    if (isAbandoned(file)) {
      takeAway(file);
      continue;
    }
    if (Date.now() > deadline) throw new Error(`Another command of this checkout still holds ${file}. Wait for it, or remove the file.`);
    await sleep(50);
  }
  try {
    return await work();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

/** @param {string} file */
function isAbandoned(file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (!stat) return false;
  const holder = readHolder(file);
  // An empty file is a holder caught between creating and writing it.
  if (holder === "") return Date.now() - stat.mtimeMs > 2_000;
  return identityOf(Number.parseInt(holder, 10)) !== holder;
}

/** @param {string} file */
function readHolder(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/**
 * Renames before removing, and looks again at what was renamed: another waiting process may have taken the lock meanwhile.
 * @param {string} file
 */
function takeAway(file) {
  const aside = `${file}.${process.pid}.abandoned`;
  try {
    fs.renameSync(file, aside);
    if (!isAbandoned(aside)) fs.linkSync(aside, file);
  } catch {
    // Someone else was first, which is as good.
  }
  fs.rmSync(aside, { force: true });
}
