import { runCommand } from "./lib/main.mjs";

await runCommand(
  async (tools) => {
    const { bench } = await import("../bench/.run-tmp.mjs");
    return bench(tools);
  },
  { withDevelopment: true },
);
