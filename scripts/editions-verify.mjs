import { runCommand } from "./lib/main.mjs";

await runCommand(async (tools) => {
  const { verifyEditions } = await import("./lib/editions.mjs");
  const { openDatabase } = await import("./lib/open-database.mjs");
  return verifyEditions((await openDatabase(tools)).ownerUrl, tools.log);
});
