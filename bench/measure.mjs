/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {(turn: number) => Promise<unknown>} [run] does the work once
 * @property {(turns: number) => Promise<number[]>} [runBlock] does it many times in another process and returns how long each took
 */

/**
 * @typedef {object} Figures times in milliseconds
 * @property {number} p50
 * @property {number} p95
 * @property {number} p99
 * @property {number} perSecond one connection, one request after the other
 * @property {number} count
 * @property {number[]} rounds the p50 of each round
 */

/**
 * Lets the contenders take turns in blocks, so that whatever else the machine does in a while falls on all of them.
 * @param {readonly Contender[]} contenders
 * @param {{ rounds: number, block: number, warmUp: number, signal: AbortSignal }} how
 * @returns {Promise<Record<string, Figures>>}
 */
export async function interleave(contenders, { rounds, block, warmUp, signal }) {
  /** @type {Map<Contender, { times: number[], rounds: number[], turn: number }>} */
  const kept = new Map(contenders.map((contender) => [contender, { times: [], rounds: [], turn: 0 }]));
  for (const contender of contenders) await runBlock(contender, warmUp, kept);
  for (let round = 0; round < rounds; round += 1) {
    // Each round begins with another one: what follows on the heaviest has its garbage to bear.
    for (let place = 0; place < contenders.length; place += 1) {
      signal.throwIfAborted();
      const contender = contenders[(place + round) % contenders.length];
      if (contender === undefined) continue;
      const times = await runBlock(contender, block, kept);
      const own = kept.get(contender);
      own?.times.push(...times);
      own?.rounds.push(quantile(times, 0.5));
    }
  }
  return Object.fromEntries([...kept].map(([contender, { times, rounds: medians }]) => [contender.name, describe(times, medians)]));
}

/**
 * @param {Contender} contender
 * @param {number} turns
 * @param {Map<Contender, { turn: number }>} kept
 */
async function runBlock(contender, turns, kept) {
  const own = kept.get(contender);
  if (contender.runBlock) return contender.runBlock(turns);
  /** @type {number[]} */
  const times = [];
  for (let index = 0; index < turns; index += 1) {
    const turn = own ? own.turn++ : index;
    const since = performance.now();
    await contender.run?.(turn);
    times.push(performance.now() - since);
  }
  return times;
}

/**
 * @param {readonly number[]} times
 * @param {readonly number[]} rounds
 * @returns {Figures}
 */
function describe(times, rounds) {
  const total = times.reduce((sum, time) => sum + time, 0);
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95), p99: quantile(times, 0.99), perSecond: (1000 * times.length) / total, count: times.length, rounds: [...rounds] };
}

/**
 * @param {readonly number[]} times
 * @param {number} share 0 to 1
 */
export function quantile(times, share) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(at)] ?? Number.NaN, sorted[Math.ceil(at)] ?? Number.NaN];
  return below + (above - below) * (at - Math.floor(at));
}
