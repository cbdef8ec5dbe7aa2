import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asOfYear } from "@/domain/registers";
import { decisionInput } from "../../factories/decisions.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "./house.ts";

// Under a document that lets the council adopt the policy and enter twin towns, and leaves most else open.
let house: DecisionsHouse;
beforeAll(async () => {
  house = await openDecisions("varberg");
});
afterAll(() => house.close());

const entriesOf = async (id: string) => (await house.client.$queryRaw<{ action: string; onBehalf: boolean }[]>`SELECT action, on_behalf AS "onBehalf" FROM audit_entry WHERE subject_id = ${id}::uuid ORDER BY seq`).map(({ action, onBehalf }) => `${action} ${String(onBehalf)}`);

describe("a decision is judged by the rules of its day", () => {
  it("V14b: a new twin town by the council is right, and is stored with the rule, its clause and its words", async () => {
    expect(await house.recorded()).toMatchObject({
      verdict: "RIGHT_BODY",
      isFlagged: false,
      ruleId: "new-twin-town",
      clause: "V14b",
      quotation: "Kommunfullmäktige … fattar beslut om nya vänorter.",
      judgement: { sentence: "rightBody", params: { clause: "V14b" }, holders: ["COUNCIL"] },
    });
  });

  it("V14b: one by the board is kept and flagged, never refused", async () => {
    const decision = await house.recorded({ bodyId: house.board });
    expect(decision).toMatchObject({ verdict: "WRONG_BODY", isFlagged: true, clause: "V14b", judgement: { sentence: "wrongBody", holders: ["COUNCIL"] } });
    expect((await house.list({ flagged: "1" })).rows.map(({ id }) => id)).toContain(decision.id);
  });

  it("V14a, V25: the council adopts the policy, and the management group gives the working group its assignment", async () => {
    expect(await house.recorded({ matter: "ADOPT_GOVERNING_DOCUMENT", facts: { documentType: "POLICY" } })).toMatchObject({ verdict: "RIGHT_BODY", clause: "V14a" });
    expect(await house.recorded({ matter: "SET_WORKING_GROUP_ASSIGNMENT", facts: {}, bodyId: house.managementGroup })).toMatchObject({ verdict: "RIGHT_BODY", clause: "V25" });
    const evidence = (await Promise.all(house.registers.map((register) => register.evidence(house.office, asOfYear(2026, "2026-11-22"))))).flat();
    expect(evidence.filter(({ kind }) => kind === "ADOPTED_DOCUMENT" || kind === "WORKING_GROUP_ASSIGNMENT")).toEqual([
      { kind: "ADOPTED_DOCUMENT", unitId: null, count: 1, path: "/decisions?decidedBy=2026-11-22&verdict=RIGHT_BODY&matter=ADOPT_GOVERNING_DOCUMENT" },
      { kind: "WORKING_GROUP_ASSIGNMENT", unitId: null, count: 1, path: "/decisions?decidedBy=2026-11-22&verdict=RIGHT_BODY&matter=SET_WORKING_GROUP_ASSIGNMENT" },
    ]);
  });

  it("E.4.1: to end a twin town is not regulated, and no clause is cited", async () => {
    expect(await house.recorded({ matter: "END_TOWN_RELATION" })).toMatchObject({ verdict: "NOT_REGULATED", isFlagged: false, ruleId: null, clause: null, quotation: null });
  });

  it("V18a, V19: a project is a matter that its own committee answers for, whoever's unit the form says", async () => {
    const id = await house.project({ status: "ONGOING" });
    const decision = await house.recorded({ matter: "START_PROJECT", facts: {}, subject: house.about(id), bodyId: house.committee, unitId: null }, house.secretary);
    expect(decision).toMatchObject({ verdict: "NOT_REGULATED", clause: "V18a", unitId: house.unit, judgement: { sentence: "answersItself", holders: ["OWN_POLITICAL_BODY"] } });
    expect(await house.recorded({ matter: "START_PROJECT", facts: {}, subject: house.about(id), bodyId: house.board })).toMatchObject({ verdict: "NOT_REGULATED", judgement: { sentence: "anotherAnswers" } });
  });

  it("asks for the facts that are missing, and judges anew when they come", async () => {
    const decision = await house.recorded({ facts: {} });
    expect(decision).toMatchObject({ verdict: "NEEDS_FACTS", isFlagged: true, judgement: { ask: ["relationKind"] } });
    valueOf(await house.decisions.correctDecision(house.office, { id: decision.id, version: 1, decision: decisionInput({ bodyId: house.council }) }, NOON));
    expect((await house.decisions.getDecision(house.office, decision.id)).decision).toMatchObject({ verdict: "RIGHT_BODY", version: 2, facts: { relationKind: "TWIN_TOWN" } });
  });
});

