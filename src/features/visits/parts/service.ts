import "server-only";
import { isOnBehalf, type Actor } from "@/domain/actor";
import { addDays, dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import type { SubjectRecord } from "@/domain/registers";
import { refuse, type Result } from "@/domain/result";
import { getNetwork } from "@/features/networks/service";
import { loadUnits } from "@/features/projects/choices/service";
import { getProject } from "@/features/projects/service";
import { getRelation } from "@/features/town-relations/service";
import { recordAudit } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError, isAppError } from "@/server/errors";
import { once } from "@/server/idempotency";
import { askQuietly, authorize } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { inTransaction } from "@/server/transaction";
import { visitPolicy } from "../policy";
import { getVisit, openVisit, type StoredVisit } from "../service";
import { visitActionPolicy, visitNamesPolicy } from "./policy";
import * as repository from "./repository";
import { isOfVisit, NAME_DAYS, timesOf, type PartRefusal } from "./rules";
import { LINK_KINDS, type EraseNameInput, type LinkInput, type LinkKind, type PartInput, type RemovePartInput, type SavePartInput, type SettleActionInput } from "./schema";

export type { ActionToDo, CostSum, LinkedVisit, StoredAction, StoredCost, StoredGift, StoredHospitality, StoredItem, StoredParticipant } from "./repository";

const today = (now: Date): PlainDate => dateInStockholm(now);

const audit = (tx: Tx, actor: Actor, visit: { id: string; unitId: string }, action: string, partId: string) =>
  recordAudit(tx, { actor, action: `visits.${action}`, subject: { kind: "visit", id: visit.id }, unitId: visit.unitId, onBehalf: isOnBehalf(actor, visit.unitId), details: { partId } });

/** How each record that a visit can belong with is found; each throws NOT_FOUND for one that isn't the actor's to see. */
const FIND: Readonly<Record<LinkKind, (actor: Actor, id: string, now: Date) => Promise<{ title: string; path: string }>>> = {
  townRelation: async (actor, id, now) => ({ title: (await getRelation(actor, id, now)).relation.name, path: `/town-relations/${id}` }),
  network: async (actor, id, now) => ({ title: (await getNetwork(actor, id, now)).network.name, path: `/networks/${id}` }),
  project: async (actor, id, now) => ({ title: (await getProject(actor, id, now)).project.title, path: `/projects/${id}` }),
};

async function findLinked(actor: Actor, { subjectKind, subjectId }: Pick<LinkInput, "subjectKind" | "subjectId">, now: Date): Promise<{ title: string; path: string } | null> {
  try {
    return await askQuietly(() => FIND[subjectKind](actor, subjectId, now));
  } catch (error) {
    if (isAppError(error, "NOT_FOUND")) return null;
    throw error;
  }
}

/** What stands outside the visit that a part names, found before the visit is held. */
interface Named {
  linked: boolean;
  payer: boolean;
}

async function findNamed(actor: Actor, part: PartInput, now: Date): Promise<Named> {
  return {
    linked: part.kind !== "link" || (await findLinked(actor, part, now)) !== null,
    payer: part.kind !== "cost" || (await loadUnits(actor, now)).some(({ id }) => id === part.payerId),
  };
}

