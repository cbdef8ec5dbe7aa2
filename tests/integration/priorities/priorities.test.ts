import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays, type PlainDate } from "@/domain/plain-date";
import type { AsOf } from "@/domain/registers";
import { standingOn } from "@/features/priorities/rules";
import type { PriorityInput } from "@/features/priorities/schema";
import type * as prioritiesService from "@/features/priorities/service";
import { priorityInput } from "../../factories/priorities.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

/** A day, as a page that looks back at it asks. */
const onDay = (on: PlainDate): AsOf => ({ year: Number(on.slice(0, 4)), on, begunBy: on, isOver: false });

// Under a document by which the board answers for strategic leadership, and that regulates no decision on priorities.
let house: DecisionsHouse;
let priorities: typeof prioritiesService;
beforeAll(async () => {
  house = await openDecisions("varberg");
  priorities = await import("@/features/priorities/service");
});
afterAll(() => house.close());

const propose = async (more: Partial<PriorityInput> = {}) => valueOf(await priorities.proposePriority(house.office, priorityInput({ setById: house.board, ...more }), randomUUID(), {}, NOON)).id;
const decide = (id: string, more: Parameters<DecisionsHouse["record"]>[0] = {}) => house.recorded({ matter: "DECIDE_STRATEGIC_PRIORITIES", facts: {}, bodyId: house.board, subject: { kind: "priority", id }, ...more });
const step = (id: string, version: number, to: "IN_FORCE" | "ENDED", on = "2026-11-22") => priorities.takePriorityStep(house.office, { id, version, to, on }, NOON);
const inForce = async (more: Partial<PriorityInput> = {}) => {
  const id = await propose(more);
  await decide(id);
  valueOf(await step(id, 1, "IN_FORCE"));
  return id;
};
const see = async (id: string) => (await priorities.getPriority(house.office, id, NOON)).priority;

describe("a priority's way", () => {
  it("V16a: is proposed, waits for a decision, and is in force on one of the board's own", async () => {
    const id = await propose({ title: "Väntar" });
    const waiting = (await house.decisions.listWaiting(house.office, house.registers, NOON)).find(({ need }) => need.subject.id === id);
    expect(waiting).toMatchObject({ need: { title: "Väntar", isDue: false }, answer: { kind: "answersFor", citation: { clause: "V16a" } }, bodies: [{ id: house.board }], basis: "MISSING" });
    expect(await step(id, 1, "IN_FORCE")).toEqual({ ok: false, reason: "priorityLacksDecision" });
    expect(await decide(id)).toMatchObject({ verdict: "NOT_REGULATED", clause: "V16a" });
    expect((await priorities.getPriority(house.office, id, NOON)).steps).toEqual([{ to: "IN_FORCE", missing: [] }]);
    expect((await priorities.listDecidedProposals(house.office)).map((one) => one.id)).toContain(id);
    expect(await priorities.listDecidedProposals(house.reader)).toEqual([]);
    valueOf(await step(id, 1, "IN_FORCE"));
    expect(await see(id)).toMatchObject({ version: 2, status: "IN_FORCE", steps: [{ from: "PROPOSED", to: "IN_FORCE", on: "2026-11-22" }] });
    expect((await house.decisions.listWaiting(house.office, house.registers, NOON)).some(({ need }) => need.subject.id === id)).toBe(false);
  });

  it("V16a: stands on a source where the decision is lost, and is said to lack one when that is taken away", async () => {
    const id = await propose();
    const decision = await decide(id, { basis: "UNKNOWN", bodyId: null, decidedOn: null, source: "Årsboken 2024" });
    valueOf(await step(id, 1, "IN_FORCE"));
    await house.decisions.archiveDecision(house.office, { id: decision.id, version: 1 }, true, NOON);
    expect((await priorities.listDecisionNeeds(house.reader)).find(({ subject }) => subject.id === id)).toMatchObject({ isDue: true });
  });

  it("is ended on a day, and taken up again with its period as it was", async () => {
    const id = await inForce();
    expect(await step(id, 2, "ENDED", "2026-11-23")).toMatchObject({ reason: "priorityStepInFuture", field: "on" });
    expect(await step(id, 2, "ENDED", "2024-12-31")).toMatchObject({ reason: "priorityEndsBeforeStart", field: "on" });
    valueOf(await step(id, 2, "ENDED", "2026-06-01"));
    expect(await see(id)).toMatchObject({ status: "ENDED", endedOn: "2026-06-01", endsOn: "2028-12-31" });
    expect(await step(id, 3, "ENDED")).toMatchObject({ reason: "priorityStepIllegal" });
    valueOf(await step(id, 3, "IN_FORCE"));
    expect(await see(id)).toMatchObject({ status: "IN_FORCE", endedOn: null, steps: [{ to: "IN_FORCE" }, { to: "ENDED", on: "2026-06-01" }, { to: "IN_FORCE" }] });
    const acts = (await priorities.listPriorityHistory(house.reader, id, { limit: 20 }, NOON)).map(({ action }) => action);
    expect(acts).toEqual(["priorities.putInForce", "priorities.ended", "priorities.putInForce", "priorities.proposed"]);
  });
});

