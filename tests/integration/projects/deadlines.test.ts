import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ApproximateDate } from "@/domain/plain-date";
import { readDeadlineFilter } from "@/features/projects/deadlines/schema";
import type * as Deadlines from "@/features/projects/deadlines/service";
import type * as Calls from "@/features/programmes/calls/service";
import type * as Programmes from "@/features/programmes/service";
import type { ProgrammeInput } from "@/features/programmes/schema";
import { projectRegister } from "@/features/projects/register";
import { deadlineInput } from "../../factories/deadlines.ts";
import { callInput, programmeInput } from "../../factories/programmes.ts";
import { NOON, openRegister, valueOf, type RegisterHouse } from "../../factories/register.ts";

let house: RegisterHouse;
let deadlines: typeof Deadlines;
let programmes: typeof Programmes;
let calls: typeof Calls;
beforeAll(async () => {
  house = await openRegister();
  deadlines = await import("@/features/projects/deadlines/service");
  programmes = await import("@/features/programmes/service");
  calls = await import("@/features/programmes/calls/service");
});
afterAll(() => house.close());

const on = (day: string): ApproximateDate => ({ on: day, precision: "DAY" });
const programme = async (more: Partial<ProgrammeInput> = {}) => valueOf(await programmes.addProgramme(house.office, programmeInput({ nameSv: `Program ${randomUUID()}`, ...more }), randomUUID())).id;
const of = async (projectId: string) => (await deadlines.getDeadlines(house.office, projectId)).deadlines.map(({ kind, dueOn, origin }) => `${kind} ${dueOn} ${origin}`);
const add = (projectId: string, more: Partial<Parameters<typeof deadlineInput>[0]> = {}) => deadlines.addDeadline(house.contact, { deadline: deadlineInput({ projectId, ...more }), key: randomUUID() }, NOON);
const listed = async (address: Record<string, string>, actor = house.office) => (await deadlines.listDeadlines(actor, readDeadlineFilter(address).filter, NOON)).rows;

describe("what follows from the programme and the call", () => {
  it("is reckoned from the project's end, and changes with the programme's rules", async () => {
    const programmeId = await programme({ finalReportMonths: 3, finalPaymentMonths: 4 });
    const id = await house.log({ status: "ONGOING", programmeId, starts: on("2025-01-01"), ends: on("2026-11-30") });
    // The pack's own minimum follows after the programme's days.
    expect(await of(id)).toEqual(["FINAL_REPORT 2027-02-28 PROGRAMME", "FINAL_PAYMENT 2027-06-30 PROGRAMME", "KEEP_RECORDS 2033-12-31 MUNICIPALITY"]);
    const { programme: stored } = await programmes.getProgramme(house.office, programmeId);
    valueOf(await programmes.changeProgramme(house.office, { id: programmeId, version: 1, programme: { ...stored, finalReportMonths: 2, finalPaymentMonths: null } }));
    expect(await of(id)).toEqual(["FINAL_REPORT 2027-01-30 PROGRAMME", "KEEP_RECORDS 2033-12-31 MUNICIPALITY"]);
  });

  it("gives way to what the project's own agreement says, and comes back when that is taken away", async () => {
    const programmeId = await programme({ finalReportMonths: 3 });
    const id = await house.log({ status: "ONGOING", programmeId, starts: on("2025-01-01"), ends: on("2026-11-30") });
    const { id: deadlineId } = await add(id, { kind: "FINAL_REPORT", title: null, dueOn: "2027-01-15" });
    expect((await of(id)).slice(0, 1)).toEqual(["FINAL_REPORT 2027-01-15 OWN"]);
    await deadlines.removeDeadline(house.contact, { projectId: id, deadlineId, version: 1 }, NOON);
    expect((await of(id)).slice(0, 1)).toEqual(["FINAL_REPORT 2027-02-28 PROGRAMME"]);
  });

  it("is there while a step of the project can still meet it", async () => {
    const programmeId = await programme({ finalReportMonths: 3 });
    const { id: callId } = valueOf(await calls.addCall(house.office, callInput({ programmeId, closesOn: "2026-12-11" }), randomUUID()));
    const writing = await house.log({ status: "APPLICATION_IN_PROGRESS", programmeId, callId, starts: on("2027-01-01"), ends: on("2028-12-31") });
    expect(await of(writing)).toEqual(["CALL_CLOSES 2026-12-11 CALL"]);
    expect(await of(await house.log({ status: "SUBMITTED", programmeId, callId, starts: on("2027-01-01"), ends: on("2028-12-31") }))).toEqual([]);
    expect(await of(await house.log({ status: "CANCELLED", programmeId, callId, starts: on("2027-01-01"), ends: on("2028-12-31") }))).toEqual([]);
    expect(await of(await house.log({ status: "CLOSED", programmeId, starts: on("2020-01-01"), ends: on("2022-12-31") }))).toEqual(["KEEP_RECORDS 2029-12-31 MUNICIPALITY"]);
  });
});

