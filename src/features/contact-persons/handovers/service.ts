import "server-only";
import { isOnBehalf, unitIdsAnsweredFor, type Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { notify } from "@/features/notifications/service";
import { recordAudit } from "@/server/audit";
import { reading } from "@/server/db";
import { AppError } from "@/server/errors";
import { once } from "@/server/idempotency";
import { authorize } from "@/server/permit";
import { inTransaction } from "@/server/transaction";
import { getAppointment, type AppointmentFacts } from "../service";
import { appointmentHandoverPolicy } from "./policy";
import * as repository from "./repository";
import { isAskedFor } from "./rules";
import type { HandoverInput, SaveHandoverInput } from "./schema";

export interface HandoverView {
  appointment: AppointmentFacts;
  /** Null until it has been written. */
  handover: repository.StoredHandover | null;
  mayWrite: boolean;
  mayReceive: boolean;
}

/** What a contact person hands on, with what the actor may do; throws NOT_FOUND to anybody but the person, the unit's people and the office. */
export async function getHandover(actor: Actor, appointmentId: string, now = new Date()): Promise<HandoverView> {
  const appointment = await getAppointment(actor, appointmentId, now);
  authorize(appointmentHandoverPolicy, "view", actor, appointment);
  const handover = await repository.findHandover(reading(), appointmentId);
  return { appointment, handover, mayWrite: may(appointmentHandoverPolicy, "write", actor, appointment), mayReceive: handover !== null && handover.receivedOn === null && may(appointmentHandoverPolicy, "receive", actor, appointment) };
}

/**
 * Writes a handover, or changes it, and tells the unit's people when it is new; the same key does so once. Throws NOT_FOUND, FORBIDDEN, and CONFLICT when somebody has written it since, with
 * `baseVersion` (what the change began from) and `currentVersion`, both of which `getHandoverVersion` returns.
 */
export async function saveHandover(actor: Actor, { key, appointmentId, version, handover }: SaveHandoverInput, now = new Date()): Promise<{ id: string }> {
  const appointment = await getAppointment(actor, appointmentId, now);
  const permit = authorize(appointmentHandoverPolicy, "write", actor, appointment);
  return inTransaction((tx) =>
    once(tx, actor, "contactPersons.saveHandover", key, { appointmentId, version, handover }, async () => {
      const stored = await repository.lockHandover(tx, appointmentId);
      if ((stored?.version ?? 0) !== version) throw new AppError("CONFLICT", stored === null || version === 0 ? {} : { baseVersion: version, currentVersion: stored.version });
      if (stored !== null) await repository.updateHandover(tx, permit, appointmentId, version, handover, now);
      else {
        if (!(await repository.insertHandover(tx, permit, appointmentId, handover, dateInStockholm(now), now))) throw new AppError("CONFLICT");
        await notify(tx, actor, { kind: "HANDOVER_WRITTEN", to: [{ unitId: appointment.unitId }], subject: { kind: "contactPerson", id: appointment.unitId }, path: `/contact-persons/${appointmentId}/hand-over` }, now);
      }
      await recordAudit(tx, { actor, action: "contactPersons.handoverWritten", subject: { kind: "body", id: appointment.unitId }, unitId: appointment.unitId, onBehalf: isOnBehalf(actor, appointment.unitId), details: { appointmentId } });
      return { id: appointmentId };
    }),
  );
}

/** Says that somebody of the unit has gone through a handover. Throws NOT_FOUND, FORBIDDEN, and CONFLICT when it has been changed or received since. */
export async function receiveHandover(actor: Actor, { appointmentId, version }: { appointmentId: string; version: number }, now = new Date()): Promise<{ id: string }> {
  const appointment = await getAppointment(actor, appointmentId, now);
  const permit = authorize(appointmentHandoverPolicy, "receive", actor, appointment);
  return inTransaction(async (tx) => {
    const stored = await repository.lockHandover(tx, appointmentId);
    if (stored === null) throw new AppError("NOT_FOUND");
    if (stored.version !== version || stored.receivedOn !== null) throw new AppError("CONFLICT");
    await repository.updateReceived(tx, permit, appointmentId, version, dateInStockholm(now), now);
    await recordAudit(tx, { actor, action: "contactPersons.handoverReceived", subject: { kind: "body", id: appointment.unitId }, unitId: appointment.unitId, onBehalf: isOnBehalf(actor, appointment.unitId), details: { appointmentId } });
    return { id: appointmentId };
  });
}

/** What a handover said in one of its versions, for who may change it, with who wrote it and when; throws NOT_FOUND. */
export async function getHandoverVersion(actor: Actor, appointmentId: string, version: number, now = new Date()): Promise<{ byName: string | null; at: Date; handover: HandoverInput }> {
  const { handover, appointment } = await getHandover(actor, appointmentId, now);
  authorize(appointmentHandoverPolicy, "write", actor, appointment);
  const found = handover === null ? null : await repository.findHandoverVersion(reading(), handover.id, version);
  if (found === null) throw new AppError("NOT_FOUND");
  return found;
}

/** The handovers that wait for the actor: its own to write from a month before its last day, and those of its units to receive. */
export async function listWaitingHandovers(actor: Actor, today: PlainDate): Promise<{ toWrite: repository.WaitingHandover[]; toReceive: repository.WaitingHandover[] }> {
  const units = unitIdsAnsweredFor(actor);
  const [unwritten, toReceive] = await Promise.all([repository.selectUnwritten(reading(), actor.personId, today), units.length === 0 ? [] : repository.selectUnreceived(reading(), units, actor.personId, today)]);
  return { toWrite: unwritten.filter(({ lastDay }) => isAskedFor(lastDay, today)), toReceive };
}
