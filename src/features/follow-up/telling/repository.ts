import "server-only";
import { Prisma } from "@db/client";
import { bodyNameOn } from "@/server/body-sql";
import { queryRows, type Read } from "@/server/db";
import type { StatementThing } from "../policy";

/** Reads what permission to a statement depends on, and its unit's name today; null when there is none. */
export async function findThing(read: Read, id: string): Promise<(StatementThing & { unitName: string }) | null> {
  const [row] = await queryRows<StatementThing & { unitName: string }>(read, Prisma.sql`
    SELECT s.id, s.unit_id AS "unitId", s.status::text AS status, ${bodyNameOn(Prisma.sql`s.unit_id`, Prisma.sql`current_date`)} AS "unitName" FROM unit_statement s WHERE s.id = ${id}::uuid`);
  return row ?? null;
}
