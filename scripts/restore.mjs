import { parseArgs } from "node:util";
import { runCommand } from "./lib/main.mjs";

await runCommand(async (tools) => {
  const { values } = parseArgs({ options: { from: { type: "string" }, identity: { type: "string" }, drill: { type: "boolean" } } });
  const { from: file, identity } = values;
  if (file === undefined || identity === undefined) throw new Error("Say what from, and with which key: npm run restore -- --from <file> --identity <file>. With --drill it is tried in a database of its own.");
  const { drill, restore } = await import("./lib/backup.mjs");
  const { readEnvironmentFile, readGivenDatabase } = await import("./lib/environment.mjs");
  const wish = { file, identity, signal: tools.lifetime.signal, log: tools.log };
  if (values.drill) {
    const { openDatabase } = await import("./lib/open-database.mjs");
    return drill({ ...wish, ownerUrl: (await openDatabase(tools)).ownerUrl });
  }
  readEnvironmentFile();
  const given = readGivenDatabase();
  if (!given) throw new Error("Set DATABASE_OWNER_URL, and DATABASE_URL for the app's own role, to an empty database.");
  return restore({ ...wish, ...given });
});
