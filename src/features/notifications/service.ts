import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import type { Registers, Task } from "@/domain/registers";
import { recordAudit } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError, isAppError } from "@/server/errors";
import { ringForMail } from "@/server/jobs";
import { calendarUid, mailDomain, mailMode } from "@/server/mail";
import { askQuietly, authorize } from "@/server/permit";
import { inTransaction } from "@/server/transaction";
import { notificationPolicy } from "./policy";
import type { ToldNotification } from "./report";
import * as repository from "./repository";
import { USUAL_CHOICE, type NotificationChoice, type NotificationFilter, type NotificationInput, type StoredNotification } from "./schema";

export type { MailCalendar } from "./repository";

/**
 * Tells people of something that a use case does, inside its transaction: what is rolled back is told to nobody. Each is told in the app, and
 * by mail as each has chosen; whoever does it is not told of it. What belongs in a calendar goes there at once, but for those who want no mail.
 */
export async function notify(tx: Tx, actor: Actor, input: NotificationInput, now = new Date()): Promise<void> {
  const people = new Set<string>();
  for (const one of input.to) for (const personId of typeof one === "string" ? [one] : await repository.selectAudience(tx, one, dateInStockholm(now))) people.add(personId);
  const to = [...people].filter((personId) => input.isToldToSelf === true || personId !== actor.personId);
  if (to.length === 0) return;
  const stored = await repository.insertNotifications(tx, input, to, USUAL_CHOICE.delivery, now);
  const mails: repository.QueuedMail[] = [];
  if (mailMode() === "off") return;
  for (const { id, personId, delivery, hasAddress } of stored) {
    if (delivery === "IN_APP" || !hasAddress) continue;
    const calendar = await takeWord(tx, input, personId);
    if (delivery !== "AT_ONCE" && calendar === null) continue;
    mails.push({ personId, notificationIds: [id], calendar });
  }
  if (mails.length === 0) return;
  await repository.queueMails(tx, mails, "NOTIFICATION", mailDomain(), now);
  await ringForMail(tx);
}

async function takeWord(tx: Tx, { calendar }: NotificationInput, personId: string): Promise<repository.MailCalendar | null> {
  if (calendar === undefined) return null;
  const word = await repository.nextWord(tx, personId, calendar.of, calendar);
  return word === null ? null : { ...word, method: calendar.method };
}

/** Queues one mail that gathers some of a person's notifications, for the program that gathers them. */
export async function queueDigest(tx: Tx, actor: Actor, { personId, occasion, notificationIds }: { personId: string; occasion: "DAILY_DIGEST" | "WEEKLY_DIGEST"; notificationIds: readonly string[] }, now = new Date()): Promise<void> {
  authorize(notificationPolicy, "gather", actor, { id: personId, personId });
  await repository.queueMails(tx, [{ personId, notificationIds, calendar: null }], occasion, mailDomain(), now);
  await ringForMail(tx);
}

/** A notification as its reader may see it. */
export interface ResolvedNotification extends ToldNotification {
  id: string;
  createdAt: Date;
  isRead: boolean;
  /** Null where there is nothing there for the reader any more. */
  path: string | null;
  /** That its title may leave the house in a mail. */
  mayBeMailed: boolean;
}

