import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { profileSchema } from "@packs/pack";
import type { Actor } from "@/domain/actor";
import { changeProfileSchema, readColour } from "@/features/municipality/profile/schema";
import type * as Profile from "@/features/municipality/profile/service";
import { isAppError } from "@/server/errors";
import type * as Pack from "@/server/pack";
import { pngOf } from "../../factories/documents.ts";
import { openRegister, valueOf, type RegisterHouse } from "../../factories/register.ts";

let house: RegisterHouse;
let service: typeof Profile;
let pack: typeof Pack;
let administrator: Actor;

beforeAll(async () => {
  house = await openRegister();
  service = await import("@/features/municipality/profile/service");
  pack = await import("@/server/pack");
  const { bringShipped } = await import("@/features/governing-documents/service");
  await bringShipped(house.system, pack.shippedPack());
  administrator = await house.someone("ADMINISTRATOR");
});
afterAll(() => house.close());

let version = 0;
beforeEach(async () => {
  ({ version } = await service.getProfile(administrator));
});

const nothing = { name: null, colour: null, contactEmail: null };
const change = async (profile: Partial<typeof nothing | { name: string; colour: string; contactEmail: string }>, coat?: { name: string; bytes: Uint8Array } | null) => service.changeProfile(administrator, { version, profile: { ...nothing, ...profile }, coat });
const seen = async () => {
  await pack.refreshPack();
  return { municipality: pack.getPack().municipality, presence: pack.getPresence() };
};

