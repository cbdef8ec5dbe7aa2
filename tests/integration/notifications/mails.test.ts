import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { HOSTILE_TEXTS } from "../../../e2e/fixtures/hostile-texts.ts";
import { minutesAfter, NOON, openMails, valueOf, type MailsHouse } from "./house.ts";

let house: MailsHouse;
beforeAll(async () => {
  house = await openMails("varberg");
});
afterAll(() => house.close());
beforeEach(() => house.clear());

/** The members of both presidia, and the secretaries who act for them. */
const THEY = 6;

const announce = (title: string) => house.announce({ title, direction: "INCOMING", needsRepresentation: true, starts: { on: "2026-12-10", precision: "DAY" }, ends: { on: "2026-12-11", precision: "DAY" } });

describe("a mail", () => {
  it("tells the presidium of a visit, with a link, from and to one address, under an id that the log knows", async () => {
    const id = await announce("Besök från Tyskland");
    expect(await house.log("QUEUED")).toHaveLength(THEY);
    expect(await house.send()).toEqual({ sent: THEY, failed: 0 });
    const mail = house.server.kept.find(({ to }) => to[0] === "gunnel@kommun.example")!;
    expect(mail.to).toEqual(["gunnel@kommun.example"]);
    expect(mail.mail.subject).toBe("Ett besök väntar på någon som representerar kommunen: Besök från Tyskland");
    expect(mail.mail.text).toContain(`https://utblick.kommun.example/visits/${id}`);
    expect(mail.mail.text).toContain("https://utblick.kommun.example/account");
    expect(mail.mail.from?.value).toEqual([{ address: "utblick@kommun.example", name: "" }]);
    expect(mail.mail.replyTo?.value[0]?.address).toBe("internationellt@kommun.example");
    expect(mail.mail.headers.get("auto-submitted")).toBe("auto-generated");
    const sent = (await house.log("SENT")).find(({ personId }) => personId === house.gunnel.personId)!;
    expect(sent).toMatchObject({ messageId: mail.mail.messageId, attempts: 1, failure: null });
    expect(await house.send()).toEqual({ sent: 0, failed: 0 });
  });

  it("of what was rolled back is never sent, nor told", async () => {
    const { inTransaction } = await import("@/server/transaction");
    await expect(
      inTransaction(async (tx) => {
        await house.notifications.notify(tx, house.office, { kind: "VISIT_ANNOUNCED", to: [house.gunnel.personId], subject: null, path: "/visits" }, NOON);
        throw new Error("in the midst of it");
      }),
    ).rejects.toThrow("in the midst of it");
    expect([await house.log(), await house.told(house.gunnel), await house.client.$queryRaw`SELECT 1 FROM pgboss.job WHERE name = 'send-mail' AND state = 'created'`]).toEqual([[], [], []]);
  });

  it("is rung for in the transaction that causes it", async () => {
    await announce("Rings för");
    const rings = await house.client.$queryRaw<{ data: unknown }[]>`DELETE FROM pgboss.job WHERE name = 'send-mail' RETURNING data`;
    expect(rings).toHaveLength(1);
  });

  it("waits longer each time while the server says to try later, under the same id, and then goes", async () => {
    house.server.temper.refuse = { "gunnel@kommun.example": 451 };
    await announce("Senare");
    expect(await house.send()).toEqual({ sent: THEY - 1, failed: 1 });
    const [first] = await house.log("FAILED");
    expect(first).toMatchObject({ attempts: 1, failure: "REFUSED_FOR_NOW", nextTryAt: minutesAfter(1) });
    expect(first!.response).toContain("451");
    expect(await house.send(minutesAfter(0.5))).toEqual({ sent: 0, failed: 0 });
    expect(await house.send(minutesAfter(1))).toEqual({ sent: 0, failed: 1 });
    expect((await house.log("FAILED"))[0]).toMatchObject({ attempts: 2, nextTryAt: minutesAfter(6), messageId: first!.messageId });
    house.server.temper.refuse = {};
    expect(await house.send(minutesAfter(6))).toEqual({ sent: 1, failed: 0 });
    expect(house.server.kept.filter(({ mail }) => mail.messageId === first!.messageId)).toHaveLength(1);
  });

  it("to an address that is refused for good is dead at once, and goes when the office has corrected it and sends it anew", async () => {
    house.server.temper.refuse = { "gunnel@kommun.example": 550 };
    await announce("Studsar");
    await house.send();
    const [dead] = await house.log("DEAD");
    expect(dead).toMatchObject({ attempts: 1, failure: "REFUSED" });
    expect(await house.send(minutesAfter(10_000))).toEqual({ sent: 0, failed: 0 });
    await expect(house.mails.resendMail(house.maja, { id: dead!.id, version: dead!.version }, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(house.mails.resendMail(house.office, { id: dead!.id, version: dead!.version - 1 }, NOON)).rejects.toMatchObject({ code: "CONFLICT" });
    await house.giveAddress(house.gunnel, "gunnel.ny@kommun.example");
    valueOf(await house.mails.resendMail(house.office, { id: dead!.id, version: dead!.version }, NOON));
    expect(await house.mails.resendMail(house.office, { id: dead!.id, version: dead!.version }, NOON)).toMatchObject({ reason: "mailOnItsWay" });
    expect(await house.send()).toEqual({ sent: 1, failed: 0 });
    expect(house.server.kept.at(-1)).toMatchObject({ to: ["gunnel.ny@kommun.example"] });
    expect(house.server.kept.at(-1)!.mail.messageId).toBe(dead!.messageId);
    const [entry] = await house.client.$queryRaw<{ action: string }[]>`SELECT action FROM audit_entry WHERE subject_id = ${dead!.id}::uuid`;
    expect(entry?.action).toBe("mails.resent");
    await house.giveAddress(house.gunnel, "gunnel@kommun.example");
  });

  it("is dead after its last try, some days later, and says so", async () => {
    house.server.temper.refuse = { "gunnel@kommun.example": 452 };
    await announce("Ger upp");
    for (let [tries, at] = [0, 0]; tries < 12; tries += 1, at += 24 * 60) await house.send(minutesAfter(at));
    expect(await house.log("DEAD")).toMatchObject([{ attempts: 12, failure: "REFUSED_FOR_NOW" }]);
  });

  it("that the server has taken when it dies comes once more under the same id, and is not lost", async () => {
    house.server.temper.diesAfterData = true;
    await announce("Dör efteråt");
    await house.send();
    const failed = await house.log("FAILED");
    expect(failed.length).toBeGreaterThan(0);
    expect(failed[0]).toMatchObject({ failure: "UNREACHABLE" });
    house.server.temper.diesAfterData = false;
    await house.send(minutesAfter(1));
    const copies = new Map<string, number>();
    for (const { mail } of house.server.kept) copies.set(mail.messageId ?? "", (copies.get(mail.messageId ?? "") ?? 0) + 1);
    expect(copies.size).toBe(THEY);
    expect(Math.max(...copies.values())).toBeLessThanOrEqual(2);
    expect(await house.log("SENT")).toHaveLength(THEY);
  });

  it("that a fallen worker had taken up is taken again when it must have fallen, and not before", async () => {
    await announce("Arbetaren föll");
    await house.client.$executeRaw`UPDATE outgoing_mail SET state = 'SENDING', attempts = 1, taken_at = ${NOON}`;
    expect(await house.send(minutesAfter(4))).toEqual({ sent: 0, failed: 0 });
    expect(await house.send(minutesAfter(6))).toEqual({ sent: THEY, failed: 0 });
    expect((await house.log("SENT")).map(({ attempts }) => attempts)).toEqual(Array(THEY).fill(2));
  });

  it("cannot be made to say more, or to more, by what is written in a title", async () => {
    const title = "Hamn\r\nBcc: alla@kommun.example\r\nSubject: Annat\r\n\r\n<b>hej</b>\u2028\u202e";
    await announce(title);
    await house.send();
    const mail = house.server.kept.find(({ to }) => to[0] === "gunnel@kommun.example")!;
    expect(mail.mail.subject).toBe("Ett besök väntar på någon som representerar kommunen: Hamn Bcc: alla@kommun.example Subject: Annat <b>hej</b>");
    expect([mail.mail.bcc, mail.mail.cc, mail.mail.html]).toEqual([undefined, undefined, false]);
    expect(mail.source.match(/^subject:/gim)).toHaveLength(1);
    expect(house.server.kept.flatMap(({ to }) => to)).not.toContain("alla@kommun.example");
  });

  it("says no more and goes to no more, whatever of what somebody may write is its title", async () => {
    for (const title of HOSTILE_TEXTS) {
      await announce(title);
      await house.send();
      const mail = house.server.kept.find(({ to }) => to[0] === "gunnel@kommun.example")!;
      const [head = ""] = mail.source.split(/\r?\n\r?\n/);
      expect(head, title).not.toMatch(/^(x-kanarie|bcc|cc|attendee)/im);
      expect(head.match(/^subject:/gim), title).toHaveLength(1);
      expect([mail.mail.bcc, mail.mail.cc, mail.mail.html], title).toEqual([undefined, undefined, false]);
      expect(house.server.kept.flatMap(({ to }) => to).filter((address) => address.includes("elsewhere")), title).toEqual([]);
      // Each has to begin with an empty box.
      house.server.kept.length = 0;
    }
  });

  it.each(['"e@attacker.example"@kommun.example', "a@b.example, c@d.example", "a@b.example\r\nBcc: c@d.example", "<a@b.example>", "a@b.example>"])("to the address %j goes nowhere", async (address) => {
    await house.client.$executeRaw`UPDATE person_details SET email = ${address}, version = version WHERE person_id = ${house.gunnel.personId}::uuid`.catch(() => undefined);
    const { sendMail } = await import("@/server/mail");
    const outcome = await sendMail({ messageId: "<a@b>", to: address, subject: "x", text: "x", calendar: null });
    expect(outcome).toMatchObject({ ok: false, failure: "REFUSED" });
    expect(house.server.kept).toEqual([]);
  });

  it("tells nothing of what its reader may no longer see when it is sent", async () => {
    const id = await announce("Bort ur registret");
    await house.visits.archiveVisit(house.office, { id, version: 1 }, true, NOON);
    await house.send();
    expect(house.server.kept).toEqual([]);
    expect((await house.log("DEAD")).map(({ failure }) => failure)).toEqual(Array(THEY).fill("NOTHING_TO_TELL"));
    expect((await house.told(house.gunnel)).map(({ path, title }) => [path, title])).toEqual([[null, null]]);
  });

  it("names no person and, of a register with confidential records, no title", async () => {
    const { writeMail } = await import("@/features/notifications/mails/report");
    const { wordsFor } = await import("@/messages/words");
    const told = { kind: "MENTIONED" as const, params: {}, title: "Hemligt samarbete", task: null, path: "/projects/1", mayBeMailed: false };
    const { subject, text } = writeMail({ occasion: "NOTIFICATION", told: [told], origin: "https://u.example", municipality: "Provstad" }, wordsFor("sv"));
    expect(subject + text).not.toContain("Hemligt");
    expect(text).toContain("https://u.example/projects/1");
    for (const register of house.registers) if (/project|funding|decision|supportCase/.test(register.kind)) expect([register.kind, register.holdsConfidential]).toEqual([register.kind, true]);
    await announce("Vem är det");
    await house.send();
    for (const { source } of house.server.kept) expect(source).not.toMatch(/Provsson/);
  });

  it("of many is sent once each by two workers at the same time", async () => {
    const { inTransaction } = await import("@/server/transaction");
    await inTransaction(async (tx) => {
      for (let number = 0; number < 300; number += 1) await house.notifications.notify(tx, house.office, { kind: "ROLE_GIVEN", to: [house.maja.personId], subject: null, path: "/account", params: { role: "READER" } }, NOON);
    }, { timeoutMs: 60_000 });
    const rounds = await Promise.all([house.send(), house.send()]);
    expect(rounds.reduce((sum, { sent }) => sum + sent, 0)).toBe(300);
    expect(rounds.every(({ sent }) => sent > 0)).toBe(true);
    expect(new Set(house.server.kept.map(({ mail }) => mail.messageId)).size).toBe(300);
    expect(house.server.kept).toHaveLength(300);
  });
});

describe("the log", () => {
  it("is the office's and the administrator's", async () => {
    const administrator = await house.someone("ADMINISTRATOR");
    await house.clear();
    await announce("Loggas");
    await expect(house.mails.listMails(house.gunnel, { state: null, page: 1 })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(house.mails.sendWaiting(house.office, house.registers)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const { counts, mode } = await house.mails.listMails(administrator, { state: "SENT", page: 1 });
    expect([mode, counts]).toEqual(["smtp", { QUEUED: THEY }]);
    await expect(house.mails.listInbox(house.office)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("forgets what is long over, and what waits never", async () => {
    await announce("Gammalt");
    expect(await house.mails.forgetOldMails(house.system, minutesAfter(600 * 24 * 60))).toBe(0);
    await house.send();
    expect(await house.mails.forgetOldMails(house.system, minutesAfter(600 * 24 * 60))).toBe(2 * THEY);
    expect(await house.log()).toEqual([]);
  });
});
