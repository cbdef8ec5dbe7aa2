import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openHouse, TODAY, valueOf, type House } from "../people/house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

it("smoke", async () => {
  const ks = await house.body("EXECUTIVE_BOARD", "Kommunstyrelsen");
  const office = await house.body("OFFICE", "Stadskontoret", { parentId: ks });
  const admin = await house.someone("ADMINISTRATOR");
  valueOf(await house.bodies.renameBody(admin, { bodyId: office, version: 1, name: "Staben", shortName: null, from: "2020-01-01" }));
  console.log(JSON.stringify(await house.bodies.getBody(admin, office, TODAY), null, 1));
  console.log(await house.bodies.listUnits(admin, TODAY));
  const p = await house.person("Åsa");
  await house.contactPerson(office, p, "2024-01-01");
  console.log(await house.contactPersons.appointContactPerson(house.system, { unitId: office, personId: p, kind: "DEPUTY", from: "2025-01-01", to: null, appointedOn: null, appointedBy: null, timePercent: null }, randomUUID()));
  console.log(await house.contactPersons.listGaps(admin, TODAY), await house.people.listPeople(admin, { on: TODAY, text: "å" }), await house.people.getPerson(admin, p, TODAY));
  console.log(await house.bodies.listBodies(admin, { on: TODAY, text: "stads" }));
  console.log(await house.people.getDetailsVersion(admin, p, 1));
});