/** Judges a part beside its visit, and answers with the instants of one that has them. */
async function judge(tx: Tx, visit: StoredVisit, part: PartInput, isNew: boolean, named: Named): Promise<repository.Times | null> {
  const days = { startsOn: visit.starts.on, endsOn: visit.endsOn };
  switch (part.kind) {
    case "programme":
      if (!isOfVisit(part.day, days)) must(refuse("visitItemOutside", { field: "day", about: { from: days.startsOn, to: days.endsOn } }));
      return must(timesOf(part));
    case "participant":
      if (part.personId !== null && !(await repository.isPerson(tx, part.personId))) must(refuse("visitPersonNotThere", { field: "personId" }));
      return null;
    case "link":
      if (!named.linked) must(refuse("visitLinkNotThere"));
      if (isNew && (await repository.isLinked(tx, visit.id, part))) must(refuse("visitLinkTwice"));
      return null;
    case "hospitality":
      if (!isOfVisit(part.servedOn, days)) must(refuse("visitHospitalityOutside", { field: "servedOn", about: { from: days.startsOn, to: days.endsOn } }));
      if (!(await repository.areParticipants(tx, visit.id, part.participantIds))) must(refuse("visitParticipantNotThere", { field: "participantIds" }));
      return null;
    case "gift":
      return null;
    case "cost":
      if (!named.payer) must(refuse("visitPayerNotThere", { field: "payerId" }));
      return null;
    case "action":
      if (!(await repository.isPerson(tx, part.ownerId))) must(refuse("visitPersonNotThere", { field: "ownerId" }));
      return null;
  }
}

/**
 * Adds a part to a visit, or changes one; the same key does it once. Throws NOT_FOUND, FORBIDDEN, and CONFLICT when someone has changed the part since. Refused: visitClosed, visitTimeNotThere, visitItemOutside,
 * visitPersonNotThere, visitParticipantNotThere, visitPayerNotThere, visitLinkNotThere, visitLinkTwice, visitHospitalityOutside.
 */
export async function savePart(actor: Actor, { key, visitId, changed, part }: SavePartInput, now = new Date()): Promise<Result<{ id: string }, PartRefusal>> {
  const named = await findNamed(actor, part, now);
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const { stored, thing } = await openVisit(tx, actor, visitId, now);
      const permit = authorize(visitPolicy, "edit", actor, thing);
      return once(tx, actor, "visits.savePart", key, { visitId, changed, part }, async () => {
        if (stored.closedOn !== null) must(refuse("visitClosed"));
        const times = await judge(tx, stored, part, changed === null, named);
        const id = changed === null ? await repository.insertPart(tx, permit, visitId, part, times) : changed.id;
        if (changed !== null) await repository.updatePart(tx, permit, visitId, changed, part, times);
        await audit(tx, actor, stored, `${part.kind}Saved`, id);
        return { id };
      });
    }),
  );
}

/** Takes a part away from its visit; it stays in the history. Throws CONFLICT when someone has changed it since. Refused: visitClosed. */
export async function removePart(actor: Actor, { visitId, kind, id, version }: RemovePartInput, now = new Date()): Promise<Result<{ id: string }, PartRefusal>> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const { stored, thing } = await openVisit(tx, actor, visitId, now);
      const permit = authorize(visitPolicy, "edit", actor, thing);
      if (stored.closedOn !== null) must(refuse("visitClosed"));
      await repository.removePart(tx, permit, visitId, kind, { id, version }, now);
      await audit(tx, actor, stored, `${kind}Removed`, id);
      return { id: visitId };
    }),
  );
}

/** Erases the name of someone who took part, from its versions too (GDPR art. 17); that somebody took part stays. Throws CONFLICT when someone has changed the participant since. */
export async function eraseName(actor: Actor, { visitId, id, version }: EraseNameInput, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const { stored } = await openVisit(tx, actor, visitId, now);
    const permit = authorize(visitNamesPolicy, "erase", actor, stored);
    await repository.eraseName(tx, permit, visitId, { id, version }, now);
    await audit(tx, actor, stored, "nameErased", id);
    return { id: visitId };
  });
}

const AT_A_TIME = 5_000;

/** Erases the names of those from elsewhere who took part in visits that have been over for two years (GDPR art. 5.1 e), each in a transaction of its own; answers how many. For the program itself. */
export async function eraseOldNames(actor: Actor, now = new Date()): Promise<number> {
  let erased = 0;
  for (const old of await repository.selectOldNames(reading(), addDays(today(now), -NAME_DAYS), AT_A_TIME)) {
    try {
      await eraseName(actor, old, now);
      erased += 1;
    } catch (error) {
      // Changed since, or erased by another instance.
      if (!isAppError(error, "CONFLICT")) throw error;
    }
  }
  return erased;
}

