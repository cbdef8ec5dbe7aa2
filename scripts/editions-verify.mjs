import fs from "node:fs";
import path from "node:path";
import { DATA } from "./lib/files.mjs";
import { runCommand } from "./lib/main.mjs";

await runCommand(async ({ lifetime, log }) => {
  const { verifyEditions } = await import("./lib/editions.mjs");
  const { nameDatabase, readEnvironmentFile, readGivenDatabase } = await import("./lib/environment.mjs");
  readEnvironmentFile();
  const given = readGivenDatabase();
  if (given) return verifyEditions(given.ownerUrl, log);

  const { choosePack } = await import("./lib/packs.mjs");
  const { startPostgres } = await import("./lib/embedded-postgres.mjs");
  const dataDir = path.join(DATA, "postgres");
  if (!fs.existsSync(`${dataDir}.json`)) throw new Error("There is no database to verify: set DATABASE_URL, or run `npm start` first.");
  const server = await startPostgres({ dataDir, log });
  lifetime.atEnd(() => server.stop());
  return verifyEditions(server.ownerUrl(nameDatabase(choosePack(process.env.UTBLICK_PACK))), log);
});
