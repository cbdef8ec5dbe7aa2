import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packs } from "@packs/all";
import type { PolicyPack } from "@packs/pack";
import type { Actor, Role } from "@/domain/actor";
import type { AppointmentInput } from "@/features/contact-persons/schema";
import { openHouse, TODAY, valueOf, type House } from "../people/house.ts";

const choose = (hasDuty: boolean): PolicyPack => {
  const pack = packs.find((candidate) => candidate.obligations.some((obligation) => obligation.evidence === "CURRENT_CONTACT_PERSON") === hasDuty);
  if (pack === undefined) throw new Error("there is no such pack");
  return pack;
};
/** A municipality whose document asks for contact persons, and one whose document does not. */
const [asking, silent] = [choose(true), choose(false)];

let house: House;
let office: Actor;
let board: string;

beforeAll(async () => {
  house = await openHouse();
  office = await house.someone("COORDINATOR");
  board = await house.body("EXECUTIVE_BOARD", "Kommunstyrelsen");
});
afterAll(() => house.close());

const input = (unitId: string, personId: string, more: Partial<AppointmentInput> = {}): AppointmentInput => ({
  unitId,
  personId,
  kind: "PRIMARY",
  from: "2024-01-01",
  to: null,
  appointedOn: "2023-12-01",
  appointedBy: "Kontorschefen",
  timePercent: 20,
  ...more,
});
const newUnit = (name: string) => house.body("OFFICE", name, { parentId: board });
const gapsOf = async (unitId: string, on: string, pack = asking) => (await house.contactPersons.listGaps(office, on, pack)).filter((gap) => gap.unitId === unitId);

describe("a unit without contact person", () => {
  it("V20a: is a gap that quotes its clause, and no longer when someone is appointed", async () => {
    const unit = await newUnit("Lönekontoret");
    const [gap] = await gapsOf(unit, TODAY);
    expect(gap).toMatchObject({ unitName: "Lönekontoret", clause: "V20a", lastEndedOn: null });
    expect(gap?.quotation).toBe(asking.clauses.find((clause) => clause.number === "V20a")?.quotation);
    valueOf(await house.contactPersons.appointContactPerson(office, input(unit, await house.person("Lön Provsson")), randomUUID()));
    expect(await gapsOf(unit, TODAY)).toEqual([]);
    expect(await gapsOf(unit, "2023-12-31")).toHaveLength(1);
  });

  it("V20a: is a gap again the day after the last day, and says since when", async () => {
    const unit = await newUnit("Postkontoret");
    const id = await house.contactPerson(unit, await house.person("Post Provsson"), "2024-01-01");
    valueOf(await house.contactPersons.endAppointment(office, { id, version: 1, to: "2026-11-21" }));
    expect(await gapsOf(unit, "2026-11-21")).toEqual([]);
    expect(await gapsOf(unit, TODAY)).toMatchObject([{ lastEndedOn: "2026-11-21" }]);
  });

  it("V20a: is a gap although there is a deputy", async () => {
    const unit = await newUnit("Arkivkontoret");
    await house.contactPerson(unit, await house.person("Arkiv Provsson"), "2024-01-01", { kind: "DEPUTY" });
    expect(await gapsOf(unit, TODAY)).toHaveLength(1);
  });

  it("E.4.5: a company without contact person is a gap where the document asks for one, and not where it does not", async () => {
    const company = await house.body("COMPANY", "Ensamma bolaget AB");
    expect(await gapsOf(company, TODAY, asking)).toMatchObject([{ clause: "V20a", kind: "COMPANY" }]);
    expect(await house.contactPersons.listGaps(office, TODAY, silent)).toEqual([]);
  });

  it("E.4.11: a shared company that another owner's documents bind is not counted", async () => {
    const bound = await house.body("COMPANY", "Andras Hamn AB", { boundByOther: "Grannkommunen" });
    const own = await house.body("COMPANY", "Delade Vatten AB", { ownershipPercent: 50 });
    expect(await gapsOf(bound, TODAY)).toEqual([]);
    expect(await gapsOf(own, TODAY)).toHaveLength(1);
  });

  it("is counted only while it is there, and only units are", async () => {
    const ended = await house.body("OFFICE", "Gamla kontoret", { parentId: board, validTo: "2025-12-31" });
    const workplace = await house.body("WORKPLACE", "Biblioteket", { parentId: await newUnit("Bokkontoret") });
    expect(await gapsOf(ended, TODAY)).toEqual([]);
    expect(await gapsOf(ended, "2025-12-31")).toHaveLength(1);
    expect([...(await gapsOf(workplace, TODAY)), ...(await gapsOf(board, TODAY))]).toEqual([]);
  });
});