describe("for how long records are kept", () => {
  it("counts whole calendar years after the end or the final payment, and lists the longest of several", async () => {
    const programmeId = await programme({ keepYears: 5, keepFrom: "FINAL_PAYMENT" });
    const id = await house.log({ status: "FINAL_REPORT_SUBMITTED", programmeId, title: `Sparas ${randomUUID()}`, starts: on("2020-01-01"), ends: on("2024-12-31") });
    // Nothing is counted from a payment that has not come.
    expect(await of(id)).toEqual(["KEEP_RECORDS 2031-12-31 MUNICIPALITY"]);
    const { version } = await house.project(id);
    valueOf(await house.projectSteps.changeStatus(house.office, { id, _version: version, to: "FINAL_PAYMENT_RECEIVED", on: "2026-02-15", note: null }, NOON));
    expect(await of(id)).toEqual(["KEEP_RECORDS 2031-12-31 PROGRAMME", "KEEP_RECORDS 2031-12-31 MUNICIPALITY"]);
    await add(id, { kind: "KEEP_RECORDS", title: null, dueOn: "2036-12-31" });
    const rows = (await listed({ kind: "KEEP_RECORDS" })).filter((row) => row.projectId === id);
    expect(rows).toMatchObject([{ dueOn: "2036-12-31", origin: "OWN" }]);
    expect((await listed({ kind: "KEEP_RECORDS", state: "done" })).some((row) => row.projectId === id)).toBe(false);
  });
});

describe("a project's own deadlines", () => {
  it("are added once for a key, each of those that come back with a day of its own, in one act", async () => {
    const id = await house.log();
    const [key, deadline] = [randomUUID(), deadlineInput({ projectId: id, kind: "REPORT", title: null, dueOn: "2027-01-31", everyMonths: 6, until: "2028-01-31" })];
    const { value, entries, versions } = await house.recorded(() => deadlines.addDeadline(house.contact, { deadline, key }, NOON));
    expect(entries).toMatchObject([{ action: "projects.deadlineAdded", subject_id: id }]);
    expect(versions.map(({ table_name, row }) => `${table_name} ${String(row["due_on"])}`)).toEqual(["project_deadline 2027-01-31", "project_deadline 2027-07-31", "project_deadline 2028-01-31"]);
    expect(await deadlines.addDeadline(house.contact, { deadline, key }, NOON)).toEqual(value);
    expect(await of(id)).toHaveLength(3);
  });

  it("are ticked with the day, opened again and taken away, each from the version that was seen", async () => {
    const id = await house.log();
    const { id: deadlineId } = await add(id, { dueOn: "2026-11-20" });
    const at = (version: number) => ({ projectId: id, deadlineId, version });
    expect(await deadlines.finishDeadline(house.contact, { ...at(1), on: "2026-11-23" }, NOON)).toEqual({ ok: false, reason: "deadlineDoneInFuture", field: "on" });
    valueOf(await deadlines.finishDeadline(house.contact, { ...at(1), on: "2026-11-22" }, NOON));
    await expect(deadlines.finishDeadline(house.contact, { ...at(1), on: "2026-11-22" }, NOON)).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await listed({ state: "done" })).some((row) => row.projectId === id)).toBe(true);
    await deadlines.reopenDeadline(house.contact, at(2), NOON);
    expect((await listed({ state: "late" })).some((row) => row.projectId === id)).toBe(true);
    await deadlines.removeDeadline(house.contact, at(3), NOON);
    await expect(deadlines.removeDeadline(house.contact, at(4), NOON)).rejects.toMatchObject({ code: "CONFLICT" });
    // A deadline of another project is none of this one's.
    const other = await house.log();
    const { id: theirs } = await add(other);
    await expect(deadlines.finishDeadline(house.contact, { projectId: id, deadlineId: theirs, version: 1, on: "2026-11-01" }, NOON)).rejects.toMatchObject({ code: "CONFLICT" });
  });
});

