import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asOfYear } from "@/domain/registers";
import { decisionInput } from "../../factories/decisions.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "./house.ts";

// Under a document that says who decides on relations, networks, profile areas and visits.
let house: DecisionsHouse;
beforeAll(async () => {
  house = await openDecisions("halmstad");
});
afterAll(() => house.close());

describe("decisions that the document regulates", () => {
  it("E.4.2, H12a, H12b: the council enters and ends twin towns", async () => {
    expect(await house.recorded()).toMatchObject({ verdict: "RIGHT_BODY", clause: "H12a" });
    expect(await house.recorded({ matter: "END_TOWN_RELATION" })).toMatchObject({ verdict: "RIGHT_BODY", clause: "H12b" });
    expect(await house.recorded({ matter: "END_TOWN_RELATION", bodyId: house.board })).toMatchObject({ verdict: "WRONG_BODY", clause: "H12b" });
    expect(await house.recorded({ matter: "PAUSE_TOWN_RELATION" })).toMatchObject({ verdict: "NOT_REGULATED", clause: null });
  });

  it("H14, H15: the board signs cooperation agreements and municipal partnerships", async () => {
    expect(await house.recorded({ facts: { relationKind: "COOPERATION_AGREEMENT" }, bodyId: house.board })).toMatchObject({ verdict: "RIGHT_BODY", clause: "H14" });
    expect(await house.recorded({ facts: { relationKind: "MUNICIPAL_PARTNERSHIP" }, bodyId: house.committee })).toMatchObject({ verdict: "WRONG_BODY", clause: "H15" });
  });

  it("H11, H17: the council decides on the guidelines and the board on profile areas, which is their evidence", async () => {
    await house.recorded({ matter: "ADOPT_GOVERNING_DOCUMENT", facts: { documentType: "GUIDELINES" } });
    await house.recorded({ matter: "DECIDE_PROFILE_AREAS", facts: {}, bodyId: house.board });
    // By the wrong body it proves nothing.
    await house.recorded({ matter: "DECIDE_PROFILE_AREAS", facts: {}, bodyId: house.council });
    const { readPolicyInPractice } = await import("@/features/coverage/service");
    const rows = (await readPolicyInPractice(house.office, house.registers, asOfYear(2026, "2026-11-22")))!.view.chapters.flatMap((chapter) => chapter.rows);
    const outcomes = (number: string) => rows.find(({ clause }) => clause.number === number);
    expect(outcomes("H11")).toMatchObject({ state: "met", outcomes: [{ of: "municipality", evidence: "ADOPTED_DOCUMENT", count: 1 }] });
    expect(outcomes("H17")).toMatchObject({ state: "met", outcomes: [{ of: "municipality", evidence: "DECIDED_PROFILE_AREAS", count: 1, path: "/decisions?decidedBy=2026-11-22&verdict=RIGHT_BODY&matter=DECIDE_PROFILE_AREAS" }, { evidence: "STRATEGIC_PRIORITIES", count: 0 }] });
  });

  it("E.4.8, H16: a membership that comes to concern the whole municipality lacks the board's decision", async () => {
    const own = await house.recorded({ matter: "JOIN_NETWORK", facts: { scope: "OWN_FIELD" }, bodyId: house.committee, unitId: house.unit });
    expect(own).toMatchObject({ verdict: "RIGHT_BODY", clause: "H21b" });
    valueOf(await house.decisions.correctDecision(house.office, { id: own.id, version: 1, decision: decisionInput({ ...own, facts: { scope: "WHOLE_MUNICIPALITY" } }) }, NOON));
    expect((await house.decisions.getDecision(house.office, own.id)).decision).toMatchObject({ verdict: "WRONG_BODY", isFlagged: true, clause: "H16", judgement: { holders: ["EXECUTIVE_BOARD"] } });
  });

  it("E.4.3, H22a: a unit's own visit is received after the office has been told", async () => {
    const receive = (on: string | null) =>
      house.recorded({ matter: "RECEIVE_VISIT", facts: { concernsUnitDirectly: true }, bodyId: house.committee, unitId: house.unit, decidedOn: "2026-05-12", steps: on === null ? [] : [{ kind: "INFORMATION", party: "COORDINATING_OFFICE", on }] });
    expect(await receive("2026-05-13")).toMatchObject({ verdict: "BEFORE_STEPS", isFlagged: true, judgement: { steps: [{ state: "LATE", clause: "H22a" }] } });
    expect(await receive(null)).toMatchObject({ verdict: "BEFORE_STEPS", judgement: { steps: [{ state: "MISSING" }] } });
    expect(await receive("2026-05-12")).toMatchObject({ verdict: "RIGHT_BODY", judgement: { sentence: "sameDay" } });
    expect(await receive("2026-05-11")).toMatchObject({ verdict: "RIGHT_BODY", clause: "H22b", judgement: { sentence: "rightBody" } });
  });

  it("H20: to answer for a project is no right to decide it, in the box as in the judgement", async () => {
    const id = await house.project({ status: "ONGOING" });
    const waiting = (await house.decisions.listWaiting(house.office, house.registers, NOON)).find(({ need }) => need.subject.id === id);
    expect(waiting).toMatchObject({ answer: { kind: "answersFor", citation: { clause: "H20" } }, bodies: [{ id: house.committee }] });
    if (waiting === undefined) throw new Error("Nothing waits");
    await house.recorded({ matter: "START_PROJECT", facts: {}, subject: house.about(id), bodyId: house.committee });
    expect(await house.decisions.describeNeed(house.office, [waiting.need.subject.id], Promise.resolve(waiting.need), NOON)).toMatchObject({ basis: "OWN", decisions: [{ verdict: "NOT_REGULATED", body: "Hamnnämnden" }] });
  });

  it("H20: a company's own board answers for its projects", async () => {
    const id = await house.project({ status: "ONGOING", unitId: house.unit });
    const need = { subject: house.about(id), path: "", title: "", matters: ["START_PROJECT"] as const, facts: {}, unitId: house.company, isDue: true };
    expect(await house.decisions.describeNeed(house.office, [need.subject.id], Promise.resolve({ ...need, matters: ["START_PROJECT"] }), NOON)).toMatchObject({ bodies: [{ id: house.company, name: "Hamnbolaget" }] });
    expect(await house.decisions.describeNeed(house.office, [need.subject.id], Promise.resolve({ ...need, matters: ["START_PROJECT"], unitId: null }), NOON)).toMatchObject({ bodies: [] });
  });

  it("asks of a form what the rules of its matter need to know, and offers bodies that have ended", async () => {
    expect(await house.decisions.loadDecisionChoices(house.office, "RECEIVE_VISIT", NOON)).toMatchObject({ asked: { facts: ["concernsUnitDirectly"], hasDelegations: false } });
    const names = async (actor: typeof house.office) => (await house.decisions.loadDecisionChoices(actor, "START_PROJECT", NOON)).bodies.map(({ name }) => name);
    expect(await names(house.office)).toContain("Sjöfartsnämnden");
    expect(await names(house.secretary)).toEqual(["Hamnnämnden"]);
    expect(await names(house.councilSecretary)).toEqual(["Fullmäktiges presidium", "Kommunfullmäktige"]);
    expect(await names(house.reader)).toEqual([]);
  });
});
