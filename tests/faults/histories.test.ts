import { randomUUID } from "node:crypto";
import fc from "fast-check";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ProjectStatus } from "@/features/projects/schema";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { findViolations } from "./harness/check.ts";
import { Instance, Refusal } from "./harness/instance.ts";
import { findOrder, type Done, type Model } from "./harness/linearize.ts";
import { openLooker, projectInput, settleTown, type Town } from "./harness/town.ts";

const HISTORIES = Number(process.env["FAULT_HISTORIES"] ?? 25);
const PEOPLE = 5;
const seed = Number(process.env["FAULT_SEED"] ?? Math.floor(Math.random() * 1_000_000));

const STATUSES = ["IDEA", "ONGOING", "IN_MODIFICATION"] as const satisfies readonly ProjectStatus[];

/** What a person asks for about the one project, at the version that person saw last, or at one before it. */
type Wish = { what: "read" } | { what: "archive"; archived: boolean; isStale: boolean } | { what: "correct"; right: ProjectStatus; isStale: boolean };
type Operation = { what: "read" } | { what: "archive"; archived: boolean; version: number } | { what: "correct"; right: ProjectStatus; version: number };
interface State {
  version: number;
  status: ProjectStatus;
  isArchived: boolean;
}

const FIRST: State = { version: 1, status: "ONGOING", isArchived: false };
const seen = ({ version, status, isArchived }: State): string => `${version} ${status} ${isArchived ? "archived" : "open"}`;

/** What one person after the other would be answered. */
const model: Model<State, Operation> = (state, operation) => {
  if (operation.what === "read") return { state, answer: seen(state) };
  if (operation.what === "correct" && state.isArchived) return { state, answer: "FORBIDDEN" };
  if (operation.version !== state.version) return { state, answer: "CONFLICT" };
  if (operation.what === "archive") return { state: operation.archived === state.isArchived ? state : { ...state, version: state.version + 1, isArchived: operation.archived }, answer: "done" };
  return operation.right === state.status ? { state, answer: "correctionChangesNothing" } : { state: { ...state, version: state.version + 1, status: operation.right }, answer: "done" };
};

let database: TestDatabase;
let looker: pg.Client;
let town: Town;
let instances: Instance[];

beforeAll(async () => {
  database = await createTestDatabase();
  town = await settleTown(database.appUrl, { writers: PEOPLE, shared: 0 });
  looker = await openLooker(database.ownerUrl);
  instances = [new Instance(database.appUrl), new Instance(database.appUrl)];
  await Promise.all(instances.map((instance) => instance.ready()));
});
afterAll(async () => {
  await Promise.all(instances.map((instance) => instance.stop()));
  await looker.end();
  await database.drop();
});

/** Lets people do what they wish, each one thing after the other and all at once, and tells what they were answered. */
async function play(wishes: readonly (readonly Wish[])[]): Promise<Done<Operation>[]> {
  const { id } = await instances[0]!.call("projects", "logProject", town.writerIds[0] ?? "", projectInput(town, `Historia ${randomUUID()}`), randomUUID());
  const done: Done<Operation>[] = [];
  const ask = async (person: number, operation: Operation): Promise<State | null> => {
    const [instance, personId] = [instances[person % instances.length]!, town.writerIds[person] ?? ""];
    const invokedAt = performance.now();
    let state: State | null = null;
    const answer = await (async () => {
      if (operation.what === "read") {
        const { project } = await instance.call("projects", "getProject", personId, id);
        state = { version: project.version, status: project.status, isArchived: project.isArchived };
        return seen(state);
      }
      if (operation.what === "archive") return instance.call("projects", "archiveProject", personId, { id, _version: operation.version }, operation.archived).then(() => "done");
      const result = await instance.call("projects/steps", "correctStatus", personId, { id, _version: operation.version, right: operation.right, reason: "Provas." });
      return result.ok ? "done" : result.reason;
    })().catch((error: unknown) => {
      if (error instanceof Refusal && error.code !== null) return error.code;
      throw error;
    });
    done.push({ operation, invokedAt, answeredAt: performance.now(), answer });
    return state;
  };
  await Promise.all(
    wishes.map(async (own, person) => {
      let known = 1;
      for (const wish of own) {
        if (wish.what === "read") known = (await ask(person, wish))?.version ?? known;
        else {
          const { isStale, ...operation } = wish;
          await ask(person, { ...operation, version: isStale ? Math.max(1, known - 1) : known });
          if (done.at(-1)?.answer === "done") known += 1;
        }
      }
    }),
  );
  // What stands in the end is what all of it led to.
  await ask(0, { what: "read" });
  return done;
}

const wish: fc.Arbitrary<Wish> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ what: "read" as const }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant("correct" as const), right: fc.constantFrom(...STATUSES), isStale: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant("archive" as const), archived: fc.boolean(), isStale: fc.boolean() }) },
);

describe("what people do to one project at the same time, on two instances", () => {
  it("R-24: can have been done one after the other, with the answers that they were given", { timeout: Math.max(300_000, HISTORIES * 1_000) }, async () => {
    let operations = 0;
    const answers = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(wish, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: PEOPLE }), async (wishes) => {
        const done = await play(wishes);
        operations += done.length;
        for (const { operation, answer } of done) {
          const kind = operation.what === "read" ? "read" : answer;
          answers.set(kind, (answers.get(kind) ?? 0) + 1);
        }
        if (findOrder(done, FIRST, model) === null) throw new Error(`no order explains ${JSON.stringify(done)}`);
      }),
      { numRuns: HISTORIES, seed, endOnFailure: true },
    );
    console.log(`Seed ${seed}: ${HISTORIES} histories of ${operations} operations, each in some order: ${JSON.stringify(Object.fromEntries(answers))}.`);
    // Without those that came too late and those that came in between nothing has been tried.
    for (const kind of ["done", "CONFLICT", "FORBIDDEN", "read"]) expect(answers.get(kind), kind).toBeGreaterThan(0);
    expect(await findViolations(looker, [])).toEqual([]);
  });
});

describe("the search for an order", () => {
  const at = (operation: Operation, invokedAt: number, answeredAt: number, answer: string): Done<Operation> => ({ operation, invokedAt, answeredAt, answer });
  const correct = (right: ProjectStatus, version = 1): Operation => ({ what: "correct", right, version });
  const read: Operation = { what: "read" };

  it("finds one where two overlap, whichever was answered first", () => {
    expect(findOrder([at(correct("IDEA"), 0, 10, "done"), at(read, 1, 2, "2 IDEA open")], FIRST, model)).toHaveLength(2);
    expect(findOrder([at(correct("IDEA"), 0, 10, "done"), at(read, 1, 2, "1 ONGOING open")], FIRST, model)).toHaveLength(2);
  });

  it("finds none for a change that was lost, one that was let through twice, an old state that was read afterwards, and a conflict with nothing", () => {
    expect(findOrder([at(correct("IDEA"), 0, 1, "done"), at(read, 2, 3, "1 ONGOING open")], FIRST, model)).toBeNull();
    expect(findOrder([at(correct("IDEA"), 0, 9, "done"), at(correct("IN_MODIFICATION"), 1, 8, "done")], FIRST, model)).toBeNull();
    expect(findOrder([at(correct("IDEA"), 0, 9, "done"), at(read, 1, 2, "2 IDEA open"), at(read, 3, 4, "1 ONGOING open")], FIRST, model)).toBeNull();
    expect(findOrder([at(correct("IDEA"), 0, 1, "CONFLICT")], FIRST, model)).toBeNull();
  });
});
