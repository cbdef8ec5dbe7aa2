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

const relation = { id: requiredId("fields.choice"), _version: version() };

const reviewFields = {
  reviewedOn: requiredDate("townPapers.errors.dayMissing"),
  outcome: requiredChoice(REVIEW_OUTCOMES, "townPapers.errors.outcomeMissing"),
  reasons: requiredText(LONGEST_REASONS, "townPapers.errors.reasonsMissing"),
  proposal: optionalText(LONGEST_REASONS),
};

const proposes = (form: Pick<ReviewInput, "outcome" | "proposal">, context: z.RefinementCtx) => {
  if (form.outcome !== "KEEP" && form.proposal === null) context.addIssue({ code: "custom", path: ["proposal"], message: "townPapers.errors.proposalMissing" });
};
const proposalRead = whenRead("outcome", "proposal");

/** The form in which a review is written down. */
export const addReviewSchema = z
  .object({ _key: requiredId("fields.choice"), ...relation, ...reviewFields })
  .superRefine(proposes, proposalRead)
  .transform(({ _key, id, _version, ...review }): { key: string; added: AddReviewInput } => ({ key: _key, added: { id, version: _version, review } }));

export interface ChangeReviewInput extends AddReviewInput {
  reviewId: string;
}

/** The form in which a review is corrected. */
export const changeReviewSchema = z
  .object({ ...relation, reviewId: requiredId("fields.choice"), ...reviewFields })
  .superRefine(proposes, proposalRead)
  .transform(({ id, _version, reviewId, ...review }): ChangeReviewInput => ({ id, version: _version, reviewId, review }));

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

const agreementFields = {
  title: requiredText(200, "townPapers.errors.titleMissing"),
  signed: requiredApproximateDate("townPapers.errors.signedMissing"),
  signatories: requiredText(500, "townPapers.errors.signatoriesMissing"),
  subjectAreas: optionalText(1000),
  validTo: optionalDate(),
  renewalOn: optionalDate(),
  noticeOn: optionalDate(),
  documentUrl: url(),
  source: optionalText(400),
};

const afterSigning = (form: Pick<AgreementInput, "signed" | "validTo" | "renewalOn" | "noticeOn">, context: z.RefinementCtx) => {
  for (const name of ["validTo", "renewalOn", "noticeOn"] as const) {
    const day = form[name];
    if (day !== null && day < form.signed.on) context.addIssue({ code: "custom", path: [name], message: "townPapers.errors.beforeSigned" });
  }
};
const signingRead = whenRead("signed", "validTo", "renewalOn", "noticeOn");

/** The form in which an agreement is written down; one of a title that is there already is its next version. */
export const addAgreementSchema = z
  .object({ _key: requiredId("fields.choice"), ...relation, ...agreementFields })
  .superRefine(afterSigning, signingRead)
  .transform(({ _key, id, _version, ...agreement }): { key: string; added: AddAgreementInput } => ({ key: _key, added: { id, version: _version, agreement } }));

export interface ChangeAgreementInput extends AddAgreementInput {
  agreementId: string;
}

/** The form in which a version of an agreement is corrected. */
export const changeAgreementSchema = z
  .object({ ...relation, agreementId: requiredId("fields.choice"), ...agreementFields })
  .superRefine(afterSigning, signingRead)
  .transform(({ id, _version, agreementId, ...agreement }): ChangeAgreementInput => ({ id, version: _version, agreementId, agreement }));