/** Says that an action point is done, or after all is not; also at a visit that is closed. Throws CONFLICT when someone has changed it since. */
export async function settleAction(actor: Actor, { visitId, id, version, isDone }: SettleActionInput, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const { stored } = await openVisit(tx, actor, visitId, now);
    const point = await repository.findOwner(tx, visitId, id);
    if (point === null) throw new AppError("CONFLICT");
    const permit = authorize(visitActionPolicy, "settle", actor, { id, ownerId: point.ownerId, unitId: stored.unitId, isArchived: stored.isArchived });
    await repository.settleAction(tx, permit, visitId, { id, version }, isDone ? today(now) : null);
    await audit(tx, actor, stored, isDone ? "actionDone" : "actionReopened", id);
    return { id: visitId };
  });
}

export interface VisitParts extends Omit<repository.StoredParts, "link" | "action"> {
  /** Those of the records that the actor may see. */
  links: (LinkInput & { id: string; version: number; title: string; path: string })[];
  actions: (repository.StoredAction & { maySettle: boolean })[];
  /** Whether the names of those from elsewhere are the actor's to see; where they aren't, none are there. */
  mayReadNames: boolean;
  mayErase: boolean;
}

/** All that a visit holds; who has the visit at hand already hands it over. Throws NOT_FOUND when it isn't the actor's to see. */
export async function listParts(actor: Actor, visitId: string, { loaded }: { loaded?: { visit: StoredVisit } } = {}, now = new Date()): Promise<VisitParts> {
  const [{ visit }, { link, action, ...parts }] = await Promise.all([loaded ?? getVisit(actor, visitId, now), repository.selectParts(reading(), visitId, today(now))]);
  const linked = await Promise.all(link.map(async (each) => ({ each, found: await findLinked(actor, each, now) })));
  const mayReadNames = may(visitNamesPolicy, "read", actor, visit);
  return {
    ...parts,
    participant: mayReadNames ? parts.participant : parts.participant.map((each) => ({ ...each, name: null })),
    links: linked.flatMap(({ each, found }) => (found === null ? [] : [{ ...each, ...found }])),
    actions: action.map((each) => ({ ...each, maySettle: may(visitActionPolicy, "settle", actor, { id: each.id, ownerId: each.ownerId, unitId: visit.unitId, isArchived: visit.isArchived }) })),
    mayReadNames,
    mayErase: may(visitNamesPolicy, "erase", actor, visit),
  };
}

/** The municipality's own people, who can take part in visits and have things to do because of them; for who may change the visit. */
export async function listPeopleForVisit(actor: Actor, visitId: string, now = new Date()): Promise<{ id: string; name: string }[]> {
  const { thing } = await getVisit(actor, visitId, now);
  authorize(visitPolicy, "edit", actor, thing);
  return repository.selectPeople(reading());
}

/** What the actor has to do because of visits, what is due first. */
export async function listActionsToDo(actor: Actor): Promise<repository.ActionToDo[]> {
  return repository.selectActionsOf(reading(), actor.personId);
}

/** The visits that belong with a record, the latest first, at most 50; who has the record at hand hands it over, as proof that the actor may see it. None for a kind of record that visits don't belong with. */
export async function listVisitsOf(_actor: Actor, { kind, id }: { kind: string; id: string }, { loaded }: { loaded: SubjectRecord | Promise<SubjectRecord> }): Promise<{ visits: repository.LinkedVisit[]; total: number }> {
  const linkable = LINK_KINDS.find((each) => each === kind);
  if (linkable === undefined) return { visits: [], total: 0 };
  const [found] = await Promise.all([repository.selectVisitsOf(reading(), { kind: linkable, id }), loaded]);
  return found;
}
