import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { shippedPack } from "@/server/pack";
import { informationInput, opportunityInput, OWN } from "../../factories/opportunities.ts";
import { priorityInput } from "../../factories/priorities.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

// Under a document that has contact persons and asks nothing of them.
let house: DecisionsHouse;
beforeAll(async () => {
  house = await openDecisions("halmstad");
});
afterAll(() => house.close());

it("E.3: where no clause asks for an information log it is kept all the same, and tells of no clause", async () => {
  const { clauseOf } = await import("@/server/pack");
  const { logInformation } = await import("@/features/opportunities/information/service");
  const { informationRegister } = await import("@/features/opportunities/register");
  valueOf(await logInformation(house.maja, { key: randomUUID(), activity: informationInput({ unitId: house.unit }), seenDeadline: null }, {}, NOON));
  expect(clauseOf("INFORMATION_ACTIVITY")).toBeNull();
  expect(await informationRegister.measures?.(house.reader, 2026)).toMatchObject([{ clause: null, of: 1 }]);
  expect(await informationRegister.gaps(house.maja, "2026-11-22")).toEqual([]);
});

it("H17: an opportunity follows a priority or profile area once it has been decided on, and suits the units whose projects do, before those that share a goal", async () => {
  const { proposePriority, takePriorityStep } = await import("@/features/priorities/service");
  const { listMatches, logOpportunity } = await import("@/features/opportunities/service");
  const { id } = valueOf(await proposePriority(house.office, priorityInput({ setById: house.board, title: "Kusten" }), randomUUID(), {}, NOON));
  const log = () => logOpportunity(house.maja, { key: randomUUID(), opportunity: opportunityInput({ unitId: house.unit, priorityIds: [id], municipalGoals: ["MUNICIPAL_GOALS"] }), from: OWN }, {}, NOON);
  expect(await log()).toMatchObject({ ok: false, reason: "opportunityChoiceGone", field: "priorityIds" });
  await house.recorded({ matter: "DECIDE_STRATEGIC_PRIORITIES", facts: {}, subject: { kind: "priority", id }, bodyId: house.board });
  valueOf(await takePriorityStep(house.office, { id, version: 1, to: "IN_FORCE", on: "2026-11-22" }, NOON));
  const opportunity = valueOf(await log()).id;
  await house.project({ title: "Kustprojektet", areaCode: shippedPack().taxonomies.areas[0]?.code ?? null, priorityIds: [id], noPriorityReason: null, municipalGoals: ["MUNICIPAL_GOALS"], noGoalReason: null, unitGoal: "Vårt mål" });
  expect(await listMatches(house.reader, opportunity, NOON)).toMatchObject([{ unitId: house.unit, why: "PRIORITY", common: "Kusten", through: { kind: "project", title: "Kustprojektet" } }]);
});
