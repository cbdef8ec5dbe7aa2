import fs from "node:fs";
import path from "node:path";
import { ROOT, readJson } from "./files.mjs";

const PACKS = path.join(ROOT, "prisma", "packs");

/** @returns {string[]} the ids of the municipalities that this checkout has rules for */
export function listPacks() {
  return fs
    .readdirSync(PACKS)
    .filter((name) => /^[a-z][a-z0-9-]*\.ts$/.test(name) && /^export default definePack\(/m.test(fs.readFileSync(path.join(PACKS, name), "utf8")))
    .map((name) => name.replace(/\.ts$/, ""))
    .sort();
}

/**
 * @param {string | undefined} wished
 * @returns {string} the wished pack, else the one that package.json names, else the first there is
 */
export function choosePack(wished) {
  const packs = listPacks();
  const field = readJson(path.join(ROOT, "package.json"))?.utblick;
  const fallback = field instanceof Object && "defaultPack" in field ? String(field.defaultPack) : packs[0];
  const chosen = wished || fallback;
  if (chosen === undefined || !packs.includes(chosen)) throw new Error(`UTBLICK_PACK is "${chosen ?? ""}", and there are rules for: ${packs.join(", ")}.`);
  return chosen;
}
