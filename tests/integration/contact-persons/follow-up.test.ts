import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packs } from "@packs/all";
import type { Actor } from "@/domain/actor";
import type * as handoverService from "@/features/contact-persons/handovers/service";
import { readContactFilter, writeContactFilter, type Lack } from "@/features/contact-persons/overview/schema";
import type * as overviewService from "@/features/contact-persons/overview/service";
import type * as spaceService from "@/features/contact-persons/space/service";
import { openHouse, TODAY, valueOf, type House } from "../people/house.ts";

const NOON = new Date(`${TODAY}T11:00:00Z`);
const asking = packs.find((candidate) => candidate.obligations.some(({ evidence }) => evidence === "CURRENT_CONTACT_PERSON"));
const silent = packs.find((candidate) => candidate.obligations.every(({ evidence }) => evidence !== "CURRENT_CONTACT_PERSON"));

let house: House;
let office: Actor;
let reader: Actor;
let overview: typeof overviewService;
let space: typeof spaceService;
let handovers: typeof handoverService;

beforeAll(async () => {
  house = await openHouse();
  [overview, space, handovers] = [await import("@/features/contact-persons/overview/service"), await import("@/features/contact-persons/space/service"), await import("@/features/contact-persons/handovers/service")];
  office = await house.someone("COORDINATOR");
  reader = await house.someone("READER");
});
afterAll(() => house.close());

const newUnit = () => house.body("COMPANY", `Bolaget ${randomUUID()}`);
/** A unit with its contact person. */
async function settled(more: { to?: string } = {}) {
  const [unitId, personId] = [await newUnit(), await house.person("Kontakt Provsson")];
  const appointmentId = await house.contactPerson(unitId, personId, "2024-01-01", more);
  return { unitId, personId, appointmentId, actor: await house.actor(personId) };
}
const rowOf = async (actor: Actor, unitId: string, pack = asking) => {
  const name = (await house.bodies.getBody(actor, unitId, TODAY)).name;
  return (await overview.listContactPersons(actor, readContactFilter({ q: name }).filter, NOON, pack)).rows.find((row) => row.unitId === unitId);
};
const answering = (appointmentId: string, more: object = {}) => ({ key: randomUUID(), appointmentId, year: 2026, version: 0, space: { answer: "NO" as const, timePercent: 5, comment: "Tiden gick till annat" }, ...more });
const writing = (appointmentId: string, version: number, ongoing: string) => ({ key: randomUUID(), appointmentId, version, handover: { ongoing, contacts: null, advice: null } });

describe("the list of contact persons", () => {
  it("V20a: counts what is missing, and every figure is the length of the list behind it, for two readers", async () => {
    await newUnit();
    await settled({ to: "2026-12-31" });
    for (const actor of [office, reader]) {
      const { counts } = await overview.listContactPersons(actor, readContactFilter({}).filter, NOON, asking);
      expect(counts.map(({ lack }) => lack)).toEqual(actor === office ? ["PERSON", "SEVERAL", "ENDING", "TIME", "ANSWER", "ROOM"] : ["PERSON", "SEVERAL", "ENDING", "TIME"]);
      for (const { lack, count } of counts) {
        const { filter } = readContactFilter(Object.fromEntries(new URLSearchParams(writeContactFilter(readContactFilter({}).filter, { lacks: lack }).slice(1))));
        expect((await overview.listContactPersons(actor, filter, NOON, asking)).total, lack).toBe(count);
      }
    }
  });

  it("E.4.5: lacks nothing where the document asks for no contact person, and still says who there is", async () => {
    const { unitId } = await settled({ to: "2026-12-31" });
    expect(await rowOf(office, unitId, silent)).toMatchObject({ isAsked: false, lacks: [] });
    expect((await overview.listContactPersons(office, readContactFilter({}).filter, NOON, silent)).counts.every(({ count }) => count === 0)).toBe(true);
  });

  it("V20a: tells the office of a contact person whose time is soon over, until somebody is appointed after", async () => {
    const { unitId } = await settled({ to: "2026-12-31" });
    const isEnding = async () => (await overview.listEnding(office, TODAY, asking)).some((one) => one.unitId === unitId);
    expect(await isEnding()).toBe(true);
    await house.contactPerson(unitId, await house.person("Nästa Provsson"), "2027-01-01");
    expect(await isEnding()).toBe(false);
    expect(await rowOf(reader, unitId)).toMatchObject({ next: { personName: "Nästa Provsson", from: "2027-01-01" } });
  });
});

