import { runCommand } from "./lib/main.mjs";

await runCommand(async ({ lifetime, log }) => {
  const { readEnvironmentFile, readGivenDatabase } = await import("./lib/environment.mjs");
  const { migrate } = await import("./lib/migrate.mjs");
  readEnvironmentFile();
  const database = readGivenDatabase();
  if (!database) throw new Error("Set DATABASE_OWNER_URL, and DATABASE_URL for the app's own role. `npm start` migrates the embedded database by itself.");
  await migrate({ ...database, log });
  if (process.env.DATABASE_URL && process.env.UTBLICK_PACK && process.env.UTBLICK_SECRET) {
    const { generateClient } = await import("./lib/build.mjs");
    const { bringPack } = await import("./lib/bring-pack.mjs");
    await generateClient(log);
    await bringPack({ environment: process.env, signal: lifetime.signal });
  } else log("The governing document is brought in when DATABASE_URL, UTBLICK_PACK and UTBLICK_SECRET are set too.");
  log("The database is up to date.");
});
