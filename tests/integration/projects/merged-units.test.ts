import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/domain/actor";
import { NOON, openRegister, valueOf, type RegisterHouse } from "../../factories/register.ts";

let house: RegisterHouse;
let [older, old, heir]: string[] = [];
let before: Actor;
let after: Actor;
let deputy: Actor;

const merge = async (id: string, intoId: string, on: string) => {
  const { version } = await house.bodies.getBody(house.system, id, "2020-01-01");
  valueOf(await house.bodies.mergeBody(house.system, { bodyId: id, version, intoId, on }));
};
const office = (name: string) => house.body("OFFICE", name, { parentId: house.board });

/** A unit has gone up into another one, which has gone up into the heir; the heir has people, and the two others no longer. */
beforeAll(async () => {
  house = await openRegister();
  [older, old, heir] = [await office("Äldre kontoret"), await office("Gamla kontoret"), await office("Arvtagarkontoret")];
  before = await house.appoint(old, "Förut Provsson");
  await merge(older, old, "2019-01-01");
  await merge(old, heir, "2026-06-01");
  after = await house.appoint(heir, "Efter Provsson");
  deputy = await house.appoint(heir, "Efterställd Provsson", "DEPUTY");
});
afterAll(() => house.close());

const secret = { isConfidential: true, confidentialityProvision: "OSL 19:1" };
const logged = (more: Parameters<RegisterHouse["log"]>[0] = {}) => house.log({ unitId: old!, ...more }, house.office);

describe("the people who answer for a unit", () => {
  const heldOn = async (actor: Actor, on: string) => {
    const { loadActor } = await import("@/server/session");
    return (await loadActor(actor.personId, on))?.units.map(({ id, predecessorIds }) => [id, [...predecessorIds].sort()]);
  };

  it("answer for what has gone up into it, step by step, from the day that it did", async () => {
    expect(await heldOn(after, "2026-05-31")).toEqual([[heir, []]]);
    expect(await heldOn(after, "2026-06-01")).toEqual([[heir, [older, old].sort()]]);
    expect(await heldOn(before, "2026-05-31")).toEqual([[old, [older]]]);
    expect(await heldOn(before, "2026-06-01")).toEqual([]);
  });

  it("no longer answer for it once it has ended or is archived, whatever their appointment says", async () => {
    const closing = await office("Stängande kontoret");
    const person = await house.person("Framtid Provsson");
    // Appointed for a time that the unit did not live to see.
    await house.contactPerson(closing, person, "2026-10-01");
    const { version } = await house.bodies.getBody(house.system, closing, "2026-11-22");
    valueOf(await house.bodies.closeBody(house.system, { bodyId: closing, version, validTo: "2026-09-30" }));
    const { loadActor } = await import("@/server/session");
    expect((await loadActor(person, "2026-10-01"))?.units).toEqual([]);

    const archived = await office("Arkiverade kontoret");
    const contact = await house.appoint(archived, "Arkiv Provsson");
    expect(contact.units.map(({ id }) => id)).toEqual([archived]);
    // No use case archives a body yet.
    await house.query("ALTER TABLE body DISABLE TRIGGER USER");
    await house.query("UPDATE body SET archived_at = now() WHERE id = $1", [archived]);
    await house.query("ALTER TABLE body ENABLE TRIGGER USER");
    expect((await loadActor(contact.personId, "2026-11-22"))?.units).toEqual([]);
  });
});