/** Asks again, for each of a person's notifications, what of it the person may see today; a task that no longer waits has no path. */
export async function resolveNotifications(reader: Actor, rows: readonly StoredNotification[], registers: Registers, today: PlainDate): Promise<ResolvedNotification[]> {
  const registerOf = (kind: string | null) => registers.find((register) => register.kind === kind);
  const titles = new Map<string, Promise<string | null>>();
  const tasks = new Map<string, Promise<Task[]>>();
  const titleOf = (kind: string, id: string) => remembered(titles, `${kind} ${id}`, () => orUnseen(() => registerOf(kind)?.titleOf(reader, id) ?? Promise.resolve(null)));
  const tasksOf = (kind: string) => remembered(tasks, kind, () => registerOf(kind)?.tasks(reader, today) ?? Promise.resolve([]));
  return Promise.all(
    rows.map(async (row) => {
      const shared = { id: row.id, kind: row.kind, params: row.params, createdAt: row.createdAt, isRead: row.readAt !== null };
      const mayBeMailed = registerOf(row.subjectKind)?.holdsConfidential !== true;
      if (row.kind === "TASK_DUE" && row.subjectKind !== null) {
        const task = (await tasksOf(row.subjectKind)).find(({ key, dueOn }) => key === row.params["key"] && dueOn === row.params["dueOn"]) ?? null;
        return { ...shared, task, title: task === null ? null : task.key, path: task?.path ?? null, mayBeMailed };
      }
      if (row.subjectKind === null || row.subjectId === null) return { ...shared, task: null, title: null, path: row.path, mayBeMailed };
      const title = await titleOf(row.subjectKind, row.subjectId);
      return { ...shared, task: null, title, path: title === null ? null : row.path, mayBeMailed };
    }),
  );
}

function remembered<Value>(known: Map<string, Promise<Value>>, key: string, ask: () => Promise<Value>): Promise<Value> {
  const asked = known.get(key) ?? ask();
  known.set(key, asked);
  return asked;
}

async function orUnseen(ask: () => Promise<string | null>): Promise<string | null> {
  try {
    return await askQuietly(ask);
  } catch (error) {
    if (isAppError(error, "NOT_FOUND") || isAppError(error, "FORBIDDEN")) return null;
    throw error;
  }
}

/** A page of what the actor has been told, latest first. */
export async function listNotifications(actor: Actor, filter: NotificationFilter, registers: Registers, now = new Date()): Promise<{ rows: ResolvedNotification[]; total: number; unread: number }> {
  const [{ rows, total }, unread] = await Promise.all([repository.selectNotifications(reading(), actor.personId, filter), repository.countUnread(reading(), actor.personId)]);
  return { rows: await resolveNotifications(actor, rows, registers, dateInStockholm(now)), total, unread };
}

/** How much the actor has not read, up to a hundred. */
export async function countUnread(actor: Actor): Promise<number> {
  return repository.countUnread(reading(), actor.personId);
}

/** Marks one of the actor's notifications as read; throws NOT_FOUND when it isn't there or isn't the actor's. */
export async function markRead(actor: Actor, { id }: { id: string }, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const stored = await repository.findOwner(tx, id);
    if (stored === null) throw new AppError("NOT_FOUND");
    await repository.markRead(tx, authorize(notificationPolicy, "read", actor, stored), { id }, now);
    return { id };
  });
}

/** Marks all that the actor had been told by an instant as read. */
export async function markAllRead(actor: Actor, until: Date, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const { personId } = actor;
    await repository.markRead(tx, authorize(notificationPolicy, "read", actor, { id: personId, personId }), { personId, until }, now);
    return { id: personId };
  });
}

/** What the actor has been invited to, by what it is (`kind id`): the name under which each stands in the actor's calendar, and the number of the last word about it. */
export async function listInvitations(actor: Actor): Promise<ReadonlyMap<string, { uid: string; sequence: number }>> {
  const rows = await repository.selectInvitations(reading(), actor.personId);
  return new Map(rows.map(({ id, kind, subjectId, sequence }) => [`${kind} ${subjectId}`, { uid: calendarUid(id), sequence }]));
}

/** How the actor wants to be told; version 0 is what holds until that has been chosen. */
export async function getChoice(actor: Actor): Promise<NotificationChoice & { version: number }> {
  return (await repository.findChoice(reading(), actor.personId)) ?? { version: 0, ...USUAL_CHOICE };
}

/** Chooses how the actor wants to be told. Throws CONFLICT when it has been chosen otherwise since. */
export async function choose(actor: Actor, { version, choice }: { version: number; choice: NotificationChoice }): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const { personId } = actor;
    const permit = authorize(notificationPolicy, "choose", actor, { id: personId, personId });
    await repository.writeChoice(tx, permit, personId, version, choice);
    await recordAudit(tx, { actor, action: "notifications.chosen", subject: { kind: "person", id: personId } });
    return { id: personId };
  });
}
