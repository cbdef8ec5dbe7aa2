import "server-only";
import type { PolicyPack } from "@packs/pack";
import { actsForBody, answersForUnit, hasRole, type Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import type { AsOf } from "@/domain/registers";
import { refuse, succeed, type Result } from "@/domain/result";
import { followAppointments } from "@/features/competence/enrolments/service";
import { notify } from "@/features/notifications/service";
import { followMembership } from "@/features/working-group/invitations/service";
import { recordAudit, type AuditFacts } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { once } from "@/server/idempotency";
import { getPack, packAsOf } from "@/server/pack";
import { authorize } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { inTransaction, sqlStateOf } from "@/server/transaction";
import { contactPersonsPolicy } from "./policy";
import * as repository from "./repository";
import { findGaps, judgeAppointment, judgeConfirmation, judgeEnd, judgeSitting, listAsked, type AppointmentRefusal, type Gap, type UnitForGaps } from "./rules";
import type { AppointmentInput, ConfirmTimeInput, EndInput } from "./schema";

export type { AppointmentFacts, AppointmentOfUnit, Member } from "./repository";

/** Tells whether the office acts for a unit that isn't its own. */
function isOnBehalf(actor: Actor, unitId: string): boolean {
  return hasRole(actor, "COORDINATOR") && !answersForUnit(actor, unitId) && !actsForBody(actor, unitId);
}

/**
 * Appoints a person as a unit's contact person or deputy and returns the appointment's id; the same key again returns the
 * same. Whoever is contact person there already ends the day before or stays, as is said. Refused: appointmentNotAUnit, appointmentUnitNotThere,
 * appointmentPersonArchived, appointmentEndsBeforeStart, appointmentOverlaps, appointmentAnotherHolds, appointmentSittingBeginsLater. Clause V20a.
 */
export async function appointContactPerson(actor: Actor, input: AppointmentInput, key: string): Promise<Result<{ id: string }, AppointmentRefusal>> {
  try {
    return await orRefuse(() =>
      inTransaction((tx) =>
        once(tx, actor, "contactPersons.appoint", key, input, async () => {
          const { id, entry } = await appointWithin(tx, actor, input);
          await recordAudit(tx, { actor, ...entry });
          return { id };
        }),
      ),
    );
  } catch (error) {
    if (sqlStateOf(error) === "23P01") return refuse("appointmentOverlaps");
    throw error;
  }
}

/**
 * Appoints a person as a part of another use case, which writes the entry; who is appointed is told, unless it happens in silence. Throws NOT_FOUND. Undone by the
 * refusals of `appointContactPerson`.
 */
export async function appointWithin(tx: Tx, actor: Actor, input: AppointmentInput, { isSilent = false }: { isSilent?: boolean } = {}): Promise<{ id: string; entry: Omit<AuditFacts, "actor"> }> {
  const { unit, person } = await repository.lockParties(tx, input.unitId, input.personId);
  if (unit === null || person === null) throw new AppError("NOT_FOUND");
  const permit = authorize(contactPersonsPolicy, "appoint", actor, { id: input.unitId, unitId: input.unitId });
  must(judgeAppointment(unit, person.isArchived, input));
  const sitting = input.kind === "PRIMARY" ? await repository.lockSitting(tx, input.unitId, input.personId, input) : [];
  const { ended, lastDay } = must(judgeSitting(sitting, input.from, input.sitting));
  if (ended.length > 0) {
    await repository.endSitting(tx, permit, input.unitId, ended.map((one) => one.id), lastDay);
    for (const { personId } of ended) await tellOfEnd(tx, actor, { unitId: input.unitId, personId }, lastDay);
  }
  const id = await repository.insertAppointment(tx, permit, input);
  await follow(tx, actor);
  if (!isSilent && (input.to === null || input.to >= dateInStockholm(new Date()))) await notify(tx, actor, { kind: "APPOINTED", to: [input.personId], subject: { kind: "contactPerson", id: input.unitId }, path: `/bodies/${input.unitId}` });
  const entry = {
    action: "contactPersons.appointed",
    subject: { kind: "body", id: input.unitId },
    unitId: input.unitId,
    onBehalf: isOnBehalf(actor, input.unitId),
    details: { appointmentId: id, personId: input.personId, kind: input.kind, from: input.from, to: input.to, endedIds: ended.map((one) => one.id) },
  };
  return { id, entry };
}

/** Ends what persons are appointed to beyond a day, as a part of another use case, which writes the entries; what began later ends on its first day. Tells nobody. */
export async function endAppointmentsOfPersons(tx: Tx, actor: Actor, personIds: readonly string[], lastDay: PlainDate): Promise<Omit<AuditFacts, "actor">[]> {
  const held = await repository.lockOfPersons(tx, personIds, lastDay);
  const entries: Omit<AuditFacts, "actor">[] = [];
  for (const { id, version, unitId, personId, from } of held) {
    const permit = authorize(contactPersonsPolicy, "end", actor, { id, unitId });
    const to = from > lastDay ? from : lastDay;
    await repository.setEnd(tx, permit, id, version, to);
    entries.push({ action: "contactPersons.ended", subject: { kind: "body", id: unitId }, unitId, onBehalf: isOnBehalf(actor, unitId), details: { appointmentId: id, personId, to } });
  }
  if (held.length > 0) await follow(tx, actor);
  return entries;
}

/** Lets meetings of the working group and activities to come follow a change of who is contact person. */
async function follow(tx: Tx, actor: Actor): Promise<void> {
  await followMembership(tx, actor);
  await followAppointments(tx, actor);
}

/** Tells whoever is no longer contact person from a day on. */
async function tellOfEnd(tx: Tx, actor: Actor, { unitId, personId }: { unitId: string; personId: string }, lastDay: PlainDate): Promise<void> {
  await notify(tx, actor, { kind: "APPOINTMENT_ENDED", to: [personId], subject: { kind: "contactPerson", id: unitId }, path: `/bodies/${unitId}`, params: { day: lastDay } });
}

/** Gives an appointment its last day; it stays in the history. Refused: appointmentEndsBeforeStart, appointmentAlreadyEnded. */
export async function endAppointment(actor: Actor, input: EndInput): Promise<Result<{ unitId: string }, AppointmentRefusal>> {
  return inTransaction(async (tx) => {
    const stored = await repository.lockAppointment(tx, input.id);
    if (stored === null) throw new AppError("NOT_FOUND");
    const permit = authorize(contactPersonsPolicy, "end", actor, stored);
    if (stored.version !== input.version) throw new AppError("CONFLICT");
    const verdict = judgeEnd(stored, input.to);
    if (!verdict.ok) return verdict;
    await repository.setEnd(tx, permit, stored.id, input.version, input.to);
    await tellOfEnd(tx, actor, stored, input.to);
    await follow(tx, actor);
    await recordAudit(tx, {
      actor,
      action: "contactPersons.ended",
      subject: { kind: "body", id: stored.unitId },
      unitId: stored.unitId,
      onBehalf: isOnBehalf(actor, stored.unitId),
      details: { appointmentId: stored.id, personId: stored.personId, to: input.to },
    });
    return succeed({ unitId: stored.unitId });
  });
}

/** Records that the contact person's working time, in percent, has been confirmed on a day. Refused: appointmentConfirmedTooEarly, appointmentAlreadyEnded. Clause V20b. */
export async function confirmTime(actor: Actor, input: ConfirmTimeInput, today: PlainDate = dateInStockholm(new Date())): Promise<Result<{ unitId: string }, AppointmentRefusal>> {
  return inTransaction(async (tx) => {
    const stored = await repository.lockAppointment(tx, input.id);
    if (stored === null) throw new AppError("NOT_FOUND");
    const permit = authorize(contactPersonsPolicy, "confirmTime", actor, stored);
    if (stored.version !== input.version) throw new AppError("CONFLICT");
    const verdict = judgeConfirmation(stored, input.on, today);
    if (!verdict.ok) return verdict;
    await repository.setConfirmedTime(tx, permit, stored.id, input.version, input.timePercent, input.on);
    await notify(tx, actor, { kind: "TIME_CONFIRMED", to: [stored.personId], subject: { kind: "contactPerson", id: stored.unitId }, path: `/bodies/${stored.unitId}` });
    await recordAudit(tx, {
      actor,
      action: "contactPersons.timeConfirmed",
      subject: { kind: "body", id: stored.unitId },
      unitId: stored.unitId,
      onBehalf: isOnBehalf(actor, stored.unitId),
      details: { appointmentId: stored.id, timePercent: input.timePercent, on: input.on },
    });
    return succeed({ unitId: stored.unitId });
  });
}

/** Ends what appointments a unit has beyond its last day, inside the caller's transaction, which audits it; returns how many. */
export async function endAppointmentsOfUnit(actor: Actor, tx: Tx, unitId: string, lastDay: PlainDate): Promise<number> {
  const permit = authorize(contactPersonsPolicy, "end", actor, { id: unitId, unitId });
  const ended = await repository.endAllBeyond(tx, permit, unitId, lastDay);
  await follow(tx, actor);
  return ended;
}

/** An appointment with its unit and its person; throws NOT_FOUND when there is none. */
export async function getAppointment(actor: Actor, id: string, now = new Date()): Promise<repository.AppointmentFacts> {
  const found = await repository.findAppointment(reading(), id, dateInStockholm(now));
  if (found === null) throw new AppError("NOT_FOUND");
  authorize(contactPersonsPolicy, "view", actor, found);
  return found;
}

/** All who are or have been contact person or deputy of a unit, those who still are first. */
export async function listAppointments(actor: Actor, unitId: string): Promise<repository.AppointmentOfUnit[]> {
  authorize(contactPersonsPolicy, "view", actor, { id: unitId, unitId });
  return repository.listOfUnit(reading(), unitId);
}

/** The units that lack a contact person on a day although the governing document asks for one (V20a); none where it does not. */
export async function listGaps(actor: Actor, on: PlainDate, pack: PolicyPack = getPack()): Promise<Gap[]> {
  authorize(contactPersonsPolicy, "view", actor, { id: "*", unitId: "*" });
  return findGaps(pack, await repository.listUnitsForGaps(reading(), on));
}

/** How many of the units that are asked for a contact person have one then, and those that lack one; null where the document in force then asks for none (V20a). */
export async function scrutiniseUnits(actor: Actor, asOf: AsOf, inForce: Promise<PolicyPack | null> = packAsOf(asOf)): Promise<{ having: UnitForGaps[]; lacking: UnitForGaps[] } | null> {
  authorize(contactPersonsPolicy, "view", actor, { id: "*", unitId: "*" });
  const [pack, units] = await Promise.all([inForce, repository.listUnitsForGaps(reading(), asOf.on)]);
  if (pack === null) return null;
  const asked = listAsked(pack, units);
  return asked.length === 0 ? null : { having: asked.filter((unit) => unit.hasContactPerson), lacking: asked.filter((unit) => !unit.hasContactPerson) };
}

/** The international working group on a day: whoever is contact person or deputy then, derived and never kept (V23). */
export async function listWorkingGroup(actor: Actor, on: PlainDate): Promise<repository.Member[]> {
  authorize(contactPersonsPolicy, "view", actor, { id: "*", unitId: "*" });
  return repository.listMembers(reading(), on);
}

/** How many contact persons each unit has on a day (V20a), and how many of them with confirmed time (V20b); units without are left out. */
export async function countCurrent(actor: Actor, on: PlainDate): Promise<{ unitId: string; current: number; confirmed: number }[]> {
  authorize(contactPersonsPolicy, "view", actor, { id: "*", unitId: "*" });
  return repository.countCurrent(reading(), on);
}
