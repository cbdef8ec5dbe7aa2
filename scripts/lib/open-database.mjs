import fs from "node:fs";
import path from "node:path";
import { nameDatabase, readEnvironmentFile, readGivenDatabase } from "./environment.mjs";
import { DATA } from "./files.mjs";

/**
 * The database that a command is about: the one that is given, or the one that `npm start` made.
 * @param {{ lifetime: import("./lifetime.mjs").Lifetime, log: (line: string) => void }} tools
 * @returns {Promise<{ ownerUrl: string, appUrl: string }>}
 */
export async function openDatabase({ lifetime, log }) {
  readEnvironmentFile();
  const given = readGivenDatabase();
  if (given) return given;

  const { choosePack } = await import("./packs.mjs");
  const { startPostgres } = await import("./embedded-postgres.mjs");
  const dataDir = path.join(DATA, "postgres");
  if (!fs.existsSync(`${dataDir}.json`)) throw new Error("There is no database: set DATABASE_URL, or run `npm start` first.");
  const server = await startPostgres({ dataDir, log });
  lifetime.atEnd(() => server.stop());
  const name = nameDatabase(choosePack(process.env.UTBLICK_PACK));
  return { ownerUrl: server.ownerUrl(name), appUrl: server.appUrl(name) };
}
