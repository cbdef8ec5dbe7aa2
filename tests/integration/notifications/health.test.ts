import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/domain/actor";
import { isAppError } from "@/server/errors";
import type * as FirstSteps from "@/features/municipality/first-steps/service";
import { minutesAfter, NOON, openMails, valueOf, type MailsHouse } from "./house.ts";

let house: MailsHouse;
let firstSteps: typeof FirstSteps;
let admin: Actor;
beforeAll(async () => {
  house = await openMails("halmstad");
  firstSteps = await import("@/features/municipality/first-steps/service");
  admin = await house.someone("ADMINISTRATOR");
  await house.giveAddress(admin, "karin@kommun.example");
});
afterAll(() => house.close());
beforeEach(() => house.clear());

const health = async (actor = admin) => {
  const { mode, server, health: found, counts } = await house.mails.listMails(actor, { state: null, page: 1 });
  return { mode, server, counts, ...found };
};

describe("how sending goes, as the administrator sees it", () => {
  it("tells by which server mails leave, and nothing that is secret", async () => {
    process.env["UTBLICK_SMTP_PASSWORD"] = "kanariefågel-lösen";
    const told = await health();
    expect(told).toMatchObject({ mode: "smtp", server: { host: "127.0.0.1", port: house.server.port, from: "utblick@kommun.example", replyTo: "internationellt@kommun.example" }, lastSentAt: null, lastFailure: null, waitingSince: null });
    expect(JSON.stringify(told)).not.toMatch(/kanariefågel|user|password/i);
    delete process.env["UTBLICK_SMTP_PASSWORD"];
    await expect(health(house.maja)).rejects.toSatisfy((error) => isAppError(error, "FORBIDDEN") || isAppError(error, "NOT_FOUND"));
  });

  it("follows a test mail from waiting to arrived, and what the server answered when it would not have it", async () => {
    const key = randomUUID();
    valueOf(await firstSteps.tryMail(admin, key, NOON));
    valueOf(await firstSteps.tryMail(admin, key, NOON));
    expect(await health()).toMatchObject({ counts: { QUEUED: 1 }, lastSentAt: null, waitingSince: NOON });
    house.server.temper.refuse = { "karin@kommun.example": 451 };
    expect(await house.send()).toEqual({ sent: 0, failed: 1 });
    const failed = await health();
    expect(failed).toMatchObject({ lastFailure: { at: NOON, failure: "REFUSED_FOR_NOW" }, lastSentAt: null });
    expect(failed.lastFailure?.response).toContain("451");
    house.server.temper.refuse = {};
    expect(await house.send(minutesAfter(1))).toEqual({ sent: 1, failed: 0 });
    expect(house.server.kept.map(({ to, mail }) => [to, mail.subject])).toEqual([[["karin@kommun.example"], "Provmejl: så här ser ett mejl från Utblick ut"]]);
    expect(await health()).toMatchObject({ lastSentAt: minutesAfter(1), lastFailure: null, waitingSince: null });
    expect(await house.client.$queryRaw`SELECT count(*)::int AS count FROM audit_entry WHERE action = 'firstSteps.mailTried' AND actor_id = ${admin.personId}::uuid`).toEqual([{ count: 1 }]);
  });

  it("is tried no more than ten times an hour by one person", async () => {
    const at = minutesAfter(600);
    for (let turn = 0; turn < 10; turn += 1) valueOf(await firstSteps.tryMail(admin, randomUUID(), at));
    await expect(firstSteps.tryMail(admin, randomUUID(), at)).rejects.toSatisfy((error) => isAppError(error, "RATE_LIMITED"));
    expect((await health()).counts.QUEUED).toBe(10);
  });
});
