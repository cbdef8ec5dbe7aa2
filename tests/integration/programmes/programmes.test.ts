import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/domain/actor";
import { readCallFilter } from "@/features/programmes/calls/schema";
import type * as Calls from "@/features/programmes/calls/service";
import { readProgrammeFilter } from "@/features/programmes/schema";
import type * as Programmes from "@/features/programmes/service";
import { callInput, programmeInput } from "../../factories/programmes.ts";
import { NOON, openRegister, valueOf, type RegisterHouse } from "../../factories/register.ts";

let house: RegisterHouse;
let programmes: typeof Programmes;
let calls: typeof Calls;
beforeAll(async () => {
  house = await openRegister();
  programmes = await import("@/features/programmes/service");
  calls = await import("@/features/programmes/calls/service");
});
afterAll(() => house.close());

const whole = programmeInput({ nameSv: "Nordsjön", nameEn: "North Sea", fund: "ERUF", period: "2021–2027", maxRatePercent: 62.5, size: "173,8 miljoner euro", regions: "Länderna runt Nordsjön", coversMunicipality: true, rules: "Minst tre länder", finalReportMonths: 3, finalPaymentMonths: 4, keepYears: 5, keepFrom: "FINAL_PAYMENT", website: "https://example.org/", source: "Handboken", certainty: "MEDIUM", note: "Ny period" });
const add = async (input = programmeInput({ nameSv: `Program ${randomUUID()}` }), actor: Actor = house.office) => valueOf(await programmes.addProgramme(actor, input, randomUUID())).id;

