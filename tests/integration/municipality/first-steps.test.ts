import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/domain/actor";
import type * as firstStepsService from "@/features/municipality/first-steps/service";
import { projectInput } from "../../factories/projects.ts";
import { isAppError } from "@/server/errors";
import { openHouse, TODAY, valueOf, type House } from "../people/house.ts";

const NOON = new Date("2026-11-22T11:00:00Z");
let house: House;
let admin: Actor;
let firstSteps: typeof firstStepsService;
beforeAll(async () => {
  process.env["UTBLICK_PACK"] = "varberg";
  house = await openHouse();
  firstSteps = await import("@/features/municipality/first-steps/service");
  const { bringShipped } = await import("@/features/governing-documents/service");
  const { shippedPack } = await import("@/server/pack");
  await bringShipped(house.system, shippedPack());
  admin = await house.someone("ADMINISTRATOR");
});
afterAll(() => house.close());

const done = async () => (await firstSteps.readFirstSteps(admin, NOON)).filter(({ isDone }) => isDone).map(({ step }) => step);

describe("the first steps", () => {
  it("Issue's own words: are reckoned from the database as a municipality goes from empty to its first project", async () => {
    expect([await firstSteps.isBeginning(admin), (await done()).includes("document")]).toEqual([true, true]);
    for (const step of ["bodies", "people", "office", "contactPersons", "project"]) expect(await done(), step).not.toContain(step);
    const board = await house.body("EXECUTIVE_BOARD", "Kommunstyrelsen");
    const unit = await house.body("DEPARTMENT", "Parkförvaltningen", { parentId: board });
    expect(await done()).toContain("bodies");
    const lone = await house.person("Karin Provsson");
    expect(await done()).toEqual(expect.arrayContaining(["people"]));
    expect(await done()).not.toContain("contactPersons");
    await house.contactPerson(unit, lone, "2020-01-01");
    await house.someone("COORDINATOR");
    expect(await done()).toEqual(expect.arrayContaining(["office", "contactPersons"]));
    const { logProject } = await import("@/features/projects/service");
    await logProject(await house.actor(lone), projectInput({ unitId: unit }), randomUUID(), {}, NOON);
    expect([await firstSteps.isBeginning(admin), (await done()).includes("project")]).toEqual([false, true]);
  });

  it("a step is to do again when what it was about is undone", async () => {
    const profile = await import("@/features/municipality/profile/service");
    expect(await done()).not.toContain("profile");
    valueOf(await profile.changeProfile(admin, { version: 0, profile: { name: "Provköpings kommun", colour: null, contactEmail: null }, coat: undefined }));
    expect(await done()).toContain("profile");
    const unit = await house.body("COMPANY", "Parkbolaget", { parentId: null });
    expect(await done()).not.toContain("contactPersons");
    const { version } = await house.bodies.getBody(admin, unit, TODAY);
    valueOf(await house.bodies.closeBody(admin, { bodyId: unit, version, validTo: "2026-11-21" }));
    expect(await done()).toContain("contactPersons");
  });

  it("Issue's own words: the programmes come with the governing document, and are added once", async () => {
    expect(await done()).not.toContain("programmes");
    const { added } = await firstSteps.bringProgrammes(admin, NOON);
    expect(added).toBeGreaterThan(10);
    expect([await firstSteps.bringProgrammes(admin, NOON), (await done()).includes("programmes")]).toEqual([{ added: 0 }, true]);
  });

  it("are the administrator's alone", async () => {
    const reader = await house.someone("READER");
    await expect(firstSteps.readFirstSteps(reader)).rejects.toSatisfy((error) => isAppError(error, "NOT_FOUND"));
    await expect(firstSteps.tryMail(reader, randomUUID())).rejects.toSatisfy((error) => isAppError(error, "NOT_FOUND"));
    expect(await firstSteps.isBeginning(reader)).toBe(false);
  });

  it("a test mail is refused in words where no server has been set", async () => {
    expect(await firstSteps.tryMail(admin, randomUUID())).toMatchObject({ ok: false, reason: "mailIsOff" });
  });
});
