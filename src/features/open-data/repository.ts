import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { PublicationInput } from "./schema";

/** What is published, as stored. */
export interface StoredPublication extends PublicationInput {
  id: string;
  version: number;
  isOn: boolean;
  onSince: Date | null;
}

const select = Prisma.sql`SELECT id, version, is_on AS "isOn", datasets, licence::text AS licence, publisher, contact_email AS "contactEmail", on_since AS "onSince" FROM open_data_publication`;

/** Reads the publication; null before anything has been published. */
export async function findPublication(read: Read): Promise<StoredPublication | null> {
  const [row] = await queryRows<StoredPublication>(read, select);
  return row ?? null;
}

/** Holds the publication until the transaction ends; null before there is one. */
export async function lockPublication(tx: Tx): Promise<StoredPublication | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM open_data_publication FOR UPDATE`;
  return findPublication(tx);
}

/** A new record's id. */
export function newPublicationId(): string {
  return randomUUID();
}

/** Stores the first publication; false where there is one already. */
export async function insertPublication(tx: Tx, permit: Permit<"openData.publish">, id: string, { datasets, licence, publisher, contactEmail }: PublicationInput, now: Date): Promise<boolean> {
  requirePermitFor(permit, id);
  const added = await clientOf(tx).$executeRaw`
    INSERT INTO open_data_publication (id, is_on, datasets, licence, publisher, contact_email, on_since, updated_at)
    VALUES (${id}::uuid, true, ${datasets}, ${licence}::"OpenDataLicence", ${publisher}, ${contactEmail}, ${now}, ${now}) ON CONFLICT DO NOTHING`;
  return added > 0;
}

/** Changes what is published, and turns it on where it was off. */
export async function updatePublication(tx: Tx, permit: Permit<"openData.publish">, id: string, version: number, { datasets, licence, publisher, contactEmail }: PublicationInput, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE open_data_publication SET is_on = true, datasets = ${datasets}, licence = ${licence}::"OpenDataLicence", publisher = ${publisher}, contact_email = ${contactEmail},
      on_since = coalesce(on_since, ${now}), updated_at = ${now}, version = version + 1
    WHERE id = ${id}::uuid AND version = ${version}::int`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function turnOff(tx: Tx, permit: Permit<"openData.withdraw">, id: string, version: number, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE open_data_publication SET is_on = false, on_since = NULL, updated_at = ${now}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}::int`;
  if (changed === 0) throw new AppError("CONFLICT");
}

/** Reads a mark that is another one as soon as anything has been changed in any register: the number of the last act. */
export async function readMark(read: Read): Promise<string> {
  const [row] = await queryRows<{ seq: string }>(read, Prisma.sql`SELECT a.seq::text AS seq FROM audit_entry a ORDER BY a.seq DESC LIMIT 1`);
  return row?.seq ?? "0";
}
