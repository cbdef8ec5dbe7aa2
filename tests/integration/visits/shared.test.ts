import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/domain/actor";
import { asOfYear } from "@/domain/registers";
import { NOON, openVisits, valueOf, type VisitsHouse } from "./house.ts";

// Under a document by which both presidia share the task of representing, where the municipality is to be represented.
let house: VisitsHouse;
beforeAll(async () => {
  house = await openVisits("varberg");
});
afterAll(() => house.close());

describe("announcing a visit", () => {
  it("answers a double submit with the same visit, and refuses other content under the same key", async () => {
    const key = randomUUID();
    const { announceVisit } = house.visits;
    const twice = await Promise.all([announceVisit(house.maja, house.input(), key, {}, NOON), announceVisit(house.maja, house.input(), key, {}, NOON)]);
    expect(twice[0]).toEqual(twice[1]);
    await expect(announceVisit(house.maja, house.input({ title: "Annat" }), key, {}, NOON)).rejects.toMatchObject({ code: "KEY_REUSED" });
    expect(await house.visits.listVisitHistory(house.maja, valueOf(twice[0]).id, { limit: 5 })).toMatchObject([{ action: "visits.announced", actorName: house.maja.name }]);
  });

  it("keeps what was stated, with the last day that it can mean", async () => {
    const id = await house.announce({ title: "Ambassadrådet", counterpart: "Danmarks ambassad", starts: { on: "2027-05-01", precision: "MONTH" }, participantCount: 4, reachesChildrenAndYouth: true, childrenAndYouthCount: 2 });
    expect(await house.see(id)).toMatchObject({ title: "Ambassadrådet", starts: { on: "2027-05-01", precision: "MONTH" }, ends: null, endsOn: "2027-05-31", unitName: "Hamnförvaltningen", participantCount: 4, childrenAndYouthCount: 2, version: 1 });
  });

  it("is refused for another's unit, for a unit that isn't there, and without an answer to the question that decides", async () => {
    await expect(house.announce({ unitId: house.otherUnit })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await house.visits.announceVisit(house.office, house.input({ unitId: house.board }), randomUUID(), {}, NOON)).toMatchObject({ reason: "visitUnitNotThere", field: "unitId" });
    expect(await house.visits.announceVisit(house.maja, house.input({ needsRepresentation: null }), randomUUID(), {}, NOON)).toMatchObject({ reason: "visitRepresentationUnanswered", field: "needsRepresentation" });
    expect(await house.visits.announceVisit(house.maja, house.input({ officeNotifiedOn: "2026-11-23" }), randomUUID(), {}, NOON)).toMatchObject({ reason: "visitNoticeInFuture" });
  });

  it("is refused by the database itself when it ends before it starts", async () => {
    await expect(house.announce({ ends: { on: "2027-05-11", precision: "DAY" } })).rejects.toThrow(/visit_in_order/);
  });
});

