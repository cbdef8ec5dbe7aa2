import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor, Role } from "@/domain/actor";
import type { BodyInput } from "@/features/bodies/schema";
import { openHouse, TODAY, valueOf, type House } from "../people/house.ts";

let house: House;
let admin: Actor;
let board: string;

beforeAll(async () => {
  house = await openHouse();
  admin = await house.someone("ADMINISTRATOR");
  board = await house.body("EXECUTIVE_BOARD", "Kommunstyrelsen");
});
afterAll(() => house.close());

const input = (more: Partial<BodyInput> = {}): BodyInput => ({
  kind: "DEPARTMENT",
  names: [{ name: "Parkförvaltningen", shortName: null, from: null, to: null }],
  parentId: board,
  ownershipPercent: null,
  boundByOther: null,
  organisationNumber: null,
  validFrom: null,
  validTo: null,
  certainty: "HIGH",
  source: null,
  isDemonstration: false,
  ...more,
});

const versionOf = async (id: string) => (await house.bodies.getBody(house.system, id, TODAY)).version;

describe("adding a body", () => {
  it("keeps its names over time, its place and what binds a shared company", async () => {
    const company = valueOf(
      await house.bodies.addBody(
        admin,
        input({
          kind: "COMPANY",
          parentId: null,
          names: [
            { name: "Gamla Kraft AB", shortName: "Kraft", from: null, to: "2012-12-31" },
            { name: "Nya Kraft AB", shortName: null, from: "2013-01-01", to: null },
          ],
          ownershipPercent: 33.33,
          boundByOther: "Grannkommunen",
        }),
        randomUUID(),
      ),
    );
    const stored = await house.bodies.getBody(admin, company.id, TODAY);
    expect(stored).toMatchObject({ name: "Nya Kraft AB", ownershipPercent: 33.33, boundByOther: "Grannkommunen", isUnit: true });
    expect(stored.names.map((name) => [name.name, name.from, name.to])).toEqual([
      ["Gamla Kraft AB", null, "2012-12-31"],
      ["Nya Kraft AB", "2013-01-01", null],
    ]);
    expect((await house.bodies.getBody(admin, company.id, "2010-05-05")).name).toBe("Gamla Kraft AB");
  });

  it("answers a double submit with the same body, and refuses other content under the same key", async () => {
    const key = randomUUID();
    const twice = await Promise.all([house.bodies.addBody(admin, input(), key), house.bodies.addBody(admin, input(), key)]);
    expect(valueOf(twice[0])).toEqual(valueOf(twice[1]));
    await expect(house.bodies.addBody(admin, input({ source: "Annat" }), key)).rejects.toMatchObject({ code: "KEY_REUSED" });
  });

  it("can be tried again with the same key after a refusal", async () => {
    const key = randomUUID();
    expect(await house.bodies.addBody(admin, input({ parentId: null }), key)).toEqual({ ok: false, reason: "bodyNeedsParent" });
    expect(await house.bodies.addBody(admin, input(), key)).toMatchObject({ ok: true });
  });

  it.each([
    ["bodyNeedsParent", { parentId: null }],
    ["bodyNameMissing", { names: [] }],
    ["bodyEndsBeforeStart", { validFrom: "2020-01-01", validTo: "2019-01-01" }],
    ["bodyShareOnlyForCompany", { ownershipPercent: 50 }],
    ["bodyNumberOnlyForCompany", { organisationNumber: "5560360793" }],
    ["bodyBoundOnlyForCompany", { boundByOther: "Någon annan" }],
    ["bodyNamesOverlap", { names: [{ name: "A", shortName: null, from: null, to: "2020-01-01" }, { name: "B", shortName: null, from: "2020-01-01", to: null }] }],
  ] satisfies [string, Partial<BodyInput>][])("is refused with %s", async (reason, more) => {
    expect(await house.bodies.addBody(admin, input(more), randomUUID())).toMatchObject({ ok: false, reason });
  });

  it("is refused under a body of a kind that does not take it", async () => {
    const workplace = await house.body("WORKPLACE", "Skolan", { parentId: await house.body("DEPARTMENT", "Skolförvaltningen", { parentId: board }) });
    expect(await house.bodies.addBody(admin, input({ parentId: workplace }), randomUUID())).toEqual({ ok: false, reason: "bodyParentOfWrongKind" });
  });

  it("throws NOT_FOUND for a parent that is not there", async () => {
    await expect(house.bodies.addBody(admin, input({ parentId: randomUUID() }), randomUUID())).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("who may change the organisation", () => {
  it.each(["COORDINATOR", "UNIT_MANAGER", "BOARD_SECRETARY", "EXECUTIVE_BOARD_MEMBER", "COUNCIL_MEMBER", "AUDITOR", "READER"] satisfies Role[])("refuses %s every change, and lets it read", async (role) => {
    const unit = await house.body("OFFICE", `Kontoret för ${role}`, { parentId: board });
    const actor = await house.someone(role, role === "UNIT_MANAGER" ? unit : role === "BOARD_SECRETARY" ? board : null);
    const version = await versionOf(unit);
    const forbidden = { code: "FORBIDDEN" };
    await expect(house.bodies.addBody(actor, input(), randomUUID())).rejects.toMatchObject(forbidden);
    await expect(house.bodies.renameBody(actor, { bodyId: unit, version, name: "X", shortName: null, from: "2027-01-01" })).rejects.toMatchObject(forbidden);
    await expect(house.bodies.moveBody(actor, { bodyId: unit, version, parentId: board, from: "2027-01-01" })).rejects.toMatchObject(forbidden);
    await expect(house.bodies.closeBody(actor, { bodyId: unit, version, validTo: "2027-01-01" })).rejects.toMatchObject(forbidden);
    await expect(house.bodies.mergeBody(actor, { bodyId: unit, version, intoId: board, on: "2027-01-01" })).rejects.toMatchObject(forbidden);
    expect((await house.bodies.getBody(actor, unit, TODAY)).version).toBe(version);
    expect((await house.bodies.listUnits(actor, TODAY)).some((listed) => listed.id === unit)).toBe(true);
  });

  it("refuses a contact person", async () => {
    const unit = await house.body("OFFICE", "Torgkontoret", { parentId: board });
    const person = await house.person("Torg Provsson");
    await house.contactPerson(unit, person, "2024-01-01");
    await expect(house.bodies.renameBody(await house.actor(person), { bodyId: unit, version: 1, name: "X", shortName: null, from: "2027-01-01" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("a renamed office", () => {
  it("E.4.10: shows the name of its time, and is found by the old name and by the new", async () => {
    const office = await house.body("OFFICE", "Centralkansliet", { parentId: board });
    valueOf(await house.bodies.renameBody(admin, { bodyId: office, version: 1, name: "Ledningsstaben", shortName: "Staben", from: "2010-06-01" }));
    const [then, now] = [await house.bodies.getBody(admin, office, "2009-03-01"), await house.bodies.getBody(admin, office, TODAY)];
    expect([then.name, now.name]).toEqual(["Centralkansliet", "Ledningsstaben"]);
    expect(now.names.map((name) => [name.name, name.from, name.to])).toEqual([
      ["Centralkansliet", null, "2010-05-31"],
      ["Ledningsstaben", "2010-06-01", null],
    ]);
    expect(await house.bodies.findBodyByAnyName(admin, "centralkansliet", TODAY)).toMatchObject({ id: office, name: "Ledningsstaben" });
    expect(await house.bodies.findBodyByAnyName(admin, "Ledningsstaben", TODAY)).toMatchObject({ id: office });
    expect((await house.bodies.listBodies(admin, { text: "centralkan", on: TODAY })).map((body) => [body.name, body.foundBy])).toEqual([["Ledningsstaben", "Centralkansliet"]]);
  });

  it("E.4.10: has both names in its history, with who changed them", async () => {
    const office = await house.body("OFFICE", "Fritidskontoret", { parentId: board });
    valueOf(await house.bodies.renameBody(admin, { bodyId: office, version: 1, name: "Friluftskontoret", shortName: null, from: "2026-01-01" }));
    const history = await house.bodies.listBodyHistory(admin, office);
    expect(history.map((entry) => entry.action)).toEqual(["bodies.renamed", "bodies.added"]);
    expect(history[0]?.actorName).toBe(admin.name);
    expect(history[0]?.changes.some((change) => change.column === "name" && change.after === "Friluftskontoret")).toBe(true);
  });

  it("is refused for the same name, for a day before the present one and after the body has ended", async () => {
    const office = await house.body("OFFICE", "Bryggkontoret", { parentId: board, validTo: "2027-12-31", names: [{ name: "Bryggkontoret", shortName: null, from: "2020-01-01", to: null }] });
    const rename = (name: string, from: string) => house.bodies.renameBody(admin, { bodyId: office, version: 1, name, shortName: null, from });
    expect(await rename("Bryggkontoret", "2026-01-01")).toEqual({ ok: false, reason: "bodyNameUnchanged" });
    expect(await rename("Kajkontoret", "2020-01-01")).toEqual({ ok: false, reason: "bodyRenameTooEarly" });
    expect(await rename("Kajkontoret", "2028-01-01")).toEqual({ ok: false, reason: "bodyHasEnded" });
    expect(await versionOf(office)).toBe(1);
  });

  it("refuses a stale edit, and lets only one of two simultaneous ones through", async () => {
    const office = await house.body("OFFICE", "Vägkontoret", { parentId: board });
    const rename = (name: string) => house.bodies.renameBody(admin, { bodyId: office, version: 1, name, shortName: null, from: "2026-01-01" });
    const outcomes = await Promise.allSettled([rename("Gatukontoret"), rename("Stigkontoret")]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find((outcome) => outcome.status === "rejected")?.reason).toMatchObject({ code: "CONFLICT" });
    await expect(rename("Spårkontoret")).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await house.bodies.getBody(admin, office, TODAY)).names).toHaveLength(2);
  });
});

describe("a merged office", () => {
  it("E.4.10: ends the day before, is found under the new one by all its names, and keeps its own", async () => {
    const [old, into] = [await house.body("OFFICE", "Hamnkontoret", { parentId: board }), await house.body("OFFICE", "Samhällskontoret", { parentId: board })];
    valueOf(await house.bodies.renameBody(admin, { bodyId: old, version: 1, name: "Båtkontoret", shortName: null, from: "2015-01-01" }));
    valueOf(await house.bodies.mergeBody(admin, { bodyId: old, version: 2, intoId: into, on: "2026-07-01" }));
    expect(await house.bodies.getBody(admin, old, TODAY)).toMatchObject({ name: "Båtkontoret", isEnded: true, validTo: "2026-06-30", mergedInto: { id: into, name: "Samhällskontoret" } });
    expect((await house.bodies.getBody(admin, into, TODAY)).mergedFrom.map((from) => from.id)).toEqual([old]);
    for (const name of ["Hamnkontoret", "Båtkontoret"]) expect(await house.bodies.findBodyByAnyName(admin, name, TODAY)).toMatchObject({ id: into, name: "Samhällskontoret" });
    expect((await house.bodies.listBodies(admin, { text: "hamnkont", on: TODAY })).map((body) => [body.id, body.foundBy])).toEqual([[into, "Hamnkontoret"]]);
    expect((await house.bodies.listBodies(admin, { text: "hamnkont", on: TODAY, includeEnded: true })).map((body) => body.id).sort()).toEqual([old, into].sort());
    expect((await house.bodies.listUnits(admin, TODAY)).map((unit) => unit.id)).not.toContain(old);
    expect((await house.bodies.listUnits(admin, "2026-06-30")).map((unit) => unit.id)).toContain(old);
    expect((await house.bodies.listIdsWithPredecessors(admin, into, TODAY)).sort()).toEqual([old, into].sort());
  });

  it("ends its contact persons the same day and leaves those that had ended", async () => {
    const [old, into] = [await house.body("OFFICE", "Sjökontoret", { parentId: board }), await house.body("OFFICE", "Vattenkontoret", { parentId: board })];
    const [former, present] = [await house.person("Förr Provsson"), await house.person("Nu Provsson")];
    await house.contactPerson(old, former, "2015-01-01", { to: "2019-12-31" });
    await house.contactPerson(old, present, "2020-01-01");
    valueOf(await house.bodies.mergeBody(admin, { bodyId: old, version: 1, intoId: into, on: "2026-07-01" }));
    const stored = await house.bodies.getBody(admin, old, TODAY);
    expect(stored.contactPersons.map((person) => [person.personName, person.to])).toEqual([["Nu Provsson", "2026-06-30"], ["Förr Provsson", "2019-12-31"]]);
    expect((await house.bodies.getBody(admin, into, TODAY)).contactPersons).toEqual([]);
  });

  it("is refused into itself, into another kind, into one that has ended, twice and from its first day", async () => {
    const office = await house.body("OFFICE", "Fyrkontoret", { parentId: board, validFrom: "2020-01-01" });
    const ended = await house.body("OFFICE", "Bojkontoret", { parentId: board, validTo: "2024-12-31" });
    const other = await house.body("OFFICE", "Prickkontoret", { parentId: board });
    const merge = (intoId: string, on: string, version = 1) => house.bodies.mergeBody(admin, { bodyId: office, version, intoId, on });
    expect(await merge(office, "2026-01-01")).toEqual({ ok: false, reason: "bodyMergeIntoItself" });
    expect(await merge(board, "2026-01-01")).toEqual({ ok: false, reason: "bodyMergeOtherKind" });
    expect(await merge(ended, "2026-01-01")).toEqual({ ok: false, reason: "bodyMergeIntoEnded" });
    expect(await merge(other, "2020-01-01")).toEqual({ ok: false, reason: "bodyMergeTooEarly" });
    expect(await merge(other, "2026-01-01")).toMatchObject({ ok: true });
    expect(await merge(other, "2025-01-01", 2)).toEqual({ ok: false, reason: "bodyAlreadyMerged" });
    await expect(merge(other, "2025-01-01", 1)).rejects.toMatchObject({ code: "CONFLICT" });
  });
});

describe("moving and closing", () => {
  it("moves a department to another committee from a day on, so that its political body follows", async () => {
    const [before, after] = [await house.body("COMMITTEE", "Skogsnämnden"), await house.body("COMMITTEE", "Parknämnden")];
    const department = await house.body("DEPARTMENT", "Trädförvaltningen", { parentId: before });
    valueOf(await house.bodies.moveBody(admin, { bodyId: department, version: 1, parentId: after, from: "2026-01-01" }));
    const politicalBody = async (on: string) => (await house.bodies.listUnits(admin, on)).find((unit) => unit.id === department)?.politicalBody?.name;
    expect([await politicalBody("2025-12-31"), await politicalBody("2026-01-01")]).toEqual(["Skogsnämnden", "Parknämnden"]);
    expect((await house.bodies.getBody(admin, department, TODAY)).placements.map((place) => [place.parentName, place.from, place.to])).toEqual([
      ["Parknämnden", "2026-01-01", null],
      ["Skogsnämnden", null, "2025-12-31"],
    ]);
    expect(await house.bodies.moveBody(admin, { bodyId: department, version: 2, parentId: before, from: "2025-06-01" })).toEqual({ ok: false, reason: "bodyMoveTooEarly" });
    expect(await house.bodies.moveBody(admin, { bodyId: department, version: 2, parentId: null, from: "2027-01-01" })).toEqual({ ok: false, reason: "bodyNeedsParent" });
  });

  it("never places a body under what lies below it", async () => {
    const mother = await house.body("COMPANY", "Moderbolaget AB");
    const daughter = await house.body("COMPANY", "Dotterbolaget AB", { parentId: mother });
    expect(await house.bodies.moveBody(admin, { bodyId: mother, version: 1, parentId: daughter, from: "2026-01-01" })).toEqual({ ok: false, reason: "bodyPlacedUnderItself" });
  });

  it("finds a company's political body through its parent company", async () => {
    const council = await house.body("COUNCIL", "Kommunfullmäktige");
    const mother = await house.body("COMPANY", "Ägarbolaget AB", { parentId: council });
    const daughter = await house.body("COMPANY", "Ägda bolaget AB", { parentId: mother });
    expect((await house.bodies.listUnits(admin, TODAY)).find((unit) => unit.id === daughter)?.politicalBody).toEqual({ id: council, name: "Kommunfullmäktige" });
  });

  it("closes a body on its last day, with its contact persons, and is refused twice or before its first day", async () => {
    const office = await house.body("OFFICE", "Stängkontoret", { parentId: board, validFrom: "2020-01-01" });
    const person = await house.person("Stäng Provsson");
    await house.contactPerson(office, person, "2021-01-01");
    expect(await house.bodies.closeBody(admin, { bodyId: office, version: 1, validTo: "2019-01-01" })).toEqual({ ok: false, reason: "bodyEndsBeforeStart" });
    valueOf(await house.bodies.closeBody(admin, { bodyId: office, version: 1, validTo: "2026-10-31" }));
    expect(await house.bodies.getBody(admin, office, TODAY)).toMatchObject({ isEnded: true, validTo: "2026-10-31" });
    expect((await house.bodies.getBody(admin, office, TODAY)).contactPersons[0]?.to).toBe("2026-10-31");
    expect(await house.bodies.closeBody(admin, { bodyId: office, version: 2, validTo: "2026-12-31" })).toEqual({ ok: false, reason: "bodyHasEnded" });
    expect((await house.bodies.listBodies(admin, { text: "stängkont", on: TODAY })).length).toBe(0);
    expect((await house.bodies.listBodies(admin, { text: "stängkont", on: TODAY, includeEnded: true })).length).toBe(1);
  });
});

describe("lists", () => {
  it("V2: hold every unit that is there, å, ä and ö last", async () => {
    for (const name of ["Ö-bolaget AB", "Zonbolaget AB", "Ä-bolaget AB", "Å-bolaget AB"]) await house.body("COMPANY", name);
    const names = (await house.bodies.listUnits(admin, TODAY)).map((unit) => unit.name).filter((name) => /^[ZÅÄÖ]/.test(name));
    expect(names.indexOf("Zonbolaget AB")).toBeLessThan(names.indexOf("Å-bolaget AB"));
    expect(names.indexOf("Å-bolaget AB")).toBeLessThan(names.indexOf("Ä-bolaget AB"));
    expect(names.indexOf("Ä-bolaget AB")).toBeLessThan(names.indexOf("Ö-bolaget AB"));
  });

  it("V2: know no way to leave a department, office or company out, and hold nothing else", async () => {
    const stored = await house.client.$queryRaw<{ id: string }[]>`
      SELECT id FROM body WHERE kind IN ('DEPARTMENT', 'OFFICE', 'COMPANY') AND daterange(valid_from, valid_to, '[]') @> ${TODAY}::date`;
    expect((await house.bodies.listUnits(admin, TODAY)).map((unit) => unit.id).sort()).toEqual(stored.map((row) => row.id).sort());
  });

  it("H23: mark a shared company that another owner's documents bind", async () => {
    const shared = await house.body("COMPANY", "Delade Kajer AB", { ownershipPercent: 50, boundByOther: "Grannkommunen" });
    expect((await house.bodies.listUnits(admin, TODAY)).find((unit) => unit.id === shared)?.isBoundHere).toBe(false);
  });

  it("E.4.11: whose documents bind a company is changed by the administrator, with its number, which no two companies share", async () => {
    const [shared, other] = [await house.body("COMPANY", "Delade Hamnar AB", { ownershipPercent: 50 }), await house.body("COMPANY", "Egna Hamnar AB")];
    const facts = { bodyId: shared, version: 1, ownershipPercent: 33.33, boundByOther: "Grannkommunen", organisationNumber: "5560360793" };
    valueOf(await house.bodies.describeBody(admin, facts));
    expect(await house.bodies.getBody(admin, shared, TODAY)).toMatchObject({ version: 2, ownershipPercent: 33.33, boundByOther: "Grannkommunen", organisationNumber: "5560360793" });
    expect((await house.bodies.listUnits(admin, TODAY)).find((unit) => unit.id === shared)?.isBoundHere).toBe(false);
    expect((await house.bodies.listBodyHistory(admin, shared)).map((entry) => entry.action)).toContain("bodies.described");
    await expect(house.bodies.describeBody(admin, facts)).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await house.bodies.describeBody(admin, { ...facts, bodyId: other })).toMatchObject({ ok: false, reason: "bodyNumberTaken" });
    valueOf(await house.bodies.describeBody(admin, { ...facts, version: 2, boundByOther: null }));
    expect((await house.bodies.listUnits(admin, TODAY)).find((unit) => unit.id === shared)?.isBoundHere).toBe(true);
    const department = await house.body("DEPARTMENT", "Hamnkontoret", { parentId: board });
    expect(await house.bodies.describeBody(admin, { ...facts, bodyId: department, ownershipPercent: null, boundByOther: null })).toMatchObject({ reason: "bodyNumberOnlyForCompany" });
  });

  it("treat percent signs and underscores in a search as what they are", async () => {
    expect(await house.bodies.listBodies(admin, { text: "%_%", on: TODAY })).toEqual([]);
  });

  it("answer null or NOT_FOUND for a body that is not there", async () => {
    expect(await house.bodies.findBody(admin, randomUUID(), TODAY)).toBeNull();
    expect(await house.bodies.findBodyByAnyName(admin, "Finns inte", TODAY)).toBeNull();
    await expect(house.bodies.getBody(admin, randomUUID(), TODAY)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(house.bodies.listBodyHistory(admin, randomUUID())).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(house.bodies.renameBody(admin, { bodyId: randomUUID(), version: 1, name: "X", shortName: null, from: TODAY })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
