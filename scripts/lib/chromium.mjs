import fs from "node:fs";
import path from "node:path";
import { ROOT } from "./files.mjs";
import { run } from "./process.mjs";

/** Debian's Chromium without windows does the same work in two thirds of the time. */
const PACKAGES = ["chromium-headless-shell", "chromium"];
const SYSTEM = [...PACKAGES, "chromium-browser"].map((name) => `/usr/bin/${name}`);

/**
 * Finds a browser for the journeys, and installs one where there is none.
 * @param {(line: string) => void} log
 * @returns {Promise<string | undefined>} its path, or undefined for Playwright's own
 */
export async function prepareChromium(log) {
  const found = () => SYSTEM.find((file) => fs.existsSync(file));
  if (found()) return found();
  if (process.getuid?.() === 0 && fs.existsSync("/usr/bin/apt-get")) {
    const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    log("There is no Chromium; installing Debian's.");
    await run("apt-get", ["update", "-qq"], { env: environment });
    for (const name of PACKAGES) {
      log(`apt-get install ${name}`);
      await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name], { env: environment });
      if (found()) return found();
    }
    log("Debian's Chromium could not be installed.");
  }
  log("Installing Playwright's Chromium, unless it is there already.");
  const answer = await run(process.execPath, [path.join(ROOT, "node_modules", "@playwright", "test", "cli.js"), "install", "chromium"], { cwd: ROOT });
  if (answer.code !== 0) throw new Error(`There is no browser for the journeys, and none could be installed. Install the package chromium-headless-shell or chromium, then try again.\n${answer.stderr.trim()}`);
  return undefined;
}
