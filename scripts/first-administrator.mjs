import { runCommand } from "./lib/main.mjs";

await runCommand(async ({ lifetime }) => (await import("./lib/program.mjs")).runProgram("first-administrator.ts", process.argv.slice(2), lifetime.signal));
