import "server-only";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { queryRows, type Read } from "@/server/db";
import type { ReviewOutcome } from "../papers/schema";
import type { JudgedRelation } from "../rules";

/** The last day that an exchange can have been on, as the index of it has it. */
const lastDay = Prisma.sql`(CASE a.held_precision WHEN 'YEAR' THEN a.held_on + interval '1 year - 1 day' WHEN 'QUARTER' THEN a.held_on + interval '3 months - 1 day' WHEN 'MONTH' THEN a.held_on + interval '1 month - 1 day' ELSE a.held_on END)::date`;

/** A relation as far as it is judged, with the last day that its latest exchange can have been on, and its latest review. */
export type JudgedRow = JudgedRelation & { latestOn: PlainDate | null; review: { outcome: ReviewOutcome; reviewedOn: PlainDate } | null };

/** A relation and those that are this one today. */
const same = Prisma.sql`(SELECT r.id UNION ALL SELECT m.id FROM town_relation m WHERE m.merged_into_id = r.id)`;

/** Reads the relations in the register as far as they are judged, those of some units alone where they are given, with the decision that each episode stands on, by name. */
export async function selectJudged(read: Read, unitIds: readonly string[] | null = null): Promise<JudgedRow[]> {
  return queryRows(read, Prisma.sql`
    SELECT r.id, r.name, r.kind::text AS kind, r.unit_id AS "unitId", r.priority_id AS "priorityId", r.outside_priorities AS "outsidePriorities",
      (SELECT max(l.day)::text FROM ${same} s CROSS JOIN LATERAL (SELECT max(${lastDay}) AS day FROM exchange_activity a WHERE a.relation_id = s.id AND a.archived_at IS NULL) l) AS "latestOn",
      (SELECT jsonb_build_object('outcome', v.outcome, 'reviewedOn', v.reviewed_on) FROM town_relation_review v WHERE v.relation_id IN ${same} ORDER BY v.reviewed_on DESC, v.created_at DESC LIMIT 1) AS review,
      coalesce((SELECT jsonb_agg(jsonb_build_object('state', e.state, 'startsOn', e.starts_on, 'endsOn', e.ends_on, 'basis', e.basis,
          'decision', CASE WHEN d.id IS NOT NULL THEN jsonb_build_object('matter', d.matter, 'verdict', d.verdict, 'relationKind', d.facts ->> 'relationKind', 'decidedOn', d.decided_on) END) ORDER BY e.starts_on)
        FROM town_relation_episode e LEFT JOIN decision d ON d.id = e.decision_id AND d.archived_at IS NULL WHERE e.relation_id = r.id AND e.removed_at IS NULL), '[]') AS episodes
    FROM town_relation r WHERE r.archived_at IS NULL AND r.merged_into_id IS NULL ${unitIds === null ? Prisma.empty : Prisma.sql`AND r.unit_id = ANY (${[...unitIds]}::uuid[])`} ORDER BY r.name, r.id`);
}

/** Reads what the relations in the register are called, by name. */
export async function selectNames(read: Read): Promise<{ id: string; name: string }[]> {
  return queryRows(read, Prisma.sql`SELECT r.id, r.name FROM town_relation r WHERE r.archived_at IS NULL AND r.merged_into_id IS NULL ORDER BY r.name, r.id`);
}

/** Reads the countries that relations reach, by code. */
export async function selectCountries(read: Read): Promise<string[]> {
  const rows = await queryRows<{ country: string }>(read, Prisma.sql`
    SELECT DISTINCT t.country FROM town_relation r JOIN relation_town_today t ON t.relation_id = r.id WHERE r.archived_at IS NULL AND r.merged_into_id IS NULL ORDER BY t.country`);
  return rows.map(({ country }) => country);
}
