import "server-only";
import { clientOf, type Tx } from "@/server/db";
import { requirePermitFor, type Permit } from "@/server/permit";

/** Stores who represents at a visit from an instant on. */
export async function insertAssignment(tx: Tx, permit: Permit<"visits.take"> | Permit<"visits.answer"> | Permit<"visits.stepIn">, visitId: string, member: { personId: string; bodyId: string }, at: Date): Promise<void> {
  requirePermitFor(permit, visitId);
  await clientOf(tx).$executeRaw`
    INSERT INTO visit_assignment (visit_id, person_id, body_id, taken_at, assigned_by_id)
    VALUES (${visitId}::uuid, ${member.personId}::uuid, ${member.bodyId}::uuid, ${at}, ${permit.actor.personId}::uuid)`;
}

/** Ends whatever assignment there is at a visit. */
export async function endAssignment(tx: Tx, permit: Permit<"visits.release"> | Permit<"visits.answer"> | Permit<"visits.stepIn">, visitId: string, at: Date): Promise<void> {
  requirePermitFor(permit, visitId);
  await clientOf(tx).$executeRaw`UPDATE visit_assignment SET ended_at = greatest(${at}, taken_at), version = version + 1 WHERE visit_id = ${visitId}::uuid AND ended_at IS NULL`;
}

/** Says who goes when whoever represents at a visit can't; null for nobody. */
export async function updateSubstitute(tx: Tx, permit: Permit<"visits.nameSubstitute">, visitId: string, member: { personId: string; bodyId: string } | null): Promise<void> {
  requirePermitFor(permit, visitId);
  await clientOf(tx).$executeRaw`
    UPDATE visit_assignment SET substitute_id = ${member?.personId ?? null}::uuid, substitute_body_id = ${member?.bodyId ?? null}::uuid, version = version + 1 WHERE visit_id = ${visitId}::uuid AND ended_at IS NULL`;
}

export async function insertHandover(tx: Tx, permit: Permit<"visits.ask">, visitId: string, question: { fromPersonId: string | null; toPersonId: string; toBodyId: string; message: string | null }, at: Date): Promise<string> {
  requirePermitFor(permit, visitId);
  const [row] = await clientOf(tx).$queryRaw<{ id: string }[]>`
    INSERT INTO visit_handover (visit_id, from_person_id, to_person_id, to_body_id, asked_by_id, message, asked_at)
    VALUES (${visitId}::uuid, ${question.fromPersonId}::uuid, ${question.toPersonId}::uuid, ${question.toBodyId}::uuid, ${permit.actor.personId}::uuid, ${question.message}, ${at}) RETURNING id`;
  if (!row) throw new Error("a question could not be stored");
  return row.id;
}

/** Answers whatever question is open about a visit. */
export async function closeHandover(
  tx: Tx,
  permit: Permit<"visits.take"> | Permit<"visits.release"> | Permit<"visits.answer"> | Permit<"visits.withdraw"> | Permit<"visits.stepIn">,
  visitId: string,
  answer: "ACCEPTED" | "DECLINED" | "WITHDRAWN",
  at: Date,
): Promise<void> {
  requirePermitFor(permit, visitId);
  await clientOf(tx).$executeRaw`
    UPDATE visit_handover SET answer = ${answer}::"HandoverAnswer", answered_at = greatest(${at}, asked_at), version = version + 1 WHERE visit_id = ${visitId}::uuid AND answer IS NULL`;
}
