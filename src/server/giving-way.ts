import "server-only";
import { setImmediate } from "node:timers/promises";

/** For so long long work may go on before what others wait for goes first. */
const STRETCH_MS = 2;
/** A turn of the event loop that takes longer than this had something of others' in it. */
const IDLE_TURN_MS = 0.5;
/** Long work waits for others no longer than this at a time, so that it always comes on. */
const LONGEST_WAIT_MS = 50;

/**
 * Makes what long work within the app's own process calls after each little piece: when a stretch has passed, all that others wait for is done first. It goes on
 * when a whole turn of the event loop has held nothing of theirs.
 */
export function makeGivingWay(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    const began = performance.now();
    if (began - since < STRETCH_MS) return;
    for (let turn = began; ; ) {
      await setImmediate();
      since = performance.now();
      if (since - turn < IDLE_TURN_MS || since - began > LONGEST_WAIT_MS) return;
      turn = since;
    }
  };
}
