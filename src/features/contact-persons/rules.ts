import { addDays, isWithin, type PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import type { ObligedKind, PolicyPack, UnitKind } from "@packs/pack";
import type { ContactPersonKind, SittingChoice } from "./schema";

export type AppointmentRefusal =
  | "appointmentNotAUnit"
  | "appointmentUnitNotThere"
  | "appointmentPersonArchived"
  | "appointmentEndsBeforeStart"
  | "appointmentOverlaps"
  | "appointmentAlreadyEnded"
  | "appointmentConfirmedTooEarly"
  | "appointmentAnotherHolds"
  | "appointmentSittingBeginsLater";

export interface UnitState {
  kind: string;
  validFrom: PlainDate | null;
  validTo: PlainDate | null;
}

export interface AppointmentState {
  from: PlainDate;
  to: PlainDate | null;
}

/** What the rules read of a policy pack. */
export type AskingPack = Pick<PolicyPack, "clauses" | "obligations"> & { document: Pick<PolicyPack["document"], "shortTitle"> };

/** A unit on a day, with the days of its latest contact person, as the gap rule needs it. */
export interface UnitForGaps {
  id: string;
  name: string;
  shortName: string | null;
  kind: UnitKind;
  /** Whose governing documents bind it, when they are another's. */
  boundByOther: string | null;
  validFrom: PlainDate | null;
  hasContactPerson: boolean;
  /** The last day of the latest contact person before, or null when there has been none. */
  lastEndedOn: PlainDate | null;
}

/** A unit that lacks a contact person, with the clause that asks for one. */
export interface Gap {
  unitId: string;
  unitName: string;
  unitShortName: string | null;
  kind: UnitKind;
  clause: string;
  quotation: string;
  /** The last day on which there was one; null when there never has been. */
  lastEndedOn: PlainDate | null;
}

/** The clause that asks units for a current contact person, and the kinds it asks; null where the governing document asks nobody. */
export function contactPersonDuty(pack: AskingPack): { clause: string; quotation: string; kinds: readonly ObligedKind[]; documentTitle: string } | null {
  const duty = pack.obligations.find((obligation) => obligation.evidence === "CURRENT_CONTACT_PERSON");
  const clause = pack.clauses.find((candidate) => candidate.number === duty?.clause);
  if (duty === undefined || clause === undefined) return null;
  return { clause: clause.number, quotation: clause.quotation, kinds: duty.for, documentTitle: pack.document.shortTitle };
}

/** The units that are asked for a contact person; none where the pack asks for none. */
export function listAsked<Unit extends UnitForGaps>(pack: AskingPack, units: readonly Unit[]): Unit[] {
  const duty = contactPersonDuty(pack);
  return duty === null ? [] : units.filter((unit) => isAskedOf(duty.kinds, unit));
}

const isAskedOf = (kinds: readonly string[], unit: UnitForGaps) => kinds.includes(unit.kind) && unit.boundByOther === null;

/** The units that lack a current contact person where the pack asks for one; a company bound by another's documents is not asked. */
export function findGaps(pack: AskingPack, units: readonly UnitForGaps[]): Gap[] {
  const duty = contactPersonDuty(pack);
  if (duty === null) return [];
  return units
    .filter((unit) => isAskedOf(duty.kinds, unit) && !unit.hasContactPerson)
    .map((unit) => ({
      unitId: unit.id,
      unitName: unit.name,
      unitShortName: unit.shortName,
      kind: unit.kind,
      clause: duty.clause,
      quotation: duty.quotation,
      lastEndedOn: unit.lastEndedOn,
    }));
}

/** Judges an appointment: a unit that is there from the first day, a person who is not archived, and an end that is not before the start. */
export function judgeAppointment(unit: UnitState, isPersonArchived: boolean, time: AppointmentState): Result<null, AppointmentRefusal> {
  if (!["OFFICE", "DEPARTMENT", "COMPANY"].includes(unit.kind)) return refuse("appointmentNotAUnit");
  if (time.to !== null && time.to < time.from) return refuse("appointmentEndsBeforeStart");
  if (!isWithin(time.from, unit.validFrom, unit.validTo)) return refuse("appointmentUnitNotThere");
  return isPersonArchived ? refuse("appointmentPersonArchived") : succeed(null);
}

/** Judges an appointment's last day: not before its first, and not later than a last day that it already has. */
export function judgeEnd(appointment: AppointmentState, to: PlainDate): Result<null, AppointmentRefusal> {
  if (to < appointment.from) return refuse("appointmentEndsBeforeStart");
  return appointment.to !== null && appointment.to <= to ? refuse("appointmentAlreadyEnded") : succeed(null);
}

/** Judges a confirmation of time: on a day when the appointment holds or is yet to begin, never after it ended. */
export function judgeConfirmation(appointment: AppointmentState, on: PlainDate, today: PlainDate): Result<null, AppointmentRefusal> {
  if (on > today) return refuse("appointmentConfirmedTooEarly");
  return appointment.to !== null && appointment.to < on ? refuse("appointmentAlreadyEnded") : succeed(null);
}

/** Contact persons first, then deputies, each by the order they came in. */
export function primaryFirst<Person extends { kind: ContactPersonKind }>(people: readonly Person[]): Person[] {
  return [...people.filter((person) => person.kind === "PRIMARY"), ...people.filter((person) => person.kind === "DEPUTY")];
}

/** Somebody who is contact person of a unit during a time. */
export interface Sitting extends AppointmentState {
  id: string;
  version: number;
  personId: string;
  personName: string;
}

/**
 * Judges an appointment beside the contact persons whom the unit has during it, and answers with those whose last day it sets to the day before: two at once
 * are never there by mistake, but because somebody has said so. Refused: appointmentAnotherHolds, appointmentSittingBeginsLater. Clause V20a.
 */
export function judgeSitting(sitting: readonly Sitting[], from: PlainDate, choice: SittingChoice | undefined): Result<{ ended: readonly Sitting[]; lastDay: PlainDate }, AppointmentRefusal> {
  const lastDay = addDays(from, -1);
  const [first] = sitting;
  if (first === undefined || choice === "STAYS") return succeed({ ended: [], lastDay });
  if (choice === undefined) return refuse("appointmentAnotherHolds", { field: "sitting", about: { name: first.personName, others: sitting.length - 1 } });
  const later = sitting.find((one) => one.from > lastDay);
  return later === undefined ? succeed({ ended: sitting, lastDay }) : refuse("appointmentSittingBeginsLater", { field: "sitting", about: { name: later.personName, day: later.from } });
}
