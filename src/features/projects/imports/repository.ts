import "server-only";
import { Prisma } from "@db/client";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { requirePermitFor, type Permit, type Scope } from "@/server/permit";
import type { KnownProject, RowKeys } from "./rules";

/** Reads the projects that the scope lets through and that rows may be about: by the register's own id, the programme's, the acronym or the title. */
export async function selectKnown(read: Read, scope: Scope<"projects">, keys: readonly RowKeys[]): Promise<KnownProject[]> {
  const visible = scope.all
    ? Prisma.sql`p.archived_at IS NULL`
    : Prisma.sql`p.archived_at IS NULL AND (NOT p.is_confidential OR p.unit_id = ANY (${[...scope.unitIds]}::uuid[]) OR EXISTS (SELECT 1 FROM project_member m WHERE m.project_id = p.id AND m.person_id = ${scope.personId}::uuid AND m.removed_at IS NULL))`;
  const asked = JSON.stringify(keys.map(({ row, id, number, acronym, title }) => ({ row, id: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : null, number: number || null, acronym: acronym || null, title: title || null })));
  return queryRows(read, Prisma.sql`
    WITH asked AS MATERIALIZED (SELECT * FROM jsonb_to_recordset(${asked}::jsonb) AS a("row" int, id uuid, number text, acronym text, title text)),
    found AS (
      SELECT a."row", p.id FROM asked a JOIN project p ON p.id = a.id
      UNION SELECT a."row", p.id FROM asked a JOIN project p ON lower(p.programme_project_id) = a.number AND p.programme_project_id IS NOT NULL WHERE a.id IS NULL
      UNION SELECT a."row", p.id FROM asked a JOIN project p ON lower(p.acronym) = a.acronym AND p.acronym IS NOT NULL WHERE a.id IS NULL
      UNION SELECT a."row", p.id FROM asked a JOIN project p ON lower(p.title) = a.title WHERE a.id IS NULL)
    SELECT f."row", p.id, p.title, p.programme_project_id AS number, p.acronym, p.programme_id AS "programmeId", p.unit_id AS "unitId", extract(year FROM p.starts_on)::int AS year
    FROM found f JOIN project p ON p.id = f.id WHERE ${visible} ORDER BY f."row", p.title, p.id`);
}

/** Reads what every unit that is or has been is and was called, the latest name first. */
export async function selectNamesOfUnits(read: Read): Promise<{ id: string; names: string[] }[]> {
  return queryRows(read, Prisma.sql`
    SELECT b.id, array_agg(n.name ORDER BY n.valid_to DESC NULLS FIRST, n.name) AS names FROM body b JOIN body_name n ON n.body_id = b.id
    WHERE b.kind IN ('DEPARTMENT', 'COMPANY', 'OFFICE') AND b.archived_at IS NULL GROUP BY b.id ORDER BY b.id`);
}

/** The ids, among these, of projects that decisions, initiatives, asked support or searches for partners are about. */
export async function selectPointedTo(read: Read, ids: readonly string[]): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(read, Prisma.sql`
    SELECT d.subject_id AS id FROM decision d WHERE d.subject_id = ANY (${[...ids]}::uuid[])
    UNION SELECT i.project_id FROM initiative i WHERE i.project_id = ANY (${[...ids]}::uuid[])
    UNION SELECT c.project_id FROM support_case c WHERE c.project_id = ANY (${[...ids]}::uuid[])
    UNION SELECT s.project_id FROM partner_search s WHERE s.project_id = ANY (${[...ids]}::uuid[])`);
  return rows.map(({ id }) => id);
}

const ROWS_A_STATEMENT = 1_000;

/** Takes projects out of the register, all of them. */
export async function archiveAll(tx: Tx, permits: readonly Permit<"projects.archive">[], ids: readonly string[], now: Date): Promise<{ id: string; unitId: string }[]> {
  permits.forEach((permit, place) => {
    requirePermitFor(permit, ids[place] ?? "");
  });
  const gone: { id: string; unitId: string }[] = [];
  for (let from = 0; from < ids.length; from += ROWS_A_STATEMENT) {
    gone.push(...(await queryRows<{ id: string; unitId: string }>(tx, Prisma.sql`UPDATE project SET archived_at = ${now}, version = version + 1 WHERE id = ANY (${ids.slice(from, from + ROWS_A_STATEMENT)}::uuid[]) AND archived_at IS NULL RETURNING id, unit_id AS "unitId"`)));
  }
  return gone;
}

/** What an import has written of a project under a table: the rows that it added, and those that it marked as removed. */
const writtenBy = (importId: string, table: string, ids: readonly string[]) => Prisma.sql`
  SELECT v.record_id AS id, v.version FROM record_version v
  WHERE v.change_id = (SELECT i.change_id FROM record_version i WHERE i.table_name = 'list_import' AND i.record_id = ${importId}::uuid AND i.version = 1) AND v.table_name = ${table} AND v.root_id = ANY (${[...ids]}::uuid[])`;

const PARTS = ["funding_line", "project_partner", "project_unit"] as const;

/** Gives projects back what they said before an import changed them: their own columns, and the parts that it added or marked as removed. */
export async function restoreAll(tx: Tx, permits: readonly Permit<"projects.edit">[], importId: string, ids: readonly string[], now: Date): Promise<void> {
  permits.forEach((permit, place) => {
    requirePermitFor(permit, ids[place] ?? "");
  });
  const client = clientOf(tx);
  const columns = await queryRows<{ name: string }>(tx, Prisma.sql`SELECT quote_ident(column_name) AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = 'project' AND column_name NOT IN ('id', 'version', 'updated_at', 'created_at', 'created_by_id')`);
  const list = Prisma.raw(columns.map(({ name }) => name).join(", "));
  const before = Prisma.raw(columns.map(({ name }) => `b.${name}`).join(", "));
  for (let from = 0; from < ids.length; from += ROWS_A_STATEMENT) {
    const some = ids.slice(from, from + ROWS_A_STATEMENT);
    await client.$executeRaw`
      UPDATE project p SET (${list}) = (SELECT ${before} FROM jsonb_populate_record(NULL::project, v.row) b), updated_at = ${now}, version = p.version + 1
      FROM (${writtenBy(importId, "project", some)}) w JOIN record_version v ON v.table_name = 'project' AND v.record_id = w.id AND v.version = w.version - 1 WHERE p.id = w.id`;
    for (const part of PARTS) {
      await client.$executeRaw`
        UPDATE ${Prisma.raw(part)} t SET removed_at = CASE WHEN w.version = 1 THEN ${now}::timestamptz END, version = t.version + 1 FROM (${writtenBy(importId, part, some)}) w WHERE t.id = w.id`;
    }
  }
}
