import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asOfYear } from "@/domain/registers";
import { NOON, openVisits, valueOf, type VisitsHouse } from "./house.ts";

// Under a document by which the board's presidium answers for official visits, and units for their own once the office has been told.
let house: VisitsHouse;
beforeAll(async () => {
  house = await openVisits("halmstad");
});
afterAll(() => house.close());

describe("whose matter a visit is", () => {
  it("H18: an official visit is the executive board presidium's, and on no other desk", async () => {
    const id = await house.announce({ title: "Officiellt" });
    expect((await house.visits.getVisit(house.office, id, NOON)).responsibility).toEqual({ answer: "PRESIDIA", by: ["EXECUTIVE_BOARD_PRESIDIUM"], clause: "H18" });
    expect((await house.visitRegister.tasks(house.bo, "2026-11-22")).find(({ key }) => key === `visit ${id}`)).toMatchObject({ clause: "H18", owner: { kind: "PRESIDIUM" } });
    expect(await house.visitRegister.tasks(house.gunnel, "2026-11-22")).toEqual([]);
    expect(await house.take(house.gunnel, id)).toMatchObject({ reason: "visitNotForPresidium" });
    valueOf(await house.take(house.bo, id));
  });

  it("H22b: a visit that concerns the unit's own field directly is the unit's, and cannot be taken", async () => {
    const id = await house.announce({ concernsUnitDirectly: true });
    expect((await house.visits.getVisit(house.office, id, NOON)).responsibility).toEqual({ answer: "UNIT", clause: "H22b" });
    expect(await house.take(house.bo, id)).toMatchObject({ reason: "visitIsTheUnits" });
  });

  it("H18: a journey is not regulated: nobody is claimed, and nobody is barred", async () => {
    const id = await house.announce({ direction: "OUTGOING", concernsUnitDirectly: null, needsRepresentation: null });
    expect((await house.visits.getVisit(house.office, id, NOON)).responsibility).toEqual({ answer: "NOT_REGULATED" });
    for (const actor of [house.bo, house.gunnel]) expect((await house.visitRegister.tasks(actor, "2026-11-22")).some(({ key }) => key === `visit ${id}`)).toBe(false);
    valueOf(await house.take(house.gunnel, id));
  });
});