describe("changing a visit", () => {
  it("lets one of two from the same version through", async () => {
    const id = await house.announce();
    const change = (title: string) => house.visits.changeVisit(house.maja, { id, version: 1, visit: house.input({ title }) }, NOON);
    const outcomes = await Promise.allSettled([change("Mitt"), change("Ditt")]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find((outcome) => outcome.status === "rejected")).toMatchObject({ reason: { code: "CONFLICT" } });
    expect((await house.see(id)).version).toBe(2);
  });

  it("cancels it and lets it be after all, and takes it out of the register and back", async () => {
    const id = await house.announce({ title: "Inställda mötet" });
    await house.visits.cancelVisit(house.maja, { id, version: 1 }, true, NOON);
    expect((await house.see(id)).cancelledOn).toBe("2026-11-22");
    expect((await house.list({ q: "Inställda mötet" })).total).toBe(0);
    expect((await house.list({ q: "Inställda mötet", when: "cancelled" })).total).toBe(1);
    await house.visits.cancelVisit(house.maja, { id, version: 2 }, false, NOON);
    await house.visits.archiveVisit(house.maja, { id, version: 3 }, true, NOON);
    expect((await house.list({ q: "Inställda mötet" })).total).toBe(0);
    await expect(house.visits.getVisit(house.bo, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await house.visits.archiveVisit(house.maja, { id, version: 4 }, false, NOON);
    expect((await house.list({ q: "Inställda mötet" })).total).toBe(1);
  });
});

describe("V15: the presidia share the task", () => {
  it("V15: of two who take a visit at once one succeeds, and the other is told who", async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await house.announce();
      const outcomes = await Promise.all([house.take(house.gunnel, id), house.take(house.bo, id)]);
      const winner = (await house.see(id)).representative;
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      expect(outcomes.find(({ ok }) => !ok)).toEqual({ ok: false, reason: "visitTaken", about: { name: winner?.name } });
    }
  });

  it("V15: the database itself keeps a visit from having two representatives", async () => {
    const id = await house.announce();
    valueOf(await house.take(house.gunnel, id));
    await expect(
      house.client.$executeRaw`INSERT INTO visit_assignment (visit_id, person_id, body_id, taken_at, assigned_by_id) VALUES (${id}::uuid, ${house.bo.personId}::uuid, ${house.ks}::uuid, now(), ${house.bo.personId}::uuid)`,
    ).rejects.toThrow(/visit_has_one_representative|23505/);
  });

  it("taking twice is taking once", async () => {
    const id = await house.announce();
    const key = randomUUID();
    valueOf(await house.representation.takeVisit(house.gunnel, { id, personId: null }, key, NOON));
    valueOf(await house.representation.takeVisit(house.gunnel, { id, personId: null }, key, NOON));
    valueOf(await house.take(house.gunnel, id));
    expect((await house.visits.listVisitHistory(house.office, id, { limit: 10 })).map(({ action }) => action)).toEqual(["visits.taken", "visits.announced"]);
  });

  it("refuses what has passed, what is cancelled, what needs nobody, and who belongs to no presidium", async () => {
    const past = await house.announce({ starts: { on: "2026-11-20", precision: "DAY" } });
    expect(await house.take(house.gunnel, past)).toMatchObject({ reason: "visitPast" });
    const cancelled = await house.announce();
    await house.visits.cancelVisit(house.maja, { id: cancelled, version: 1 }, true, NOON);
    expect(await house.take(house.gunnel, cancelled)).toMatchObject({ reason: "visitCancelled" });
    expect(await house.take(house.gunnel, await house.announce({ needsRepresentation: false }))).toMatchObject({ reason: "visitRepresentationNotNeeded" });
    const open = await house.announce();
    for (const actor of [house.maja, house.office]) await expect(house.take(actor, open)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await house.take(house.gunnel, open, house.maja.personId)).toMatchObject({ reason: "visitNoMember" });
  });

  it("lets a secretary act for a member of the own presidium, and no other", async () => {
    const [one, two] = [await house.announce(), await house.announce()];
    expect(await house.take(house.siri, one)).toMatchObject({ reason: "visitNoMember" });
    expect(await house.take(house.siri, one, house.gunnel.personId)).toMatchObject({ reason: "visitNotYourMember" });
    valueOf(await house.take(house.siri, one, house.gote.personId));
    valueOf(await house.take(house.secretary, two, house.alvar.personId));
    expect([(await house.see(one)).representative?.name, (await house.see(two)).representative?.bodyName]).toEqual(["Göte Provsson", "Fullmäktiges presidium"]);
    // A member books nobody else.
    expect(await house.take(house.gunnel, await house.announce(), house.alvar.personId)).toMatchObject({ reason: "visitNotYourMember" });
  });
});

