import { spawn } from "node:child_process";
import path from "node:path";
import { generateClient } from "./build.mjs";
import { readEnvironmentFile } from "./environment.mjs";
import { ROOT } from "./files.mjs";

/**
 * Runs a program of prisma/start to its end, with the settings of the environment and its file. Returns its exit code.
 * @param {string} name the program's file
 * @param {readonly string[]} words what it is told
 * @param {AbortSignal} signal
 * @returns {Promise<number>}
 */
export async function runProgram(name, words, signal) {
  readEnvironmentFile();
  await generateClient(() => undefined);
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--import", "tsx", "--conditions=react-server", path.join(ROOT, "prisma", "start", name), ...words], { cwd: ROOT, stdio: "inherit", signal });
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
