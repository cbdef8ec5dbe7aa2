import { runCommand } from "./lib/main.mjs";

/** What `npm test -- all` does a few times, as often as the goals say. Whoever names another number has it. */
const AT_LENGTH = { FAULT_KILLS: "50", FAULT_MAILS: "10000", FAULT_CUTS: "30", FAULT_CUT_MS: "2000", FAULT_ROUNDS: "20", FAULT_REFUSALS: "200", FAULT_READS: "1000", FAULT_PAIRS: "1000", FAULT_HISTORIES: "1000" };
/** More than it takes on two cores; what takes longer hangs. */
const LONGEST_MS = 90 * 60_000;

// npm run faults             all of tests/faults at length, some three quarters of an hour
// npm run faults -- killed   those files alone
await runCommand(
  async ({ lifetime, log }) => {
    const { generateClient } = await import("./lib/build.mjs");
    const { runVitest } = await import("./lib/checks.mjs");
    const { startTestServer } = await import("./lib/test-database.mjs");
    const since = Date.now();
    for (const [name, value] of Object.entries(AT_LENGTH)) process.env[name] ??= value;
    await generateClient(log);
    await startTestServer(lifetime, log);
    const { passed, failed, remarks } = await runVitest(["faults"], process.argv.slice(2), { signal: AbortSignal.any([lifetime.signal, AbortSignal.timeout(LONGEST_MS)]) });
    await lifetime.end();
    for (const remark of remarks) log(remark);
    log(`${passed} passed, ${failed} failed, in ${((Date.now() - since) / 60_000).toFixed(1)} minutes`);
    return failed > 0 ? 1 : 0;
  },
  { withDevelopment: true },
);
