import { runCommand } from "./lib/main.mjs";

await runCommand(async (tools) => {
  const { verifyAudit } = await import("./lib/audit.mjs");
  const { openDatabase } = await import("./lib/open-database.mjs");
  return verifyAudit((await openDatabase(tools)).ownerUrl, tools.log);
});
