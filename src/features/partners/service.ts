import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { refuse, succeed, type Result } from "@/domain/result";
import { recordAudit } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { findPlaces, type Place } from "@/server/gazetteer";
import { readHistory, type HistoryEntry } from "@/server/history";
import { once } from "@/server/idempotency";
import { authorize } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { readSnapshot } from "@/server/snapshot";
import { inTransaction } from "@/server/transaction";
import { mayAddPartners, partnerPolicy } from "./policy";
import * as repository from "./repository";
import { judgeMerge, judgeRename, judgeThere, VERY_ALIKE, type PartnerRefusal } from "./rules";
import type { Answers, ChangePartnerInput, Coordinates, EventInput, MergeInput, PartnerFilter, PartnerInput, RenameInput } from "./schema";

export type { PartnerFact, PartnerHappening, PartnerRow, SimilarPartner, StoredPartner } from "./repository";
export type { Place } from "@/server/gazetteer";

const today = (now: Date): PlainDate => dateInStockholm(now);
const subjectOf = (id: string) => ({ kind: "partner", id });

/** Puts coordinates to a place that is written without them, where the gazetteer has one such place, or the one that was pointed out. */
function locate(partner: PartnerInput, { placeId }: Answers): Result<PartnerInput, PartnerRefusal> {
  const place = partner.place ?? (partner.kind === "TOWN" ? partner.name : null);
  if (place === null || partner.coordinates !== null || placeId === 0) return succeed(partner);
  const places = findPlaces(place, { country: partner.country, whole: true, most: 60 });
  const at = (found: Place): Coordinates => ({ latitude: found.latitude, longitude: found.longitude });
  const chosen = places.find(({ id }) => id === placeId);
  if (chosen !== undefined) return succeed({ ...partner, coordinates: at(chosen) });
  if (placeId !== null) return refuse("partnerPlaceNotOffered", { field: "placeId" });
  const [only, second] = places;
  if (second !== undefined) return refuse("partnerPlaceAmbiguous", { field: "placeId", about: { place } });
  return succeed(only === undefined ? partner : { ...partner, coordinates: at(only) });
}

/** Asks back before a partner is stored that is very like another one of its country. */
async function warn(tx: Tx, partner: PartnerInput, exceptId: string | null, { saveAnyway }: Answers): Promise<Result<null, PartnerRefusal>> {
  if (saveAnyway) return succeed(null);
  const alike = (await repository.selectSimilar(tx, partner.name, exceptId, 20)).filter(({ country, likeness }) => country === partner.country && likeness >= VERY_ALIKE);
  return alike.length === 0 ? succeed(null) : refuse("partnerSimilar", { field: "saveAnyway", about: { count: alike.length, name: alike[0]?.name ?? "" } });
}

/**
 * Adds a partner (V11b); the same key adds it once. Asks back by refusing: partnerSimilar, until `saveAnyway`, and partnerPlaceAmbiguous, until
 * `placeId` says which. Refused besides: partnerPlaceNotOffered.
 */
export async function addPartner(actor: Actor, { key, partner, answers }: { key: string; partner: PartnerInput; answers: Answers }, about: { origin?: repository.PartnerOrigin } = {}, now = new Date()): Promise<Result<{ id: string }, PartnerRefusal>> {
  const id = repository.newPartnerId();
  const permit = authorize(partnerPolicy, "add", actor, { id, isArchived: false });
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "partners.add", key, { partner, answers }, async () => {
        const located = must(locate(partner, answers));
        must(await warn(tx, partner, null, answers));
        await repository.insertPartners(tx, [{ id, permit, partner: located, origin: about.origin ?? { isDemonstration: false, facts: [] } }], now);
        await recordAudit(tx, { actor, action: "partners.added", subject: subjectOf(id) });
        return { id };
      }),
    ),
  );
}

/** Adds partners that are told of together and have been found to be no doubles (V11b), each put on the map where its place is one; part of another use case, which writes the audit trail. */
export async function addPartners(tx: Tx, actor: Actor, partners: readonly { partner: PartnerInput; facts: readonly repository.PartnerFact[] }[], now: Date): Promise<{ id: string }[]> {
  const added = partners.map(({ partner, facts }) => {
    const id = repository.newPartnerId();
    const located = locate(partner, { saveAnyway: true, placeId: null });
    return { id, permit: authorize(partnerPolicy, "add", actor, { id, isArchived: false }), partner: located.ok ? located.value : partner, origin: { isDemonstration: false, facts } };
  });
  await repository.insertPartners(tx, added, now);
  return added.map(({ id }) => ({ id }));
}

