import "server-only";
import type { Actor } from "@/domain/actor";
import { addDays, type PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import { endAppointmentsOfUnit, listAppointments, listWorkingGroup, type AppointmentOfUnit, type Member } from "@/features/contact-persons/service";
import { recordAudit, type AuditFacts } from "@/server/audit";
import { reading, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { readHistory, type HistoryEntry } from "@/server/history";
import { once } from "@/server/idempotency";
import { authorize, authorizeAll } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { inTransaction } from "@/server/transaction";
import { bodiesPolicy } from "./policy";
import * as repository from "./repository";
import {
  bodyNamed,
  idsWithPredecessors,
  isUnitKind,
  judgeBody,
  judgeClosing,
  judgeFacts,
  judgeMerge,
  judgePlacement,
  judgeRename,
  nameBody,
  politicalBodyOf,
  selectBodies,
  unitsAmong,
  type BodyFilter,
  type BodyRefusal,
  type FoundBody,
  type ListedBody,
  type NamedBody,
  type Unit,
} from "./rules";
import type { BodyInput, BodyKind, CloseInput, DescribeInput, MergeInput, MoveInput, RenameInput } from "./schema";

export type { BodyBelow, HeldSeatOfBody, Placement, StoredName } from "./repository";

export interface BodyDetails {
  id: string;
  version: number;
  kind: BodyKind;
  isUnit: boolean;
  name: string;
  shortName: string | null;
  isEnded: boolean;
  validFrom: PlainDate | null;
  validTo: PlainDate | null;
  ownershipPercent: number | null;
  boundByOther: string | null;
  organisationNumber: string | null;
  certainty: repository.StoredBody["certainty"];
  source: string | null;
  isDemonstration: boolean;
  politicalBody: NamedBody | null;
  mergedInto: NamedBody | null;
  mergedFrom: { id: string; name: string; lastDay: PlainDate | null }[];
  names: repository.StoredName[];
  placements: repository.Placement[];
  below: repository.BodyBelow[];
  contactPersons: AppointmentOfUnit[];
  seats: repository.HeldSeatOfBody[];
}

/**
 * Adds a body with its names over time and its place, and returns its id; the same key again returns the same. Refused:
 * bodyNameMissing, bodyNamesOverlap, bodyEndsBeforeStart, bodyNeedsParent, bodyParentOfWrongKind, bodyParentEnded, bodyShareOnlyForCompany, bodyBoundOnlyForCompany, bodyNumberOnlyForCompany, bodyNumberTaken.
 */
export async function addBody(actor: Actor, input: BodyInput, key: string): Promise<Result<{ id: string }, BodyRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "bodies.add", key, input, async () => {
        const { id, entry } = await addBodyWithin(tx, actor, input);
        await recordAudit(tx, { actor, ...entry });
        return { id };
      }),
    ),
  );
}

/** Adds a body as a part of another use case, which writes the entry; throws NOT_FOUND for what it is to lie under. Undone by the refusals of `addBody`. */
export async function addBodyWithin(tx: Tx, actor: Actor, input: BodyInput): Promise<{ id: string; entry: Omit<AuditFacts, "actor"> }> {
  const permit = authorizeAll(bodiesPolicy, "add", actor);
  const parent = input.parentId === null ? null : await repository.lockBody(tx, input.parentId);
  if (input.parentId !== null && parent === null) throw new AppError("NOT_FOUND");
  must(judgeBody(input));
  must(judgePlacement(input.kind, null, parent, [], input.validFrom));
  if (await isTaken(tx, input.organisationNumber, null)) must(refuse("bodyNumberTaken"));
  const id = await repository.insertBody(tx, permit, input);
  return { id, entry: { action: "bodies.added", subject: { kind: "body", id }, details: { bodyKind: input.kind } } };
}

/** Tells whether another body has an organisation number. */
async function isTaken(tx: Tx, organisationNumber: string | null, ownId: string | null): Promise<boolean> {
  const holder = organisationNumber === null ? null : await repository.findBodyNumbered(tx, organisationNumber);
  return holder !== null && holder !== ownId;
}

/** Changes what a company is besides its name and place: the share owned, whose documents bind it (E.4.11), its organisation number. Refused: bodyShareOnlyForCompany, bodyBoundOnlyForCompany, bodyNumberOnlyForCompany, bodyNumberTaken. */
export async function describeBody(actor: Actor, input: DescribeInput): Promise<Result<{ id: string }, BodyRefusal>> {
  return inTransaction(async (tx) => {
    const stored = await repository.lockBody(tx, input.bodyId);
    if (stored === null) throw new AppError("NOT_FOUND");
    const permit = authorize(bodiesPolicy, "describe", actor, stored);
    if (stored.version !== input.version) throw new AppError("CONFLICT");
    const verdict = judgeFacts(stored.kind, input);
    if (!verdict.ok) return verdict;
    if (await isTaken(tx, input.organisationNumber, stored.id)) return refuse("bodyNumberTaken", { field: "organisationNumber" });
    await repository.updateBody(tx, permit, input);
    await recordAudit(tx, { actor, action: "bodies.described", subject: { kind: "body", id: stored.id } });
    return succeed({ id: stored.id });
  });
}

