import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/domain/actor";
import { addDays } from "@/domain/plain-date";
import type * as Coordination from "@/features/coordination/service";
import type * as Tasks from "@/features/tasks/service";
import { entryInput } from "../../factories/coordination.ts";
import { NOON, openRegister, valueOf, type RegisterHouse } from "../../factories/register.ts";

let house: RegisterHouse;
let tasks: typeof Tasks;
let coordination: typeof Coordination;
let around: Tasks.Around;
let colleague: Actor;

const TODAY = "2026-11-22";
const later = (days: number) => new Date(NOON.getTime() + days * 86_400_000);

beforeAll(async () => {
  house = await openRegister();
  tasks = await import("@/features/tasks/service");
  coordination = await import("@/features/coordination/service");
  around = { registers: (await import("@/registers")).registers };
  colleague = await house.someone("COORDINATOR");
  const accounts = await import("@/features/accounts/service");
  for (const { personId } of [house.contact, house.deputy, house.stranger, house.office, colleague]) valueOf(await accounts.addOidcIdentity(house.system, { personId, issuer: "https://login.utblick.example", subject: randomUUID() }, randomUUID()));
});
afterAll(() => house.close());

/** A task of the unit's in the log of coordination, and what it is known by. */
const assign = async (unitId = house.unit, dueOn: string | null = "2026-11-30") => {
  const title = `Uppgift ${randomUUID()}`;
  const { id } = valueOf(await coordination.noteEntry(house.office, entryInput({ responsibleId: unitId, title, dueOn }), randomUUID(), {}, NOON));
  return { id, title, key: `coordination ${id}` };
};
const finish = async (id: string) => valueOf(await coordination.markDone(house.office, { id, version: 1, on: TODAY }, NOON));
const of = async (actor: Actor, key: string, now = NOON) => (await tasks.listTasks(actor, around, now)).find((task) => task.key === key) ?? null;
const placeOf = async (actor: Actor, key: string, unitId: string | null = null) => {
  const task = await of(actor, key);
  if (task === null) throw new Error(`${key} is not to be done`);
  return { register: task.register, taskId: task.id, unitId };
};
const hand = async (actor: Actor, key: string, to: Actor, version = 0, requestKey = randomUUID()) => tasks.handOver(actor, { key: requestKey, place: await placeOf(actor, key), version, toId: to.personId }, around, NOON);
const toldOf = async (actor: Actor, kind: string) => (await house.query<{ count: number }>("SELECT count(*)::int AS count FROM notification WHERE person_id = $1 AND kind::text = $2", [actor.personId, kind]))[0]!.count;

describe("a person's list", () => {
  it("gathers what is to be done, what is missing and what waits for a decision, each with why and by which clause", async () => {
    const { key } = await assign();
    const projectId = await house.log({ status: "GRANTED", isExternallyFunded: true });
    const own = await tasks.listTasks(house.contact, around, NOON);
    expect(own.find((task) => task.key === key)).toMatchObject({ register: "coordinationEntry", form: "TASK", dueOn: "2026-11-30", why: { kind: "CONTACT_PERSON", unitId: house.unit }, standing: "open", mayHandOver: true });
    const decision = own.find((task) => task.key === `decision ${projectId}`);
    expect(decision).toMatchObject({ register: "project", form: "DECISION", path: `/projects/${projectId}`, why: { kind: "CONTACT_PERSON" } });
    expect(await of(house.deputy, key)).toMatchObject({ why: { kind: "DEPUTY" } });
    expect(await of(house.office, key)).toMatchObject({ why: { kind: "FOLLOWED", unitId: house.unit } });
    for (const actor of [house.stranger, house.reader, house.nobody]) expect(await of(actor, key)).toBeNull();
  });

  it("tells a unit alone what is missing of its own, in the clause's words, and the office all of it", async () => {
    const lonely = await house.body("DEPARTMENT", `Ensamma förvaltningen ${randomUUID()}`, { parentId: house.board });
    const key = `contact person ${lonely}`;
    const found = await of(house.office, key);
    // Where the document asks for contact persons.
    const { getPack } = await import("@/server/pack");
    const { state, clause } = getPack().modules.contactPersons;
    if (state === "required") expect(found).toMatchObject({ form: "GAP", clause, why: { kind: "FOLLOWED", unitId: lonely }, stateWord: "tasks.gapState" });
    else expect(found).toBeNull();
    expect(await of(house.contact, key)).toBeNull();
  });

  it("forgets a task by itself when its cause is gone", async () => {
    const { id, key } = await assign();
    expect(await of(house.contact, key)).not.toBeNull();
    await finish(id);
    expect(await of(house.contact, key)).toBeNull();
  });

  it("is one page of fifty, counted as a whole, and exported as it is shown", async () => {
    const { key } = await assign(house.unit, "2026-11-02");
    const { readTaskFilter } = await import("@/features/tasks/schema");
    const { filter } = readTaskFilter({ due: "late", register: "coordinationEntry" });
    const page = await tasks.readTasks(house.contact, filter, around, NOON);
    expect(page.rows.some((task) => task.key === key)).toBe(true);
    expect(page.rows.every(({ register, dueOn }) => register === "coordinationEntry" && dueOn !== null && dueOn < TODAY)).toBe(true);
    expect(page.counts.late).toBeGreaterThanOrEqual(page.total);
    const exported = [];
    for await (const piece of tasks.exportTasks(house.contact, filter, around, NOON)) exported.push(...piece);
    expect(exported.map(({ id }) => id)).toEqual(page.rows.map(({ id }) => id));
    expect((await tasks.readTasks(house.contact, { ...filter, page: 99 }, around, NOON)).rows).toEqual([]);
  });
});

