import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packs } from "@packs/all";
import type { Actor } from "@/domain/actor";
import { addDays, dateInStockholm, type PlainDate } from "@/domain/plain-date";
import type { Registers } from "@/domain/registers";
import type * as enrolmentService from "@/features/competence/enrolments/service";
import type { ActivityInput, PlannedKind } from "@/features/competence/schema";
import type * as competenceService from "@/features/competence/service";
import type * as meetingService from "@/features/working-group/service";
import type * as mailService from "@/features/notifications/mails/service";
import { activityInput } from "../../factories/competence.ts";
import { groupMeetingInput } from "../../factories/working-group.ts";
import { openHouse, valueOf, type House } from "../people/house.ts";

// What an end causes is reckoned from the instant in which it is written down.
const today = dateInStockholm(new Date());
const SOON = addDays(today, 20);
const LATER = addDays(today, 40);

let house: House;
let office: Actor;
let competence: typeof competenceService;
let enrolments: typeof enrolmentService;
let meetings: typeof meetingService;
let mails: typeof mailService;
let registers: Registers;

beforeAll(async () => {
  Object.assign(process.env, { UTBLICK_DEMO: "on", UTBLICK_EMBEDDED: "on", UTBLICK_PACK: packs.find(({ modules }) => modules.competence.state === "required")?.id });
  house = await openHouse();
  [competence, enrolments, meetings, mails] = [await import("@/features/competence/service"), await import("@/features/competence/enrolments/service"), await import("@/features/working-group/service"), await import("@/features/notifications/mails/service")];
  ({ registers } = await import("@/registers"));
  office = await house.someone("COORDINATOR");
});
afterAll(() => house.close());

async function contact(more: { kind?: "PRIMARY" | "DEPUTY"; to?: PlainDate } = {}) {
  const unitId = await house.body("COMPANY", `Bolaget ${randomUUID()}`);
  const email = `${randomUUID()}@kommun.example`;
  const personId = await house.person(`Kontakt ${randomUUID().slice(0, 8)}`, { email });
  const appointmentId = await house.contactPerson(unitId, personId, "2020-01-01", more);
  return { unitId, personId, appointmentId, email, actor: await house.actor(personId) };
}
const planned = async (startsOn: PlainDate, { kind = "JOINT", ...more }: Partial<ActivityInput> & { kind?: PlannedKind } = {}) => valueOf(await competence.planActivity(office, kind, activityInput({ startsOn, endsOn: startsOn, title: `Kurs ${randomUUID()}`, ...more }), randomUUID())).id;
const signUp = async (activityId: string, { personId, actor }: { personId: string; actor: Actor }) => valueOf(await enrolments.signUp(actor, { activityId, personId }));
const end = async (appointmentId: string, to: PlainDate, actor = office) => house.contactPersons.endAppointment(actor, { id: appointmentId, version: 1, to });
const rowOf = async (activityId: string, personId: string) => (await enrolments.listEnrolments(office, activityId)).rows.find((row) => row.personId === personId);
const stateOf = async (activityId: string, personId: string) => (await rowOf(activityId, personId))?.state;
const latestOf = async (id: string) => (await competence.listActivityHistory(office, id, { limit: 1 }))[0];
async function calendarOf(email: string): Promise<string[]> {
  await mails.sendWaiting(house.system, registers, undefined, () => new Date(Date.now() + 60_000));
  const rows = await house.client.$queryRaw<{ content: { to: string; calendar: { method: string } | null } }[]>`SELECT content FROM outgoing_mail WHERE content IS NOT NULL ORDER BY created_at, id`;
  return rows.flatMap(({ content }) => (content.to === email && content.calendar != null ? [content.calendar.method] : []));
}

