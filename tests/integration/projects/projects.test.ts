import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/domain/actor";
import type { FundingInput, ProjectInput } from "@/features/projects/schema";
import { programmeInput } from "../../factories/programmes.ts";
import { NOON, openRegister, valueOf, type RegisterHouse } from "../../factories/register.ts";

let house: RegisterHouse;
let programmeId: string;

beforeAll(async () => {
  house = await openRegister();
  const programmes = await import("@/features/programmes/service");
  programmeId = valueOf(
    await programmes.addProgramme(house.system, programmeInput({ period: "2021–2027", maxRatePercent: 80 }), randomUUID()),
  ).id;
});
afterAll(() => house.close());

const line = (kind: FundingInput["kind"], amountMinor: bigint, more: Partial<FundingInput> = {}): FundingInput => ({ kind, funder: null, year: null, amountMinor, ...more });
const countOf = async (title: string) => Number((await house.query<{ count: string }>("SELECT count(*) FROM project WHERE title = $1", [title]))[0]?.count);
const change = (actor: Actor, id: string, more: Partial<ProjectInput>, version?: number) =>
  import("@/server/transaction").then(({ inTransaction }) =>
    inTransaction(async (tx) => {
      const stored = await house.projects.getProject(house.office, id, NOON);
      await house.projects.changeInTransaction(tx, actor, id, version ?? stored.project.version, { ...house.input(), ...stored.project, ...more }, NOON);
    }),
  );

describe("logging a project", () => {
  it("stores everything that was stated, and gives it back", async () => {
    const stated = house.input({
      title: "Allt på en gång",
      acronym: "APEG",
      participatingUnitIds: [house.otherUnit],
      isExternallyFunded: true,
      status: "SUBMITTED",
      role: "PARTNER",
      programmeId,
      programmeProjectId: "P-1",
      starts: { on: "2027-01-01", precision: "QUARTER" },
      ends: { on: "2029-12-31", precision: "YEAR" },
      currency: "EUR",
      rateMillionths: 11_482_500n,
      rateOn: "2026-11-20",
      rateSource: "Riksbanken",
      totalBudgetMinor: 90_071_992_547_409n,
      fundingIsPartial: true,
      funding: [line("EU", 12_345n, { funder: "EU", year: 2027 }), line("OWN_CASH", 1n)],
      economistContacted: true,
      accountingCode: "7001",
      partners: [{ name: "Kiel Hafen", town: "Kiel", country: "DE", isLead: true }, { name: "Århus Havn", town: null, country: null, isLead: false }],
      municipalGoals: ["GOAL_A"],
      unitGoal: "Fler tåg",
      noGoalReason: null,
      areaCode: null,
      priorityIds: [],
      noPriorityReason: null,
      purposes: ["PURPOSE_A"],
      beneficiaries: ["PUPILS"],
      benefit: "Eleverna reser.",
      reachesChildrenAndYouth: true,
      childrenAndYouthCount: 120,
      caseNumber: "KS 2026/0001-1",
      funderCaseNumber: "F-9",
    });
    const { id } = await house.projects.logProject(house.contact, stated, randomUUID(), {}, NOON);
    const stored = await house.project(id);
    expect(stored).toMatchObject({ ...stated, version: 1, unitName: "Hamnförvaltningen", isDemonstration: false, certainty: "HIGH" });
    expect(stored.programme).toMatchObject({ nameSv: "Provprogrammet", maxRatePercent: 80 });
    expect(stored.participatingUnits).toEqual([{ id: house.otherUnit, name: "Ängsförvaltningen" }]);
    expect(stored.statusChanges).toEqual([{ from: null, to: "SUBMITTED", on: "2026-11-22", note: null, isCorrection: false, isTakenBack: false }]);
    expect([stored.externalFundingOre, stored.ownFundingOre]).toEqual([141_751n, 11n]);
  });

  it("happens once when the form is sent twice at the same time, and answers both the same", async () => {
    const key = randomUUID();
    const send = () => house.projects.logProject(house.contact, house.input({ title: "Dubbeltryck" }), key, {}, NOON);
    const answers = await Promise.all([send(), send(), send()]);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await send()).toEqual(answers[0]);
    expect(await countOf("Dubbeltryck")).toBe(1);
  });

  it("refuses other content under the same key, and lets another person use a key of the same name", async () => {
    const key = randomUUID();
    await house.projects.logProject(house.contact, house.input({ title: "Nyckeln" }), key, {}, NOON);
    await expect(house.projects.logProject(house.contact, house.input({ title: "Nyckeln 2" }), key, {}, NOON)).rejects.toMatchObject({ code: "KEY_REUSED" });
    await house.projects.logProject(house.deputy, house.input({ title: "Nyckeln" }), key, {}, NOON);
    expect([await countOf("Nyckeln"), await countOf("Nyckeln 2")]).toEqual([2, 0]);
  });

  it("is for the unit's own contact persons and the office, which acts on the unit's behalf", async () => {
    for (const actor of [house.stranger, house.reader, house.nobody]) await expect(house.log({ title: "Annans" }, actor)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await countOf("Annans")).toBe(0);
    expect((await house.recorded(() => house.log({}, house.deputy))).entries).toMatchObject([{ action: "projects.logged", on_behalf: false, actor_id: house.deputy.personId }]);
    expect((await house.recorded(() => house.log({}, house.office))).entries).toMatchObject([{ action: "projects.logged", on_behalf: true, unit_id: house.unit, actor_id: house.office.personId }]);
  });

  it("E.4.12: keeps two statements of one period, each with its source", async () => {
    const facts = [
      { field: "period", value: "2019–2022", source: "Programmets databas", certainty: "HIGH" as const },
      { field: "period", value: "2020–2023", source: "Kommunens webbplats", certainty: "MEDIUM" as const },
    ];
    const { id } = await house.projects.logProject(house.system, house.input(), randomUUID(), { facts, origin: { isDemonstration: true, certainty: "MEDIUM" } }, NOON);
    expect(await house.project(id)).toMatchObject({ facts, isDemonstration: true, certainty: "MEDIUM" });
  });
});

