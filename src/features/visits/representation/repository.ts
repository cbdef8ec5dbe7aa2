import "server-only";
import { Prisma } from "@db/client";
import type { DeepReadonly, PolicyPack } from "@packs/pack";
import type { DatePrecision, PlainDate } from "@/domain/plain-date";
import { clientOf, type Read, type Tx } from "@/server/db";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { VisitDirection } from "../schema";
import { presidiaMatter, shortNameOf } from "../repository";

/** As many visits as the coming ones show without a representative, and in one month. */
export const SHOWN_OPEN = 20;
export const SHOWN_A_MONTH = 25;

export interface ComingVisit {
  id: string;
  title: string;
  purpose: string | null;
  counterpart: string | null;
  places: string | null;
  hosts: string | null;
  unit: string;
  direction: VisitDirection;
  startsOn: PlainDate;
  startPrecision: DatePrecision;
  endsOn: PlainDate;
  endPrecision: DatePrecision | null;
  needsRepresentation: boolean | null;
  concernsUnitDirectly: boolean | null;
  personId: string | null;
  personName: string | null;
  bodyId: string | null;
  bodyName: string | null;
  askedName: string | null;
  /** The month in which it is shown: its own, or the present one when it has begun. */
  month: string;
  monthCount: number;
  monthPlace: number;
  openCount: number;
  openPlace: number;
}

/**
 * Reads the visits to come that somebody represents at or is to: all of the first ones in each month, the first ones that
 * nobody has taken, and those of the given people. `kinds` are the presidia whose open ones are counted.
 */
export async function selectComing(read: Read, representation: DeepReadonly<PolicyPack["representation"]>, kinds: readonly string[], personIds: readonly string[], today: PlainDate): Promise<ComingVisit[]> {
  const isOpen = Prisma.sql`(a.id IS NULL AND ${presidiaMatter(representation, kinds)})`;
  return clientOf(read).$queryRaw<ComingVisit[]>`
    WITH coming AS (
      SELECT v.id, v.starts_on, a.person_id, a.body_id, ${isOpen} AS is_open, to_char(greatest(v.starts_on, ${today}::date), 'YYYY-MM') AS month
      FROM visit v LEFT JOIN visit_assignment a ON a.visit_id = v.id AND a.ended_at IS NULL
      WHERE v.archived_at IS NULL AND v.cancelled_on IS NULL AND v.ends_on >= ${today}::date AND (a.id IS NOT NULL OR ${presidiaMatter(representation)})),
    placed AS (
      SELECT *, count(*) OVER (PARTITION BY month)::int AS month_count, row_number() OVER (PARTITION BY month ORDER BY starts_on, id)::int AS month_place,
        (count(*) FILTER (WHERE is_open) OVER ())::int AS open_count, CASE WHEN is_open THEN row_number() OVER (PARTITION BY is_open ORDER BY starts_on, id) ELSE 0 END::int AS open_place
      FROM coming),
    shown AS (
      SELECT * FROM placed WHERE (month_place <= ${SHOWN_A_MONTH} AND starts_on < ${today}::date + interval '1 year' + interval '1 month')
        OR open_place BETWEEN 1 AND ${SHOWN_OPEN} OR person_id = ANY (${[...personIds]}::uuid[]))
    SELECT v.id, v.title, v.purpose, v.counterpart, v.places, v.hosts, ${shortNameOf(Prisma.sql`v.unit_id`, today)} AS unit, v.direction::text AS direction,
      v.starts_on::text AS "startsOn", v.start_precision::text AS "startPrecision", v.ends_on::text AS "endsOn", v.end_precision::text AS "endPrecision",
      v.needs_representation AS "needsRepresentation", v.concerns_unit_directly AS "concernsUnitDirectly",
      s.person_id AS "personId", d.name AS "personName", s.body_id AS "bodyId", CASE WHEN s.body_id IS NULL THEN NULL ELSE ${shortNameOf(Prisma.sql`s.body_id`, today)} END AS "bodyName",
      k.name AS "askedName", s.month, s.month_count AS "monthCount", s.month_place AS "monthPlace", s.open_count AS "openCount", s.open_place AS "openPlace"
    FROM shown s JOIN visit v ON v.id = s.id LEFT JOIN person_details d ON d.person_id = s.person_id
    LEFT JOIN visit_handover h ON h.visit_id = v.id AND h.answer IS NULL LEFT JOIN person_details k ON k.person_id = h.to_person_id
    ORDER BY v.starts_on, v.id`;
}

export interface OpenQuestion {
  id: string;
  visitId: string;
  title: string;
  startsOn: PlainDate;
  startPrecision: DatePrecision;
  endsOn: PlainDate;
  endPrecision: DatePrecision | null;
  askedByName: string;
  askedByBody: string | null;
  toPersonId: string;
  toName: string;
  message: string | null;
  askedOn: PlainDate;
}

