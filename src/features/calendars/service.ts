import "server-only";
import { unitIdsAnsweredFor, type Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import type { Registers } from "@/domain/registers";
import { refuse, succeed, type Result } from "@/domain/result";
import { getChoice, listInvitations } from "@/features/notifications/service";
import { listTasks } from "@/features/tasks/service";
import { DAYS_BACK, listVisitDays, type CalendarOf } from "@/features/visits/calendar-days/service";
import type { PresidiumKind } from "@/features/visits/rules";
import { getVisit } from "@/features/visits/service";
import { writeCalendar, type CalendarEntry } from "@/lib/calendar-file";
import { wordsFor, type Words } from "@/messages/words";
import { recordAudit } from "@/server/audit";
import { hashCalendarKey, makeCalendarKey } from "@/server/calendar-keys";
import { reading } from "@/server/db";
import { getSettings } from "@/server/env";
import { AppError } from "@/server/errors";
import { once } from "@/server/idempotency";
import { calendarUid } from "@/server/mail";
import { authorize } from "@/server/permit";
import { limitRate } from "@/server/rate-limit";
import { must, orRefuse } from "@/server/refused";
import { inTransaction } from "@/server/transaction";
import { calendarPolicy, type FeedThing } from "./policy";
import { layOutOwnTime, layOutTask, layOutVisit, type Reader } from "./report";
import * as repository from "./repository";
import type { CalendarChoice, OpenFeedInput, RenewFeedInput } from "./schema";

export type { StoredFeed } from "./repository";

export type CalendarRefusal = "calendarFollowedAlready" | "calendarNotThere" | "calendarClosed";

/** How long an address is shown to the person whom it was made for. */
const SHOWN_MS = 600_000;
/** Programs ask once an hour, and a person a few times more. */
const FETCHES_AN_HOUR = 120;

const isPresidium = (body: repository.CalendarBody): body is repository.CalendarBody & { kind: PresidiumKind } => body.kind === "COUNCIL_PRESIDIUM" || body.kind === "EXECUTIVE_BOARD_PRESIDIUM";

function thingOf(id: string, personId: string, kind: CalendarChoice["kind"], body: repository.CalendarBody | null): FeedThing {
  return {
    id,
    personId,
    kind,
    unitId: kind === "UNIT" && body !== null && !isPresidium(body) ? body.id : null,
    presidium: kind === "PRESIDIUM" && body !== null && isPresidium(body) ? { id: body.id, kind: body.kind, parentId: body.parentId } : null,
  };
}

export interface OfferedCalendar extends CalendarChoice {
  name: string | null;
}

/** The calendars that the actor follows, with what may be followed today of each, and those that may be followed besides. */
export async function listCalendars(actor: Actor, now = new Date()): Promise<{ feeds: (repository.StoredFeed & { mayFollow: boolean })[]; offered: OfferedCalendar[] }> {
  const day = dateInStockholm(now);
  const [feeds, bodies] = await Promise.all([repository.selectFeeds(reading(), actor.personId, day), repository.selectCalendarBodies(reading(), day)]);
  const all: (CalendarChoice & { body: repository.CalendarBody | null })[] = [
    { kind: "PERSONAL", bodyId: null, body: null },
    { kind: "OFFICE", bodyId: null, body: null },
    ...bodies.map((body) => ({ kind: isPresidium(body) ? ("PRESIDIUM" as const) : ("UNIT" as const), bodyId: body.id, body })),
  ];
  const isFollowed = ({ kind, bodyId }: CalendarChoice) => feeds.some((feed) => feed.kind === kind && (feed.body?.id ?? null) === bodyId);
  return {
    feeds: feeds.map((feed) => ({ ...feed, mayFollow: may(calendarPolicy, "follow", actor, thingOf(feed.id, feed.personId, feed.kind, feed.body)) })),
    offered: all
      .filter((choice) => !isFollowed(choice) && may(calendarPolicy, "follow", actor, thingOf("*", actor.personId, choice.kind, choice.body)))
      .map(({ kind, bodyId, body }) => ({ kind, bodyId, name: body?.name ?? null })),
  };
}

/** Gives the actor an address to follow a calendar by; the same key gives one. Refused: calendarFollowedAlready, calendarNotThere. */
export async function openFeed(actor: Actor, { key, calendar }: OpenFeedInput, now = new Date()): Promise<Result<{ id: string }, CalendarRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "calendars.open", key, calendar, async () => {
        const id = repository.newFeedId();
        const [body = null] = calendar.bodyId === null ? [] : await repository.selectCalendarBodies(tx, dateInStockholm(now), calendar.bodyId);
        if (calendar.bodyId !== null && body === null) must(refuse("calendarNotThere" as const));
        const permit = authorize(calendarPolicy, "follow", actor, thingOf(id, actor.personId, calendar.kind, body));
        if (!(await repository.insertFeed(tx, permit, id, calendar, hashCalendarKey(makeCalendarKey(actor.personId, key)), now))) must(refuse("calendarFollowedAlready" as const));
        await recordAudit(tx, { actor, action: "calendars.opened", subject: { kind: "person", id: actor.personId }, details: { feedId: id } });
        return { id };
      }),
    ),
  );
}

