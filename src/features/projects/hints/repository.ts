import "server-only";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { bodyNameOn } from "@/server/body-sql";
import { queryRows, type Read } from "@/server/db";
import { escapeLike } from "@/lib/like";
import type { Scope } from "@/server/permit";
import { ON_PROGRAMME, type Hint, type HintSubject } from "./rules";

type Found = Omit<Hint, "kind">;

const MOST = 5;
/** The projects in the register that the scope lets through, but the one that is asked for and, for who asks what others know, those of its own unit. */
function others(scope: Scope<"projects">, { projectId, unitId }: HintSubject, isOfOthers: boolean): Prisma.Sql {
  const conditions = [Prisma.sql`p.archived_at IS NULL`];
  if (projectId !== null) conditions.push(Prisma.sql`p.id <> ${projectId}::uuid`);
  if (isOfOthers && unitId !== null) conditions.push(Prisma.sql`p.unit_id <> ${unitId}::uuid`);
  if (!scope.all) {
    conditions.push(Prisma.sql`(NOT p.is_confidential OR p.unit_id = ANY (${[...scope.unitIds]}::uuid[])
      OR EXISTS (SELECT 1 FROM project_member m WHERE m.project_id = p.id AND m.person_id = ${scope.personId}::uuid AND m.removed_at IS NULL))`);
  }
  return Prisma.join(conditions, " AND ");
}

const unit = (today: PlainDate) => bodyNameOn(Prisma.sql`p.unit_id`, today);

/** Reads other units' projects that apply or are carried out in a programme, those of the same call first and said to be, then those that end last. */
export async function selectOnProgramme(read: Read, scope: Scope<"projects">, subject: HintSubject & { programmeId: string }, today: PlainDate): Promise<(Found & { isSameCall: boolean })[]> {
  return queryRows(read, Prisma.sql`
    SELECT p.id, p.title, ${unit(today)} AS unit, NULL AS through, p.ends_on::text AS "on", p.call_id IS NOT DISTINCT FROM ${subject.callId}::uuid AND p.call_id IS NOT NULL AS "isSameCall"
    FROM project p WHERE p.programme_id = ${subject.programmeId}::uuid AND p.status = ANY (${[...ON_PROGRAMME]}::"ProjectStatus"[]) AND ${others(scope, subject, true)}
    ORDER BY "isSameCall" DESC, p.ends_on DESC NULLS FIRST, p.id LIMIT ${MOST}::int`);
}

/** What makes a partner `t` one of those that are looked for: the same of the register, or of the same name. */
const isSamePartner = (ids: readonly string[], names: readonly string[]) => Prisma.sql`t.removed_at IS NULL AND (t.partner_id = ANY (${[...ids]}::uuid[]) OR lower(t.name) = ANY (${[...names]}::text[]))`;

/** Reads other units' projects that have such a partner, those that end last first. */
export async function selectWithPartner(read: Read, scope: Scope<"projects">, subject: HintSubject, names: readonly string[], today: PlainDate): Promise<Found[]> {
  return queryRows(read, Prisma.sql`
    WITH found AS (SELECT t.project_id, min(t.name) AS through FROM project_partner t WHERE ${isSamePartner(subject.partnerIds, names)} GROUP BY t.project_id)
    SELECT p.id, p.title, ${unit(today)} AS unit, f.through, p.ends_on::text AS "on"
    FROM found f JOIN project p ON p.id = f.project_id WHERE ${others(scope, subject, true)} ORDER BY p.ends_on DESC NULLS FIRST, p.id LIMIT ${MOST}::int`);
}

/** A visit with what it says of where it went. */
export interface VisitedPlace extends Found {
  texts: (string | null)[];
}

/** Reads visits and journeys in the register whose words hold a town's name, whichever unit's they are, the latest first; whether the town is meant is not judged. */
export async function selectVisitsTo(read: Read, towns: readonly string[], today: PlainDate): Promise<VisitedPlace[]> {
  return queryRows(read, Prisma.sql`
    SELECT v.id, v.title, ${bodyNameOn(Prisma.sql`v.unit_id`, today)} AS unit, NULL AS through, v.starts_on::text AS "on", jsonb_build_array(v.title, v.counterpart, v.places) AS texts
    FROM visit v WHERE v.archived_at IS NULL AND v.cancelled_on IS NULL AND v.search_text ILIKE ANY (${towns.map((town) => `%${escapeLike(town)}%`)}::text[])
    ORDER BY v.starts_on DESC, v.id LIMIT 30`);
}

/** Reads the relations in the register that a town belongs to, by its name or as a partner of the register. */
export async function selectRelationsWith(read: Read, partnerIds: readonly string[], towns: readonly string[], today: PlainDate): Promise<Found[]> {
  return queryRows(read, Prisma.sql`
    SELECT r.id, r.name AS title, ${bodyNameOn(Prisma.sql`r.unit_id`, today)} AS unit, min(t.name) AS through, NULL AS "on"
    FROM relation_town t JOIN town_relation r ON r.id = t.relation_id
    WHERE t.removed_at IS NULL AND r.archived_at IS NULL AND r.merged_into_id IS NULL AND (t.partner_id = ANY (${[...partnerIds]}::uuid[]) OR lower(t.name) = ANY (${[...towns]}::text[]))
    GROUP BY r.id ORDER BY r.name, r.id LIMIT ${MOST}::int`);
}

/** How alike two titles must be to be about the same thing. */
const ALIKE = 0.35;

/** Reads closed projects with lessons that are alike: in the same programme, with the same partner or of a like title, the latest told first. */
export async function selectLessonsLike(read: Read, scope: Scope<"projects">, subject: HintSubject, names: readonly string[], today: PlainDate): Promise<Found[]> {
  return queryRows(read, Prisma.sql`
    SELECT p.id, p.title, ${unit(today)} AS unit, NULL AS through, c.told_on::text AS "on"
    FROM project_closing c JOIN project p ON p.id = c.project_id
    WHERE c.removed_at IS NULL AND c.lessons IS NOT NULL AND ${others(scope, subject, false)} AND (
      p.programme_id = ${subject.programmeId}::uuid OR similarity(p.title, ${subject.title}) >= ${ALIKE}::real
      OR EXISTS (SELECT 1 FROM project_partner t WHERE t.project_id = p.id AND ${isSamePartner(subject.partnerIds, names)}))
    ORDER BY c.told_on DESC, c.id LIMIT ${MOST}::int`);
}
