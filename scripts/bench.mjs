import { runCommand } from "./lib/main.mjs";

await runCommand(
  async (tools) => {
    const { bench } = await import("../bench/run.mjs");
    return bench(tools);
  },
  { withDevelopment: true },
);