describe("the working group", () => {
  const members = async (unitId: string, on: string) => (await house.contactPersons.listWorkingGroup(office, on)).filter((member) => member.unitId === unitId).map((member) => member.personName);

  it("V23: is the contact persons of the day and nobody else", async () => {
    const unit = await newUnit("Gruppkontoret");
    expect(await members(unit, TODAY)).toEqual([]);
    await house.contactPerson(unit, await house.person("Grupp Provsson"), "2026-11-22");
    expect(await members(unit, TODAY)).toEqual(["Grupp Provsson"]);
    expect(await members(unit, "2026-11-21")).toEqual([]);
  });

  it("E.4.7: changes the same day that someone leaves, with the history kept", async () => {
    const unit = await newUnit("Växelkontoret");
    const [leaving, coming] = [await house.person("Lämnar Provsson"), await house.person("Kommer Provsson")];
    const id = await house.contactPerson(unit, leaving, "2022-01-01");
    expect(await members(unit, TODAY)).toEqual(["Lämnar Provsson"]);
    valueOf(await house.contactPersons.endAppointment(office, { id, version: 1, to: "2026-11-21" }));
    await house.contactPerson(unit, coming, TODAY);
    expect(await members(unit, TODAY)).toEqual(["Kommer Provsson"]);
    expect(await members(unit, "2026-11-21")).toEqual(["Lämnar Provsson"]);
    expect((await house.contactPersons.listAppointments(office, unit)).map((appointment) => [appointment.personName, appointment.from, appointment.to])).toEqual([
      ["Kommer Provsson", TODAY, null],
      ["Lämnar Provsson", "2022-01-01", "2026-11-21"],
    ]);
    const versions = await house.client.$queryRaw<{ version: number }[]>`SELECT version FROM record_version WHERE record_id = ${id}::uuid ORDER BY version`;
    expect(versions.map((row) => row.version)).toEqual([1, 2]);
  });

  it("E.4.7: makes the one who came contact person at the next request, and the one who left nobody", async () => {
    const unit = await newUnit("Skiftkontoret");
    const person = await house.person("Skift Provsson");
    const id = await house.contactPerson(unit, person, "2022-01-01");
    expect((await house.actor(person)).units.map((held) => held.id)).toEqual([unit]);
    valueOf(await house.contactPersons.endAppointment(office, { id, version: 1, to: "2026-11-21" }));
    expect((await house.actor(person)).units).toEqual([]);
  });
});

