import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { asOfYear } from "@/domain/registers";
import { priorityInput } from "../../factories/priorities.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

// Under a document by which the board decides on what is put first.
let house: DecisionsHouse;
beforeAll(async () => {
  house = await openDecisions("halmstad");
});
afterAll(() => house.close());

it("H17: the board's decision puts a priority in force and the council's does not, and both are told", async () => {
  const priorities = await import("@/features/priorities/service");
  const { id } = valueOf(await priorities.proposePriority(house.office, priorityInput({ setById: house.board }), randomUUID(), {}, NOON));
  const about = { matter: "DECIDE_STRATEGIC_PRIORITIES" as const, facts: {}, subject: { kind: "priority", id } };
  const enter = () => priorities.takePriorityStep(house.office, { id, version: 1, to: "IN_FORCE", on: "2026-11-22" }, NOON);
  expect(await house.recorded({ ...about, bodyId: house.council })).toMatchObject({ verdict: "WRONG_BODY", clause: "H17" });
  expect(await enter()).toEqual({ ok: false, reason: "priorityLacksDecision" });
  expect(await house.recorded({ ...about, bodyId: house.board })).toMatchObject({ verdict: "RIGHT_BODY", clause: "H17" });
  valueOf(await enter());

  const { readPolicyInPractice } = await import("@/features/coverage/service");
  const rowOf = async () => (await readPolicyInPractice(house.reader, house.registers, asOfYear(2026, "2026-11-22")))!.view.chapters.flatMap(({ rows }) => rows).find(({ clause }) => clause.number === "H17");
  // Profile areas are what the clause is about: priorities alone do not meet it, and are shown beside.
  expect(await rowOf()).toMatchObject({ state: "nothing", outcomes: [{ evidence: "DECIDED_PROFILE_AREAS", count: 0 }, { evidence: "STRATEGIC_PRIORITIES", count: 1 }] });
  await house.recorded({ matter: "DECIDE_PROFILE_AREAS", facts: {}, bodyId: house.board });
  expect(await rowOf()).toMatchObject({ state: "met" });
});

it("H17: a profile area is in force on a decision on profile areas, and not on one about priorities", async () => {
  const priorities = await import("@/features/priorities/service");
  const { id } = valueOf(await priorities.proposePriority(house.office, priorityInput({ kind: "PROFILE_AREA", title: "Kuststäder", setById: house.board }), randomUUID(), {}, NOON));
  const decided = (matter: "DECIDE_STRATEGIC_PRIORITIES" | "DECIDE_PROFILE_AREAS") => house.recorded({ matter, facts: {}, subject: { kind: "priority", id }, bodyId: house.board });
  const enter = (version: number) => priorities.takePriorityStep(house.office, { id, version, to: "IN_FORCE", on: "2026-11-22" }, NOON);
  await decided("DECIDE_STRATEGIC_PRIORITIES");
  expect(await enter(1)).toEqual({ ok: false, reason: "priorityLacksDecision" });
  expect((await priorities.listDecisionNeeds(house.office)).find((need) => need.subject.id === id)).toMatchObject({ matters: ["DECIDE_PROFILE_AREAS"], isDue: false });
  await decided("DECIDE_PROFILE_AREAS");
  valueOf(await enter(1));

  // What it is does not change once it has been decided on; who sets it and when may be put right.
  const { priority } = await priorities.getPriority(house.office, id, NOON);
  const change = (more: object) => priorities.changePriority(house.office, { id, version: priority.version, priority: { ...priorityInput({ setById: house.board }), kind: "PROFILE_AREA" as const, ...more } }, NOON);
  expect(await change({ kind: "PRIORITY" })).toEqual({ ok: false, reason: "priorityKindDecided", field: "kind" });
  valueOf(await change({ title: "Kuststäder som lär av varandra" }));
  expect((await priorities.listPriorities(house.reader, { kind: "PROFILE_AREA", on: "2026-11-22" }, NOON)).map((row) => row.title)).toEqual(["Kuststäder som lär av varandra"]);
});

it("H5, H10: projects that say which area they belong to and which priority they follow count, and the lists of the others hold the rest", async () => {
  const [priorities, projects, projectLists] = await Promise.all([import("@/features/priorities/service"), import("@/features/projects/service"), import("@/features/projects/lists/service")]);
  const { projectInput } = await import("../../factories/projects.ts");
  const { readProjectFilter } = await import("@/features/projects/schema");
  const { id: priorityId } = valueOf(await priorities.proposePriority(house.office, priorityInput({ title: "Hav", setById: house.board }), randomUUID(), {}, NOON));
  const log = async (title: string, more: object) => (await projects.logProject(house.office, projectInput({ unitId: house.unit, title, starts: { on: "2026-01-01", precision: "DAY" }, ends: { on: "2026-12-31", precision: "DAY" }, ...more }), randomUUID(), undefined, NOON)).id;
  await log("Hamn", { areaCode: "INTERNATIONAL_COOPERATION", priorityIds: [priorityId] });
  await log("Kaj", { areaCode: "MONITORING_AND_INFLUENCE", noPriorityReason: "Började tidigare." });
  await log("Brygga", {});
  const titles = async (address: Record<string, string>) => (await projectLists.listProjects(house.reader, readProjectFilter({ year: "2026", ...address }).filter)).rows.map((row) => row.title).sort();
  expect(await titles({ states: "area" })).toEqual(["Hamn", "Kaj"]);
  expect(await titles({ lacks: "area" })).toEqual(["Brygga"]);
  expect(await titles({ states: "priority" })).toEqual(["Hamn", "Kaj"]);
  expect(await titles({ lacks: "priority" })).toEqual(["Brygga"]);
  expect(await titles({ priority: priorityId })).toEqual(["Hamn"]);
  const { readPolicyInPractice } = await import("@/features/coverage/service");
  const rows = (await readPolicyInPractice(house.reader, house.registers, asOfYear(2026, "2026-11-22")))!.view.chapters.flatMap((chapter) => chapter.rows);
  for (const clause of ["H5", "H10"]) expect(rows.find((row) => row.clause.number === clause)?.state, clause).not.toBe("met");
});
