import "server-only";
import { isOnBehalf, unitIdsAnsweredFor, type Actor } from "@/domain/actor";
import { addDays, dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import type { AsOf } from "@/domain/registers";
import { refuse, type Result } from "@/domain/result";
import { recordAudit, type AuditFacts } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { readHistory, type HistoryEntry } from "@/server/history";
import { once } from "@/server/idempotency";
import { getPack, packsBefore } from "@/server/pack";
import { authorize } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { readSnapshot } from "@/server/snapshot";
import { inTransaction } from "@/server/transaction";
import { visitPolicy, type VisitThing } from "./policy";
import type { ReportedVisit } from "./report";
import * as repository from "./repository";
import { always, isMemberOf, isSecretaryOf, judgeFacts, judgeNotice, judgeResponsibility, rulesByDay, rulesOn, visitRulesOf, type NoticeState, type Responsibility, type VisitPack } from "./rules";
import { VISIT_DIRECTIONS, type ChangeVisitInput, type VisitDirection, type VisitFilter, type VisitInput } from "./schema";
import { tellOfVisit } from "./telling/service";

export type { PresidiumSeat, StoredVisit, VisitRow } from "./repository";

export type VisitRefusal = "visitClosed" | "visitRepresentationUnanswered" | "visitDirectUnanswered" | "visitNoticeInFuture" | "visitUnitNotThere" | "visitMeetingNotThere";

type AuditEntry = Omit<AuditFacts, "actor">;

const today = (now: Date): PlainDate => dateInStockholm(now);

/** Tells whether the office acts for a unit that isn't its own. */
const thingOf = (visit: repository.StoredVisit, seats: readonly repository.PresidiumSeat[] = []): VisitThing => ({ ...visit, presidia: seats });

async function judge(tx: Tx, input: VisitInput, before: repository.StoredVisit | null, day: PlainDate): Promise<void> {
  must(judgeFacts(input, visitRulesOf(getPack(), day), day));
  // A stored visit may keep a unit that has ended since.
  if (input.unitId !== before?.unitId && !(await repository.isUnitOn(tx, input.unitId, day))) must(refuse("visitUnitNotThere", { field: "unitId" }));
}

/** Announces a visit for a unit that the actor answers for, as a recurring meeting that the municipality is host of where that is given; the same key announces it once. Refused: visitRepresentationUnanswered, visitDirectUnanswered, visitNoticeInFuture, visitUnitNotThere, visitMeetingNotThere. */
export async function announceVisit(actor: Actor, input: VisitInput, key: string, about: { origin?: repository.VisitOrigin; meetingId?: string | null } = {}, now = new Date()): Promise<Result<{ id: string }, VisitRefusal>> {
  const meetingId = about.meetingId ?? null;
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "visits.announce", key, meetingId === null ? input : { ...input, meetingId }, async () => {
        const id = repository.newVisitId();
        const permit = authorize(visitPolicy, "announce", actor, { id, unitId: input.unitId, isArchived: false, presidia: [], representative: null, question: null });
        await judge(tx, input, null, today(now));
        if (meetingId !== null && !(await repository.isMeeting(tx, meetingId))) must(refuse("visitMeetingNotThere"));
        await repository.insertVisits(tx, [{ permit, id, input, meetingId, origin: about.origin ?? { isDemonstration: false, certainty: "HIGH" } }], now);
        await tellOfVisit(tx, actor, { id, ...input, representative: null }, { news: "waits" }, now);
        await recordAudit(tx, { actor, action: "visits.announced", subject: { kind: "visit", id }, unitId: input.unitId, onBehalf: isOnBehalf(actor, input.unitId) });
        return { id };
      }),
    ),
  );
}

/**
 * Announces visits from a list as a part of another use case, which has judged them and writes the entries that are owed to the audit trail as its last. Nobody is
 * told of each: those to come stand on the desk and among what is to be done, as if they had been announced before.
 */
export async function addVisits(tx: Tx, actor: Actor, visits: readonly { input: VisitInput; source: string }[], now = new Date()): Promise<{ id: string; entry: AuditEntry }[]> {
  const added = visits.map(({ input, source }) => {
    const id = repository.newVisitId();
    const permit = authorize(visitPolicy, "announce", actor, { id, unitId: input.unitId, isArchived: false, presidia: [], representative: null, question: null });
    return { permit, id, input, source, origin: { isDemonstration: false, certainty: "MEDIUM" as const } };
  });
  await repository.insertVisits(tx, added, now);
  return added.map(({ id, input }) => ({ id, entry: { action: "visits.announced", subject: { kind: "visit", id }, unitId: input.unitId, onBehalf: isOnBehalf(actor, input.unitId) } }));
}

