import { Refusal, type Instance } from "./instance.ts";
import type { Town } from "./town.ts";
import type { AnyWrite, PlannedWrite, Writer } from "./writes.ts";

/** What a client knows of a write: that it was done, that it was not, or neither. */
export interface LoggedWrite {
  kind: string;
  state: "unknown" | "acknowledged" | "refused";
  attempts: number;
  count: PlannedWrite["count"];
}

export interface Writers {
  /** Everything that has been sent so far. */
  log: readonly LoggedWrite[];
  acknowledged: () => number;
  /** Settles when that many more writes have been acknowledged; throws when that takes longer than there is patience. */
  more: (writes: number, patienceMs: number) => Promise<void>;
  /** Settles when one write of each kind has been acknowledged; throws when that takes longer than there is patience. */
  each: (patienceMs: number) => Promise<void>;
  /** Lets every writer finish what it is at, with whatever repeats that takes. */
  finish: () => Promise<readonly LoggedWrite[]>;
}

const PAUSE_MS = 25;
/** How long one write is sent again before its writer gives up and leaves it unknown. */
const PERSISTENCE_MS = 90_000;

/**
 * Lets writers write, each one thing at a time, through whatever instance is up. Without an answer, the same write is sent
 * again with the same key until there is one, as a browser's person would.
 */
export function startWriters(wish: { town: Town; writes: readonly AnyWrite[]; instance: () => Instance; seed: number }): Writers {
  const log: LoggedWrite[] = [];
  let isFinishing = false;
  /** What writers were told last, for whoever must find out why they came no further. */
  const complaints: string[] = [];
  const complain = (error: unknown): null => {
    complaints.push(error instanceof Error ? (error.message.split("\n").at(-1) ?? "") : String(error));
    return null;
  };
  const running = wish.town.writerIds.map((personId, index) => {
    const writer: Writer = { index, personId, town: wish.town, own: [], random: randomFrom(wish.seed + index) };
    return write(writer);
  });
  for (const one of running) one.catch(() => undefined);

  async function write(writer: Writer): Promise<void> {
    while (!isFinishing) {
      // What nobody has come through with yet goes first half of the time, so that a short run holds each kind.
      const [awaited, chance] = [missing(), writer.random()];
      const among = awaited.length > 0 && chance < 0.5 ? awaited : wish.writes;
      const kind = among[Math.floor(writer.random() * among.length)];
      const planned = await kind?.begin(wish.instance(), writer).catch(complain);
      if (planned == null) await pause();
      else await persist(planned);
    }
  }

  async function persist(planned: PlannedWrite): Promise<void> {
    const logged: LoggedWrite = { kind: planned.kind, state: "unknown", attempts: 0, count: planned.count };
    log.push(logged);
    const deadline = Date.now() + PERSISTENCE_MS;
    while (Date.now() < deadline) {
      if (logged.attempts > 0) await pause();
      logged.attempts += 1;
      try {
        await planned.send(wish.instance(), logged.attempts > 1);
        logged.state = "acknowledged";
        return;
      } catch (error) {
        complain(error);
        // Wait and try again, as the person is told.
        if (error instanceof Refusal && error.code === "RATE_LIMITED") continue;
        // A refusal with a code on the first attempt is definite; after an attempt without an answer it says nothing of that one.
        if (error instanceof Refusal && error.code !== null) {
          if (logged.attempts === 1) logged.state = "refused";
          return;
        }
        if (error instanceof Error && /earlier attempt/.test(error.message)) return;
      }
    }
  }

  function missing(): AnyWrite[] {
    const there = new Set(log.filter(({ state }) => state === "acknowledged").map(({ kind }) => kind));
    return wish.writes.filter(({ kind }) => !there.has(kind));
  }

  const acknowledged = () => log.filter((logged) => logged.state === "acknowledged").length;
  const until = async (isThere: () => boolean, wanted: string, patienceMs: number) => {
    const deadline = Date.now() + patienceMs;
    while (!isThere()) {
      await pause();
      if (Date.now() > deadline) throw new Error(`${acknowledged()} writes were acknowledged in ${patienceMs} ms, ${wanted}; the latest answers: ${complaints.slice(-20).join(" | ")}`);
    }
  };
  return {
    log,
    acknowledged,
    more: (writes, patienceMs) => {
      const wanted = acknowledged() + writes;
      return until(() => acknowledged() >= wanted, `${wanted} were wanted`, patienceMs);
    },
    each: (patienceMs) => until(() => missing().length === 0, "one of each kind was wanted", patienceMs),
    finish: async () => {
      isFinishing = true;
      await Promise.all(running);
      return log;
    },
  };
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}

/** Numbers between 0 and 1 that are the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