describe("H19: consulting the council's presidium", () => {
  const consultations = () => import("@/features/visits/consultations/service");
  const seen = async (id: string) => (await consultations()).listConsultations(house.office, id, {}, NOON);

  it("H19: is asked by the presidium whose matter it is, answered by the other one, and by nobody else, which is told whose it is", async () => {
    const { askConsultation, answerConsultation, listConsultations } = await consultations();
    const id = await house.announce({ title: "Statsbesöket", starts: { on: "2026-12-10", precision: "DAY" } });
    expect(await seen(id)).toEqual({ parties: { by: "Styrelsens presidium", to: "Fullmäktiges presidium", clause: "H19" }, rows: [], mayAsk: false });
    expect(await askConsultation(house.gunnel, { id, said: "Vi frågar" }, randomUUID(), NOON)).toMatchObject({ reason: "consultationWrongPresidium", about: { name: "Styrelsens presidium" } });
    await expect(askConsultation(house.maja, { id, said: "Vi frågar" }, randomUUID(), NOON)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const key = randomUUID();
    // A secretary does it for the members, and it shows who did.
    for (let twice = 0; twice < 2; twice += 1) valueOf(await askConsultation(house.siri, { id, said: "Vem hälsar välkommen?" }, key, NOON));
    expect(await askConsultation(house.bo, { id, said: "En gång till" }, randomUUID(), NOON)).toMatchObject({ reason: "consultationOpen", about: { name: "Fullmäktiges presidium" } });
    const [asked] = (await seen(id)).rows;
    expect(asked).toMatchObject({ state: "ASKED", said: "Vem hälsar välkommen?", saidByName: house.siri.name, bodyName: "Styrelsens presidium", toBodyName: "Fullmäktiges presidium", mayAnswer: false });
    const tasks = async (actor: typeof house.gunnel) => (await house.visitRegister.tasks(actor, "2026-11-22")).filter((task) => task.key === `visit consultation ${asked?.id ?? ""}`);
    expect(await tasks(house.gunnel)).toMatchObject([{ owner: { kind: "PRESIDIUM" }, dueOn: "2026-12-10", path: `/visits/${id}#consultation` }]);
    expect(await tasks(house.bo)).toEqual([]);
    const answer = { id, consultationId: asked?.id ?? "", version: 1, answer: "Ordföranden gör det." };
    expect(await answerConsultation(house.bo, answer, NOON)).toMatchObject({ reason: "consultationWrongPresidium", about: { name: "Fullmäktiges presidium" } });
    expect((await listConsultations(house.gunnel, id, {}, NOON)).rows).toMatchObject([{ mayAnswer: true }]);
    const raced = await Promise.allSettled([answerConsultation(house.gunnel, answer, NOON), answerConsultation(house.secretary, { ...answer, answer: "Jag gör det." }, NOON)]);
    expect(raced.filter((one) => one.status === "fulfilled" && one.value.ok)).toHaveLength(1);
    expect((await seen(id)).rows).toMatchObject([{ state: "ANSWERED", version: 2 }]);
    expect(await tasks(house.gunnel)).toEqual([]);
    expect(await answerConsultation(house.alvar, { ...answer, version: 2 }, NOON)).toMatchObject({ reason: "consultationClosed" });
    expect((await house.visits.listVisitHistory(house.office, id, { limit: 5 })).map(({ action }) => action)).toEqual(["visits.consultationAnswered", "visits.consulted", "visits.announced"]);
    // It hinders nothing: the visit is taken with or without it.
    valueOf(await house.take(house.bo, id));
    expect(await house.client.$queryRaw`SELECT * FROM audit_verify()`).toEqual([]);
  });

  it("H19: need not be held, with a reason, and is not asked about a unit's own visit, a journey, or one that is cancelled or over", async () => {
    const { askConsultation, waiveConsultation } = await consultations();
    const id = await house.announce({ title: "Artigheten" });
    valueOf(await waiveConsultation(house.bo, { id, said: "Gästerna kommer varje år." }, randomUUID(), NOON));
    expect((await seen(id)).rows).toMatchObject([{ state: "NOT_NEEDED", said: "Gästerna kommer varje år.", answer: null }]);
    for (const about of [{ concernsUnitDirectly: true }, { direction: "OUTGOING" as const }]) {
      const other = await house.announce(about);
      expect((await seen(other)).parties).toBeNull();
      expect(await askConsultation(house.bo, { id: other, said: "Vi frågar" }, randomUUID(), NOON)).toMatchObject({ reason: "consultationNotRegulated" });
    }
    const cancelled = await house.announce();
    await house.visits.cancelVisit(house.maja, { id: cancelled, version: 1 }, true, NOON);
    expect(await askConsultation(house.bo, { id: cancelled, said: "Vi frågar" }, randomUUID(), NOON)).toMatchObject({ reason: "visitCancelled" });
    const over = await house.announce({ starts: { on: "2026-11-20", precision: "DAY" } });
    expect(await askConsultation(house.bo, { id: over, said: "Vi frågar" }, randomUUID(), NOON)).toMatchObject({ reason: "visitPast" });
  });
});

describe("the notice to the office", () => {
  it("H22a: is red when it is missing or later than the visit's start, on the unit's and the office's first screens", async () => {
    const own = { concernsUnitDirectly: true, starts: { on: "2026-05-12", precision: "DAY" as const } };
    const late = await house.announce({ ...own, title: "För sent", officeNotifiedOn: "2026-05-13" });
    const same = await house.announce({ ...own, title: "Samma dag", officeNotifiedOn: "2026-05-12" });
    const inTime = await house.announce({ ...own, title: "I tid", officeNotifiedOn: "2026-05-11" });
    const coming = await house.announce({ ...own, title: "Kommer", starts: { on: "2026-12-12", precision: "DAY" } });
    const states = await Promise.all([late, same, inTime, coming].map(async (id) => (await house.visits.getVisit(house.office, id, NOON)).notice?.state));
    expect(states).toEqual(["LATE", "SAME_DAY", "IN_TIME", "MISSING"]);
    const [gap] = await house.visitRegister.gaps(house.maja, "2026-11-22");
    const listed = await house.list(Object.fromEntries(new URL(gap?.path ?? "", "http://own.invalid").searchParams));
    expect(gap).toMatchObject({ clause: "H22a", key: `office notice ${house.unit}`, title: { params: { count: listed.total } } });
    expect(listed.rows.map(({ title }) => title)).toEqual(expect.arrayContaining(["För sent", "Kommer"]));
    expect(listed.rows.every(({ notice }) => notice?.state === "MISSING" || notice?.state === "LATE")).toBe(true);
    expect((await house.visitRegister.tasks(house.maja, "2026-11-22")).find(({ key }) => key === `visit notice ${coming}`)).toMatchObject({ clause: "H22a", owner: { kind: "UNIT", unitId: house.unit } });
    const notified = (await house.visitRegister.evidence(house.office, asOfYear(2026, "2026-11-22"))).find(({ kind }) => kind === "NOTIFIED_VISIT");
    expect(notified).toMatchObject({ unitId: house.unit, count: 2 });
    expect((await house.list(Object.fromEntries(new URL(notified?.path ?? "", "http://own.invalid").searchParams))).total).toBe(2);
  });
});
