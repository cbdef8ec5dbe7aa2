import { z } from "zod";
import type { PlainDate } from "@/domain/plain-date";
import { field, optionalDate, optionalText, requiredChoice, requiredDate, requiredId, version, whenRead } from "@/lib/fields";

export const CONTACT_PERSON_KINDS = ["PRIMARY", "DEPUTY"] as const;
export type ContactPersonKind = (typeof CONTACT_PERSON_KINDS)[number];

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

function optionalPercent() {
  return field<number | null>((text) => {
    if (text === "") return { value: null };
    const percent = /^(\d{1,3})\s*%?$/.exec(text)?.[1];
    return percent !== undefined && Number(percent) >= 1 && Number(percent) <= 100 ? { value: Number(percent) } : { message: "people.errors.timePercent" };
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
  })
  .superRefine((form, context) => {
    if (form.to !== null && form.to < form.from) context.addIssue({ code: "custom", path: ["to"], message: "people.errors.endsBeforeStart" });
  }, whenRead("from", "to"))
  .transform(({ _key, ...appointment }): { key: string; appointment: AppointmentInput } => ({ key: _key, appointment }));

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
