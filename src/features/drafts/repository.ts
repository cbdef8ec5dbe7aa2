import "server-only";
import { Prisma } from "@db/client";
import { unitIdsAnsweredFor, type Actor } from "@/domain/actor";
import type { Values } from "@/domain/values";
import { clientOf, type Read, type Tx } from "@/server/db";
import { requirePermitFor, type Permit } from "@/server/permit";

/** Unfinished work: a new record, or changes to one that began from a known version. */
export interface Draft {
  id: string;
  kind: string;
  personId: string;
  personName: string;
  unitId: string | null;
  recordId: string | null;
  baseVersion: number | null;
  base: Values | null;
  revision: number;
  values: Values;
  saved: string[];
  /** How often each section has been saved by its button. */
  saves: Readonly<Record<string, number>>;
  updatedAt: Date;
}

const columns = Prisma.sql`d.id, d.kind, d.person_id AS "personId", n.name AS "personName", d.unit_id AS "unitId", d.record_id AS "recordId",
  d.base_version AS "baseVersion", d.base, d.revision, d.values, d.saved, d.saves, d.updated_at AS "updatedAt"`;

/** Reads a draft, locking it when it is about to be changed; null when there is none. */
export async function findDraft(handle: Read, id: string, forChange = false): Promise<Draft | null> {
  const [row] = await clientOf(handle).$queryRaw<Draft[]>`
    SELECT ${columns} FROM draft d JOIN person_details n ON n.person_id = d.person_id WHERE d.id = ${id}::uuid ${forChange ? Prisma.sql`FOR UPDATE OF d` : Prisma.empty}`;
  return row ?? null;
}

/** Reads the actor's own draft of changes to a record, or null. */
export async function findDraftOf(handle: Read, actor: Actor, recordId: string): Promise<Draft | null> {
  const [row] = await clientOf(handle).$queryRaw<Draft[]>`
    SELECT ${columns} FROM draft d JOIN person_details n ON n.person_id = d.person_id WHERE d.record_id = ${recordId}::uuid AND d.person_id = ${actor.personId}::uuid`;
  return row ?? null;
}

/** Reads the drafts of new records that the actor wrote or whose unit it answers for, latest first. */
export async function selectDrafts(handle: Read, actor: Actor, kind: string): Promise<Draft[]> {
  return clientOf(handle).$queryRaw<Draft[]>`
    SELECT ${columns} FROM draft d JOIN person_details n ON n.person_id = d.person_id
    WHERE d.kind = ${kind} AND d.record_id IS NULL AND (d.person_id = ${actor.personId}::uuid OR d.unit_id = ANY (${unitIdsAnsweredFor(actor)}::uuid[]))
    ORDER BY d.updated_at DESC LIMIT 50`;
}

export interface NewDraft {
  kind: string;
  unitId: string | null;
  recordId: string | null;
  baseVersion: number | null;
  base: Values | null;
  values: Values;
  saved: readonly string[];
}

/** Stores a new draft and returns its id; a second draft of changes to one record by one person is the first one. */
export async function insertDraft(tx: Tx, actor: Actor, draft: NewDraft): Promise<string> {
  const [row] = await clientOf(tx).$queryRaw<{ id: string }[]>`
    INSERT INTO draft (kind, person_id, unit_id, record_id, base_version, base, values, saved)
    VALUES (${draft.kind}, ${actor.personId}::uuid, ${draft.unitId}::uuid, ${draft.recordId}::uuid, ${draft.baseVersion}::int,
      ${draft.base === null ? null : JSON.stringify(draft.base)}::jsonb, ${JSON.stringify(draft.values)}::jsonb, ${[...draft.saved]}::text[])
    ON CONFLICT (person_id, record_id) WHERE record_id IS NOT NULL DO UPDATE SET updated_at = now()
    RETURNING id`;
  if (!row) throw new Error("a draft could not be stored");
  return row.id;
}

/** Stores what a draft says now. */
export async function updateDraft(tx: Tx, permit: Permit<"drafts.save">, id: string, change: Partial<Pick<Draft, "unitId" | "values" | "saved" | "saves" | "base" | "baseVersion">>): Promise<void> {
  requirePermitFor(permit, id);
  const assignments = [
    ...(change.unitId === undefined ? [] : [Prisma.sql`unit_id = ${change.unitId}::uuid`]),
    ...(change.values === undefined ? [] : [Prisma.sql`values = ${JSON.stringify(change.values)}::jsonb`]),
    ...(change.base === undefined ? [] : [Prisma.sql`base = ${JSON.stringify(change.base)}::jsonb`]),
    ...(change.baseVersion === undefined ? [] : [Prisma.sql`base_version = ${change.baseVersion}::int`]),
    ...(change.saves === undefined ? [] : [Prisma.sql`saves = ${JSON.stringify(change.saves)}::jsonb`]),
    ...(change.saved === undefined ? [] : [Prisma.sql`saved = ${change.saved}::text[]`]),
  ];
  await clientOf(tx).$executeRaw`
    UPDATE draft SET ${assignments.length > 0 ? Prisma.sql`${Prisma.join(assignments)},` : Prisma.empty} revision = revision + 1, updated_at = now() WHERE id = ${id}::uuid`;
}

/** Removes a draft, which is neither a record nor audited. */
export async function removeDraft(tx: Tx, permit: Permit<"drafts.discard" | "drafts.save">, id: string): Promise<void> {
  requirePermitFor(permit, id);
  await clientOf(tx).$executeRaw`DELETE FROM draft WHERE id = ${id}::uuid`;
}
