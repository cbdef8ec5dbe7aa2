import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { packs } from "@packs/all";
import { asOfYear } from "@/domain/registers";
import { activityInput } from "../../factories/competence.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

// Under a document that says nothing of competence development.
let house: DecisionsHouse;
beforeAll(async () => {
  house = await openDecisions(packs.find(({ modules }) => modules.competence.state === "off")?.id ?? "");
});
afterAll(() => house.close());

it("E.3: where competence development is off, what was planned before is neither a task nor evidence", async () => {
  const { planActivity } = await import("@/features/competence/service");
  const { signUp } = await import("@/features/competence/enrolments/service");
  const { competenceRegister } = await import("@/features/competence/register");
  const { id } = valueOf(await planActivity(house.office, "JOINT", activityInput({ startsOn: "2026-11-02" }), randomUUID(), {}, NOON));
  valueOf(await signUp(house.office, { activityId: id, personId: house.maja.personId }, NOON));
  expect(await competenceRegister.tasks(house.maja, "2026-11-22")).toEqual([]);
  expect(await competenceRegister.tasks(house.office, "2026-11-22")).toEqual([]);
  expect(await competenceRegister.evidence(house.office, asOfYear(2026, "2026-11-22"))).toEqual([]);
});
