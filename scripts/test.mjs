import { runCommand } from "./lib/main.mjs";

// npm test                             what the program is for, by tests of every kind, in some ten minutes
// npm test -- all                      everything there is, as .ci/run does, in about an hour
// npm run test:integration -- visits   one part, of which those files alone
// UTBLICK_TEST_MINUTES=75 npm test -- all   the same, but what has not begun by then is left out, and counted: a slow machine says something in the time it has
/** Of the time that a run is given, the share that has passed when journeys in a browser begin at the latest. */
const BEFORE_JOURNEYS = 2 / 3;

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
    const { NO_TESTS, add, runPlaywright, runStaticChecks, runVitest } = await import("./lib/checks.mjs");
    const { prepareChromium } = await import("./lib/chromium.mjs");
    const { startTestServer } = await import("./lib/test-database.mjs");
    const tools = { log, signal: lifetime.signal };
    const minutes = Number(process.env.UTBLICK_TEST_MINUTES);
    const began = Date.now();
    /** Read by every test before it begins. @param {number} share of the time given */
    const giveTime = (share) => {
      if (minutes > 0) process.env.UTBLICK_TEST_UNTIL = String(began + share * minutes * 60_000);
    };
    /** @type {import("./lib/checks.mjs").Count} */
    let count = NO_TESTS;

    /**
     * A stage that breaks is one failed test, so that the rest is run and counted all the same.
     * @param {() => Promise<import("./lib/checks.mjs").Count | void>} work
     * @returns {Promise<boolean>} whether it came to its end
     */
    const stage = async (work) => {
      try {
        const outcome = await work();
        count = add(count, outcome ?? NO_TESTS);
        return true;
      } catch (error) {
        lifetime.signal.throwIfAborted();
        const message = error instanceof Error ? error.message : String(error);
        log(message);
        count = add(count, { ...NO_TESTS, failed: 1, remarks: [message] });
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
    giveTime(BEFORE_JOURNEYS);
    if (projects.length > 0) await stage(() => runVitest(projects, files, tools));
    giveTime(1);
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
    if (count.skipped > 0) log(`left out, each with its reason: ${count.skipped}`);
    if (asked === undefined) log("These were the tests of the main jobs; npm test -- all runs every one.");
    log(`${count.passed} passed, ${count.failed} failed`);
    return count.failed > 0 ? 1 : 0;
  },
  { withDevelopment: true },
);