describe("the list and the first screen", () => {
  it("show a unit what is late and what comes within a month, and the final report once", async () => {
    const programmeId = await programme({ finalReportMonths: 1 });
    const late = await house.log({ title: "För sent", status: "ONGOING", programmeId, starts: on("2025-01-01"), ends: on("2026-09-30") }, house.contact);
    const soon = await house.log({ title: "Snart" }, house.contact);
    await add(soon, { dueOn: "2026-12-20" });
    const later = await house.log({ title: "Senare" }, house.contact);
    await add(later, { dueOn: "2026-12-23" });
    const ids = async (address: Record<string, string>) => new Set((await listed({ unit: house.unit, ...address })).map(({ projectId }) => projectId));
    expect((await ids({ state: "late" })).has(late)).toBe(true);
    expect((await ids({ state: "soon" })).has(soon)).toBe(true);
    expect((await ids({ state: "soon" })).has(later)).toBe(false);
    expect((await ids({})).has(later)).toBe(true);
    expect((await listed({ unit: house.otherUnit })).some(({ projectId }) => projectId === soon)).toBe(false);
    const due = await deadlines.listDue(house.contact, NOON);
    expect(due.filter(({ projectId }) => projectId === late)).toMatchObject([{ kind: "FINAL_REPORT", dueOn: "2026-10-30" }]);
    expect(due.some(({ projectId }) => projectId === later)).toBe(false);
    const keys = (await projectRegister.tasks(house.contact, "2026-11-22")).map(({ key }) => key);
    expect(keys.filter((key) => key.includes(late))).toEqual([`deadline ${late} FINAL_REPORT 2026-10-30 `]);
    expect(await deadlines.listDue(house.reader, NOON)).toEqual([]);
  });

  it("keep confidential projects from those who may not see them, and the file holds what the list shows", async () => {
    const id = await house.log({ isConfidential: true, confidentialityProvision: "OSL 15:1", confidentialityOn: "2026-01-01", confidentialityBy: "Kanslichefen" });
    await add(id, { dueOn: "2026-10-01" });
    expect((await listed({}, house.contact)).some(({ projectId }) => projectId === id)).toBe(true);
    expect((await listed({}, house.reader)).some(({ projectId }) => projectId === id)).toBe(false);
    // Its words stay in the house, and those of open projects may leave it.
    const leaving = (await projectRegister.tasks(house.contact, "2026-11-22")).map(({ path, mayLeave }) => [path === `/projects/${id}/deadlines`, mayLeave]);
    expect(leaving).toEqual(expect.arrayContaining([[true, false], [false, true]]));
    expect(leaving).not.toContainEqual([true, true]);
    await expect(deadlines.getDeadlines(house.reader, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const exported = [];
    for await (const piece of deadlines.exportDeadlines(house.reader, readDeadlineFilter({}).filter, NOON)) exported.push(...piece.map((row) => `${row.projectId} ${row.kind} ${row.dueOn}`));
    expect(exported).toEqual((await listed({}, house.reader)).map((row) => `${row.projectId} ${row.kind} ${row.dueOn}`));
  });
});
