import "server-only";
import { isCoordinator, isOnBehalf, unitIdsAnsweredFor, type Actor } from "@/domain/actor";
import { addDays, dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { refuse, type Result } from "@/domain/result";
import { readProjectFilter } from "@/features/projects/schema";
import { loadUnits } from "@/features/projects/choices/service";
import { listProjects } from "@/features/projects/lists/service";
import { getProject } from "@/features/projects/service";
import { isId } from "@/lib/fields";
import { recordAudit } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError, isAppError } from "@/server/errors";
import { readHistory, type HistoryEntry } from "@/server/history";
import { once } from "@/server/idempotency";
import { authorize } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { readSnapshot } from "@/server/snapshot";
import { inTransaction } from "@/server/transaction";
import { getPartner, listSimilarPartners } from "../service";
import { mayLogSearches, searchPolicy } from "./policy";
import * as repository from "./repository";
import { DEADLINE_DAYS, judgeAnswer, judgeDays, namedSo, type SearchRefusal } from "./rules";
import type { ChangeSearchInput, ConcludeSearchInput, Pointed, SearchFilter, SearchInput } from "./schema";

export type { DueSearch, ProgrammeChoice, SearchRow, StoredSearch } from "./repository";

const today = (now: Date): PlainDate => dateInStockholm(now);

const audit = (tx: Tx, actor: Actor, id: string, unitId: string, action: string) =>
  recordAudit(tx, { actor, action: `partnerSearches.${action}`, subject: { kind: "partnerSearch", id }, unitId, onBehalf: isOnBehalf(actor, unitId) });

interface Named {
  id: string;
  name: string;
}

export interface SearchChoices {
  /** The units that the actor may log a search for; none for who may log none. */
  units: Named[];
  programmes: repository.ProgrammeChoice[];
}

/** What a search's form offers the actor; nothing for who may log none. */
export async function loadSearchChoices(actor: Actor, now = new Date()): Promise<SearchChoices> {
  if (!mayLogSearches(actor)) return { units: [], programmes: [] };
  const [units, programmes] = await Promise.all([loadUnits(actor, now), repository.selectProgrammes(reading())]);
  return { units: units.filter(({ id }) => may(searchPolicy, "log", actor, { id, unitId: id, isArchived: false })), programmes };
}

/** Judges what a search states; what is stored already may keep what has ended since. */
async function judge(actor: Actor, input: SearchInput, before: repository.StoredSearch | null, now: Date): Promise<void> {
  must(judgeDays(input, before?.answeredOn ?? null, today(now)));
  if (input.unitId !== before?.unitId && !(await loadUnits(actor, now)).some(({ id }) => id === input.unitId)) must(refuse("partnerSearchUnitNotThere", { field: "unitId" }));
  if (input.programmeId === null || input.programmeId === before?.programmeId) return;
  if (!(await repository.selectProgrammes(reading())).some(({ id }) => id === input.programmeId)) must(refuse("partnerSearchProgrammeNotThere", { field: "programmeId" }));
}

/** Logs a search that a unit has sent, or that has come to it (V11b); the same key logs it once. Refused: partnerSearchUnitNotThere, partnerSearchProgrammeNotThere, partnerSearchInFuture. */
export async function logSearch(actor: Actor, input: SearchInput, key: string, about: { origin?: repository.SearchOrigin } = {}, now = new Date()): Promise<Result<{ id: string }, SearchRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "partnerSearches.log", key, input, async () => {
        const id = repository.newSearchId();
        const permit = authorize(searchPolicy, "log", actor, { id, unitId: input.unitId, isArchived: false });
        await judge(actor, input, null, now);
        await repository.insertSearch(tx, permit, id, input, about.origin ?? { isDemonstration: false, certainty: "HIGH" }, now);
        await audit(tx, actor, id, input.unitId, "logged");
        return { id };
      }),
    ),
  );
}

async function hold(tx: Tx, id: string, now: Date): Promise<repository.StoredSearch> {
  const stored = await repository.lockSearch(tx, id, today(now));
  if (stored === null) throw new AppError("NOT_FOUND");
  return stored;
}

/**
 * Changes a search. When someone else has changed it since, throws CONFLICT with `baseVersion` (what the change began from) and
 * `currentVersion`, both of which `getSearchVersion` returns. Refused as when it is logged, and partnerSearchAfterItsAnswer.
 */
