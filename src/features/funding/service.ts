import "server-only";
import { answersForUnit, unitIdsAnsweredFor, type Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import { projectPolicy } from "@/features/projects/policy";
import { getProject, openProject, type ProjectView, type StoredProject } from "@/features/projects/service";
import { recordAudit } from "@/server/audit";
import { reading, type Tx } from "@/server/db";
import { once } from "@/server/idempotency";
import { authorize, type Permit } from "@/server/permit";
import { inTransaction } from "@/server/transaction";
import * as repository from "./repository";
import { judgeClaim, judgePayment, type FundingRefusal } from "./rules";
import type { ClaimInput, PartAt, PaymentInput } from "./schema";

export type { StoredClaim, StoredPayment } from "./repository";

/** A project with what has been claimed, what is expected and what has come. */
export interface ProjectMoney extends ProjectView {
  claims: repository.StoredClaim[];
  payments: repository.StoredPayment[];
}

/** A project's money; throws NOT_FOUND when the project isn't the actor's to see. */
export async function getProjectMoney(actor: Actor, projectId: string, now = new Date()): Promise<ProjectMoney> {
  // Read while permission is asked; nobody is told of it before the answer.
  const [view, claims, payments] = await Promise.all([getProject(actor, projectId, now), repository.selectClaims(reading(), projectId), repository.selectPayments(reading(), projectId)]);
  return { ...view, claims, payments };
}

/** Opens a project for a change of its claims or payments, and writes who made it. */
async function change<Value>(tx: Tx, actor: Actor, projectId: string, action: string, now: Date, work: (permit: Permit<"projects.edit">, project: StoredProject) => Promise<Value>): Promise<Value> {
  const project = await openProject(tx, actor, projectId, { forChange: true }, now);
  const value = await work(authorize(projectPolicy, "edit", actor, project), project);
  const onBehalf = !actor.isSystem && !answersForUnit(actor, project.unitId) && !project.memberIds.includes(actor.personId);
  await recordAudit(tx, { actor, action: `funding.${action}`, subject: { kind: "project", id: projectId }, unitId: project.unitId, onBehalf });
  return value;
}

/** Writes down a claim for the costs of a period (V19); the same key does it once. Refused: claimInFuture. */
export async function addClaim(actor: Actor, { key, projectId, claim }: { key: string; projectId: string; claim: ClaimInput }, now = new Date()): Promise<Result<{ id: string }, FundingRefusal>> {
  const judged = judgeClaim(claim, dateInStockholm(now));
  return inTransaction(async (tx) => {
    const project = await openProject(tx, actor, projectId, {}, now);
    if (!judged.ok) return judged;
    return succeed(await once(tx, actor, "funding.addClaim", key, { projectId: project.id, claim }, () => change(tx, actor, projectId, "claimAdded", now, async (permit) => ({ id: await repository.insertClaim(tx, permit, projectId, claim, now) }))));
  });
}

/** Changes a claim, as when it has been sent or answered. Throws CONFLICT when someone has changed it since. Refused: claimInFuture. */
export async function changeClaim(actor: Actor, { claim, ...at }: PartAt & { claim: ClaimInput }, now = new Date()): Promise<Result<{ id: string }, FundingRefusal>> {
  const judged = judgeClaim(claim, dateInStockholm(now));
  return inTransaction(async (tx) => {
    await openProject(tx, actor, at.projectId, {}, now);
    if (!judged.ok) return judged;
    await change(tx, actor, at.projectId, "claimChanged", now, (permit) => repository.updateClaim(tx, permit, at, claim));
    return succeed({ id: at.id });
  });
}

/** Takes away a claim that was written down wrongly. Throws CONFLICT when someone has changed it since. Refused: claimHasPayments. */
export async function removeClaim(actor: Actor, at: PartAt, now = new Date()): Promise<Result<{ id: string }, FundingRefusal>> {
  return inTransaction(async (tx) => {
    await openProject(tx, actor, at.projectId, { forChange: true }, now);
    if (await repository.hasPayments(tx, at.id)) return refuse("claimHasPayments");
    await change(tx, actor, at.projectId, "claimRemoved", now, (permit) => repository.removePart(tx, permit, "claim", at, now));
    return succeed({ id: at.id });
  });
}

/** Judges a payment, and holds the claim that it answers. */
async function judge(tx: Tx, actor: Actor, projectId: string, payment: PaymentInput, now: Date): Promise<Result<null, FundingRefusal>> {
  await openProject(tx, actor, projectId, { forChange: true }, now);
  const judged = judgePayment(payment, dateInStockholm(now));
  if (!judged.ok) return judged;
  return payment.claimId === null || (await repository.lockClaim(tx, projectId, payment.claimId)) ? succeed(null) : refuse("claimNotThere", { field: "claimId" });
}

/** Writes down a payment that is expected or has come (V19); the same key does it once. Refused: paymentInFuture, claimNotThere. */
export async function addPayment(actor: Actor, { key, projectId, payment }: { key: string; projectId: string; payment: PaymentInput }, now = new Date()): Promise<Result<{ id: string }, FundingRefusal>> {
  return inTransaction(async (tx) => {
    const judged = await judge(tx, actor, projectId, payment, now);
    if (!judged.ok) return judged;
    return succeed(await once(tx, actor, "funding.addPayment", key, { projectId, payment }, () => change(tx, actor, projectId, "paymentAdded", now, async (permit) => ({ id: await repository.insertPayment(tx, permit, projectId, payment, now) }))));
  });
}

/** Changes a payment, as when it has come. Throws CONFLICT when someone has changed it since. Refused: paymentInFuture, claimNotThere. */
export async function changePayment(actor: Actor, { payment, ...at }: PartAt & { payment: PaymentInput }, now = new Date()): Promise<Result<{ id: string }, FundingRefusal>> {
  return inTransaction(async (tx) => {
    const judged = await judge(tx, actor, at.projectId, payment, now);
    if (!judged.ok) return judged;
    await change(tx, actor, at.projectId, "paymentChanged", now, (permit) => repository.updatePayment(tx, permit, at, payment));
    return succeed({ id: at.id });
  });
}

/** Takes away a payment that was written down wrongly. Throws CONFLICT when someone has changed it since. */
export async function removePayment(actor: Actor, at: PartAt, now = new Date()): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    await change(tx, actor, at.projectId, "paymentRemoved", now, (permit) => repository.removePart(tx, permit, "payment", at, now));
    return { id: at.id };
  });
}

/** Payments of the actor's own units that should have come, longest overdue first, at most 50. */
export async function listLatePayments(actor: Actor, now = new Date()): Promise<repository.LatePayment[]> {
  return actor.units.length === 0 ? [] : repository.selectLate(reading(), unitIdsAnsweredFor(actor), dateInStockholm(now));
}
