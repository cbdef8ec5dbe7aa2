import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { figuresOf } from "@/features/follow-up/remarks/rules";
import * as remarks from "@/features/follow-up/remarks/service";
import * as followUp from "@/features/follow-up/service";
import { registers } from "@/registers";
import { openRegister, valueOf, type RegisterHouse } from "../../factories/register.ts";

let house: RegisterHouse;
let figures: string[];
const NOW = new Date("2026-11-22T11:00:00Z");
const YEAR = 2026;

beforeAll(async () => {
  house = await openRegister();
  figures = figuresOf(registers);
  valueOf(await followUp.openRound(house.office, { year: YEAR, answersDueOn: "2026-12-11" }, randomUUID(), {}, NOW));
});
afterAll(() => house.close());

const input = (changes: Partial<Parameters<typeof remarks.addRemark>[2]> = {}) => ({ key: randomUUID(), year: YEAR, unitId: house.unit, figure: "project", text: "Två projekt saknas.", ...changes });
const add = (changes: Partial<Parameters<typeof remarks.addRemark>[2]> = {}, actor = house.contact) => remarks.addRemark(actor, figures, input(changes), NOW);
const of = async (actor = house.contact) => (await remarks.listRemarks(actor, YEAR, house.unit)).remarks;
const doubted = async (actor = house.office) => (await followUp.getRound(actor, YEAR, NOW)).statements.find(({ unitId }) => unitId === house.unit)?.doubted;

describe("a figure that a unit says is wrong", () => {
  it("V16b: is told to the office, which says once what it has found, and stands beside the figure for both", async () => {
    expect(figures).toContain("project");
    expect(figures).toContain("MONEY");
    const { value, entries } = await house.recorded(async () => valueOf(await add()));
    expect(entries).toMatchObject([{ action: "figureRemarks.added", actor_id: house.contact.personId, unit_id: house.unit, details: { remarkId: value.id, year: YEAR, figure: "project" } }]);
    expect(await of()).toMatchObject([{ id: value.id, figure: "project", text: "Två projekt saknas.", onBehalf: false, settledAt: null, maySettle: false, writtenBy: house.contact.name }]);
    expect(await of(house.reader)).toEqual([]);
    expect([await doubted(), await doubted(house.contact), await doubted(house.reader)]).toEqual([1, 1, 0]);
    expect(await remarks.listOpenRemarks(house.office)).toMatchObject([{ id: value.id, year: YEAR, unitId: house.unit }]);
    expect(await remarks.listOpenRemarks(house.office, YEAR - 1)).toEqual([]);
    expect(await remarks.listOpenRemarks(house.contact)).toEqual([]);
    await expect(remarks.settleRemark(house.contact, { id: value.id, version: 1, settlement: "Det stämmer." }, NOW)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const settled = await house.recorded(async () => valueOf(await remarks.settleRemark(house.office, { id: value.id, version: 1, settlement: "Två projekt är loggade nu." }, NOW)));
    expect(settled.entries).toMatchObject([{ action: "figureRemarks.settled", details: { remarkId: value.id } }]);
    expect(await of()).toMatchObject([{ settlement: "Två projekt är loggade nu.", settledBy: house.office.name, maySettle: false }]);
    expect([await doubted(), await remarks.listOpenRemarks(house.office)]).toEqual([0, []]);
    expect(await remarks.settleRemark(house.office, { id: value.id, version: 2, settlement: "Igen." }, NOW)).toEqual({ ok: false, reason: "remarkSettledAlready" });
    await expect(remarks.settleRemark(house.office, { id: value.id, version: 1, settlement: "Gammalt." }, NOW)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(remarks.settleRemark(house.office, { id: randomUUID(), version: 1, settlement: "Ingen." }, NOW)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is written once, whatever how often the form is sent, and settled by one of two", async () => {
    const key = randomUUID();
    const sent = await Promise.all([1, 2, 3].map(() => add({ key, text: "En gång." })));
    expect(new Set(sent.map((outcome) => valueOf(outcome).id)).size).toBe(1);
    const { id } = valueOf(sent[0]!);
    const outcomes = await Promise.all([1, 2].map(() => remarks.settleRemark(house.office, { id, version: 1, settlement: "Klart." }, NOW).then((outcome) => (outcome.ok ? "settled" : outcome.reason), (error: unknown) => (error as { code?: string }).code)));
    expect(outcomes.sort()).toEqual(["CONFLICT", "settled"]);
  });

  it("is refused for a figure that is not there, a unit that was not asked, and answers that are approved", async () => {
    expect(await add({ figure: "moon" })).toMatchObject({ ok: false, reason: "remarkOfNoFigure", field: "figure" });
    await expect(add({ unitId: randomUUID() })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(add({}, house.reader)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const { questions } = await followUp.getStatement(house.contact, YEAR, house.unit);
    valueOf(await followUp.submitStatement(house.contact, { year: YEAR, unitId: house.unit, answers: questions.map(({ code }) => ({ code, version: 0, text: "Klart." })) }, randomUUID(), NOW));
    valueOf(await add({ text: "Också när svaren är inskickade." }));
    const { version } = await followUp.getStatement(house.office, YEAR, house.unit);
    valueOf(await followUp.approveStatement(house.office, { year: YEAR, unitId: house.unit, version }, NOW));
    expect(await add()).toEqual({ ok: false, reason: "remarkOnApproved" });
    expect((await remarks.listRemarks(house.contact, YEAR, house.unit)).mayAdd).toBe(false);
  });
});
