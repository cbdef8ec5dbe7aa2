import "server-only";
import type { PlainDate } from "@/domain/plain-date";
import { clientOf, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { ProjectStatus } from "../schema";

async function moveTo(tx: Tx, id: string, version: number, to: ProjectStatus, now: Date): Promise<void> {
  const changed = await clientOf(tx).$executeRaw`UPDATE project SET status = ${to}::"ProjectStatus", version = version + 1, updated_at = ${now} WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

/** Records a dated step and sets the status. */
export async function takeStep(tx: Tx, permit: Permit<"projects.changeStatus">, id: string, version: number, step: { from: ProjectStatus; to: ProjectStatus; on: PlainDate; note: string | null }, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await moveTo(tx, id, version, step.to, now);
  await clientOf(tx).$executeRaw`
    INSERT INTO status_change (project_id, from_status, to_status, changed_on, note)
    VALUES (${id}::uuid, ${step.from}::"ProjectStatus", ${step.to}::"ProjectStatus", ${step.on}::date, ${step.note})`;
}

/** Sets a wrong state right with the reason, and marks the steps that it takes back, by their places in the order they were recorded. */
export async function correctStep(tx: Tx, permit: Permit<"projects.changeStatus">, id: string, version: number, step: { from: ProjectStatus; to: ProjectStatus; on: PlainDate; reason: string; takesBack: readonly number[] }, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await moveTo(tx, id, version, step.to, now);
  await clientOf(tx).$executeRaw`
    UPDATE status_change SET taken_back_at = ${now}, version = version + 1 WHERE id IN (
      SELECT o.id FROM (SELECT s.id, row_number() OVER (ORDER BY s.created_at, s.id) - 1 AS place FROM status_change s WHERE s.project_id = ${id}::uuid) o WHERE o.place = ANY (${[...step.takesBack]}::int[]))`;
  await clientOf(tx).$executeRaw`
    INSERT INTO status_change (project_id, from_status, to_status, changed_on, note, is_correction)
    VALUES (${id}::uuid, ${step.from}::"ProjectStatus", ${step.to}::"ProjectStatus", ${step.on}::date, ${step.reason}, true)`;
}
