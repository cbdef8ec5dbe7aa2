import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { bodyNameOn } from "@/server/body-sql";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { AddContactInput, ContactDetails, ContactInput, LawfulBasis } from "./schema";

/** A contact as stored; its name is empty once the details have been erased. */
export interface StoredContact extends ContactDetails {
  id: string;
  version: number;
  partnerId: string;
  partnerName: string;
  unitId: string;
  unitName: string;
  lawfulBasis: LawfulBasis;
  neededUntil: PlainDate;
  isAnonymised: boolean;
  isDemonstration: boolean;
}

const selectContacts = (day: PlainDate, which: Prisma.Sql) => Prisma.sql`
  SELECT c.id, c.version, c.partner_id AS "partnerId", p.name AS "partnerName", c.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`c.unit_id`, day)} AS "unitName", c.lawful_basis::text AS "lawfulBasis",
    c.needed_until::text AS "neededUntil", c.anonymised_at IS NOT NULL AS "isAnonymised", c.is_demonstration AS "isDemonstration", d.name, d.title, d.email, d.phone
  FROM partner_contact c JOIN partner_contact_details d ON d.contact_id = c.id JOIN partner p ON p.id = c.partner_id WHERE ${which} ORDER BY "unitName", d.name, c.id`;

/** Reads a contact; null when there is none. */
export async function findContact(read: Read, id: string, day: PlainDate): Promise<StoredContact | null> {
  const [row] = await queryRows<StoredContact>(read, selectContacts(day, Prisma.sql`c.id = ${id}::uuid`));
  return row ?? null;
}

/** Holds a contact until the transaction ends, so that what is judged of it still holds when it is written; null when there is none. */
export async function lockContact(tx: Tx, id: string, day: PlainDate): Promise<StoredContact | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM partner_contact WHERE id = ${id}::uuid FOR UPDATE`;
  return findContact(tx, id, day);
}

/** Reads the contacts at partners whose details are still needed on a day. */
export async function selectOfPartners(read: Read, partnerIds: readonly string[], day: PlainDate): Promise<StoredContact[]> {
  return queryRows(read, selectContacts(day, Prisma.sql`c.partner_id = ANY (${[...partnerIds]}::uuid[]) AND c.anonymised_at IS NULL AND c.needed_until >= ${day}::date`));
}

/** How many people a unit knows at a partner. */
export interface KnownAt {
  partnerId: string;
  partner: string;
  unitId: string;
  unit: string;
  count: number;
}

/** Counts by unit the people whom it knows at partners on a day. */
export async function countByUnit(read: Read, partnerIds: readonly string[], day: PlainDate): Promise<KnownAt[]> {
  return queryRows(read, Prisma.sql`
    SELECT p.id AS "partnerId", p.name AS partner, c.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`c.unit_id`, day)} AS unit, count(*)::int AS count FROM partner_contact c JOIN partner p ON p.id = c.partner_id
    WHERE c.partner_id = ANY (${[...partnerIds]}::uuid[]) AND c.anonymised_at IS NULL AND c.needed_until >= ${day}::date GROUP BY p.id, p.name, c.unit_id ORDER BY p.name, p.id`);
}

/** A new record's id. */
export function newContactId(): string {
  return randomUUID();
}

export async function insertContact(tx: Tx, permit: Permit<"partnerContacts.add">, id: string, { partnerId, unitId, contact }: AddContactInput, isDemonstration: boolean, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await clientOf(tx).$executeRaw`
    INSERT INTO partner_contact (id, partner_id, unit_id, lawful_basis, needed_until, is_demonstration, created_by_id, created_at)
    VALUES (${id}::uuid, ${partnerId}::uuid, ${unitId}::uuid, ${contact.lawfulBasis}::"LawfulBasis", ${contact.neededUntil}::date, ${isDemonstration}, ${permit.actor.personId}::uuid, ${now})`;
  await clientOf(tx).$executeRaw`INSERT INTO partner_contact_details (contact_id, name, title, email, phone) VALUES (${id}::uuid, ${contact.name}, ${contact.title}, ${contact.email}, ${contact.phone})`;
}

async function update(tx: Tx, id: string, version: number, sets: Prisma.Sql, now: Date): Promise<void> {
  const changed = await clientOf(tx).$executeRaw`UPDATE partner_contact SET ${sets}, updated_at = ${now}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function updateContact(tx: Tx, permit: Permit<"partnerContacts.edit">, id: string, version: number, contact: ContactInput, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, Prisma.sql`lawful_basis = ${contact.lawfulBasis}::"LawfulBasis", needed_until = ${contact.neededUntil}::date`, now);
  await clientOf(tx).$executeRaw`UPDATE partner_contact_details SET name = ${contact.name}, title = ${contact.title}, email = ${contact.email}, phone = ${contact.phone}, version = version + 1 WHERE contact_id = ${id}::uuid`;
}

/** Erases a contact's details, from their versions too; that there was a contact stays. */
export async function eraseDetails(tx: Tx, permit: Permit<"partnerContacts.erase">, id: string, version: number, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, Prisma.sql`anonymised_at = ${now}`, now);
  await clientOf(tx).$executeRaw`UPDATE partner_contact_details SET name = '', title = NULL, email = NULL, phone = NULL, version = version + 1 WHERE contact_id = ${id}::uuid`;
  await clientOf(tx).$executeRaw`SELECT erase_contact_versions(${id}::uuid)`;
}

/** Reads the contacts whose details have been needed until before a day, and are there still; at most so many. */
export async function selectExpired(read: Read, day: PlainDate, most: number): Promise<{ id: string }[]> {
  return queryRows(read, Prisma.sql`SELECT c.id FROM partner_contact c WHERE c.anonymised_at IS NULL AND c.needed_until < ${day}::date ORDER BY c.needed_until, c.id LIMIT ${most}::int`);
}

export interface DueAt {
  partnerId: string;
  partner: string;
  unitId: string;
  unit: string;
  neededUntil: PlainDate;
  count: number;
}

/** Counts, by partner and unit, the contacts of the units, or of all for null, whose details are needed until a day at the latest; at most 50. */
export async function selectDue(read: Read, unitIds: readonly string[] | null, from: PlainDate, by: PlainDate): Promise<DueAt[]> {
  const whose = unitIds === null ? Prisma.sql`true` : Prisma.sql`c.unit_id = ANY (${[...unitIds]}::uuid[])`;
  return queryRows(read, Prisma.sql`
    SELECT p.id AS "partnerId", p.name AS partner, c.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`c.unit_id`, from)} AS unit, min(c.needed_until)::text AS "neededUntil", count(*)::int AS count FROM partner_contact c JOIN partner p ON p.id = c.partner_id
    WHERE c.anonymised_at IS NULL AND c.needed_until BETWEEN ${from}::date AND ${by}::date AND ${whose} GROUP BY p.id, p.name, c.unit_id ORDER BY min(c.needed_until), p.id LIMIT 50`);
}