describe("changing a project", () => {
  it("V18a: a project shows the unit that answers and the political body above it on the day", async () => {
    const committee = await house.body("COMMITTEE", "Kulturnämnden");
    const unit = await house.body("DEPARTMENT", "Kulturförvaltningen", { parentId: house.board });
    const id = await house.log({ unitId: unit }, house.office);
    const { version } = await house.bodies.getBody(house.system, unit, "2026-11-22");
    valueOf(await house.bodies.moveBody(house.system, { bodyId: unit, version, parentId: committee, from: "2027-01-01" }));
    const on = async (day: string) => (await house.projects.getProject(house.reader, id, new Date(`${day}T12:00:00Z`))).project;
    expect(await on("2026-12-31")).toMatchObject({ unitName: "Kulturförvaltningen", politicalBody: "Kommunstyrelsen" });
    expect(await on("2027-01-01")).toMatchObject({ unitName: "Kulturförvaltningen", politicalBody: "Kulturnämnden" });
  });

  it("V18a: a company under a company answers to the first political body above it", async () => {
    const council = await house.body("COUNCIL", "Kommunfullmäktige");
    const mother = await house.body("COMPANY", "Moderbolaget AB", { parentId: council });
    const daughter = await house.body("COMPANY", "Dotterbolaget AB", { parentId: mother });
    const lone = await house.body("COMPANY", "Fristående bolaget AB");
    const politicalBody = async (unitId: string) => (await house.project(await house.log({ unitId }, house.office))).politicalBody;
    expect([await politicalBody(daughter), await politicalBody(mother), await politicalBody(lone)]).toEqual(["Kommunfullmäktige", "Kommunfullmäktige", null]);
  });

  it("E.4.10: a project shows its unit's name today, and the name of its time beside it", async () => {
    const unit = await house.body("OFFICE", "Stadskansliet", { parentId: house.board });
    const id = await house.log({ unitId: unit, starts: { on: "2009-05-01", precision: "MONTH" } }, house.office);
    const { version } = await house.bodies.getBody(house.system, unit, "2026-11-22");
    valueOf(await house.bodies.renameBody(house.system, { bodyId: unit, version, name: "Serviceförvaltningen", shortName: null, from: "2015-01-01" }));
    expect(await house.project(id)).toMatchObject({ unitName: "Serviceförvaltningen", unitNameThen: "Stadskansliet" });
    const later = await house.log({ unitId: unit, starts: { on: "2016-01-01", precision: "YEAR" } }, house.office);
    expect(await house.project(later)).toMatchObject({ unitName: "Serviceförvaltningen", unitNameThen: null });
  });

  it("from a version that is no longer the stored one is a conflict, and changes nothing", async () => {
    const id = await house.log({ title: "Först" });
    await change(house.contact, id, { title: "Sedan" });
    await expect(change(house.contact, id, { title: "För sent" }, 1)).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await house.project(id)).toMatchObject({ title: "Sedan", version: 2 });
  });

  it("is not for others, and moving it asks the permission of the unit it is moved to", async () => {
    const id = await house.log();
    await expect(change(house.stranger, id, { title: "Kapad" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(change(house.contact, id, { unitId: house.otherUnit })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await change(house.office, id, { unitId: house.otherUnit });
    expect(await house.project(id)).toMatchObject({ unitId: house.otherUnit, version: 2 });
  });

  it("of what is not there is NOT_FOUND", async () => {
    await expect(house.projects.getProject(house.office, randomUUID())).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(house.projects.listProjectHistory(house.office, randomUUID(), { limit: 5 })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(house.projects.openProject(house.reading(), house.office, randomUUID())).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(house.projects.archiveProject(house.office, { id: randomUUID(), _version: 1 }, true)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("a project's parts", () => {
  const linesOf = (id: string) => house.query<{ kind: string; amount_minor: string; version: number; removed_at: Date | null; payer_unit_id: string | null }>("SELECT * FROM funding_line WHERE project_id = $1 ORDER BY id", [id]);

  it("keep the rows that are the same, and add and set aside those that differ", async () => {
    const same = line("EU", 700n, { funder: "EU", year: 2027 });
    const id = await house.log({ funding: [same, same, line("OWN_CASH", 300n)], partners: [{ name: "Kiel", town: null, country: "DE", isLead: false }], participatingUnitIds: [house.otherUnit] });
    const before = await linesOf(id);
    const { versions } = await house.recorded(() => change(house.contact, id, { funding: [same, same, line("OWN_CASH", 301n)] }));
    expect(versions.map(({ table_name: table, version, row }) => `${table} ${version} ${row["removed_at"] == null ? "kept" : "set aside"}`).sort()).toEqual(["funding_line 1 kept", "funding_line 2 set aside", "project 2 kept"]);
    const after = await linesOf(id);
    expect(after).toHaveLength(4);
    for (const kept of before.filter(({ kind }) => kind === "EU")) expect(after).toContainEqual(kept);
    expect((await house.project(id)).funding).toEqual([same, same, line("OWN_CASH", 301n)]);
  });

  it("lose one of two equal lines, and only one", async () => {
    const same = line("EU", 5n);
    const id = await house.log({ funding: [same, same] });
    await change(house.contact, id, { funding: [same] });
    expect((await linesOf(id)).filter(({ removed_at: removedAt }) => removedAt === null)).toHaveLength(1);
    expect((await house.project(id)).funding).toEqual([same]);
  });

  it("come back after they have been taken away, and keep the order of partners", async () => {
    const partners = ["A", "B", "C"].map((name) => ({ name, town: null, country: null, isLead: false }));
    const id = await house.log({ partners, participatingUnitIds: [house.otherUnit] });
    await change(house.contact, id, { partners: [], participatingUnitIds: [] });
    expect(await house.project(id)).toMatchObject({ partners: [], participatingUnits: [] });
    await change(house.contact, id, { partners: [...partners].reverse(), participatingUnitIds: [house.otherUnit] });
    const stored = await house.project(id);
    expect(stored.partners.map(({ name }) => name)).toEqual(["C", "B", "A"]);
    expect(stored.participatingUnitIds).toEqual([house.otherUnit]);
  });

  it("V19: own money carries the unit that pays, also when the project moves to another one", async () => {
    const funding = [line("EU", 1n), line("OTHER_EXTERNAL", 2n), line("OWN_CASH", 3n), line("OWN_IN_KIND", 4n)];
    const id = await house.log({ funding });
    expect((await linesOf(id)).map(({ kind, payer_unit_id: payer }) => [kind, payer]).sort()).toEqual([["EU", null], ["OTHER_EXTERNAL", null], ["OWN_CASH", house.unit], ["OWN_IN_KIND", house.unit]]);
    await change(house.office, id, { unitId: house.otherUnit });
    const own = (await linesOf(id)).filter(({ kind, removed_at: removedAt }) => kind.startsWith("OWN") && removedAt === null);
    expect(own.map(({ payer_unit_id: payer }) => payer)).toEqual([house.otherUnit, house.otherUnit]);
  });

  it("may be workplaces that take part, such as another unit's school", async () => {
    const school = await house.body("WORKPLACE", "Ängsskolan", { parentId: house.otherUnit });
    const draftId = await house.draftOf(house.contact, { title: "Med en skola", participatingUnitIds: [school, house.otherUnit] });
    const { id } = valueOf(await house.projectDrafts.submitLog(house.contact, draftId));
    expect((await house.project(id)).participatingUnits.map(({ name }) => name).sort()).toEqual(["Ängsförvaltningen", "Ängsskolan"]);
    const edit = await house.edit(house.contact, id, "about", { participatingUnitIds: [school] });
    expect(await house.projectDrafts.submitEdit(house.contact, edit)).toMatchObject({ outcome: "saved" });
    expect((await house.project(id)).participatingUnits).toEqual([{ id: school, name: "Ängsskolan" }]);
  });

  it("sum to what stands on the project, over all of them", async () => {
    await house.log({ title: "Summa i kronor", funding: [line("EU", 100n), line("OWN_CASH", 33n), line("OWN_IN_KIND", 1n)] });
    await house.log({ title: "Summa i euro", currency: "EUR", rateMillionths: 11_482_511n, rateOn: "2026-01-01", rateSource: "Prov", funding: [line("EU", 33_333n), line("EU", 33_334n), line("OTHER_EXTERNAL", 1n), line("OWN_CASH", 7n)] });
    const different = await house.query(`
      SELECT p.title FROM project p JOIN LATERAL (
        SELECT coalesce(sum(round(f.amount_minor * coalesce(p.sek_per_unit, 1))) FILTER (WHERE f.kind IN ('EU', 'OTHER_EXTERNAL')), 0) AS external,
          coalesce(sum(round(f.amount_minor * coalesce(p.sek_per_unit, 1))) FILTER (WHERE f.kind IN ('OWN_CASH', 'OWN_IN_KIND')), 0) AS own, count(*) AS lines
        FROM funding_line f WHERE f.project_id = p.id AND f.removed_at IS NULL GROUP BY f.project_id) s ON true
      WHERE (p.currency = 'SEK' OR p.sek_per_unit IS NOT NULL) AND (p.external_funding_ore, p.own_funding_ore) IS DISTINCT FROM (s.external, s.own)`);
    expect(different).toEqual([]);
    expect((await house.query("SELECT 1 FROM funding_line WHERE removed_at IS NULL")).length).toBeGreaterThan(5);
  });
});

describe("a project's status", () => {
  const step = (actor: Actor, id: string, version: number, to: Parameters<typeof house.projectSteps.changeStatus>[1]["to"], on = "2026-11-22") => house.projectSteps.changeStatus(actor, { id, _version: version, to, on, note: "Enligt beslut" }, NOON);

  it("goes step by step, and each step is kept with its day", async () => {
    const id = await house.log({ programmeId, totalBudgetMinor: 100n, starts: { on: "2025-01-01", precision: "DAY" }, ends: { on: "2026-01-31", precision: "MONTH" } });
    const way = ["EXAMINED", "APPLICATION_IN_PROGRESS", "DECIDED_TO_APPLY", "SUBMITTED", "GRANTED", "AGREEMENT_SIGNED", "ONGOING", "FINAL_REPORT_SUBMITTED", "FINAL_PAYMENT_RECEIVED", "CLOSED"] as const;
    for (const [index, to] of way.entries()) expect(await step(house.contact, id, index + 1, to, `2026-0${Math.min(index + 1, 9)}-01`)).toEqual({ ok: true, value: { id } });
    const stored = await house.project(id);
    expect([stored.status, stored.version]).toEqual(["CLOSED", way.length + 1]);
    expect(stored.statusChanges.map(({ to }) => to).sort()).toEqual(["IDEA", ...way].sort());
    expect(stored.statusChanges).toContainEqual({ from: "IDEA", to: "EXAMINED", on: "2026-01-01", note: "Enligt beslut", isCorrection: false, isTakenBack: false });
  });

  it("is refused a step that there is not, one that lacks something, and one in the future", async () => {
    const id = await house.log();
    expect(await step(house.contact, id, 1, "CLOSED")).toEqual({ ok: false, reason: "illegalStep", field: "to" });
    expect(await step(house.contact, id, 1, "ONGOING")).toEqual({ ok: false, reason: "stepLacksSomething", field: "to" });
    expect(await step(house.contact, id, 1, "EXAMINED", "2026-11-23")).toEqual({ ok: false, reason: "stepInTheFuture", field: "on" });
    expect(await house.project(id)).toMatchObject({ status: "IDEA", version: 1 });
  });

  it("is refused from a version that has gone, and to those who may not", async () => {
    const id = await house.log();
    expect(await step(house.contact, id, 1, "EXAMINED")).toMatchObject({ ok: true });
    await expect(step(house.contact, id, 1, "APPLICATION_IN_PROGRESS")).rejects.toMatchObject({ code: "CONFLICT" });
    for (const actor of [house.stranger, house.reader]) await expect(step(actor, id, 2, "CANCELLED")).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("is taken once when two press at the same time", async () => {
    const id = await house.log();
    const both = await Promise.allSettled([step(house.contact, id, 1, "EXAMINED"), step(house.deputy, id, 1, "CANCELLED")]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await house.project(id)).statusChanges).toHaveLength(2);
  });

  it("is not dated before the step before it, and is set right with a reason that stays in the history", async () => {
    const id = await house.log({ starts: { on: "2025-01-01", precision: "DAY" }, ends: { on: "2027-01-31", precision: "MONTH" } });
    expect(await step(house.contact, id, 1, "EXAMINED", "2026-05-01")).toMatchObject({ ok: true });
    expect(await step(house.contact, id, 2, "ONGOING", "2026-04-30")).toMatchObject({ ok: false, reason: "stepBeforeLast" });
    expect(await step(house.contact, id, 2, "ONGOING", "2026-05-01")).toMatchObject({ ok: true });
    const correct = (right: Parameters<typeof house.projectSteps.correctStatus>[1]["right"], version: number, actor = house.contact) => house.projectSteps.correctStatus(actor, { id, _version: version, right, reason: "Fel projekt" }, NOON);
    expect(await correct("ONGOING", 3)).toEqual({ ok: false, reason: "correctionChangesNothing", field: "right" });
    await expect(correct("EXAMINED", 2)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(correct("EXAMINED", 3, house.reader)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const { entries } = await house.recorded(() => correct("EXAMINED", 3));
    expect(entries).toMatchObject([{ action: "projects.statusCorrected" }]);
    const stored = await house.project(id);
    expect([stored.status, stored.version]).toEqual(["EXAMINED", 4]);
    expect(stored.statusChanges.map(({ to, note, isCorrection, isTakenBack }) => [to, note, isCorrection, isTakenBack])).toEqual([
      ["IDEA", null, false, false],
      ["EXAMINED", "Enligt beslut", false, false],
      ["ONGOING", "Enligt beslut", false, true],
      ["EXAMINED", "Fel projekt", true, false],
    ]);
    // A step that was taken back holds up no later one.
    expect(await step(house.contact, id, 4, "ONGOING", "2026-05-01")).toMatchObject({ ok: true });
  });

  it("shows the steps to those who may take them", async () => {
    const id = await house.log();
    const steps = async (actor: Actor) => (await house.projectSteps.getSteps(actor, id, NOON)).steps.map(({ to }) => to);
    expect(await steps(house.contact)).toEqual(["EXAMINED", "APPLICATION_IN_PROGRESS", "ONGOING", "CANCELLED"]);
    expect(await steps(house.reader)).toEqual([]);
  });

  it("makes a project that has ended without its report a task of its unit's contact person", async () => {
    const id = await house.log({ title: "Orapporterat", status: "ONGOING", ends: { on: "2026-11-21", precision: "DAY" } });
    await house.log({ title: "Inte slut", status: "ONGOING", ends: { on: "2026-11-22", precision: "DAY" } });
    expect((await house.projectLists.listUnreported(house.contact, NOON)).filter(({ title }) => /Orapporterat|Inte slut/.test(title))).toEqual([{ id, unitId: house.unit, title: "Orapporterat", endsOn: "2026-11-21" }]);
    expect((await house.projectLists.listUnreported(house.stranger, NOON)).some((each) => each.id === id)).toBe(false);
    expect(await house.projectLists.listUnreported(house.office, NOON)).toEqual([]);
  });
});

describe("members", () => {
  it("may edit the project they are named in, and no other, until they are dismissed", async () => {
    const [id, other] = [await house.log(), await house.log()];
    const member = await house.actor(await house.person("Medlem Provsson"));
    expect(await house.projects.nameMember(house.contact, { projectId: id, personId: member.personId })).toEqual({ ok: true, value: { id } });
    await change(member, id, { title: "Medlemmens" });
    await expect(change(member, other, { title: "Inte" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(house.projects.nameMember(member, { projectId: id, personId: house.reader.personId })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(house.projects.archiveProject(member, { id, _version: 2 }, true, NOON)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await house.projects.dismissMember(house.contact, { projectId: id, personId: member.personId });
    await expect(change(member, id, { title: "Efteråt" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await house.project(id)).toMatchObject({ title: "Medlemmens", members: [] });
  });

  it("are named once, also by two at the same time, and may be named anew", async () => {
    const id = await house.log();
    const personId = await house.person("Två gånger Provsson");
    const both = await Promise.all([house.projects.nameMember(house.contact, { projectId: id, personId }), house.projects.nameMember(house.office, { projectId: id, personId })]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, reason: "alreadyMember" });
    await house.projects.dismissMember(house.contact, { projectId: id, personId });
    expect(await house.projects.nameMember(house.contact, { projectId: id, personId })).toMatchObject({ ok: true });
    expect((await house.project(id)).memberIds).toEqual([personId]);
  });

  it("are people who are there: an archived one is refused with a reason of its own, and nobody is not found", async () => {
    const id = await house.log();
    const personId = await house.person("Arkiverad Provsson");
    valueOf(await house.people.archivePerson(house.system, { id: personId, version: 1 }, "2026-11-22"));
    const { value, entries } = await house.recorded(() => house.projects.nameMember(house.contact, { projectId: id, personId }));
    expect([value, entries]).toEqual([{ ok: false, reason: "memberArchived" }, []]);
    await expect(house.projects.nameMember(house.contact, { projectId: id, personId: randomUUID() })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await house.project(id)).memberIds).toEqual([]);
  });

  it("are dismissed once: a second time leaves nothing behind", async () => {
    const id = await house.log();
    const dismissed = await house.recorded(() => house.projects.dismissMember(house.contact, { projectId: id, personId: house.reader.personId }));
    expect([dismissed.value, dismissed.entries, dismissed.versions]).toEqual([{ id }, [], []]);
  });

  it("are named by the unit and the office alone", async () => {
    const id = await house.log();
    for (const actor of [house.stranger, house.reader]) await expect(house.projects.nameMember(actor, { projectId: id, personId: actor.personId })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await house.projectChoices.listCandidates(house.reader)).map(({ id: personId }) => personId)).toContain(house.reader.personId);
  });
});

describe("a project taken out of the register", () => {
  it("is gone from lists and counts, is not changed, and comes back as it was", async () => {
    const id = await house.log({ title: "Borttaget prov" });
    const seen = async () => [(await house.list(house.contact, { q: "Borttaget prov" })).total, (await house.projectLists.countProjects(house.contact)).all];
    const [found, all] = await seen();
    await house.projects.archiveProject(house.contact, { id, _version: 1 }, true, NOON);
    expect(await seen()).toEqual([0, all! - 1]);
    await expect(change(house.contact, id, { title: "Ändå" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(house.projectSteps.changeStatus(house.contact, { id, _version: 2, to: "EXAMINED", on: "2026-11-22", note: null }, NOON)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(house.projects.archiveProject(house.contact, { id, _version: 1 }, false, NOON)).rejects.toMatchObject({ code: "CONFLICT" });
    await house.projects.archiveProject(house.contact, { id, _version: 2 }, false, NOON);
    expect(await seen()).toEqual([found, all]);
    expect(await house.project(id)).toMatchObject({ title: "Borttaget prov", version: 3, isArchived: false });
  });

  it("is there for its unit, its members and the office alone", async () => {
    const id = await house.log();
    const member = await house.actor(await house.person("Kvar Provsson"));
    await house.projects.nameMember(house.contact, { projectId: id, personId: member.personId });
    await house.projects.archiveProject(house.contact, { id, _version: 1 }, true, NOON);
    for (const actor of [house.deputy, house.office, member]) expect((await house.projects.getProject(actor, id, NOON)).project.isArchived).toBe(true);
    for (const actor of [house.stranger, house.reader]) await expect(house.projects.getProject(actor, id, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is taken out by its unit and the office alone, and once", async () => {
    const id = await house.log();
    for (const actor of [house.stranger, house.reader]) await expect(house.projects.archiveProject(actor, { id, _version: 1 }, true, NOON)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await house.projects.archiveProject(house.office, { id, _version: 1 }, true, NOON);
    const again = await house.recorded(() => house.projects.archiveProject(house.office, { id, _version: 2 }, true, NOON));
    expect([again.value, again.entries]).toEqual([{ id }, []]);
  });
});

describe("a project's history", () => {
  it("tells each act with who did it and what changed from what, latest first, a page at a time", async () => {
    const id = await house.log({ title: "Före", funding: [line("EU", 100n)] });
    await change(house.office, id, { title: "Efter", funding: [line("EU", 200n)], totalBudgetMinor: 500n, fundingIsPartial: true });
    await house.projectSteps.changeStatus(house.deputy, { id, _version: 2, to: "EXAMINED", on: "2026-11-20", note: null }, NOON);
    await house.projects.nameMember(house.contact, { projectId: id, personId: house.reader.personId });
    const entries = await house.projects.listProjectHistory(house.reader, id, { limit: 50 });
    expect(entries.map(({ action, actorName, onBehalf }) => [action, actorName, onBehalf])).toEqual([
      ["projects.memberNamed", "Kontakt Provsson", false],
      ["projects.statusChanged", "Ställföreträdare Provsson", false],
      ["projects.changed", "COORDINATOR Provsson", true],
      ["projects.logged", "Kontakt Provsson", false],
    ]);
    expect(entries[2]!.changes).toEqual(
      expect.arrayContaining([
        { table: "project", column: "title", before: "Före", after: "Efter" },
        { table: "project", column: "total_budget_minor", before: null, after: "500" },
        { table: "project", column: "external_funding_ore", before: "100", after: "200" },
        { table: "funding_line", column: "amount_minor", before: null, after: "200" },
      ]),
    );
    expect(entries.flatMap(({ changes }) => changes).filter(({ column }) => ["id", "version", "updated_at", "search_text"].includes(column))).toEqual([]);
    const first = await house.projects.listProjectHistory(house.reader, id, { limit: 2 });
    const second = await house.projects.listProjectHistory(house.reader, id, { limit: 2, before: first[1]!.seq });
    expect([...first, ...second].map(({ seq }) => seq)).toEqual(entries.map(({ seq }) => seq));
  });

  it("shows nothing of other records that the same act changed", async () => {
    const [one, two] = [await house.log({ title: "Ett" }), await house.log({ title: "KANARIEFÅGEL" })];
    expect(JSON.stringify(await house.projects.listProjectHistory(house.reader, one, { limit: 50 }))).not.toContain("KANARIEFÅGEL");
    expect(JSON.stringify(await house.projects.listProjectHistory(house.reader, two, { limit: 50 }))).toContain("KANARIEFÅGEL");
  });
});

describe("what a form offers", () => {
  it("is the units of the day, those one may log for, and the programmes", async () => {
    const ended = await house.body("DEPARTMENT", "Nedlagda förvaltningen", { parentId: house.board, validTo: "2025-12-31" });
    const choices = await house.projectChoices.loadChoices(house.contact, {}, NOON);
    expect(choices.units.map(({ id }) => id)).toEqual(expect.arrayContaining([house.unit, house.otherUnit]));
    expect(choices.units.map(({ id }) => id)).not.toContain(ended);
    expect(choices.ownUnitIds).toEqual([house.unit]);
    expect((await house.projectChoices.loadChoices(house.office, {}, NOON)).ownUnitIds.length).toBe(choices.units.length);
    expect(choices.context.programmeIds.has(programmeId)).toBe(true);
    expect((await house.projectChoices.loadUnits(house.reader, NOON)).map(({ id }) => id)).toEqual(choices.units.map(({ id }) => id));
    const filter = await house.projectLists.listFilterChoices(house.reader, NOON);
    expect(filter.units.map(({ id }) => id)).toEqual(choices.units.map(({ id }) => id));
    expect(filter.programmes.map(({ id }) => id)).toContain(programmeId);
  });
});