/** Gives a calendar a new address, by which alone it is followed from then on; the same key gives one. Throws CONFLICT when something has become of it since. Refused: calendarClosed. */
export async function renewFeed(actor: Actor, { id, version, key }: RenewFeedInput, now = new Date()): Promise<Result<{ id: string }, CalendarRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "calendars.renew", key, id, async () => {
        const stored = await repository.lockFeed(tx, id, dateInStockholm(now));
        if (stored === null) throw new AppError("NOT_FOUND");
        const permit = authorize(calendarPolicy, "follow", actor, thingOf(id, stored.personId, stored.kind, stored.body));
        if (stored.isClosed) must(refuse("calendarClosed" as const));
        if (stored.version !== version) throw new AppError("CONFLICT");
        await repository.updateKey(tx, permit, id, version, hashCalendarKey(makeCalendarKey(actor.personId, key)), now);
        await recordAudit(tx, { actor, action: "calendars.renewed", subject: { kind: "person", id: actor.personId }, details: { feedId: id } });
        return { id };
      }),
    ),
  );
}

/** Ends following a calendar: its address leads nowhere at once. Throws CONFLICT when something has become of it since. Refused: calendarClosed. */
export async function closeFeed(actor: Actor, { id, version }: { id: string; version: number }, now = new Date()): Promise<Result<{ id: string }, CalendarRefusal>> {
  return inTransaction(async (tx) => {
    const stored = await repository.lockFeed(tx, id, dateInStockholm(now));
    if (stored === null) throw new AppError("NOT_FOUND");
    const permit = authorize(calendarPolicy, "close", actor, thingOf(id, stored.personId, stored.kind, stored.body));
    if (stored.isClosed) return refuse("calendarClosed");
    if (stored.version !== version) throw new AppError("CONFLICT");
    await repository.closeFeed(tx, permit, id, version, now);
    await recordAudit(tx, { actor, action: "calendars.closed", subject: { kind: "person", id: actor.personId }, details: { feedId: id } });
    return succeed({ id });
  });
}

/** The address that the actor's own form, known by its key, was just given, and of which calendar; null when it was given to nobody, or longer ago than it is shown. */
export async function findNewAddress(actor: Actor, key: string, now = new Date()): Promise<{ feedId: string; address: string } | null> {
  const made = makeCalendarKey(actor.personId, key);
  const found = await repository.findFeedOfKey(reading(), actor.personId, hashCalendarKey(made), new Date(now.getTime() - SHOWN_MS));
  return found === null ? null : { feedId: found.id, address: `${getSettings().origin}/api/calendars/${made}.ics` };
}

const readerOf = async (actor: Actor, kind: Reader["kind"], words: Words): Promise<Reader> => ({
  words,
  origin: getSettings().origin,
  nameEntry: calendarUid,
  kind,
  personId: actor.personId,
  unitIds: unitIdsAnsweredFor(actor),
  invitations: kind === "PERSONAL" ? await listInvitations(actor) : new Map(),
});

