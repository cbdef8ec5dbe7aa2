import { spawn } from "node:child_process";
import path from "node:path";
import { ROOT } from "./files.mjs";

/**
 * Brings the governing document that this release ships into a migrated database. Doing it again changes nothing.
 * @param {{ environment: NodeJS.ProcessEnv, signal: AbortSignal }} wish
 */
export async function bringPack({ environment, signal }) {
  await new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", "tsx", "--conditions=react-server", path.join(ROOT, "prisma", "start", "governing-documents.ts")], {
      cwd: ROOT,
      env: environment,
      stdio: ["ignore", "inherit", "inherit"],
      signal,
    });
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve(undefined) : reject(new Error("The governing document could not be brought into the database; why stands above."))));
  });
}
