import { randomUUID } from "node:crypto";
import ICAL from "ical.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packs } from "@packs/all";
import type { Actor } from "@/domain/actor";
import { addDays, dateInStockholm, type PlainDate } from "@/domain/plain-date";
import type * as calendarService from "@/features/calendars/service";
import type * as enrolmentService from "@/features/competence/enrolments/service";
import type { ActivityInput } from "@/features/competence/schema";
import type * as competenceService from "@/features/competence/service";
import type { GroupMeetingInput } from "@/features/working-group/schema";
import type * as meetingService from "@/features/working-group/service";
import type { registers as allRegisters } from "@/registers";
import { activityInput } from "../../factories/competence.ts";
import { groupMeetingInput } from "../../factories/working-group.ts";
import { openHouse, valueOf, type House } from "../people/house.ts";

const today = dateInStockholm(new Date());
const SOON = addDays(today, 20);

let house: House;
let office: Actor;
let competence: typeof competenceService;
let enrolments: typeof enrolmentService;
let meetings: typeof meetingService;
let calendars: typeof calendarService;
let registers: typeof allRegisters;

beforeAll(async () => {
  Object.assign(process.env, { UTBLICK_DEMO: "on", UTBLICK_EMBEDDED: "on", UTBLICK_PACK: packs.find(({ modules }) => modules.competence.state === "required")?.id });
  house = await openHouse();
  [competence, enrolments, meetings, calendars, { registers }] = [await import("@/features/competence/service"), await import("@/features/competence/enrolments/service"), await import("@/features/working-group/service"), await import("@/features/calendars/service"), await import("@/registers")];
  office = await house.someone("COORDINATOR");
});
afterAll(() => house.close());

/** A contact person with a calendar of its own; with an address, so that invitations by mail name what stands there, or without. */
async function contact({ email }: { email?: string } = {}) {
  const unitId = await house.body("COMPANY", `Bolaget ${randomUUID()}`);
  const personId = await house.person(`Kontakt ${randomUUID().slice(0, 8)}`, email === undefined ? {} : { email });
  const appointmentId = await house.contactPerson(unitId, personId, "2020-01-01");
  const actor = await house.actor(personId);
  const feedId = valueOf(await calendars.openFeed(actor, { key: randomUUID(), calendar: { kind: "PERSONAL", bodyId: null } })).id;
  return { unitId, personId, appointmentId, actor, feedId };
}
type Contact = Awaited<ReturnType<typeof contact>>;
const fetched = async ({ actor, feedId }: Pick<Contact, "actor" | "feedId">) => calendars.fetchCalendar(actor, feedId, registers);
/** What a calendar holds of a record, as another program reads it. */
async function entriesOf(who: Contact, path: string) {
  return new ICAL.Component(ICAL.parse(await fetched(who)) as unknown[]).getAllSubcomponents("vevent").flatMap((part) => {
    const event = new ICAL.Event(part);
    if (!String(part.getFirstPropertyValue("url")).endsWith(path) || event.uid.startsWith("task-")) return [];
    return [{ uid: event.uid, title: event.summary, from: event.startDate.toJSDate().toISOString(), to: event.endDate.toJSDate().toISOString(), place: event.location, status: String(part.getFirstPropertyValue("status")), sequence: event.sequence }];
  });
}
const called = async (more: Partial<GroupMeetingInput> = {}) => {
  const input = groupMeetingInput({ title: `Möte ${randomUUID()}`, day: SOON, from: "09:00", to: "11:00", place: "Salen", ...more });
  const { id } = valueOf(await meetings.planMeeting(office, input, randomUUID()));
  return { id, input, path: `/working-group/meetings/${id}` };
};
const planned = async (more: Partial<ActivityInput> = {}) => {
  const input = activityInput({ startsOn: SOON, endsOn: SOON, from: "09:00", to: "15:00", place: "Salen", title: `Kurs ${randomUUID()}`, ...more });
  return { id: valueOf(await competence.planActivity(office, "JOINT", input, randomUUID())).id, input };
};

