import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { findRowVersion, type RowVersion } from "@/server/history";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { ReadinessInput, ReadinessState } from "./schema";

/** A readiness as stored. */
export interface StoredReadiness extends ReadinessInput {
  id: string;
  version: number;
}

/** A new readiness' id. */
export function newReadinessId(): string {
  return randomUUID();
}

const said = Prisma.sql`r.id, r.version, r.consequence, r.assessed_on::text AS "assessedOn", r.state::text AS state, r.measure, r.responsible, r.due_on::text AS "dueOn"`;

/** Reads how ready a unit is for an item, what is to be done first coming first. */
export async function selectOfItem(read: Read, itemId: string): Promise<StoredReadiness[]> {
  return queryRows(read, Prisma.sql`SELECT ${said} FROM readiness r WHERE r.item_id = ${itemId}::uuid AND r.removed_at IS NULL ORDER BY r.state IN ('DONE', 'NOT_NEEDED'), r.due_on NULLS LAST, r.created_at, r.id`);
}

const columnsOf = (readiness: ReadinessInput): Record<string, Prisma.Sql> => ({
  consequence: Prisma.sql`${readiness.consequence}`,
  assessed_on: Prisma.sql`${readiness.assessedOn}::date`,
  state: Prisma.sql`${readiness.state}::"ReadinessState"`,
  measure: Prisma.sql`${readiness.measure}`,
  responsible: Prisma.sql`${readiness.responsible}`,
  due_on: Prisma.sql`${readiness.dueOn}::date`,
});

export async function insertReadiness(tx: Tx, permit: Permit<"euMonitoring.tell">, itemId: string, id: string, readiness: ReadinessInput, now: Date): Promise<void> {
  requirePermitFor(permit, itemId);
  const stored = columnsOf(readiness);
  await clientOf(tx).$executeRaw`INSERT INTO readiness (id, item_id, created_at, ${Prisma.raw(Object.keys(stored).join(", "))}) VALUES (${id}::uuid, ${itemId}::uuid, ${now}, ${Prisma.join(Object.values(stored))})`;
}

/** Reads a readiness of an item that has not been taken away; null when there is none. */
export async function findReadiness(read: Read, itemId: string, id: string): Promise<StoredReadiness | null> {
  const [row] = await queryRows<StoredReadiness>(read, Prisma.sql`SELECT ${said} FROM readiness r WHERE r.id = ${id}::uuid AND r.item_id = ${itemId}::uuid AND r.removed_at IS NULL`);
  return row ?? null;
}

async function update(tx: Tx, itemId: string, id: string, version: number, sets: Readonly<Record<string, Prisma.Sql>>): Promise<void> {
  const assignments = Object.entries(sets).map(([column, value]) => Prisma.sql`${Prisma.raw(column)} = ${value}`);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE readiness SET ${Prisma.join(assignments)}, version = version + 1 WHERE id = ${id}::uuid AND item_id = ${itemId}::uuid AND version = ${version} AND removed_at IS NULL`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function updateReadiness(tx: Tx, permit: Permit<"euMonitoring.tell">, itemId: string, id: string, version: number, readiness: ReadinessInput): Promise<void> {
  requirePermitFor(permit, itemId);
  await update(tx, itemId, id, version, columnsOf(readiness));
}

/** Takes a readiness away from its item; throws CONFLICT when somebody has changed it or taken it away since. */
export async function removeReadiness(tx: Tx, permit: Permit<"euMonitoring.tell">, itemId: string, id: string, version: number, now: Date): Promise<void> {
  requirePermitFor(permit, itemId);
  await update(tx, itemId, id, version, { removed_at: Prisma.sql`${now}::timestamptz` });
}

interface ReadinessColumns {
  consequence: string;
  assessed_on: PlainDate;
  state: ReadinessState;
  measure: string | null;
  responsible: string | null;
  due_on: PlainDate | null;
}

/** Reads a readiness as it was in one of its versions, with who made it and when; null when it never had it. */
export async function findReadinessVersion(read: Read, id: string, version: number): Promise<(Pick<RowVersion<unknown>, "byName" | "at"> & { readiness: ReadinessInput }) | null> {
  const found = await findRowVersion<ReadinessColumns>(read, "readiness", id, version);
  if (found?.row == null) return null;
  const { row } = found;
  return { byName: found.byName, at: found.at, readiness: { consequence: row.consequence, assessedOn: row.assessed_on, state: row.state, measure: row.measure, responsible: row.responsible, dueOn: row.due_on } };
}