export async function changeSearch(actor: Actor, { id, version, search: input }: ChangeSearchInput, now = new Date()): Promise<Result<{ id: string }, SearchRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await hold(tx, id, now);
      const permit = authorize(searchPolicy, "edit", actor, stored);
      // Giving a search to another unit asks that one's permission too.
      if (input.unitId !== stored.unitId) authorize(searchPolicy, "log", actor, { ...stored, unitId: input.unitId });
      if (stored.version !== version) throw new AppError("CONFLICT", { baseVersion: version, currentVersion: stored.version });
      await judge(actor, input, stored, now);
      await repository.updateSearch(tx, permit, id, version, input, now);
      await audit(tx, actor, id, input.unitId, "changed");
      return { id };
    }),
  );
}

const orNull = <Value>(work: Promise<Value>): Promise<Value | null> =>
  work.catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) return null;
    throw error;
  });

/** The partner of the register that is meant, as it is today; one that stands already is kept. Refused: partnerSearchPartnerUnknown, partnerSearchPartnerAmbiguous. */
async function findPartner(actor: Actor, { text, id }: Pointed, before: repository.StoredSearch): Promise<string | null> {
  if (text === null) return null;
  if (id === null && text === before.partnerName) return before.partnerId;
  if (id !== null) {
    const found = await orNull(getPartner(actor, id));
    if (found !== null && !found.partner.isArchived) return found.partner.mergedIntoId ?? id;
  } else {
    const [only, other] = namedSo((await listSimilarPartners(actor, text)).map((one) => ({ id: one.id, name: one.alike })), text);
    if (only !== undefined && other === undefined) return only.id;
    if (other !== undefined) must(refuse("partnerSearchPartnerAmbiguous", { field: "partner", about: { name: text } }));
  }
  return must<string, SearchRefusal>(refuse("partnerSearchPartnerUnknown", { field: "partner", about: { name: text } }));
}

/** The project that is meant, of those that the actor may see; one that stands already is kept. Refused: partnerSearchProjectUnknown, partnerSearchProjectAmbiguous. */
async function findProject(actor: Actor, { text, id }: Pointed, before: repository.StoredSearch, now: Date): Promise<string | null> {
  if (text === null) return null;
  const written = id ?? /\/projects\/([0-9a-f-]{36})/.exec(text)?.[1] ?? "";
  if (written === before.projectId) return written;
  if (before.projectId !== null && id === null && (await orNull(getProject(actor, before.projectId, now)))?.project.title === text) return before.projectId;
  if (isId(written)) {
    if ((await orNull(getProject(actor, written, now))) !== null) return written;
  } else {
    const [only, other] = namedSo(await offerProjects(actor, text, now), text);
    if (only !== undefined && other === undefined) return only.id;
    if (other !== undefined) must(refuse("partnerSearchProjectAmbiguous", { field: "project", about: { name: text } }));
  }
  return must<string, SearchRefusal>(refuse("partnerSearchProjectUnknown", { field: "project", about: { name: text } }));
}

/** The projects that a text may mean, of those that the actor may see, at most ten. */
export async function offerProjects(actor: Actor, text: string, now = new Date()): Promise<Named[]> {
  const { rows } = await listProjects(actor, readProjectFilter({ q: text }).filter, now);
  return rows.slice(0, 10).map(({ id, title }) => ({ id, name: title }));
}

/**
 * Tells the answer to a search, and what came of it: a partner of the register, a project, or nobody (V11b). Throws CONFLICT when someone has
 * changed the search since. Refused: partnerSearchAnsweredInFuture, partnerSearchAnsweredBefore, and partnerSearchPartnerUnknown,
 * partnerSearchPartnerAmbiguous, partnerSearchProjectUnknown and partnerSearchProjectAmbiguous until it is said which.
 */
export async function concludeSearch(actor: Actor, { id, version, partner, project, ...told }: ConcludeSearchInput, now = new Date()): Promise<Result<{ id: string }, SearchRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await hold(tx, id, now);
      const permit = authorize(searchPolicy, "conclude", actor, stored);
      if (stored.version !== version) throw new AppError("CONFLICT");
      must(judgeAnswer(stored, told, today(now)));
      const [partnerId, projectId] = [await findPartner(actor, partner, stored), await findProject(actor, project, stored, now)];
      await repository.updateTold(tx, permit, id, version, { ...told, partnerId, projectId }, now);
      await audit(tx, actor, id, stored.unitId, told.outcome === null ? "answered" : "concluded");
      return { id };
    }),
  );
}

