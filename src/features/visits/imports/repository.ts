import "server-only";
import { Prisma } from "@db/client";
import { type ApproximateDate, type DatePrecision, type PlainDate } from "@/domain/plain-date";
import { bodyNameOn } from "@/server/body-sql";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { notDisposed } from "@/server/disposed";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { VisitInput } from "../schema";
import type { KnownVisit, VisitKeys } from "./rules";

/** Reads the visits that rows may be about: by the register's own id, or of the same title on days that the row's may be. */
export async function selectKnown(read: Read, keys: readonly VisitKeys[]): Promise<KnownVisit[]> {
  const asked = JSON.stringify(keys.map(({ row, id, title, days }) => ({ row, id: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : null, title: id === "" && days !== null ? title : null, from: days?.from ?? null, to: days?.to ?? null })));
  return queryRows(read, Prisma.sql`
    WITH asked AS MATERIALIZED (SELECT * FROM jsonb_to_recordset(${asked}::jsonb) AS a("row" int, id uuid, title text, "from" date, "to" date)),
    found AS (
      SELECT a."row", v.id FROM asked a JOIN visit v ON v.id = a.id
      UNION SELECT a."row", v.id FROM asked a JOIN visit v ON lower(v.title) = a.title AND v.starts_on <= a."to" AND v.ends_on >= a."from")
    SELECT f."row", v.id, v.title, v.unit_id AS "unitId", v.starts_on::text AS "startsOn" FROM found f JOIN visit v ON v.id = f.id WHERE v.archived_at IS NULL AND ${Prisma.raw(notDisposed("v.id"))} ORDER BY f."row", v.starts_on, v.title, v.id`);
}

/** A visit that a list is about. */
export interface ListedVisit extends VisitInput {
  id: string;
  version: number;
  unitName: string;
  isArchived: boolean;
  cancelledOn: PlainDate | null;
  closedOn: PlainDate | null;
  representative: { personId: string; bodyId: string } | null;
}

type FlatVisit = Omit<ListedVisit, "starts" | "ends"> & { startsOn: PlainDate; startPrecision: DatePrecision; endsOn: PlainDate; endPrecision: DatePrecision | null };

/** Reads visits whole, held until the transaction ends where they are to be changed. */
export async function selectListed(read: Read, ids: readonly string[], today: PlainDate, isHeld = false): Promise<ListedVisit[]> {
  const rows = await queryRows<FlatVisit>(read, Prisma.sql`
    SELECT v.id, v.version, v.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`v.unit_id`, today)} AS "unitName", v.direction::text AS direction, v.title, v.purpose, v.counterpart, v.places, v.hosts,
      v.starts_on::text AS "startsOn", v.start_precision::text AS "startPrecision", v.ends_on::text AS "endsOn", v.end_precision::text AS "endPrecision",
      v.participant_count AS "participantCount", v.reaches_children_and_youth AS "reachesChildrenAndYouth", v.children_and_youth_count AS "childrenAndYouthCount",
      v.needs_representation AS "needsRepresentation", v.concerns_unit_directly AS "concernsUnitDirectly", v.office_notified_on::text AS "officeNotifiedOn",
      v.office_notified_to AS "officeNotifiedTo", v.case_number AS "caseNumber", v.is_handled_separately AS "isHandledSeparately", v.archived_at IS NOT NULL AS "isArchived", v.cancelled_on::text AS "cancelledOn", v.closed_on::text AS "closedOn",
      (SELECT jsonb_build_object('personId', a.person_id, 'bodyId', a.body_id) FROM visit_assignment a WHERE a.visit_id = v.id AND a.ended_at IS NULL) AS representative
    FROM visit v WHERE v.id = ANY (${[...ids]}::uuid[]) ${isHeld ? Prisma.sql`ORDER BY v.id FOR UPDATE OF v` : Prisma.empty}`);
  return rows.map(({ startsOn, startPrecision, endPrecision, endsOn, ...rest }) => {
    const ends: ApproximateDate | null = endPrecision === null ? null : { on: endsOn, precision: endPrecision };
    return { ...rest, starts: { on: startsOn, precision: startPrecision }, ends };
  });
}

/** Reads what every unit that is or has been is and was called, the latest name first, and whether it is there on a day. */
export async function selectUnitNames(read: Read, day: PlainDate): Promise<{ id: string; names: string[]; isThere: boolean }[]> {
  return queryRows(read, Prisma.sql`
    SELECT b.id, array_agg(n.name ORDER BY n.valid_to DESC NULLS FIRST, n.name) AS names, daterange(b.valid_from, b.valid_to, '[]') @> ${day}::date AS "isThere" FROM body b JOIN body_name n ON n.body_id = b.id
    WHERE b.kind IN ('DEPARTMENT', 'COMPANY', 'OFFICE') AND b.archived_at IS NULL GROUP BY b.id ORDER BY b.id`);
}

/** The ids, among these, of visits that decisions or documents are about. */
export async function selectPointedTo(read: Read, ids: readonly string[]): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(read, Prisma.sql`
    SELECT d.subject_id AS id FROM decision d WHERE d.subject_id = ANY (${[...ids]}::uuid[])
    UNION SELECT d.subject_id FROM attached_document d WHERE d.subject_id = ANY (${[...ids]}::uuid[])`);
  return rows.map(({ id }) => id);
}

/** Takes visits out of the register, all of them. */
export async function archiveAll(tx: Tx, permits: readonly Permit<"visits.archive">[], ids: readonly string[], now: Date): Promise<{ id: string; unitId: string }[]> {
  permits.forEach((permit, place) => {
    requirePermitFor(permit, ids[place] ?? "");
  });
  return queryRows(tx, Prisma.sql`UPDATE visit SET archived_at = ${now}, updated_at = ${now}, version = version + 1 WHERE id = ANY (${[...ids]}::uuid[]) AND archived_at IS NULL RETURNING id, unit_id AS "unitId"`);
}

/** Gives visits back what they said before an import changed them. */
export async function restoreAll(tx: Tx, permits: readonly Permit<"visits.edit">[], importId: string, ids: readonly string[], now: Date): Promise<void> {
  permits.forEach((permit, place) => {
    requirePermitFor(permit, ids[place] ?? "");
  });
  const columns = await queryRows<{ name: string }>(tx, Prisma.sql`SELECT quote_ident(column_name) AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = 'visit' AND column_name NOT IN ('id', 'version', 'updated_at', 'created_at', 'created_by_id')`);
  const list = Prisma.raw(columns.map(({ name }) => name).join(", "));
  const before = Prisma.raw(columns.map(({ name }) => `b.${name}`).join(", "));
  await clientOf(tx).$executeRaw`
    UPDATE visit x SET (${list}) = (SELECT ${before} FROM jsonb_populate_record(NULL::visit, v.row) b), updated_at = ${now}, version = x.version + 1
    FROM record_version w JOIN record_version v ON v.table_name = 'visit' AND v.record_id = w.record_id AND v.version = w.version - 1
    WHERE w.table_name = 'visit' AND w.record_id = ANY (${[...ids]}::uuid[]) AND x.id = w.record_id
      AND w.change_id = (SELECT i.change_id FROM record_version i WHERE i.table_name = 'list_import' AND i.record_id = ${importId}::uuid AND i.version = 1)`;
}
