import "server-only";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";

const chosen = (name: Prisma.Sql, bodyId: Prisma.Sql, day: PlainDate | Prisma.Sql) => Prisma.sql`
  (SELECT ${name} FROM body_name n WHERE n.body_id = ${bodyId}
    ORDER BY daterange(n.valid_from, n.valid_to, '[]') @> ${typeof day === "string" ? Prisma.sql`${day}::date` : day} DESC, n.valid_to DESC NULLS FIRST LIMIT 1) COLLATE "sv-SE-x-icu"`;

/** What a body was called on a day, or last of all when it has ended, as SQL in Swedish order; `bodyId` is an expression, and `day` a date or an expression for one. */
export function bodyNameOn(bodyId: Prisma.Sql, day: PlainDate | Prisma.Sql): Prisma.Sql {
  return chosen(Prisma.sql`n.name`, bodyId, day);
}

/** As `bodyNameOn`, with the short name where the body has one. */
export function bodyShortNameOn(bodyId: Prisma.Sql, day: PlainDate | Prisma.Sql): Prisma.Sql {
  return chosen(Prisma.sql`coalesce(n.short_name, n.name)`, bodyId, day);
}

/** The ids of a unit and of those that have gone up into it, step by step, as an array in a statement: it answers for what they did as well. */
export function withPredecessors(unitId: string): Prisma.Sql {
  return Prisma.sql`unit_with_predecessors(${unitId}::uuid)`;
}
