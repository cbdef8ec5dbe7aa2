import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { runCommand } from "./lib/main.mjs";

const COPIED = ["src", "prisma", "tests", "scripts", "vitest.config.ts", "tsconfig.json", "package.json"];
/** How many permission checks are taken away where no number is said. */
const CHECKS = 20;

// npm run sabotage          takes every rule of the list away, one at a time, in a copy, and expects the tests of its number to be red
// npm run sabotage -- V15   those of this number only
// npm run sabotage -- permissions 20 7   takes so many permission checks away, drawn by the seed that comes last, and expects the access table to be red
await runCommand(
  async ({ lifetime, log }) => {
    const { countVitest } = await import("./lib/checks.mjs");
    const { ROOT, readJson } = await import("./lib/files.mjs");
    const { run } = await import("./lib/process.mjs");
    const { SABOTAGES } = await import("./lib/sabotages.mjs");
    const wished = process.argv.slice(2);
    if (wished[0] === "permissions") return takePermissionsAway(Number(wished[1] ?? CHECKS), Number(wished[2] ?? Math.floor(Math.random() * 1_000_000)));
    const chosen = SABOTAGES.filter(({ number }) => wished.length === 0 || wished.includes(number));
    if (chosen.length === 0) throw new Error(`No sabotage is of ${wished.join(", ")}. There are: ${SABOTAGES.map(({ number }) => number).join(", ")}.`);

    const copy = makeCopy();
    /** @param {string} test @param {string} number @returns {Promise<{ passed: number, failed: number }>} of the tests that carry the number; a file that cannot be loaded proves nothing */
    const runNumber = async (test, number) => {
      const report = path.join(copy, "report.json");
      fs.rmSync(report, { force: true });
      const pattern = String.raw`(^|[ ,])${number.replaceAll(".", String.raw`\.`)}[,:]`;
      const vitest = path.join(ROOT, "node_modules", "vitest", "vitest.mjs");
      await run(process.execPath, [vitest, "run", "--project", "unit", test, "-t", pattern, "--reporter=json", `--outputFile.json=${report}`], { cwd: copy, env: process.env, signal: lifetime.signal });
      lifetime.signal.throwIfAborted();
      const answer = readJson(report);
      const { passed } = countVitest(answer, 0);
      return { passed, failed: Number(answer?.numFailedTests ?? 0) };
    };
    try {
      let survived = 0;
      for (const { number, file, text, instead, test } of chosen) {
        const before = await runNumber(test, number);
        const whole = fs.readFileSync(path.join(copy, file), "utf8");
        fs.writeFileSync(path.join(copy, file), whole.replace(text, () => instead));
        const after = await runNumber(test, number);
        fs.writeFileSync(path.join(copy, file), whole);
        const isFound = before.passed > 0 && before.failed === 0 && after.failed > 0;
        if (!isFound) survived += 1;
        log(`${isFound ? "✓" : "✗"} ${number}: ${file}: before ${before.passed} passed and ${before.failed} failed, after ${after.passed} passed and ${after.failed} failed`);
      }
      log(`${chosen.length - survived} found, ${survived} not`);
      return survived > 0 ? 1 : 0;
    } finally {
      fs.rmSync(copy, { recursive: true, force: true });
    }

    function makeCopy() {
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), "utblick-sabotage-"));
      for (const name of COPIED) fs.cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
      fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
      return folder;
    }

    /** @param {number} many @param {number} seed */
    async function takePermissionsAway(many, seed) {
      const { draw, listChecks, takeAway } = await import("./lib/permission-checks.mjs");
      const { startTestServer } = await import("./lib/test-database.mjs");
      await startTestServer(lifetime, log);
      const folder = makeCopy();
      /** Whether the access table is red in the copy. @param {string | undefined} feature its use cases alone, or all */
      const isRed = async (feature) => {
        const report = path.join(folder, "report.json");
        fs.rmSync(report, { force: true });
        const some = feature === undefined ? [] : ["-t", String.raw`the table says (${feature})\.`];
        await run(process.execPath, [path.join(ROOT, "node_modules", "vitest", "vitest.mjs"), "run", "--project", "access", "services.test", ...some, "--reporter=json", `--outputFile.json=${report}`], { cwd: folder, env: process.env, signal: lifetime.signal });
        lifetime.signal.throwIfAborted();
        const answer = readJson(report);
        if (answer === undefined) throw new Error("The access table could not be run.");
        return Number(answer.numFailedTests) > 0;
      };
      try {
        const drawn = draw(listChecks(), many, seed);
        // A table that is red by itself proves nothing.
        if (await isRed([...new Set(drawn.map((check) => check.feature))].join("|"))) throw new Error("The access table is red as it is.");
        let survived = 0;
        for (const check of drawn) {
          const file = path.join(folder, check.file);
          const whole = fs.readFileSync(file, "utf8");
          fs.writeFileSync(file, takeAway(whole, check));
          // A check of one feature's may stand in the way of another's use case.
          const isFound = (await isRed(check.feature)) || (await isRed(undefined));
          fs.writeFileSync(file, whole);
          if (!isFound) survived += 1;
          log(`${isFound ? "✓" : "✗"} ${check.file}:${check.line}: ${check.text}`);
        }
        log(`${drawn.length - survived} of ${drawn.length} noticed (seed ${seed})`);
        return survived > drawn.length * 0.05 ? 1 : 0;
      } finally {
        fs.rmSync(folder, { recursive: true, force: true });
      }
    }
  },
  { withDevelopment: true },
);