/** Takes a search out of the register without removing anything, or puts it back. Throws CONFLICT when someone has changed it since. */
export async function archiveSearch(actor: Actor, { id, version }: { id: string; version: number }, archived: boolean, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const stored = await hold(tx, id, now);
    const permit = authorize(searchPolicy, "archive", actor, stored);
    if (stored.version !== version) throw new AppError("CONFLICT");
    if (stored.isArchived === archived) return { id };
    await repository.updateArchived(tx, permit, id, version, archived ? now : null, now);
    await audit(tx, actor, id, stored.unitId, archived ? "archived" : "restored");
    return { id };
  });
}

/** One page of the register. */
export async function listSearches(_actor: Actor, filter: SearchFilter, now = new Date()): Promise<{ rows: repository.SearchRow[]; total: number }> {
  return repository.selectSearches(reading(), filter, today(now));
}

/** All that the list shows under a filter, every page of it in the same order, piece by piece from one state of the register. */
export async function* exportSearches(_actor: Actor, filter: SearchFilter, now = new Date()): AsyncGenerator<repository.SearchRow[], void, undefined> {
  yield* readSnapshot((tx) => repository.streamSearches(tx, filter, today(now)));
}

/** The years that the list can be filtered by, latest first. */
export async function listSearchYears(_actor: Actor): Promise<number[]> {
  return repository.selectYears(reading());
}

/** Searches that led to one of the partners, or that hold one of the names, the latest first, at most 200. */
export async function listSearchesAbout(_actor: Actor, wish: repository.CounterpartWish, now = new Date()): Promise<repository.SearchRow[]> {
  return wish.partnerIds.length + wish.names.length === 0 ? [] : repository.selectOfCounterpart(reading(), wish, 200, today(now));
}

/** In how many searches of a year each unit has been active, by a day where one is given: it has sent them, or answered them (V11b). */
export async function countActiveSearches(_actor: Actor, year: number, begunBy: PlainDate | null = null): Promise<{ unitId: string; count: number }[]> {
  return repository.countActive(reading(), year, begunBy);
}

/** Searches without an answer whose last day is near or has passed, of the units that the actor answers for, or of all for the office. */
export async function listSearchesDue(actor: Actor, day: PlainDate): Promise<repository.DueSearch[]> {
  return mayLogSearches(actor) ? repository.selectDue(reading(), isCoordinator(actor) ? null : unitIdsAnsweredFor(actor), addDays(day, DEADLINE_DAYS)) : [];
}

export interface SearchView {
  search: repository.StoredSearch;
  /** The project that came of it; null also where the actor may not see it. */
  project: { id: string; title: string } | null;
  mayEdit: boolean;
  mayArchive: boolean;
}

/** A search with what the actor may do; throws NOT_FOUND when it isn't there or isn't the actor's to see. */
export async function getSearch(actor: Actor, id: string, now = new Date()): Promise<SearchView> {
  const search = await repository.findSearch(reading(), id, today(now));
  if (search === null) throw new AppError("NOT_FOUND");
  authorize(searchPolicy, "view", actor, search);
  const found = search.projectId === null ? null : await orNull(getProject(actor, search.projectId, now));
  return { search, project: found === null ? null : { id: found.project.id, title: found.project.title }, mayEdit: may(searchPolicy, "edit", actor, search), mayArchive: may(searchPolicy, "archive", actor, search) };
}

/** A search as it was in one of its versions, for who may change it, with who made it and when; throws NOT_FOUND. */
export async function getSearchVersion(actor: Actor, id: string, version: number, now = new Date()): Promise<{ byName: string | null; at: Date; search: SearchInput }> {
  const stored = await repository.findSearch(reading(), id, today(now));
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(searchPolicy, "edit", actor, stored);
  const found = await repository.findSearchVersion(reading(), id, version);
  if (found === null) throw new AppError("NOT_FOUND");
  return found;
}

/** A search's history, latest first; throws NOT_FOUND when the search isn't the actor's to see. */
export async function listSearchHistory(actor: Actor, id: string, options: { limit: number; before?: string | undefined }, now = new Date()): Promise<HistoryEntry[]> {
  const [stored, history] = await Promise.all([repository.findSearch(reading(), id, today(now)), readHistory(id, options)]);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(searchPolicy, "view", actor, stored);
  return history;
}
