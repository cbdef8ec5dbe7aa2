import "server-only";
import { Prisma } from "@db/client";
import { bodyNameOn } from "@/server/body-sql";
import { queryRows, type Read } from "@/server/db";
import type { StatementThing } from "../policy";

/** What permission to a statement depends on, and what it is known by: its unit's name today, and its year. */
export type NamedStatement = StatementThing & { unitName: string; year: number };

/** Reads what a statement is known by; null when there is none. */
export async function findNamed(read: Read, id: string): Promise<NamedStatement | null> {
  const [row] = await queryRows<NamedStatement>(read, Prisma.sql`
    SELECT s.id, s.unit_id AS "unitId", s.status::text AS status, r.year, ${bodyNameOn(Prisma.sql`s.unit_id`, Prisma.sql`current_date`)} AS "unitName", f.signing_body_id AS "signingBodyId"
    FROM unit_statement s JOIN follow_up_round r ON r.id = s.round_id CROSS JOIN LATERAL statement_sign_off(s.id) f WHERE s.id = ${id}::uuid`);
  return row ?? null;
}
