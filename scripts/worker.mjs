import { runCommand } from "./lib/main.mjs";

await runCommand(async ({ lifetime }) => (await import("./lib/program.mjs")).runProgram("worker.ts", [], lifetime.signal));
