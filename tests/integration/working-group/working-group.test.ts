import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packs } from "@packs/all";
import { addDays, dateInStockholm } from "@/domain/plain-date";
import type { Actor } from "@/domain/actor";
import type { Registers } from "@/domain/registers";
import type * as mailService from "@/features/notifications/mails/service";
import type * as decisionService from "@/features/decisions/service";
import type * as assignmentService from "@/features/working-group/assignments/service";
import type * as followUpService from "@/features/working-group/follow-ups/service";
import type { groupMeetingRegister } from "@/features/working-group/register";
import { readMeetingFilter } from "@/features/working-group/schema";
import type * as groupService from "@/features/working-group/service";
import { decisionInput } from "../../factories/decisions.ts";
import { groupAssignmentInput, groupMeetingInput } from "../../factories/working-group.ts";
import { openHouse, TODAY, valueOf, type House } from "../people/house.ts";

const NOON = new Date(`${TODAY}T11:00:00Z`);
/** A day that lies ahead whenever the tests are run: who is appointed or leaves is so by the clock of the machine. */
const DAY = addDays(dateInStockholm(new Date()), 30);
const YEAR = Number(DAY.slice(0, 4));
const AFTER = new Date(`${addDays(DAY, 1)}T11:00:00Z`);

let house: House;
let office: Actor;
let reader: Actor;
let group: typeof groupService;
let assignments: typeof assignmentService;
let followUps: typeof followUpService;
let decisions: typeof decisionService;
let mails: typeof mailService;
let registers: Registers;
let register: typeof groupMeetingRegister;

beforeAll(async () => {
  // Mails are kept to be read, as a demonstration does.
  Object.assign(process.env, { UTBLICK_DEMO: "on", UTBLICK_EMBEDDED: "on", UTBLICK_PACK: packs.find(({ modules }) => modules.workingGroup.state === "required")?.id });
  house = await openHouse();
  [group, assignments, followUps, decisions, mails] = [await import("@/features/working-group/service"), await import("@/features/working-group/assignments/service"), await import("@/features/working-group/follow-ups/service"), await import("@/features/decisions/service"), await import("@/features/notifications/mails/service")];
  ({ registers } = await import("@/registers"));
  ({ groupMeetingRegister: register } = await import("@/features/working-group/register"));
  office = await house.someone("COORDINATOR");
  reader = await house.someone("READER");
});
afterAll(() => house.close());

/** A unit with its contact person, who can be mailed. */
async function member(more: { to?: string; from?: string } = {}) {
  const unitId = await house.body("COMPANY", `Bolaget ${randomUUID()}`);
  const email = `${randomUUID()}@kommun.example`;
  const personId = await house.person(`Medlem ${randomUUID().slice(0, 8)}`, { email });
  const appointmentId = await house.contactPerson(unitId, personId, more.from ?? "2024-01-01", more.to === undefined ? {} : { to: more.to });
  return { unitId, personId, appointmentId, email };
}
const planned = async (more: object = {}) => valueOf(await group.planMeeting(office, groupMeetingInput({ day: DAY, title: `Möte ${randomUUID()}`, ...more }), randomUUID(), {}, NOON)).id;
const called = async (more: object = {}) => {
  const id = await planned(more);
  valueOf(await group.callMeeting(office, { id, version: 1 }, NOON));
  return id;
};
const calledIds = async (id: string) => (await group.getMeeting(reader, id, NOON)).attendees.flatMap(({ personId, isCalled }) => (isCalled ? [personId] : []));

interface Kept {
  to: string;
  subject: string;
  text: string;
  calendar: { method: string; content: string } | null;
}
/** The mails that somebody has been sent, with what goes into the calendar, the first first. */
async function mailsTo(email: string): Promise<Kept[]> {
  await mails.sendWaiting(house.system, registers, undefined, () => new Date(Date.now() + 60_000));
  const rows = await house.client.$queryRaw<{ content: Kept }[]>`SELECT content FROM outgoing_mail WHERE content IS NOT NULL ORDER BY created_at, id`;
  return rows.map(({ content }) => content).filter(({ to }) => to === email);
}

