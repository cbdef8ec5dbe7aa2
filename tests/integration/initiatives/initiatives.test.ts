import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asOfYear } from "@/domain/registers";
import type * as examinationsService from "@/features/initiatives/examinations/service";
import type { ExaminationInput } from "@/features/initiatives/examinations/schema";
import type { initiativeRegister } from "@/features/initiatives/register";
import { readInitiativeFilter, type InitiativeInput } from "@/features/initiatives/schema";
import type * as initiativesService from "@/features/initiatives/service";
import type * as draftsService from "@/features/project-drafts/service";
import { writeProject } from "@/features/projects/rules";
import { examinationInput, initiativeInput } from "../../factories/initiatives.ts";
import { projectInput } from "../../factories/projects.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

// Under a document that has every development work examined.
let house: DecisionsHouse;
let initiatives: typeof initiativesService;
let examinations: typeof examinationsService;
let drafts: typeof draftsService;
let register: typeof initiativeRegister;
beforeAll(async () => {
  house = await openDecisions("varberg");
  initiatives = await import("@/features/initiatives/service");
  examinations = await import("@/features/initiatives/examinations/service");
  drafts = await import("@/features/project-drafts/service");
  ({ initiativeRegister: register } = await import("@/features/initiatives/register"));
});
afterAll(() => house.close());

const log = (more: Partial<InitiativeInput> = {}, actor = house.maja, key: string = randomUUID()) => initiatives.logInitiative(actor, initiativeInput({ unitId: house.unit, ...more }), key, {}, NOON);
const logged = async (more: Partial<InitiativeInput> = {}, actor = house.maja) => valueOf(await log(more, actor)).id;
const see = async (id: string, actor = house.reader) => initiatives.getInitiative(actor, id, NOON);
const versionOf = async (id: string) => (await see(id, house.office)).initiative.version;
const examine = async (id: string, more: Partial<ExaminationInput> = {}, actor = house.maja, now = NOON) => examinations.examine(actor, { id, version: await versionOf(id), key: randomUUID(), examination: examinationInput(more) }, now);
const list = async (address: string) => (await initiatives.listInitiatives(house.reader, readInitiativeFilter(Object.fromEntries(new URL(address, "http://x").searchParams)).filter, NOON)).rows.map(({ title }) => title);