describe("programmes", () => {
  it("are added once for a key, are found again as they were stated, and every version of them is kept", async () => {
    const key = randomUUID();
    const added = valueOf(await programmes.addProgramme(house.office, whole, key));
    expect(valueOf(await programmes.addProgramme(house.office, whole, key))).toEqual(added);
    const { programme, mayEdit, mayArchive } = await programmes.getProgramme(house.office, added.id);
    expect(programme).toEqual({ id: added.id, version: 1, isArchived: false, ...whole });
    expect({ mayEdit, mayArchive }).toEqual({ mayEdit: true, mayArchive: true });
    expect(await programmes.getProgramme(house.reader, added.id)).toMatchObject({ mayEdit: false, mayArchive: false, mayAddCalls: false });
    const changed = { ...whole, maxRatePercent: 70, certainty: "HIGH" as const };
    valueOf(await programmes.changeProgramme(house.office, { id: added.id, version: 1, programme: changed }));
    expect((await programmes.getProgrammeVersion(house.office, added.id, 1)).programme).toEqual(whole);
    expect((await programmes.getProgrammeVersion(house.office, added.id, 2)).programme).toEqual(changed);
    expect((await programmes.listProgrammeHistory(house.reader, added.id, { limit: 10 })).map(({ action }) => action)).toEqual(["programmes.changed", "programmes.added"]);
  });

  it("of one name and period stand in the register once, also when two are added at the same time", async () => {
    const input = programmeInput({ nameSv: "Tvilling", period: "2021–2027" });
    const answers = await Promise.all([programmes.addProgramme(house.office, input, randomUUID()), programmes.addProgramme(house.office, input, randomUUID())]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toEqual({ ok: false, reason: "programmeExists", field: "nameSv" });
    const next = await add({ ...input, period: "2028–2034" });
    expect(await programmes.changeProgramme(house.office, { id: next, version: 1, programme: input })).toMatchObject({ reason: "programmeExists" });
    const first = answers.flatMap((answer) => (answer.ok ? [answer.value.id] : []))[0]!;
    valueOf(await programmes.archiveProgramme(house.office, { id: first, version: 1 }, true));
    valueOf(await programmes.changeProgramme(house.office, { id: next, version: 1, programme: input }));
    expect(await programmes.archiveProgramme(house.office, { id: first, version: 2 }, false)).toMatchObject({ reason: "programmeExists" });
  });

  it("refuse a change that began from an older version, with what it takes to compare the two", async () => {
    const id = await add();
    valueOf(await programmes.changeProgramme(house.office, { id, version: 1, programme: programmeInput({ nameSv: `A ${id}` }) }));
    await expect(programmes.changeProgramme(house.office, { id, version: 1, programme: programmeInput({ nameSv: `B ${id}` }) })).rejects.toMatchObject({ code: "CONFLICT", about: { baseVersion: 1, currentVersion: 2 } });
    await expect(programmes.archiveProgramme(house.office, { id, version: 1 }, true)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("that are taken out of the register are kept by the projects in them, and offered to no new one", async () => {
    const id = await add();
    const projectId = await house.log({ programmeId: id });
    valueOf(await programmes.archiveProgramme(house.office, { id, version: 1 }, true));
    const { loadChoices } = await import("@/features/projects/choices/service");
    expect((await loadChoices(house.contact)).context.programmeIds.has(id)).toBe(false);
    expect((await loadChoices(house.contact, { projectId })).context.programmeIds.has(id)).toBe(true);
    expect((await programmes.listProgrammes(house.reader, readProgrammeFilter({}).filter)).some((row) => row.id === id)).toBe(false);
  });

  it("are listed by what is looked for, and the file holds what the list shows", async () => {
    const [ours, theirs] = [await add(programmeInput({ nameSv: "Havet i norr", fund: "Havsfonden", coversMunicipality: true })), await add(programmeInput({ nameSv: "Havet i söder", fund: "Havsfonden", coversMunicipality: false }))];
    const list = async (address: Record<string, string>) => (await programmes.listProgrammes(house.reader, readProgrammeFilter(address).filter)).map(({ id }) => id);
    expect(await list({ fund: "Havsfonden" })).toEqual([ours, theirs]);
    expect(await list({ q: "havet norr" })).toEqual([ours]);
    expect(await list({ fund: "Havsfonden", place: "outside" })).toEqual([theirs]);
    expect(await programmes.listFunds(house.reader)).toContain("Havsfonden");
    const exported = [];
    for await (const piece of programmes.exportProgrammes(house.reader, readProgrammeFilter({ fund: "Havsfonden" }).filter)) exported.push(...piece.map(({ id }) => id));
    expect(exported).toEqual([ours, theirs]);
  });
});

describe("calls", () => {
  it("are added once for a key to a programme in the register, changed and put away with their history", async () => {
    const programmeId = await add();
    const [key, input] = [randomUUID(), callInput({ programmeId, name: "Fjärde", opensOn: "2026-10-01", closesOn: "2026-12-11", maxRatePercent: 62.5, website: "https://example.org/", source: "Sidan", certainty: "MEDIUM", note: "Tidigt" })];
    const { id } = valueOf(await calls.addCall(house.office, input, key));
    expect(valueOf(await calls.addCall(house.office, input, key)).id).toBe(id);
    expect((await calls.getCall(house.reader, id)).call).toMatchObject({ ...input, version: 1 });
    expect(await calls.changeCall(house.office, { id, version: 1, call: { ...input, programmeId: randomUUID() } })).toEqual({ ok: false, reason: "callProgrammeNotThere", field: "programmeId" });
    valueOf(await calls.changeCall(house.office, { id, version: 1, call: { ...input, closesOn: "2026-12-18" } }));
    await expect(calls.changeCall(house.office, { id, version: 1, call: input })).rejects.toMatchObject({ code: "CONFLICT", about: { baseVersion: 1, currentVersion: 2 } });
    expect((await calls.getCallVersion(house.office, id, 1)).call).toEqual(input);
    await calls.archiveCall(house.office, { id, version: 2 }, true);
    await expect(calls.changeCall(house.office, { id, version: 3, call: input })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await calls.archiveCall(house.office, { id, version: 3 }, false);
    expect((await calls.listCallHistory(house.reader, id, { limit: 10 })).map(({ action }) => action)).toEqual(["calls.restored", "calls.archived", "calls.changed", "calls.added"]);
  });

  it("stand by their days, those that close first first, a page at a time", async () => {
    const programmeId = await add();
    const at = async (name: string, opensOn: string | null, closesOn: string | null) => valueOf(await calls.addCall(house.office, callInput({ programmeId, name, opensOn, closesOn }), randomUUID())).id;
    const [later, closed, open, ever, last] = [await at("A", "2026-12-01", "2027-03-01"), await at("B", "2026-01-01", "2026-11-21"), await at("C", null, "2027-01-20"), await at("D", "2026-01-01", null), await at("E", "2026-01-01", "2026-11-22")];
    const list = async (state: string) => (await calls.listCalls(house.reader, readCallFilter({ state, programme: programmeId }).filter, NOON)).rows.map(({ id }) => id);
    expect(await list("current")).toEqual([last, open, later, ever]);
    expect(await list("open")).toEqual([last, open, ever]);
    expect(await list("coming")).toEqual([later]);
    expect(await list("closed")).toEqual([closed]);
    expect((await list("all")).sort()).toEqual([later, closed, open, ever, last].sort());
    const [row] = (await programmes.listProgrammes(house.reader, readProgrammeFilter({}).filter, NOON)).filter(({ id }) => id === programmeId);
    expect(row?.openCalls).toBe(3);
    const exported = [];
    for await (const piece of calls.exportCalls(house.reader, readCallFilter({ programme: programmeId }).filter, NOON)) exported.push(...piece.map(({ id }) => id));
    expect(exported).toEqual([last, open, later, ever]);
  });

  it("are named by projects, which keep a call that is taken out of the register", async () => {
    const programmeId = await add();
    const { id } = valueOf(await calls.addCall(house.office, callInput({ programmeId, name: "Femte", closesOn: "2027-02-01" }), randomUUID()));
    const projectId = await house.log({ programmeId, callId: id });
    expect(await house.project(projectId)).toMatchObject({ callId: id, call: { name: "Femte", closesOn: "2027-02-01" } });
    await calls.archiveCall(house.office, { id, version: 1 }, true);
    const { loadChoices } = await import("@/features/projects/choices/service");
    expect((await loadChoices(house.contact)).context.calls.has(id)).toBe(false);
    expect((await loadChoices(house.contact, { projectId })).context.calls.get(id)).toBe(programmeId);
  });
});
