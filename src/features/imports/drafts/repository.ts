import "server-only";
import { Prisma } from "@db/client";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { ColumnTemplate } from "../import";
import type { DraftHead, StoredDraft } from "../schema";

const head = Prisma.sql`d.id, d.kind, d.person_id AS "personId", d.file_name AS "fileName", d.updated_at AS "updatedAt"`;

/** Reads a list that is about to be read in, held for whoever goes on with it; null when there is none. */
export async function findDraft(read: Read, id: string, isHeld = false): Promise<StoredDraft | null> {
  const [row] = await queryRows<StoredDraft>(read, Prisma.sql`
    SELECT ${head}, d.sheets, d.sheet, d.header_row AS "headerRow", d.columns, d.defaults, d.answers, d.revision, d.judged_at AS "judgedAt", d.digest,
      coalesce((SELECT r.cells FROM import_draft_row r WHERE r.draft_id = d.id AND r.sheet = d.sheet AND r."row" = d.header_row), '[]') AS header,
      (SELECT x.id FROM import_run x WHERE x.draft_id = d.id AND x.state = 'WAITING') AS "runId"
    FROM import_draft d WHERE d.id = ${id}::uuid ${isHeld ? Prisma.sql`FOR UPDATE OF d` : Prisma.empty}`);
  return row ?? null;
}

/** Reads a person's lists that are about to be read in and that the worker isn't to read in already, latest first. */
export async function selectDrafts(read: Read, personId: string): Promise<DraftHead[]> {
  return queryRows(read, Prisma.sql`SELECT ${head} FROM import_draft d WHERE d.person_id = ${personId}::uuid AND NOT EXISTS (SELECT 1 FROM import_run x WHERE x.draft_id = d.id AND x.state = 'WAITING') ORDER BY d.updated_at DESC LIMIT 20`);
}

export type DraftContent = Omit<StoredDraft, "id" | "personId" | "updatedAt" | "revision" | "header" | "judgedAt" | "digest" | "runId">;

/** As many lists as a person may have half read in; the one that has lain longest goes. */
const MOST_DRAFTS = 10;

/** Stores a list that is about to be read in and returns its id. */
export async function insertDraft(tx: Tx, permit: Permit<"importDrafts.change">, { kind, fileName, sheets, sheet, headerRow, columns, defaults }: Omit<DraftContent, "answers">): Promise<string> {
  const { personId } = permit.actor;
  await clientOf(tx).$executeRaw`DELETE FROM import_draft WHERE id IN (SELECT id FROM import_draft WHERE person_id = ${personId}::uuid ORDER BY updated_at DESC OFFSET ${MOST_DRAFTS - 1}::int)`;
  const [row] = await queryRows<{ id: string }>(tx, Prisma.sql`
    INSERT INTO import_draft (kind, person_id, file_name, sheets, sheet, header_row, columns, defaults)
    VALUES (${kind}, ${personId}::uuid, ${fileName}, ${JSON.stringify(sheets)}::jsonb, ${sheet}::int, ${headerRow}::int, ${JSON.stringify(columns)}::jsonb, ${JSON.stringify(defaults)}::jsonb) RETURNING id`);
  if (row === undefined) throw new Error("a list could not be stored");
  return row.id;
}

/** Changes what has been told of a list, or the list itself. */
export async function updateDraft(tx: Tx, permit: Permit<"importDrafts.change">, id: string, change: Partial<DraftContent>): Promise<void> {
  requirePermitFor(permit, id);
  const { fileName, sheets, sheet, headerRow, columns, defaults, answers } = change;
  const json = (column: string, value: unknown) => (value === undefined ? [] : [Prisma.sql`${Prisma.raw(column)} = ${JSON.stringify(value)}::jsonb`]);
  const sets = [
    ...(fileName === undefined ? [] : [Prisma.sql`file_name = ${fileName}`]),
    ...(sheet === undefined ? [] : [Prisma.sql`sheet = ${sheet}::int`]),
    ...(headerRow === undefined ? [] : [Prisma.sql`header_row = ${headerRow}::int`]),
    ...json("sheets", sheets),
    ...json("columns", columns),
    ...json("defaults", defaults),
    ...json("answers", answers),
    Prisma.sql`judged_at = NULL`,
    Prisma.sql`digest = NULL`,
    Prisma.sql`revision = revision + 1`,
    Prisma.sql`updated_at = now()`,
  ];
  await clientOf(tx).$executeRaw`UPDATE import_draft SET ${Prisma.join(sets)} WHERE id = ${id}::uuid`;
}

/** Says when the rows of a list were judged and what stands for all that they came to; with null that they are to be judged anew. */
export async function keepDigest(tx: Tx, permit: Permit<"importDrafts.change">, id: string, digest: string | null, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await clientOf(tx).$executeRaw`UPDATE import_draft SET digest = ${digest}, judged_at = ${digest === null ? null : now} WHERE id = ${id}::uuid`;
}

/** Removes a list that has been read in, or that nobody wants to read in; it is no record. */
export async function removeDraft(tx: Tx, permit: Permit<"importDrafts.change">, id: string): Promise<void> {
  requirePermitFor(permit, id);
  await clientOf(tx).$executeRaw`DELETE FROM import_draft WHERE id = ${id}::uuid`;
}

/** What has been told of lists with these headings: by the person, or else by the office, the latest first; null where nobody has. */
export async function findTemplate(read: Read, personId: string, kind: string, headings: string): Promise<(ColumnTemplate & { updatedAt: Date }) | null> {
  const [row] = await queryRows<ColumnTemplate & { updatedAt: Date }>(read, Prisma.sql`
    SELECT t.columns, t.defaults, t.updated_at AS "updatedAt" FROM import_template t
    WHERE t.kind = ${kind} AND t.headings = ${headings} AND (t.person_id = ${personId}::uuid
      OR EXISTS (SELECT 1 FROM role_assignment r WHERE r.person_id = t.person_id AND r.role = 'COORDINATOR' AND daterange(r.valid_from, r.valid_to, '[]') @> current_date))
    ORDER BY t.person_id = ${personId}::uuid DESC, t.updated_at DESC LIMIT 1`);
  return row ?? null;
}

/** Remembers what a person has told of lists with these headings, in the place of what was told before. */
export async function storeTemplate(tx: Tx, permit: Permit<"importDrafts.change">, kind: string, headings: string, { columns, defaults }: ColumnTemplate, now: Date): Promise<void> {
  await clientOf(tx).$executeRaw`
    INSERT INTO import_template (kind, person_id, headings, columns, defaults, updated_at)
    VALUES (${kind}, ${permit.actor.personId}::uuid, ${headings}, ${JSON.stringify(columns)}::jsonb, ${JSON.stringify(defaults)}::jsonb, ${now})
    ON CONFLICT (kind, headings, person_id) DO UPDATE SET columns = excluded.columns, defaults = excluded.defaults, updated_at = excluded.updated_at`;
}
