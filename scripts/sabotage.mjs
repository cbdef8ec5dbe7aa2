import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { runCommand } from "./lib/main.mjs";

const COPIED = ["src", "prisma", "tests", "vitest.config.ts", "tsconfig.json", "package.json"];

// npm run sabotage          takes every rule of the list away, one at a time, in a copy, and expects the tests of its number to be red
// npm run sabotage -- V15   those of this number only
await runCommand(
  async ({ lifetime, log }) => {
    const { countVitest } = await import("./lib/checks.mjs");
    const { ROOT, readJson } = await import("./lib/files.mjs");
    const { run } = await import("./lib/process.mjs");
    const { SABOTAGES } = await import("./lib/sabotages.mjs");
    const wished = process.argv.slice(2);
    const chosen = SABOTAGES.filter(({ number }) => wished.length === 0 || wished.includes(number));
    if (chosen.length === 0) throw new Error(`No sabotage is of ${wished.join(", ")}. There are: ${SABOTAGES.map(({ number }) => number).join(", ")}.`);

    const copy = fs.mkdtempSync(path.join(os.tmpdir(), "utblick-sabotage-"));
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
      for (const name of COPIED) fs.cpSync(path.join(ROOT, name), path.join(copy, name), { recursive: true });
      fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(copy, "node_modules"));
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
  },
  { withDevelopment: true },
);
