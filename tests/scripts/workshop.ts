import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach } from "vitest";

export const root = path.resolve(import.meta.dirname, "..", "..");
export const isRoot = process.getuid?.() === 0;
/** The uid that Unix systems give to nobody in particular. */
export const ordinaryUser = { uid: 65534, gid: 65534 };

const cleanUps: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** Runs when the test is over, the latest first. */
export function afterTest(cleanUp: () => Promise<void> | void): void {
  cleanUps.push(cleanUp);
}

/** A folder of the test's own that any user may pass through. */
export function makeFolder(): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "utblick-scripts-")));
  fs.chmodSync(folder, 0o755);
  afterTest(() => {
    fs.rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Runs a piece of a program in a process of its own, and returns what it printed as JSON. */
export function runApart(code: string, options: { cwd?: string; uid?: number; gid?: number } = {}): unknown {
  const answer = spawnSync(process.execPath, ["--input-type=module", "--eval", code], { cwd: root, encoding: "utf8", ...options });
  if (answer.status !== 0) throw new Error(answer.stderr);
  return JSON.parse(answer.stdout);
}
