import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as accounts from "@/features/accounts/service";
import * as coordination from "@/features/coordination/service";
import { remindUnanswered } from "@/features/follow-up/reminders/service";
import * as followUp from "@/features/follow-up/service";
import * as papers from "@/features/town-relations/papers/service";
import * as townRelations from "@/features/town-relations/service";
import { dueRun } from "@/features/notifications/schedules/rules";
import { entryInput } from "../../factories/coordination.ts";
import { agreementInput, enterInput } from "../../factories/town-relations.ts";
import { minutesAfter, NOON, openMails, valueOf, type MailsHouse } from "./house.ts";

let house: MailsHouse;
beforeAll(async () => {
  house = await openMails("varberg");
  for (const actor of [house.maja, house.gunnel, house.office]) valueOf(await accounts.addOidcIdentity(house.system, { personId: actor.personId, issuer: "https://id.example", subject: actor.personId }, randomUUID()));
});
afterAll(() => house.close());
beforeEach(async () => {
  await house.clear();
  for (const actor of [house.maja, house.gunnel]) await house.choose(actor, "AT_ONCE");
  await house.clear();
});

const kindsOf = async (...[actor, now]: Parameters<MailsHouse["told"]>) => (await house.told(actor, now)).map(({ kind }) => kind);
/** The calendar files that an address has been sent, by what they say. */
const calendarsOf = (address: string) =>
  house.server.kept
    .filter(({ to }) => to[0] === address)
    .flatMap(({ source }) => {
      const part = /text\/calendar; charset=utf-8; method=(\w+)[\s\S]*?\r\n\r\n([\s\S]*?)\r\n--/.exec(source);
      if (part === null) return [];
      const text = /base64/i.test(source.slice(part.index, part.index + part[0].length)) ? Buffer.from(part[2] ?? "", "base64").toString("utf8") : (part[2] ?? "").replace(/=\r\n/g, "").replace(/=3D/g, "=");
      const line = (name: string) => new RegExp(`^${name}[:;](.*)$`, "m").exec(text)?.[1]?.trim() ?? "";
      return [{ method: part[1], stated: line("METHOD"), uid: line("UID"), sequence: line("SEQUENCE"), starts: line("DTSTART"), ends: line("DTEND"), status: line("STATUS") }];
    });

