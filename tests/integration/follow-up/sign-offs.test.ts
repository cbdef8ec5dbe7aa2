import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/domain/actor";
import type * as followUpService from "@/features/follow-up/service";
import type * as tasksService from "@/features/tasks/service";
import type { statementRegister } from "@/features/follow-up/register";
import { isAppError } from "@/server/errors";
import { openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

// Under a document whose municipality has boards decide on their units' answers.
let house: DecisionsHouse;
let followUp: typeof followUpService;
let tasks: typeof tasksService;
let register: typeof statementRegister;
let office: string;
beforeAll(async () => {
  house = await openDecisions("halmstad");
  followUp = await import("@/features/follow-up/service");
  tasks = await import("@/features/tasks/service");
  ({ statementRegister: register } = await import("@/features/follow-up/register"));
  office = await house.body("OFFICE", "Stadskontoret", { parentId: house.board });
});
afterAll(() => house.close());

const at = (text: string) => new Date(`${text}T11:00:00Z`);
const open = async (year: number) => valueOf(await followUp.openRound(house.office, { year, answersDueOn: `${String(year)}-12-11` }, randomUUID(), {}, at(`${String(year)}-11-02`)));
const see = (year: number, unitId = house.unit, actor: Actor = house.office) => followUp.getStatement(actor, year, unitId);
const submit = async (year: number, on: string, unitId = house.unit, actor: Actor = house.office) =>
  valueOf(await followUp.submitStatement(actor, { year, unitId, answers: (await see(year, unitId)).questions.map(({ code, answer }) => ({ code, version: answer?.version ?? 0, text: `Svar ${on}` })) }, randomUUID(), at(on)));
const approve = async (year: number, unitId = house.unit) => followUp.approveStatement(house.office, { year, unitId, version: (await see(year, unitId)).version }, at("2026-11-20"));
const decide = async (year: number, bodyId: string, decidedOn: string, more: { minutesParagraph?: string | null; caseNumber?: string | null } = {}, unitId = house.unit, actor: Actor = house.office) =>
  house.recorded({ matter: "SIGN_STATEMENT", facts: {}, bodyId, decidedOn, minutesParagraph: "71", caseNumber: "HN 2026/12", title: "Svar om året", subject: { kind: "unitStatement", id: (await see(year, unitId)).id }, ...more }, actor);

describe("a board's decision on its unit's answer", () => {
  it("H20: is there before the answer is approved, of the unit's own board and no other, and shown in the round's table", async () => {
    await open(2024);
    await submit(2024, "2024-11-20");
    expect(await approve(2024)).toEqual({ ok: false, reason: "statementLacksSignOff" });
    await decide(2024, house.otherCommittee, "2024-11-25");
    expect(await approve(2024)).toEqual({ ok: false, reason: "statementLacksSignOff" });
    const decision = await decide(2024, house.committee, "2024-11-26", {}, house.unit, house.secretary);
    expect(decision).toMatchObject({ clause: "H20", unitId: house.unit });
    const row = (await followUp.getRound(house.reader, 2024)).statements.find(({ unitId }) => unitId === house.unit);
    expect(row).toMatchObject({ asksForSignOff: true, signOff: { decisionId: decision.id, body: "Hamnnämnden", decidedOn: "2024-11-26", paragraph: "71", caseNumber: "HN 2026/12" } });
    valueOf(await approve(2024));
    expect((await see(2024)).status).toBe("APPROVED");
  });

  it("H20: has its day, paragraph and case number, or does not do", async () => {
    await open(2023);
    await submit(2023, "2023-11-20");
    const first = await decide(2023, house.committee, "2023-11-26", { caseNumber: null });
    expect(await approve(2023)).toEqual({ ok: false, reason: "statementSignOffIncomplete" });
    await house.decisions.archiveDecision(house.office, { id: first.id, version: first.version }, true, at("2026-11-01"));
    expect(await approve(2023)).toEqual({ ok: false, reason: "statementLacksSignOff" });
    await decide(2023, house.committee, "2023-11-27");
    valueOf(await approve(2023));
  });

  it("Issue's own words: board sign-off with decision: one from before the answer was returned and changed is not on what stands there", async () => {
    await open(2022);
    await submit(2022, "2022-11-10");
    await decide(2022, house.committee, "2022-11-14");
    valueOf(await followUp.returnStatement(house.office, { year: 2022, unitId: house.unit, version: (await see(2022)).version, comment: "Skriv hur många som var med." }, at("2022-11-20")));
    await submit(2022, "2022-11-25");
    expect(await approve(2022)).toEqual({ ok: false, reason: "statementSignOffBeforeReturn" });
    await decide(2022, house.committee, "2022-12-01");
    valueOf(await approve(2022));
  });

  it("is asked of the kinds of unit that the pack names alone, and of a company by its own board", async () => {
    await open(2021);
    await submit(2021, "2021-11-20", office);
    expect((await see(2021, office)).asksForSignOff).toBe(false);
    valueOf(await approve(2021, office));
    await submit(2021, "2021-11-20", house.company);
    expect(await approve(2021, house.company)).toEqual({ ok: false, reason: "statementLacksSignOff" });
    await decide(2021, house.company, "2021-11-21", {}, house.company);
    valueOf(await approve(2021, house.company));
  });

  it("Issue's own words: in tasks: it waits for the board's secretary, who may read the answer meanwhile, until it is recorded", async () => {
    await open(2020);
    await expect(see(2020, house.unit, house.secretary)).rejects.toSatisfy((error) => isAppError(error, "NOT_FOUND"));
    await submit(2020, "2020-11-20");
    expect((await see(2020, house.unit, house.secretary)).unitName).toBe("Hamnförvaltningen");
    await expect(see(2020, house.unit, house.councilSecretary)).rejects.toSatisfy((error) => isAppError(error, "NOT_FOUND"));
    const waiting = async (actor: Actor) => ((await register.decisionsNeeded?.(actor, "2026-11-22")) ?? []).map(({ path }) => path);
    expect(await waiting(house.secretary)).toEqual([`/year/2020/${house.unit}`]);
    expect(await waiting(house.councilSecretary)).toEqual([]);
    const listed = await tasks.listTasks(house.secretary, { registers: house.registers }, at("2026-11-22"));
    expect(JSON.stringify(listed)).toContain(`/year/2020/${house.unit}`);
    await decide(2020, house.committee, "2020-12-01", {}, house.unit, house.secretary);
    expect(await waiting(house.secretary)).toEqual([]);
  });

  it("keeps to what the round asked when it was opened", async () => {
    const { getPack } = await import("@/server/pack");
    const asked = getPack();
    valueOf(await followUp.openRound(house.office, { year: 2019, answersDueOn: "2019-12-11" }, randomUUID(), { pack: { ...asked, followUp: { ...asked.followUp, signOff: null } } }, at("2019-11-02")));
    await submit(2019, "2019-11-20");
    valueOf(await approve(2019));
  });
});
