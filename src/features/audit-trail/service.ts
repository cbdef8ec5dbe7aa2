import "server-only";
import { dateInStockholm } from "@/domain/plain-date";
import type { Actor } from "@/domain/actor";
import type { Places, Registers, Subject } from "@/domain/registers";
import { recordAudit } from "@/server/audit";
import { reading } from "@/server/db";
import { isAppError } from "@/server/errors";
import { ringForCheck } from "@/server/jobs";
import { log } from "@/server/log";
import { findOutage } from "@/server/outage";
import { askQuietly, authorizeAll } from "@/server/permit";
import { readSnapshot } from "@/server/snapshot";
import { inTransaction } from "@/server/transaction";
import { auditTrailPolicy } from "./policy";
import * as repository from "./repository";
import type { DescribedEntry } from "./rules";
import type { AuditFilter } from "./schema";

export type { AuditCheck, AuditProblem } from "./repository";

/** What gives records their titles and addresses. */
export interface Around {
  registers: Registers;
  places: Places;
}

/** Counted exactly up to here: beyond it nobody needs to know how many. */
export const MOST_COUNTED = 10_000;
/** So many titles are asked for at a time, where they are asked for one by one. */
const AT_ONCE = 5;

const keyOf = ({ kind, id }: Subject) => `${kind} ${id}`;

/** Finds titles for one reader, each once: what everyone may see in one statement, and the rest from whoever knows whether this reader may. */
function titleFinder(actor: Actor, { registers, places }: Around) {
  const known = new Map<string, string | null>();
  const open = [...places, ...registers.flatMap(({ kind, holding }) => (holding === undefined ? [] : [{ kind, stored: holding.stored }]))];
  const askOne = async ({ kind, id }: Subject): Promise<string | null> => {
    const register = registers.find((one) => one.kind === kind);
    if (register === undefined) return null;
    try {
      return await askQuietly(() => register.titleOf(actor, id));
    } catch (error) {
      if (isAppError(error, "NOT_FOUND") || isAppError(error, "FORBIDDEN")) return null;
      throw error;
    }
  };
  return async (rows: readonly repository.EntryRow[]): Promise<DescribedEntry[]> => {
    const subjects = new Map(rows.flatMap(({ subjectKind: kind, subjectId: id }) => (id === null || known.has(keyOf({ kind, id })) ? [] : [[keyOf({ kind, id }), { kind, id }] as const])));
    for (const [key, title] of await repository.selectTitles(reading(), open, [...subjects.values()])) known.set(key, title);
    const left = [...subjects.values()].filter((subject) => !known.has(keyOf(subject)));
    for (let from = 0; from < left.length; from += AT_ONCE)
      await Promise.all(left.slice(from, from + AT_ONCE).map(async (subject) => known.set(keyOf(subject), await askOne(subject))));
    return rows.map((row): DescribedEntry => {
      const { subjectKind: kind, subjectId: id } = row;
      const title = id === null ? null : (known.get(keyOf({ kind, id })) ?? null);
      const path = id === null || title === null ? null : ([...registers, ...places].find((one) => one.kind === kind)?.path(id) ?? null);
      return { ...row, title, path };
    });
  };
}

/** A page of the log, latest first, with how many entries the filter shows as far as they are counted; a record's title only where the actor may see the record. Throws NOT_FOUND for who doesn't read the log. */
export async function listEntries(actor: Actor, filter: AuditFilter, around: Around): Promise<{ rows: DescribedEntry[]; hasNewer: boolean; hasOlder: boolean; count: number }> {
  authorizeAll(auditTrailPolicy, "view", actor);
  const [page, count] = await Promise.all([repository.selectEntries(reading(), filter), repository.countEntries(reading(), filter, MOST_COUNTED)]);
  return { ...page, rows: await titleFinder(actor, around)(page.rows), count };
}

/** All that the log shows under a filter, every page of it in the same order, piece by piece from one state of the log. Throws NOT_FOUND, UNCONFIRMED. */
export async function* exportEntries(actor: Actor, filter: AuditFilter, around: Around): AsyncGenerator<DescribedEntry[], void, undefined> {
  authorizeAll(auditTrailPolicy, "export", actor);
  const describe = titleFinder(actor, around);
  for await (const rows of readSnapshot((tx) => repository.streamEntries(tx, filter))) yield await describe(rows);
}

/** Who has acted, and what kinds of records and acts there are in the log. Throws NOT_FOUND. */
export async function listEntryChoices(actor: Actor): Promise<{ people: { id: string; name: string | null }[]; kinds: string[]; actions: string[] }> {
  authorizeAll(auditTrailPolicy, "view", actor);
  return repository.selectChoices(reading());
}

/** The latest recount of the log; null when there has been none. Throws NOT_FOUND. */
export async function findLatestCheck(actor: Actor): Promise<repository.AuditCheck | null> {
  authorizeAll(auditTrailPolicy, "view", actor);
  return repository.findLatestCheck(reading());
}

/** Has the worker recount the log; while one recount waits or goes on, asking again comes to the same one. Throws NOT_FOUND. */
export async function requestCheck(actor: Actor, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const permit = authorizeAll(auditTrailPolicy, "check", actor);
    const { id, isNew } = await repository.requestCheck(tx, permit, now);
    if (!isNew) return { id };
    await ringForCheck(tx);
    await recordAudit(tx, { actor, action: "auditTrail.checkRequested", subject: { kind: "auditCheck", id } });
    return { id };
  });
}

/** A recount may take so long; of a log of millions it is a few minutes. */
const LONGEST_MS = 20 * 60_000;
const FALLEN_AFTER_MS = LONGEST_MS + 60_000;
const MOST_ATTEMPTS = 3;
/** So many faults are kept, of however many there are. */
const MOST_PROBLEMS = 50;

/** Recounts the log where that has been asked for, on a connection of its own, so that nothing waits for it; of several workers one does. Answers whether one has ended. */
export async function carryOutCheck(actor: Actor, now = new Date()): Promise<boolean> {
  const permit = authorizeAll(auditTrailPolicy, "recount", actor);
  const taken = await inTransaction((tx) => repository.takeCheck(tx, permit, new Date(now.getTime() - FALLEN_AFTER_MS), now));
  if (taken === null) return false;
  const end = (counted: Parameters<typeof repository.endCheck>[3]) => inTransaction((tx) => repository.endCheck(tx, permit, taken.id, counted, new Date()));
  if (taken.attempts > MOST_ATTEMPTS) {
    await end(null);
    return true;
  }
  try {
    const counted = await repository.recount(LONGEST_MS, MOST_PROBLEMS);
    if (counted.problemCount > 0) log.error({ event: "audit chain broken", problems: counted.problemCount, first: counted.problems[0]?.seq ?? null });
    await end(counted);
    return true;
  } catch (error) {
    // A database that is away is waited for.
    if (findOutage(error) !== null) return false;
    log.error({ event: "audit chain not recounted", on: dateInStockholm(now), error: error instanceof Error ? error.message.slice(0, 300) : "unknown" });
    await end(null);
    return true;
  }
}