describe("what is in force on a day", () => {
  it("V16a: is counted as of any day, and listed by the path of the figure", async () => {
    const before = await priorities.countPrioritiesInForce(house.office, "PRIORITY", "2031-05-05");
    await inForce({ title: "Trettiotalet", startsOn: "2031-01-01", endsOn: "2031-12-31" });
    await propose({ title: "Bara föreslagen", startsOn: "2031-01-01", endsOn: "2031-12-31" });
    const archived = await inForce({ title: "Borttagen", startsOn: "2031-01-01", endsOn: null });
    await priorities.archivePriority(house.office, { id: archived, version: 2 }, true, NOON);
    const { priorityRegister } = await import("@/features/priorities/register");
    const [evidence] = await priorityRegister.evidence(house.reader, onDay("2031-05-05"));
    expect(evidence).toEqual({ kind: "STRATEGIC_PRIORITIES", unitId: null, count: before + 1, path: "/priorities?kind=PRIORITY&on=2031-05-05" });
    expect((await priorities.listPriorities(house.reader, { kind: null, on: "2031-05-05" }, NOON)).map(({ title }) => title)).toContain("Trettiotalet");
    expect(await priorities.listPriorities(house.reader, { kind: null, on: "2031-05-05" }, NOON)).toHaveLength(before + 1);
  });

  it("V16a: the database and the rules agree on every day around a period's ends", async () => {
    const id = await inForce({ startsOn: "2041-03-01", endsOn: "2041-03-10" });
    const stored = await see(id);
    for (let days = -2; days < 13; days += 1) {
      const day = addDays("2041-03-01", days);
      expect((await priorities.listPriorities(house.reader, { kind: null, on: day }, NOON)).some((row) => row.id === id), day).toBe(standingOn(stored, day) === "IN_FORCE");
    }
  });

  it("V16a: is the clause's evidence, and none of it is no gap, since the clause asks for nothing", async () => {
    const { readPolicyInPractice } = await import("@/features/coverage/service");
    const { shippedPack } = await import("@/server/pack");
    const at = async (day: string) => {
      const { chapters, duties } = (await readPolicyInPractice(house.reader, house.registers, onDay(day), Promise.resolve(shippedPack())))!.view;
      return { duties, row: chapters.flatMap(({ rows }) => rows).find(({ clause }) => clause.number === "V16a") };
    };
    const [none, some] = [await at("1999-01-01"), await at("2026-11-22")];
    expect(none.row).toMatchObject({ state: "mandate", outcomes: [{ evidence: "STRATEGIC_PRIORITIES", count: 0 }, { evidence: "COORDINATION_LOG" }] });
    expect(some.row?.state).toBe("mandate");
    expect(some.row?.outcomes[0]).toMatchObject({ count: await priorities.countPrioritiesInForce(house.office, "PRIORITY", "2026-11-22") });
    expect(some.duties).toBe(none.duties);
  });
});

describe("writing priorities", () => {
  it("the same key proposes once, and says no to other words", async () => {
    const key = randomUUID();
    const input = priorityInput({ setById: house.board });
    const both = await Promise.all([priorities.proposePriority(house.office, input, key, {}, NOON), priorities.proposePriority(house.office, input, key, {}, NOON)]);
    expect(valueOf(both[0])).toEqual(valueOf(both[1]));
    await expect(priorities.proposePriority(house.office, { ...input, title: "Annat" }, key, {}, NOON)).rejects.toMatchObject({ code: "KEY_REUSED" });
  });

  it("is refused for a body that cannot set them or is there no longer, which a stored one may keep", async () => {
    for (const setById of [house.unit, house.oldCommittee, randomUUID()]) expect(await priorities.proposePriority(house.office, priorityInput({ setById }), randomUUID(), {}, NOON)).toEqual({ ok: false, reason: "prioritySetterNotThere", field: "setById" });
    const id = await propose({ setById: house.committee });
    expect(await priorities.changePriority(house.office, { id, version: 1, priority: priorityInput({ setById: house.oldCommittee }) }, NOON)).toMatchObject({ reason: "prioritySetterNotThere" });
    expect(await priorities.loadPriorityChoices(house.office, NOON)).toMatchObject({ ownId: house.board });
    expect(await priorities.loadPriorityChoices(house.reader, NOON)).toEqual({ bodies: [], ownId: null });
  });

  it("of two changes from one version the second is told, with what both began from and who was first", async () => {
    const id = await propose({ title: "Förut" });
    const change = (title: string) => priorities.changePriority(house.office, { id, version: 1, priority: priorityInput({ setById: house.board, title }) }, NOON);
    valueOf(await change("Deras"));
    await expect(change("Mitt")).rejects.toMatchObject({ code: "CONFLICT", about: { baseVersion: 1, currentVersion: 2 } });
    expect(await priorities.getPriorityVersion(house.office, id, 1, NOON)).toMatchObject({ priority: { title: "Förut" } });
    expect(await priorities.getPriorityVersion(house.office, id, 2, NOON)).toMatchObject({ byName: house.office.name, priority: { title: "Deras", startsOn: "2025-01-01" } });
    await expect(priorities.getPriorityVersion(house.office, id, 3, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(step(id, 1, "IN_FORCE")).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("an ended one does not come to begin after it ended", async () => {
    const id = await inForce();
    valueOf(await step(id, 2, "ENDED", "2026-06-01"));
    expect(await priorities.changePriority(house.office, { id, version: 3, priority: priorityInput({ setById: house.board, startsOn: "2026-06-02" }) }, NOON)).toMatchObject({ reason: "priorityEndedBeforeStart", field: "startsOn" });
  });

  it("what is out of the register is the office's to see, and is put back whole", async () => {
    const id = await propose();
    await priorities.archivePriority(house.office, { id, version: 1 }, true, NOON);
    await expect(priorities.getPriority(house.reader, id, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(priorities.changePriority(house.office, { id, version: 2, priority: priorityInput({ setById: house.board }) }, NOON)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await priorities.archivePriority(house.office, { id, version: 2 }, false, NOON);
    expect((await priorities.getPriority(house.reader, id, NOON)).priority).toMatchObject({ version: 3, isArchived: false });
  });
});