describe("handing over", () => {
  it("ends the old assignment when it is accepted, and keeps it until then", async () => {
    const id = await house.announce();
    valueOf(await house.take(house.gote, id));
    const { handoverId } = valueOf(await house.ask(house.gote, id, house.gunnel, "Kan du ta det?"));
    expect((await house.visits.listComing(house.gunnel, NOON)).questions).toMatchObject([{ visitId: id, message: "Kan du ta det?", askedByName: "Göte Provsson" }]);
    expect((await house.see(id)).representative?.name).toBe("Göte Provsson");
    expect(await house.ask(house.gote, id, house.alvar)).toMatchObject({ reason: "visitAskedAlready", about: { name: "Gunnel Provsson" } });
    await expect(house.representation.answerHandover(house.bo, { id, handoverId, answer: "ACCEPTED" }, NOON)).rejects.toMatchObject({ code: "FORBIDDEN" });
    valueOf(await house.representation.answerHandover(house.gunnel, { id, handoverId, answer: "ACCEPTED" }, NOON));
    expect(await house.see(id)).toMatchObject({ representative: { name: "Gunnel Provsson" }, question: null });
    expect(await house.representation.answerHandover(house.gunnel, { id, handoverId, answer: "DECLINED" }, NOON)).toMatchObject({ reason: "visitQuestionClosed" });
    expect(await house.client.$queryRaw`SELECT count(*)::int AS all, count(ended_at)::int AS ended FROM visit_assignment WHERE visit_id = ${id}::uuid`).toEqual([{ all: 2, ended: 1 }]);
  });

  it("changes nothing when it is declined or withdrawn, or when the visit is given back", async () => {
    const id = await house.announce();
    const first = valueOf(await house.ask(house.gunnel, id, house.bo));
    valueOf(await house.representation.answerHandover(house.bo, { id, handoverId: first.handoverId, answer: "DECLINED" }, NOON));
    expect(await house.see(id)).toMatchObject({ representative: null, question: null });
    const second = valueOf(await house.ask(house.gunnel, id, house.bo));
    valueOf(await house.representation.withdrawHandover(house.gunnel, { id, handoverId: second.handoverId }, NOON));
    valueOf(await house.take(house.alvar, id));
    valueOf(await house.ask(house.alvar, id, house.bo));
    valueOf(await house.representation.releaseVisit(house.alvar, { id }, NOON));
    expect(await house.see(id)).toMatchObject({ representative: null, question: null });
    expect(await house.ask(house.gunnel, id, house.gunnel)).toMatchObject({ reason: "visitAskedHimself" });
    expect(await house.ask(house.gunnel, id, house.siri)).toMatchObject({ reason: "visitNoMember" });
  });

  it("V15: a substitute is named by the representative, told, shown on the desk, and goes instead in one step", async () => {
    const { nameSubstitute, stepIn } = house.representation;
    const id = await house.announce({ title: "Med ersättare" });
    valueOf(await house.take(house.gunnel, id));
    const assignmentId = (await house.see(id)).representative?.assignmentId ?? "";
    const name = (actor: Actor, who: Actor | null, of = assignmentId, now = NOON) => nameSubstitute(actor, { id, assignmentId: of, personId: who?.personId ?? null }, now);
    await expect(name(house.bo, house.bo)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(name(house.office, house.bo)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await name(house.gunnel, house.gunnel)).toMatchObject({ reason: "visitSubstituteHimself", field: "personId" });
    expect(await name(house.gunnel, house.maja)).toMatchObject({ reason: "visitNoMember" });
    expect(await name(house.gunnel, house.bo, assignmentId, new Date("2028-01-01T11:00:00Z"))).toMatchObject({ reason: "visitPast" });
    valueOf(await name(house.gunnel, house.bo));
    valueOf(await name(house.gunnel, house.bo));
    expect((await house.see(id)).representative).toMatchObject({ personId: house.gunnel.personId, substitute: { personId: house.bo.personId, name: house.bo.name, bodyId: house.ks } });
    const history = await house.visits.listVisitHistory(house.maja, id, { limit: 5 });
    expect(history.map(({ action }) => action)).toEqual(["visits.substituteNamed", "visits.taken", "visits.announced"]);
    const line = (actor: Actor) => house.visits.listComing(actor, NOON).then(({ visits }) => visits.find((visit) => visit.id === id));
    expect([await line(house.bo), await line(house.gunnel)]).toMatchObject([{ isMine: false, isSubstitute: true, substituteName: house.bo.name }, { isMine: true, isSubstitute: false }]);
    await expect(stepIn(house.alvar, { id, assignmentId }, NOON)).rejects.toMatchObject({ code: "FORBIDDEN" });

    // The secretary of the substitute's own presidium acts for them; of two at once one does it.
    const both = await Promise.all([stepIn(house.siri, { id, assignmentId }, NOON), stepIn(house.bo, { id, assignmentId }, NOON)]);
    expect(both.map((outcome) => (outcome.ok ? "done" : outcome.reason)).sort()).toEqual(["done", "visitAnotherRepresents"]);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ about: { name: house.bo.name } });
    expect((await house.see(id)).representative).toMatchObject({ personId: house.bo.personId, bodyId: house.ks, substitute: null });
    // From a page that was read before, the earlier representative is told who it is now.
    expect(await name(house.gunnel, house.alvar)).toEqual({ ok: false, reason: "visitAnotherRepresents", about: { name: house.bo.name } });
    const now = (await house.see(id)).representative?.assignmentId ?? "";
    valueOf(await name(house.bo, house.gote, now));
    valueOf(await name(house.siri, null, now));
    expect((await house.see(id)).representative?.substitute).toBeNull();
  });

  it("is asked no more when somebody else takes the visit meanwhile", async () => {
    const id = await house.announce();
    const { handoverId } = valueOf(await house.ask(house.gunnel, id, house.bo));
    valueOf(await house.take(house.gote, id));
    expect(await house.representation.answerHandover(house.bo, { id, handoverId, answer: "ACCEPTED" }, NOON)).toMatchObject({ reason: "visitQuestionClosed" });
    expect((await house.see(id)).representative?.name).toBe("Göte Provsson");
  });
});

