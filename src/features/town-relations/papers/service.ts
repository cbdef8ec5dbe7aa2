import "server-only";
import { answersForUnit, isCoordinator, type Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import { reading } from "@/server/db";
import { AppError } from "@/server/errors";
import { once } from "@/server/idempotency";
import { inTransaction } from "@/server/transaction";
import { changeUnder, getRelation } from "../service";
import * as repository from "./repository";
import { dueOf, type AgreementDue } from "./rules";
import type { AddAgreementInput, AddReviewInput, ChangeAgreementInput, ChangeReviewInput } from "./schema";

export type { StoredAgreement, StoredReview } from "./repository";

export type PaperRefusal = "townReviewInFuture" | "townAgreementInFuture";

/** Writes down a review of a relation; the same key does so once. Throws CONFLICT when someone has changed the relation since. Refused: townReviewInFuture. */
export async function addReview(actor: Actor, { id, version, review }: AddReviewInput, key: string, now = new Date()): Promise<Result<{ id: string }, PaperRefusal>> {
  if (review.reviewedOn > dateInStockholm(now)) return refuse("townReviewInFuture", { field: "reviewedOn" });
  const added = await inTransaction((tx) =>
    once(tx, actor, "townRelations.addReview", key, { id, review }, () => changeUnder(tx, actor, { id, version }, "reviewed", now, ({ permit }) => repository.insertReview(tx, permit, id, review, now))),
  );
  return succeed(added);
}

/** Corrects a review; what it said before stays in the history. Throws NOT_FOUND, and CONFLICT when someone has changed the relation since. Refused: townReviewInFuture. */
export async function changeReview(actor: Actor, { id, version, reviewId, review }: ChangeReviewInput, now = new Date()): Promise<Result<{ id: string }, PaperRefusal>> {
  if (review.reviewedOn > dateInStockholm(now)) return refuse("townReviewInFuture", { field: "reviewedOn" });
  return succeed(await inTransaction((tx) => changeUnder(tx, actor, { id, version }, "correctedReview", now, ({ permit }) => repository.updateReview(tx, permit, id, reviewId, review))));
}

/** Corrects a version of an agreement; what it said before stays in the history, and a version of another title is that one's latest. Throws NOT_FOUND, and CONFLICT when someone has changed the relation since. Refused: townAgreementInFuture. */
export async function changeAgreement(actor: Actor, { id, version, agreementId, agreement }: ChangeAgreementInput, now = new Date()): Promise<Result<{ id: string }, PaperRefusal>> {
  if (agreement.signed.on > dateInStockholm(now)) return refuse("townAgreementInFuture", { field: "signed" });
  return succeed(await inTransaction((tx) => changeUnder(tx, actor, { id, version }, "correctedAgreement", now, ({ permit }) => repository.updateAgreement(tx, permit, id, agreementId, agreement))));
}

/** Writes down an agreement, or the next version of one of the same title; the same key does so once. Throws CONFLICT when someone has changed the relation since. Refused: townAgreementInFuture. */
export async function addAgreement(actor: Actor, { id, version, agreement }: AddAgreementInput, key: string, now = new Date()): Promise<Result<{ id: string }, PaperRefusal>> {
  if (agreement.signed.on > dateInStockholm(now)) return refuse("townAgreementInFuture", { field: "signed" });
  const added = await inTransaction((tx) =>
    once(tx, actor, "townRelations.addAgreement", key, { id, agreement }, () => changeUnder(tx, actor, { id, version }, "agreed", now, ({ permit }) => repository.insertAgreement(tx, permit, id, agreement, now))),
  );
  return succeed(added);
}

/** A relation's reviews and agreements; throws NOT_FOUND when the relation isn't the actor's to see. */
export async function readPapers(actor: Actor, relationId: string, now = new Date()): Promise<{ reviews: repository.StoredReview[]; agreements: repository.StoredAgreement[] }> {
  const [, reviews, agreements] = await Promise.all([getRelation(actor, relationId, now), repository.selectReviews(reading(), relationId), repository.selectAgreements(reading(), relationId)]);
  return { reviews, agreements };
}

export interface AgreementView {
  agreement: repository.StoredAgreement;
  relation: { id: string; name: string; unitId: string };
  mayEdit: boolean;
  mayArchive: boolean;
}

/** One version of an agreement with the relation that it lies under, whose permissions are its own; throws NOT_FOUND when it isn't there or the relation isn't the actor's to see. */
export async function getAgreement(actor: Actor, agreementId: string, now = new Date()): Promise<AgreementView> {
  const relationId = await repository.findRelationOfAgreement(reading(), agreementId);
  if (relationId === null) throw new AppError("NOT_FOUND");
  const [{ relation, mayEdit, mayArchive }, agreements] = await Promise.all([getRelation(actor, relationId, now), repository.selectAgreements(reading(), relationId)]);
  const agreement = agreements.find(({ id }) => id === agreementId);
  if (agreement === undefined) throw new AppError("NOT_FOUND");
  return { agreement, relation: { id: relation.id, name: relation.name, unitId: relation.unitId }, mayEdit, mayArchive };
}

/** The agreements that had been signed by a day, with whether each lies there as a document. */
export async function listDocumentedAgreements(_actor: Actor, on: PlainDate): Promise<{ id: string; title: string; relation: string; hasDocument: boolean }[]> {
  return repository.selectDocumented(reading(), on);
}

/** Agreements of the relations that the actor writes for that are to be renewed or given notice of soon, the first due first. */
export async function listAgreementsDue(actor: Actor, today: PlainDate): Promise<(repository.AgreementDay & { due: AgreementDue })[]> {
  const days = (await repository.selectAgreementDays(reading())).filter(({ unitId }) => isCoordinator(actor) || answersForUnit(actor, unitId));
  return days.flatMap((day) => {
    const due = dueOf(day, today);
    return due === null ? [] : [{ ...day, due }];
  }).sort((a, b) => (a.due.on < b.due.on ? -1 : 1));
}