async function hold(tx: Tx, id: string): Promise<repository.StoredPartner> {
  const stored = await repository.lockPartner(tx, id);
  if (stored === null) throw new AppError("NOT_FOUND");
  return stored;
}

/**
 * Changes a partner. When someone else has done so since, throws CONFLICT with `baseVersion` (what the change began from) and
 * `currentVersion`, both of which `getPartnerVersion` returns. Asks back, and refuses, as when it is added.
 */
export async function changePartner(actor: Actor, { id, version, partner, answers }: ChangePartnerInput, now = new Date()): Promise<Result<{ id: string }, PartnerRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await hold(tx, id);
      const permit = authorize(partnerPolicy, "edit", actor, stored);
      if (stored.version !== version) throw new AppError("CONFLICT", { baseVersion: version, currentVersion: stored.version });
      const located = must(locate(partner, answers));
      // Only a new name can be a double.
      if (partner.name !== stored.name || partner.country !== stored.country) must(await warn(tx, partner, id, answers));
      await repository.updatePartner(tx, permit, id, version, located, now);
      await recordAudit(tx, { actor, action: "partners.changed", subject: subjectOf(id) });
      return { id };
    }),
  );
}

/** Gives a partner a new name from a day on and keeps the one before. Throws CONFLICT. Refused: partnerIsMerged, partnerHasEnded, partnerEventInFuture, partnerNameUnchanged. */
export async function renamePartner(actor: Actor, { id, version, name, on, note, source }: RenameInput, now = new Date()): Promise<Result<{ id: string }, PartnerRefusal>> {
  return inTransaction(async (tx) => {
    const stored = await hold(tx, id);
    const permit = authorize(partnerPolicy, "edit", actor, stored);
    if (stored.version !== version) throw new AppError("CONFLICT");
    const judged = judgeRename(stored, name, on.on, today(now));
    if (!judged.ok) return judged;
    const formerNames = [{ name: stored.name, from: null, to: on.on }, ...stored.formerNames];
    await repository.updatePartner(tx, permit, id, version, { ...stored, name, formerNames }, now);
    await repository.insertEvent(tx, permit, id, { kind: "RENAMED", on, otherId: null, formerName: stored.name, note, source });
    await recordAudit(tx, { actor, action: "partners.renamed", subject: subjectOf(id) });
    return succeed({ id });
  });
}

/** Says that a partner is no more. Throws CONFLICT. Refused: partnerIsMerged, partnerHasEnded, partnerEventInFuture. */
export async function dissolvePartner(actor: Actor, { id, version, on, note, source }: EventInput, now = new Date()): Promise<Result<{ id: string }, PartnerRefusal>> {
  return inTransaction(async (tx) => {
    const stored = await hold(tx, id);
    const permit = authorize(partnerPolicy, "edit", actor, stored);
    if (stored.version !== version) throw new AppError("CONFLICT");
    const judged = judgeThere(stored, on.on, today(now));
    if (!judged.ok) return judged;
    await repository.updateEnd(tx, permit, id, version, { on: on.on, intoId: null }, now);
    await repository.insertEvent(tx, permit, id, { kind: "DISSOLVED", on, otherId: null, formerName: null, note, source });
    await recordAudit(tx, { actor, action: "partners.dissolved", subject: subjectOf(id) });
    return succeed({ id });
  });
}

/**
 * Says that a partner has gone up into another one, or was entered twice: it forwards there, and what points to it is listed there, while its
 * own links and history stay as they are. Throws CONFLICT. Refused: partnerIsMerged, partnerHasEnded, partnerEventInFuture, partnerIntoItself, partnerIntoNotThere.
 */
