import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import type { Registers } from "@/domain/registers";
import type { Result } from "@/domain/result";
import { succeed } from "@/domain/result";
import { writeCalendar, type CalendarEntry } from "@/lib/calendar-file";
import { wordsFor } from "@/messages/words";
import { recordAudit } from "@/server/audit";
import { reading } from "@/server/db";
import { getSettings } from "@/server/env";
import { AppError } from "@/server/errors";
import { ringForMail } from "@/server/jobs";
import { log } from "@/server/log";
import { describeMailServer, calendarUid, mailMode, mailSender, sendMail, type Mail, type MailMode, type SendMail } from "@/server/mail";
import { findOutage } from "@/server/outage";
import { getPack, refreshPack } from "@/server/pack";
import { authorize, authorizeAll, type Permit } from "@/server/permit";
import { actAsRecipient } from "@/server/recipient";
import { inTransaction } from "@/server/transaction";
import { resolveNotifications, type MailCalendar } from "../service";
import { mailPolicy, mayReadMailLog } from "./policy";
import { writeMail } from "./report";
import * as repository from "./repository";
import { afterFailure, FALLEN_AFTER_MS, judgeResending } from "./rules";
import { mailContentSchema, type MailContent, type MailFailure, type MailFilter, type MailState } from "./schema";

export type { MailRow } from "./repository";

/** Mails that one worker has under way at a time. */
const AT_ONCE = 20;
/** A worker goes on for so long at most; the next minute takes it up again. */
const LONGEST_ROUND_MS = 600_000;
/** How long what was told and sent is kept. */
const KEPT_DAYS = 400;

/** How a round of sending went. */
export interface Round {
  sent: number;
  failed: number;
}

/**
 * Sends what waits to be sent, until nothing more is due: also what a fallen worker had taken up, under the same Message-ID. Stops where the
 * server cannot be reached, and leaves the rest for the next minute. Of several workers each mail is one's.
 */
export async function sendWaiting(actor: Actor, registers: Registers, send: SendMail = sendMail, clock: () => Date = () => new Date()): Promise<Round> {
  const permit = authorizeAll(mailPolicy, "deliver", actor);
  const round: Round = { sent: 0, failed: 0 };
  if (mailMode() === "off") return round;
  await refreshPack(clock());
  for (const began = Date.now(); Date.now() - began < LONGEST_ROUND_MS; ) {
    const taken = await inTransaction((tx) => {
      const now = clock();
      return repository.takeMails(tx, permit, AT_ONCE, new Date(now.getTime() - FALLEN_AFTER_MS), now);
    });
    if (taken.length === 0) break;
    const ends = await Promise.all(taken.map((mail) => deliver(actor, permit, mail, registers, send, clock)));
    round.sent += ends.filter((end) => end === "SENT").length;
    round.failed += ends.filter((end) => end !== "SENT").length;
    if (ends.every((end) => end === "UNREACHABLE")) break;
  }
  return round;
}

type Written = { ok: true; mail: Mail } | { ok: false; failure: MailFailure };

async function deliver(actor: Actor, permit: Permit<"mails.deliver">, taken: repository.TakenMail, registers: Registers, send: SendMail, clock: () => Date): Promise<"SENT" | MailFailure> {
  const settle = async (state: "SENT" | MailFailure, response: string | null, content: MailContent | null = null) => {
    const after = state === "SENT" ? ({ state, nextTryAt: clock(), failure: null } as const) : { ...afterFailure(state, taken.attempts, clock()), failure: state };
    await inTransaction((tx) => repository.settleMail(tx, permit, taken, { ...after, response, content }, clock()));
    if (state !== "SENT") log.warn({ event: "mail not sent", mailId: taken.id, failure: state, attempts: taken.attempts, state: after.state });
    return state;
  };
  try {
    const written = await write(actor, taken, registers, clock());
    if (!written.ok) return await settle(written.failure, null);
    if (mailMode() === "demonstration") return await settle("SENT", null, keep(written.mail));
    const outcome = await send(written.mail);
    return outcome.ok ? await settle("SENT", outcome.response) : await settle(outcome.failure, outcome.response);
  } catch (error) {
    // What could not even be stored is taken up again when this worker is held to have fallen.
    if (findOutage(error) !== null) return "UNREACHABLE";
    log.error({ event: "mail not written", mailId: taken.id, error: error instanceof Error ? error.message.slice(0, 300) : "unknown" });
    return settle("PROGRAM", null).catch(() => "PROGRAM" as const);
  }
}

function keep({ to, subject, text, calendar }: Mail): MailContent {
  return { from: mailSender(), to, subject, text, calendar };
}

