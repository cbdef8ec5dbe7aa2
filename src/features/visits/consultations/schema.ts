import { z } from "zod";
import { requiredId, requiredText, version } from "@/lib/fields";

export const CONSULTATION_STATES = ["ASKED", "ANSWERED", "NOT_NEEDED"] as const;
export type ConsultationState = (typeof CONSULTATION_STATES)[number];

/** As many characters as what is asked, and what is answered, may have. */
export const LONGEST_CONSULTATION = 1000;

const about = { _key: requiredId("fields.choice"), id: requiredId("fields.choice") };

/** Asking the other presidium about a visit. */
export const consultSchema = z.object({ ...about, question: requiredText(LONGEST_CONSULTATION, "visits.consultation.questionMissing") }).transform(({ _key, id, question }) => ({ key: _key, id, said: question }));

/** That there is no need to, and why. */
export const waiveSchema = z.object({ ...about, reason: requiredText(LONGEST_CONSULTATION, "visits.consultation.reasonMissing") }).transform(({ _key, id, reason }) => ({ key: _key, id, said: reason }));

/** What the presidium that was asked answers. */
export const answerConsultationSchema = z
  .object({ id: requiredId("fields.choice"), consultationId: requiredId("fields.choice"), _version: version(), answer: requiredText(LONGEST_CONSULTATION, "visits.consultation.answerMissing") })
  .transform(({ _version, ...answer }) => ({ ...answer, version: _version }));