describe("two contact persons at once", () => {
  const appointing = (unitId: string, personId: string, sitting?: "ENDS" | "STAYS") =>
    house.contactPersons.appointContactPerson(office, { unitId, personId, kind: "PRIMARY", from: TODAY, to: null, appointedOn: null, appointedBy: null, timePercent: null, ...(sitting === undefined ? {} : { sitting }) }, randomUUID());

  it("V20a: are refused until somebody says what is meant, also when two appoint at once", async () => {
    const { unitId } = await settled();
    const other = await house.person("Annan Provsson");
    expect(await appointing(unitId, other)).toMatchObject({ ok: false, reason: "appointmentAnotherHolds", about: { name: "Kontakt Provsson" } });
    const empty = await newUnit();
    const people = [await house.person("Ena Provsson"), await house.person("Andra Provsson")];
    const outcomes = await Promise.all(people.map((personId) => appointing(empty, personId)));
    expect(outcomes.map((outcome) => (outcome.ok ? "appointed" : outcome.reason)).sort()).toEqual(["appointed", "appointmentAnotherHolds"]);
  });

  it("V20a: become one when the sitting one ends the day before, with the history kept, and stay two where that is said", async () => {
    const { unitId, personId } = await settled();
    valueOf(await appointing(unitId, await house.person("Efter Provsson"), "ENDS"));
    expect((await house.contactPersons.listAppointments(office, unitId)).map(({ personName, to }) => [personName, to])).toEqual([["Efter Provsson", null], ["Kontakt Provsson", "2026-11-21"]]);
    expect((await house.actor(personId)).units).toEqual([]);
    valueOf(await appointing(unitId, await house.person("Bredvid Provsson"), "STAYS"));
    expect((await overview.listSeveral(office, TODAY, asking)).find((one) => one.unitId === unitId)?.names.sort()).toEqual(["Bredvid Provsson", "Efter Provsson"]);
    expect(await overview.listSeveral(reader, TODAY, asking)).toEqual([]);
  });
});

