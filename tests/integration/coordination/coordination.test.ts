import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EntryInput } from "@/features/coordination/schema";
import { readEntryFilter } from "@/features/coordination/schema";
import type * as coordinationService from "@/features/coordination/service";
import type { PlainDate } from "@/domain/plain-date";
import type { AsOf, Register } from "@/domain/registers";
import { entryInput } from "../../factories/coordination.ts";
import { priorityInput } from "../../factories/priorities.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

/** A day, as a page that looks back at it asks. */
const onDay = (on: PlainDate): AsOf => ({ year: Number(on.slice(0, 4)), on, begunBy: on, isOver: false });

// Under a document by which the board coordinates the international work, and that demands no log of it.
let house: DecisionsHouse;
let log: typeof coordinationService;
let register: Register;
let priorityId: string;
beforeAll(async () => {
  house = await openDecisions("halmstad");
  log = await import("@/features/coordination/service");
  register = (await import("@/features/coordination/register")).coordinationRegister;
  const priorities = await import("@/features/priorities/service");
  priorityId = valueOf(await priorities.proposePriority(house.office, priorityInput({ setById: house.board, title: "Unga" }), randomUUID(), {}, NOON)).id;
});
afterAll(() => house.close());

const note = async (more: Partial<EntryInput> = {}) => valueOf(await log.noteEntry(house.office, entryInput({ responsibleId: house.board, ...more }), randomUUID(), {}, NOON)).id;
const see = async (id: string) => (await log.getEntry(house.office, id, NOON)).entry;
const change = (id: string, version: number, more: Partial<EntryInput>) => log.changeEntry(house.office, { id, version, entry: entryInput({ responsibleId: house.board, ...more }) }, NOON);
const list = async (parameters: Record<string, string>) => log.listEntries(house.reader, readEntryFilter(parameters).filter, NOON);
const titles = async (parameters: Record<string, string>) => (await list(parameters)).rows.map(({ title }) => title);

