import { listStarters, livesOn } from "./process.mjs";

/**
 * @typedef {object} Lifetime
 * @property {AbortSignal} signal aborted when the command is to stop
 * @property {(cleanUp: () => Promise<unknown> | void) => void} atEnd later registrations run first
 * @property {(reason?: string) => Promise<void>} end runs the registrations, once
 */

/**
 * One place where a command learns that it is to stop, and one order in which it does.
 * @returns {Lifetime}
 */
export function beginLifetime() {
  const controller = new AbortController();
  /** @type {(() => Promise<unknown> | void)[]} */
  const cleanUps = [];
  /** @type {Promise<void> | undefined} */
  let ending;

  const stop = () => controller.abort(new Error("Stopped."));
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) process.on(signal, stop);

  // A killed npm takes nobody with it, so its death is watched for.
  const starters = listStarters();
  const watch = setInterval(() => {
    if (!starters.every(livesOn)) stop();
  }, 1_000);
  watch.unref();
  // The terminal may be gone when the last lines are written.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

  return {
    signal: controller.signal,
    atEnd(cleanUp) {
      cleanUps.unshift(cleanUp);
    },
    end() {
      stop();
      ending ??= (async () => {
        clearInterval(watch);
        for (const cleanUp of cleanUps) {
          try {
            await cleanUp();
          } catch (error) {
            process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
          }
        }
      })();
      return ending;
    },
  };
}
