import { z } from "zod";
import type { PlainDate } from "@/domain/plain-date";
import { ids, optionalText, requiredChoice, requiredDate, requiredId, requiredText, version, whenRead } from "@/lib/fields";

/** COOPERATION: can it be done together with others abroad · FUNDING: can somebody else pay a part of it. */
export const EXAMINATION_QUESTIONS = ["COOPERATION", "FUNDING"] as const;
export type ExaminationQuestion = (typeof EXAMINATION_QUESTIONS)[number];
export const EXAMINATION_RESULTS = ["TO_BE_SOUGHT", "SOUGHT", "OBTAINED", "REFUSED", "NOT_RELEVANT"] as const;
export type ExaminationResult = (typeof EXAMINATION_RESULTS)[number];

export const LONGEST_REASON = 2000;

/** What a person states of an examination. */
export interface ExaminationInput {
  question: ExaminationQuestion;
  examinedOn: PlainDate;
  /** The function or body that examined it. */
  examinedBy: string;
  /** The programmes of the register that were looked at; none where cooperation is examined. */
  programmeIds: readonly string[];
  /** Other sources of money that were looked at. */
  otherSources: string | null;
  result: ExaminationResult;
  /** A no without a reason is no examination (E.4.6), and is kept as what is known of it. */
  reason: string | null;
}

interface ExaminationForm {
  question: ExaminationQuestion;
  programmeIds: readonly string[];
  otherSources: string | null;
}

const looksAtMoney = ({ question, programmeIds, otherSources }: ExaminationForm, context: z.RefinementCtx) => {
  if (question === "COOPERATION" && (programmeIds.length > 0 || otherSources !== null)) context.addIssue({ code: "custom", path: ["question"], message: "examinations.errors.programmesOfFunding" });
};

/** The form in which an examination is told, of an initiative as it was seen. */
export const examineSchema = z
  .object({
    _key: requiredId("fields.choice"),
    id: requiredId("fields.choice"),
    _version: version(),
    question: requiredChoice(EXAMINATION_QUESTIONS, "examinations.errors.questionMissing"),
    examinedOn: requiredDate("examinations.errors.examinedOnMissing"),
    examinedBy: requiredText(200, "examinations.errors.examinedByMissing"),
    programmeIds: ids(40),
    otherSources: optionalText(400),
    result: requiredChoice(EXAMINATION_RESULTS, "examinations.errors.resultMissing"),
    reason: optionalText(LONGEST_REASON),
  })
  .superRefine(looksAtMoney, whenRead("question", "programmeIds", "otherSources"))
  .transform(({ _key, id, _version, ...examination }): { key: string; id: string; version: number; examination: ExaminationInput } => ({ key: _key, id, version: _version, examination }));

/** A button that takes away an examination that was told wrongly. */
export const removeExaminationSchema = z
  .object({ id: requiredId("fields.choice"), _version: version(), examinationId: requiredId("fields.choice") })
  .transform(({ id, _version, examinationId }) => ({ id, version: _version, examinationId }));