describe("Issue's own words: “the municipality's name, colour (contrast checked) and coat of arms, mail”", () => {
  it("are the pack's while nothing has been chosen", async () => {
    expect(version).toBe(0);
    const { municipality, presence } = await seen();
    expect(municipality).toEqual(pack.shippedPack().municipality);
    expect(presence).toEqual({ coatOfArmsId: null, contactEmail: null });
  });

  it("are what has been chosen, from the next request on, in a profile that is readable", async () => {
    valueOf(await change({ name: "Provköpings kommun", colour: "#7a0019", contactEmail: "fraga@provkoping.example" }));
    const { municipality, presence } = await seen();
    expect([municipality.name, municipality.profile.light.profile, presence.contactEmail]).toEqual(["Provköpings kommun", "#7a0019", "fraga@provkoping.example"]);
    expect(profileSchema.safeParse(municipality.profile).success).toBe(true);
    expect(municipality.shortName).toBe(pack.shippedPack().municipality.shortName);
  });

  it("refuses a colour that white text can't be read on, names the nearest that will do, and keeps what was there", async () => {
    const refused = await change({ colour: "#ffcc00" });
    expect(refused).toMatchObject({ ok: false, reason: "profileColourTooLight", field: "colour", about: { colour: "#ffcc00", contrast: "1,5" } });
    const nearest = String((refused as { about: Record<string, string> }).about["nearest"]);
    expect((await seen()).municipality.profile.light.profile).not.toBe("#ffcc00");
    expect(await change({ colour: nearest })).toMatchObject({ ok: true });
  });

  it("takes a picture as coat of arms, and gives it out as nothing but a picture", async () => {
    valueOf(await change({}, { name: "vapen.PNG", bytes: pngOf(20, 24) }));
    const { coatOfArmsId } = (await seen()).presence;
    const coat = await service.readCoat(coatOfArmsId ?? "");
    expect([coat.mediaType, Buffer.from(coat.content).equals(pngOf(20, 24))]).toEqual(["image/png", true]);
  });

  it.each([
    ["a drawing that can run programs", "vapen.svg", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"), "profileCoatOtherType"],
    ["the same by another name", "vapen.png", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"), "profileCoatDamaged"],
    ["a page by a picture's name", "vapen.jpg", Buffer.from("<!doctype html><script>alert(1)</script>"), "profileCoatDamaged"],
    ["half a picture", "vapen.png", Buffer.from(pngOf(20, 24)).subarray(0, 30), "profileCoatDamaged"],
    ["a picture of another kind", "vapen.png", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0]), "profileCoatDamaged"],
  ])("takes no %s", async (_what, name, bytes, reason) => {
    const before = (await house.query("SELECT id FROM coat_of_arms")).length;
    expect(await change({}, { name, bytes })).toMatchObject({ ok: false, reason, field: "coat" });
    expect(await house.query("SELECT id FROM coat_of_arms")).toHaveLength(before);
  });

  it("keeps the coat of arms when only the rest is changed, and takes it away when asked", async () => {
    valueOf(await change({}, { name: "vapen.png", bytes: pngOf(10, 10) }));
    const { coatOfArmsId } = await service.getProfile(administrator);
    version += 1;
    valueOf(await change({ name: "Provstads kommun" }));
    expect((await service.getProfile(administrator)).coatOfArmsId).toBe(coatOfArmsId);
    version += 1;
    valueOf(await change({}, null));
    expect((await service.getProfile(administrator)).coatOfArmsId).toBeNull();
  });

  it("are told in history with who, field by field, and each change has its entry and version", async () => {
    const { entries, versions } = await house.recorded(() => change({ name: "Nya namnet" }));
    expect(entries).toEqual([expect.objectContaining({ action: "municipality.changed", version_count: 1, actor_id: administrator.personId })]);
    expect(versions).toEqual([expect.objectContaining({ table_name: "municipality_profile", version: version + 1 })]);
    const [latest] = await service.listProfileHistory(administrator, { limit: 1 });
    expect(latest?.changes).toContainEqual({ table: "municipality_profile", column: "name", before: null, after: "Nya namnet" });
  });

  it("are undone to what they were before, and all the way to what the pack says", async () => {
    valueOf(await change({ name: "Före", colour: "#00573f" }));
    valueOf(await service.changeProfile(administrator, { version: version + 1, profile: { ...nothing, name: "Efter" }, coat: undefined }));
    await service.restoreProfile(administrator, { version: version + 2, to: version + 1 });
    expect(await service.getProfile(administrator)).toMatchObject({ name: "Före", colour: "#00573f", version: version + 3 });
    await service.restoreProfile(administrator, { version: version + 3, to: 0 });
    expect((await seen()).municipality).toEqual(pack.shippedPack().municipality);
    await expect(service.restoreProfile(administrator, { version: version + 4, to: version + 9 })).rejects.toSatisfy((error) => isAppError(error, "NOT_FOUND"));
  });

  it("are changed over what one began from alone: of two, one is told what the other has done", async () => {
    const both = await Promise.allSettled([change({ name: "Ena" }), change({ name: "Andra" })]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = both.find((one) => one.status === "rejected")!;
    expect(isAppError(refused.reason, "CONFLICT") && refused.reason.about).toEqual({ baseVersion: version, currentVersion: version + 1 });
    await expect(service.restoreProfile(administrator, { version, to: 0 })).rejects.toSatisfy((error) => isAppError(error, "CONFLICT"));
  });

  it("are nobody else's to choose, nor to see how they were chosen", async () => {
    for (const actor of [house.office, house.contact, house.reader]) {
      for (const ask of [() => service.changeProfile(actor, { version, profile: nothing, coat: undefined }), () => service.restoreProfile(actor, { version, to: 0 }), () => service.getProfile(actor), () => service.getProfileVersion(actor, 0), () => service.listProfileHistory(actor, { limit: 1 })]) {
        await expect(ask()).rejects.toSatisfy((error) => isAppError(error, "FORBIDDEN"));
      }
    }
  });

  it("are read as people write them, and what can't be read is told at its field", () => {
    expect(["#12436A", "12436a", " #16a ", "blå", "#12", "#12436a; x"].map(readColour)).toEqual(["#12436a", "#12436a", "#1166aa", null, null, null]);
    const parsed = changeProfileSchema.safeParse({ _version: "0", colour: "blå", contactEmail: "inte en adress", "_coat.problem": "tooLarge" });
    expect(parsed.error?.issues.map(({ path }) => path.join("."))).toEqual(["colour", "contactEmail"]);
    const large = changeProfileSchema.safeParse({ _version: "0", "_coat.problem": "tooLarge" });
    expect(large.error?.issues.map(({ message }) => message)).toEqual(["municipality.errors.coat.tooLarge"]);
  });

  it("cannot be written past the program in a way that style sheets would not understand", async () => {
    await expect(house.query("INSERT INTO municipality_profile (id, colour) VALUES (gen_random_uuid(), 'red; }')")).rejects.toMatchObject({ code: expect.stringMatching(/^23/) });
  });
});