describe("the register of development work", () => {
  it("V10a: keeps work that never becomes international, and finds it again", async () => {
    const id = await logged({ title: "Hyllor i förrådet", text: "Bättre ordning", takenBy: "STAFF" });
    expect((await see(id)).initiative).toMatchObject({ title: "Hyllor i förrådet", unitName: "Hamnförvaltningen", takenBy: "STAFF", projectId: null, version: 1 });
    expect(await list("/x?q=ordning")).toEqual(["Hyllor i förrådet"]);
    expect(await list("/x?q=ordning&taker=POLITICIANS")).toEqual([]);
    await expect(log({}, house.reader)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("logs once for one key, and refuses a day that has not come and a unit that is not there", async () => {
    const key = randomUUID();
    const both = await Promise.all([log({ title: "En gång" }, house.maja, key), log({ title: "En gång" }, house.maja, key)]);
    expect(valueOf(both[0])).toEqual(valueOf(both[1]));
    expect(await list("/x?q=En+gång")).toEqual(["En gång"]);
    expect(await log({ begunOn: "2026-11-23" })).toMatchObject({ ok: false, reason: "initiativeInFuture" });
    expect(await log({ unitId: randomUUID() }, house.office)).toMatchObject({ ok: false, reason: "initiativeUnitNotThere" });
  });

  it("refuses a change that began from an older version, and gives both versions back", async () => {
    const id = await logged({ title: "Ursprungligt" });
    const change = (version: number, more: Partial<InitiativeInput>) => initiatives.changeInitiative(house.maja, { id, version, initiative: initiativeInput({ unitId: house.unit, title: "Ursprungligt", ...more }) }, NOON);
    valueOf(await change(1, { text: "Ett" }));
    await expect(change(1, { text: "Två" })).rejects.toMatchObject({ code: "CONFLICT", about: { baseVersion: 1, currentVersion: 2 } });
    expect((await initiatives.getInitiativeVersion(house.maja, id, 1, NOON)).initiative).toEqual(initiativeInput({ unitId: house.unit, title: "Ursprungligt" }));
    expect((await initiatives.listInitiativeHistory(house.reader, id, { limit: 5 }, NOON)).map(({ action }) => action)).toEqual(["initiatives.changed", "initiatives.logged"]);
  });

  it("keeps what has been taken away for its unit and the office", async () => {
    const id = await logged({ title: "Borttaget" });
    await initiatives.archiveInitiative(house.maja, { id, version: 1 }, true, NOON);
    expect(await list("/x?q=Borttaget")).toEqual([]);
    await expect(see(id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await initiatives.archiveInitiative(house.maja, { id, version: 2 }, false, NOON);
    expect(await list("/x?q=Borttaget")).toEqual(["Borttaget"]);
  });
});

describe("the two examinations", () => {
  it("E.4.6: counts a no with its reason, and neither a no without one nor silence, in the list as in the figures", async () => {
    const titles = await Promise.all(["Tyst hav", "Nej utan skäl", "Nej med skäl"].map((title) => logged({ title, begunOn: "2021-05-03" })));
    const [, bare = "", reasoned = ""] = titles;
    valueOf(await examine(bare, { reason: null }));
    valueOf(await examine(reasoned));
    expect((await list("/x?year=2021&lacks=COOPERATION&sort=title")).toSorted()).toEqual(["Nej utan skäl", "Tyst hav"]);
    expect(await list("/x?year=2021&tried=COOPERATION")).toEqual(["Nej med skäl"]);
    expect(await list("/x?year=2021&lacks=REASON")).toEqual(["Nej utan skäl"]);
    const { units } = await initiatives.countInitiatives(house.reader, 2021, null, NOON);
    expect(units).toMatchObject([{ unitId: house.unit, all: 3, triedCooperation: 1, triedFunding: 0 }]);
  });

  it("V10b: keeps which programmes were looked at, and refuses one that is not in the register and a day ahead", async () => {
    const id = await logged({ title: "Pengar" });
    const [programme] = await examinations.listProgrammes(house.reader);
    if (programme !== undefined) {
      valueOf(await examine(id, { question: "FUNDING", programmeIds: [programme.id], result: "SOUGHT" }));
      expect((await examinations.listExaminations(house.reader, id, NOON))[0]).toMatchObject({ question: "FUNDING", programmes: [{ id: programme.id }], result: "SOUGHT" });
    }
    expect(await examine(id, { question: "FUNDING", programmeIds: [randomUUID()] })).toMatchObject({ ok: false, reason: "examinationProgrammeNotThere" });
    expect(await examine(id, { examinedOn: "2026-11-23" })).toMatchObject({ ok: false, reason: "examinationInFuture" });
    await expect(examine(id, {}, house.reader)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("V10a: is made anew, with those before it kept, and one told wrongly is taken away", async () => {
    const id = await logged({ title: "Två gånger" });
    valueOf(await examine(id, { result: "NOT_RELEVANT", reason: "För litet", examinedOn: "2026-10-05" }));
    valueOf(await examine(id, { result: "SOUGHT", examinedOn: "2026-11-02" }));
    const told = await examinations.listExaminations(house.reader, id, NOON);
    expect(told.map(({ result }) => result)).toEqual(["SOUGHT", "NOT_RELEVANT"]);
    expect(await list("/x?q=Två+gånger&cooperation=SOUGHT")).toEqual(["Två gånger"]);
    expect(await list("/x?q=Två+gånger&cooperation=SOUGHT&until=2026-10-31")).toEqual([]);
    await examinations.removeExamination(house.maja, { id, version: 3, examinationId: told[0]?.id ?? "" }, NOON);
    expect(await list("/x?q=Två+gånger&cooperation=NOT_RELEVANT")).toEqual(["Två gånger"]);
    await expect(examinations.removeExamination(house.maja, { id, version: 3, examinationId: told[1]?.id ?? "" }, NOON)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(examinations.removeExamination(house.maja, { id, version: 4, examinationId: told[0]?.id ?? "" }, NOON)).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await initiatives.listInitiativeHistory(house.reader, id, { limit: 9 }, NOON)).map(({ action }) => action)).toEqual(["initiatives.examinationRemoved", "initiatives.examined", "initiatives.examined", "initiatives.logged"]);
  });

  it("V18b, V18c: stands among the unit's tasks and gaps until both have been made", async () => {
    const id = await logged({ title: "Kvar att pröva" });
    const task = async () => (await register.tasks(house.maja, "2026-11-22")).find(({ path }) => path === `/initiatives/${id}`)?.text?.message;
    expect(await task()).toBe("initiatives.tasks.BOTH");
    expect(await register.tasks(house.reader, "2026-11-22")).toEqual([]);
    const [gap] = await register.gaps(house.maja, "2026-11-22");
    expect(gap).toMatchObject({ clause: "V10a", key: `initiatives ${house.unit}` });
    expect(await list(gap?.path ?? "")).toContain("Kvar att pröva");
    valueOf(await examine(id));
    expect(await task()).toBe("initiatives.tasks.FUNDING");
    valueOf(await examine(id, { question: "FUNDING", result: "TO_BE_SOUGHT" }));
    expect(await task()).toBeUndefined();
    expect(await list(gap?.path ?? "")).not.toContain("Kvar att pröva");
  });

  it("V10a, V10b: shows as evidence how many are examined and how many are not, and leads to the very initiatives", async () => {
    const evidence = (await register.evidence(house.reader, asOfYear(2021, "2026-11-22"))).filter(({ unitId }) => unitId === house.unit);
    expect(evidence.map(({ kind, count, lacking }) => [kind, count, lacking?.count])).toEqual([["DEVELOPMENT_INITIATIVE", 3, undefined], ["COOPERATION_EXAMINED", 1, 2], ["FUNDING_EXAMINED", 0, 3]]);
    for (const { count, path, lacking } of evidence) {
      expect(await list(path)).toHaveLength(count);
      if (lacking !== undefined) expect(await list(lacking.path)).toHaveLength(lacking.count);
    }
  });
});

describe("what became of initiatives", () => {
  it("V20d: counts a unit's initiatives, applications, grants and projects, and who took them", async () => {
    const ids = await Promise.all([["Beviljat", "STAFF"], ["Avslaget", "STAFF"], ["Ingen ansökan", null]].map(([title, takenBy]) => logged({ title: title ?? "", takenBy: takenBy === "STAFF" ? "STAFF" : null, begunOn: "2020-03-02" })));
    valueOf(await examine(ids[0] ?? "", { question: "FUNDING", result: "OBTAINED" }));
    valueOf(await examine(ids[1] ?? "", { question: "FUNDING", result: "REFUSED" }));
    const projectId = await house.project({ title: "Blev av" });
    valueOf(await initiatives.nameProject(house.maja, { id: ids[0] ?? "", version: 2, projectId }, NOON));
    const { units, takers } = await initiatives.countInitiatives(house.reader, 2020, null, NOON);
    expect(units).toMatchObject([{ all: 3, applied: 2, obtained: 1, refused: 1, projects: 1 }]);
    expect(takers).toMatchObject([{ takenBy: "STAFF", count: 2 }, { takenBy: null, count: 1 }]);
    for (const of of ["applied", "obtained", "refused", "projects"] as const) expect(takers.reduce((sum, taker) => sum + taker[of], 0)).toBe(units.reduce((sum, unit) => sum + unit[of], 0));
    expect((await list("/x?year=2020&applied=1")).toSorted()).toEqual(["Avslaget", "Beviljat"]);
    expect(await list("/x?year=2020&project=1")).toEqual(["Beviljat"]);
    expect(await list("/x?year=2020&taker=UNKNOWN")).toEqual(["Ingen ansökan"]);
  });

  it("V18a: becomes a project without being typed again, and each leads to the other", async () => {
    const id = await logged({ title: "Blir projekt", text: "Med allt som är skrivet." });
    valueOf(await examine(id, { result: "OBTAINED" }));
    const { draftId } = await drafts.startFromInitiative(house.maja, { initiativeId: id });
    expect(await drafts.startFromInitiative(house.maja, { initiativeId: id })).toEqual({ draftId });
    const { draft } = await drafts.getProjectDraft(house.maja, draftId);
    expect(draft.values).toMatchObject({ title: "Blir projekt", summary: "Med allt som är skrivet.", unitId: house.unit, kinds: ["INTERNATIONAL"], status: "IDEA" });
    const whole = writeProject(projectInput({ unitId: house.unit, title: "Blir projekt" }));
    for (const section of ["about", "period", "goals", "youth"] as const) await drafts.saveSection(house.maja, { draftId, section, then: "next", values: whole });
    const { id: projectId } = valueOf(await drafts.submitLog(house.maja, draftId));
    expect(await see(id)).toMatchObject({ initiative: { projectId }, project: { id: projectId, title: "Blir projekt" } });
    expect(await initiatives.findInitiativeOf(house.reader, projectId, {}, NOON)).toEqual({ id, title: "Blir projekt" });
    await expect(drafts.startFromInitiative(house.maja, { initiativeId: id })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(drafts.startFromInitiative(house.reader, { initiativeId: id })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("does not tell the title of a project that the reader may not see", async () => {
    const projectId = await house.project({ title: "Hemlig kaj", isConfidential: true, confidentialityProvision: "19 kap. 1 § OSL", confidentialityOn: "2026-01-01", confidentialityBy: "Hamnchefen" });
    const id = await logged({ title: "Kaj" });
    valueOf(await initiatives.nameProject(house.maja, { id, version: 1, projectId }, NOON));
    expect(await see(id)).toMatchObject({ initiative: { projectId }, project: null });
    await expect(initiatives.findInitiativeOf(house.reader, projectId, {}, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await initiatives.offerProjects(house.reader, house.unit, NOON)).some(({ id: offered }) => offered === projectId)).toBe(false);
    expect(await initiatives.nameProject(house.maja, { id, version: 2, projectId: randomUUID() }, NOON)).toMatchObject({ ok: false, reason: "initiativeProjectNotThere" });
  });

  it("is exported piece by piece, exactly what the list shows", async () => {
    const { filter } = readInitiativeFilter({ year: "2020", sort: "title" });
    const titles: string[] = [];
    for await (const piece of initiatives.exportInitiatives(house.reader, filter, NOON)) titles.push(...piece.map(({ title }) => title));
    expect(titles).toEqual(await list("/x?year=2020&sort=title"));
  });
});