async function holdVisit(tx: Tx, id: string, now: Date): Promise<repository.StoredVisit> {
  const stored = await repository.lockVisit(tx, id, today(now));
  if (stored === null) throw new AppError("NOT_FOUND");
  return stored;
}

export interface OpenedVisit {
  stored: repository.StoredVisit;
  seats: repository.PresidiumSeat[];
  /** What permission is asked about. */
  thing: VisitThing;
}

/** Holds a visit until the transaction ends, so that of two who write at once the second sees what the first has done. Throws NOT_FOUND. */
export async function openVisit(tx: Tx, actor: Actor, id: string, now = new Date()): Promise<OpenedVisit> {
  const stored = await holdVisit(tx, id, now);
  const seats = await repository.selectPresidiumSeats(tx, today(now));
  const thing = thingOf(stored, seats);
  authorize(visitPolicy, "view", actor, thing);
  return { stored, seats, thing };
}

/** Changes a visit. When someone else has done so since, throws CONFLICT. Refused: visitClosed, visitRepresentationUnanswered, visitDirectUnanswered, visitNoticeInFuture, visitUnitNotThere. */
export async function changeVisit(actor: Actor, change: ChangeVisitInput, now = new Date()): Promise<Result<{ id: string }, VisitRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      await recordAudit(tx, { actor, ...(await applyChange(tx, actor, change, now)) });
      return { id: change.id };
    }),
  );
}

/** Changes a visit as a part of another use case, which writes the entry that is owed to the audit trail as its last. Throws CONFLICT when someone else has done so since; undone by what `changeVisit` refuses. */
export async function applyChange(tx: Tx, actor: Actor, { id, version, visit: input }: ChangeVisitInput, now = new Date()): Promise<AuditEntry> {
  const stored = await holdVisit(tx, id, now);
  const permit = authorize(visitPolicy, "edit", actor, thingOf(stored));
  // Moving a visit to a unit asks that one's permission too.
  if (input.unitId !== stored.unitId) authorize(visitPolicy, "announce", actor, { ...thingOf(stored), unitId: input.unitId });
  if (stored.version !== version) throw new AppError("CONFLICT");
  if (stored.closedOn !== null) must(refuse("visitClosed"));
  await judge(tx, input, stored, today(now));
  await repository.updateVisit(tx, permit, id, version, input, now);
  await tellOfVisit(tx, actor, { ...stored, ...input }, { news: "changed", before: stored }, now);
  return { action: "visits.changed", subject: { kind: "visit", id }, unitId: stored.unitId, onBehalf: isOnBehalf(actor, stored.unitId) };
}

/** Cancels a visit, or tells that it is to be after all; what has been arranged is kept. Throws CONFLICT when someone has changed it since, and for one that is closed. */
export async function cancelVisit(actor: Actor, { id, version }: { id: string; version: number }, cancelled: boolean, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const stored = await holdVisit(tx, id, now);
    const permit = authorize(visitPolicy, "edit", actor, thingOf(stored));
    if (stored.version !== version || stored.closedOn !== null) throw new AppError("CONFLICT");
    if ((stored.cancelledOn !== null) === cancelled) return { id };
    await repository.updateCancelled(tx, permit, id, version, cancelled ? today(now) : null, now);
    await tellOfVisit(tx, actor, stored, { news: cancelled ? "off" : "on" }, now);
    await recordAudit(tx, { actor, action: cancelled ? "visits.cancelled" : "visits.resumed", subject: { kind: "visit", id }, unitId: stored.unitId, onBehalf: isOnBehalf(actor, stored.unitId) });
    return { id };
  });
}

/** Takes a visit out of the register without removing anything, or puts it back. Throws CONFLICT when someone has changed it since. */
export async function archiveVisit(actor: Actor, { id, version }: { id: string; version: number }, archived: boolean, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const stored = await holdVisit(tx, id, now);
    const permit = authorize(visitPolicy, "archive", actor, thingOf(stored));
    if (stored.version !== version) throw new AppError("CONFLICT");
    if (stored.isArchived === archived) return { id };
    await repository.updateArchived(tx, permit, id, version, archived ? now : null, now);
    if (stored.cancelledOn === null) await tellOfVisit(tx, actor, stored, { news: archived ? "off" : "on" }, now);
    await recordAudit(tx, { actor, action: archived ? "visits.archived" : "visits.restored", subject: { kind: "visit", id }, unitId: stored.unitId, onBehalf: isOnBehalf(actor, stored.unitId) });
    return { id };
  });
}

