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
