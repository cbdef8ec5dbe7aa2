import "server-only";
import { Prisma } from "@db/client";
import { GIVES_BASIS } from "@/features/decisions/rules";
import { bodyNameOn } from "@/server/body-sql";
import { queryRows, type Read } from "@/server/db";
import type { StatementThing } from "../policy";
import { SIGNING_MATTER, type SignOffState } from "./rules";

/** Whether the round asks the board of the unit `b` for its decision; of a statement's row `s` and its round `r`. */
const isAsked = Prisma.sql`coalesce(r.sign_off -> 'for' @> to_jsonb(b.kind::text), false)`;

/** The latest decision of the unit's own board on the answer that is something to stand on. */
const latest = Prisma.sql`
  (SELECT jsonb_build_object('decisionId', d.id, 'body', ${bodyNameOn(Prisma.sql`d.body_id`, Prisma.sql`coalesce(d.decided_on, current_date)`)}, 'decidedOn', d.decided_on, 'paragraph', d.minutes_paragraph, 'caseNumber', d.case_number)
    FROM decision d WHERE d.subject_id = s.id AND d.matter = ${SIGNING_MATTER}::"MatterKind" AND d.archived_at IS NULL AND d.verdict = ANY (${[...GIVES_BASIS]}::"DecisionVerdict"[])
      AND d.body_id IS NOT DISTINCT FROM coalesce(signing_body(s.unit_id, coalesce(d.decided_on, current_date)), d.body_id)
    ORDER BY d.decided_on DESC NULLS LAST, d.id LIMIT 1)`;

/** What is known of the decision that a statement asks for, as columns of `s`, its round `r` and its unit `b`. */
export const signOffColumns = Prisma.sql`
  ${isAsked} AS "asksForSignOff", ${latest} AS "signOff",
  (SELECT (max(t.at) AT TIME ZONE 'Europe/Stockholm')::date::text FROM statement_step t WHERE t.statement_id = s.id AND t.to_status = 'RETURNED') AS "returnedOn",
  CASE WHEN ${isAsked} AND s.status = 'SUBMITTED' THEN signing_body(s.unit_id, current_date) END AS "signingBodyId"`;

/** A statement that waits for its board. */
export interface UnsignedStatement extends StatementThing, SignOffState {
  year: number;
  unitName: string;
}

/** Reads the statements that have been handed in and ask for a decision, of some units alone where they are given, the oldest round first, at most 200. */
export async function selectAsked(read: Read, unitIds: readonly string[] | null): Promise<UnsignedStatement[]> {
  const whose = unitIds === null ? Prisma.sql`true` : Prisma.sql`s.unit_id = ANY (${[...unitIds]}::uuid[])`;
  return queryRows(read, Prisma.sql`
    SELECT s.id, s.unit_id AS "unitId", s.status::text AS status, r.year::int AS year, ${bodyNameOn(Prisma.sql`s.unit_id`, Prisma.sql`current_date`)} AS "unitName", ${signOffColumns}
    FROM unit_statement s JOIN follow_up_round r ON r.id = s.round_id JOIN body b ON b.id = s.unit_id
    WHERE s.status = 'SUBMITTED' AND r.sign_off IS NOT NULL AND ${isAsked} AND ${whose} ORDER BY r.year, "unitName", s.id LIMIT 200`);
}
