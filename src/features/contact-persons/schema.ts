import { z } from "zod";
import type { PlainDate } from "@/domain/plain-date";
import { field, optionalChoice, optionalDate, optionalText, requiredChoice, requiredDate, requiredId, version, whenRead } from "@/lib/fields";

export const CONTACT_PERSON_KINDS = ["PRIMARY", "DEPUTY"] as const;
export type ContactPersonKind = (typeof CONTACT_PERSON_KINDS)[number];

/** What becomes of those who are contact persons of the unit already: their last day is the day before, or they stay. */
export const SITTING_CHOICES = ["ENDS", "STAYS"] as const;
export type SittingChoice = (typeof SITTING_CHOICES)[number];

const LONGEST_APPOINTER = 200;

export interface AppointmentInput {
  unitId: string;
  personId: string;
  kind: ContactPersonKind;
  from: PlainDate;
  /** The last day, or null while it goes on. */
  to: PlainDate | null;
  appointedOn: PlainDate | null;
  appointedBy: string | null;
  /** Working time set aside, in whole percent of full time. */
  timePercent: number | null;
  /** Said only where somebody else is contact person at the time, so that two are never appointed by mistake. */
  sitting?: SittingChoice;
}

export interface EndInput {
  id: string;
  version: number;
  to: PlainDate;
}

export interface ConfirmTimeInput {
  id: string;
  version: number;
  timePercent: number;
  on: PlainDate;
}

/** A share of full time in whole percent from a least one, null when left empty. */
export function optionalPercent(least = 1) {
  return field<number | null>((text) => {
    if (text === "") return { value: null };
    const percent = /^(\d{1,3})\s*%?$/.exec(text)?.[1];
    return percent !== undefined && Number(percent) >= least && Number(percent) <= 100 ? { value: Number(percent) } : { message: "people.errors.timePercent" };
  });
}

/** The form in which a unit appoints its contact person or the contact person's deputy. */
export const appointSchema = z
  .object({
    _key: requiredId("fields.choice"),
    unitId: requiredId("fields.choice"),
    personId: requiredId("people.errors.personMissing"),
    kind: requiredChoice(CONTACT_PERSON_KINDS, "people.errors.contactKindMissing"),
    from: requiredDate("people.errors.fromMissing"),
    to: optionalDate(),
    appointedOn: optionalDate(),
    appointedBy: optionalText(LONGEST_APPOINTER),
    timePercent: optionalPercent(),
    sitting: optionalChoice(SITTING_CHOICES),
  })
  .superRefine((form, context) => {
    if (form.to !== null && form.to < form.from) context.addIssue({ code: "custom", path: ["to"], message: "people.errors.endsBeforeStart" });
  }, whenRead("from", "to"))
  .transform(({ _key, sitting, ...appointment }): { key: string; appointment: AppointmentInput } => ({ key: _key, appointment: { ...appointment, ...(sitting === null ? {} : { sitting }) } }));

/** The form in which an appointment gets its last day. */
export const endAppointmentSchema = z
  .object({ id: requiredId("fields.choice"), unitId: requiredId("fields.choice"), _version: version(), to: requiredDate("people.errors.lastDayMissing") })
  .transform(({ _version, ...rest }): EndInput & { unitId: string } => ({ ...rest, version: _version }));

/** The form in which a manager confirms the contact person's time. */
export const confirmTimeSchema = z
  .object({
    id: requiredId("fields.choice"),
    unitId: requiredId("fields.choice"),
    _version: version(),
    timePercent: optionalPercent().transform((percent, context): number => {
      if (percent !== null) return percent;
      context.addIssue({ code: "custom", message: "people.errors.timePercent", params: {} });
      return z.NEVER;
    }),
    on: requiredDate("people.errors.confirmedOnMissing"),
  })
  .transform(({ _version, ...rest }): ConfirmTimeInput & { unitId: string } => ({ ...rest, version: _version }));
