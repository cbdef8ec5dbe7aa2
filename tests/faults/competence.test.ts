import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays } from "@/domain/plain-date";
import { activityInput } from "../factories/competence.ts";
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
const both = async (work: (instance: Instance, index: number) => Promise<unknown>) => (await Promise.all([one, other].map((instance, index) => codeOf(work(instance, index))))).sort();
const rows = async (statement: string, ...values: unknown[]): Promise<number> => (await looker.query(statement, values)).rowCount ?? 0;
const idOf = async (title: string): Promise<string> => (await looker.query<{ id: string }>("SELECT id FROM competence_activity WHERE title = $1", [title])).rows[0]?.id ?? "";
const course = (days: number, more: object = {}) => activityInput({ startsOn: addDays(town.today, days), title: `Kurs ${randomUUID()}`, ...more });
const planned = async (days: number, kind: "JOINT" | "ALL_STAFF", more: object = {}) => {
  const input = course(days, more);
  await one.call("competence", "planActivity", town.officeId, kind, input, randomUUID());
  return { id: await idOf(input.title), input };
};

describe("two instances", () => {
  it("V21a: plan one activity of one key, invite to it once, and let one of two changes through", async () => {
    const [input, key] = [course(30), randomUUID()];
    expect(await both((instance) => instance.call("competence", "planActivity", town.officeId, "JOINT", input, key))).toEqual(["done", "done"]);
    expect(await rows("SELECT 1 FROM competence_activity WHERE title = $1", input.title)).toBe(1);
    const id = await idOf(input.title);
    const invited = await both((instance) => instance.call("competence", "inviteContactPersons", town.officeId, { id, version: 1 }));
    expect(invited).toContain("done");
    expect(invited.filter((code) => code === "done")).toHaveLength(1);
    expect(await rows("SELECT 1 FROM notification WHERE kind = 'COMPETENCE_INVITED' AND subject_id = $1", id)).toBe(town.writerIds.length);
    expect(await both((instance) => instance.call("competence", "changeActivity", town.officeId, { id, version: 2, activity: { ...input, about: randomUUID() } }))).toEqual(["CONFLICT", "done"]);
  });

  it("V21a: give the last place to one of two, and one row to whoever signs up twice", async () => {
    const { id } = await planned(30, "JOINT", { mostEnrolled: 1 });
    expect(await both((instance, index) => instance.call("competence/enrolments", "signUp", index === 0 ? writer : colleague, { activityId: id, personId: index === 0 ? writer : colleague }))).toEqual(["competenceFull", "done"]);
    const { id: roomy } = await planned(30, "JOINT");
    expect(await both((instance) => instance.call("competence/enrolments", "signUp", writer, { activityId: roomy, personId: writer }))).toEqual(["done", "done"]);
    expect(await rows("SELECT 1 FROM enrolment WHERE activity_id = $1 AND version = 1", roomy)).toBe(1);
    expect(await both((instance) => instance.call("competence/enrolments", "withdraw", writer, { activityId: roomy, personId: writer, version: 1 }))).toEqual(["CONFLICT", "done"]);
  });

  it("ASVS 2.3.4: give the last of places to no more than there are, though fifty ask at once", async () => {
    const { id } = await planned(30, "JOINT", { mostEnrolled: 1 });
    const answers = await Promise.all(Array.from({ length: 50 }, (_none, index) => {
      const who = index % 4 < 2 ? writer : colleague;
      return codeOf((index % 2 === 0 ? one : other).call("competence/enrolments", "signUp", who, { activityId: id, personId: who }));
    }));
    expect(new Set(answers)).toEqual(new Set(["competenceFull", "done"]));
    expect(await rows("SELECT 1 FROM enrolment WHERE activity_id = $1 AND state <> 'WITHDRAWN'", id)).toBe(1);
  });

  it("V21b: log one activity of one's own for one key", async () => {
    const [input, key] = [course(-1), randomUUID()];
    const appointmentId = (await looker.query<{ id: string }>("SELECT id FROM contact_person_appointment WHERE person_id = $1", [writer])).rows[0]?.id ?? "";
    expect(await both((instance) => instance.call("competence", "logIndividual", writer, appointmentId, input, key))).toEqual(["done", "done"]);
    expect(await rows("SELECT 1 FROM enrolment WHERE activity_id = $1 AND state = 'ATTENDED'", await idOf(input.title))).toBe(1);
  });

  it("V22: tell a unit's numbers once for one key, and let one of two corrections through", async () => {
    const { id } = await planned(-1, "ALL_STAFF");
    const sent = { key: randomUUID(), activityId: id, unitId: town.unitId, version: 0, offered: 40, tookPart: 12 };
    expect(await both((instance) => instance.call("competence/staff", "tellStaff", writer, sent))).toEqual(["done", "done"]);
    expect(await both((instance, index) => instance.call("competence/staff", "tellStaff", writer, { ...sent, key: randomUUID(), version: 1, tookPart: 13 + index }))).toEqual(["CONFLICT", "done"]);
    expect(await rows("SELECT 1 FROM staff_participation WHERE activity_id = $1 AND version = 2", id)).toBe(1);
  });
});
