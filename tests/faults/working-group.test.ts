import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays } from "@/domain/plain-date";
import { groupAssignmentInput, groupMeetingInput } from "../factories/working-group.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { Instance, Refusal } from "./harness/instance.ts";
import { openLooker, settleTown, type Town } from "./harness/town.ts";

let database: TestDatabase;
let looker: pg.Client;
let town: Town;
let one: Instance;
let other: Instance;
let writer: string;
let colleague: string;

beforeAll(async () => {
  database = await createTestDatabase();
  town = await settleTown(database.appUrl, { writers: 2, shared: 0 });
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

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    (answer) => (typeof answer === "object" && answer !== null && "ok" in answer && answer.ok === false && "reason" in answer ? String(answer.reason) : "done"),
    (error: unknown) => (error instanceof Refusal ? (error.code ?? error.message) : String(error)),
  );
const both = async (work: (instance: Instance) => Promise<unknown>) => (await Promise.all([one, other].map((instance) => codeOf(work(instance))))).sort();
const rows = async (statement: string, ...values: unknown[]): Promise<number> => (await looker.query(statement, values)).rowCount ?? 0;
const appointmentOf = async (personId: string): Promise<string> => (await looker.query<{ id: string }>("SELECT id FROM contact_person_appointment WHERE person_id = $1", [personId])).rows[0]?.id ?? "";
const day = () => addDays(town.today, 30);

describe("two instances", () => {
  it("V20b: store one answer of one key, and let one of two changes through", async () => {
    const appointmentId = await appointmentOf(writer);
    const sent = { key: randomUUID(), appointmentId, year: town.year, version: 0, space: { answer: "PARTLY" as const, timePercent: 10, comment: null } };
    expect(await both((instance) => instance.call("contact-persons/space", "answerSpace", writer, sent))).toEqual(["done", "done"]);
    expect(await rows("SELECT 1 FROM space_answer WHERE appointment_id = $1", appointmentId)).toBe(1);
    expect(await both((instance) => instance.call("contact-persons/space", "answerSpace", writer, { ...sent, key: randomUUID(), version: 1 }))).toEqual(["CONFLICT", "done"]);
  });

  it("V20a: store one handover of one key, and let one of two changes and one of two receptions through", async () => {
    const appointmentId = await appointmentOf(writer);
    const sent = { key: randomUUID(), appointmentId, version: 0, handover: { ongoing: "Ansökan", contacts: null, advice: null } };
    expect(await both((instance) => instance.call("contact-persons/handovers", "saveHandover", writer, sent))).toEqual(["done", "done"]);
    expect(await both((instance) => instance.call("contact-persons/handovers", "saveHandover", writer, { ...sent, key: randomUUID(), version: 1 }))).toEqual(["CONFLICT", "done"]);
    expect(await both((instance) => instance.call("contact-persons/handovers", "receiveHandover", colleague, { appointmentId, version: 2 }))).toEqual(["CONFLICT", "done"]);
    expect(await rows("SELECT 1 FROM appointment_handover WHERE appointment_id = $1 AND version = 3", appointmentId)).toBe(1);
  });

  it("V24: plan one meeting of one key, call to it once, and let one of two changes through", async () => {
    const [title, key] = [`Möte ${randomUUID()}`, randomUUID()];
    const input = groupMeetingInput({ day: day(), title });
    expect(await both((instance) => instance.call("working-group", "planMeeting", town.officeId, input, key))).toEqual(["done", "done"]);
    expect(await rows("SELECT 1 FROM group_meeting WHERE title = $1", title)).toBe(1);
    const { id = "" } = (await looker.query<{ id: string }>("SELECT id FROM group_meeting WHERE title = $1", [title])).rows[0] ?? {};
    expect(await both((instance) => instance.call("working-group", "callMeeting", town.officeId, { id, version: 1 }))).toEqual(["done", "groupMeetingCalled"]);
    expect(await rows("SELECT 1 FROM notification WHERE kind = 'GROUP_CALLED' AND subject_id = $1", id)).toBe(town.writerIds.length);
    expect(await both((instance) => instance.call("working-group", "changeMeeting", town.officeId, { id, version: 2, meeting: { ...input, agenda: randomUUID() } }))).toEqual(["CONFLICT", "done"]);
  });

  it("V25: propose one assignment of one key, and let one of two changes through", async () => {
    const [input, key] = [groupAssignmentInput({ title: `Uppdrag ${randomUUID()}` }), randomUUID()];
    expect(await both((instance) => instance.call("working-group/assignments", "proposeAssignment", town.officeId, input, key))).toEqual(["done", "done"]);
    expect(await rows("SELECT 1 FROM group_assignment WHERE title = $1", input.title)).toBe(1);
    const { id = "" } = (await looker.query<{ id: string }>("SELECT id FROM group_assignment WHERE title = $1", [input.title])).rows[0] ?? {};
    expect(await both((instance) => instance.call("working-group/assignments", "changeAssignment", town.officeId, { id, version: 1, assignment: { ...input, mandate: randomUUID() } }))).toEqual(["CONFLICT", "done"]);
  });
});
