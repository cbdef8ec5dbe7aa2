import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/domain/actor";
import { addDays, dateInStockholm } from "@/domain/plain-date";
import { asOfYear } from "@/domain/registers";
import * as addedUnits from "@/features/follow-up/added-units/service";
import * as reminders from "@/features/follow-up/reminders/service";
import * as followUp from "@/features/follow-up/service";
import { openRegister, valueOf, type RegisterHouse } from "../../factories/register.ts";

let house: RegisterHouse;
let manager: Actor;

beforeAll(async () => {
  house = await openRegister();
  manager = await house.someone("UNIT_MANAGER", house.unit);
  await house.body("COMPANY", "Delade Hamnar AB", { boundByOther: "Grannkommunen" });
  await house.body("DEPARTMENT", "Nedlagda förvaltningen", { parentId: house.board, validTo: "2019-06-30" });
});
afterAll(() => house.close());

const at = (text: string) => new Date(`${text}:00Z`);
const NOW = at("2026-11-22T11:00");
const open = async (year: number, answersDueOn = `${year}-12-11`, now = at(`${year}-11-02T08:00`)) => valueOf(await followUp.openRound(house.office, { year, answersDueOn }, randomUUID(), {}, now));
const codesOf = async (year: number) => (await followUp.getStatement(house.office, year, house.unit)).questions;
const version = async (year: number, code: string) => (await codesOf(year)).find((question) => question.code === code)?.answer?.version ?? 0;
const text = async (year: number, code: string) => (await codesOf(year)).find((question) => question.code === code)?.answer?.text ?? null;
const allAnswers = async (year: number) => (await codesOf(year)).map((question) => ({ code: question.code, version: question.answer?.version ?? 0, text: `Svar på ${question.code}.` }));
const [FIRST, SECOND] = [async (year: number) => (await codesOf(year))[0]!.code, async (year: number) => (await codesOf(year))[1]!.code];
const status = async (year: number, unitId = house.unit) => (await followUp.getRound(house.office, year, NOW)).statements.find((statement) => statement.unitId === unitId)?.status;
const submitAll = async (year: number, actor: Actor = house.contact) => valueOf(await followUp.submitStatement(actor, { year, unitId: house.unit, answers: await allAnswers(year) }, randomUUID(), NOW));
const stored = (year: number) => followUp.getStatement(house.office, year, house.unit);

