// Runs before anything is installed: what needs packages is loaded when they are there.
import { install, refuseMachine } from "./install.mjs";
import { beginLifetime } from "./lifetime.mjs";

/** @param {string} line */
const log = (line) => process.stdout.write(`${line}\n`);

/**
 * The frame of every long-running command: the machine, the packages, the work, and an orderly end.
 * @param {(tools: { lifetime: import("./lifetime.mjs").Lifetime, log: (line: string) => void }) => Promise<number | void>} work returns the exit code
 * @param {{ withDevelopment?: boolean }} [needs]
 */
export async function runCommand(work, { withDevelopment = false } = {}) {
  const refusal = refuseMachine();
  if (refusal !== undefined) {
    process.stderr.write(`${refusal}\n`);
    process.exit(1);
  }
  const lifetime = beginLifetime();
  /** @returns {Promise<number>} */
  const attempt = async () => {
    try {
      await install({ withDevelopment, log });
      return (await work({ lifetime, log })) ?? 0;
    } catch (error) {
      if (lifetime.signal.aborted) return 130;
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      return 1;
    }
  };
  const code = await attempt();
  await lifetime.end();
  process.exit(code);
}