/** Gives a body a new name from a day on; the present one ends the day before and stays in the history. Refused: bodyRenameTooEarly, bodyNameUnchanged, bodyHasEnded. */
export async function renameBody(actor: Actor, input: RenameInput): Promise<Result<{ id: string }, BodyRefusal>> {
  return inTransaction(async (tx) => {
    const stored = await repository.lockBody(tx, input.bodyId);
    if (stored === null) throw new AppError("NOT_FOUND");
    const permit = authorize(bodiesPolicy, "rename", actor, stored);
    if (stored.version !== input.version) throw new AppError("CONFLICT");
    const latest = (await repository.listNames(tx, stored.id)).at(-1);
    if (latest === undefined) throw new Error(`the body ${stored.id} has no name`);
    const verdict = judgeRename(stored, latest, input);
    if (!verdict.ok) return verdict;
    await repository.addName(tx, permit, stored.id, input.version, latest, input);
    await recordAudit(tx, { actor, action: "bodies.renamed", subject: { kind: "body", id: stored.id }, details: { from: input.from } });
    return succeed({ id: stored.id });
  });
}

/** Places a body under another one, or under none, from a day on; where it lay before stays in the history. Refused: bodyNeedsParent, bodyParentOfWrongKind, bodyParentEnded, bodyPlacedUnderItself, bodyMoveTooEarly, bodyHasEnded. */
export async function moveBody(actor: Actor, input: MoveInput): Promise<Result<{ id: string }, BodyRefusal>> {
  return inTransaction(async (tx) => {
    // In the order of their ids, so that two moves towards each other wait instead of deadlocking.
    const locked = new Map<string, repository.StoredBody | null>();
    for (const id of [...new Set([input.bodyId, ...(input.parentId === null ? [] : [input.parentId])])].sort()) locked.set(id, await repository.lockBody(tx, id));
    const stored = locked.get(input.bodyId) ?? null;
    if (stored === null) throw new AppError("NOT_FOUND");
    const permit = authorize(bodiesPolicy, "move", actor, stored);
    if (stored.version !== input.version) throw new AppError("CONFLICT");
    const parent = input.parentId === null ? null : (locked.get(input.parentId) ?? null);
    if (input.parentId !== null && parent === null) throw new AppError("NOT_FOUND");
    if (stored.validTo !== null && stored.validTo < input.from) return refuse("bodyHasEnded");
    const ancestorIds = parent === null ? [] : await repository.listAncestorIds(tx, parent.id, input.from);
    const verdict = judgePlacement(stored.kind, stored.id, parent, ancestorIds, input.from);
    if (!verdict.ok) return verdict;
    const [latest] = await repository.listPlacements(tx, stored.id, input.from);
    if (latest !== undefined && latest.from !== null && latest.from >= input.from) return refuse("bodyMoveTooEarly");
    await repository.addPlacement(tx, permit, stored.id, input.version, latest, input.parentId, input.from);
    await recordAudit(tx, { actor, action: "bodies.moved", subject: { kind: "body", id: stored.id }, details: { parentId: input.parentId, from: input.from } });
    return succeed({ id: stored.id });
  });
}

/** Gives a body its last day and ends the contact persons it has beyond it; records keep the body of their time. Refused: bodyEndsBeforeStart, bodyHasEnded, bodyAlreadyMerged. */
export async function closeBody(actor: Actor, input: CloseInput): Promise<Result<{ id: string }, BodyRefusal>> {
  return inTransaction(async (tx) => {
    const stored = await repository.lockBody(tx, input.bodyId);
    if (stored === null) throw new AppError("NOT_FOUND");
    const permit = authorize(bodiesPolicy, "close", actor, stored);
    if (stored.version !== input.version) throw new AppError("CONFLICT");
    const verdict = judgeClosing(stored, input.validTo);
    if (!verdict.ok) return verdict;
    await repository.endBody(tx, permit, stored.id, input.version, input.validTo, null);
    const appointmentsEnded = await endAppointmentsOfUnit(actor, tx, stored.id, input.validTo);
    await recordAudit(tx, { actor, action: "bodies.closed", subject: { kind: "body", id: stored.id }, details: { lastDay: input.validTo, appointmentsEnded } });
    return succeed({ id: stored.id });
  });
}

/**
 * Lets a body go up into another one from a day on: it ends the day before, points to the other, and is found under it by
 * all its names; its contact persons end. Nothing is moved: records keep the body of their time. Refused: bodyMergeIntoItself,
 * bodyMergeOtherKind, bodyMergeIntoEnded, bodyMergeTooEarly, bodyAlreadyMerged, bodyHasEnded.
 */