describe("a meeting of the working group", () => {
  it("V24: is planned once by the office for one key, and nobody is called until the office does so, once", async () => {
    const { personId } = await member();
    const [input, key] = [groupMeetingInput({ day: DAY }), randomUUID()];
    const twice = await Promise.all([1, 2].map(() => group.planMeeting(office, input, key, {}, NOON)));
    expect(twice[0]).toEqual(twice[1]);
    const { id } = valueOf(twice[0]!);
    expect(await calledIds(id)).toEqual([]);
    await expect(group.callMeeting(reader, { id, version: 1 }, NOON)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const outcomes = await Promise.allSettled([1, 2].map(() => group.callMeeting(office, { id, version: 1 }, NOON)));
    expect(outcomes.map((outcome) => (outcome.status === "fulfilled" ? (outcome.value.ok ? "called" : outcome.value.reason) : "conflict")).sort()).toEqual(["called", "groupMeetingCalled"]);
    expect(await calledIds(id)).toContain(personId);
  });

  it("V23: calls by mail with the meeting for the calendar, and again where its time or place changes, and when it is cancelled", async () => {
    const { email } = await member();
    const id = await called();
    const input = groupMeetingInput({ day: DAY, title: "Flyttat", from: "14:00", to: "16:00", place: "Biblioteket" });
    valueOf(await group.changeMeeting(office, { id, version: 2, meeting: input }, NOON));
    valueOf(await group.changeMeeting(office, { id, version: 3, meeting: { ...input, agenda: "Bara dagordningen" } }, NOON));
    valueOf(await group.cancelMeeting(office, { id, version: 4 }, NOON));
    // Several leave at the same time; which of them comes first is the calendar's to tell.
    const sequenceOf = (content = "") => Number(/SEQUENCE:(\d+)/.exec(content)?.[1]);
    const kept = (await mailsTo(email)).filter(({ calendar, text }) => calendar !== null && text.includes(id)).sort((a, b) => sequenceOf(a.calendar?.content) - sequenceOf(b.calendar?.content));
    const ics = kept.map(({ calendar }) => calendar?.content ?? "");
    expect(kept.map(({ calendar }) => calendar?.method)).toEqual(["REQUEST", "REQUEST", "CANCEL"]);
    expect(ics[0]).toContain(`DTSTART;TZID=Europe/Stockholm:${DAY.replaceAll("-", "")}T130000`);
    expect(ics[0]).toContain("LOCATION:Rådhuset");
    expect(ics[1]).toContain(`DTSTART;TZID=Europe/Stockholm:${DAY.replaceAll("-", "")}T140000`);
    expect(ics[1]).toContain("LOCATION:Biblioteket");
    expect(new Set(ics.map((text) => /UID:(.*)/.exec(text)?.[1])).size).toBe(1);
    expect(ics.map(sequenceOf)).toEqual([0, 1, 2]);
  });

  it("is refused at half past two on the night when the clocks are put forward, and goes into calendars in UTC on the night when they are put back", async () => {
    const input = groupMeetingInput({ day: "2027-03-28", from: "02:30", to: "04:00" });
    expect(await group.planMeeting(office, input, randomUUID(), {}, NOON)).toMatchObject({ ok: false, reason: "groupMeetingTimeNotThere", field: "from" });
    const { email } = await member();
    await called({ day: "2027-10-31", from: "02:30", to: "04:00" });
    expect((await mailsTo(email)).map(({ calendar }) => calendar?.content ?? "").join("\n")).toContain("DTSTART:20271031T003000Z");
  });

  it("that two change at once is one's, and the other is told from which version it began", async () => {
    const id = await planned();
    valueOf(await group.changeMeeting(office, { id, version: 1, meeting: groupMeetingInput({ day: DAY, title: "Ena" }) }, NOON));
    await expect(group.changeMeeting(office, { id, version: 1, meeting: groupMeetingInput({ day: DAY, title: "Andra" }) }, NOON)).rejects.toMatchObject({ code: "CONFLICT", about: { baseVersion: 1, currentVersion: 2 } });
    expect((await group.getMeetingVersion(office, id, 2)).meeting.title).toBe("Ena");
  });
});

describe("the members", () => {
  it("E.4.7: who is called follows who is contact person, in the same moment: who comes is called, and who leaves before the day no longer is", async () => {
    const leaving = await member();
    const id = await called();
    const coming = await member();
    expect(await calledIds(id)).toEqual(expect.arrayContaining([leaving.personId, coming.personId]));
    valueOf(await house.contactPersons.endAppointment(office, { id: leaving.appointmentId, version: 1, to: addDays(DAY, -1) }));
    expect(await calledIds(id)).not.toContain(leaving.personId);
    expect((await group.getMeeting(reader, id, NOON)).attendees.find(({ personId }) => personId === leaving.personId)?.isCalled).toBe(false);
    expect((await mailsTo(leaving.email)).filter(({ text }) => text.includes(id)).map(({ calendar }) => calendar?.method).sort()).toEqual(["CANCEL", "REQUEST"]);
  });

  it("E.4.7: who leaves on the very day of a meeting is called to it, and that is said", async () => {
    const { personId, appointmentId } = await member();
    const id = await called();
    valueOf(await house.contactPersons.endAppointment(office, { id: appointmentId, version: 1, to: DAY }));
    expect((await group.getMeeting(reader, id, NOON)).attendees.find((one) => one.personId === personId)).toMatchObject({ isCalled: true, leavesThatDay: true });
  });

  it("E.4.7: of a unit that is closed before the day are called no longer", async () => {
    const { unitId, personId } = await member();
    const id = await called();
    valueOf(await house.bodies.closeBody(house.system, { bodyId: unitId, version: 1, validTo: addDays(DAY, -1) }));
    expect(await calledIds(id)).not.toContain(personId);
  });

  it("V23: are counted as the page of the day shows them, for two readers", async () => {
    await member();
    for (const actor of [office, reader]) {
      const evidence = await register.evidence(actor, { year: 2026, on: TODAY, begunBy: null, isOver: false });
      expect(evidence.find(({ kind }) => kind === "WORKING_GROUP_MEMBERS")?.count).toBe((await house.contactPersons.listWorkingGroup(actor, TODAY)).length);
    }
  });
});

describe("after a meeting", () => {
  it("V24: it is written down who was there and what was said, and the year's count is the list of its held meetings", async () => {
    const [there, away] = [await member(), await member()];
    const id = await called();
    expect(await group.writeMinutes(office, { id, version: 2, notes: "För tidigt", presentIds: [] }, NOON)).toMatchObject({ ok: false, reason: "groupMeetingNotYet" });
    expect((await group.listOfficeTasks(office, AFTER)).find((one) => one.id === id)).toMatchObject({ what: "notes" });
    valueOf(await group.writeMinutes(office, { id, version: 2, notes: "Sagt och bestämt", presentIds: [there.personId] }, AFTER));
    const { attendees, meeting } = await group.getMeeting(reader, id, AFTER);
    expect(meeting.notes).toBe("Sagt och bestämt");
    expect([there, away].map(({ personId }) => attendees.find((one) => one.personId === personId)?.wasPresent)).toEqual([true, false]);
    expect((await group.listOfficeTasks(office, AFTER)).some((one) => one.id === id)).toBe(false);
    expect(await group.listOfficeTasks(reader, AFTER)).toEqual([]);
    for (const actor of [office, reader]) {
      // The whole year, the day of the meeting and the one before it, each by the list that its figure leads to.
      for (const [until, isHeld] of [[null, true], [DAY, true], [addDays(DAY, -1), false]] as const) {
        const { rows, total } = await group.listMeetings(actor, { ...readMeetingFilter({}).filter, when: "HELD", year: YEAR, until }, AFTER);
        expect(await group.countMeetings(actor, YEAR, until, AFTER)).toBe(total);
        expect(rows.some((row) => row.id === id)).toBe(isHeld);
      }
    }
    expect(await group.callMeeting(office, { id, version: 3 }, AFTER)).toMatchObject({ ok: false, reason: "groupMeetingPast" });
    expect((await group.listMeetingHistory(reader, id, { limit: 10 })).map(({ action }) => action)).toEqual(["groupMeetings.minuted", "groupMeetings.called", "groupMeetings.planned"]);
  });

  it("V24: what somebody is to do waits for them until they say that it is done", async () => {
    const { personId, email } = await member();
    const id = await called();
    const sent = { key: randomUUID(), meetingId: id, followUp: { what: "Skriv till nätverket", ownerId: personId, dueOn: DAY } };
    const { id: followUpId } = valueOf(await followUps.addFollowUp(office, sent, NOON));
    expect(valueOf(await followUps.addFollowUp(office, sent, NOON)).id).toBe(followUpId);
    const owner = await house.actor(personId);
    expect((await register.tasks(owner, TODAY)).map(({ key }) => key)).toContain(`group follow-up ${followUpId}`);
    expect((await mailsTo(email)).some(({ subject }) => subject.includes("uppgift"))).toBe(true);
    await expect(followUps.settleFollowUp(reader, { id: followUpId, version: 1 }, NOON)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(followUps.removeFollowUp(owner, { id: followUpId, version: 1 }, NOON)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await followUps.settleFollowUp(owner, { id: followUpId, version: 1 }, NOON);
    expect(await followUps.listOwnFollowUps(owner)).toEqual([]);
    expect((await followUps.listFollowUps(reader, id)).find((one) => one.id === followUpId)).toMatchObject({ doneOn: TODAY, maySettle: false });
    await followUps.removeFollowUp(office, { id: followUpId, version: 2 }, NOON);
    expect(await followUps.listFollowUps(reader, id)).toEqual([]);
  });
});

describe("what the group is to do", () => {
  it("V25: waits for the management group, holds on its decision, and is then changed by a new one alone", async () => {
    const leaders = await house.body("MANAGEMENT_GROUP", `Ledningsgruppen ${randomUUID()}`);
    const [input, key] = [groupAssignmentInput({ title: `Uppdrag ${randomUUID()}`, endsOn: "2027-01-31" }), randomUUID()];
    const { id } = await assignments.proposeAssignment(office, input, key, {}, NOON);
    expect((await assignments.proposeAssignment(office, input, key, {}, NOON)).id).toBe(id);
    expect((await assignments.getAssignment(reader, id, NOON)).standing).toBe("PROPOSED");
    expect((await assignments.listUndecided(office, TODAY)).find(({ subject }) => subject.id === id)).toMatchObject({ isDue: true, matters: ["SET_WORKING_GROUP_ASSIGNMENT"] });
    valueOf(await decisions.recordDecision(office, decisionInput({ title: `Beslut ${randomUUID()}`, bodyId: leaders, decidedOn: TODAY, matter: "SET_WORKING_GROUP_ASSIGNMENT", facts: {}, subject: { kind: "groupAssignment", id } }), randomUUID(), { registers }, NOON));
    expect((await assignments.getAssignment(reader, id, NOON)).standing).toBe("IN_FORCE");
    expect((await assignments.listUndecided(office, TODAY)).some(({ subject }) => subject.id === id)).toBe(false);
    expect(await assignments.changeAssignment(office, { id, version: 1, assignment: { ...input, mandate: "Allt" } }, NOON)).toMatchObject({ ok: false, reason: "groupAssignmentDecided" });
    expect((await assignments.listToRenew(office, TODAY)).find((one) => one.id === id)).toMatchObject({ dueOn: "2027-01-31" });
    expect(await assignments.listToRenew(reader, TODAY)).toEqual([]);
    await assignments.proposeAssignment(office, groupAssignmentInput({ title: `Nästa ${randomUUID()}`, startsOn: "2027-02-01" }), randomUUID(), {}, NOON);
    expect((await assignments.listToRenew(office, TODAY)).some((one) => one.id === id)).toBe(false);
  });

  it("V25: is changed by one of two at once, and leaves the register with its history", async () => {
    const { id } = await assignments.proposeAssignment(office, groupAssignmentInput({ title: `Uppdrag ${randomUUID()}` }), randomUUID(), {}, NOON);
    valueOf(await assignments.changeAssignment(office, { id, version: 1, assignment: groupAssignmentInput({ assignment: "Mer" }) }, NOON));
    await expect(assignments.changeAssignment(office, { id, version: 1, assignment: groupAssignmentInput() }, NOON)).rejects.toMatchObject({ code: "CONFLICT", about: { baseVersion: 1, currentVersion: 2 } });
    expect((await assignments.getAssignmentVersion(office, id, 2)).assignment.assignment).toBe("Mer");
    await assignments.archiveAssignment(office, { id, version: 2 }, true, NOON);
    await expect(assignments.getAssignment(reader, id, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await assignments.listAssignmentHistory(office, id, { limit: 5 })).map(({ action }) => action)).toEqual(["groupAssignments.archived", "groupAssignments.changed", "groupAssignments.proposed"]);
  });
});
