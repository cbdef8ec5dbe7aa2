import { runCommand } from "./lib/main.mjs";

await runCommand(
  async ({ lifetime, log }) => {
    const { generateClient } = await import("./lib/build.mjs");
    const { add, runStaticChecks, runVitest } = await import("./lib/checks.mjs");
    await generateClient(log);
    const tools = { log, signal: lifetime.signal };
    const { passed, failed } = add(await runStaticChecks(tools), await runVitest(["unit", "architecture"], [], tools));
    log(`${passed} passed, ${failed} failed`);
    return failed > 0 ? 1 : 0;
  },
  { withDevelopment: true },
);