describe("opening a round", () => {
  it("V16b: calls every unit that was there in the year, and none that another's documents bind", async () => {
    const { value, entries } = await house.recorded(() => open(2018));
    expect(entries).toMatchObject([{ action: "followUp.opened", subject_id: value.id, actor_id: house.office.personId }]);
    const round = await followUp.getRound(house.reader, 2018, NOW);
    expect(round).toMatchObject({ year: 2018, openedOn: "2018-11-02", answersDueOn: "2018-12-11", openedBy: house.office.name });
    expect(round.statements.map((statement) => statement.unitName)).toEqual(["Hamnförvaltningen", "Nedlagda förvaltningen", "Ängsförvaltningen"]);
    expect(round.statements[0]).toMatchObject({ status: "NOT_STARTED", answered: 0, onBehalf: false, lastOn: null, contactPerson: "Kontakt Provsson", mayRead: false });
    await open(2020);
    expect((await followUp.getRound(house.reader, 2020, NOW)).statements).toHaveLength(2);
    expect(await followUp.listRounds(house.reader)).toMatchObject([{ year: 2020, counts: { NOT_STARTED: 2, APPROVED: 0 } }, { year: 2018, counts: { NOT_STARTED: 3 } }]);
  });

  it("opens a year's round once, also when two do it at the same time or send the form twice", async () => {
    const key = randomUUID();
    const input = { year: 2021, answersDueOn: "2021-12-11" };
    const now = at("2021-11-02T08:00");
    const same = await Promise.all([followUp.openRound(house.office, input, key, {}, now), followUp.openRound(house.office, input, key, {}, now)]);
    expect(same[0]).toEqual(same[1]);
    const race = await Promise.all([1, 2].map(() => followUp.openRound(house.office, { ...input, year: 2022, answersDueOn: "2022-12-11" }, randomUUID(), {}, at("2022-11-02T08:00"))));
    expect(race.map((outcome) => (outcome.ok ? "opened" : outcome.reason)).sort()).toEqual(["opened", "roundOpenAlready"]);
    expect(await followUp.openRound(house.office, input, randomUUID(), {}, now)).toEqual({ ok: false, reason: "roundOpenAlready" });
  });

  it("refuses a year to come, and answers that are due before the round or long after it", async () => {
    const refused = async (year: number, answersDueOn: string) => followUp.openRound(house.office, { year, answersDueOn }, randomUUID(), {}, NOW);
    expect(await refused(2027, "2026-12-11")).toEqual({ ok: false, reason: "roundOfAYearToCome" });
    expect(await refused(2026, "2026-11-21")).toEqual({ ok: false, reason: "roundDueTooEarly" });
    expect(await refused(2026, "2028-01-01")).toEqual({ ok: false, reason: "roundDueTooLate" });
    await expect(followUp.openRound(house.contact, { year: 2026, answersDueOn: "2026-12-11" }, randomUUID(), {}, NOW)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(followUp.getRound(house.office, 1999)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("keeps the questions as they were asked", async () => {
    const questions = await codesOf(2018);
    expect(questions.length).toBeGreaterThan(4);
    expect(questions.every((question) => (question.clause === null) === (question.quotation === null))).toBe(true);
  });
});

describe("answering", () => {
  it("is begun by the first save, and keeps what each of two people writes at once", async () => {
    await open(2019);
    const [one, two] = [await FIRST(2019), await SECOND(2019)];
    const save = (actor: Actor, answers: { code: string; version: number; text: string }[]) => followUp.saveAnswers(actor, { year: 2019, unitId: house.unit, answers }, NOW);
    const blank = [one, two].map((code) => ({ code, version: 0, text: "" }));
    expect(valueOf(await save(house.contact, blank))).toMatchObject({ id: expect.any(String) });
    expect(await status(2019)).toBe("NOT_STARTED");
    await Promise.all([save(house.contact, [{ code: one, version: 0, text: "Ettan." }, blank[1]!]), save(house.deputy, [blank[0]!, { code: two, version: 0, text: "Tvåan." }])]);
    expect(await status(2019)).toBe("IN_PROGRESS");
    expect([await text(2019, one), await text(2019, two)]).toEqual(["Ettan.", "Tvåan."]);
    expect((await stored(2019)).steps).toMatchObject([{ from: "NOT_STARTED", to: "IN_PROGRESS", onBehalf: false }]);
  });

  it("refuses to write over what someone else has written since, and saves the rest", async () => {
    const [one, two] = [await FIRST(2019), await SECOND(2019)];
    const began = await version(2019, one);
    const save = (actor: Actor, answers: { code: string; version: number; text: string }[]) => followUp.saveAnswers(actor, { year: 2019, unitId: house.unit, answers }, NOW);
    valueOf(await save(house.deputy, [{ code: one, version: began, text: "Ettan, av ställföreträdaren." }]));
    const late = save(house.contact, [{ code: one, version: began, text: "Ettan, av kontakten." }, { code: two, version: await version(2019, two), text: "Tvåan, bättre." }]);
    await expect(late).rejects.toMatchObject({ code: "CONFLICT", about: { questions: one } });
    expect([await text(2019, one), await text(2019, two)]).toEqual(["Ettan, av ställföreträdaren.", "Tvåan, bättre."]);
    // What was not touched in the later form is not put back.
    valueOf(await save(house.contact, [{ code: one, version: began, text: "Ettan." }]));
    expect(await text(2019, one)).toBe("Ettan, av ställföreträdaren.");
    // And what both came to write the same is no conflict.
    valueOf(await save(house.contact, [{ code: one, version: began, text: "Ettan, av ställföreträdaren." }]));
  });

  it("is the unit's and the office's, and an approved statement everyone's to read", async () => {
    const code = await FIRST(2019);
    const write = (actor: Actor) => followUp.saveAnswers(actor, { year: 2019, unitId: house.unit, answers: [{ code, version: 99, text: "Ettan." }] }, NOW);
    for (const actor of [house.stranger, house.reader, house.nobody]) {
      await expect(write(actor)).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(followUp.getStatement(actor, 2019, house.unit)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    expect(await followUp.getStatement(manager, 2019, house.unit)).toMatchObject({ mayAnswer: true, mayReview: false, wouldActOnBehalf: false });
    expect(await followUp.getStatement(house.office, 2019, house.unit)).toMatchObject({ mayAnswer: true, mayReview: true, wouldActOnBehalf: true });
    expect(await followUp.saveAnswers(house.contact, { year: 2019, unitId: house.unit, answers: [{ code: "NO_SUCH", version: 0, text: "x" }] }, NOW)).toEqual({ ok: false, reason: "statementAsksNoSuchThing" });
    await expect(followUp.saveAnswers(house.contact, { year: 2019, unitId: randomUUID(), answers: [] }, NOW)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("submitting", () => {
  it("asks for what is missing and keeps what was typed", async () => {
    await open(2017);
    const code = await FIRST(2017);
    const outcome = await followUp.submitStatement(house.contact, { year: 2017, unitId: house.unit, answers: [{ code, version: 0, text: "Bara ett svar." }] }, randomUUID(), NOW);
    expect(outcome).toEqual({ ok: false, reason: "statementLacksAnswers" });
    expect([await status(2017), await text(2017, code)]).toEqual(["IN_PROGRESS", "Bara ett svar."]);
  });

  it("submits once, with the same key and with two", async () => {
    const key = randomUUID();
    const input = { year: 2017, unitId: house.unit, answers: await allAnswers(2017) };
    const { value, entries } = await house.recorded(() => Promise.all([followUp.submitStatement(house.contact, input, key, NOW), followUp.submitStatement(house.contact, input, key, NOW)]));
    expect(value[0]).toEqual(value[1]);
    expect(entries).toMatchObject([{ action: "statements.submitted", on_behalf: false, unit_id: house.unit }]);
    expect(await followUp.submitStatement(house.deputy, input, randomUUID(), NOW)).toEqual({ ok: false, reason: "statementSubmittedAlready" });
    expect(await followUp.saveAnswers(house.deputy, input, NOW)).toEqual({ ok: false, reason: "statementSubmittedAlready" });
    expect((await stored(2017)).steps.map((step) => step.to)).toEqual(["SUBMITTED", "IN_PROGRESS"]);
  });

  it("is not done while someone else's answer stands in the way", async () => {
    await open(2016);
    const code = await FIRST(2016);
    const answers = await allAnswers(2016);
    valueOf(await followUp.saveAnswers(house.deputy, { year: 2016, unitId: house.unit, answers: [{ code, version: 0, text: "Ett annat svar." }] }, NOW));
    await expect(followUp.submitStatement(house.contact, { year: 2016, unitId: house.unit, answers }, randomUUID(), NOW)).rejects.toMatchObject({ code: "CONFLICT", about: { questions: code } });
    expect([await status(2016), await text(2016, code)]).toEqual(["IN_PROGRESS", "Ett annat svar."]);
    expect((await followUp.getRound(house.office, 2016, NOW)).statements.find((statement) => statement.unitId === house.unit)?.answered).toBe(answers.length);
  });
});

describe("reviewing", () => {
  it("returns with a comment, and approves what has been mended", async () => {
    await open(2015);
    const at = async () => ({ year: 2015, unitId: house.unit, version: (await stored(2015)).version });
    expect(await followUp.approveStatement(house.office, await at(), NOW)).toEqual({ ok: false, reason: "statementNotSubmitted" });
    await submitAll(2015);
    await expect(followUp.approveStatement(house.contact, await at(), NOW)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const stale = { ...(await at()), version: 1 };
    await expect(followUp.approveStatement(house.office, stale, NOW)).rejects.toMatchObject({ code: "CONFLICT" });
    valueOf(await followUp.returnStatement(house.office, { ...(await at()), comment: "Skriv hur många barn det gäller." }, NOW));
    expect(await followUp.returnStatement(house.office, { ...(await at()), comment: "En gång till." }, NOW)).toEqual({ ok: false, reason: "statementReturnedAlready" });
    expect(await followUp.getStatement(house.contact, 2015, house.unit)).toMatchObject({ status: "RETURNED", mayAnswer: true, returned: { comment: "Skriv hur många barn det gäller.", by: house.office.name } });
    const later = new Date(NOW.getTime() + 60_000);
    const code = await FIRST(2015);
    valueOf(await followUp.submitStatement(house.contact, { year: 2015, unitId: house.unit, answers: [{ code, version: await version(2015, code), text: "Tolv barn." }] }, randomUUID(), later));
    expect(await followUp.getStatement(house.contact, 2015, house.unit)).toMatchObject({ status: "SUBMITTED", returned: null, mayAnswer: false });
    valueOf(await followUp.approveStatement(house.office, await at(), later));
    expect(await followUp.approveStatement(house.office, await at(), later)).toEqual({ ok: false, reason: "statementApprovedAlready" });
    const read = await followUp.getStatement(house.reader, 2015, house.unit);
    expect(read).toMatchObject({ status: "APPROVED", mayAnswer: false, mayReview: false });
    expect(read.steps.every((step) => step.comment === null)).toBe(true);
    expect(await followUp.saveAnswers(house.contact, { year: 2015, unitId: house.unit, answers: [] }, later)).toEqual({ ok: false, reason: "statementApprovedAlready" });
  });

  it("lets the office answer on a unit's behalf, and shows it", async () => {
    await open(2014);
    const { entries } = await house.recorded(() => submitAll(2014, house.office));
    expect(entries).toMatchObject([{ action: "statements.submitted", on_behalf: true }]);
    expect(await stored(2014)).toMatchObject({ submittedOnBehalf: true, steps: [{ to: "SUBMITTED", onBehalf: true, by: house.office.name }] });
    expect((await followUp.getRound(house.reader, 2014, NOW)).statements.map((statement) => statement.onBehalf)).toEqual([true, false, false]);
    expect((await followUp.getStatement(house.contact, 2014, house.unit)).questions.every((question) => question.answer?.onBehalf)).toBe(true);
  });
});

describe("what others build on", () => {
  it("lists a year's statements with the answers that the actor may read", async () => {
    const mine = await followUp.listStatements(house.contact, 2017);
    expect(mine.map((statement) => [statement.unitName, statement.status, statement.answers.length > 0])).toEqual([["Hamnförvaltningen", "SUBMITTED", true], ["Nedlagda förvaltningen", "NOT_STARTED", false], ["Ängsförvaltningen", "NOT_STARTED", false]]);
    expect((await followUp.listStatements(house.reader, 2017))[0]?.answers).toEqual([]);
    const approved = (await followUp.listStatements(house.reader, 2015)).find((statement) => statement.unitId === house.unit);
    expect(approved?.answers[0]).toMatchObject({ text: "Tolv barn.", question: { sv: expect.any(String) } });
    const { inTransaction } = await import("@/server/transaction");
    const whole = await inTransaction((tx) => followUp.listStatementsInTransaction(tx, house.office, 2017));
    expect(whole[0]?.answers.map((answer) => answer.code)).toEqual((await codesOf(2017)).map((question) => question.code));
    expect(await followUp.listStatements(house.office, 1999)).toEqual([]);
  });

  it("tells a unit what waits for its answers, and which units have answered the latest round", async () => {
    expect((await followUp.listUnanswered(house.contact)).map((statement) => [statement.year, statement.status])).toContainEqual([2016, "IN_PROGRESS"]);
    expect(await followUp.listUnanswered(house.reader)).toEqual([]);
    await open(2026, "2026-12-11", NOW);
    const ofLatest = { from: 2025, to: 2026 };
    expect(await followUp.listSubmitted(house.office, ofLatest, null)).toEqual([]);
    await submitAll(2026);
    expect(await followUp.listSubmitted(house.reader, ofLatest, null)).toEqual([{ unitId: house.unit, year: 2026, mayRead: false }]);
    expect(await followUp.listSubmitted(house.reader, { from: 1998, to: 1999 }, null)).toEqual([]);
    // As it stood on a day: before it was submitted, nobody had.
    expect(await followUp.listSubmitted(house.reader, ofLatest, addDays(dateInStockholm(NOW), -1))).toEqual([]);
    expect(await followUp.listSubmitted(house.reader, ofLatest, dateInStockholm(NOW))).toHaveLength(1);
  });

  it("counts each unit's projects of a year as its list does, and what they show", async () => {
    const { projectRegister } = await import("@/features/projects/register");
    const { contactPersonRegister } = await import("@/features/contact-persons/register");
    const merged = await house.body("DEPARTMENT", "Uppgångna förvaltningen", { parentId: house.board });
    await house.log({ unitId: merged, title: "Det gamla", starts: { on: "2025-02-01", precision: "DAY" }, ends: { on: "2026-02-01", precision: "DAY" } }, house.office);
    valueOf(await house.bodies.mergeBody(house.system, { bodyId: merged, version: 1, intoId: house.otherUnit, on: "2026-03-01" }));
    await house.log({ title: "Barnens", starts: { on: "2026-01-01", precision: "DAY" }, ends: { on: "2026-06-30", precision: "DAY" }, reachesChildrenAndYouth: true });
    await house.log({ title: "Hemligt", starts: { on: "2026-01-01", precision: "DAY" }, ends: { on: "2026-06-30", precision: "DAY" }, isConfidential: true, confidentialityProvision: "OSL 21 kap. 1 §" });
    for (const actor of [house.office, house.contact, house.reader]) {
      for (const year of [2025, 2026]) {
        const counted = await projectRegister.activity!.countByUnit(actor, year);
        for (const unit of counted) {
          const parameters = Object.fromEntries(new URL(unit.path, "http://x.invalid").searchParams);
          expect(unit.count).toBe((await house.list(actor, parameters)).total);
          expect(unit.childrenAndYouth).toBe((await house.list(actor, Object.fromEntries(new URL(unit.childrenAndYouthPath!, "http://x.invalid").searchParams))).total);
        }
        expect(counted.find((unit) => unit.unitId === house.otherUnit)?.count).toBe(1);
      }
    }
    const own = (all: { kind: string; unitId: string | null; count: number }[]) => Object.fromEntries(all.filter((found) => found.unitId === house.unit).map((found) => [found.kind, found.count]));
    expect(own(await projectRegister.evidence(house.office, asOfYear(2026, "2026-11-22")))).toMatchObject({ LOGGED_PROJECT: 2, PROJECTS_STATE_CHILDREN_AND_YOUTH: 2 });
    expect(own(await projectRegister.evidence(house.reader, asOfYear(2026, "2026-11-22")))).toMatchObject({ LOGGED_PROJECT: 1 });
    expect(own(await contactPersonRegister.evidence(house.reader, asOfYear(2026, "2026-11-22")))).toEqual({ CURRENT_CONTACT_PERSON: 1, CONFIRMED_CONTACT_PERSON_TIME: 0 });
  });

  it("tells the unit what to answer and the office what to review", async () => {
    const { followUpRegister } = await import("@/features/follow-up/register");
    expect(await followUpRegister.tasks(house.reader, "2026-11-22")).toEqual([]);
    const tasks = await followUpRegister.tasks(house.contact, "2026-11-22");
    expect(tasks).toContainEqual(expect.objectContaining({ path: `/year/2016/${house.unit}`, state: "late", dueOn: "2016-12-11" }));
    expect(await followUpRegister.tasks(house.office, "2026-11-22")).toContainEqual(expect.objectContaining({ path: "/year/2026", state: "todo" }));
    expect(await followUpRegister.evidence(house.office, asOfYear(2026, "2026-11-22"))).toEqual([{ kind: "UNIT_STATEMENT", unitId: house.unit, count: 1, path: `/year/2026/${house.unit}` }]);
    const [latest] = await followUp.listRounds(house.reader);
    expect(await followUpRegister.titleOf(house.reader, latest!.id)).toBe("2026");
    await expect(followUpRegister.titleOf(house.reader, randomUUID())).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("never changes a step that has been taken", async () => {
    await expect(house.client.$executeRaw`UPDATE statement_step SET comment = 'x', version = version + 1`).rejects.toThrow(/never changed/);
  });
});

describe("a unit that is added after the round was opened", () => {
  const department = (name: string, more: Partial<Parameters<RegisterHouse["body"]>[2]> = {}) => house.body("DEPARTMENT", name, { parentId: house.board, ...more });

  it("V16b: is told to the office alone, and called by one button, with those that others' documents bind left out", async () => {
    await open(2005);
    expect(await addedUnits.listAddedUnits(house.office, 2005)).toEqual([]);
    const [late, ended] = [await department("Övriga förvaltningen", { validTo: "2020-12-31" }), await department("Avslutade förvaltningen", { validTo: "2004-12-31" })];
    const shared = await house.body("COMPANY", "Ännu Delade Hamnar AB", { boundByOther: "Grannkommunen" });
    expect(await addedUnits.listAddedUnits(house.office, 2005)).toEqual([{ id: late, name: "Övriga förvaltningen" }]);
    expect(await addedUnits.listAddedUnits(house.contact, 2005)).toEqual([]);
    await expect(addedUnits.callAddedUnits(house.contact, 2005, randomUUID())).rejects.toMatchObject({ code: "FORBIDDEN" });
    const key = randomUUID();
    const { value, entries } = await house.recorded(async () => valueOf(await addedUnits.callAddedUnits(house.office, 2005, key)));
    expect(value).toEqual({ year: 2005, units: 1 });
    expect(entries).toMatchObject([{ action: "followUp.called", actor_id: house.office.personId, details: { year: 2005, unitIds: [late] } }]);
    expect(valueOf(await addedUnits.callAddedUnits(house.office, 2005, key))).toEqual(value);
    expect(await addedUnits.callAddedUnits(house.office, 2005, randomUUID())).toEqual({ ok: false, reason: "roundCallsAllAlready" });
    const { statements } = await followUp.getRound(house.reader, 2005, NOW);
    expect(statements.map(({ unitId }) => unitId)).not.toContain(ended);
    expect(statements.map(({ unitId }) => unitId)).not.toContain(shared);
    expect(statements.find(({ unitId }) => unitId === late)).toMatchObject({ status: "NOT_STARTED", answered: 0, endsOn: "2020-12-31", wentInto: null });
    expect((await followUp.getStatement(house.office, 2005, late)).questions.map(({ code }) => code)).toEqual((await codesOf(2005)).map(({ code }) => code));
    await expect(addedUnits.callAddedUnits(house.office, 1999, randomUUID())).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is called once when two call at the same time, and the slower is told", async () => {
    await open(2004);
    await department("Samtidiga förvaltningen", { validTo: "2004-12-31" });
    const race = await Promise.all([1, 2, 3].map(() => addedUnits.callAddedUnits(house.office, 2004, randomUUID())));
    expect(race.map((outcome) => (outcome.ok ? "called" : outcome.reason)).sort()).toEqual(["called", "roundCallsAllAlready", "roundCallsAllAlready"]);
    expect((await followUp.getRound(house.reader, 2004, NOW)).statements.filter(({ unitName }) => unitName === "Samtidiga förvaltningen")).toHaveLength(1);
  });

  it("and one that is gone keeps its statement, and says what it went up into", async () => {
    const gone = await department("Uppgående förvaltningen", { validFrom: "2003-01-01" });
    await open(2003);
    const into = await department("Mottagande förvaltningen", { validFrom: "2026-01-01" });
    valueOf(await house.bodies.mergeBody(house.system, { bodyId: gone, version: 1, intoId: into, on: "2026-11-20" }));
    const { statements } = await followUp.getRound(house.reader, 2003, NOW);
    expect(statements.find(({ unitId }) => unitId === gone)).toMatchObject({ endsOn: expect.stringMatching(/^2026-11-/), wentInto: "Mottagande förvaltningen" });
    expect(await addedUnits.listAddedUnits(house.office, 2003)).not.toContainEqual(expect.objectContaining({ id: into }));
  });
});

describe("a reminder of a round", () => {
  it("V16b: goes to every unit that has not answered, once a day, and is kept with the round", async () => {
    await open(2011);
    await submitAll(2011);
    const { statements } = await followUp.getRound(house.office, 2011, NOW);
    const waiting = statements.filter(({ status: of }) => of !== "SUBMITTED").map(({ unitId }) => unitId).sort();
    expect(waiting).not.toContain(house.unit);
    await expect(reminders.remindUnanswered(house.contact, 2011, randomUUID(), NOW)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const key = randomUUID();
    const { value, entries } = await house.recorded(async () => valueOf(await reminders.remindUnanswered(house.office, 2011, key, NOW)));
    expect(value).toEqual({ year: 2011, units: waiting.length });
    expect(entries).toMatchObject([{ action: "followUp.reminded", actor_id: house.office.personId, details: { year: 2011, unitIds: waiting } }]);
    expect(valueOf(await reminders.remindUnanswered(house.office, 2011, key, NOW))).toEqual(value);
    expect(await reminders.remindUnanswered(house.office, 2011, randomUUID(), NOW)).toEqual({ ok: false, reason: "roundRemindedToday" });
    expect((await followUp.getRound(house.reader, 2011, NOW)).remindedOn).toBe("2026-11-22");
    expect((await reminders.remindUnanswered(house.office, 2011, randomUUID(), at("2026-11-23T08:00"))).ok).toBe(true);
    expect((await followUp.getRound(house.reader, 2011, NOW)).remindedOn).toBe("2026-11-23");
    await expect(reminders.remindUnanswered(house.office, 1998, randomUUID(), NOW)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("goes out once when two press at the same time, and the slower is told", async () => {
    await open(2010);
    const race = await Promise.all([1, 2, 3].map(() => reminders.remindUnanswered(house.office, 2010, randomUUID(), NOW)));
    expect(race.map((outcome) => (outcome.ok ? "reminded" : outcome.reason)).sort()).toEqual(["reminded", "roundRemindedToday", "roundRemindedToday"]);
  });

  it("is refused where nobody is left to remind", async () => {
    await open(2009);
    for (const { unitId } of (await followUp.getRound(house.office, 2009, NOW)).statements) {
      const { questions } = await followUp.getStatement(house.office, 2009, unitId);
      valueOf(await followUp.submitStatement(house.office, { year: 2009, unitId, answers: questions.map(({ code }) => ({ code, version: 0, text: "Klart." })) }, randomUUID(), NOW));
    }
    expect(await reminders.remindUnanswered(house.office, 2009, randomUUID(), NOW)).toEqual({ ok: false, reason: "roundAnsweredByAll" });
  });
});

describe("what a unit answered before", () => {
  it("V16b: stands beside the same question, the latest year's first, for those who answer and those who review alone", async () => {
    await open(2006);
    await open(2007);
    const [code] = [await FIRST(2006)];
    const write = async (year: number, said: string) => valueOf(await followUp.saveAnswers(house.contact, { year, unitId: house.unit, answers: [{ code, version: await version(year, code), text: said }] }, NOW));
    await write(2006, "Så var det 2006.");
    const earlier = async (actor: Actor, year: number) => (await followUp.getStatement(actor, year, house.unit)).questions.map((question) => question.earlier);
    expect((await earlier(house.contact, 2007))[0]).toEqual({ year: 2006, text: "Så var det 2006." });
    expect((await earlier(house.office, 2006))[0]?.year ?? null).not.toBe(2006);
    await write(2007, "Så var det 2007.");
    await open(2008);
    expect((await earlier(house.office, 2008))[0]).toEqual({ year: 2007, text: "Så var det 2007." });
    expect((await earlier(house.office, 2008)).slice(1).some((each) => each?.year === 2007)).toBe(false);
    await write(2007, "");
    expect((await earlier(house.office, 2008))[0]).toEqual({ year: 2006, text: "Så var det 2006." });
    await submitAll(2008);
    valueOf(await followUp.approveStatement(house.office, { year: 2008, unitId: house.unit, version: (await stored(2008)).version }, NOW));
    expect((await earlier(house.reader, 2008)).every((each) => each === null)).toBe(true);
  });
});
