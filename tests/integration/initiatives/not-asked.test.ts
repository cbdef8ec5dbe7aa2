import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { initiativeInput } from "../../factories/initiatives.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

// Under a document that asks for no examinations.
let house: DecisionsHouse;
beforeAll(async () => {
  house = await openDecisions("halmstad");
});
afterAll(() => house.close());

it("E.3: where no document asks for examinations they can be used, and their absence is neither a task nor a gap", async () => {
  const { logInitiative } = await import("@/features/initiatives/service");
  const { initiativeRegister } = await import("@/features/initiatives/register");
  valueOf(await logInitiative(house.maja, initiativeInput({ unitId: house.unit }), randomUUID(), {}, NOON));
  expect(await initiativeRegister.tasks(house.maja, "2026-11-22")).toEqual([]);
  expect(await initiativeRegister.gaps(house.maja, "2026-11-22")).toEqual([]);
  expect(await initiativeRegister.activity?.countByUnit(house.maja, 2026)).toMatchObject([{ unitId: house.unit, count: 1 }]);
});
