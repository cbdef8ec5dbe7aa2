import "server-only";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { queryRows, type Read } from "@/server/db";
import type { ProgrammeChoice } from "../schema";

/** Reads the programmes that a project may name, in Swedish order; a stored project keeps its own, also when it has been taken out of the register. */
export async function selectProgrammes(handle: Read, projectId: string | null): Promise<ProgrammeChoice[]> {
  return queryRows(handle, Prisma.sql`
    SELECT id, name_sv AS "nameSv", name_en AS "nameEn", period FROM programme
    WHERE archived_at IS NULL OR id = (SELECT p.programme_id FROM project p WHERE p.id = ${projectId}::uuid) ORDER BY name_sv, period DESC NULLS LAST`);
}

/** A call that a project may name. */
export interface CallChoice {
  id: string;
  programmeId: string;
  name: string;
  programme: { sv: string; en: string };
  closesOn: PlainDate | null;
}

/** Reads the calls that a project may name, those that close last first; a stored project keeps its own, also when it has been taken out of the register. */
export async function selectCallChoices(handle: Read, projectId: string | null): Promise<CallChoice[]> {
  return queryRows(handle, Prisma.sql`
    SELECT k.id, k.programme_id AS "programmeId", k.name, jsonb_build_object('sv', concat_ws(' ', g.name_sv, g.period), 'en', concat_ws(' ', g.name_en, g.period)) AS programme, k.closes_on::text AS "closesOn"
    FROM call k JOIN programme g ON g.id = k.programme_id
    WHERE k.archived_at IS NULL OR k.id = (SELECT p.call_id FROM project p WHERE p.id = ${projectId}::uuid) ORDER BY k.closes_on DESC NULLS FIRST, k.name, k.id LIMIT 500`);
}

/** A priority or profile area that a project may follow, with its period. */
export interface PriorityChoice {
  id: string;
  title: string;
  startsOn: PlainDate;
  endsOn: PlainDate | null;
}

/** Reads what has been decided on that a project may follow, the latest period first; a stored project keeps what it follows, also when it has been taken out of the register. */
export async function selectPriorityChoices(handle: Read, projectId: string | null): Promise<PriorityChoice[]> {
  return queryRows(handle, Prisma.sql`
    SELECT s.id, s.title, s.starts_on::text AS "startsOn", s.ends_on::text AS "endsOn" FROM strategic_priority s
    WHERE (s.status <> 'PROPOSED' AND s.archived_at IS NULL) OR s.id = ANY ((SELECT p.priority_ids FROM project p WHERE p.id = ${projectId}::uuid)::uuid[])
    ORDER BY s.starts_on DESC, s.title, s.id LIMIT 200`);
}

/** A unit or workplace that a project may name. */
export interface UnitChoice {
  id: string;
  name: string;
  kind: "DEPARTMENT" | "COMPANY" | "OFFICE" | "WORKPLACE";
  parentId: string | null;
  /** A company's own. */
  organisationNumber: string | null;
  /** That it isn't there any more; a stored project may keep it all the same. */
  hasEnded: boolean;
}

/** Reads the units and workplaces of a day, and those that a stored project names whether they are there or not, in Swedish order. */
export async function selectUnitChoices(handle: Read, day: PlainDate, projectId: string | null): Promise<UnitChoice[]> {
  return queryRows<UnitChoice>(handle, Prisma.sql`
    SELECT b.id, n.name, b.kind::text AS kind, b.organisation_number AS "organisationNumber", NOT b.is_there AS "hasEnded",
      (SELECT l.parent_id FROM body_placement l WHERE l.body_id = b.id AND (l.valid_from IS NULL OR l.valid_from <= ${day}::date) AND (l.valid_to IS NULL OR l.valid_to >= ${day}::date) LIMIT 1) AS "parentId"
    FROM (SELECT id, kind, organisation_number, archived_at IS NULL AND daterange(valid_from, valid_to, '[]') @> ${day}::date AS is_there FROM body WHERE kind IN ('DEPARTMENT', 'COMPANY', 'OFFICE', 'WORKPLACE')) b
    CROSS JOIN LATERAL (SELECT name FROM body_name WHERE body_id = b.id AND (daterange(valid_from, valid_to, '[]') @> ${day}::date OR NOT b.is_there)
      ORDER BY daterange(valid_from, valid_to, '[]') @> ${day}::date DESC, valid_to DESC NULLS FIRST LIMIT 1) n
    WHERE b.is_there OR b.id IN (
      SELECT unit_id FROM project WHERE id = ${projectId}::uuid
      UNION ALL SELECT workplace_id FROM project WHERE id = ${projectId}::uuid
      UNION ALL SELECT unit_id FROM project_unit WHERE project_id = ${projectId}::uuid AND removed_at IS NULL
      UNION ALL SELECT payer_unit_id FROM funding_line WHERE project_id = ${projectId}::uuid AND removed_at IS NULL)
    ORDER BY n.name`);
}

/** Reads the people that can be named in a project, in Swedish order. */
export async function selectCandidates(handle: Read): Promise<{ id: string; name: string }[]> {
  return queryRows(handle, Prisma.sql`
    SELECT p.id, d.name FROM person p JOIN person_details d ON d.person_id = p.id WHERE p.archived_at IS NULL ORDER BY d.name LIMIT 2000`);
}
