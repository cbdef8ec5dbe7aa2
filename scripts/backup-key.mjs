import { parseArgs } from "node:util";
import { runCommand } from "./lib/main.mjs";

await runCommand(async ({ log }) => {
  const { positionals: [file] } = parseArgs({ allowPositionals: true });
  if (file === undefined) throw new Error("Say where to: npm run backup:key -- <file>.");
  const { makeKey } = await import("./lib/backup.mjs");
  const recipient = await makeKey(file);
  log(`${file} opens the backups. Move it away from this machine, and keep a second copy: without it they are lost.`);
  log(`UTBLICK_BACKUP_RECIPIENT=${recipient}`);
});