describe("one's own calendar", () => {
  it("V24: holds the working group's meetings that one is called to, at their times, moves them, and keeps what is off as off", async () => {
    const [one, later] = [await contact(), await contact()];
    const { id, input, path } = await called();
    expect(await entriesOf(one, path)).toEqual([]);
    valueOf(await meetings.callMeeting(office, { id, version: 1 }));
    const [first] = await entriesOf(one, path);
    const { meeting } = await meetings.getMeeting(office, id);
    expect(first).toMatchObject({ title: input.title, from: meeting.startsAt.toISOString(), to: meeting.endsAt.toISOString(), place: "Salen", status: "CONFIRMED" });
    valueOf(await meetings.changeMeeting(office, { id, version: 2, meeting: { ...input, from: "13:00", to: "14:00", place: "Aulan" } }));
    const [moved, ...more] = await entriesOf(one, path);
    expect(more).toEqual([]);
    expect(moved).toMatchObject({ uid: first?.uid, place: "Aulan", status: "CONFIRMED", from: (await meetings.getMeeting(office, id)).meeting.startsAt.toISOString() });
    expect(moved?.sequence).toBeGreaterThan(first?.sequence ?? Infinity);
    expect(moved?.from).not.toBe(first?.from);
    // Who leaves before the day has it as off, and who stays has it until it is called off.
    valueOf(await house.contactPersons.endAppointment(office, { id: one.appointmentId, version: 1, to: today }));
    const [gone] = await entriesOf(one, path);
    expect(gone).toMatchObject({ uid: first?.uid, status: "CANCELLED" });
    expect(gone?.sequence).toBeGreaterThan(moved?.sequence ?? Infinity);
    expect((await entriesOf(later, path)).map(({ status }) => status)).toEqual(["CONFIRMED"]);
    valueOf(await meetings.cancelMeeting(office, { id, version: 3 }));
    expect((await entriesOf(later, path)).map(({ status }) => status)).toEqual(["CANCELLED"]);
    const stranger = await house.someone("READER");
    const { id: feedId } = valueOf(await calendars.openFeed(stranger, { key: randomUUID(), calendar: { kind: "PERSONAL", bodyId: null } }));
    expect(await fetched({ actor: stranger, feedId })).not.toContain(id);
  });

  it("V21a: holds what one has signed up to and not what one is only invited to, and keeps as off what is taken back, called off or out of the register", async () => {
    const one = await contact();
    const { id, input } = await planned();
    const path = `/competence/${id}`;
    valueOf(await competence.inviteContactPersons(office, { id, version: 1 }));
    expect(await entriesOf(one, path)).toEqual([]);
    valueOf(await enrolments.signUp(one.actor, { activityId: id, personId: one.personId }));
    const [first] = await entriesOf(one, path);
    expect(first).toMatchObject({ title: input.title, place: "Salen", status: "CONFIRMED" });
    const version = (await enrolments.listEnrolments(office, id)).rows.find(({ personId }) => personId === one.personId)?.version ?? 0;
    valueOf(await enrolments.withdraw(one.actor, { activityId: id, personId: one.personId, version }));
    expect(await entriesOf(one, path)).toMatchObject([{ uid: first?.uid, status: "CANCELLED" }]);
    valueOf(await enrolments.signUp(one.actor, { activityId: id, personId: one.personId }));
    const [again] = await entriesOf(one, path);
    expect(again).toMatchObject({ uid: first?.uid, status: "CONFIRMED" });
    expect(again?.sequence).toBeGreaterThan(first?.sequence ?? Infinity);
    const { activity } = await competence.getActivity(office, id);
    valueOf(await competence.cancelActivity(office, { id, version: activity.version }));
    expect(await entriesOf(one, path)).toMatchObject([{ uid: first?.uid, status: "CANCELLED", title: input.title }]);
    await competence.archiveActivity(office, { id, version: activity.version + 1 }, true);
    expect(await entriesOf(one, path)).toMatchObject([{ uid: first?.uid, status: "CANCELLED", place: null }]);
    expect((await fetched(one)).replaceAll("\r\n ", "")).not.toContain(input.title);
  });

  it("keeps the name that an invitation by mail has given a meeting, so that it stands there once", async () => {
    const one = await contact({ email: `${randomUUID()}@kommun.example` });
    const { id, path } = await called();
    valueOf(await meetings.callMeeting(office, { id, version: 1 }));
    const { listInvitations } = await import("@/features/notifications/service");
    const invited = (await listInvitations(one.actor)).get(`groupMeeting ${id}`);
    expect(invited).toBeDefined();
    expect((await entriesOf(one, path)).map(({ uid, sequence }) => ({ uid, sequence }))).toEqual([invited]);
  });

  it("is right in the nights when the clocks change: an hour that comes twice is said in UTC, and across either night the hours are as long as they are", async () => {
    const one = await contact();
    const year = Number(today.slice(0, 4)) + 1;
    const lastSunday = (month: number): PlainDate => {
      const end = new Date(Date.UTC(year, month, 0));
      return dateInStockholm(new Date(end.getTime() - end.getUTCDay() * 86_400_000 + 12 * 3_600_000));
    };
    const [spring, autumn] = [lastSunday(3), lastSunday(10)];
    const night = async (day: PlainDate, from: string, to: string) => {
      const { id, path } = await called({ day, from, to });
      valueOf(await meetings.callMeeting(office, { id, version: 1 }));
      const { meeting } = await meetings.getMeeting(office, id);
      const [entry] = await entriesOf(one, path);
      expect([entry?.from, entry?.to]).toEqual([meeting.startsAt.toISOString(), meeting.endsAt.toISOString()]);
      return (meeting.endsAt.getTime() - meeting.startsAt.getTime()) / 3_600_000;
    };
    expect(await night(spring, "01:30", "03:30")).toBe(1);
    expect(await night(autumn, "01:30", "03:30")).toBe(3);
    await night(autumn, "02:15", "02:45");
    const lines = (await fetched(one)).split("\r\n");
    expect(lines).toContain(`DTSTART:${autumn.replaceAll("-", "")}T001500Z`);
    expect(lines).toContain(`DTSTART;TZID=Europe/Stockholm:${spring.replaceAll("-", "")}T013000`);
    expect(lines).toContain(`DTEND;TZID=Europe/Stockholm:${spring.replaceAll("-", "")}T033000`);
  });
});