describe("the yearly question", () => {
  it("V20b: waits for the contact person until it is answered, and only the person and the office see the answer", async () => {
    const { unitId, appointmentId, actor } = await settled();
    const isOpen = async () => (await space.listOpenQuestions(actor, TODAY)).open.some((one) => one.appointmentId === appointmentId);
    expect(await isOpen()).toBe(true);
    expect((await rowOf(office, unitId))?.lacks).toContain("ANSWER");
    const sent = answering(appointmentId);
    valueOf(await space.answerSpace(actor, sent, NOON));
    valueOf(await space.answerSpace(actor, sent, NOON));
    expect(await isOpen()).toBe(false);
    expect((await rowOf(office, unitId))?.holders[0]?.space).toBe("NO");
    expect((await rowOf(office, unitId))?.lacks).toContain("ROOM");
    expect((await rowOf(reader, unitId))?.holders[0]?.space).toBeNull();
    expect((await space.getSpace(office, appointmentId, NOON)).answers).toMatchObject([{ year: 2026, answer: "NO", timePercent: 5, version: 1 }]);
    const colleague = await house.person("Ersättare Provsson");
    await house.contactPerson(unitId, colleague, "2024-01-01", { kind: "DEPUTY" });
    for (const other of [reader, await house.actor(colleague), await house.someone("UNIT_MANAGER", unitId)]) await expect(space.getSpace(other, appointmentId, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("V20b: lets one of two changes through, and refuses a year in which the appointment did not hold", async () => {
    const { appointmentId, actor } = await settled();
    valueOf(await space.answerSpace(actor, answering(appointmentId), NOON));
    await expect(space.answerSpace(actor, answering(appointmentId), NOON)).rejects.toMatchObject({ code: "CONFLICT" });
    const changes = await Promise.allSettled([actor, office].map((one) => space.answerSpace(one, answering(appointmentId, { version: 1 }), NOON)));
    expect(changes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await space.answerSpace(actor, answering(appointmentId, { year: 2023 }), NOON)).toMatchObject({ ok: false, reason: "spaceYearNotHeld" });
    expect(await space.answerSpace(actor, answering(appointmentId, { year: 2027 }), NOON)).toMatchObject({ ok: false, reason: "spaceYearToCome" });
  });

  it("V20b: asks the unit's manager to confirm the time, until that is done", async () => {
    const { unitId, appointmentId } = await settled();
    const manager = await house.someone("UNIT_MANAGER", unitId);
    expect((await overview.listUnconfirmed(manager, TODAY)).map((one) => one.appointmentId)).toEqual([appointmentId]);
    valueOf(await house.contactPersons.confirmTime(manager, { id: appointmentId, version: 1, timePercent: 20, on: TODAY }, TODAY));
    expect(await overview.listUnconfirmed(manager, TODAY)).toEqual([]);
  });
});

describe("a handover", () => {
  it("V20a: is asked of who leaves, read by the unit and the office alone, and received by whoever comes after", async () => {
    const { unitId, appointmentId, personId, actor } = await settled({ to: "2026-12-10" });
    const next = await house.person("Efterträder Provsson");
    await house.contactPerson(unitId, next, "2026-12-11");
    expect((await handovers.listWaitingHandovers(actor, TODAY)).toWrite.map((one) => one.appointmentId)).toEqual([appointmentId]);
    const sent = writing(appointmentId, 0, "Ansökan till Nordplus");
    await handovers.saveHandover(actor, sent, NOON);
    await handovers.saveHandover(actor, sent, NOON);
    expect((await handovers.listWaitingHandovers(actor, TODAY)).toWrite).toEqual([]);
    await expect(handovers.getHandover(reader, appointmentId, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const { loadActor } = await import("@/server/session");
    const successor = await loadActor(next, "2026-12-11");
    if (successor === null) throw new Error("nobody comes after");
    expect((await handovers.listWaitingHandovers(successor, "2026-12-11")).toReceive.map((one) => one.appointmentId)).toEqual([appointmentId]);
    expect((await handovers.getHandover(successor, appointmentId, NOON)).mayWrite).toBe(false);
    await expect(handovers.receiveHandover(actor, { appointmentId, version: 1 }, NOON)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await handovers.receiveHandover(successor, { appointmentId, version: 1 }, NOON);
    expect((await handovers.getHandover(office, appointmentId, NOON)).handover).toMatchObject({ receivedOn: TODAY, receivedByName: "Efterträder Provsson" });
    expect((await handovers.listWaitingHandovers(successor, "2026-12-11")).toReceive).toEqual([]);
    expect((await handovers.getHandover(await house.actor(personId), appointmentId, NOON)).mayWrite).toBe(true);
  });

  it("V20a: that two change at once is one's, and the other is told from which version it began", async () => {
    const { appointmentId, actor } = await settled({ to: "2026-12-10" });
    await handovers.saveHandover(actor, writing(appointmentId, 0, "Först"), NOON);
    await handovers.saveHandover(office, writing(appointmentId, 1, "Kontoret"), NOON);
    await expect(handovers.saveHandover(actor, writing(appointmentId, 1, "Jag"), NOON)).rejects.toMatchObject({ code: "CONFLICT", about: { baseVersion: 1, currentVersion: 2 } });
    expect((await handovers.getHandoverVersion(actor, appointmentId, 1, NOON)).handover.ongoing).toBe("Först");
  });
});

it("every lack has its words", async () => {
  const { wordsFor } = await import("@/messages/words");
  const lacks: readonly Lack[] = ["PERSON", "SEVERAL", "ENDING", "TIME", "ANSWER", "ROOM"];
  for (const locale of ["sv", "en"] as const) expect(lacks.filter((lack) => !wordsFor(locale).has(`contactPersons.lack.${lack}`) || !wordsFor(locale).has(`contactPersons.lackCount.${lack}`))).toEqual([]);
});
