import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { isAppError } from "@/server/errors";
import { log } from "@/server/log";
import { ATTEMPTS } from "./attempts.ts";
import { findCallables, listServiceExports } from "./exports.ts";
import { COLUMNS, SERVICES, SITUATIONS, WITHOUT_ACTOR, type Column, type Leaves, type Situation } from "./table.ts";
import { openWorld, type Traces, type World } from "./world.ts";

/** Fewer cells than this, and something has fallen out of the table. */
const LEAST_CASES = 2_000;

let world: World;
const refusals: Record<string, unknown>[] = [];
let cases = 0;

beforeAll(async () => {
  world = await openWorld();
  vi.spyOn(log, "warn").mockImplementation((said: unknown) => {
    if (typeof said === "object" && said !== null) refusals.push({ ...said });
  });
});
afterAll(async () => {
  console.log(`Access: ${cases} cases over ${Object.keys(SERVICES).length} use cases.`);
  await world.close();
});

/** The letters of one line of the table, by column. */
function lettersOf(line: string): Record<Column, string> {
  const letters = line.trim().split(/\s+/);
  expect(letters, line).toHaveLength(COLUMNS.length);
  return Object.fromEntries(COLUMNS.map((column, index) => [column, letters[index] ?? ""])) as Record<Column, string>;
}

async function outcomeOf(attempt: () => Promise<unknown>): Promise<string> {
  try {
    const answer = await attempt();
    if (typeof answer === "boolean") return answer ? "V" : "H";
    if (typeof answer === "object" && answer !== null && "ok" in answer && answer.ok === false) return "R";
    return "A";
  } catch (error) {
    if (isAppError(error, "FORBIDDEN")) return "F";
    if (isAppError(error, "NOT_FOUND")) return "N";
    if (isAppError(error, "UNCONFIRMED")) return "must confirm";
    return String(error);
  }
}

function traceOf(letter: string, leaves: Leaves, before: Traces, after: Traces): string {
  const moved = (Object.keys(before) as (keyof Traces)[]).filter((name) => before[name] !== after[name]);
  if (letter !== "A" || leaves === "nothing") return moved.length === 0 ? "" : ` and changed ${moved.join(", ")}`;
  if (leaves === "audit") return after.entries > before.entries ? "" : " without an entry in the audit trail";
  if (moved.includes("versions") || moved.includes("entries")) return " and changed the register";
  if (leaves === "mark") return moved.join() === "marks" ? "" : ` and changed ${moved.join(", ") || "nothing"}`;
  return moved.includes("drafts") || moved.includes("revisions") ? "" : " and left no draft";
}

describe("the table", () => {
  it("has a row for every use case that an actor is handed to, and no others", () => {
    const takers = listServiceExports().filter((callable) => callable.takesActor);
    expect(takers.length).toBeGreaterThan(50);
    expect(Object.keys(SERVICES).sort()).toEqual(takers.map(({ name }) => name).sort());
  });

  it("says of every other export of a service why it asks nobody", () => {
    expect(
      listServiceExports()
        .filter((callable) => !callable.takesActor)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(Object.keys(WITHOUT_ACTOR).sort());
  });

  it("knows how each of its rows is attempted", () => {
    expect(Object.keys(ATTEMPTS).sort()).toEqual(Object.keys(SERVICES).sort());
  });

  it("sees an export however it is written", () => {
    const source = `
      export async function one(actor: Actor) {}
      export const two = (tx: Tx, actor: Actor) => 1;
      export const three = made();
      export { four } from "./repository";
      export * from "./more";
      export default five;
      export class Six {}
      export const SEVEN = 7;
      export type { Eight } from "./repository";
      function nine(actor: Actor) {}`;
    expect(findCallables(source)).toEqual([
      { name: "one", takesActor: true },
      { name: "two", takesActor: true },
      { name: "three", takesActor: false },
      { name: "four", takesActor: false },
      { name: "*", takesActor: false },
      { name: "default", takesActor: false },
      { name: "Six", takesActor: false },
    ]);
  });
});

describe("every use case answers each role as the table says", () => {
  it.each(Object.entries(SERVICES))("%s", async (name, row) => {
    const prepare = ATTEMPTS[name]!;
    const wrong: string[] = [];
    for (const at of SITUATIONS.filter((situation): situation is Situation => row.cells[situation] !== undefined)) {
      const letters = lettersOf(row.cells[at] ?? "");
      for (const column of COLUMNS) {
        const expected = letters[column];
        const actor = world.actors[column];
        const attempt = await prepare({ world, actor, column, at, isFresh: row.leaves !== "nothing" && expected === "A" });
        const before = await world.traces();
        refusals.length = 0;
        const outcome = await outcomeOf(attempt);
        const trace = traceOf(outcome, row.leaves, before, await world.traces());
        const isLogged = refusals.some((said) => said["event"] === "refused" && said["actorId"] === actor.personId);
        const shouldLog = outcome === "F" || outcome === "N";
        const found = `${outcome}${trace}${shouldLog && !isLogged ? " without a line in the log" : ""}${!shouldLog && isLogged ? " but is logged as refused" : ""}`;
        if (found !== expected) wrong.push(`${column}, ${at}: ${found} instead of ${expected}`);
        cases += 1;
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each(Object.entries(SERVICES))("%s, for somebody who signed in long ago", async (name, row) => {
    const prepare = ATTEMPTS[name]!;
    const wrong: string[] = [];
    for (const at of SITUATIONS.filter((situation): situation is Situation => row.cells[situation] !== undefined)) {
      const letters = lettersOf(row.cells[at] ?? "");
      const column = COLUMNS.find((one) => letters[one] === "A" || letters[one] === "V");
      if (column === undefined) continue;
      const actor = await world.actorOf(world.personIds[column], false);
      const attempt = await prepare({ world, actor, column, at, isFresh: row.leaves !== "nothing" && letters[column] === "A" });
      const before = await world.traces();
      const outcome = await outcomeOf(attempt);
      const isStopped = outcome === "must confirm";
      if (isStopped !== (row.weighty === true)) wrong.push(`${column}, ${at}: ${outcome}, though it is ${row.weighty === true ? "" : "not "}weighty`);
      if (isStopped) wrong.push(...[traceOf(outcome, "nothing", before, await world.traces())].filter((trace) => trace !== ""));
      cases += 1;
      break;
    }
    expect(wrong).toEqual([]);
  });

  it("and no cell has been left out", () => {
    expect(cases).toBeGreaterThanOrEqual(LEAST_CASES);
  });
});
