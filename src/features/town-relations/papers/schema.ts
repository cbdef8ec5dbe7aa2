import { z } from "zod";
import type { ApproximateDate, PlainDate } from "@/domain/plain-date";
import { field, optionalDate, optionalText, requiredApproximateDate, requiredChoice, requiredDate, requiredId, requiredText, version, whenRead } from "@/lib/fields";
import type { VersionInput } from "../schema";

export const REVIEW_OUTCOMES = ["KEEP", "CHANGE", "END"] as const;
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number];

export const LONGEST_REASONS = 4000;

/** What a review of a relation came to. */
export interface ReviewInput {
  reviewedOn: PlainDate;
  outcome: ReviewOutcome;
  reasons: string;
  /** What is proposed to the body that decides; there unless the relation is kept. */
  proposal: string | null;
}

export interface AddReviewInput extends VersionInput {
  review: ReviewInput;
}

/** The form in which a review is written down. */
export const addReviewSchema = z
  .object({
    _key: requiredId("fields.choice"),
    id: requiredId("fields.choice"),
    _version: version(),
    reviewedOn: requiredDate("townPapers.errors.dayMissing"),
    outcome: requiredChoice(REVIEW_OUTCOMES, "townPapers.errors.outcomeMissing"),
    reasons: requiredText(LONGEST_REASONS, "townPapers.errors.reasonsMissing"),
    proposal: optionalText(LONGEST_REASONS),
  })
  .superRefine((form, context) => {
    if (form.outcome !== "KEEP" && form.proposal === null) context.addIssue({ code: "custom", path: ["proposal"], message: "townPapers.errors.proposalMissing" });
  }, whenRead("outcome", "proposal"))
  .transform(({ _key, id, _version, ...review }): { key: string; added: AddReviewInput } => ({ key: _key, added: { id, version: _version, review } }));

/** A version of an agreement as it was signed. */
export interface AgreementInput {
  title: string;
  signed: ApproximateDate;
  signatories: string;
  subjectAreas: string | null;
  validTo: PlainDate | null;
  renewalOn: PlainDate | null;
  noticeOn: PlainDate | null;
  documentUrl: string | null;
  source: string | null;
}

export interface AddAgreementInput extends VersionInput {
  agreement: AgreementInput;
}

const url = () => field<string | null>((text) => (text === "" ? { value: null } : /^https?:\/\/[^\s]+$/i.test(text) && text.length <= 500 ? { value: text } : { message: "townPapers.errors.url" }));

/** The form in which an agreement is written down; one of a title that is there already is its next version. */
export const addAgreementSchema = z
  .object({
    _key: requiredId("fields.choice"),
    id: requiredId("fields.choice"),
    _version: version(),
    title: requiredText(200, "townPapers.errors.titleMissing"),
    signed: requiredApproximateDate("townPapers.errors.signedMissing"),
    signatories: requiredText(500, "townPapers.errors.signatoriesMissing"),
    subjectAreas: optionalText(1000),
    validTo: optionalDate(),
    renewalOn: optionalDate(),
    noticeOn: optionalDate(),
    documentUrl: url(),
    source: optionalText(400),
  })
  .superRefine((form, context) => {
    for (const name of ["validTo", "renewalOn", "noticeOn"] as const) {
      const day = form[name];
      if (day !== null && day < form.signed.on) context.addIssue({ code: "custom", path: [name], message: "townPapers.errors.beforeSigned" });
    }
  }, whenRead("signed", "validTo", "renewalOn", "noticeOn"))
  .transform(({ _key, id, _version, ...agreement }): { key: string; added: AddAgreementInput } => ({ key: _key, added: { id, version: _version, agreement } }));
