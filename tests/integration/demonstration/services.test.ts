import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { programmeInput } from "../../factories/programmes.ts";
import { openHouse, type House } from "../people/house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const programme = (nameSv: string) => programmeInput({ nameSv, period: "2028–2034", maxRatePercent: 60 });

it("the office and the administrator add a programme, others do not", async () => {
  const { addProgramme } = await import("@/features/programmes/service");
  const { listFilterChoices } = await import("@/features/projects/lists/service");
  const key = randomUUID();
  const office = await house.someone("COORDINATOR");
  const added = await addProgramme(office, programme("TRIAL"), key);
  expect(added).toMatchObject({ ok: true });
  expect(await addProgramme(office, programme("TRIAL"), key)).toEqual(added);
  expect(await addProgramme(office, programme("TRIAL"), randomUUID())).toMatchObject({ ok: false, reason: "programmeExists" });
  expect(await addProgramme(await house.someone("ADMINISTRATOR"), programme("TRIAL_TWO"), randomUUID())).toMatchObject({ ok: true });
  for (const role of ["READER", "AUDITOR", "UNIT_MANAGER", "COUNCIL_MEMBER"] as const) {
    const bodyId = role === "UNIT_MANAGER" ? await house.body("COMPANY", "Provbolaget") : null;
    await expect(addProgramme(await house.someone(role, bodyId), programme("TRIAL_THREE"), randomUUID())).rejects.toMatchObject({ code: "FORBIDDEN" });
  }
  expect((await listFilterChoices(office)).programmes).toHaveLength(2);
});

it("whose database this is, only the program says, and once", async () => {
  const { beginDemonstration, findMunicipality, recordMunicipality } = await import("@/features/municipality/service");
  const reader = await house.someone("READER");
  const administrator = await house.someone("ADMINISTRATOR");
  expect(await findMunicipality(reader)).toBeNull();
  await expect(recordMunicipality(administrator, { packId: "ours", isDemonstration: false })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(beginDemonstration(administrator, "ours")).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await beginDemonstration(house.system, "ours")).toEqual({ ok: false, reason: "municipalityHasRecords" });
  const ours = { packId: "ours", isDemonstration: false };
  expect(await recordMunicipality(house.system, ours)).toEqual({ ok: true, value: null });
  expect(await recordMunicipality(house.system, ours)).toEqual({ ok: true, value: null });
  expect(await recordMunicipality(house.system, { packId: "theirs", isDemonstration: true })).toEqual({ ok: false, reason: "municipalityOtherPack" });
  expect(await beginDemonstration(house.system, "ours")).toEqual({ ok: false, reason: "municipalityHasRecords" });
  expect(await beginDemonstration(house.system, "theirs")).toEqual({ ok: false, reason: "municipalityOtherPack" });
  expect(await findMunicipality(reader)).toEqual(ours);
});
