import "server-only";
import { Prisma } from "@db/client";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { ProjectThing } from "../policy";
import type { Tick } from "./rules";

/** A project as far as permission asks, with its ticks; null when there is none. */
export async function findTicks(read: Read, projectId: string): Promise<{ thing: ProjectThing; ticks: Tick[] } | null> {
  const [row] = await queryRows<{ thing: ProjectThing; ticks: (Omit<Tick, "at"> & { at: string })[] | null }>(read, Prisma.sql`
    SELECT jsonb_build_object('id', p.id, 'unitId', p.unit_id, 'isConfidential', p.is_confidential, 'isArchived', p.archived_at IS NOT NULL,
        'memberIds', ARRAY(SELECT m.person_id::text FROM project_member m WHERE m.project_id = p.id AND m.removed_at IS NULL)) AS thing,
      (SELECT jsonb_agg(jsonb_build_object('id', t.id, 'version', t.version, 'code', t.code, 'by', (SELECT d.name FROM person_details d WHERE d.person_id = t.ticked_by_id), 'at', t.ticked_at, 'note', t.note) ORDER BY t.ticked_at, t.id)
        FROM checklist_tick t WHERE t.project_id = p.id AND t.removed_at IS NULL) AS ticks
    FROM project p WHERE p.id = ${projectId}::uuid`);
  return row === undefined ? null : { thing: row.thing, ticks: (row.ticks ?? []).map((tick) => ({ ...tick, at: new Date(tick.at) })) };
}

type Editing = Permit<"projects.edit">;

/** Ticks a thing; false when it is ticked already. */
export async function insertTick(tx: Tx, permit: Editing, projectId: string, code: string, note: string | null, now: Date): Promise<boolean> {
  requirePermitFor(permit, projectId);
  const added = await clientOf(tx).$executeRaw`
    INSERT INTO checklist_tick (project_id, code, ticked_by_id, note, ticked_at) VALUES (${projectId}::uuid, ${code}, ${permit.actor.personId}::uuid, ${note}, ${now})
    ON CONFLICT (project_id, code) WHERE removed_at IS NULL DO NOTHING`;
  return added > 0;
}

/** Takes a tick back; throws CONFLICT when somebody has done so since. */
export async function removeTick(tx: Tx, permit: Editing, projectId: string, id: string, version: number, now: Date): Promise<void> {
  requirePermitFor(permit, projectId);
  const removed = await clientOf(tx).$executeRaw`UPDATE checklist_tick SET removed_at = ${now}, version = version + 1 WHERE id = ${id}::uuid AND project_id = ${projectId}::uuid AND version = ${version} AND removed_at IS NULL`;
  if (removed === 0) throw new AppError("CONFLICT");
}
