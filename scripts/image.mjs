import path from "node:path";
import { runCommand } from "./lib/main.mjs";

// node scripts/image.mjs <folder>   builds, and lays what an image holds into the folder
await runCommand(async ({ lifetime, log }) => {
  const [to] = process.argv.slice(2);
  if (to === undefined) throw new Error("Say into which folder: node scripts/image.mjs <folder>");
  const { build } = await import("./lib/build.mjs");
  await build(log, lifetime.signal);
  const { layImage } = await import("./lib/image.mjs");
  layImage(path.resolve(to));
  log(`What an image holds lies in ${path.resolve(to)}.`);
});
