import "server-only";
import type { Role } from "@/domain/actor";
import type { PlainDate } from "@/domain/plain-date";
import { clientOf, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { findRowVersion, type RowVersion } from "@/server/history";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { BodyState } from "./rules";
import type { PersonInput, RoleInput, SeatInput, SeatPosition } from "./schema";

export interface StoredPerson {
  id: string;
  version: number;
  isArchived: boolean;
  isErased: boolean;
  isDemonstration: boolean;
  detailsVersion: number;
  name: string;
  title: string | null;
  email: string | null;
  phone: string | null;
  unitIds: string[];
}

export interface StoredRole {
  id: string;
  version: number;
  personId: string;
  role: Role;
  bodyId: string | null;
  bodyName: string | null;
  from: PlainDate;
  to: PlainDate | null;
}

export interface StoredSeat {
  id: string;
  version: number;
  personId: string;
  bodyId: string;
  bodyName: string;
  position: SeatPosition;
  from: PlainDate;
  to: PlainDate | null;
}

export interface StoredAppointment {
  id: string;
  unitId: string;
  unitName: string;
  kind: "PRIMARY" | "DEPUTY";
  timePercent: number | null;
  from: PlainDate;
  to: PlainDate | null;
}

export interface PersonInList {
  id: string;
  name: string;
  title: string | null;
  isArchived: boolean;
  roles: { role: Role; bodyName: string | null }[];
  units: { id: string; name: string; kind: "PRIMARY" | "DEPUTY" }[];
  seats: { bodyName: string; position: SeatPosition }[];
}

export type DetailsVersion = RowVersion<{ name: string; title: string | null; email: string | null; phone: string | null }>;

export async function findPerson(read: Read, id: string): Promise<StoredPerson | null> {
  const [row] = await clientOf(read).$queryRaw<StoredPerson[]>`
    SELECT p.id, p.version, p.archived_at IS NOT NULL AS "isArchived", p.anonymised_at IS NOT NULL AS "isErased", p.is_demonstration AS "isDemonstration", d.version AS "detailsVersion",
      d.name, d.title, d.email, d.phone,
      ARRAY(SELECT unit_id::text FROM contact_person_appointment WHERE person_id = p.id
            UNION SELECT body_id::text FROM role_assignment WHERE person_id = p.id AND role = 'UNIT_MANAGER' AND body_id IS NOT NULL) AS "unitIds"
    FROM person p JOIN person_details d ON d.person_id = p.id WHERE p.id = ${id}::uuid`;
  return row ?? null;
}

/** A person whose rows are held until the transaction ends, or null. */
export async function lockPerson(tx: Tx, id: string): Promise<StoredPerson | null> {
  const client = clientOf(tx);
  await client.$queryRaw`SELECT id FROM person WHERE id = ${id}::uuid FOR UPDATE`;
  await client.$queryRaw`SELECT person_id FROM person_details WHERE person_id = ${id}::uuid FOR UPDATE`;
  return findPerson(tx, id);
}

export async function insertPerson(tx: Tx, permit: Permit<"people.add">, person: PersonInput): Promise<string> {
  requirePermitFor(permit, "*");
  const client = clientOf(tx);
  const [row] = await client.$queryRaw<{ id: string }[]>`INSERT INTO person (is_demonstration) VALUES (${person.isDemonstration ?? false}) RETURNING id`;
  if (!row) throw new Error("a person could not be stored");
  await client.$executeRaw`
    INSERT INTO person_details (person_id, name, title, email, phone) VALUES (${row.id}::uuid, ${person.name}, ${person.title}, ${person.email}, ${person.phone})`;
  return row.id;
}

export async function updateDetails(tx: Tx, permit: Permit<"people.change">, id: string, version: number, person: PersonInput): Promise<void> {
  requirePermitFor(permit, id);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE person_details SET name = ${person.name}, title = ${person.title}, email = ${person.email}, phone = ${person.phone}, version = version + 1
    WHERE person_id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

/** Archives a person, or brings one back; the sessions of an archived person end. */
export async function setArchived(tx: Tx, permit: Permit<"people.archive">, id: string, version: number, isArchived: boolean): Promise<void> {
  requirePermitFor(permit, id);
  const client = clientOf(tx);
  const changed = await client.$executeRaw`
    UPDATE person SET archived_at = CASE WHEN ${isArchived} THEN now() END, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
  if (isArchived) await client.$executeRaw`UPDATE session SET revoked_at = now() WHERE person_id = ${id}::uuid AND revoked_at IS NULL`;
}

/** Tells whether the person holds a role, a seat or an appointment on a day or later. */
export async function holdsAssignments(tx: Tx, id: string, on: PlainDate): Promise<boolean> {
  const [row] = await clientOf(tx).$queryRaw<{ holds: boolean }[]>`
    SELECT EXISTS (
      SELECT 1 FROM role_assignment WHERE person_id = ${id}::uuid AND (valid_to IS NULL OR valid_to >= ${on}::date)
      UNION ALL SELECT 1 FROM seat WHERE person_id = ${id}::uuid AND (valid_to IS NULL OR valid_to >= ${on}::date)
      UNION ALL SELECT 1 FROM contact_person_appointment WHERE person_id = ${id}::uuid AND (valid_to IS NULL OR valid_to >= ${on}::date)
    ) AS holds`;
  return row?.holds ?? false;
}

export async function lockBodyState(tx: Tx, id: string): Promise<BodyState | null> {
  const [row] = await clientOf(tx).$queryRaw<BodyState[]>`
    SELECT kind, valid_from::text AS "validFrom", valid_to::text AS "validTo" FROM body WHERE id = ${id}::uuid AND archived_at IS NULL FOR SHARE`;
  return row ?? null;
}

/** The days of a term, which nobody corrects until the transaction ends; or null. */
export async function lockTermDays(tx: Tx, id: string): Promise<{ startsOn: PlainDate; endsOn: PlainDate } | null> {
  const [row] = await clientOf(tx).$queryRaw<{ startsOn: PlainDate; endsOn: PlainDate }[]>`
    SELECT starts_on::text AS "startsOn", ends_on::text AS "endsOn" FROM term_of_office WHERE id = ${id}::uuid FOR SHARE`;
  return row ?? null;
}

export async function insertRole(tx: Tx, permit: Permit<"people.giveRole">, role: RoleInput): Promise<string> {
  requirePermitFor(permit, role.personId);
  const client = clientOf(tx);
  // Asked at once instead of at commit, while it is still known what was written.
  await client.$executeRaw`SET CONSTRAINTS role_assignment_once_at_a_time IMMEDIATE`;
  const [row] = await client.$queryRaw<{ id: string }[]>`
    INSERT INTO role_assignment (person_id, role, body_id, valid_from, valid_to)
    VALUES (${role.personId}::uuid, ${role.role}::"Role", ${role.bodyId}::uuid, ${role.from}::date, ${role.to}::date) RETURNING id`;
  if (!row) throw new Error("a role could not be stored");
  return row.id;
}

export async function insertSeat(tx: Tx, permit: Permit<"people.giveSeat">, seat: SeatInput): Promise<string> {
  requirePermitFor(permit, seat.personId);
  const client = clientOf(tx);
  await client.$executeRaw`SET CONSTRAINTS seat_once_at_a_time IMMEDIATE`;
  const [row] = await client.$queryRaw<{ id: string }[]>`
    INSERT INTO seat (person_id, body_id, position, term_id, valid_from, valid_to)
    VALUES (${seat.personId}::uuid, ${seat.bodyId}::uuid, ${seat.position}::"SeatPosition", ${seat.termId}::uuid, ${seat.from}::date, ${seat.to}::date) RETURNING id`;
  if (!row) throw new Error("a seat could not be stored");
  return row.id;
}

export async function lockRole(tx: Tx, id: string): Promise<StoredRole | null> {
  const [row] = await clientOf(tx).$queryRaw<StoredRole[]>`
    SELECT id, version, person_id AS "personId", role, body_id AS "bodyId", NULL AS "bodyName", valid_from::text AS "from", valid_to::text AS "to"
    FROM role_assignment WHERE id = ${id}::uuid FOR UPDATE`;
  return row ?? null;
}

export async function lockSeat(tx: Tx, id: string): Promise<Omit<StoredSeat, "bodyName"> | null> {
  const [row] = await clientOf(tx).$queryRaw<StoredSeat[]>`
    SELECT id, version, person_id AS "personId", body_id AS "bodyId", position, valid_from::text AS "from", valid_to::text AS "to"
    FROM seat WHERE id = ${id}::uuid FOR UPDATE`;
  return row ?? null;
}

/** Tells whether someone else is administrator the day after; two who end each other's role wait for one another. */
export async function hasOtherAdministrator(tx: Tx, roleId: string, to: PlainDate): Promise<boolean> {
  const client = clientOf(tx);
  await client.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('utblick.administrators'))`;
  const [row] = await client.$queryRaw<{ has: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM role_assignment r JOIN person p ON p.id = r.person_id AND p.archived_at IS NULL
      WHERE r.role = 'ADMINISTRATOR' AND r.id <> ${roleId}::uuid AND daterange(r.valid_from, r.valid_to, '[]') @> (${to}::date + 1)) AS has`;
  return row?.has ?? false;
}

export async function setRoleEnd(tx: Tx, permit: Permit<"people.endRole">, role: { id: string; personId: string }, version: number, to: PlainDate): Promise<void> {
  requirePermitFor(permit, role.personId);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE role_assignment SET valid_to = ${to}::date, version = version + 1 WHERE id = ${role.id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function setSeatEnd(tx: Tx, permit: Permit<"people.endSeat">, seat: { id: string; personId: string }, version: number, to: PlainDate): Promise<void> {
  requirePermitFor(permit, seat.personId);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE seat SET valid_to = ${to}::date, version = version + 1 WHERE id = ${seat.id}::uuid AND version = ${version}`;
  if (changed === 0) throw new AppError("CONFLICT");
}

/** A person's roles, those that go on first, each body by its name at the end of the role or on the day. */
export async function listRoles(read: Read, personId: string, on: PlainDate): Promise<StoredRole[]> {
  return clientOf(read).$queryRaw<StoredRole[]>`
    SELECT r.id, r.version, r.person_id AS "personId", r.role, r.body_id AS "bodyId", n.name AS "bodyName", r.valid_from::text AS "from", r.valid_to::text AS "to"
    FROM role_assignment r
    LEFT JOIN LATERAL (SELECT name FROM body_name WHERE body_id = r.body_id
      ORDER BY daterange(valid_from, valid_to, '[]') @> least(coalesce(r.valid_to, ${on}::date), ${on}::date) DESC, valid_from DESC NULLS LAST LIMIT 1) n ON true
    WHERE r.person_id = ${personId}::uuid ORDER BY r.valid_to DESC NULLS FIRST, r.valid_from DESC, r.role`;
}

export async function listSeats(read: Read, personId: string, on: PlainDate): Promise<StoredSeat[]> {
  return clientOf(read).$queryRaw<StoredSeat[]>`
    SELECT s.id, s.version, s.person_id AS "personId", s.body_id AS "bodyId", n.name AS "bodyName", s.position, s.valid_from::text AS "from", s.valid_to::text AS "to"
    FROM seat s
    LEFT JOIN LATERAL (SELECT name FROM body_name WHERE body_id = s.body_id
      ORDER BY daterange(valid_from, valid_to, '[]') @> least(coalesce(s.valid_to, ${on}::date), ${on}::date) DESC, valid_from DESC NULLS LAST LIMIT 1) n ON true
    WHERE s.person_id = ${personId}::uuid ORDER BY s.valid_to DESC NULLS FIRST, s.valid_from DESC`;
}

export async function listAppointments(read: Read, personId: string, on: PlainDate): Promise<StoredAppointment[]> {
  return clientOf(read).$queryRaw<StoredAppointment[]>`
    SELECT c.id, c.unit_id AS "unitId", n.name AS "unitName", c.kind, c.time_percent AS "timePercent", c.valid_from::text AS "from", c.valid_to::text AS "to"
    FROM contact_person_appointment c
    LEFT JOIN LATERAL (SELECT name FROM body_name WHERE body_id = c.unit_id
      ORDER BY daterange(valid_from, valid_to, '[]') @> least(coalesce(c.valid_to, ${on}::date), ${on}::date) DESC, valid_from DESC NULLS LAST LIMIT 1) n ON true
    WHERE c.person_id = ${personId}::uuid ORDER BY c.valid_to DESC NULLS FIRST, c.valid_from DESC`;
}

export interface ListFilter {
  /** A part of a name, as a LIKE pattern. */
  pattern: string | null;
  role: Role | "CONTACT_PERSON" | "PRESIDIUM" | null;
  includeArchived: boolean;
  on: PlainDate;
  limit: number;
  offset: number;
}

/** People by name with å, ä and ö last, with what they hold on the day, and how many match in all. */
export async function listPeople(read: Read, filter: ListFilter): Promise<{ people: PersonInList[]; total: number }> {
  // What somebody holds is looked up for those of the page alone, not for all that come before.
  const rows = await clientOf(read).$queryRaw<(PersonInList & { total: number })[]>`
    WITH page AS MATERIALIZED (
      SELECT p.id, d.name, d.title, p.archived_at IS NOT NULL AS "isArchived", (count(*) OVER ())::int AS total FROM person p JOIN person_details d ON d.person_id = p.id
      WHERE (${filter.includeArchived} OR p.archived_at IS NULL)
        AND (${filter.pattern}::text IS NULL OR d.name ILIKE ${filter.pattern} OR d.title ILIKE ${filter.pattern})
        AND (${filter.role}::text IS NULL
          OR EXISTS (SELECT 1 FROM role_assignment r WHERE r.person_id = p.id AND r.role::text = ${filter.role} AND daterange(r.valid_from, r.valid_to, '[]') @> ${filter.on}::date)
          OR (${filter.role} = 'CONTACT_PERSON' AND EXISTS (SELECT 1 FROM contact_person_appointment c
                WHERE c.person_id = p.id AND daterange(c.valid_from, c.valid_to, '[]') @> ${filter.on}::date))
          OR (${filter.role} = 'PRESIDIUM' AND EXISTS (SELECT 1 FROM seat s
                WHERE s.person_id = p.id AND daterange(s.valid_from, s.valid_to, '[]') @> ${filter.on}::date)))
      ORDER BY d.name, p.id LIMIT ${filter.limit} OFFSET ${filter.offset})
    SELECT p.*,
      coalesce((SELECT json_agg(json_build_object('role', r.role, 'bodyName', n.name) ORDER BY r.role, n.name) FROM role_assignment r
        LEFT JOIN body_name n ON n.body_id = r.body_id AND daterange(n.valid_from, n.valid_to, '[]') @> ${filter.on}::date
        WHERE r.person_id = p.id AND daterange(r.valid_from, r.valid_to, '[]') @> ${filter.on}::date), '[]') AS roles,
      coalesce((SELECT json_agg(json_build_object('id', c.unit_id, 'name', n.name, 'kind', c.kind) ORDER BY c.kind, n.name) FROM contact_person_appointment c
        JOIN body_name n ON n.body_id = c.unit_id AND daterange(n.valid_from, n.valid_to, '[]') @> ${filter.on}::date
        WHERE c.person_id = p.id AND daterange(c.valid_from, c.valid_to, '[]') @> ${filter.on}::date), '[]') AS units,
      coalesce((SELECT json_agg(json_build_object('bodyName', n.name, 'position', s.position) ORDER BY n.name) FROM seat s
        JOIN body_name n ON n.body_id = s.body_id AND daterange(n.valid_from, n.valid_to, '[]') @> ${filter.on}::date
        WHERE s.person_id = p.id AND daterange(s.valid_from, s.valid_to, '[]') @> ${filter.on}::date), '[]') AS seats
    FROM page p ORDER BY p.name, p.id`;
  const total = rows[0]?.total ?? 0;
  return { people: rows.map(({ total: _total, ...person }) => person), total };
}

/** One version of a person's details, with who made it and when; null when there was none. */
export async function findDetailsVersion(read: Read, id: string, version: number): Promise<DetailsVersion | null> {
  return findRowVersion(read, "person_details", id, version);
}

export async function listNames(read: Read): Promise<{ id: string; name: string; title: string | null }[]> {
  return clientOf(read).$queryRaw<{ id: string; name: string; title: string | null }[]>`
    SELECT p.id, d.name, d.title FROM person p JOIN person_details d ON d.person_id = p.id WHERE p.archived_at IS NULL ORDER BY d.name, p.id LIMIT 2000`;
}
