import "server-only";
import type { PlainDate } from "@/domain/plain-date";
import { clientOf, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { TermInput } from "./schema";

export interface StoredTerm {
  id: string;
  version: number;
  startsOn: PlainDate;
  endsOn: PlainDate;
  /** How many seats have been given in it. */
  seatCount: number;
}

export interface SeatInTerm {
  id: string;
  personId: string;
  personName: string;
  bodyId: string;
  bodyName: string;
  position: string;
  from: PlainDate;
  to: PlainDate | null;
}

export async function listTerms(read: Read): Promise<StoredTerm[]> {
  return clientOf(read).$queryRaw<StoredTerm[]>`
    SELECT t.id, t.version, t.starts_on::text AS "startsOn", t.ends_on::text AS "endsOn", (SELECT count(*) FROM seat s WHERE s.term_id = t.id)::int AS "seatCount"
    FROM term_of_office t ORDER BY t.starts_on DESC`;
}

export async function findTerm(read: Read, id: string): Promise<StoredTerm | null> {
  const [row] = await clientOf(read).$queryRaw<StoredTerm[]>`
    SELECT t.id, t.version, t.starts_on::text AS "startsOn", t.ends_on::text AS "endsOn", (SELECT count(*) FROM seat s WHERE s.term_id = t.id)::int AS "seatCount"
    FROM term_of_office t WHERE t.id = ${id}::uuid`;
  return row ?? null;
}

/** A term that is held until the transaction ends, so that no seat is given in it meanwhile; or null. */
export async function lockTerm(tx: Tx, id: string): Promise<StoredTerm | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM term_of_office WHERE id = ${id}::uuid FOR UPDATE`;
  return findTerm(tx, id);
}

/** The seats given in a term, body by body, each body by its name at the end of the seat or of the term. */
export async function listSeatsOf(read: Read, id: string): Promise<SeatInTerm[]> {
  return clientOf(read).$queryRaw<SeatInTerm[]>`
    SELECT s.id, s.person_id AS "personId", d.name AS "personName", s.body_id AS "bodyId",
      (SELECT n.name FROM body_name n WHERE n.body_id = s.body_id
        ORDER BY daterange(n.valid_from, n.valid_to, '[]') @> coalesce(s.valid_to, t.ends_on) DESC, n.valid_from DESC NULLS LAST LIMIT 1) AS "bodyName",
      s.position, s.valid_from::text AS "from", s.valid_to::text AS "to"
    FROM seat s JOIN term_of_office t ON t.id = s.term_id JOIN person_details d ON d.person_id = s.person_id
    WHERE s.term_id = ${id}::uuid ORDER BY "bodyName", s.position, s.valid_from, s.id`;
}

export async function insertTerm(tx: Tx, permit: Permit<"termsOfOffice.add">, term: TermInput): Promise<string> {
  requirePermitFor(permit, "*");
  const [row] = await clientOf(tx).$queryRaw<{ id: string }[]>`
    INSERT INTO term_of_office (starts_on, ends_on) VALUES (${term.startsOn}::date, ${term.endsOn}::date) RETURNING id`;
  if (!row) throw new Error("a term of office could not be stored");
  return row.id;
}

export async function updateTerm(tx: Tx, permit: Permit<"termsOfOffice.change">, id: string, version: number, term: TermInput): Promise<void> {
  requirePermitFor(permit, id);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE term_of_office SET starts_on = ${term.startsOn}::date, ends_on = ${term.endsOn}::date, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}
