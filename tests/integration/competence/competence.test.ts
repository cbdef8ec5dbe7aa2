import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packs } from "@packs/all";
import type { Actor } from "@/domain/actor";
import { asOfYear, type Registers } from "@/domain/registers";
import type * as enrolmentService from "@/features/competence/enrolments/service";
import { readOverviewFilter } from "@/features/competence/overview/schema";
import type * as overviewService from "@/features/competence/overview/service";
import type { competenceRegister } from "@/features/competence/register";
import { readActivityFilter, type ActivityInput, type PlannedKind } from "@/features/competence/schema";
import type * as competenceService from "@/features/competence/service";
import { readStaffFilter } from "@/features/competence/staff/schema";
import type * as staffService from "@/features/competence/staff/service";
import type * as mailService from "@/features/notifications/mails/service";
import { activityInput } from "../../factories/competence.ts";
import { openHouse, TODAY, valueOf, type House } from "../people/house.ts";

const NOON = new Date(`${TODAY}T11:00:00Z`);
/** The day of an activity that lies ahead, and an instant after it. */
const DAY = "2026-12-03";
const AFTER = new Date("2026-12-04T11:00:00Z");

let house: House;
let office: Actor;
let reader: Actor;
let competence: typeof competenceService;
let enrolments: typeof enrolmentService;
let staff: typeof staffService;
let overview: typeof overviewService;
let mails: typeof mailService;
let register: typeof competenceRegister;
let registers: Registers;

beforeAll(async () => {
  // Mails are kept to be read, as a demonstration does.
  Object.assign(process.env, { UTBLICK_DEMO: "on", UTBLICK_EMBEDDED: "on", UTBLICK_PACK: packs.find(({ modules }) => modules.competence.state === "required")?.id });
  house = await openHouse();
  [competence, enrolments, staff, overview, mails] = [await import("@/features/competence/service"), await import("@/features/competence/enrolments/service"), await import("@/features/competence/staff/service"), await import("@/features/competence/overview/service"), await import("@/features/notifications/mails/service")];
  ({ registers } = await import("@/registers"));
  ({ competenceRegister: register } = await import("@/features/competence/register"));
  office = await house.someone("COORDINATOR");
  reader = await house.someone("READER");
});
afterAll(() => house.close());

/** A unit with its contact person, who can be mailed. */
async function contact(more: { kind?: "PRIMARY" | "DEPUTY"; to?: string; from?: string } = {}) {
  const unitId = await house.body("COMPANY", `Bolaget ${randomUUID()}`);
  const email = `${randomUUID()}@kommun.example`;
  const personId = await house.person(`Kontakt ${randomUUID().slice(0, 8)}`, { email });
  const appointmentId = await house.contactPerson(unitId, personId, more.from ?? "2020-01-01", { ...(more.kind === undefined ? {} : { kind: more.kind }), ...(more.to === undefined ? {} : { to: more.to }) });
  return { unitId, personId, appointmentId, email, actor: await house.actor(personId) };
}
const planned = async (more: Partial<ActivityInput> = {}, kind: PlannedKind = "JOINT") => valueOf(await competence.planActivity(office, kind, activityInput({ startsOn: DAY, title: `Kurs ${randomUUID()}`, ...more }), randomUUID(), {}, NOON)).id;
const signUp = (activityId: string, personId: string, actor: Actor, now = NOON) => enrolments.signUp(actor, { activityId, personId }, now);
const reasonOf = (answer: { ok: boolean; reason?: string }) => (answer.ok ? null : answer.reason);
const rowOf = async (activityId: string, personId: string) => (await enrolments.listEnrolments(reader, activityId, NOON)).rows.find((row) => row.personId === personId);
const parametersOf = (address: string) => Object.fromEntries(new URL(address, "http://x").searchParams);
const list = async (address: string) => (await competence.listActivities(reader, readActivityFilter(parametersOf(address)).filter, NOON)).rows;
/** What the mails that somebody has been sent do to the calendar; other mails do nothing to it. */
async function mailsTo(email: string): Promise<string[]> {
  await mails.sendWaiting(house.system, registers, undefined, () => new Date(Date.now() + 60_000));
  const rows = await house.client.$queryRaw<{ content: { to: string; calendar: { method: string } | null } }[]>`SELECT content FROM outgoing_mail WHERE content IS NOT NULL`;
  return rows.flatMap(({ content }) => (content.to === email && content.calendar != null ? [content.calendar.method] : []));
}
const actionsOf = async (id: string) => (await competence.listActivityHistory(reader, id, { limit: 20 }, NOON)).map(({ action }) => action);

