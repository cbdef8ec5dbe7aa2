import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { activityOf, asOfYear } from "@/domain/registers";
import { monitoringInput } from "../../factories/eu-monitoring.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

// Under a document that says nothing of watching the EU.
let house: DecisionsHouse;
beforeAll(async () => {
  house = await openDecisions("varberg");
});
afterAll(() => house.close());

it("E.3: where the watch on the EU is off, what was logged before is neither a task, a gap nor evidence", async () => {
  const { logItem } = await import("@/features/eu-monitoring/service");
  const { monitoringRegister } = await import("@/features/eu-monitoring/register");
  valueOf(await logItem(house.maja, monitoringInput({ unitId: house.unit, responsible: null }), randomUUID(), {}, NOON));
  expect(await monitoringRegister.tasks(house.maja, "2026-11-22")).toEqual([]);
  expect(await monitoringRegister.gaps(house.maja, "2026-11-22")).toEqual([]);
  expect(await monitoringRegister.evidence(house.maja, asOfYear(2026, "2026-11-22"))).toEqual([]);
  expect(activityOf(monitoringRegister)).toBeNull();
});
