import fs from "node:fs";
import path from "node:path";
import { ROOT } from "./files.mjs";

/** Reads .env, if there is one; what is set already stays. */
export function readEnvironmentFile() {
  const file = path.join(ROOT, ".env");
  if (fs.existsSync(file)) process.loadEnvFile(file);
}

/**
 * The database that was given from outside.
 * @returns {{ appUrl: string, ownerUrl: string } | undefined} undefined when the embedded one is to be used
 */
export function readGivenDatabase() {
  const appUrl = process.env.DATABASE_URL || process.env.DATABASE_OWNER_URL;
  if (!appUrl) return undefined;
  const ownerUrl = process.env.DATABASE_OWNER_URL || appUrl;
  for (const [name, url] of Object.entries({ DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl }))
    if (!/^postgres(ql)?:\/\/[^/]+\/./.test(url) || !URL.canParse(url)) throw new Error(`${name} must be written postgresql://user:password@host:5432/database.`);
  return { appUrl, ownerUrl };
}

/**
 * The embedded database of a municipality.
 * @param {string} pack
 */
export function nameDatabase(pack) {
  return `utblick_${pack.replaceAll("-", "_")}`;
}
