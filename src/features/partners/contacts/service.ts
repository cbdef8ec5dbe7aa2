import "server-only";
import { isCoordinator, isOnBehalf, unitIdsAnsweredFor, type Actor } from "@/domain/actor";
import { addDays, dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { refuse, succeed, type Result } from "@/domain/result";
import { loadUnits } from "@/features/projects/choices/service";
import { recordAudit } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { once } from "@/server/idempotency";
import { authorize } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { inTransaction } from "@/server/transaction";
import { getPartner } from "../service";
import { contactPolicy, type ContactThing } from "./policy";
import * as repository from "./repository";
import { isErased, judgeNeed, NOTICE_DAYS, type ContactRefusal } from "./rules";
import type { AddContactInput, ChangeContactInput, ContactDetails } from "./schema";

export type { DueAt, KnownAt, StoredContact } from "./repository";

const today = (now: Date): PlainDate => dateInStockholm(now);

const thingOf = (contact: repository.StoredContact, now: Date): ContactThing => ({ id: contact.id, unitId: contact.unitId, isErased: isErased(contact, today(now)) });

/** An act lies in the partner's history, and says of the contact no more than which one it was: what names a person must be erasable. */
const audit = (tx: Tx, actor: Actor, { id, partnerId, unitId }: { id: string; partnerId: string; unitId: string }, action: string) =>
  recordAudit(tx, { actor, action: `partnerContacts.${action}`, subject: { kind: "partner", id: partnerId }, unitId, onBehalf: isOnBehalf(actor, unitId), details: { contactId: id } });

/** The units for which the actor may add contacts. */
export async function listContactUnits(actor: Actor, now = new Date()): Promise<{ id: string; name: string }[]> {
  return (await loadUnits(actor, now)).filter(({ id }) => may(contactPolicy, "add", actor, { id, unitId: id, isErased: false }));
}

/** Adds someone whom a unit is in touch with at a partner, for as long as that is needed; the same key adds it once. Throws NOT_FOUND. Refused: partnerContactPartnerGone, partnerContactUnitNotThere, partnerContactNotNeeded, partnerContactTooLong. */
export async function addContact(actor: Actor, { key, input }: { key: string; input: AddContactInput }, about: { isDemonstration?: boolean } = {}, now = new Date()): Promise<Result<{ id: string }, ContactRefusal>> {
  const { partner } = await getPartner(actor, input.partnerId);
  const units = await loadUnits(actor, now);
  return orRefuse(() =>
    inTransaction((tx) => {
      const id = repository.newContactId();
      const permit = authorize(contactPolicy, "add", actor, { id, unitId: input.unitId, isErased: false });
      return once(tx, actor, "partnerContacts.add", key, input, async () => {
        if (partner.isArchived || partner.mergedIntoId !== null) must(refuse("partnerContactPartnerGone"));
        if (!units.some((unit) => unit.id === input.unitId)) must(refuse("partnerContactUnitNotThere", { field: "unitId" }));
        must(judgeNeed(input.contact.neededUntil, today(now)));
        await repository.insertContact(tx, permit, id, input, about.isDemonstration ?? false, now);
        await audit(tx, actor, { id, ...input }, "added");
        return { id };
      });
    }),
  );
}

async function hold(tx: Tx, id: string, now: Date): Promise<repository.StoredContact> {
  const stored = await repository.lockContact(tx, id, today(now));
  if (stored === null) throw new AppError("NOT_FOUND");
  return stored;
}

/** Changes a contact, or has it needed for longer. Throws CONFLICT when someone has changed it since. Refused: partnerContactNotNeeded, partnerContactTooLong. */
export async function changeContact(actor: Actor, { id, version, contact }: Omit<ChangeContactInput, "partnerId">, now = new Date()): Promise<Result<{ id: string }, ContactRefusal>> {
  return inTransaction(async (tx) => {
    const stored = await hold(tx, id, now);
    const permit = authorize(contactPolicy, "edit", actor, thingOf(stored, now));
    if (stored.version !== version) throw new AppError("CONFLICT");
    const judged = judgeNeed(contact.neededUntil, today(now));
    if (!judged.ok) return judged;
    await repository.updateContact(tx, permit, id, version, contact, now);
    await audit(tx, actor, stored, "changed");
    return succeed({ id });
  });
}

/** Erases a contact's details at once, from their versions too (GDPR art. 17). Throws CONFLICT when someone has changed it since. */
export async function eraseContact(actor: Actor, { id, version }: { id: string; version: number }, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const stored = await hold(tx, id, now);
    const permit = authorize(contactPolicy, "erase", actor, thingOf(stored, now));
    if (stored.version !== version) throw new AppError("CONFLICT");
    await repository.eraseDetails(tx, permit, id, version, now);
    await audit(tx, actor, stored, "erased");
    return { id };
  });
}

