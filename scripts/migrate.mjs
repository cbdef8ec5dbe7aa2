import { runCommand } from "./lib/main.mjs";

await runCommand(async ({ log }) => {
  const { readEnvironmentFile, readGivenDatabase } = await import("./lib/environment.mjs");
  const { migrate } = await import("./lib/migrate.mjs");
  readEnvironmentFile();
  const database = readGivenDatabase();
  if (!database) throw new Error("Set DATABASE_OWNER_URL, and DATABASE_URL for the app's own role. `npm start` migrates the embedded database by itself.");
  await migrate({ ...database, log });
  log("The database is up to date.");
});