describe("what the office plans", () => {
  it("V21a: is kept with its times in Sweden, organiser, hours and last day, found by its words, and refused at a time that the clocks skip", async () => {
    const title = `Ansökningsverkstad ${randomUUID()}`;
    const id = await planned({ title, organiser: "Högskolan", place: "Salen", signUpBy: "2026-11-30", mostEnrolled: 12, hoursHundredths: 750 });
    expect(await competence.getActivity(reader, id, NOON)).toMatchObject({ state: "COMING", mayEdit: false, activity: { title, kind: "JOINT", startsOn: DAY, from: "09:00", to: "15:00", hoursHundredths: 750, signUpBy: "2026-11-30", mostEnrolled: 12, unitId: null, version: 1 } });
    expect((await list(`/x?q=${encodeURIComponent(title)}+Högskolan`)).map((row) => row.id)).toEqual([id]);
    expect(await competence.planActivity(office, "JOINT", activityInput({ startsOn: "2027-03-28", from: "02:30" }), randomUUID(), {}, NOON)).toMatchObject({ ok: false, reason: "competenceTimeNotThere", field: "from", about: { day: "2027-03-28" } });
    expect(await competence.planActivity(office, "JOINT", activityInput({ programmeId: randomUUID() }), randomUUID(), {}, NOON)).toMatchObject({ ok: false, reason: "competenceProgrammeNotThere" });
    const { actor } = await contact();
    await expect(competence.planActivity(actor, "JOINT", activityInput(), randomUUID(), {}, NOON)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("V21a: is planned once for one key, and a change that began from an older version gives both versions back", async () => {
    const [key, input] = [randomUUID(), activityInput({ startsOn: DAY, title: `En gång ${randomUUID()}` })];
    const both = await Promise.all([1, 2].map(() => competence.planActivity(office, "ALL_STAFF", input, key, {}, NOON)));
    const [id = ""] = both.map((answer) => valueOf(answer).id);
    expect(await list(`/x?q=${encodeURIComponent(input.title)}`)).toHaveLength(1);
    const change = (version: number, more: Partial<ActivityInput>) => competence.changeActivity(office, { id, version, activity: { ...input, ...more } }, NOON);
    valueOf(await change(1, { place: "Salen" }));
    await expect(change(1, { place: "Aulan" })).rejects.toMatchObject({ code: "CONFLICT", about: { baseVersion: 1, currentVersion: 2 } });
    expect((await competence.getActivityVersion(office, id, 1, NOON)).activity).toEqual(input);
    await competence.archiveActivity(office, { id, version: 2 }, true, NOON);
    await expect(competence.getActivity(reader, id, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await competence.archiveActivity(office, { id, version: 3 }, false, NOON);
    expect(await actionsOf(id)).toEqual(["competence.restored", "competence.archived", "competence.changed", "competence.planned"]);
  });

  it("V21a: invites contact persons and deputies of its day with it for their calendars, once each, those who come later too, and tells them of what is moved and called off", async () => {
    const [one, deputy, gone] = [await contact(), await contact({ kind: "DEPUTY" }), await contact({ to: "2026-11-30" })];
    const id = await planned({ place: "Salen" });
    const { invited } = valueOf(await competence.inviteContactPersons(office, { id, version: 1 }, NOON));
    expect(invited).toBeGreaterThanOrEqual(2);
    expect(await rowOf(id, gone.personId)).toBeUndefined();
    expect((await rowOf(id, deputy.personId))?.state).toBe("INVITED");
    expect(await competence.inviteContactPersons(office, { id, version: 2 }, NOON)).toMatchObject({ ok: false, reason: "competenceNobodyToInvite" });
    const late = await contact();
    expect(valueOf(await competence.inviteContactPersons(office, { id, version: 2 }, NOON)).invited).toBe(1);
    const { activity } = await competence.getActivity(office, id, NOON);
    valueOf(await competence.changeActivity(office, { id, version: activity.version, activity: { ...activityInput({ ...activity, startsOn: "2026-12-04" }), endsOn: "2026-12-04", programmeId: null } }, NOON));
    valueOf(await competence.cancelActivity(office, { id, version: activity.version + 1 }, NOON));
    for (const { email } of [one, deputy, late]) {
      expect((await mailsTo(email)).toSorted()).toEqual(["CANCEL", "REQUEST", "REQUEST"]);
    }
    expect(await mailsTo(gone.email)).toEqual([]);
    expect(await signUp(id, one.personId, one.actor)).toMatchObject({ ok: false, reason: "competenceCancelled" });
  });
});

describe("signing up", () => {
  it("V21a: gives one row however often it is done, is taken back, and done again", async () => {
    const { personId, actor, email } = await contact();
    const id = await planned();
    await Promise.all([1, 2, 3].map(() => signUp(id, personId, actor)));
    expect((await enrolments.listEnrolments(reader, id, NOON)).rows.map((row) => [row.personId, row.state, row.version])).toEqual([[personId, "ENROLLED", 1]]);
    valueOf(await enrolments.withdraw(actor, { activityId: id, personId, version: 1 }, NOON));
    await expect(enrolments.withdraw(actor, { activityId: id, personId, version: 1 }, NOON)).rejects.toMatchObject({ code: "CONFLICT" });
    valueOf(await signUp(id, personId, office));
    expect(await rowOf(id, personId)).toMatchObject({ state: "ENROLLED", version: 3 });
    expect(await actionsOf(id)).toEqual(["competence.signedUp", "competence.withdrawn", "competence.signedUp", "competence.planned"]);
    expect((await mailsTo(email)).toSorted()).toEqual(["CANCEL", "REQUEST", "REQUEST"]);
  });

  it("V21a: is refused after the last day, when it is full, has begun or is called off, and says so; the office writes up who came all the same", async () => {
    const [one, other] = [await contact(), await contact()];
    const closed = await planned({ signUpBy: "2026-11-21" });
    expect(await signUp(closed, one.personId, one.actor)).toMatchObject({ reason: "competenceSignUpClosed", about: { day: "2026-11-21" } });
    expect((await enrolments.listEnrolments(one.actor, closed, NOON)).closed).toMatchObject({ reason: "competenceSignUpClosed" });
    expect(reasonOf(await signUp(closed, one.personId, office))).toBeNull();
    const full = await planned({ mostEnrolled: 1 });
    const answers = await Promise.all([signUp(full, one.personId, one.actor), signUp(full, other.personId, other.actor)]);
    expect(answers.map(reasonOf).toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual(["competenceFull", null]);
    expect((await competence.listActivities(reader, readActivityFilter({ open: "1" }).filter, NOON)).rows.some((row) => row.id === full || row.id === closed)).toBe(false);
    expect(await competence.changeActivity(office, { id: closed, version: 1, activity: activityInput({ startsOn: DAY, title: "Stängd", mostEnrolled: 1 }) }, NOON)).toMatchObject({ ok: true });
    const begun = await planned();
    expect(reasonOf(await signUp(begun, one.personId, one.actor, AFTER))).toBe("competenceBegun");
    expect(reasonOf(await signUp(begun, one.personId, office, AFTER))).toBeNull();
    expect(reasonOf(await signUp(begun, reader.personId, reader, NOON))).toBe("competenceNotContactPerson");
    await expect(signUp(begun, other.personId, one.actor)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("V21a: ends in who was there and for how long, told by each or by the office, and asked for until it is told", async () => {
    const [one, other, invited] = [await contact(), await contact(), await contact()];
    const id = await planned({ startsOn: "2026-11-19", hoursHundredths: 600 });
    for (const { personId } of [one, other]) valueOf(await signUp(id, personId, office));
    const early = await planned();
    valueOf(await signUp(early, one.personId, one.actor));
    expect(await enrolments.tellAttendance(one.actor, { activityId: early, personId: one.personId, version: 1, wasThere: true, hoursHundredths: null }, NOON)).toMatchObject({ reason: "competenceNotYet" });
    const asked = async (actor: Actor) => (await register.tasks(actor, TODAY)).filter(({ path }) => path.includes(id)).map(({ key, owner }) => [key, owner.kind]);
    expect(await asked(one.actor)).toEqual([[`competence tell ${id}`, "PERSON"]]);
    valueOf(await enrolments.tellAttendance(one.actor, { activityId: id, personId: one.personId, version: 1, wasThere: true, hoursHundredths: 450 }, NOON));
    expect(await asked(one.actor)).toEqual([]);
    await expect(enrolments.tellAttendance(office, { activityId: id, personId: one.personId, version: 1, wasThere: false, hoursHundredths: null }, NOON)).rejects.toMatchObject({ code: "CONFLICT" });
    // The office has the last word: who was there keeps the hours told, and who had signed up and was not there was absent.
    const { activity } = await competence.getActivity(office, id, NOON);
    valueOf(await enrolments.writeAttendances(office, { id, version: activity.version, presentIds: [one.personId] }, NOON));
    await expect(enrolments.writeAttendances(office, { id, version: activity.version, presentIds: [] }, NOON)).rejects.toMatchObject({ code: "CONFLICT" });
    expect([await rowOf(id, one.personId), await rowOf(id, other.personId)]).toMatchObject([{ state: "ATTENDED", hoursHundredths: 450 }, { state: "ABSENT", hoursHundredths: null }]);
    await expect(enrolments.tellAttendance(office, { activityId: id, personId: invited.personId, version: 1, wasThere: true, hoursHundredths: null }, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await competence.changeActivity(office, { id, version: activity.version + 1, activity: activityInput({ startsOn: DAY }) }, NOON)).toMatchObject({ reason: "competenceAttendedAlready" });
  });
});

describe("what one contact person learns alone", () => {
  it("V21b: is logged by the own unit for its contact person: attended when it is over, with its hours, and signed up to when it lies ahead", async () => {
    const { unitId, personId, appointmentId, actor } = await contact();
    const key = randomUUID();
    const input = activityInput({ title: `Kurs ${randomUUID()}`, startsOn: "2026-05-05", hoursHundredths: 1600 });
    const both = await Promise.all([1, 2].map(() => competence.logIndividual(actor, appointmentId, input, key, {}, NOON)));
    const [id = ""] = both.map((answer) => valueOf(answer).id);
    expect((await competence.getActivity(reader, id, NOON)).activity).toMatchObject({ kind: "INDIVIDUAL", unitId });
    expect(await rowOf(id, personId)).toMatchObject({ state: "ATTENDED", hoursHundredths: 1600 });
    valueOf(await competence.changeActivity(actor, { id, version: 1, activity: { ...input, hoursHundredths: 800 } }, NOON));
    expect(await rowOf(id, personId)).toMatchObject({ state: "ATTENDED", hoursHundredths: 800 });
    const ahead = valueOf(await competence.logIndividual(actor, appointmentId, activityInput({ startsOn: DAY }), randomUUID(), {}, NOON)).id;
    expect(await rowOf(ahead, personId)).toMatchObject({ state: "ENROLLED" });
    expect(reasonOf(await enrolments.withdraw(actor, { activityId: ahead, personId, version: 1 }, NOON))).toBe("competenceIndividual");
    expect(reasonOf(await competence.inviteContactPersons(office, { id: ahead, version: 1 }, NOON))).toBe("competenceNotJoint");
    valueOf(await competence.cancelActivity(actor, { id: ahead, version: 1 }, NOON));
  });

  it("V21b: is not another unit's to log, and not of a day when the person was not contact person", async () => {
    const [one, other] = [await contact(), await contact({ from: "2026-06-01" })];
    await expect(competence.logIndividual(one.actor, other.appointmentId, activityInput(), randomUUID(), {}, NOON)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await competence.logIndividual(other.actor, other.appointmentId, activityInput({ startsOn: "2026-05-05" }), randomUUID(), {}, NOON)).toMatchObject({ reason: "competenceAppointmentNotThere", field: "appointmentId" });
    expect((await competence.listContactChoices(one.actor, NOON)).map(({ appointmentId }) => appointmentId)).toEqual([one.appointmentId]);
    expect(await competence.listContactChoices(reader, NOON)).toEqual([]);
  });
});

describe("other staff", () => {
  it("V22: are told of in numbers by their own unit, once for one key, and never by name", async () => {
    const [one, other] = [await contact(), await contact()];
    const id = await planned({}, "ALL_STAFF");
    const sent = { key: randomUUID(), activityId: id, unitId: one.unitId, version: 0, offered: 40, tookPart: 0 };
    await Promise.all([staff.tellStaff(one.actor, sent, NOON), staff.tellStaff(one.actor, sent, NOON)]);
    expect(await staff.tellStaff(one.actor, { ...sent, key: randomUUID(), version: 1, tookPart: 12 }, NOON)).toMatchObject({ reason: "competenceStaffNotYet", field: "tookPart" });
    valueOf(await staff.tellStaff(one.actor, { ...sent, key: randomUUID(), version: 1, tookPart: 12 }, AFTER));
    await expect(staff.tellStaff(office, { ...sent, key: randomUUID(), version: 1, tookPart: 13 }, AFTER)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(staff.tellStaff(one.actor, { ...sent, key: randomUUID(), unitId: other.unitId }, NOON)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await staff.listStaffOf(reader, id, NOON)).rows).toMatchObject([{ unitId: one.unitId, offered: 40, tookPart: 12, version: 2 }]);
    expect((await staff.listStaffOf(one.actor, id, NOON)).units.map((unit) => unit.id)).toEqual([one.unitId]);
    expect(await staff.tellStaff(office, { ...sent, key: randomUUID(), activityId: await planned() }, NOON)).toMatchObject({ reason: "competenceNotForStaff" });
    expect(await staff.tellStaff(office, { ...sent, key: randomUUID(), unitId: randomUUID() }, NOON)).toMatchObject({ reason: "competenceUnitNotThere" });
  });
});

describe("the year", () => {
  it("V21a: shows who has had what, with the hours and what is lacking, each figure as long as the list that it leads to", async () => {
    const [full, half, none, deputy] = [await contact({ from: "2019-01-01" }), await contact({ from: "2019-01-01" }), await contact({ from: "2019-01-01" }), await contact({ from: "2019-01-01", kind: "DEPUTY" })];
    const past = { startsOn: "2019-03-05" };
    const [joint, open, offOne] = [await planned({ ...past, hoursHundredths: 600 }), await planned({ ...past, hoursHundredths: 200 }, "ALL_STAFF"), await planned({ startsOn: "2019-11-05" })];
    for (const { personId } of [full, half, deputy]) valueOf(await signUp(joint, personId, office));
    valueOf(await signUp(open, none.personId, office));
    for (const [activityId, { personId }] of [[joint, full], [joint, half], [joint, deputy], [open, none]] as const) valueOf(await enrolments.tellAttendance(office, { activityId, personId, version: 1, wasThere: true, hoursHundredths: null }, NOON));
    valueOf(await competence.logIndividual(full.actor, full.appointmentId, activityInput({ startsOn: "2019-05-06", hoursHundredths: 150 }), randomUUID(), {}, NOON));
    valueOf(await staff.tellStaff(office, { key: randomUUID(), activityId: open, unitId: half.unitId, version: 0, offered: 30, tookPart: 9 }, NOON));
    await competence.archiveActivity(office, { id: offOne, version: 1 }, true, NOON);

    const persons = (parameters: Record<string, string>) => overview.listPersons(reader, readOverviewFilter(parameters).filter, NOON);
    const { rows, counts, on } = await persons({ year: "2019" });
    expect(on).toBe("2019-12-31");
    const had = Object.fromEntries(rows.map((row) => [row.personId, [row.joint, row.individual, row.allStaff, row.hoursHundredths]]));
    expect([had[full.personId], had[half.personId], had[none.personId], had[deputy.personId]]).toEqual([[1, 1, 0, 750], [1, 0, 0, 600], [0, 0, 1, 200], undefined]);
    expect(counts).toEqual({ all: rows.length, JOINT: rows.filter((row) => row.joint === 0).length, INDIVIDUAL: rows.filter((row) => row.individual === 0).length });
    for (const row of rows) {
      const behind = (more: string) => list(`/x?year=2019&person=${row.personId}&part=ATTENDED${more}`);
      const [all, jointly, alone, openly] = [await behind(""), await behind("&kind=JOINT"), await behind("&kind=INDIVIDUAL"), await behind("&kind=ALL_STAFF")];
      expect([jointly.length, alone.length, openly.length]).toEqual([row.joint, row.individual, row.allStaff]);
      expect(all.reduce((sum, { hoursHundredths }) => sum + hoursHundredths, 0)).toBe(row.hoursHundredths);
    }

    // The same figures as evidence, for two readers, each as long as the list that it leads to.
    for (const actor of [reader, half.actor]) {
      const evidence = await register.evidence(actor, asOfYear(2019, TODAY));
      const of = (unitId: string) => evidence.filter((one) => one.unitId === unitId).map(({ kind, count, lacking }) => [kind, count, lacking?.count]);
      expect(of(full.unitId)).toEqual([["JOINT_COMPETENCE", 1, 0], ["INDIVIDUAL_COMPETENCE", 1, 0]]);
      expect(of(half.unitId)).toEqual([["JOINT_COMPETENCE", 1, 0], ["INDIVIDUAL_COMPETENCE", 0, 1], ["STAFF_COMPETENCE", 1, undefined]]);
      expect(of(none.unitId)).toEqual([["JOINT_COMPETENCE", 0, 1], ["INDIVIDUAL_COMPETENCE", 0, 1]]);
      expect(of(deputy.unitId)).toEqual([]);
      for (const { kind, count, path, lacking } of evidence) {
        if (kind === "STAFF_COMPETENCE") expect((await staff.listStaff(actor, readStaffFilter(parametersOf(path)).filter, NOON)).total).toBe(count);
        else {
          expect((await persons(parametersOf(path))).rows).toHaveLength(count);
          expect((await persons(parametersOf(lacking?.path ?? ""))).rows).toHaveLength(lacking?.count ?? -1);
        }
      }
    }
    for (const { key, count, of, path } of (await register.measures?.(reader, 2019)) ?? []) {
      expect(key === "staff" ? (await staff.listStaff(reader, readStaffFilter(parametersOf(path)).filter, NOON)).total : (await persons(parametersOf(path))).rows.length).toBe(count);
      expect(of).toBe(key === "staff" ? null : rows.length);
    }
    expect(await staff.countStaff(reader, 2019, null, NOON)).toMatchObject([{ unitId: half.unitId, offers: 1, offered: 30, tookPart: 9 }]);
    expect(await staff.countStaff(reader, 2019, "2019-03-04", NOON)).toEqual([]);
    expect((await persons({ year: "2019", until: "2019-03-04" })).rows.every((row) => row.hoursHundredths === 0)).toBe(true);
  });

  it("V21b: makes whoever has had nothing a task of the office's when the year is nearly over, and of nobody else's", async () => {
    const { personId } = await contact();
    const asked = async (actor: Actor, day: string) => (await register.tasks(actor, day)).find(({ key }) => key === `competence nothing ${personId}`);
    expect(await asked(office, "2026-10-01")).toMatchObject({ owner: { kind: "OFFICE" }, clause: "V21a", state: "missing", dueOn: "2026-12-31" });
    expect(await asked(office, "2026-09-30")).toBeUndefined();
    expect(await asked(reader, "2026-10-01")).toBeUndefined();
    const id = await planned({ startsOn: "2026-02-03" });
    valueOf(await signUp(id, personId, office));
    valueOf(await enrolments.tellAttendance(office, { activityId: id, personId, version: 1, wasThere: true, hoursHundredths: null }, NOON));
    expect(await asked(office, "2026-10-01")).toBeUndefined();
  });
});