describe("a unit's list", () => {
  it("is read by its people, the office and who leads it, the last without what may be confidential", async () => {
    const { key } = await assign();
    const projectId = await house.log({ title: `Hemligt ${randomUUID()}`, ends: { on: "2026-01-31", precision: "DAY" }, status: "ONGOING", isConfidential: true, confidentialityProvision: "OSL 19 kap. 1 §", confidentialityOn: TODAY, confidentialityBy: "Chefen" });
    const manager = await house.someone("UNIT_MANAGER", house.unit);
    const keysOf = async (actor: Actor) => (await tasks.listUnitTasks(actor, house.unit, around, NOON)).tasks;
    for (const actor of [house.contact, house.deputy, house.office]) expect((await keysOf(actor)).map((task) => task.key)).toEqual(expect.arrayContaining([key, `report ${projectId}`]));
    const led = await tasks.listUnitTasks(manager, house.unit, around, NOON);
    expect(led.tasks.map((task) => task.key)).toContain(key);
    expect(led.tasks.filter(({ register }) => ["project", "projectMoney", "projectDraft", "decision", "supportCase"].includes(register))).toEqual([]);
    expect(led.hidden).toBeGreaterThan(0);
    for (const actor of [house.stranger, house.reader, house.nobody]) await expect(tasks.listUnitTasks(actor, house.unit, around, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(tasks.listUnitTasks(house.office, randomUUID(), around, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("offers each the lists that are theirs to read", async () => {
    const idsOf = async (actor: Actor) => (await tasks.listTaskUnits(actor, NOON)).units.map(({ id }) => id);
    expect(await idsOf(house.contact)).toEqual([house.unit]);
    expect(await idsOf(house.reader)).toEqual([]);
    expect(await idsOf(house.office)).toEqual(expect.arrayContaining([house.unit, house.otherUnit]));
  });
});

describe("putting off", () => {
  it("hides a task from its own reader until the day, when it is there again, and from nobody else", async () => {
    const { key } = await assign();
    const snooze = async (until: string) => tasks.snooze(house.contact, { place: await placeOf(house.contact, key), until }, around, NOON);
    expect(await snooze(TODAY)).toMatchObject({ ok: false, reason: "taskSnoozedToPast" });
    valueOf(await snooze(addDays(TODAY, 3)));
    expect(await of(house.contact, key)).toMatchObject({ standing: "snoozed", until: addDays(TODAY, 3) });
    expect(await of(house.deputy, key)).toMatchObject({ standing: "open" });
    expect(await of(house.contact, key, later(3))).toMatchObject({ standing: "open" });
    // Twice is once, and the last day holds.
    valueOf(await snooze(addDays(TODAY, 5)));
    expect(await of(house.contact, key, later(3))).toMatchObject({ standing: "snoozed" });
    await tasks.wake(house.contact, { taskId: (await placeOf(house.contact, key)).taskId });
    expect(await of(house.contact, key)).toMatchObject({ standing: "open" });
  });

  it("is of what is on one's own list alone", async () => {
    const { key } = await assign();
    const place = { ...(await placeOf(house.contact, key)), unitId: house.unit };
    for (const actor of [house.stranger, house.reader]) await expect(tasks.snooze(actor, { place, until: addDays(TODAY, 3) }, around, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(tasks.snooze(house.contact, { place: { ...place, taskId: "0".repeat(32), unitId: null }, until: addDays(TODAY, 3) }, around, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("handing over", () => {
  it("gives a unit's task to who may do it, at once, tells them, and leaves an entry and a version", async () => {
    const { key } = await assign();
    const { value, entries, versions } = await house.recorded(() => hand(house.contact, key, house.deputy));
    const { id } = valueOf(value);
    expect(entries).toMatchObject([{ action: "tasks.handedOver", subject_id: id, actor_id: house.contact.personId, unit_id: house.unit, on_behalf: false, version_count: 1 }]);
    expect(versions).toMatchObject([{ table_name: "task_handover", version: 1 }]);
    expect(await of(house.contact, key)).toMatchObject({ standing: "handed", handover: { id, toName: "Ställföreträdare Provsson" } });
    expect(await of(house.deputy, key)).toMatchObject({ standing: "open", why: { kind: "HANDED_OVER", by: "Kontakt Provsson" } });
    expect(await of(house.office, key)).toMatchObject({ standing: "handed" });
    expect(await toldOf(house.deputy, "TASK_HANDED_OVER")).toBe(1);
    expect(await toldOf(house.contact, "TASK_HANDED_OVER")).toBe(0);
  });

  it("gives the office what is only on the unit's list, as long as it is there", async () => {
    const projectId = await house.log({ ends: { on: "2026-01-31", precision: "DAY" }, status: "ONGOING" });
    const key = `report ${projectId}`;
    expect(await of(house.office, key)).toBeNull();
    valueOf(await hand(house.contact, key, house.office));
    expect(await of(house.office, key)).toMatchObject({ standing: "open", isByRight: false, path: `/projects/${projectId}`, why: { kind: "HANDED_OVER", by: "Kontakt Provsson" } });
    expect(await of(house.contact, key)).toMatchObject({ standing: "handed" });
    const { version } = await house.project(projectId);
    await house.projects.archiveProject(house.office, { id: projectId, _version: version }, true);
    expect([await of(house.office, key), await of(house.contact, key)]).toEqual([null, null]);
  });

  it("is offered to the unit's people and the office, and refused to others and for what is no unit's", async () => {
    const { key } = await assign();
    const prepared = await tasks.prepareTask(house.contact, await placeOf(house.contact, key), around, NOON);
    expect(prepared.colleagues.map(({ id }) => id).sort()).toEqual([house.deputy.personId, house.office.personId, colleague.personId].sort());
    for (const stranger of [house.stranger, house.reader]) expect(await hand(house.contact, key, stranger)).toMatchObject({ ok: false, reason: "taskReceiverCannot", field: "to" });
    const { draftId } = await house.projectDrafts.startLog(house.contact, { copyOf: null });
    await expect(hand(house.contact, `draft ${draftId}`, house.deputy)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(tasks.prepareTask(house.stranger, { ...(await placeOf(house.contact, key)), unitId: house.unit }, around, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is done once for one key, and by one of two who do it at the same time", async () => {
    const { key } = await assign();
    const requestKey = randomUUID();
    const [first, again] = [await hand(house.contact, key, house.deputy, 0, requestKey), await hand(house.contact, key, house.deputy, 0, requestKey)];
    expect(valueOf(again)).toEqual(valueOf(first));
    await expect(hand(house.contact, key, house.office, 0)).rejects.toMatchObject({ code: "CONFLICT" });
    const other = await assign();
    const both = await Promise.allSettled([hand(house.contact, other.key, house.deputy), hand(house.office, other.key, colleague)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find((one) => one.status === "rejected")).toMatchObject({ reason: { code: "CONFLICT" } });
  });

  it("goes on to somebody else from the version that was shown, and tells both", async () => {
    const { key } = await assign();
    valueOf(await hand(house.contact, key, house.deputy));
    const [before, back] = [await toldOf(colleague, "TASK_HANDED_OVER"), await toldOf(house.deputy, "TASK_TAKEN_BACK")];
    valueOf(await hand(house.contact, key, colleague, 1));
    expect([await toldOf(colleague, "TASK_HANDED_OVER"), await toldOf(house.deputy, "TASK_TAKEN_BACK")]).toEqual([before + 1, back + 1]);
    expect(await of(house.deputy, key)).toMatchObject({ standing: "handed" });
    expect(await of(colleague, key)).toMatchObject({ standing: "open" });
  });

  it("is taken back by the giver, and handed back by the receiver, once", async () => {
    for (const ends of [house.contact, house.deputy]) {
      const { key } = await assign();
      const { id } = valueOf(await hand(house.contact, key, house.deputy));
      await expect(tasks.takeBack(house.stranger, { id, version: 1 }, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(tasks.takeBack(ends, { id, version: 2 }, NOON)).rejects.toMatchObject({ code: "CONFLICT" });
      const { entries } = await house.recorded(() => tasks.takeBack(ends, { id, version: 1 }, NOON));
      expect(entries).toMatchObject([{ action: "tasks.takenBack", subject_id: id }]);
      await expect(tasks.takeBack(ends, { id, version: 2 }, NOON)).rejects.toMatchObject({ code: "CONFLICT" });
      for (const actor of [house.contact, house.deputy]) expect(await of(actor, key)).toMatchObject({ standing: "open", handover: null });
      valueOf(await hand(house.contact, key, house.deputy));
    }
  });

  it("counts for nothing when the receiver may do it no longer, and can then be handed to somebody else", async () => {
    const { key } = await assign();
    const personId = await house.person("Avgående Provsson");
    valueOf(await house.people.giveRole(house.system, { personId, role: "COORDINATOR", bodyId: null, from: "2020-01-01", to: TODAY }, randomUUID()));
    const leaving = await house.actor(personId);
    const accounts = await import("@/features/accounts/service");
    valueOf(await accounts.addOidcIdentity(house.system, { personId: leaving.personId, issuer: "https://login.utblick.example", subject: randomUUID() }, randomUUID()));
    valueOf(await hand(house.contact, key, leaving));
    expect(await of(house.contact, key)).toMatchObject({ standing: "handed" });
    expect(await of(house.contact, key, later(1))).toMatchObject({ standing: "open", handover: null });
    const place = await placeOf(house.contact, key);
    valueOf(await tasks.handOver(house.contact, { key: randomUUID(), place, version: 0, toId: house.deputy.personId }, around, later(1)));
    expect(await of(house.deputy, key, later(1))).toMatchObject({ why: { kind: "HANDED_OVER" } });
  });
});

describe("what is no longer there", () => {
  it("is forgotten by the program: what was put off of it, and who had been given it, with an entry", async () => {
    const [gone, there] = [await assign(), await assign()];
    for (const { key } of [gone, there]) {
      valueOf(await hand(house.contact, key, house.deputy));
      valueOf(await tasks.snooze(house.deputy, { place: await placeOf(house.deputy, key), until: addDays(TODAY, 30) }, around, NOON));
    }
    await finish(gone.id);
    const standing = async () => [
      (await house.query("SELECT 1 FROM task_snooze WHERE person_id = $1", [house.deputy.personId])).length,
      (await house.query("SELECT 1 FROM task_handover WHERE to_id = $1 AND ended_at IS NULL", [house.deputy.personId])).length,
    ];
    const [snoozes, handovers] = await standing();
    const { entries } = await house.recorded(async () => tasks.forgetGone(house.system, house.deputy, await tasks.listTasks(house.deputy, around, NOON), around, NOON));
    expect(entries).toMatchObject([{ action: "tasks.doneWith", actor_id: null, unit_id: house.unit }]);
    expect(await standing()).toEqual([snoozes! - 1, handovers! - 1]);
    expect(await of(house.deputy, there.key)).toMatchObject({ standing: "snoozed", handover: { toId: house.deputy.personId } });
    for (const actor of [house.contact, house.office]) await expect(tasks.forgetGone(actor, actor, [], around, NOON)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("is not what a register leaves out because it has too much", async () => {
    const { key } = await assign();
    valueOf(await tasks.snooze(house.contact, { place: await placeOf(house.contact, key), until: addDays(TODAY, 30) }, around, NOON));
    const listed = await tasks.listTasks(house.contact, around, NOON);
    const other = listed.find((task) => task.register === "coordinationEntry" && task.key !== key)!;
    const full = Array.from({ length: 50 }, (_none, index) => ({ ...other, id: `${index}`.padStart(32, "0") }));
    await tasks.forgetGone(house.system, house.contact, full, around, NOON);
    expect(await of(house.contact, key)).toMatchObject({ standing: "snoozed" });
  });
});

describe("what falls due", () => {
  it("is told to who does it: not to who has put it off until its day, nor to who has handed it over", async () => {
    const schedules = await import("@/features/notifications/schedules/service");
    const [mine, put, handed] = [await assign(), await assign(), await assign()];
    valueOf(await tasks.snooze(house.contact, { place: await placeOf(house.contact, put.key), until: addDays(TODAY, 2) }, around, NOON));
    valueOf(await hand(house.contact, handed.key, house.deputy));
    const told = async () => (await house.query<{ key: string }>("SELECT params ->> 'key' AS key FROM notification WHERE person_id = $1 AND kind = 'TASK_DUE'", [house.contact.personId])).map(({ key }) => key);
    await schedules.runSchedules(house.system, around.registers, new Date("2026-11-22T10:00:00Z"));
    const first = await told();
    expect(first).toContain(mine.key);
    expect(first).not.toContain(put.key);
    expect(first).not.toContain(handed.key);
    await schedules.runSchedules(house.system, around.registers, new Date("2026-11-24T10:00:00Z"));
    expect(await told()).toContain(put.key);
    expect(await told()).not.toContain(handed.key);
    const [deputy] = await house.query<{ count: number }>("SELECT count(*)::int AS count FROM notification WHERE person_id = $1 AND kind = 'TASK_DUE' AND params ->> 'key' = $2", [house.deputy.personId, handed.key]);
    expect(deputy).toEqual({ count: 1 });
  });
});
