import type { Actor } from "@/domain/actor";
import { mailSettings, openMailServer } from "../../factories/mail-server.ts";
import { openVisits, valueOf } from "../visits/house.ts";

/** Noon in Stockholm on the day that the tests call today. */
export const NOON = new Date("2026-11-22T11:00:00Z");

export const minutesAfter = (minutes: number, from = NOON) => new Date(from.getTime() + minutes * 60_000);

/** The municipality of visits with a real mail server beside it, under a document by which the council's presidium represents. */
export async function openMails(packId: string) {
  const server = await openMailServer();
  Object.assign(process.env, mailSettings(server.port));
  const house = await openVisits(packId);
  const notifications = await import("@/features/notifications/service");
  const mails = await import("@/features/notifications/mails/service");
  const schedules = await import("@/features/notifications/schedules/service");
  const { registers } = await import("@/registers");
  const { closeMail } = await import("@/server/mail");

  const giveAddress = async (actor: Actor, email: string) => {
    const { detailsVersion, name, title, phone } = await house.people.getPerson(house.system, actor.personId, "2026-11-22");
    await house.people.changePerson(house.system, { id: actor.personId, version: detailsVersion, person: { name, title, phone, email } });
  };
  for (const [actor, name] of [[house.gunnel, "gunnel"], [house.alvar, "alvar"], [house.bo, "bo"], [house.gote, "gote"], [house.siri, "siri"], [house.secretary, "sekreteraren"], [house.maja, "maja"], [house.office, "kansliet"]] as const) await giveAddress(actor, `${name}@kommun.example`);

  /** Forgets what has been told so far. */
  const clear = async () => {
    server.kept.length = 0;
    server.temper.refuse = {};
    server.temper.diesAfterData = false;
    await house.client.$executeRaw`DELETE FROM notification`;
    await house.client.$executeRaw`DELETE FROM outgoing_mail`;
    await house.client.$executeRaw`DELETE FROM schedule_run`;
    await house.client.$executeRaw`DELETE FROM pgboss.job`;
  };
  const send = (now = NOON) => mails.sendWaiting(house.system, registers, undefined, () => now);
  const log = async (state?: "QUEUED" | "SENDING" | "SENT" | "FAILED" | "DEAD") => (await mails.listMails(house.office, { state: state ?? null, page: 1 })).rows;
  const told = async (actor: Actor, now = NOON) => (await notifications.listNotifications(actor, { unread: false, page: 1 }, registers, now)).rows;
  const choose = async (actor: Actor, delivery: "AT_ONCE" | "DAILY" | "WEEKLY" | "IN_APP", language: "SV" | "EN" = "SV") =>
    notifications.choose(actor, { version: (await notifications.getChoice(actor)).version, choice: { delivery, language } });
  const close = async () => {
    closeMail();
    await server.close();
    await house.close();
  };
  return { ...house, server, notifications, mails, schedules, registers, giveAddress, clear, send, log, told, choose, close };
}

export type MailsHouse = Awaited<ReturnType<typeof openMails>>;
export { valueOf };
