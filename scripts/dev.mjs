import { runCommand } from "./lib/main.mjs";

await runCommand(
  async (tools) => {
    const { launch } = await import("./lib/launch.mjs");
    await launch({ mode: "dev", ...tools });
  },
  { withDevelopment: true },
);