/** Writes a mail as its reader may see it at this moment; nothing is said of what the reader may no longer see, nor of what is done since. */
async function write(system: Actor, taken: repository.TakenMail, registers: Registers, now: Date): Promise<Written> {
  const [reader, address, rows] = await Promise.all([actAsRecipient(system, taken.personId), repository.findAddress(reading(), taken.personId), repository.selectTold(reading(), taken.id)]);
  if (reader === null || address === null) return { ok: false, failure: "NO_READER" };
  if (address.email === null) return { ok: false, failure: "NO_ADDRESS" };
  const told = (await resolveNotifications(reader, rows, registers, dateInStockholm(now))).flatMap((one) => (one.path === null ? [] : [{ ...one, path: one.path }]));
  const calendar = readCalendar(taken.calendar);
  // That something is off is told also to who may no longer see it: it stands in the calendar.
  if (told.length === 0 && calendar?.method !== "CANCEL") return { ok: false, failure: "NOTHING_TO_TELL" };
  const words = wordsFor(address.language === "EN" ? "en" : "sv");
  const { email } = address;
  const { origin } = getSettings();
  const { subject, text } = writeMail({ occasion: taken.occasion, told, origin, municipality: getPack().municipality.name }, words);
  const [first] = told;
  const title = first === undefined ? words("mails.calendarGone") : first.mayBeMailed && first.kind !== "TASK_DUE" && first.title !== null ? first.title : subject;
  const entry = (said: MailCalendar): CalendarEntry => ({
    uid: calendarUid(said.invitationId),
    sequence: said.sequence,
    stamp: now,
    title,
    description: first === undefined ? "" : subject,
    url: `${origin}${first?.path ?? "/"}`,
    place: said.place,
    when: said.startsAt === null || said.endsAt === null ? { from: said.startsOn, to: said.endsOn } : { from: new Date(said.startsAt), to: new Date(said.endsAt) },
    isCancelled: said.method === "CANCEL",
    invitation: { organizer: { name: "Utblick", email: mailSender() }, attendee: email },
  });
  const invitation = calendar && { method: calendar.method, content: writeCalendar({ method: calendar.method, entries: [entry(calendar)] }) };
  return { ok: true, mail: { messageId: taken.messageId, to: email, subject: first === undefined ? words("mails.calendarGone") : subject, text, calendar: invitation } };
}

// What the program itself has stored with the mail.
function readCalendar(stored: unknown): MailCalendar | null {
  return typeof stored === "object" && stored !== null && "invitationId" in stored ? { startsAt: null, endsAt: null, place: null, ...(stored as Partial<MailCalendar>) } as MailCalendar : null;
}

/** A page of the log of what is sent, with how many mails are in each state, by which server they leave, and how sending goes; for the office and the administrator. */
export async function listMails(actor: Actor, filter: MailFilter): Promise<{ mode: MailMode; rows: repository.MailRow[]; counts: Partial<Record<MailState, number>>; server: ReturnType<typeof describeMailServer>; health: repository.MailHealth }> {
  authorizeAll(mailPolicy, "readLog", actor);
  const [page, health] = await Promise.all([repository.selectMails(reading(), filter), repository.readHealth(reading())]);
  return { mode: mailMode(), server: describeMailServer(), health, ...page };
}

/** Sends a mail anew that is dead or waits. Throws CONFLICT when something has become of it meanwhile. Refused: mailSentAlready, mailOnItsWay. */
export async function resendMail(actor: Actor, { id, version }: { id: string; version: number }, now = new Date()): Promise<Result<{ id: string }, "mailSentAlready" | "mailOnItsWay">> {
  return inTransaction(async (tx) => {
    const stored = await repository.lockMail(tx, id);
    if (stored === null) throw new AppError("NOT_FOUND");
    const permit = authorize(mailPolicy, "resend", actor, stored);
    const verdict = judgeResending(stored.state);
    if (!verdict.ok) return verdict;
    if (stored.version !== version) throw new AppError("CONFLICT");
    await repository.requeueMail(tx, permit, id, version, now);
    await ringForMail(tx);
    await recordAudit(tx, { actor, action: "mails.resent", subject: { kind: "mail", id } });
    return succeed({ id });
  });
}

/** A mail as it would have been sent. */
export interface InboxMail extends MailContent {
  id: string;
  personName: string;
  sentAt: Date;
}

function readInbox({ id, personName, sentAt, content }: repository.InboxRow): InboxMail {
  return { id, personName, sentAt, ...mailContentSchema.parse(content) };
}

/** The mails that a demonstration would have sent, latest first: all of them for who reads the log, else one's own. Throws NOT_FOUND where mails are really sent. */
export async function listInbox(actor: Actor): Promise<InboxMail[]> {
  if (mailMode() !== "demonstration") throw new AppError("NOT_FOUND");
  return (await repository.selectInbox(reading(), mayReadMailLog(actor) ? null : actor.personId)).map(readInbox);
}

/** One of them; throws NOT_FOUND when it isn't there or isn't the actor's to read. */
export async function getInboxMail(actor: Actor, id: string): Promise<InboxMail> {
  const stored = mailMode() === "demonstration" ? await repository.findInboxMail(reading(), id) : null;
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(mailPolicy, "view", actor, stored);
  return readInbox(stored);
}

/** Forgets what was told and sent long ago, and what waits to be sent never; returns how many rows. */
export async function forgetOldMails(actor: Actor, now: Date): Promise<number> {
  const permit = authorizeAll(mailPolicy, "deliver", actor);
  return inTransaction((tx) => repository.forgetBefore(tx, permit, new Date(now.getTime() - KEPT_DAYS * 86_400_000)));
}
