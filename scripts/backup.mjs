import { parseArgs } from "node:util";
import { runCommand } from "./lib/main.mjs";

await runCommand(async (tools) => {
  const { values } = parseArgs({ options: { to: { type: "string" } } });
  if (values.to === undefined) throw new Error("Say where to: npm run backup -- --to <folder>.");
  const { backUp } = await import("./lib/backup.mjs");
  const { openDatabase } = await import("./lib/open-database.mjs");
  const { ownerUrl } = await openDatabase(tools);
  const recipients = (process.env.UTBLICK_BACKUP_RECIPIENT ?? "").split(/[\s,]+/).filter(Boolean);
  await backUp({ ownerUrl, folder: values.to, recipients, signal: tools.lifetime.signal, log: tools.log });
});