describe("appointing", () => {
  it("keeps day, appointer and time, and answers a double submit with the same appointment", async () => {
    const [unit, person] = [await newUnit("Dubbelkontoret"), await house.person("Dubbel Provsson")];
    const key = randomUUID();
    const twice = await Promise.all([1, 2].map(() => house.contactPersons.appointContactPerson(office, input(unit, person), key)));
    expect(twice[0]).toEqual(twice[1]);
    expect(await house.contactPersons.listAppointments(office, unit)).toMatchObject([{ appointedOn: "2023-12-01", appointedBy: "Kontorschefen", timePercent: 20, timeConfirmedOn: null }]);
    await expect(house.contactPersons.appointContactPerson(office, input(unit, person, { kind: "DEPUTY" }), key)).rejects.toMatchObject({ code: "KEY_REUSED" });
  });

  it("is refused in words while the person already has an assignment there, also when two do it at once", async () => {
    const [unit, person] = [await newUnit("Trängkontoret"), await house.person("Träng Provsson")];
    const outcomes = await Promise.all([1, 2].map(() => house.contactPersons.appointContactPerson(office, input(unit, person), randomUUID())));
    expect(outcomes.map((outcome) => (outcome.ok ? "appointed" : outcome.reason)).sort()).toEqual(["appointed", "appointmentOverlaps"]);
    expect(await house.contactPersons.appointContactPerson(office, input(unit, person, { kind: "DEPUTY", from: "2030-01-01" }), randomUUID())).toEqual({ ok: false, reason: "appointmentOverlaps" });
    expect(await house.contactPersons.listAppointments(office, unit)).toHaveLength(1);
  });

  it("is refused in what isn't a unit, outside its time, for an archived person and with the end before the start", async () => {
    const person = await house.person("Fel Provsson");
    const unit = await house.body("OFFICE", "Felkontoret", { parentId: board, validFrom: "2020-01-01", validTo: "2027-12-31" });
    const appoint = (more: Partial<AppointmentInput>) => house.contactPersons.appointContactPerson(office, input(unit, person, more), randomUUID());
    expect(await appoint({ unitId: board })).toEqual({ ok: false, reason: "appointmentNotAUnit" });
    expect(await appoint({ from: "2019-12-31" })).toEqual({ ok: false, reason: "appointmentUnitNotThere" });
    expect(await appoint({ from: "2028-01-01" })).toEqual({ ok: false, reason: "appointmentUnitNotThere" });
    expect(await appoint({ to: "2023-12-31" })).toEqual({ ok: false, reason: "appointmentEndsBeforeStart" });
    await expect(appoint({ unitId: randomUUID() })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(appoint({ personId: randomUUID() })).rejects.toMatchObject({ code: "NOT_FOUND" });
    valueOf(await house.people.archivePerson(house.system, { id: person, version: 1 }, TODAY));
    expect(await appoint({})).toEqual({ ok: false, reason: "appointmentPersonArchived" });
  });

  it("writes that the office did it on the unit's behalf", async () => {
    const unit = await newUnit("Ombudskontoret");
    valueOf(await house.contactPersons.appointContactPerson(office, input(unit, await house.person("Ombud Provsson")), randomUUID()));
    const [entry] = await house.client.$queryRaw<{ action: string; on_behalf: boolean; actor_id: string }[]>`SELECT action, on_behalf, actor_id FROM audit_entry WHERE unit_id = ${unit}::uuid`;
    expect(entry).toEqual({ action: "contactPersons.appointed", on_behalf: true, actor_id: office.personId });
  });

  it("writes that nobody acted on another's behalf when the office's people act for a unit of their own", async () => {
    const entriesOf = async (unit: string) => (await house.client.$queryRaw<{ on_behalf: boolean }[]>`SELECT on_behalf FROM audit_entry WHERE unit_id = ${unit}::uuid AND actor_id = ${office.personId}::uuid ORDER BY seq`).map((entry) => entry.on_behalf);
    const act = async (unit: string, actor: Actor) => {
      const { id } = valueOf(await house.contactPersons.appointContactPerson(actor, input(unit, await house.person("Egen Provsson"), { kind: "DEPUTY" }), randomUUID()));
      valueOf(await house.contactPersons.confirmTime(actor, { id, version: 1, timePercent: 25, on: TODAY }, TODAY));
      valueOf(await house.contactPersons.endAppointment(actor, { id, version: 2, to: TODAY }));
    };
    const [held, managed, foreign] = [await newUnit("Eget kontoret"), await newUnit("Chefskontoret"), await newUnit("Annat kontoret")];
    const appointment = await house.contactPerson(held, office.personId, "2024-01-01");
    valueOf(await house.people.giveRole(house.system, { personId: office.personId, role: "UNIT_MANAGER", bodyId: managed, from: "2024-01-01", to: null }, randomUUID()));
    const actor = await house.actor(office.personId);
    for (const unit of [held, managed, foreign]) await act(unit, actor);
    expect([await entriesOf(held), await entriesOf(managed), await entriesOf(foreign)]).toEqual([[false, false, false], [false, false, false], [true, true, true]]);
    valueOf(await house.contactPersons.endAppointment(house.system, { id: appointment, version: 1, to: TODAY }));
  });

  it("is the administrator's too", async () => {
    const unit = await newUnit("Adminkontoret");
    expect(await house.contactPersons.appointContactPerson(await house.someone("ADMINISTRATOR"), input(unit, await house.person("Admin Provsson")), randomUUID())).toMatchObject({ ok: true });
  });

  it.each(["UNIT_MANAGER", "BOARD_SECRETARY", "EXECUTIVE_BOARD_MEMBER", "COUNCIL_MEMBER", "AUDITOR", "READER"] satisfies Role[])("is refused to %s, and so is ending", async (role) => {
    const unit = await newUnit(`Nekande kontoret ${role}`);
    const actor = await house.someone(role, role === "UNIT_MANAGER" ? unit : role === "BOARD_SECRETARY" ? board : null);
    const person = await house.person("Nekad Provsson");
    await expect(house.contactPersons.appointContactPerson(actor, input(unit, person), randomUUID())).rejects.toMatchObject({ code: "FORBIDDEN" });
    const id = await house.contactPerson(unit, person, "2024-01-01");
    await expect(house.contactPersons.endAppointment(actor, { id, version: 1, to: TODAY })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await house.contactPersons.listAppointments(actor, unit)).map((appointment) => appointment.to)).toEqual([null]);
  });

  it("is refused to the contact person", async () => {
    const unit = await newUnit("Självkontoret");
    const person = await house.person("Själv Provsson");
    const id = await house.contactPerson(unit, person, "2024-01-01");
    const self = await house.actor(person);
    await expect(house.contactPersons.appointContactPerson(self, input(unit, await house.person("Vän Provsson")), randomUUID())).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(house.contactPersons.confirmTime(self, { id, version: 1, timePercent: 50, on: TODAY }, TODAY)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("ending and confirming", () => {
  it("refuses an end before the start, a later end than there is, and a stale one", async () => {
    const id = await house.contactPerson(await newUnit("Slutkontoret"), await house.person("Slut Provsson"), "2024-01-01", { to: "2026-12-31" });
    expect(await house.contactPersons.endAppointment(office, { id, version: 1, to: "2023-12-31" })).toEqual({ ok: false, reason: "appointmentEndsBeforeStart" });
    expect(await house.contactPersons.endAppointment(office, { id, version: 1, to: "2027-12-31" })).toEqual({ ok: false, reason: "appointmentAlreadyEnded" });
    const outcomes = await Promise.allSettled(["2026-11-01", "2026-10-01"].map((to) => house.contactPersons.endAppointment(office, { id, version: 1, to })));
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(house.contactPersons.endAppointment(office, { id, version: 1, to: "2025-01-01" })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(house.contactPersons.endAppointment(office, { id: randomUUID(), version: 1, to: TODAY })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("V20b: lets the unit's own manager confirm the time, and no other unit's", async () => {
    const [unit, other] = [await newUnit("Tidkontoret"), await newUnit("Klockkontoret")];
    const id = await house.contactPerson(unit, await house.person("Tid Provsson"), "2024-01-01");
    const [manager, stranger] = [await house.someone("UNIT_MANAGER", unit), await house.someone("UNIT_MANAGER", other)];
    await expect(house.contactPersons.confirmTime(stranger, { id, version: 1, timePercent: 25, on: TODAY }, TODAY)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(house.contactPersons.confirmTime(await house.someone("ADMINISTRATOR"), { id, version: 1, timePercent: 25, on: TODAY }, TODAY)).rejects.toMatchObject({ code: "FORBIDDEN" });
    valueOf(await house.contactPersons.confirmTime(manager, { id, version: 1, timePercent: 25, on: TODAY }, TODAY));
    expect(await house.contactPersons.listAppointments(office, unit)).toMatchObject([{ timePercent: 25, timeConfirmedOn: TODAY, version: 2 }]);
    await expect(house.contactPersons.confirmTime(manager, { id, version: 1, timePercent: 30, on: TODAY }, TODAY)).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await house.contactPersons.confirmTime(office, { id, version: 2, timePercent: 30, on: "2026-11-23" }, TODAY)).toEqual({ ok: false, reason: "appointmentConfirmedTooEarly" });
    expect(await house.contactPersons.confirmTime(office, { id, version: 2, timePercent: 30, on: TODAY }, TODAY)).toMatchObject({ ok: true });
    await expect(house.contactPersons.confirmTime(office, { id: randomUUID(), version: 1, timePercent: 30, on: TODAY }, TODAY)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("V20b: a company's secretary confirms there too, and a committee's not for another body", async () => {
    const company = await house.body("COMPANY", "Tidbolaget");
    const committee = await house.body("COMMITTEE", "Tidnämnden");
    const id = await house.contactPerson(company, await house.person("Bolag Provsson"), "2024-01-01");
    await expect(house.contactPersons.confirmTime(await house.someone("BOARD_SECRETARY", committee), { id, version: 1, timePercent: 25, on: TODAY }, TODAY)).rejects.toMatchObject({ code: "FORBIDDEN" });
    valueOf(await house.contactPersons.confirmTime(await house.someone("BOARD_SECRETARY", company), { id, version: 1, timePercent: 25, on: TODAY }, TODAY));
    expect(await house.contactPersons.listAppointments(office, company)).toMatchObject([{ timePercent: 25, timeConfirmedOn: TODAY }]);
  });
});
