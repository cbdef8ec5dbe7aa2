import { z } from "zod";
import type { PlainDate } from "@/domain/plain-date";
import { optionalText, requiredChoice, requiredDate, requiredId, requiredText, tick, version } from "@/lib/fields";

/** Released as a whole, in part, or not at all. */
export const DISCLOSURE_OUTCOMES = ["RELEASED", "PARTLY", "REFUSED"] as const;
export type DisclosureOutcome = (typeof DISCLOSURE_OUTCOMES)[number];

/** READ: PDF/UA, to read · REGISTER: PDF/A, to register and keep · XLSX and JSON: for whoever reckons. */
export const DISCLOSURE_FILES = ["READ", "REGISTER", "XLSX", "JSON"] as const;
export type DisclosureFileKind = (typeof DISCLOSURE_FILES)[number];

export const LONGEST_ANSWER_REASON = 4000;

export interface AnswerInput {
  key: string;
  requestId: string;
  /** The request's version as it was when the answer was checked. */
  version: number;
  outcome: DisclosureOutcome;
  /** The function that decides, by delegation. */
  decidedBy: string;
  decidedOn: PlainDate;
  reason: string | null;
  /** That what is masked is known to stand elsewhere in what is released. */
  isSeen: boolean;
}

/** The form in which a request is answered. */
export const answerSchema = z
  .object({
    _key: requiredId("fields.choice"),
    requestId: requiredId("fields.choice"),
    _version: version(),
    outcome: requiredChoice(DISCLOSURE_OUTCOMES, "disclosures.errors.outcomeMissing"),
    decidedBy: requiredText(200, "disclosures.errors.decidedByMissing"),
    decidedOn: requiredDate("disclosures.errors.decidedOnMissing"),
    reason: optionalText(LONGEST_ANSWER_REASON),
    isSeen: tick(),
  })
  .transform(({ _key, _version, ...answer }): AnswerInput => ({ ...answer, key: _key, version: _version }));
