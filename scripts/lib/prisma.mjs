import fs from "node:fs";
import path from "node:path";
import { ROOT } from "./files.mjs";
import { run } from "./process.mjs";

const ENGINE = path.join(ROOT, "scripts", "schema-engine.mjs");

/**
 * Runs one command of Prisma's program with the project's own schema engine.
 * @param {readonly string[]} args
 * @param {{ ownerUrl?: string, cwd?: string }} [options] cwd: a folder with a prisma.config.ts of its own
 * @returns {Promise<string>} what the program printed
 */
export async function runPrisma(args, { ownerUrl, cwd = ROOT } = {}) {
  makeExecutable(ENGINE);
  const answer = await run(process.execPath, [path.join(ROOT, "node_modules", "prisma", "build", "index.js"), ...args], {
    cwd,
    env: {
      ...process.env,
      ...(ownerUrl === undefined ? {} : { DATABASE_OWNER_URL: ownerUrl }),
      // The engine is found by its first line, so the node that runs us must be the node on the path.
      PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH ?? ""}`,
      PRISMA_SCHEMA_ENGINE_BINARY: ENGINE,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
      NO_COLOR: "1",
    },
  });
  if (answer.code !== 0) throw new Error(`prisma ${args.join(" ")} failed:\n${`${answer.stdout}\n${answer.stderr}`.trim()}`);
  return answer.stdout;
}

/**
 * A copy of the project that lost its file modes (an archive, some network drives) still works.
 * @param {string} file
 */
function makeExecutable(file) {
  if ((fs.statSync(file).mode & 0o111) !== 0) return;
  fs.chmodSync(file, 0o755);
}
