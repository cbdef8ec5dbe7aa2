import { runCommand } from "./lib/main.mjs";

// npm test                             what the program is for, by tests of every kind, in some ten minutes
// npm test -- all                      everything there is, as .ci/run does, in about an hour
// npm run test:integration -- visits   one part, of which those files alone
/** @type {Record<string, string[]>} */
const PROJECTS = {
  unit: ["unit", "architecture", "scripts"],
  integration: ["integration", "access", "faults"],
  e2e: [],
};

await runCommand(
  async ({ lifetime, log }) => {
    const [asked, ...files] = process.argv.slice(2);
    if (asked !== undefined && asked !== "all" && !(asked in PROJECTS)) throw new Error(`There is no part called ${asked}: choose ${Object.keys(PROJECTS).join(", ")}, or all.`);
    const part = asked === "all" ? undefined : asked;
    // Read by the settings of both programs that run tests.
    process.env.UTBLICK_TESTS = asked === undefined ? "short" : "all";
    const { build, generateClient } = await import("./lib/build.mjs");
    const { add, runPlaywright, runStaticChecks, runVitest } = await import("./lib/checks.mjs");
    const { prepareChromium } = await import("./lib/chromium.mjs");
    const { startTestServer } = await import("./lib/test-database.mjs");
    const tools = { log, signal: lifetime.signal };
    /** @type {import("./lib/checks.mjs").Count} */
    let count = { passed: 0, failed: 0, remarks: [] };

    /**
     * A stage that breaks is one failed test, so that the rest is run and counted all the same.
     * @param {() => Promise<import("./lib/checks.mjs").Count | void>} work
     * @returns {Promise<boolean>} whether it came to its end
     */
    const stage = async (work) => {
      try {
        const outcome = await work();
        count = add(count, outcome ?? { passed: 0, failed: 0, remarks: [] });
        return true;
      } catch (error) {
        lifetime.signal.throwIfAborted();
        const message = error instanceof Error ? error.message : String(error);
        log(message);
        count = add(count, { passed: 0, failed: 1, remarks: [message] });
        return false;
      }
    };

    await stage(() => generateClient(log));
    if (part === undefined) await stage(() => runStaticChecks(tools));
    const served = part === "unit" || (await stage(() => startTestServer(lifetime, log)));
    const wanted = part === undefined ? Object.keys(PROJECTS) : [part];
    const projects = wanted.filter((name) => served || name === "unit").flatMap((name) => PROJECTS[name] ?? []);
    // Most vitest tests wait for PostgreSQL, which leaves time to build in.
    const built = wanted.includes("e2e") && served ? stage(() => build(log, lifetime.signal)) : Promise.resolve(false);
    // Whoever interrupts the run hears of it from the stage that is waited for.
    built.catch(() => {});
    if (projects.length > 0) await stage(() => runVitest(projects, files, tools));
    if (await built) {
      await stage(async () => {
        const browser = await prepareChromium(log);
        if (browser !== undefined) process.env.UTBLICK_CHROMIUM = browser;
        return runPlaywright(files, tools);
      });
    }
    // The very last lines, after PostgreSQL has stopped and said what it has to say.
    await lifetime.end();
    for (const remark of count.remarks) log(remark);
    if (asked === undefined) log("These were the tests of the main jobs; npm test -- all runs every one.");
    log(`${count.passed} passed, ${count.failed} failed`);
    return count.failed > 0 ? 1 : 0;
  },
  { withDevelopment: true },
);