/** The presidia of a day. */
export async function listPresidia(_actor: Actor, day: PlainDate): Promise<Pick<repository.PresidiumSeat, "id" | "kind" | "name" | "parentId">[]> {
  return [...new Map((await repository.selectPresidiumSeats(reading(), day)).map((seat) => [seat.id, seat])).values()];
}

const rulesUntil = async (day: PlainDate) => rulesByDay(await packsBefore(day), getPack(), day);

/** One page of the register, and whose matter each visit is under the document in force on its first day, or today. */
export async function listVisits(_actor: Actor, filter: VisitFilter, now = new Date()): Promise<{ rows: (repository.VisitRow & Judged)[]; total: number }> {
  const rules = await rulesUntil(today(now));
  const { rows, total } = await repository.selectVisits(reading(), filter, rules, today(now));
  return { rows: rows.map((row) => ({ ...row, ...judgedOf(row, rulesOn(rules, row.starts.on)) })), total };
}

/** All that the list shows under a filter, every page of it in the same order, piece by piece from one state of the register. */
export async function* exportVisits(_actor: Actor, filter: VisitFilter, now = new Date()): AsyncGenerator<ReportedVisit[], void, undefined> {
  const rules = await rulesUntil(today(now));
  yield* readSnapshot((tx) => repository.streamVisits(tx, filter, rules, today(now)));
}

interface Judged {
  responsibility: Responsibility;
  notice: { state: NoticeState; clause: string } | null;
}

function judgedOf(visit: Parameters<typeof judgeNotice>[0], rules: VisitPack): Judged {
  return { responsibility: judgeResponsibility(visit, rules), notice: judgeNotice(visit, rules) };
}

/** The years that the list can be filtered by, latest first. */
export async function listVisitYears(_actor: Actor): Promise<number[]> {
  return repository.selectYears(reading());
}

export interface VisitView extends Judged, Omit<OpenedVisit, "stored"> {
  visit: repository.StoredVisit;
  mayEdit: boolean;
  mayArchive: boolean;
}

/** A visit with whose matter it is and what the actor may do; throws NOT_FOUND when it isn't there or isn't the actor's to see. */
export async function getVisit(actor: Actor, id: string, now = new Date()): Promise<VisitView> {
  const [visit, seats, rules] = await Promise.all([repository.findVisit(reading(), id, today(now)), repository.selectPresidiumSeats(reading(), today(now)), rulesUntil(today(now))]);
  if (visit === null) throw new AppError("NOT_FOUND");
  const thing = thingOf(visit, seats);
  authorize(visitPolicy, "view", actor, thing);
  return { visit, seats, thing, mayEdit: may(visitPolicy, "edit", actor, thing), mayArchive: may(visitPolicy, "archive", actor, thing), ...judgedOf(visit, rulesOn(rules, visit.starts.on)) };
}

/** A visit's history, latest first; throws NOT_FOUND when the visit isn't the actor's to see. */
export async function listVisitHistory(actor: Actor, id: string, options: { limit: number; before?: string | undefined }): Promise<HistoryEntry[]> {
  const [thing, history] = await Promise.all([repository.findThing(reading(), id), readHistory(id, options)]);
  if (thing === null) throw new AppError("NOT_FOUND");
  authorize(visitPolicy, "view", actor, { ...thing, presidia: [] });
  return history;
}

/** How many visits each unit has that begin in a year, and how many of them reach children and youth; cancelled ones are not counted. */
export async function countVisitsByUnit(_actor: Actor, year: number, begunBy: PlainDate | null = null): Promise<{ unitId: string; count: number; childrenAndYouth: number }[]> {
  return repository.countByUnit(reading(), year, begunBy);
}

/**
 * What a calendar year's visits show of representation (V15, H18) and of notices to the office (H22a), each by the document of its day.
 * While the year goes on, those lack a representative that are to come; of a year that is over, or a day that has passed, its own.
 */
export async function countVisitEvidence(_actor: Actor, asOf: AsOf): Promise<{ allocated: number; open: number; notified: { unitId: string; count: number; all: number }[] }> {
  const { year, on, begunBy, isOver } = asOf;
  const rules = await rulesUntil(today(new Date()));
  const comingFrom = begunBy === null && !isOver ? on : null;
  const [counts, notified] = await Promise.all([
    repository.countAllocated(reading(), rules, year, begunBy, comingFrom),
    repository.countNotified(reading(), rules, year, begunBy),
  ]);
  return { ...counts, notified };
}

/** Units whose own visits of the last year, or to come, lack the notice that the document asks for (H22a); none where it asks for none. */
export async function listNoticeGaps(_actor: Actor, day: PlainDate): Promise<{ clause: string; unitId: string; unitName: string; count: number }[]> {
  const { state, clause } = getPack().modules.visitInformation;
  if (state !== "required" || clause === null) return [];
  return (await repository.selectUnnotified(reading(), await rulesUntil(day), addDays(day, -365), day)).map((gap) => ({ clause, ...gap }));
}