describe("the coming visits", () => {
  it("E.4.4: a visit that nobody has taken stands on both presidia's desks, late from fourteen days before", async () => {
    const soon = await house.announce({ title: "Snart", starts: { on: "2026-12-06", precision: "DAY" } });
    const later = await house.announce({ title: "Senare", starts: { on: "2026-12-07", precision: "DAY" } });
    for (const actor of [house.gunnel, house.bo, house.siri, house.secretary]) {
      const tasks = await house.visitRegister.tasks(actor, "2026-11-22");
      expect(tasks.find(({ key }) => key === `visit ${soon}`)).toMatchObject({ state: "late", clause: "V15", owner: { kind: "PRESIDIUM" } });
      expect(tasks.find(({ key }) => key === `visit ${later}`)?.state).toBe("missing");
      const coming = await house.visits.listComing(actor, NOON);
      expect(coming.visits.filter(({ openPlace }) => openPlace > 0).slice(0, 2).map(({ id }) => id)).toEqual([soon, later]);
      expect(coming.open.first).toBe("2026-12-06");
    }
    expect((await house.visitRegister.tasks(house.maja, "2026-11-22")).filter(({ key }) => key === `visit ${soon}` || key === `visit ${later}`)).toEqual([]);
    valueOf(await house.take(house.bo, soon));
    expect((await house.visitRegister.tasks(house.gunnel, "2026-11-22")).some(({ key }) => key === `visit ${soon}`)).toBe(false);
  });

  it("V15: count this year's representatives by presidium and by person as the list does", async () => {
    const id = await house.announce({ starts: { on: "2026-12-20", precision: "DAY" } });
    valueOf(await house.take(house.gunnel, id));
    const { balance } = await house.visits.listComing(house.office, NOON);
    for (const { bodyId, count, people } of balance) {
      expect((await house.list({ year: "2026", presidium: bodyId })).total).toBe(count);
      for (const person of people) expect((await house.list({ year: "2026", presidium: bodyId, person: person.personId })).total).toBe(person.count);
      expect(people.reduce((sum, person) => sum + person.count, 0)).toBe(count);
    }
    expect(balance.flatMap(({ people }) => people.map(({ name }) => name))).toContain(house.gunnel.name);
    expect(balance.map(({ name }) => name)).toEqual(["Fullmäktiges presidium", "Styrelsens presidium"]);
  });

  it("V15: what the register shows of evidence and activity is what the list shows", async () => {
    // One that nobody has taken, one that is over without a representative, and one that is not to be.
    await house.announce({ starts: { on: "2027-01-20", precision: "DAY" } });
    await house.announce({ starts: { on: "2026-03-03", precision: "DAY" }, ends: { on: "2026-03-04", precision: "DAY" } });
    await house.visits.cancelVisit(house.office, { id: await house.announce({ starts: { on: "2027-02-20", precision: "DAY" } }), version: 1 }, true, NOON);
    const [evidence] = await house.visitRegister.evidence(house.office, asOfYear(2026, "2026-11-22"));
    expect(evidence).toMatchObject({ kind: "ALLOCATED_VISIT", unitId: null });
    expect(evidence?.lacking?.count).toBeGreaterThan(0);
    for (const { count, path } of [evidence, evidence?.lacking].filter((each) => each !== undefined)) expect((await house.list(Object.fromEntries(new URL(path, "http://own.invalid").searchParams))).total).toBe(count);
    const { open } = await house.visits.listComing(house.office, NOON);
    expect(evidence?.lacking?.count).toBeGreaterThanOrEqual(open.count);
    for (const year of [2026, 2027]) {
      for (const unit of (await house.visitRegister.activity?.countByUnit(house.office, year)) ?? []) {
        const parameters = Object.fromEntries(new URL(unit.path, "http://own.invalid").searchParams);
        expect((await house.list(parameters)).total).toBe(unit.count);
        expect((await house.list({ ...parameters, youth: "1" })).total).toBe(unit.childrenAndYouth);
      }
    }
    expect(await house.visitRegister.gaps(house.office, "2026-11-22")).toEqual([]);
  });
});