describe("a decision is refused, in words and at its field", () => {
  it.each([
    ["when its day lies ahead", { decidedOn: "2026-11-23" }, "decisionInFuture", "decidedOn"],
    ["when a step's day lies ahead", { steps: [{ kind: "INFORMATION", party: "COORDINATING_OFFICE", on: "2026-11-23" }] }, "decisionStepInFuture", "step_INFORMATION_COORDINATING_OFFICE"],
    ["when its report lies ahead", { delegationNumber: "1", reportedOn: "2026-11-23" }, "decisionReportInFuture", "reportedOn"],
  ] as const)("%s", async (_when, more, reason, field) => {
    expect(await house.record(more)).toMatchObject({ ok: false, reason, field });
  });

  it("when its body did not exist yet, or no longer, naming the day", async () => {
    expect(await house.record({ bodyId: house.committee, decidedOn: "2014-12-31" })).toMatchObject({ ok: false, reason: "decisionBodyNotYet", field: "decidedOn", about: { body: "Hamnnämnden", day: "2015-01-01" } });
    expect(await house.record({ bodyId: house.oldCommittee, decidedOn: "2015-01-01" })).toMatchObject({ ok: false, reason: "decisionBodyEnded", about: { body: "Sjöfartsnämnden", day: "2014-12-31" } });
    expect(await house.record({ bodyId: house.oldCommittee, decidedOn: "2014-12-31" })).toMatchObject({ ok: true });
  });

  it("when a department is said to have decided, or the matter is no unit's", async () => {
    expect(await house.record({ bodyId: house.unit })).toMatchObject({ ok: false, reason: "decisionBodyCannotDecide", field: "bodyId" });
    expect(await house.record({ unitId: house.board })).toMatchObject({ ok: false, reason: "decisionUnitNotThere", field: "unitId" });
    expect(await house.record({ unitId: randomUUID() })).toMatchObject({ ok: false, reason: "decisionUnitNotThere" });
  });

  it("as not found when it concerns a record that is not there", async () => {
    await expect(house.record({ subject: house.about(randomUUID()) })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(house.record({ subject: { kind: "spaceship", id: randomUUID() } })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("what is not known", () => {
  it("of paragraph and case number is kept as not known", async () => {
    expect(await house.recorded({ minutesParagraph: null, caseNumber: null })).toMatchObject({ minutesParagraph: null, caseNumber: null, verdict: "RIGHT_BODY" });
  });

  it("of the decision itself is a basis with its source, and a gap in the clause that says who decides", async () => {
    const decision = await house.recorded({ basis: "UNKNOWN", bodyId: null, decidedOn: null, source: "Årsboken 1952: vänort sedan efter kriget" });
    expect(decision).toMatchObject({ verdict: "UNKNOWN_BASIS", isFlagged: true, bodyId: null, decidedOn: null, clause: null });
    const gaps = (await Promise.all(house.registers.map((register) => register.gaps(house.office, "2026-11-22")))).flat();
    expect(gaps).toContainEqual(expect.objectContaining({ key: `unknown basis ${decision.id}`, clause: "V14b", path: `/decisions/${decision.id}` }));
  });

  it("is the office's alone to record, where no body is known", async () => {
    await expect(house.record({ basis: "UNKNOWN", bodyId: null, decidedOn: null, source: "Årsboken" }, house.secretary)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("who records", () => {
  it("is the secretary of the body or of the body that it belongs to, and the office on the body's behalf", async () => {
    await expect(house.record({ bodyId: house.council }, house.secretary)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(house.record({ bodyId: house.committee }, house.maja)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const own = await house.recorded({ bodyId: house.committee }, house.secretary);
    expect(await entriesOf(own.id)).toEqual(["decisions.recorded false"]);
    expect(await house.record({ bodyId: house.councilPresidium }, house.councilSecretary)).toMatchObject({ ok: true });
    expect(await entriesOf((await house.recorded()).id)).toEqual(["decisions.recorded true"]);
  });

  it("is a company's manager or its secretary for the company, and neither for any other body", async () => {
    const [manager, secretary] = [await house.someone("UNIT_MANAGER", house.company), await house.someone("BOARD_SECRETARY", house.company)];
    for (const actor of [manager, secretary]) {
      const own = await house.recorded({ bodyId: house.company }, actor);
      expect(await entriesOf(own.id)).toEqual(["decisions.recorded false"]);
      expect((await house.decisions.loadDecisionChoices(actor, "START_PROJECT", NOON)).bodies.map(({ name }) => name)).toEqual(["Hamnbolaget"]);
      for (const bodyId of [house.committee, house.council, house.board]) await expect(house.record({ bodyId }, actor)).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    await expect(house.record({ bodyId: house.company }, house.councilSecretary)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("is no department's manager, since a department decides nothing, and is offered no form", async () => {
    const manager = await house.someone("UNIT_MANAGER", house.unit);
    await expect(house.record({ bodyId: house.committee }, manager)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const actors = [manager, house.reader, house.maja, house.secretary, house.councilSecretary, house.office];
    expect(await Promise.all(actors.map((actor) => house.decisions.mayRecordDecisions(actor, NOON)))).toEqual([false, false, false, true, true, true]);
  });

  it("is the board's secretary for the board's committee, and the council's for no committee under it", async () => {
    const [underBoard, underCouncil] = [await house.body("COMMITTEE", "Ledningsutskottet", { parentId: house.board }), await house.body("COMMITTEE", "Dyngnämnden", { parentId: house.council })];
    const boardSecretary = await house.someone("BOARD_SECRETARY", house.board);
    const { id } = await house.recorded({ bodyId: underBoard }, boardSecretary);
    expect((await house.decisions.getDecision(boardSecretary, id)).mayCorrect).toBe(true);
    await expect(house.record({ bodyId: underCouncil }, house.councilSecretary)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const { id: other } = await house.recorded({ bodyId: underCouncil });
    expect((await house.decisions.getDecision(house.councilSecretary, other)).mayCorrect).toBe(false);
  });

  it("does it once with one key, and not with another content", async () => {
    const key = randomUUID();
    const [first, second] = [valueOf(await house.record({ title: "En gång" }, house.office, key)), valueOf(await house.record({ title: "En gång" }, house.office, key))];
    expect(second).toEqual(first);
    expect((await house.list({ q: "En gång" })).total).toBe(1);
    await expect(house.record({ title: "Något annat" }, house.office, key)).rejects.toMatchObject({ code: "KEY_REUSED" });
  });

  it("of two who correct at once lets one through", async () => {
    const { id } = await house.recorded();
    const correct = (title: string) => house.decisions.correctDecision(house.office, { id, version: 1, decision: decisionInput({ bodyId: house.council, title }) }, NOON);
    const answers = await Promise.allSettled([correct("Den ena"), correct("Den andra")]);
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(answers.find((answer) => answer.status === "rejected")).toMatchObject({ reason: { code: "CONFLICT" } });
    expect((await house.decisions.getDecision(house.office, id)).decision.version).toBe(2);
  });

  it("may not give a decision to a body whose minutes they do not keep", async () => {
    const { id } = await house.recorded({ bodyId: house.committee }, house.secretary);
    await expect(house.decisions.correctDecision(house.secretary, { id, version: 1, decision: decisionInput({ bodyId: house.council }) }, NOON)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("takes it out of the register and puts it back, with its history whole", async () => {
    const { id } = await house.recorded();
    await house.decisions.archiveDecision(house.office, { id, version: 1 }, true, NOON);
    await expect(house.decisions.getDecision(house.reader, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(house.decisions.correctDecision(house.office, { id, version: 2, decision: decisionInput({ bodyId: house.council }) }, NOON)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await house.decisions.archiveDecision(house.office, { id, version: 2 }, false, NOON);
    expect((await house.decisions.listDecisionHistory(house.reader, id, { limit: 10 })).map(({ action }) => action)).toEqual(["decisions.restored", "decisions.archived", "decisions.recorded"]);
  });
});

describe("a confidential record's decisions", () => {
  it("are seen by those who may see the record, in lists, counts and by their address", async () => {
    const id = await house.project({ title: "Hemligt", status: "ONGOING", isConfidential: true, confidentialityProvision: "OSL 31 kap.", confidentialityOn: "2026-01-01", confidentialityBy: "Chefen" });
    const decision = await house.recorded({ title: "Hemligt beslut", matter: "START_PROJECT", facts: {}, subject: house.about(id), bodyId: house.committee });
    const seen = async (actor: typeof house.office) => (await house.list({ q: "Hemligt beslut" }, actor)).total;
    expect([await seen(house.office), await seen(house.maja), await seen(house.reader), await seen(house.secretary)]).toEqual([1, 1, 0, 0]);
    await expect(house.decisions.getDecision(house.reader, decision.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(house.decisions.listDecisionHistory(house.reader, decision.id, { limit: 5 })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(house.record({ matter: "START_PROJECT", facts: {}, subject: house.about(id), bodyId: house.committee }, house.secretary)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await house.decisions.getDecision(house.maja, decision.id)).decision.title).toBe("Hemligt beslut");
  });
});

describe("what waits for a decision", () => {
  const waitingFor = async (id: string, actor = house.office) => (await house.decisions.listWaiting(actor, house.registers, NOON)).find(({ need }) => need.subject.id === id);

  it("stands under the body that answers for it, until a decision is recorded", async () => {
    const id = await house.project({ title: "Väntar", status: "DECIDED_TO_APPLY", isExternallyFunded: true });
    expect(await waitingFor(id)).toMatchObject({ answer: { kind: "answersFor", citation: { clause: "V18a" }, also: [{ clause: "V19" }] }, bodies: [{ id: house.committee, name: "Hamnnämnden" }], basis: "MISSING", need: { isDue: true, matters: ["APPLY_FOR_PROJECT", "START_PROJECT"] } });
    expect([(await waitingFor(id, house.secretary))?.mayRecord, (await waitingFor(id, house.councilSecretary))?.mayRecord, (await waitingFor(id, house.reader))?.mayRecord]).toEqual([true, false, false]);
    await house.recorded({ matter: "APPLY_FOR_PROJECT", facts: {}, subject: house.about(id), bodyId: house.committee }, house.secretary);
    expect(await waitingFor(id)).toBeUndefined();
  });

  it("is not an idea, nor what has come to nothing, and only ahead while the application is written", async () => {
    const ids = await Promise.all((["IDEA", "REJECTED", "CANCELLED", "CLOSED", "APPLICATION_IN_PROGRESS"] as const).map((status) => house.project({ status, title: `Läge ${status}` })));
    const found = await Promise.all(ids.map((id) => waitingFor(id)));
    expect(found.map((each) => each?.need.isDue)).toEqual([undefined, undefined, undefined, undefined, false]);
  });

  it("shows a confidential project to nobody who may not see it", async () => {
    const id = await house.project({ status: "ONGOING", isConfidential: true, confidentialityProvision: "OSL 31 kap.", confidentialityOn: "2026-01-01", confidentialityBy: "Chefen" });
    expect([await waitingFor(id) === undefined, await waitingFor(id, house.secretary) === undefined]).toEqual([false, true]);
  });

  it("keeps waiting after a decision that needs to be looked at, and the record then stands on nothing", async () => {
    const id = await house.project({ status: "ONGOING" });
    const { reading } = await import("@/server/db");
    const basis = () => house.decisions.findBasis(reading(), house.office, house.about(id), ["START_PROJECT"]);
    expect(await basis()).toBe("MISSING");
    const { id: lost } = valueOf(await house.record({ basis: "UNKNOWN", bodyId: null, decidedOn: null, source: "Minnet", matter: "START_PROJECT", facts: {}, subject: house.about(id) }));
    expect(await basis()).toBe("UNKNOWN");
    await house.decisions.archiveDecision(house.office, { id: lost, version: 1 }, true, NOON);
    expect(await basis()).toBe("MISSING");
    await house.recorded({ matter: "START_PROJECT", facts: {}, subject: house.about(id), bodyId: house.committee });
    expect(await basis()).toBe("OWN");
    expect(await house.decisions.findBasis(reading(), house.office, house.about(id), ["END_PROJECT"])).toBe("MISSING");
  });
});

describe("the list", () => {
  it("is filtered by body, year, verdict, matter and text, and sorted by each column", async () => {
    await house.recorded({ title: "Äldst", decidedOn: "1999-03-01", bodyId: house.otherCommittee, text: "om ostindiska kompaniet" });
    const titles = async (parameters: Record<string, string>) => (await house.list(parameters)).rows.map(({ title }) => title);
    expect(await titles({ year: "1999" })).toEqual(["Äldst"]);
    expect(await titles({ body: house.otherCommittee })).toEqual(["Äldst"]);
    expect(await titles({ q: "ostindiska" })).toEqual(["Äldst"]);
    expect(await titles({ q: "%" })).toEqual([]);
    expect((await titles({ verdict: "WRONG_BODY", matter: "ENTER_TOWN_RELATION", sort: "decided" }))[0]).toBe("Äldst");
    expect((await house.decisions.listDecisionYears(house.reader)).at(-1)).toBe(1999);
    for (const sort of ["decided", "-decided", "title", "-title", "body", "-body", "verdict", "-verdict"]) expect((await house.list({ sort })).rows.length).toBeGreaterThan(5);
    expect((await house.list({ sort: "title" })).rows.at(-1)?.title).toBe("Äldst");
    expect((await house.list({ page: "900" })).rows).toEqual([]);
  });
});
