import { z } from "zod";
import { settleConflict } from "@/domain/merge";
import type { Values } from "@/domain/values";
import { optionalText, requiredId, requiredText, version } from "@/lib/fields";

export const LONGEST_HANDOVER = 8000;

/** What somebody who leaves hands on. */
export interface HandoverInput {
  ongoing: string;
  contacts: string | null;
  advice: string | null;
}

/** The fields of a handover's form, in the order they are shown. */
export const HANDOVER_FIELDS = ["ongoing", "contacts", "advice"] as const;

export interface SaveHandoverInput {
  key: string;
  appointmentId: string;
  /** The version that is changed; 0 where nothing has been written yet. */
  version: number;
  handover: HandoverInput;
}

/** The form in which somebody who leaves writes a handover or changes it, also as the conflict view sends it with a choice for each field that both changed. */
export const saveHandoverSchema = z
  .custom<Values>()
  .transform(settleConflict)
  .pipe(
    z.object({
      _key: requiredId("fields.choice"),
      appointmentId: requiredId("fields.choice"),
      _version: version(),
      ongoing: requiredText(LONGEST_HANDOVER, "contactPersons.errors.ongoingMissing"),
      contacts: optionalText(LONGEST_HANDOVER),
      advice: optionalText(LONGEST_HANDOVER),
    }),
  )
  .transform(({ _key, appointmentId, _version, ...handover }): SaveHandoverInput => ({ key: _key, appointmentId, version: _version, handover }));

/** A button with which somebody of the unit says to have gone through a handover. */
export const receiveHandoverSchema = z.object({ appointmentId: requiredId("fields.choice"), _version: version() }).transform(({ appointmentId, _version }) => ({ appointmentId, version: _version }));