const AT_A_TIME = 5_000;

/** Erases the details of all contacts whose last day has passed (GDPR art. 5.1 e), each in a transaction of its own; answers how many. For the program itself. */
export async function eraseExpiredContacts(actor: Actor, now = new Date()): Promise<number> {
  let erased = 0;
  for (const { id } of await repository.selectExpired(reading(), today(now), AT_A_TIME)) {
    erased += await inTransaction(async (tx) => {
      const stored = await hold(tx, id, now);
      // Needed for longer since, or erased by another instance.
      if (stored.isAnonymised || !isErased(stored, today(now))) return 0;
      const permit = authorize(contactPolicy, "erase", actor, { ...thingOf(stored, now), isErased: false });
      await repository.eraseDetails(tx, permit, id, stored.version, now);
      await audit(tx, actor, stored, "erased");
      return 1;
    });
  }
  return erased;
}

export interface SeenContact {
  id: string;
  unit: string;
  unitId: string;
  partnerId: string;
  /** Null where they are not the actor's to see. */
  details: (ContactDetails & { neededUntil: PlainDate; lawfulBasis: repository.StoredContact["lawfulBasis"] }) | null;
  mayEdit: boolean;
}

/** The people whom units are in touch with at partners; who they are, for those who answer for the unit and for the office. */
export async function listContacts(actor: Actor, partnerIds: readonly string[], now = new Date()): Promise<SeenContact[]> {
  return (await repository.selectOfPartners(reading(), partnerIds, today(now))).map((stored) => {
    const { id, partnerId, unitId, unitName, name, title, email, phone, neededUntil, lawfulBasis } = stored;
    const isShown = may(contactPolicy, "viewDetails", actor, thingOf(stored, now));
    return { id, partnerId, unitId, unit: unitName, details: isShown ? { name, title, email, phone, neededUntil, lawfulBasis } : null, mayEdit: may(contactPolicy, "edit", actor, thingOf(stored, now)) };
  });
}

/** How many people each unit knows at partners: no names, so that everyone may see whom to ask (V11b). */
export async function countContacts(_actor: Actor, partnerIds: readonly string[], now = new Date()): Promise<repository.KnownAt[]> {
  return partnerIds.length === 0 ? [] : repository.countByUnit(reading(), partnerIds, today(now));
}

/** A contact, for who may change it; throws NOT_FOUND when it isn't there any longer. */
export async function getContact(actor: Actor, id: string, now = new Date()): Promise<repository.StoredContact> {
  const stored = await repository.findContact(reading(), id, today(now));
  if (stored === null || isErased(stored, today(now))) throw new AppError("NOT_FOUND");
  authorize(contactPolicy, "edit", actor, thingOf(stored, now));
  return stored;
}

/** Details that are about to be erased, of the units that the actor answers for, or of all for the office; without names. */
export async function listContactsDue(actor: Actor, day: PlainDate): Promise<repository.DueAt[]> {
  const own = unitIdsAnsweredFor(actor);
  if (!isCoordinator(actor) && own.length === 0) return [];
  return repository.selectDue(reading(), isCoordinator(actor) ? null : own, day, addDays(day, NOTICE_DAYS));
}