describe("what a merged unit has logged", () => {
  it("is seen, listed and counted by the heir's people when it is confidential, and by no other unit's", async () => {
    const id = await logged({ ...secret, title: "KANARIEFÅGEL" });
    const oldest = await logged({ ...secret, title: "KANARIEFÅGEL", unitId: older! });
    for (const actor of [after, deputy, house.office]) {
      for (const each of [id, oldest]) expect((await house.projects.getProject(actor, each, NOON)).mayEdit).toBe(true);
      expect((await house.list(actor, { q: "KANARIEFÅGEL" })).rows.map((row) => row.id).sort()).toEqual([id, oldest].sort());
    }
    const nobody = await house.actor(before.personId);
    for (const actor of [house.contact, house.reader, nobody]) {
      await expect(house.projects.getProject(actor, id, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
      expect((await house.list(actor, { q: "KANARIEFÅGEL" })).total).toBe(0);
    }
    expect((await house.projectLists.countProjects(after)).all - (await house.projectLists.countProjects(nobody)).all).toBe(2);
  });

  it("is changed by the heir's people as their own, and stays with the unit of its time", async () => {
    const id = await logged({ title: "Stannar", participatingUnitIds: [older!] });
    const draftId = await house.edit(after, id, "about", { title: "Stannar kvar" });
    const { choices, issues, draft } = await house.projectDrafts.getProjectDraft(after, draftId);
    expect([issues, draft.unitId]).toEqual([[], old]);
    expect(choices.units.filter(({ hasEnded }) => hasEnded).map(({ id: unitId, name }) => [unitId, name]).sort()).toEqual([[old, "Gamla kontoret"], [older, "Äldre kontoret"]].sort());
    expect([...choices.ownUnitIds].sort()).toEqual([heir, old, older].sort());
    const { value, entries } = await house.recorded(() => house.projectDrafts.submitEdit(after, draftId));
    expect(value).toEqual({ outcome: "saved", id, merged: [] });
    expect(entries).toMatchObject([{ action: "projects.changed", on_behalf: false, actor_id: after.personId }]);
    expect(await house.project(id)).toMatchObject({ title: "Stannar kvar", unitId: old, unitName: "Gamla kontoret", participatingUnits: [{ id: older, name: "Äldre kontoret" }] });
    expect(await house.projectSteps.changeStatus(deputy, { id, _version: 2, to: "EXAMINED", on: "2026-11-20", note: null }, NOON)).toMatchObject({ ok: true });
    for (const actor of [house.contact, house.reader, await house.actor(before.personId)]) await expect(house.projectDrafts.startEdit(actor, id)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("moves to the heir when they say so, and then offers the old unit no more", async () => {
    const id = await logged({ title: "Flyttar" });
    const draftId = await house.edit(after, id, "about", { unitId: heir! });
    expect(await house.projectDrafts.submitEdit(after, draftId)).toMatchObject({ outcome: "saved" });
    expect(await house.project(id)).toMatchObject({ unitId: heir, unitName: "Arvtagarkontoret" });
    expect((await house.projectChoices.loadChoices(after, { projectId: id }, NOON)).units.filter(({ hasEnded }) => hasEnded)).toEqual([]);
    const back = await house.edit(after, id, "about", { unitId: old! });
    expect(await house.projectDrafts.submitEdit(after, back)).toEqual({ outcome: "incomplete" });
  });

  it("is a task of the heir's people when it has ended without its report", async () => {
    const id = await logged({ title: "Orapporterat arv", status: "ONGOING", ends: { on: "2026-11-01", precision: "DAY" } });
    expect((await house.projectLists.listUnreported(after, NOON)).map((each) => each.id)).toContain(id);
    expect((await house.projectLists.listUnreported(house.contact, NOON)).map((each) => each.id)).not.toContain(id);
  });

  it("is copied under the heir, also by who answers for several units", async () => {
    const id = await logged({ title: "Förlagan" });
    const personId = await house.person("Båda Provsson");
    await house.contactPerson(heir!, personId, "2021-01-01", { kind: "DEPUTY" });
    await house.contactPerson(house.unit, personId, "2021-01-01", { kind: "DEPUTY" });
    for (const actor of [after, await house.actor(personId)]) {
      const { draftId } = await house.projectDrafts.startLog(actor, { copyOf: id });
      expect((await house.drafts.getDraft(actor, draftId)).values["unitId"]).toBe(heir);
    }
  });

  it("takes no new projects", async () => {
    const draftId = await house.draftOf(after, { unitId: old!, title: "För sent" });
    const { issues } = await house.projectDrafts.getProjectDraft(after, draftId);
    expect(issues).toEqual([{ field: "unitId", message: "projects.errors.unitUnknown" }]);
    expect(await house.projectDrafts.submitLog(after, draftId)).toEqual({ ok: false, reason: "draftIncomplete" });
  });

  it("and the drafts its people have left are gone on with by the heir's", async () => {
    const left = await house.drafts.beginDraft(before, { kind: "project", unitId: old!, recordId: null, baseVersion: null, base: null, values: { title: "Kvarlämnat" }, saved: [] });
    expect((await house.projectDrafts.listProjectDrafts(after)).find((draft) => draft.id === left)).toMatchObject({ title: "Kvarlämnat", isOwn: false });
    await house.type(deputy, left, "about", { title: "Upptaget", unitId: heir! });
    expect((await house.drafts.getDraft(after, left)).values["title"]).toBe("Upptaget");
    expect((await house.projectDrafts.listProjectDrafts(house.contact)).some((draft) => draft.id === left)).toBe(false);
    await expect(house.projectDrafts.getProjectDraft(house.contact, left)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is still the old unit's, which may log, until its last day", async () => {
    const leaving = await office("Snart uppgångna kontoret");
    const contact = await house.appoint(leaving, "Snart Provsson");
    await merge(leaving, heir!, "2999-01-01");
    expect((await house.projectChoices.loadChoices(contact, {}, NOON)).ownUnitIds).toEqual([leaving]);
    const id = await house.log({ ...secret, unitId: leaving, title: "Ännu inte ärvt" }, contact);
    await expect(house.projects.getProject(await house.actor(after.personId), id, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("a closed unit's project", () => {
  it("is changed by the office with all that it names, though none of it is there any more", async () => {
    const closed = await office("Nedlagda kontoret");
    const place = await house.body("WORKPLACE", "Nedlagda skolan", { parentId: closed });
    const id = await house.log({ unitId: closed, workplaceId: place, title: "Från förr" }, house.office);
    for (const bodyId of [place, closed]) valueOf(await house.bodies.closeBody(house.system, { bodyId, version: 1, validTo: "2025-12-31" }));
    const draftId = await house.edit(house.office, id, "about", { title: "Från förr, rättat" });
    expect(await house.projectDrafts.submitEdit(house.office, draftId)).toMatchObject({ outcome: "saved" });
    expect(await house.project(id)).toMatchObject({ title: "Från förr, rättat", unitName: "Nedlagda kontoret", workplaceName: "Nedlagda skolan" });
  });
});

describe("how to reach the people of a merged unit", () => {
  it("is shown to the heir's people", async () => {
    const person = await house.person("Nåbar Provsson", { email: `${randomUUID()}@utblick.example` });
    const third = await office("Tredje kontoret");
    await house.contactPerson(third, person, "2020-01-01");
    await merge(third, heir!, "2026-07-01");
    const email = async (actor: Actor) => (await house.people.getPerson(await house.actor(actor.personId), person, "2026-11-22")).email;
    expect(await email(after)).toContain("@utblick.example");
    expect(await email(house.contact)).toBeNull();
  });
});