/** The actor's own tasks that have a day and are with nobody else; of visits none, since they stand there themselves. */
async function layOutTasks(actor: Actor, registers: Registers, since: Date, reader: Reader, now: Date): Promise<CalendarEntry[]> {
  const others = registers.filter(({ kind }) => kind !== "visit");
  const isHeldBack = new Set(others.flatMap(({ kind, holdsConfidential }) => (holdsConfidential === true ? [kind] : [])));
  return (await listTasks(actor, { registers: others }, now, ["TASK"])).flatMap(({ register: kind, dueOn, standing, ...task }) =>
    dueOn === null || standing === "handed" ? [] : [layOutTask({ ...task, dueOn }, { kind, mayLeave: task.mayLeave ?? !isHeldBack.has(kind), since }, reader)],
  );
}

/** What the actor is called or has signed up to, in any register, for as long as visits stay in calendars. */
async function layOutOwnTimes(actor: Actor, registers: Registers, reader: Reader, now: Date): Promise<CalendarEntry[]> {
  const from = new Date(now.getTime() - DAYS_BACK * 86_400_000);
  const found = await Promise.all(registers.map(async ({ kind, path, ownTimes }) => (await ownTimes?.(actor, from) ?? []).map((time) => layOutOwnTime(time, { kind, path: time.path ?? path(time.id) }, reader))));
  return found.flat();
}

function whoseOf({ kind, unitId, presidium }: FeedThing, { personId, unitIds }: Reader): CalendarOf {
  if (presidium !== null) return { presidium };
  if (unitId !== null) return { unitId };
  return kind === "OFFICE" ? "ALL" : { personId, unitIds };
}

/** A calendar that the actor follows, as the actor may see it at this moment. Throws NOT_FOUND for one that is somebody else's, FORBIDDEN when it is no longer the actor's to follow, and RATE_LIMITED beyond 120 times an hour. */
export async function fetchCalendar(actor: Actor, feedId: string, registers: Registers, now = new Date()): Promise<string> {
  await limitRate(`calendar ${feedId}`, FETCHES_AN_HOUR, 3_600, now);
  const [feed, choice] = await Promise.all([repository.findFeed(reading(), feedId, dateInStockholm(now)), getChoice(actor)]);
  if (feed === null || feed.isClosed) throw new AppError("NOT_FOUND");
  const thing = thingOf(feed.id, feed.personId, feed.kind, feed.body);
  authorize(calendarPolicy, "follow", actor, thing);
  const words = wordsFor(choice.language === "EN" ? "en" : "sv");
  const reader = await readerOf(actor, feed.kind, words);
  const isOwn = feed.kind === "PERSONAL";
  const [visits, times, tasks] = await Promise.all([
    listVisitDays(actor, whoseOf(thing, reader), now),
    isOwn ? layOutOwnTimes(actor, registers, reader, now) : [],
    isOwn ? layOutTasks(actor, registers, feed.issuedAt, reader, now) : [],
  ]);
  return writeCalendar({ name: words(`calendars.name.${feed.kind}`, { name: feed.kind === "PERSONAL" ? actor.name : (feed.body?.name ?? "") }), entries: [...visits.map((visit) => layOutVisit(visit, reader)), ...times, ...tasks] });
}

/** A visit as a file that puts it into a calendar, and again there when it is fetched again. Throws NOT_FOUND when it isn't the actor's to see, or its days are not known to the day. */
export async function writeVisitFile(actor: Actor, id: string, locale: Words["locale"]): Promise<{ title: string; text: string }> {
  const { visit } = await getVisit(actor, id);
  const [days] = await listVisitDays(actor, { visitId: id });
  if (days === undefined) throw new AppError("NOT_FOUND");
  const reader = await readerOf(actor, "PERSONAL", wordsFor(locale));
  return { title: visit.title, text: writeCalendar({ entries: [layOutVisit(days, { ...reader, unitIds: [days.unitId] })] }) };
}
