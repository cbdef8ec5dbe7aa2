import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asOfYear } from "@/domain/registers";
import type { economySupportRegister } from "@/features/economy-support/register";
import { readCaseFilter, type SupportCaseInput } from "@/features/economy-support/schema";
import type * as supportService from "@/features/economy-support/service";
import { caseInput } from "../../factories/economy-support.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

let house: DecisionsHouse;
let support: typeof supportService;
let register: typeof economySupportRegister;
beforeAll(async () => {
  house = await openDecisions("varberg");
  support = await import("@/features/economy-support/service");
  ({ economySupportRegister: register } = await import("@/features/economy-support/register"));
});
afterAll(() => house.close());

const log = (more: Partial<SupportCaseInput> = {}, actor = house.maja, key: string = randomUUID()) => support.logCase(actor, caseInput({ unitId: house.unit, ...more }), key, {}, NOON);
const logged = async (more: Partial<SupportCaseInput> = {}, actor = house.maja) => valueOf(await log(more, actor)).id;
const change = (id: string, version: number, more: Partial<SupportCaseInput>, actor = house.maja) => support.changeCase(actor, { id, version, supportCase: caseInput({ unitId: house.unit, ...more }) }, NOON);
const see = async (id: string, actor = house.reader) => support.getCase(actor, id, NOON);
const list = async (address: string) => (await support.listCases(house.reader, readCaseFilter(Object.fromEntries(new URL(address, "http://x").searchParams)).filter, NOON)).rows.map(({ title }) => title);

describe("support with the economy of EU projects", () => {
  it("V17: is asked for once for one key, waits for the office, and is answered with who gave it and the hours it took", async () => {
    const key = randomUUID();
    const both = await Promise.all([log({ title: "Egen tid" }, house.maja, key), log({ title: "Egen tid" }, house.maja, key)]);
    const { id } = valueOf(both[0]);
    expect(valueOf(both[1])).toEqual({ id });
    expect((await register.tasks(house.office, "2026-11-22")).map(({ path }) => path)).toContain(`/economy-support/${id}`);
    expect(await register.tasks(house.maja, "2026-11-22")).toEqual([]);
    valueOf(await change(id, 1, { title: "Egen tid", answeredOn: "2026-10-05", givenBy: "EU-ekonomen", hours: 2.25, answer: "Tidrapport" }, house.office));
    expect((await see(id)).supportCase).toMatchObject({ answeredOn: "2026-10-05", hours: 2.25, givenBy: "EU-ekonomen", version: 2 });
    expect((await register.tasks(house.office, "2026-11-22")).map(({ path }) => path)).not.toContain(`/economy-support/${id}`);
    expect((await support.listCaseHistory(house.reader, id, { limit: 5 }, NOON)).map(({ action, onBehalf }) => [action, onBehalf])).toEqual([["economySupport.answered", true], ["economySupport.logged", false]]);
    await expect(log({}, house.reader)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("is refused of a day that has not come, a unit that is not there and a project that is not the asker's to see", async () => {
    expect(await log({ askedOn: "2026-11-23" })).toMatchObject({ ok: false, reason: "supportInFuture" });
    expect(await log({ unitId: randomUUID() }, house.office)).toMatchObject({ ok: false, reason: "supportUnitNotThere" });
    expect(await log({ projectId: randomUUID() })).toMatchObject({ ok: false, reason: "supportProjectNotThere" });
  });

  it("stands at its project for those who see that, and names it to nobody else", async () => {
    const secret = await house.project({ title: "Hemligt", isConfidential: true, confidentialityProvision: "OSL 19 kap. 1 §" });
    const id = await logged({ title: "Om något", projectId: secret });
    expect((await support.listCasesOfProject(house.maja, secret, {}, NOON)).map((row) => row.id)).toEqual([id]);
    await expect(support.listCasesOfProject(house.reader, secret, {}, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(support.listCasesOfProject(house.reader, secret, { loaded: house.projects.getProject(house.maja, secret, NOON) }, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect([(await see(id)).project, (await see(id, house.maja)).project?.title]).toEqual([null, "Hemligt"]);
    // Who may not see the project may still tell the answer.
    valueOf(await change(id, 1, { title: "Om något", projectId: secret, answeredOn: "2026-10-02" }, house.office));
  });

  it("refuses a change that began from an older version, and gives both versions back", async () => {
    const id = await logged({ title: "Ursprungligt" });
    valueOf(await change(id, 1, { title: "Ursprungligt", question: "Ett" }));
    await expect(change(id, 1, { question: "Två" })).rejects.toMatchObject({ code: "CONFLICT", about: { baseVersion: 1, currentVersion: 2 } });
    expect((await support.getCaseVersion(house.maja, id, 1, NOON)).supportCase).toEqual(caseInput({ unitId: house.unit, title: "Ursprungligt" }));
  });

  it("keeps what has been taken away for its unit and the office", async () => {
    const id = await logged({ title: "Borttaget" });
    await support.archiveCase(house.maja, { id, version: 1 }, true, NOON);
    expect(await list("/x?q=Borttaget")).toEqual([]);
    await expect(see(id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await support.archiveCase(house.maja, { id, version: 2 }, false, NOON);
    expect(await list("/x?q=Borttaget")).toEqual(["Borttaget"]);
  });
});

describe("what a year's support came to", () => {
  it("V17: is summed by unit and by who gave it, and each figure is what its list holds", async () => {
    await logged({ title: "A", askedOn: "2021-02-01", answeredOn: "2021-02-02", givenBy: "EU-ekonomen", hours: 1.5 });
    await logged({ title: "B", askedOn: "2021-03-01", answeredOn: "2021-03-02", givenBy: "eu-ekonomen", hours: 0.25 });
    await logged({ title: "C", askedOn: "2021-04-01" });
    await logged({ title: "D", unitId: house.company, askedOn: "2021-05-01", answeredOn: "2021-05-02", hours: 4 }, house.office);
    const { units, givers } = await support.sumSupport(house.reader, 2021, NOON);
    expect(units).toMatchObject([{ unit: "Hamnbolaget", cases: 1, answered: 1, hours: 4 }, { unit: "Hamnförvaltningen", cases: 3, answered: 2, hours: 1.75, timed: 2 }]);
    expect(givers).toMatchObject([{ cases: 2, hours: 1.75 }]);
    expect((await list("/x?year=2021&by=EU-Ekonomen")).toSorted()).toEqual(["A", "B"]);
    expect(await list(`/x?year=2021&unit=${house.unit}&state=ANSWERED&sort=title`)).toEqual(["A", "B"]);
    expect(await list("/x?year=2021&timed=1&sort=-hours")).toEqual(["D", "A", "B"]);
    const pieces: string[] = [];
    for await (const piece of support.exportCases(house.reader, readCaseFilter({ year: "2021", sort: "title" }).filter, NOON)) pieces.push(...piece.map(({ title }) => title));
    expect(pieces).toEqual(["A", "B", "C", "D"]);
    const [evidence] = await register.evidence(house.reader, asOfYear(2021, "2026-11-22"));
    expect([evidence?.kind, evidence?.count, await list(evidence?.path ?? "")]).toEqual(["ECONOMY_SUPPORT", 4, ["D", "C", "B", "A"]]);
  });
});