export async function mergePartner(actor: Actor, { id, version, kind, intoId, on, note, source }: MergeInput, now = new Date()): Promise<Result<{ id: string; intoId: string }, PartnerRefusal>> {
  return inTransaction(async (tx) => {
    // In the order of their ids, so that two mergers of the same two never wait for each other.
    const held = new Map<string, repository.StoredPartner | null>();
    for (const one of [...new Set([id, intoId])].sort()) held.set(one, await repository.lockPartner(tx, one));
    const stored = held.get(id) ?? null;
    if (stored === null) throw new AppError("NOT_FOUND");
    const permit = authorize(partnerPolicy, "merge", actor, stored);
    if (stored.version !== version) throw new AppError("CONFLICT");
    const judged = judgeMerge(stored, held.get(intoId) ?? null, kind, on.on, today(now));
    if (!judged.ok) return judged;
    await repository.updateEnd(tx, permit, id, version, { on: kind === "MERGED" ? on.on : null, intoId }, now);
    await repository.insertEvent(tx, permit, id, { kind, on, otherId: intoId, formerName: null, note, source });
    await recordAudit(tx, { actor, action: "partners.merged", subject: subjectOf(id), details: { intoId } });
    return succeed({ id, intoId });
  });
}

/** Takes a partner out of the register without removing anything, or puts it back. Throws CONFLICT when someone has changed it since. */
export async function archivePartner(actor: Actor, { id, version }: { id: string; version: number }, archived: boolean, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const stored = await hold(tx, id);
    const permit = authorize(partnerPolicy, "archive", actor, stored);
    if (stored.version !== version) throw new AppError("CONFLICT");
    if (stored.isArchived === archived) return { id };
    await repository.updateArchived(tx, permit, id, version, archived ? now : null, now);
    await recordAudit(tx, { actor, action: archived ? "partners.archived" : "partners.restored", subject: subjectOf(id) });
    return { id };
  });
}

/** One page of the register. */
export async function listPartners(_actor: Actor, filter: PartnerFilter, now = new Date()): Promise<{ rows: repository.PartnerRow[]; total: number }> {
  return repository.selectPartners(reading(), filter, today(now));
}

/** All that the list shows under a filter, every page of it in the same order, piece by piece from one state of the register. */
export async function* exportPartners(_actor: Actor, filter: PartnerFilter, now = new Date()): AsyncGenerator<repository.PartnerRow[], void, undefined> {
  yield* readSnapshot((tx) => repository.streamPartners(tx, filter, today(now)));
}

/** The countries that the list can be filtered by. */
export async function listPartnerCountries(_actor: Actor): Promise<string[]> {
  return repository.selectCountries(reading());
}

/** Partners with a name like this one, in any spelling that is known, the most alike first, at most six (V11b). */
export async function listSimilarPartners(_actor: Actor, name: string, exceptId: string | null = null): Promise<repository.SimilarPartner[]> {
  return name.trim().length < 2 ? [] : repository.selectSimilar(reading(), name.slice(0, 200), exceptId, 6);
}

/** Towns of the gazetteer whose name begins so; of one country where it is given, and only those of just that name where the whole of it is known. */
export function listPlaces(actor: Actor, text: string, options: { country?: string | null; whole?: boolean } = {}): Place[] {
  return mayAddPartners(actor) ? findPlaces(text.slice(0, 120), options) : [];
}

export interface PartnerView {
  partner: repository.StoredPartner;
  mayEdit: boolean;
  mayMerge: boolean;
  mayArchive: boolean;
}

/** A partner with what the actor may do; throws NOT_FOUND when it isn't there or isn't the actor's to see. */
export async function getPartner(actor: Actor, id: string): Promise<PartnerView> {
  const partner = await repository.findPartner(reading(), id);
  if (partner === null) throw new AppError("NOT_FOUND");
  authorize(partnerPolicy, "view", actor, partner);
  return { partner, mayEdit: may(partnerPolicy, "edit", actor, partner), mayMerge: may(partnerPolicy, "merge", actor, partner), mayArchive: may(partnerPolicy, "archive", actor, partner) };
}

/** A partner as it was in one of its versions, for who may change it, with who made it and when; throws NOT_FOUND. */
export async function getPartnerVersion(actor: Actor, id: string, version: number): Promise<{ byName: string | null; at: Date; partner: PartnerInput }> {
  const stored = await repository.findPartner(reading(), id);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(partnerPolicy, "edit", actor, stored);
  const found = await repository.findPartnerVersion(reading(), id, version);
  if (found === null) throw new AppError("NOT_FOUND");
  return found;
}

/** A partner's history, latest first; throws NOT_FOUND when the partner isn't the actor's to see. */
export async function listPartnerHistory(actor: Actor, id: string, options: { limit: number; before?: string | undefined }): Promise<HistoryEntry[]> {
  const [stored, history] = await Promise.all([repository.findPartner(reading(), id), readHistory(id, { ...options, hidden: ["folded_name"] })]);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(partnerPolicy, "view", actor, stored);
  return history;
}
