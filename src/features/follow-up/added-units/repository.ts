import "server-only";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import type { UnitKind } from "@packs/pack";
import { clientOf, type Read, type Tx } from "@/server/db";
import { requirePermitFor, type Permit } from "@/server/permit";

/** A unit that was there in a round's year and has no statement in it. */
export interface UncalledUnit {
  id: string;
  name: string;
  kind: UnitKind;
  boundByOther: string | null;
}

/** Holds a year's round until the transaction ends, so that units are called by one at a time; null when there is none. */
export async function lockRound(tx: Tx, year: number): Promise<{ id: string; year: number; answersDueOn: PlainDate } | null> {
  const [row] = await clientOf(tx).$queryRaw<{ id: string; year: number; answersDueOn: PlainDate }[]>`SELECT id, year::int AS year, answers_due_on::text AS "answersDueOn" FROM follow_up_round WHERE year = ${year}::smallint FOR UPDATE`;
  return row ?? null;
}

/** Reads the units of a round's year that have no statement, in Swedish order of their latest names; held so that none is archived meanwhile when they are about to be called. */
export async function selectUncalled(read: Read, year: number, forChange = false): Promise<UncalledUnit[]> {
  return clientOf(read).$queryRaw<UncalledUnit[]>`
    SELECT b.id, (SELECT n.name FROM body_name n WHERE n.body_id = b.id ORDER BY n.valid_to DESC NULLS FIRST LIMIT 1) AS name, b.kind::text AS kind, b.bound_by_other AS "boundByOther"
    FROM follow_up_round r, body b
    WHERE r.year = ${year}::smallint AND b.kind IN ('OFFICE', 'DEPARTMENT', 'COMPANY') AND b.archived_at IS NULL
      AND daterange(b.valid_from, b.valid_to, '[]') && daterange(make_date(r.year, 1, 1), make_date(r.year, 12, 31), '[]')
      AND NOT EXISTS (SELECT 1 FROM unit_statement s WHERE s.round_id = r.id AND s.unit_id = b.id)
    ORDER BY name, b.id ${forChange ? Prisma.sql`FOR SHARE OF b` : Prisma.empty}`;
}

/** Gives each unit a statement in the round. */
export async function insertStatements(tx: Tx, permit: Permit<"followUp.open">, roundId: string, unitIds: readonly string[]): Promise<void> {
  requirePermitFor(permit, "*");
  await clientOf(tx).$executeRaw`INSERT INTO unit_statement (round_id, unit_id) SELECT ${roundId}::uuid, u.id FROM unnest(${[...unitIds]}::uuid[]) AS u(id)`;
}