describe("whoever stops being contact person", () => {
  it("V21a: is taken off what lies beyond the last day the same day, with entries, a word in the calendar and the place given back; what comes before, and on the day itself, stays", async () => {
    const [leaver, stays] = [await contact(), await contact()];
    const [before, onTheDay, after, open] = [await planned(addDays(SOON, -1)), await planned(SOON), await planned(addDays(SOON, 1), { mostEnrolled: 2 }), await planned(LATER, { kind: "ALL_STAFF" })];
    for (const id of [before, onTheDay, after, open]) for (const one of [leaver, stays]) await signUp(id, one);
    valueOf(await end(leaver.appointmentId, SOON));
    expect(await Promise.all([before, onTheDay, after, open].map((id) => stateOf(id, leaver.personId)))).toEqual(["ENROLLED", "ENROLLED", "WITHDRAWN", "WITHDRAWN"]);
    expect(await Promise.all([before, onTheDay, after, open].map((id) => stateOf(id, stays.personId)))).toEqual(["ENROLLED", "ENROLLED", "ENROLLED", "ENROLLED"]);
    expect((await competence.getActivity(office, after)).activity.enrolled).toBe(1);
    expect(await latestOf(after)).toMatchObject({ action: "competence.withdrawnByLeaving", changes: [expect.objectContaining({ column: "state", before: "ENROLLED", after: "WITHDRAWN" })] });
    expect((await latestOf(onTheDay))?.action).toBe("competence.signedUp");
    expect([(await rowOf(onTheDay, leaver.personId))?.leavesThatDay, (await rowOf(onTheDay, stays.personId))?.leavesThatDay]).toEqual([true, false]);
    expect((await calendarOf(leaver.email)).toSorted()).toEqual(["CANCEL", "CANCEL", "REQUEST", "REQUEST", "REQUEST", "REQUEST"]);
    expect(await calendarOf(stays.email)).toEqual(["REQUEST", "REQUEST", "REQUEST", "REQUEST"]);
    // The place is free again.
    await signUp(after, await contact());
    expect(await enrolments.signUp(office, { activityId: after, personId: leaver.personId })).toMatchObject({ ok: false, reason: "competenceNotContactPerson" });
  });

  it("V21a: keeps what it is signed up to where it is contact person or deputy elsewhere, and loses it with the last appointment", async () => {
    const leaver = await contact();
    const elsewhere = await house.contactPerson(await house.body("COMPANY", `Bolaget ${randomUUID()}`), leaver.personId, "2020-01-01", { kind: "DEPUTY" });
    const id = await planned(LATER);
    await signUp(id, leaver);
    valueOf(await end(leaver.appointmentId, today));
    expect(await stateOf(id, leaver.personId)).toBe("ENROLLED");
    valueOf(await end(elsewhere, today));
    expect(await stateOf(id, leaver.personId)).toBe("WITHDRAWN");
  });

  it("V21a: is not waited for by an invitation either, nor when its unit closes or somebody else takes its place", async () => {
    const [invited, closed, replaced] = [await contact(), await contact(), await contact()];
    const id = await planned(LATER);
    valueOf(await competence.inviteContactPersons(office, { id, version: 1 }));
    valueOf(await end(invited.appointmentId, SOON));
    const bodies = await import("@/features/bodies/service");
    const { version } = await bodies.getBody(office, closed.unitId, today);
    valueOf(await bodies.closeBody(house.system, { bodyId: closed.unitId, version, validTo: SOON }));
    const heir = await house.person("Efterträdaren");
    valueOf(await house.contactPersons.appointContactPerson(office, { unitId: replaced.unitId, personId: heir, kind: "PRIMARY", from: SOON, to: null, appointedOn: null, appointedBy: null, timePercent: null, sitting: "ENDS" }, randomUUID()));
    expect(await Promise.all([invited, closed, replaced].map(({ personId }) => stateOf(id, personId)))).toEqual(["WITHDRAWN", "WITHDRAWN", "WITHDRAWN"]);
  });

  it("V21b: has what was its own alone cancelled", async () => {
    const leaver = await contact();
    const { id } = valueOf(await competence.logIndividual(leaver.actor, leaver.appointmentId, activityInput({ startsOn: LATER, endsOn: LATER }), randomUUID()));
    valueOf(await end(leaver.appointmentId, SOON));
    expect((await competence.getActivity(office, id)).state).toBe("CANCELLED");
    expect(await stateOf(id, leaver.personId)).toBe("ENROLLED");
    expect((await latestOf(id))?.action).toBe("competence.cancelled");
  });

  it("V23: is no longer called to meetings beyond the last day, and still to one on the day itself", async () => {
    const leaver = await contact();
    const [onTheDay, after] = await Promise.all([SOON, addDays(SOON, 1)].map(async (day) => valueOf(await meetings.planMeeting(office, groupMeetingInput({ title: `Möte ${randomUUID()}`, day }), randomUUID())).id));
    for (const id of [onTheDay, after]) valueOf(await meetings.callMeeting(office, { id: id ?? "", version: 1 }));
    valueOf(await end(leaver.appointmentId, SOON));
    const part = async (id = "") => (await meetings.getMeeting(office, id)).attendees.find(({ personId }) => personId === leaver.personId);
    expect(await part(onTheDay)).toMatchObject({ isCalled: true, leavesThatDay: true });
    expect(await part(after)).toMatchObject({ isCalled: false });
  });

  it("is left on nothing by a sign-up in the same moment, whichever comes first", async () => {
    for (let round = 0; round < 12; round += 1) {
      const leaver = await contact();
      const id = await planned(LATER);
      const [signed, ended] = await Promise.allSettled([enrolments.signUp(leaver.actor, { activityId: id, personId: leaver.personId }), end(leaver.appointmentId, today)]);
      expect([signed.status, ended.status]).toEqual(["fulfilled", "fulfilled"]);
      expect([undefined, "WITHDRAWN"]).toContain(await stateOf(id, leaver.personId));
    }
  });

  it("is taken off by who may end appointments alone, and nothing is taken back where the end is refused", async () => {
    const leaver = await contact();
    const id = await planned(LATER);
    await signUp(id, leaver);
    await expect(end(leaver.appointmentId, today, leaver.actor)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await house.contactPersons.endAppointment(office, { id: leaver.appointmentId, version: 1, to: "2019-01-01" })).toMatchObject({ ok: false });
    expect(await stateOf(id, leaver.personId)).toBe("ENROLLED");
  });
});