describe("a visit", () => {
  const starts = { on: "2026-12-10", precision: "DAY" } as const;
  const announce = () => house.announce({ title: "Besök", direction: "INCOMING", needsRepresentation: true, starts, ends: { on: "2026-12-11", precision: "DAY" } });

  it("V15: stands in the calendar of who represents, moves with it, and goes when it is given back, cancelled or out of the register", async () => {
    const id = await announce();
    valueOf(await house.take(house.gunnel, id));
    await house.send();
    const [invitation] = calendarsOf("gunnel@kommun.example");
    expect(invitation).toEqual({ method: "REQUEST", stated: "REQUEST", uid: expect.stringMatching(/^[0-9a-f-]{36}@kommun\.example$/), sequence: "0", starts: "VALUE=DATE:20261210", ends: "VALUE=DATE:20261212", status: "CONFIRMED" });
    const version = async () => (await house.see(id)).version;
    const change = async (on: string, precision: "DAY" | "MONTH") => valueOf(await house.visits.changeVisit(house.maja, { id, version: await version(), visit: house.input({ title: "Besök", direction: "INCOMING", needsRepresentation: true, starts: { on, precision }, ends: null }) }, NOON));
    await change("2026-12-17", "DAY");
    await change("2026-12-17", "DAY");
    await change("2026-12-01", "MONTH");
    await change("2026-12-18", "DAY");
    await house.visits.cancelVisit(house.maja, { id, version: await version() }, true, NOON);
    await house.visits.cancelVisit(house.maja, { id, version: await version() }, false, NOON);
    valueOf(await house.representation.releaseVisit(house.gunnel, { id }, NOON));
    for (let minute = 0; minute < 3; minute += 1) await house.send(minutesAfter(minute));
    const words = calendarsOf("gunnel@kommun.example").sort((a, b) => Number(a.sequence) - Number(b.sequence));
    expect(words.map(({ method, sequence, starts: first }) => [method, sequence, first.slice(-8)])).toEqual([
      ["REQUEST", "0", "20261210"],
      ["REQUEST", "1", "20261217"],
      ["CANCEL", "2", "20261217"],
      ["REQUEST", "3", "20261218"],
      ["CANCEL", "4", "20261218"],
      ["REQUEST", "5", "20261218"],
      ["CANCEL", "6", "20261218"],
    ]);
    expect(new Set(words.map(({ uid }) => uid))).toEqual(new Set([invitation!.uid]));
    expect(words.filter(({ status }) => status === "CANCELLED")).toHaveLength(3);
  });

  it("V15: that is handed over leaves one calendar and comes into the other, and its unit is told", async () => {
    const id = await announce();
    valueOf(await house.take(house.gunnel, id));
    expect(await kindsOf(house.maja)).toEqual(["VISIT_TAKEN"]);
    const { handoverId } = valueOf(await house.ask(house.gunnel, id, house.alvar));
    expect(await kindsOf(house.alvar)).toContain("VISIT_ASKED");
    valueOf(await house.representation.answerHandover(house.alvar, { id, handoverId, answer: "ACCEPTED" }, NOON));
    await house.send();
    expect(calendarsOf("alvar@kommun.example").map(({ method }) => method)).toEqual(["REQUEST"]);
    expect(calendarsOf("gunnel@kommun.example").map(({ method }) => method).sort()).toEqual(["CANCEL", "REQUEST"]);
    expect(await kindsOf(house.maja)).toEqual(["VISIT_TAKEN", "VISIT_TAKEN"]);
    expect(await house.told(house.bo)).toMatchObject([{ kind: "VISIT_ANNOUNCED", title: "Besök", path: `/visits/${id}` }]);
  });

  it("V15: a substitute is told when named, and gets the visit into the calendar when stepping in", async () => {
    const id = await announce();
    valueOf(await house.take(house.gunnel, id));
    const assignmentId = (await house.see(id)).representative?.assignmentId ?? "";
    valueOf(await house.representation.nameSubstitute(house.gunnel, { id, assignmentId, personId: house.gote.personId }, NOON));
    expect((await house.told(house.gote)).filter(({ kind }) => kind === "VISIT_SUBSTITUTE")).toMatchObject([{ path: `/visits/${id}` }]);
    valueOf(await house.representation.stepIn(house.gote, { id, assignmentId }, NOON));
    await house.send();
    expect(calendarsOf("gote@kommun.example").map(({ method }) => method)).toEqual(["REQUEST"]);
  });

  it("that is over when it is written down, or that nobody is to represent at, is told to nobody", async () => {
    await house.announce({ starts: { on: "2025-10-01", precision: "DAY" }, ends: null, needsRepresentation: true });
    await house.announce({ starts, ends: null, needsRepresentation: false });
    expect([await house.told(house.gunnel), await house.log()]).toEqual([[], []]);
  });
});

describe("what else happens", () => {
  it("V16b: a round is told to those who answer, a statement to the office, and what the office finds to its unit", async () => {
    valueOf(await followUp.openRound(house.office, { year: 2026, answersDueOn: "2026-12-11" }, randomUUID(), {}, NOON));
    expect(await house.told(house.maja)).toMatchObject([{ kind: "ROUND_OPENED", params: { year: "2026", day: "2026-12-11" }, path: "/year/2026" }]);
    valueOf(await remindUnanswered(house.office, 2026, randomUUID(), NOON));
    expect((await kindsOf(house.maja)).sort()).toEqual(["ROUND_OPENED", "ROUND_REMINDED"]);
    const answers = async () => (await followUp.getStatement(house.maja, 2026, house.unit)).questions.map(({ code, answer }) => ({ code, version: answer?.version ?? 0, text: `Svar ${randomUUID()}` }));
    valueOf(await followUp.submitStatement(house.maja, { year: 2026, unitId: house.unit, answers: await answers() }, randomUUID(), NOON));
    expect(await kindsOf(house.office)).toEqual(["STATEMENT_SUBMITTED"]);
    const { version } = await followUp.getStatement(house.office, 2026, house.unit);
    valueOf(await followUp.returnStatement(house.office, { year: 2026, unitId: house.unit, version, comment: "Skriv om Anna Annasson" }, NOON));
    expect((await house.told(house.maja)).find(({ kind }) => kind === "STATEMENT_RETURNED")).toMatchObject({ path: `/year/2026/${house.unit}`, params: { unit: "Hamnförvaltningen" } });
    await house.send();
    expect(house.server.kept.filter(({ mail }) => mail.subject?.startsWith("Yttrandet för 2026 har kommit tillbaka"))).toHaveLength(1);
    expect(house.server.kept.some(({ source }) => source.includes("Annasson"))).toBe(false);
    expect(await house.told(house.gunnel)).toEqual([]);
  });

  it("V16a: a task of the log is told to those who are to see to it, and again only to whom it comes to", async () => {
    const id = valueOf(await coordination.noteEntry(house.office, entryInput({ responsibleId: house.unit, notedOn: "2026-11-01" }), randomUUID(), {}, NOON)).id;
    expect(await kindsOf(house.maja)).toEqual(["COORDINATION_ASSIGNED"]);
    valueOf(await coordination.changeEntry(house.office, { id, version: 1, entry: entryInput({ responsibleId: house.unit, notedOn: "2026-11-01", title: "Annan rubrik" }) }, NOON));
    expect(await kindsOf(house.maja)).toEqual(["COORDINATION_ASSIGNED"]);
    valueOf(await coordination.changeEntry(house.office, { id, version: 2, entry: entryInput({ responsibleId: house.kf, notedOn: "2026-11-01" }) }, NOON));
    expect(await kindsOf(house.gunnel)).toEqual(["COORDINATION_ASSIGNED"]);
    valueOf(await coordination.noteEntry(house.office, entryInput({ kind: "INFORMATION", responsibleId: house.unit, notedOn: "2026-11-01" }), randomUUID(), {}, NOON));
    expect(await kindsOf(house.maja)).toEqual(["COORDINATION_ASSIGNED"]);
  });

  it("V20a: who is appointed, or given a role or a seat, is told", async () => {
    const personId = await house.person("Ny Provsson", { email: "ny@kommun.example" });
    await house.contactPerson(house.otherUnit, personId, "2026-01-01");
    await house.contactPerson(house.otherUnit, personId, "2019-01-01", { to: "2019-12-31", kind: "DEPUTY" });
    valueOf(await house.people.giveRole(house.system, { personId, role: "READER", bodyId: null, from: "2026-01-01", to: null }, randomUUID()));
    const rows = await house.told(await house.actor(personId));
    expect(rows.map(({ kind, title, path }) => [kind, title, path]).sort()).toEqual([
      ["APPOINTED", "Ängsförvaltningen", `/bodies/${house.otherUnit}`],
      ["ROLE_GIVEN", null, "/account"],
    ]);
  });
});