describe("noting", () => {
  it("H13: keeps what was said, of whom, with the units concerned and the priority it serves", async () => {
    const id = await note({ title: "Skolutbyten", text: "Skolorna söker tillsammans.", unitIds: [house.unit, house.company].sort(), priorityId, dueOn: "2026-12-01" });
    expect(await see(id)).toMatchObject({ kind: "TASK", responsibleName: "Kommunstyrelsen", units: [{ name: "Hamnbolaget" }, { name: "Hamnförvaltningen" }], priorityTitle: "Unga", dueOn: "2026-12-01", doneOn: null });
    expect((await list({ priority: priorityId })).rows).toMatchObject([{ title: "Skolutbyten", responsible: "Kommunstyrelsen", units: ["Hamnbolaget", "Hamnförvaltningen"], priority: "Unga" }]);
  });

  it("is refused where it points to what is not there, and ahead of its day", async () => {
    const refused = async (more: Partial<EntryInput>) => log.noteEntry(house.office, entryInput({ responsibleId: house.board, ...more }), randomUUID(), {}, NOON);
    expect(await refused({ notedOn: "2026-11-23" })).toMatchObject({ reason: "coordinationInFuture", field: "notedOn" });
    for (const responsibleId of [house.oldCommittee, randomUUID()]) expect(await refused({ responsibleId })).toMatchObject({ reason: "coordinationResponsibleNotThere", field: "responsibleId" });
    for (const unitIds of [[house.board], [randomUUID()]]) expect(await refused({ unitIds })).toMatchObject({ reason: "coordinationUnitNotThere", field: "unitIds" });
    expect(await refused({ priorityId: randomUUID() })).toMatchObject({ reason: "coordinationPriorityNotThere", field: "priorityId" });
    await expect(log.noteEntry(house.reader, entryInput({ responsibleId: house.board }), randomUUID(), {}, NOON)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("happens once for one key", async () => {
    const key = randomUUID();
    const input = entryInput({ responsibleId: house.board, title: "En gång" });
    const both = await Promise.all([log.noteEntry(house.office, input, key, {}, NOON), log.noteEntry(house.office, input, key, {}, NOON)]);
    expect(valueOf(both[0])).toEqual(valueOf(both[1]));
    expect(await titles({ q: "En gång" })).toHaveLength(1);
    await expect(log.noteEntry(house.office, { ...input, title: "Annat" }, key, {}, NOON)).rejects.toMatchObject({ code: "KEY_REUSED" });
  });
});

describe("changing", () => {
  it("of two changes from one version the second is told, with both versions and their units", async () => {
    const id = await note({ title: "Förut", unitIds: [house.unit] });
    valueOf(await change(id, 1, { title: "Deras", unitIds: [house.company] }));
    await expect(change(id, 1, { title: "Mitt", unitIds: [house.unit] })).rejects.toMatchObject({ code: "CONFLICT", about: { baseVersion: 1, currentVersion: 2 } });
    expect(await log.getEntryVersion(house.office, id, 1, NOON)).toMatchObject({ entry: { title: "Förut", unitIds: [house.unit] } });
    expect(await log.getEntryVersion(house.office, id, 2, NOON)).toMatchObject({ byName: house.office.name, entry: { title: "Deras", unitIds: [house.company] } });
    valueOf(await change(id, 2, { title: "Sedan", unitIds: [] }));
    expect(await log.getEntryVersion(house.office, id, 2, NOON)).toMatchObject({ entry: { title: "Deras", unitIds: [house.company] } });
    await expect(log.getEntryVersion(house.office, id, 9, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const acts = await log.listEntryHistory(house.reader, id, { limit: 10 }, NOON);
    expect(acts.map(({ action }) => action)).toEqual(["coordination.changed", "coordination.changed", "coordination.noted"]);
    expect(acts[1]?.changes.map(({ table }) => table)).toContain("coordination_unit");
  });

  it("H13: a task is marked as done once, on a day of its own, and opened again", async () => {
    const id = await note({ dueOn: "2026-11-10", title: "Görs" });
    expect(await log.markDone(house.office, { id, version: 1, on: "2026-11-23" }, NOON)).toMatchObject({ reason: "coordinationDoneInFuture", field: "on" });
    valueOf(await log.markDone(house.office, { id, version: 1, on: "2026-11-12" }, NOON));
    expect(await log.markDone(house.office, { id, version: 2, on: "2026-11-12" }, NOON)).toMatchObject({ reason: "coordinationDoneAlready" });
    expect(await change(id, 2, { kind: "AGREEMENT" })).toMatchObject({ reason: "coordinationDoneIsTask", field: "kind" });
    await expect(log.reopenTask(house.office, { id, version: 1 }, NOON)).rejects.toMatchObject({ code: "CONFLICT" });
    await log.reopenTask(house.office, { id, version: 2 }, NOON);
    expect(await see(id)).toMatchObject({ version: 3, doneOn: null });
  });

  it("what is out of the log is the office's to see, and comes back whole", async () => {
    const id = await note({ title: "Borttagen" });
    await log.archiveEntry(house.office, { id, version: 1 }, true, NOON);
    await expect(log.getEntry(house.reader, id, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(log.markDone(house.office, { id, version: 2, on: "2026-11-12" }, NOON)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await titles({ q: "Borttagen" })).toEqual([]);
    await log.archiveEntry(house.office, { id, version: 2 }, false, NOON);
    expect(await titles({ q: "Borttagen" })).toEqual(["Borttagen"]);
  });
});

describe("the list", () => {
  it("H13: is filtered by kind, tasks, unit, year and text, and sorted", async () => {
    await note({ title: "Filter sen", dueOn: "2026-11-20", notedOn: "2026-11-01" });
    await note({ title: "Filter öppen", dueOn: "2026-11-22", notedOn: "2026-11-02", unitIds: [house.unit] });
    const done = await note({ title: "Filter klar", notedOn: "2026-11-03" });
    valueOf(await log.markDone(house.office, { id: done, version: 1, on: "2026-11-04" }, NOON));
    await note({ title: "Filter uppgjort", kind: "AGREEMENT", notedOn: "2024-05-05", text: "100 % klart", responsibleId: house.company });
    expect(await titles({ q: "filter" })).toEqual(["Filter klar", "Filter öppen", "Filter sen", "Filter uppgjort"]);
    expect(await titles({ q: "filter", sort: "title" })).toEqual(["Filter klar", "Filter sen", "Filter uppgjort", "Filter öppen"]);
    expect(await titles({ q: "filter", sort: "due" })).toEqual(["Filter sen", "Filter öppen", "Filter klar", "Filter uppgjort"]);
    expect(await titles({ q: "filter", tasks: "open" })).toEqual(["Filter öppen", "Filter sen"]);
    expect(await titles({ q: "filter", tasks: "late" })).toEqual(["Filter sen"]);
    expect(await titles({ q: "filter", tasks: "done" })).toEqual(["Filter klar"]);
    expect(await titles({ q: "filter", kind: "AGREEMENT" })).toEqual(["Filter uppgjort"]);
    expect(await titles({ q: "filter", unit: house.unit })).toEqual(["Filter öppen"]);
    expect(await titles({ q: "filter", unit: house.company })).toEqual(["Filter uppgjort"]);
    expect(await titles({ q: "filter", year: "2024" })).toEqual(["Filter uppgjort"]);
    expect(await titles({ q: "100 %" })).toEqual(["Filter uppgjort"]);
    expect(await titles({ q: "1__ %" })).toEqual([]);
    expect(await log.listEntryYears(house.reader)).toEqual([2026, 2024]);
    expect(await list({ q: "filter", page: "2" })).toEqual({ rows: [], total: 4 });
    const exported = [];
    for await (const piece of log.exportEntries(house.reader, readEntryFilter({ q: "filter" }).filter, NOON)) exported.push(...piece);
    expect(exported.map(({ title }) => title)).toEqual(["Filter klar", "Filter öppen", "Filter sen", "Filter uppgjort"]);
  });

  it("finds by a unit what concerned those that have gone up into it", async () => {
    const gone = await house.body("DEPARTMENT", "Kajförvaltningen", { parentId: house.committee });
    await note({ title: "Kajen", unitIds: [gone] });
    valueOf(await house.bodies.mergeBody(house.system, { bodyId: gone, version: 1, intoId: house.unit, on: "2026-11-20" }));
    expect(await titles({ unit: house.unit })).toContain("Kajen");
  });
});

describe("what the log offers the house", () => {
  it("H13: open tasks stand on the office's first screen and on that of the units concerned, late ones marked", async () => {
    const late = await note({ title: "Min sena", dueOn: "2026-11-05", unitIds: [house.unit] });
    const far = await note({ title: "Långt fram", dueOn: "2027-03-01", unitIds: [house.unit] });
    const others = await note({ title: "Andras", dueOn: "2026-11-25" });
    const keys = async (actor: typeof house.office) => (await register.tasks(actor, "2026-11-22")).map(({ key }) => key);
    expect(await keys(house.office)).toEqual(expect.arrayContaining([`coordination ${late}`, `coordination ${others}`]));
    expect(await keys(house.office)).not.toContain(`coordination ${far}`);
    expect((await keys(house.maja)).filter((key) => [late, far, others].some((id) => key.endsWith(id)))).toEqual([`coordination ${late}`]);
    expect(await keys(house.reader)).toEqual([]);
    expect((await register.tasks(house.maja, "2026-11-22")).find(({ key }) => key.endsWith(late))).toMatchObject({ state: "late", dueOn: "2026-11-05" });
    expect((await log.listOpenTasks(house.reader, NOON)).map(({ id }) => id)).toEqual(expect.arrayContaining([late, far, others]));
  });

  it("H13: the year's entries up to the day are the clause's evidence, and an empty log is no breach", async () => {
    const { readPolicyInPractice } = await import("@/features/coverage/service");
    const { shippedPack } = await import("@/server/pack");
    await note({ title: "Nyår", notedOn: "2023-01-01", kind: "INFORMATION" });
    await note({ title: "Höst", notedOn: "2023-10-01", kind: "INFORMATION" });
    const on = async (day: string) => {
      const { chapters, duties } = (await readPolicyInPractice(house.reader, house.registers, onDay(day), Promise.resolve(shippedPack())))!.view;
      return { duties, row: chapters.flatMap(({ rows }) => rows).find(({ clause }) => clause.number === "H13") };
    };
    const [empty, spring, winter] = [await on("1999-06-01"), await on("2023-06-01"), await on("2023-12-31")];
    expect([empty, spring, winter].map(({ row }) => [row?.state, row?.outcomes[0]])).toMatchObject([
      ["mandate", { evidence: "COORDINATION_LOG", count: 0 }],
      ["mandate", { count: 1, path: "/coordination?year=2023&until=2023-06-01" }],
      ["mandate", { count: 2 }],
    ]);
    expect(empty.duties).toBe(winter.duties);
    expect(await titles({ year: "2023", until: "2023-06-01" })).toEqual(["Nyår"]);
    expect(await register.gaps(house.office, "2026-11-22")).toEqual([]);
  });
});
