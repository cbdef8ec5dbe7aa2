import "server-only";
import { Prisma } from "@db/client";
import { bodyNameOn } from "@/server/body-sql";
import { queryRows, type Read } from "@/server/db";
import type { StatementThing } from "../policy";
import type { SignOffState } from "./rules";

/** A statement that waits for its board. */
export interface UnsignedStatement extends StatementThing, SignOffState {
  year: number;
  unitName: string;
}

/** Reads the statements that have been handed in and ask for a decision, of some units alone where they are given, the oldest round first, at most 200. */
export async function selectAsked(read: Read, unitIds: readonly string[] | null): Promise<UnsignedStatement[]> {
  const whose = unitIds === null ? Prisma.sql`true` : Prisma.sql`s.unit_id = ANY (${[...unitIds]}::uuid[])`;
  return queryRows(read, Prisma.sql`
    SELECT s.id, s.unit_id AS "unitId", s.status::text AS status, r.year::int AS year, ${bodyNameOn(Prisma.sql`s.unit_id`, Prisma.sql`current_date`)} AS "unitName",
      f.asks AS "asksForSignOff", f.decision AS "signOff", f.returned_on::text AS "returnedOn", f.signing_body_id AS "signingBodyId"
    FROM unit_statement s JOIN follow_up_round r ON r.id = s.round_id CROSS JOIN LATERAL statement_sign_off(s.id) f
    WHERE s.status = 'SUBMITTED' AND r.sign_off IS NOT NULL AND f.asks AND ${whose} ORDER BY r.year, "unitName", s.id LIMIT 200`);
}