describe("how a person wants to be told", () => {
  const tell = async (count = 1) => {
    const { inTransaction } = await import("@/server/transaction");
    for (let number = 0; number < count; number += 1) await inTransaction((tx) => house.notifications.notify(tx, house.office, { kind: "ROLE_GIVEN", to: [house.maja.personId], subject: null, path: "/account", params: { role: "READER" } }, NOON));
  };
  const run = (now: Date) => house.schedules.runSchedules(house.system, house.registers, now);

  it("in the app alone: no mail, and a calendar entry neither", async () => {
    await house.choose(house.maja, "IN_APP");
    await tell();
    await run(minutesAfter(24 * 60));
    expect([await house.log(), await kindsOf(house.maja)]).toEqual([[], ["ROLE_GIVEN"]]);
  });

  it("gathered once a day: one mail at seven in the reader's language, by whichever of two instances, of what is unread alone", async () => {
    await house.choose(house.maja, "DAILY", "EN");
    await tell(3);
    await house.notifications.markRead(house.maja, { id: (await house.told(house.maja))[0]!.id }, NOON);
    expect(await house.log()).toEqual([]);
    expect(await run(new Date("2026-11-23T04:59:00Z"))).toEqual([]);
    const both = await Promise.all([run(new Date("2026-11-23T06:00:30Z")), run(new Date("2026-11-23T06:00:30Z"))]);
    expect(both.flat().sort()).toEqual(["daily-digest", "tasks", "weekly-digest"]);
    expect(await run(new Date("2026-11-23T09:00:00Z"))).toEqual([]);
    await house.send(new Date("2026-11-23T06:01:00Z"));
    const mails = house.server.kept.filter(({ to }) => to[0] === "maja@kommun.example");
    expect(mails.map(({ mail }) => mail.subject)).toEqual(["Utblick: 2 new notifications"]);
    expect(mails[0]!.mail.text).toContain("2 notifications since last time:");
  });

  it("gathered once a week: on Monday, and not on other days", async () => {
    await house.choose(house.maja, "WEEKLY");
    await run(new Date("2026-11-22T10:00:00Z"));
    await tell();
    await run(new Date("2026-11-22T11:00:00Z"));
    expect(await house.log()).toEqual([]);
    await run(new Date("2026-11-23T06:00:00Z"));
    expect(await house.log()).toMatchObject([{ occasion: "WEEKLY_DIGEST" }]);
  });

  it("is chosen by each for itself, once for one version, with an entry of its own", async () => {
    const { version } = await house.notifications.getChoice(house.maja);
    await expect(house.notifications.choose(house.maja, { version: version - 1, choice: { delivery: "DAILY", language: "SV" } })).rejects.toMatchObject({ code: "CONFLICT" });
    const both = await Promise.allSettled([1, 2].map(() => house.notifications.choose(house.maja, { version, choice: { delivery: "WEEKLY", language: "SV" } })));
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("marks as read what had come when the page was made, and nothing else's", async () => {
    await tell(2);
    await house.notifications.markAllRead(house.maja, minutesAfter(-1), NOON);
    expect(await house.notifications.countUnread(house.maja)).toBe(2);
    await house.notifications.markAllRead(house.maja, NOON, NOON);
    expect(await house.notifications.countUnread(house.maja)).toBe(0);
    await expect(house.notifications.markRead(house.gunnel, { id: (await house.told(house.maja))[0]!.id }, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("what falls due", () => {
  it("H14: an agreement nears the last day for notice: the right person has the task, the mail and the day in the calendar, once, and moved or gone when it moves or is renewed", async () => {
    const id = valueOf(await townRelations.enterRelation(house.office, enterInput({ unitId: house.unit, name: "Strandby" }), randomUUID(), {}, NOON)).id;
    const version = async () => (await townRelations.getRelation(house.office, id, NOON)).relation.version;
    const sign = async (noticeOn: string | null) => valueOf(await papers.addAgreement(house.office, { id, version: await version(), agreement: agreementInput({ noticeOn }) }, randomUUID(), NOON));
    await sign("2027-01-15");
    const run = (day: string) => house.schedules.runSchedules(house.system, house.registers, new Date(`${day}T08:00:00Z`));
    await run("2026-11-23");
    await run("2026-11-24");
    const rows = (await house.told(house.maja, new Date("2026-11-24T08:00:00Z"))).filter(({ kind }) => kind === "TASK_DUE");
    expect(rows).toMatchObject([{ path: `/town-relations/${id}`, task: { dueOn: "2027-01-15" } }]);
    await house.send(new Date("2026-11-24T08:01:00Z"));
    const [mail] = house.server.kept.filter(({ to }) => to[0] === "maja@kommun.example");
    expect(mail!.mail.subject).toContain("Samarbetsavtal");
    expect(mail!.mail.text).toContain(`https://utblick.kommun.example/town-relations/${id}`);
    expect(mail!.mail.text).toContain("15 januari 2027");
    const [{ agreements }] = [await papers.readPapers(house.office, id, NOON)];
    const change = async (noticeOn: string) => valueOf(await papers.changeAgreement(house.office, { id, version: await version(), agreementId: agreements[0]!.id, agreement: agreementInput({ noticeOn }) }, NOON));
    await change("2027-01-20");
    await run("2026-11-25");
    await house.send(new Date("2026-11-25T08:01:00Z"));
    await change("2029-01-20");
    await run("2026-11-26");
    await house.send(new Date("2026-11-26T08:01:00Z"));
    const words = calendarsOf("maja@kommun.example").sort((a, b) => Number(a.sequence) - Number(b.sequence));
    expect(words.map(({ method, sequence, starts }) => [method, sequence, starts.slice(-8)])).toEqual([
      ["REQUEST", "0", "20270115"],
      ["REQUEST", "1", "20270120"],
      ["CANCEL", "2", "20270120"],
    ]);
    expect(new Set(words.map(({ uid }) => uid)).size).toBe(1);
    expect((await house.told(house.gunnel)).filter(({ kind }) => kind === "TASK_DUE")).toEqual([]);
  });
});

describe("what is done by the clock", () => {
  it("is done by one of two, and again where the first fell, and not where it ended", async () => {
    let runs = 0;
    const schedules = [{ name: "test", every: "day" as const, at: "02:30", run: () => Promise.resolve((runs += 1)) }];
    const leap = new Date("2027-03-28T01:00:00Z");
    expect(dueRun(schedules[0]!, leap)).toBe("2027-03-28");
    const run = (now: Date) => house.schedules.runSchedules(house.system, house.registers, now, schedules);
    await Promise.all([run(leap), run(leap), run(leap)]);
    expect(runs).toBe(1);
    const failing = [{ ...schedules[0]!, run: () => Promise.reject(new Error("fell")) }];
    const next = new Date("2027-03-29T01:00:00Z");
    await expect(house.schedules.runSchedules(house.system, house.registers, next, failing)).rejects.toThrow("fell");
    expect(await run(new Date(next.getTime() + 5 * 60_000))).toEqual([]);
    expect(await run(new Date(next.getTime() + 16 * 60_000))).toEqual(["test"]);
    expect(runs).toBe(2);
  });
});
