import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Actor } from "@/domain/actor";
import type { Values } from "@/domain/values";
import { openRegister, type RegisterHouse } from "../../factories/register.ts";

let house: RegisterHouse;

beforeAll(async () => {
  house = await openRegister();
});
afterAll(() => house.close());

const isThere = async (draftId: string) => (await house.query("SELECT 1 FROM draft WHERE id = $1", [draftId])).length === 1;
const valuesOf = async (actor: Actor, draftId: string) => (await house.projectDrafts.getProjectDraft(actor, draftId)).draft.values;
const countOf = async (title: string) => (await house.query("SELECT 1 FROM project WHERE title = $1", [title])).length;

describe("a new project's draft", () => {
  it("begins with the unit when its person has just one, and empty for the office", async () => {
    const { draftId } = await house.projectDrafts.startLog(house.contact, { copyOf: null });
    expect(await house.projectDrafts.getProjectDraft(house.contact, draftId)).toMatchObject({ draft: { unitId: house.unit, recordId: null, values: { unitId: house.unit } }, isComplete: false, states: { period: { state: "todo" } } });
    const ofOffice = await house.projectDrafts.startLog(house.office, { copyOf: null });
    expect((await house.projectDrafts.getProjectDraft(house.office, ofOffice.draftId)).draft.unitId).toBeNull();
  });

  it("is begun by those who may log, and by nobody else", async () => {
    for (const actor of [house.reader, house.nobody]) await expect(house.projectDrafts.startLog(actor, { copyOf: null })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("keeps what was typed, right or wrong, while it is typed; saving the section tells what is wrong", async () => {
    const { draftId } = await house.projectDrafts.startLog(house.contact, { copyOf: null });
    const typed: Values = { title: "a".repeat(300), unitId: house.unit, kinds: ["x"], summary: "  " };
    const auto = await house.projectDrafts.saveSection(house.contact, { draftId, section: "about", then: "next", values: typed }, true);
    expect(auto.draft.saved).toEqual([]);
    expect(await valuesOf(house.contact, draftId)).toEqual(typed);
    const saved = await house.projectDrafts.saveSection(house.contact, { draftId, section: "about", then: "next", values: typed });
    expect(saved.draft.saved).toEqual(["about"]);
    expect(saved.issues.map(({ field }) => field)).toEqual(expect.arrayContaining(["title", "summary", "kinds", "status"]));
    expect((await house.projectDrafts.getProjectDraft(house.contact, draftId)).states.about).toMatchObject({ state: "wrong" });
    expect(await house.projectDrafts.submitLog(house.contact, draftId)).toEqual({ ok: false, reason: "draftIncomplete" });
    expect(await isThere(draftId)).toBe(true);
  });

  it("replaces one section and leaves the others; a box that is no longer ticked is gone", async () => {
    const { draftId } = await house.projectDrafts.startLog(house.contact, { copyOf: null });
    const save = (section: "money" | "partners", values: Values) => house.projectDrafts.saveSection(house.contact, { draftId, section, then: "stay", values });
    await save("partners", { "partners.0.name": "Kiel", "partners.1.name": "Lübeck", title: "Hör inte hit" });
    await save("money", { fundingIsPartial: "on", "funding.0.amount": "5" });
    await save("money", { "funding.1.amount": "6" });
    expect(await valuesOf(house.contact, draftId)).toEqual({ unitId: house.unit, "partners.0.name": "Kiel", "partners.1.name": "Lübeck", "funding.1.amount": "6" });
  });

  it("is gone on with by the deputy and the office, and thrown away by its author and the office", async () => {
    const draftId = await house.draftOf(house.contact, { title: "Påbörjat av kontakten" });
    await house.type(house.deputy, draftId, "about", { title: "Fortsatt av ställföreträdaren" });
    expect((await house.projectDrafts.listProjectDrafts(house.deputy)).find(({ id }) => id === draftId)).toMatchObject({ title: "Fortsatt av ställföreträdaren", isOwn: false, personName: "Kontakt Provsson", done: 7 });
    expect((await valuesOf(house.office, draftId))["title"]).toBe("Fortsatt av ställföreträdaren");
    await expect(house.projectDrafts.discardProjectDraft(house.deputy, draftId)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await house.projectDrafts.discardProjectDraft(house.office, draftId)).toEqual({ recordId: null });
    expect(await isThere(draftId)).toBe(false);
    await expect(house.projectDrafts.getProjectDraft(house.contact, draftId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is not there for another unit's people, readers and strangers, whatever they try", async () => {
    const draftId = await house.draftOf(house.contact, { title: "KANARIEFÅGEL" });
    for (const actor of [house.stranger, house.reader, house.nobody]) {
      const answers = await Promise.allSettled([
        house.projectDrafts.getProjectDraft(actor, draftId),
        house.projectDrafts.saveSection(actor, { draftId, section: "about", then: "next", values: { title: "Kapad" } }),
        house.projectDrafts.submitLog(actor, draftId),
        house.projectDrafts.submitEdit(actor, draftId),
        house.projectDrafts.getConflict(actor, draftId),
        house.projectDrafts.resolveConflict(actor, { draftId, against: 1, choices: {} }),
        house.projectDrafts.discardProjectDraft(actor, draftId),
        house.drafts.getDraft(actor, draftId),
        house.drafts.discardDraft(actor, draftId),
      ]);
      for (const answer of answers) expect(answer).toMatchObject({ status: "rejected", reason: { code: "NOT_FOUND" } });
      expect(JSON.stringify(await house.projectDrafts.listProjectDrafts(actor))).not.toContain("KANARIEFÅGEL");
    }
    expect((await valuesOf(house.contact, draftId))["title"]).toBe("KANARIEFÅGEL");
  });

  it("is not handed to a unit by someone who does not answer for it", async () => {
    const { draftId } = await house.projectDrafts.startLog(house.stranger, { copyOf: null });
    await house.type(house.stranger, draftId, "about", { unitId: house.unit, title: "Till en annan" });
    expect((await house.drafts.getDraft(house.stranger, draftId)).unitId).toBe(house.otherUnit);
    await expect(house.drafts.getDraft(house.contact, draftId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("becomes one project, also when it is submitted three times at once, and answers each the same", async () => {
    const draftId = await house.draftOf(house.contact, { title: "Tre tryck" });
    const submit = () => house.projectDrafts.submitLog(house.contact, draftId);
    const answers = await Promise.all([submit(), submit(), submit()]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ ok: true });
    expect(await submit()).toEqual(answers[0]);
    expect([await countOf("Tre tryck"), await isThere(draftId)]).toEqual([1, false]);
  });

  it("becomes one project when its author and the deputy submit it at the same time", async () => {
    const draftId = await house.draftOf(house.contact, { title: "Två personer" });
    const both = await Promise.allSettled([house.projectDrafts.submitLog(house.contact, draftId), house.projectDrafts.submitLog(house.deputy, draftId)]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await countOf("Två personer")).toBe(1);
  });

  it("cannot become a project of a unit that one does not answer for, and is kept", async () => {
    const draftId = await house.draftOf(house.stranger, { title: "Fel enhet" });
    await expect(house.projectDrafts.submitLog(house.stranger, draftId)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect([await countOf("Fel enhet"), await isThere(draftId)]).toEqual([0, true]);
  });

  it("begins as a copy of an earlier project, without its time, money and numbers, and under one's own unit", async () => {
    const id = await house.log({ title: "Förlagan", caseNumber: "KS 1", starts: { on: "2020-01-01", precision: "DAY" }, totalBudgetMinor: 5n, partners: [{ name: "Kiel", town: null, country: null, isLead: true }] });
    const { draftId } = await house.projectDrafts.startLog(house.stranger, { copyOf: id });
    const values = await valuesOf(house.stranger, draftId);
    expect(values).toMatchObject({ title: "Förlagan", unitId: house.otherUnit, status: "IDEA", "partners.0.name": "Kiel" });
    expect(Object.keys(values).filter((name) => ["caseNumber", "starts", "totalBudget"].includes(name))).toEqual([]);
    await expect(house.projectDrafts.startLog(house.stranger, { copyOf: randomUUID() })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("begins confidential as a copy of a confidential project, and stays so when it is logged", async () => {
    const secret = { isConfidential: true, confidentialityProvision: "OSL 19:1", confidentialityOn: "2026-11-01", confidentialityBy: "Chefen" };
    const id = await house.log({ title: "Hemlig förlaga", ...secret });
    const { draftId } = await house.projectDrafts.startLog(house.contact, { copyOf: id });
    const logged = await house.projectDrafts.submitLog(house.contact, draftId);
    if (!logged.ok) throw new Error(logged.reason);
    expect(await house.project(logged.value.id)).toMatchObject({ title: "Hemlig förlaga", ...secret });
    expect((await house.list(house.reader, { q: "Hemlig förlaga" })).total).toBe(0);
  });

  it("is a draft of its kind: another feature's is not there for projects", async () => {
    const draftId = await house.drafts.beginDraft(house.contact, { kind: "visit", unitId: null, recordId: null, baseVersion: null, base: null, values: {}, saved: [] });
    await expect(house.projectDrafts.getProjectDraft(house.contact, draftId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await house.drafts.listDrafts(house.contact, "visit")).map(({ id }) => id)).toEqual([draftId]);
    await house.drafts.discardDraft(house.contact, draftId);
    expect(await house.drafts.listDrafts(house.contact, "visit")).toEqual([]);
  });
});

describe("saving while typing", () => {
  it("is refused once the section has been saved by its button in another window, which it is older than", async () => {
    const { draftId } = await house.projectDrafts.startLog(house.contact, { copyOf: null });
    const save = (title: string, saves: number, isAutosave: boolean) => house.projectDrafts.saveSection(house.contact, { draftId, section: "about", then: "next", saves, values: { title } }, isAutosave);
    await save("Skrivet", 0, true);
    await save("Sparat", 0, false);
    await expect(save("Äldre", 0, true)).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await valuesOf(house.contact, draftId))["title"]).toBe("Sparat");
    await save("Nyare", 1, true);
    expect((await valuesOf(house.contact, draftId))["title"]).toBe("Nyare");
    await house.projectDrafts.saveSection(house.contact, { draftId, section: "case", then: "next", saves: 0, values: { caseNumber: "KS 1" } }, true);
    expect(await valuesOf(house.contact, draftId)).toEqual({ title: "Nyare", caseNumber: "KS 1" });
  });
});

describe("changing a project", () => {
  it("goes on with the changes that one has begun, each person with their own", async () => {
    const id = await house.log();
    const mine = await house.edit(house.contact, id, "about", { title: "Mitt" });
    expect((await house.projectDrafts.startEdit(house.contact, id)).draftId).toBe(mine);
    expect((await house.drafts.findOwnDraft(house.contact, id))?.id).toBe(mine);
    expect(await house.drafts.findOwnDraft(house.deputy, id)).toBeNull();
    const theirs = await house.projectDrafts.startEdit(house.deputy, id);
    expect(theirs.draftId).not.toBe(mine);
    const both = await Promise.all([house.projectDrafts.startEdit(house.office, id), house.projectDrafts.startEdit(house.office, id)]);
    expect(both[0]).toEqual(both[1]);
    await expect(house.projectDrafts.startEdit(house.stranger, id)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("stores what was changed, keeps the status that was set meanwhile, and ends the draft", async () => {
    const id = await house.log({ title: "Före" });
    const draftId = await house.edit(house.contact, id, "about", { title: "Efter" });
    await house.projectSteps.changeStatus(house.deputy, { id, _version: 1, to: "EXAMINED", on: "2020-01-01", note: null });
    expect(await house.projectDrafts.submitEdit(house.contact, draftId)).toEqual({ outcome: "saved", id, merged: ["status"] });
    expect(await house.project(id)).toMatchObject({ title: "Efter", status: "EXAMINED", version: 3 });
    expect(await isThere(draftId)).toBe(false);
  });

  it("stores nothing and ends the draft when nothing was changed", async () => {
    const id = await house.log();
    const { draftId } = await house.projectDrafts.startEdit(house.contact, id);
    const { value, entries, versions } = await house.recorded(() => house.projectDrafts.submitEdit(house.contact, draftId));
    expect([value, entries, versions]).toEqual([{ outcome: "saved", id, merged: [] }, [], []]);
    expect((await house.project(id)).version).toBe(1);
  });

  it("pressed twice at the same time is stored once, and both are told so", async () => {
    const id = await house.log();
    const draftId = await house.edit(house.contact, id, "about", { title: "Ett tryck till" });
    const submit = () => house.projectDrafts.submitEdit(house.contact, draftId);
    const { value, entries } = await house.recorded(() => Promise.all([submit(), submit()]));
    expect(value).toEqual([{ outcome: "saved", id, merged: [] }, { outcome: "saved", id, merged: [] }]);
    expect(entries).toHaveLength(1);
    expect((await house.project(id)).version).toBe(2);
  });

  it("merges what two people have changed in different fields, one after the other and at the same time", async () => {
    const id = await house.log({ title: "Titel", summary: "Syfte" });
    const mine = await house.edit(house.contact, id, "about", { title: "Ny titel" });
    const theirs = await house.edit(house.office, id, "about", { summary: "Nytt syfte" });
    // Both are held back until both are under way.
    await house.query("BEGIN");
    await house.query("SELECT 1 FROM project WHERE id = $1 FOR UPDATE", [id]);
    const submitted = [house.projectDrafts.submitEdit(house.contact, mine), house.projectDrafts.submitEdit(house.office, theirs)];
    await vi.waitFor(async () => expect((await house.query("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' AND wait_event_type = 'Lock'")).length).toBe(2), { timeout: 30_000 });
    await house.query("ROLLBACK");
    const outcomes = await Promise.all(submitted);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["saved", "saved"]);
    expect(outcomes.flatMap((outcome) => (outcome.outcome === "saved" ? outcome.merged : []))).toHaveLength(1);
    expect(await house.project(id)).toMatchObject({ title: "Ny titel", summary: "Nytt syfte", version: 3 });
  });

  it("collides when both have changed the same field: nothing is stored, nothing is lost, and the three stand side by side", async () => {
    const id = await house.log({ title: "Grunden", summary: "Syfte" });
    const mine = await house.edit(house.contact, id, "about", { title: "Min", summary: "Mitt syfte" });
    const theirs = await house.edit(house.office, id, "about", { title: "Deras" });
    await house.projectDrafts.submitEdit(house.office, theirs);
    expect(await house.projectDrafts.submitEdit(house.contact, mine)).toEqual({ outcome: "collided" });
    expect(await house.project(id)).toMatchObject({ title: "Deras", summary: "Syfte", version: 2 });
    const view = await house.projectDrafts.getConflict(house.contact, mine);
    expect(view).toMatchObject({ projectTitle: "Deras", against: 2, changedBy: "COORDINATOR Provsson", merge: { mine: ["summary"], collisions: [{ field: "title", mine: { title: "Min" }, theirs: { title: "Deras" }, base: { title: "Grunden" } }] } });
    expect(await valuesOf(house.contact, mine)).toMatchObject({ title: "Min", summary: "Mitt syfte" });
  });

  it.each([
    ["mine", "Min"],
    ["theirs", "Deras"],
    ["before", "Grunden"],
  ])("goes on with %s when that is chosen, and with what did not collide", async (choice, title) => {
    const id = await house.log({ title: "Grunden", summary: "Syfte" });
    const mine = await house.edit(house.contact, id, "about", { title: "Min", summary: "Mitt syfte" });
    await house.projectDrafts.submitEdit(house.office, await house.edit(house.office, id, "about", { title: "Deras" }));
    const resolve = () => house.projectDrafts.resolveConflict(house.contact, { draftId: mine, against: 2, choices: { title: choice } });
    const answers = await Promise.all([resolve(), resolve()]);
    for (const answer of answers) expect(answer).toMatchObject({ outcome: "saved", id });
    expect(await house.project(id)).toMatchObject({ title, summary: "Mitt syfte", version: 3 });
    expect(await isThere(mine)).toBe(false);
  });

  it.each([[{}], [{ title: "ours" }], [{ title: "constructor" }], [{ summary: "mine" }]] as [Record<string, string>][])("stays a collision while nothing that there is has been chosen: %j", async (choices) => {
    const id = await house.log({ title: "Grunden" });
    const mine = await house.edit(house.contact, id, "about", { title: "Min" });
    await house.projectDrafts.submitEdit(house.office, await house.edit(house.office, id, "about", { title: "Deras" }));
    expect(await house.projectDrafts.resolveConflict(house.contact, { draftId: mine, against: 2, choices })).toEqual({ outcome: "collided" });
    expect([(await house.project(id)).title, (await valuesOf(house.contact, mine))["title"]]).toEqual(["Deras", "Min"]);
  });

  it("collides anew when a third change comes between the choice and the storing", async () => {
    const id = await house.log({ title: "Grunden" });
    const mine = await house.edit(house.contact, id, "about", { title: "Min" });
    await house.projectDrafts.submitEdit(house.office, await house.edit(house.office, id, "about", { title: "Andra" }));
    await house.projectDrafts.submitEdit(house.deputy, await house.edit(house.deputy, id, "about", { title: "Tredje" }));
    expect(await house.projectDrafts.resolveConflict(house.contact, { draftId: mine, against: 2, choices: { title: "mine" } })).toEqual({ outcome: "collided" });
    expect((await house.project(id)).title).toBe("Tredje");
    expect(await house.projectDrafts.getConflict(house.contact, mine)).toMatchObject({ against: 3, merge: { collisions: [{ theirs: { title: "Tredje" } }] } });
    expect(await house.projectDrafts.resolveConflict(house.contact, { draftId: mine, against: 3, choices: { title: "mine" } })).toMatchObject({ outcome: "saved" });
    expect((await house.project(id)).title).toBe("Min");
  });

  it("is incomplete, and kept, when what it comes to is not a project", async () => {
    const id = await house.log({ starts: { on: "2026-01-01", precision: "DAY" }, ends: { on: "2027-01-01", precision: "DAY" } });
    const mine = await house.edit(house.contact, id, "period", { starts: "2026-12-31" });
    await house.projectDrafts.submitEdit(house.office, await house.edit(house.office, id, "period", { ends: "2026-06-01" }));
    expect(await house.projectDrafts.submitEdit(house.contact, mine)).toEqual({ outcome: "incomplete" });
    expect(await house.project(id)).toMatchObject({ starts: { on: "2026-01-01" }, ends: { on: "2026-06-01" } });
    expect(await isThere(mine)).toBe(true);
  });

  it("of a project that has been taken out of the register, or left, is refused, and the draft is kept", async () => {
    const id = await house.log();
    const draftId = await house.edit(house.contact, id, "about", { title: "För sent" });
    await house.projects.archiveProject(house.office, { id, _version: 1 }, true);
    await expect(house.projectDrafts.submitEdit(house.contact, draftId)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const other = await house.log();
    const member = await house.actor(await house.person("Medlem Provsson"));
    await house.projects.nameMember(house.contact, { projectId: other, personId: member.personId });
    const theirs = await house.edit(member, other, "about", { title: "Medlemmens" });
    await house.projects.dismissMember(house.contact, { projectId: other, personId: member.personId });
    await expect(house.projectDrafts.submitEdit(member, theirs)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect([await isThere(draftId), await isThere(theirs), (await house.project(other)).title]).toEqual([true, true, "Grönare hamnar"]);
  });

  it("shows a copy of a confidential project to those alone who still see it", async () => {
    const id = await house.log({ isConfidential: true, confidentialityProvision: "OSL 19:1", title: "KANARIEFÅGEL" });
    const member = await house.actor(await house.person("Tidigare medlem Provsson"));
    await house.projects.nameMember(house.contact, { projectId: id, personId: member.personId });
    const draftId = await house.edit(member, id, "about", { acronym: "K" });
    await house.projects.dismissMember(house.contact, { projectId: id, personId: member.personId });
    await expect(house.projectDrafts.getProjectDraft(member, draftId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(house.projectDrafts.getConflict(member, draftId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(house.projectDrafts.submitEdit(member, draftId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is thrown away without touching the project, and leads back to it", async () => {
    const id = await house.log({ title: "Orört" });
    const draftId = await house.edit(house.contact, id, "about", { title: "Slängt" });
    expect(await house.projectDrafts.discardProjectDraft(house.contact, draftId)).toEqual({ recordId: id });
    expect(await house.project(id)).toMatchObject({ title: "Orört", version: 1 });
    await expect(house.projectDrafts.submitEdit(house.contact, draftId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is no draft of a new project, nor the other way about", async () => {
    const id = await house.log();
    const change = await house.edit(house.contact, id, "about", { title: "Ändring" });
    const fresh = await house.draftOf(house.contact);
    expect(await house.projectDrafts.submitLog(house.contact, change)).toEqual({ ok: false, reason: "draftIncomplete" });
    await expect(house.projectDrafts.submitEdit(house.contact, fresh)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(house.projectDrafts.getConflict(house.contact, fresh)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await house.projectDrafts.listProjectDrafts(house.contact)).map(({ id: listed }) => listed)).not.toContain(change);
  });
});
