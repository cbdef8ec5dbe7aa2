import { runCommand } from "./lib/main.mjs";

await runCommand(async ({ lifetime, log }) => {
  const { build } = await import("./lib/build.mjs");
  await build(log, lifetime.signal);
});
