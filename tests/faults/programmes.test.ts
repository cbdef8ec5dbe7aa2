import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deadlineInput } from "../factories/deadlines.ts";
import { callInput, programmeInput } from "../factories/programmes.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { Instance, Refusal } from "./harness/instance.ts";
import { openLooker, projectInput, settleTown, valueOf, type Town } from "./harness/town.ts";

let database: TestDatabase;
let looker: pg.Client;
let town: Town;
let one: Instance;
let other: Instance;
let writer: string;
let colleague: string;

beforeAll(async () => {
  database = await createTestDatabase();
  town = await settleTown(database.appUrl, { writers: 2, shared: 1 });
  [writer = "", colleague = ""] = town.writerIds;
  looker = await openLooker(database.ownerUrl);
  one = new Instance(database.appUrl);
  other = new Instance(database.appUrl);
  await Promise.all([one.ready(), other.ready()]);
});
afterAll(async () => {
  await Promise.all([one.stop(), other.stop()]);
  await looker.end();
  await database.drop();
});

const TIMES = 8;
const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (error: unknown) => (error instanceof Refusal ? (error.code ?? error.message) : String(error)),
  );
const sendTwice = <Value>(send: (instance: Instance) => Promise<Value>): Promise<Value[]> => Promise.all([one, other, one, other].map(send));
const inTurn = async (work: () => Promise<void>): Promise<void> => {
  for (let index = 0; index < TIMES; index += 1) await work();
};
const rows = async (statement: string, value: string) => (await looker.query(statement, [value])).rowCount;
const both = async (send: (instance: Instance, person: string) => Promise<unknown>): Promise<string[]> => (await Promise.all([codeOf(send(one, writer)), codeOf(send(other, colleague))])).sort();

describe("programmes, calls and deadlines on two instances with one database", () => {
  it("are added once for one key, and one name once for two", async () => {
    await inTurn(async () => {
      const [nameSv, key] = [`Program ${randomUUID()}`, randomUUID()];
      const sent = await sendTwice((instance) => instance.call("programmes", "addProgramme", town.officeId, programmeInput({ nameSv }), key));
      expect(new Set(sent.map((answer) => valueOf(answer).id)).size).toBe(1);
      expect(await rows("SELECT 1 FROM programme WHERE name_sv = $1", nameSv)).toBe(1);
      const another = `Program ${randomUUID()}`;
      const answers = await sendTwice((instance) => instance.call("programmes", "addProgramme", town.officeId, programmeInput({ nameSv: another }), randomUUID()));
      expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
      const { id: programmeId } = valueOf(sent[0]!);
      const [name, pressed] = [`Utlysning ${randomUUID()}`, randomUUID()];
      const called = await sendTwice((instance) => instance.call("programmes/calls", "addCall", town.officeId, callInput({ programmeId, name }), pressed));
      expect(new Set(called.map((answer) => valueOf(answer).id)).size).toBe(1);
      expect(await rows("SELECT 1 FROM call WHERE name = $1", name)).toBe(1);
    });
  });

  it("let one of two changes from the same version through, and none from an older page", async () => {
    await inTurn(async () => {
      const { id } = valueOf(await one.call("programmes", "addProgramme", town.officeId, programmeInput({ nameSv: randomUUID() }), randomUUID()));
      const change = (version: number) => both((instance) => instance.call("programmes", "changeProgramme", town.officeId, { id, version, programme: programmeInput({ nameSv: randomUUID() }) }));
      expect(await change(1)).toEqual(["CONFLICT", "done"]);
      expect(await change(1)).toEqual(["CONFLICT", "CONFLICT"]);
      const call = valueOf(await one.call("programmes/calls", "addCall", town.officeId, callInput({ programmeId: id }), randomUUID())).id;
      const changeCall = (version: number) => both((instance) => instance.call("programmes/calls", "changeCall", town.officeId, { id: call, version, call: callInput({ programmeId: id, note: randomUUID() }) }));
      expect(await changeCall(1)).toEqual(["CONFLICT", "done"]);
      expect(await changeCall(1)).toEqual(["CONFLICT", "CONFLICT"]);
      expect(await both((instance) => instance.call("programmes/calls", "archiveCall", town.officeId, { id: call, version: 2 }, true))).toEqual(["CONFLICT", "done"]);
      expect(await both((instance) => instance.call("programmes", "archiveProgramme", town.officeId, { id, version: 2 }, true))).toEqual(["CONFLICT", "done"]);
    });
  });

  it("add a deadline once for one key, let one of two tick it, and none from an older page", async () => {
    await inTurn(async () => {
      const { id: projectId } = await one.call("projects", "logProject", writer, projectInput(town, randomUUID()), randomUUID());
      const key = randomUUID();
      const sent = await sendTwice((instance) => instance.call("projects/deadlines", "addDeadline", writer, { deadline: deadlineInput({ projectId }), key }));
      expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
      expect(await rows("SELECT 1 FROM project_deadline WHERE project_id = $1", projectId)).toBe(1);
      const deadline = { projectId, deadlineId: sent[0]!.id };
      const finish = (version: number) => both((instance, person) => instance.call("projects/deadlines", "finishDeadline", person, { ...deadline, version, on: town.today }));
      expect(await finish(1)).toEqual(["CONFLICT", "done"]);
      expect(await finish(1)).toEqual(["CONFLICT", "CONFLICT"]);
      expect(await both((instance, person) => instance.call("projects/deadlines", "reopenDeadline", person, { ...deadline, version: 2 }))).toEqual(["CONFLICT", "done"]);
      expect(await both((instance, person) => instance.call("projects/deadlines", "removeDeadline", person, { ...deadline, version: 3 }))).toEqual(["CONFLICT", "done"]);
    });
  });

  it("tick a thing once for however many who press, take it back once, and let one of two set a state right", async () => {
    await inTurn(async () => {
      const { id: projectId } = await one.call("projects", "logProject", writer, projectInput(town, randomUUID()), randomUUID());
      await sendTwice((instance) => instance.call("projects/checklist", "tick", writer, { projectId, code: "CODE_STRING", note: null }));
      expect(await rows("SELECT 1 FROM checklist_tick WHERE project_id = $1 AND removed_at IS NULL", projectId)).toBe(1);
      const { items } = await one.call("projects/checklist", "getChecklist", writer, projectId);
      const tickId = items.find(({ tick }) => tick !== null)?.tick?.id ?? "";
      expect(await both((instance, person) => instance.call("projects/checklist", "untick", person, { projectId, tickId, version: 1 }))).toEqual(["CONFLICT", "done"]);
      const correct = () => both((instance, person) => instance.call("projects/steps", "correctStatus", person, { id: projectId, _version: 1, right: "CANCELLED", reason: "Fel" }));
      expect(await correct()).toEqual(["CONFLICT", "done"]);
      expect(await correct()).toEqual(["CONFLICT", "CONFLICT"]);
      expect(await rows("SELECT 1 FROM status_change WHERE project_id = $1 AND is_correction", projectId)).toBe(1);
    });
  });
});