/** Reads the questions that wait for the answer of the given person, or of a member of the given presidia; those about visits to come. */
export async function selectQuestions(read: Read, personId: string, bodyIds: readonly string[], today: PlainDate): Promise<OpenQuestion[]> {
  return clientOf(read).$queryRaw<OpenQuestion[]>`
    SELECT h.id, v.id AS "visitId", v.title, v.starts_on::text AS "startsOn", v.start_precision::text AS "startPrecision", v.ends_on::text AS "endsOn", v.end_precision::text AS "endPrecision",
      k.name AS "askedByName", t.name AS "toName", h.to_person_id AS "toPersonId", h.message, ((h.asked_at AT TIME ZONE 'Europe/Stockholm')::date)::text AS "askedOn",
      (SELECT ${shortNameOf(Prisma.sql`x.body_id`, today)} FROM seat x JOIN body b ON b.id = x.body_id AND b.kind IN ('COUNCIL_PRESIDIUM', 'EXECUTIVE_BOARD_PRESIDIUM')
        WHERE x.person_id = h.asked_by_id AND daterange(x.valid_from, x.valid_to, '[]') @> ${today}::date LIMIT 1) AS "askedByBody"
    FROM visit_handover h JOIN visit v ON v.id = h.visit_id JOIN person_details k ON k.person_id = h.asked_by_id JOIN person_details t ON t.person_id = h.to_person_id
    WHERE h.answer IS NULL AND v.archived_at IS NULL AND v.cancelled_on IS NULL AND v.ends_on >= ${today}::date
      AND (h.to_person_id = ${personId}::uuid OR h.to_body_id = ANY (${[...bodyIds]}::uuid[]))
    ORDER BY v.starts_on, h.id LIMIT 50`;
}

/** Counts the representatives of a year's visits, by presidium. */
export async function countByPresidium(read: Read, year: number): Promise<{ bodyId: string; count: number }[]> {
  return clientOf(read).$queryRaw`
    SELECT a.body_id AS "bodyId", count(*)::int AS count FROM visit v JOIN visit_assignment a ON a.visit_id = v.id AND a.ended_at IS NULL
    WHERE v.archived_at IS NULL AND v.cancelled_on IS NULL AND v.starts_on BETWEEN ${`${String(year)}-01-01`}::date AND ${`${String(year)}-12-31`}::date GROUP BY a.body_id`;
}

/** Stores who represents at a visit from an instant on. */
export async function insertAssignment(tx: Tx, permit: Permit<"visits.take"> | Permit<"visits.answer">, visitId: string, member: { personId: string; bodyId: string }, at: Date): Promise<void> {
  requirePermitFor(permit, visitId);
  await clientOf(tx).$executeRaw`
    INSERT INTO visit_assignment (visit_id, person_id, body_id, taken_at, assigned_by_id)
    VALUES (${visitId}::uuid, ${member.personId}::uuid, ${member.bodyId}::uuid, ${at}, ${permit.actor.personId}::uuid)`;
}

/** Ends whatever assignment there is at a visit. */
export async function endAssignment(tx: Tx, permit: Permit<"visits.release"> | Permit<"visits.answer">, visitId: string, at: Date): Promise<void> {
  requirePermitFor(permit, visitId);
  await clientOf(tx).$executeRaw`UPDATE visit_assignment SET ended_at = greatest(${at}, taken_at), version = version + 1 WHERE visit_id = ${visitId}::uuid AND ended_at IS NULL`;
}

export async function insertHandover(tx: Tx, permit: Permit<"visits.ask">, visitId: string, question: { fromPersonId: string | null; toPersonId: string; toBodyId: string; message: string | null }, at: Date): Promise<string> {
  requirePermitFor(permit, visitId);
  const [row] = await clientOf(tx).$queryRaw<{ id: string }[]>`
    INSERT INTO visit_handover (visit_id, from_person_id, to_person_id, to_body_id, asked_by_id, message, asked_at)
    VALUES (${visitId}::uuid, ${question.fromPersonId}::uuid, ${question.toPersonId}::uuid, ${question.toBodyId}::uuid, ${permit.actor.personId}::uuid, ${question.message}, ${at}) RETURNING id`;
  if (!row) throw new Error("a question could not be stored");
  return row.id;
}

/** Answers whatever question is open about a visit. */
export async function closeHandover(
  tx: Tx,
  permit: Permit<"visits.take"> | Permit<"visits.release"> | Permit<"visits.answer"> | Permit<"visits.withdraw">,
  visitId: string,
  answer: "ACCEPTED" | "DECLINED" | "WITHDRAWN",
  at: Date,
): Promise<void> {
  requirePermitFor(permit, visitId);
  await clientOf(tx).$executeRaw`
    UPDATE visit_handover SET answer = ${answer}::"HandoverAnswer", answered_at = greatest(${at}, asked_at), version = version + 1 WHERE visit_id = ${visitId}::uuid AND answer IS NULL`;
}
