import { z } from "zod";
import { optionalText, requiredChoice, requiredDate, requiredId, requiredText, version } from "@/lib/fields";
import { PROJECT_STATUSES } from "../schema";

/** A step in a project's life cycle, as the form sends it. */
export const statusChangeSchema = z.object({
  id: requiredId("fields.choice"),
  _version: version(),
  to: requiredChoice(PROJECT_STATUSES, "projects.errors.statusMissing"),
  on: requiredDate("projects.errors.statusDateMissing"),
  note: optionalText(500),
});
export type StatusChangeInput = z.output<typeof statusChangeSchema>;

/** The form that sets right a state that was recorded by mistake. */
export const statusCorrectionSchema = z.object({
  id: requiredId("fields.choice"),
  _version: version(),
  right: requiredChoice(PROJECT_STATUSES, "projects.errors.statusMissing"),
  reason: requiredText(500, "projects.errors.correctionReasonMissing"),
});
export type StatusCorrectionInput = z.output<typeof statusCorrectionSchema>;