/** Coming visits of the actor's own units of which the office is still to be told (H22a), at most 50. */
export async function listToNotify(actor: Actor, day: PlainDate): Promise<{ id: string; title: string; unitId: string; startsOn: PlainDate }[]> {
  const rules = visitRulesOf(getPack(), day);
  if (rules.modules.visitInformation.state !== "required" || actor.units.length === 0) return [];
  return repository.selectToNotify(reading(), always(rules), unitIdsAnsweredFor(actor), day);
}

export interface Coming {
  today: PlainDate;
  visits: (repository.ComingVisit & { isTheirs: boolean; isMine: boolean; isSubstitute: boolean })[];
  questions: repository.OpenQuestion[];
  seats: repository.PresidiumSeat[];
  /** Whether the actor is a member, and the presidia whose secretary it is. */
  isMember: boolean;
  secretaryOf: string[];
  /** This year's representatives by presidium, those with none included, and by person. */
  balance: { bodyId: string; name: string; count: number; people: { personId: string; name: string; count: number }[] }[];
  /** Visits that nobody has taken and that are the actor's presidia's matter; all presidia's for an actor who belongs to none. */
  open: { count: number; first: PlainDate | null };
  /** Whose matter representing is, in the order in which the document names them, and the clauses that say so. */
  by: string[];
  clauses: string[];
}

/** The visits to come that somebody represents at or is to, as they concern the actor (V15, H18). */
export async function listComing(actor: Actor, now = new Date()): Promise<Coming> {
  const day = today(now);
  const current = visitRulesOf(getPack(), day);
  const { representation } = current;
  const seats = await repository.selectPresidiumSeats(reading(), day);
  const presidia = [...new Map(seats.map((seat) => [seat.id, seat])).values()];
  const own = presidia.filter((presidium) => isMemberOf(actor, presidium) || isSecretaryOf(actor, presidium));
  const secretaryOf = presidia.filter((presidium) => isSecretaryOf(actor, presidium)).map((presidium) => presidium.id);
  const kinds = (own.length === 0 ? presidia : own).map((presidium) => presidium.kind);
  const [coming, questions, counts] = await Promise.all([
    repository.selectComing(reading(), always(current), kinds, [actor.personId], day),
    own.length === 0 ? [] : repository.selectQuestions(reading(), actor.personId, secretaryOf, day),
    repository.countByPerson(reading(), Number(day.slice(0, 4))),
  ]);
  const open = coming.filter((visit) => visit.openPlace > 0);
  const rules = VISIT_DIRECTIONS.flatMap((direction) => representation[direction] ?? []);
  return {
    today: day,
    visits: coming.map((visit) => {
      const responsibility = judgeResponsibility(visit, { representation });
      return { ...visit, isTheirs: responsibility.answer === "PRESIDIA" && own.some((presidium) => responsibility.by.includes(presidium.kind)), isMine: visit.personId === actor.personId, isSubstitute: visit.substituteId === actor.personId };
    }),
    questions,
    seats,
    isMember: presidia.some((presidium) => isMemberOf(actor, presidium)),
    secretaryOf,
    balance: presidia.map(({ id, name }) => {
      const people = counts.filter(({ bodyId }) => bodyId === id);
      return { bodyId: id, name, count: people.reduce((sum, { count }) => sum + count, 0), people };
    }),
    open: { count: open[0]?.openCount ?? 0, first: open[0]?.startsOn ?? null },
    by: presidia.filter((presidium) => rules.some((rule) => rule.by.includes(presidium.kind))).map(({ name }) => name),
    clauses: [...new Set(rules.flatMap((rule) => rule.clause ?? []))],
  };
}

/** What the presidia's desk asks of the actor: visits that nobody has taken, and questions to answer; nothing of who belongs to no presidium. */
export async function listRepresentationTasks(actor: Actor, now = new Date()): Promise<{ open: { id: string; title: string; startsOn: PlainDate; direction: VisitDirection }[]; questions: repository.OpenQuestion[] }> {
  const belongs = actor.seats.some((seat) => seat.bodyKind.endsWith("_PRESIDIUM")) || actor.roles.some((held) => held.role === "BOARD_SECRETARY");
  if (!belongs) return { open: [], questions: [] };
  const coming = await listComing(actor, now);
  if (!coming.isMember && coming.secretaryOf.length === 0) return { open: [], questions: [] };
  return { open: coming.visits.filter((visit) => visit.openPlace > 0), questions: coming.questions };
}