export async function mergeBody(actor: Actor, input: MergeInput): Promise<Result<{ id: string }, BodyRefusal>> {
  return inTransaction(async (tx) => {
    const locked = new Map<string, repository.StoredBody | null>();
    for (const id of [...new Set([input.bodyId, input.intoId])].sort()) locked.set(id, await repository.lockBody(tx, id));
    const stored = locked.get(input.bodyId) ?? null;
    const into = locked.get(input.intoId) ?? null;
    if (stored === null || into === null) throw new AppError("NOT_FOUND");
    const permit = authorize(bodiesPolicy, "merge", actor, stored);
    if (stored.version !== input.version) throw new AppError("CONFLICT");
    const verdict = judgeMerge(stored, into, input.on);
    if (!verdict.ok) return verdict;
    const lastDay = addDays(input.on, -1);
    await repository.endBody(tx, permit, stored.id, input.version, lastDay, into.id);
    const appointmentsEnded = await endAppointmentsOfUnit(actor, tx, stored.id, lastDay);
    await recordAudit(tx, { actor, action: "bodies.merged", subject: { kind: "body", id: stored.id }, details: { intoId: into.id, lastDay, appointmentsEnded } });
    return succeed({ id: into.id });
  });
}

/** Every body that is or has been, with its name and its place on a day, by name with å, ä and ö last. */
export async function listBodiesOn(actor: Actor, on: PlainDate, handle: Read = reading()): Promise<ListedBody[]> {
  authorizeAll(bodiesPolicy, "view", actor);
  return repository.listAllBodies(handle, on);
}

/** The units that are there on a day, by name with å, ä and ö last. */
export async function listUnits(actor: Actor, on: PlainDate): Promise<Unit[]> {
  authorizeAll(bodiesPolicy, "view", actor);
  return unitsAmong(await repository.listAllBodies(reading(), on), on);
}

/** The bodies that match a filter, by name with å, ä and ö last; a text that is an earlier name finds the body that answers now. */
export async function listBodies(actor: Actor, filter: BodyFilter): Promise<(FoundBody & { contactPersons: Member[] })[]> {
  authorizeAll(bodiesPolicy, "view", actor);
  const found = selectBodies(await repository.listAllBodies(reading(), filter.on), filter);
  const members = await listWorkingGroup(actor, filter.on);
  return found.map((body) => ({ ...body, contactPersons: members.filter((member) => member.unitId === body.id) }));
}

/** A body as it is on a day, with everything that has been; throws NOT_FOUND when there is none. */
export async function getBody(actor: Actor, id: string, on: PlainDate): Promise<BodyDetails> {
  const body = await findBody(actor, id, on);
  if (body === null) throw new AppError("NOT_FOUND");
  return body;
}

/** A body's acts, latest first, at most a hundred. Throws NOT_FOUND. */
export async function listBodyHistory(actor: Actor, id: string): Promise<HistoryEntry[]> {
  const stored = await repository.findBody(reading(), id);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(bodiesPolicy, "view", actor, stored);
  return readHistory(id, { limit: 100 });
}

/** A body as it is on a day, with everything that has been, or null. */
export async function findBody(actor: Actor, id: string, on: PlainDate): Promise<BodyDetails | null> {
  const read = reading();
  const stored = await repository.findBody(read, id);
  if (stored === null) return null;
  authorize(bodiesPolicy, "view", actor, stored);
  const all = await repository.listAllBodies(read, on);
  const byId = new Map(all.map((body) => [body.id, body]));
  const listed = byId.get(stored.id);
  if (listed === undefined) return null;
  return {
    id: stored.id,
    version: stored.version,
    kind: stored.kind,
    isUnit: isUnitKind(stored.kind),
    name: listed.name,
    shortName: listed.shortName,
    isEnded: stored.validTo !== null && stored.validTo < on,
    validFrom: stored.validFrom,
    validTo: stored.validTo,
    ownershipPercent: stored.ownershipPercent,
    boundByOther: stored.boundByOther,
    organisationNumber: stored.organisationNumber,
    certainty: stored.certainty,
    source: stored.source,
    isDemonstration: stored.isDemonstration,
    politicalBody: nameBody(politicalBodyOf(listed, byId)?.id ?? null, byId),
    mergedInto: nameBody(stored.mergedIntoId, byId),
    mergedFrom: all.filter((body) => body.mergedIntoId === stored.id).map((body) => ({ id: body.id, name: body.name, lastDay: body.validTo })),
    names: await repository.listNames(read, stored.id),
    placements: await repository.listPlacements(read, stored.id, on),
    below: await repository.listBodiesBelow(read, stored.id, on),
    contactPersons: await listAppointments(actor, stored.id),
    seats: await repository.listSeats(read, stored.id),
  };
}

/** The body that a name leads to today, old names and those of merged bodies included, under its present name; null when none has it. */
export async function findBodyByAnyName(actor: Actor, text: string, on: PlainDate): Promise<{ id: string; name: string; kind: BodyKind } | null> {
  authorizeAll(bodiesPolicy, "view", actor);
  const found = bodyNamed(await repository.listAllBodies(reading(), on), text, on);
  return found === null ? null : { id: found.id, name: found.name, kind: found.kind };
}

/** A body's own id and those of all bodies that have gone up into it: what a filter on it must match to find older records. */
export async function listIdsWithPredecessors(actor: Actor, id: string, on: PlainDate): Promise<string[]> {
  authorizeAll(bodiesPolicy, "view", actor);
  return idsWithPredecessors(await repository.listAllBodies(reading(), on), id);
}
