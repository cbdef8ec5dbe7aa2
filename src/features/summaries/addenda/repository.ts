import "server-only";
import { randomUUID } from "node:crypto";
import type { PlainDate } from "@/domain/plain-date";
import { clientOf, type Read, type Tx } from "@/server/db";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { AddendumInput, AddendumKind } from "../schema";

/** An addendum as it was added. */
export interface StoredAddendum {
  id: string;
  number: number;
  kind: AddendumKind;
  text: string;
  decidedBy: string;
  decidedOn: PlainDate;
  paragraph: string | null;
  caseNumber: string | null;
  addedAt: Date;
  addedByName: string | null;
  sha256: string;
}

/** Keeps an edition's addenda from being numbered by two at once, until the transaction ends. */
export async function holdEdition(tx: Tx, editionId: string): Promise<void> {
  await clientOf(tx).$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`addenda ${editionId}`}, 7))`;
}

/** Reads what has been added to an edition, in its order. */
export async function selectAddenda(read: Read, editionId: string): Promise<StoredAddendum[]> {
  return clientOf(read).$queryRaw<StoredAddendum[]>`
    SELECT a.id, a.number::int, a.kind::text AS kind, a.text, a.decided_by AS "decidedBy", a.decided_on::text AS "decidedOn", a.paragraph, a.case_number AS "caseNumber", a.added_at AS "addedAt", d.name AS "addedByName", a.sha256
    FROM edition_addendum a LEFT JOIN person_details d ON d.person_id = a.added_by_id WHERE a.edition_id = ${editionId}::uuid ORDER BY a.number`;
}

/** Stores an addendum under its edition and returns its id. */
export async function insertAddendum(tx: Tx, permit: Permit<"editions.add">, editionId: string, addendum: Omit<AddendumInput, "year"> & { sha256: string; addedAt: Date }): Promise<string> {
  requirePermitFor(permit, editionId);
  const id = randomUUID();
  const { number, kind, text, decidedBy, decidedOn, paragraph, caseNumber, sha256, addedAt } = addendum;
  await clientOf(tx).$executeRaw`
    INSERT INTO edition_addendum (id, edition_id, number, kind, text, decided_by, decided_on, paragraph, case_number, added_at, added_by_id, sha256)
    VALUES (${id}::uuid, ${editionId}::uuid, ${number}, ${kind}::"AddendumKind", ${text}, ${decidedBy}, ${decidedOn}::date, ${paragraph}, ${caseNumber}, ${addedAt}, ${permit.actor.isSystem ? null : permit.actor.personId}::uuid, ${sha256})`;
  return id;
}
