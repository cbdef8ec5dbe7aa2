import type { MatterKind } from "@/domain/matter";
import { addDays, writeApproximateDate, type DatePrecision, type PlainDate } from "@/domain/plain-date";
import type { Values } from "@/domain/values";
import type { TownRelationState } from "../episodes/schema";
import type { AgreementInput, ReviewInput, ReviewOutcome } from "./schema";

/** As many days before its day an agreement is asked about. */
export const DAYS_AHEAD = 180;

/** A day of an agreement that somebody has to act before. */
export interface AgreementDue {
  kind: "RENEWAL" | "NOTICE";
  on: PlainDate;
}

/** What the latest version of an agreement asks for on a day: to be renewed, or notice given before it is too late; the first of them. What has passed by more than as many days is history. */
export function dueOf(agreement: { renewalOn: PlainDate | null; noticeOn: PlainDate | null }, today: PlainDate): AgreementDue | null {
  const near = (on: PlainDate | null): on is PlainDate => on !== null && on <= addDays(today, DAYS_AHEAD) && on >= addDays(today, -DAYS_AHEAD);
  const due: AgreementDue[] = [];
  if (near(agreement.noticeOn)) due.push({ kind: "NOTICE", on: agreement.noticeOn });
  if (near(agreement.renewalOn)) due.push({ kind: "RENEWAL", on: agreement.renewalOn });
  return due.sort((a, b) => (a.on < b.on ? -1 : 1))[0] ?? null;
}

/** The matter that a review's proposal puts before the body that decides, until the relation has moved since (V14b, H12b); null where nothing is proposed. */
export function matterProposed(review: { outcome: ReviewOutcome; reviewedOn: PlainDate } | null, now: { state: TownRelationState; startsOn: PlainDate } | null): MatterKind | null {
  if (review === null || now === null || now.startsOn > review.reviewedOn || now.state === "NOTICE_GIVEN" || now.state === "ENDED") return null;
  return review.outcome === "END" ? "END_TOWN_RELATION" : review.outcome === "CHANGE" ? "RENEW_TOWN_RELATION" : null;
}

/** Writes a review as its form holds it. */
export function writeReview({ reviewedOn, outcome, reasons, proposal }: ReviewInput): Values {
  return { reviewedOn, outcome, reasons, proposal: proposal ?? "" };
}

/** Writes a version of an agreement as its form holds it. */
export function writeAgreement({ signedOn, signedPrecision, ...agreement }: Omit<AgreementInput, "signed"> & { signedOn: PlainDate; signedPrecision: DatePrecision }): Values {
  return {
    title: agreement.title,
    signed: writeApproximateDate({ on: signedOn, precision: signedPrecision }),
    signatories: agreement.signatories,
    subjectAreas: agreement.subjectAreas ?? "",
    validTo: agreement.validTo ?? "",
    renewalOn: agreement.renewalOn ?? "",
    noticeOn: agreement.noticeOn ?? "",
    documentUrl: agreement.documentUrl ?? "",
    source: agreement.source ?? "",
  };
}
