import "server-only";
import { Prisma } from "@db/client";
import { addDays } from "@/domain/plain-date";
import type { StoredRecords, Subject } from "@/domain/registers";
import { bodyNameOn, withPredecessors } from "@/server/body-sql";
import { clientOf, queryRows, readAtLength, type Read, type Tx } from "@/server/db";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { DescribedEntry } from "./rules";
import { ENTRIES_A_PAGE, THE_PROGRAM, type AuditFilter, type Place } from "./schema";

/** An entry as stored, with the names of who did it and for whom. */
export type EntryRow = Omit<DescribedEntry, "title" | "path">;

function conditionsOf(filter: AuditFilter): Prisma.Sql {
  const { from, to, actor, kind, action, unitId, recordId, reference } = filter;
  const conditions = [Prisma.sql`true`];
  const midnight = (day: string) => Prisma.sql`(${day}::date::timestamp AT TIME ZONE 'Europe/Stockholm')`;
  if (from !== null) conditions.push(Prisma.sql`a.at >= ${midnight(from)}`);
  if (to !== null) conditions.push(Prisma.sql`a.at < ${midnight(addDays(to, 1))}`);
  if (actor !== null) conditions.push(actor === THE_PROGRAM ? Prisma.sql`a.actor_id IS NULL` : Prisma.sql`a.actor_id = ${actor}::uuid`);
  if (kind !== null) conditions.push(Prisma.sql`a.subject_kind = ${kind}`);
  if (action !== null) conditions.push(Prisma.sql`a.action = ${action}`);
  // A unit that others have gone up into answers for what was theirs as well.
  if (unitId !== null) conditions.push(Prisma.sql`a.unit_id = ANY (${withPredecessors(unitId)})`);
  if (recordId !== null) conditions.push(Prisma.sql`a.subject_id = ${recordId}::uuid`);
  if (reference !== null) conditions.push(Prisma.sql`a.request_id = ${reference}`);
  return Prisma.join(conditions, " AND ");
}

async function selectRows(read: Read, filter: AuditFilter, { before, after }: Place, limit: number): Promise<EntryRow[]> {
  const place = before !== null ? Prisma.sql`AND a.seq < ${before}::bigint` : after !== null ? Prisma.sql`AND a.seq > ${after}::bigint` : Prisma.empty;
  const rows = await queryRows<EntryRow>(read, Prisma.sql`
    SELECT a.seq::text AS seq, a.at, a.action, a.actor_id AS "actorId", d.name AS "actorName", a.on_behalf AS "onBehalf", a.subject_kind AS "subjectKind", a.subject_id AS "subjectId",
      a.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`a.unit_id`, Prisma.sql`(a.at AT TIME ZONE 'Europe/Stockholm')::date`)} AS unit, a.request_id AS "requestId"
    FROM (SELECT a.* FROM audit_entry a WHERE ${conditionsOf(filter)} ${place} ORDER BY a.seq ${Prisma.raw(after !== null && before === null ? "ASC" : "DESC")} LIMIT ${limit}::int) a
    LEFT JOIN person_details d ON d.person_id = a.actor_id ORDER BY a.seq DESC`);
  return rows;
}

/** Reads a page of the log, latest first, and whether there is more on either side of it. */
export async function selectEntries(read: Read, filter: AuditFilter): Promise<{ rows: EntryRow[]; hasNewer: boolean; hasOlder: boolean }> {
  const forward = filter.before === null && filter.after !== null;
  const found = await selectRows(read, filter, filter, ENTRIES_A_PAGE + 1);
  const isMore = found.length > ENTRIES_A_PAGE;
  const rows = !isMore ? found : forward ? found.slice(1) : found.slice(0, ENTRIES_A_PAGE);
  // The side that one came from is known by what is there now.
  const [first, last] = [rows[0], rows.at(-1)];
  const hasNewer = forward ? isMore : filter.before !== null && first !== undefined && (await selectRows(read, filter, { before: null, after: first.seq }, 1)).length > 0;
  const hasOlder = forward ? last !== undefined && (await selectRows(read, filter, { before: last.seq, after: null }, 1)).length > 0 : isMore;
  return { rows, hasNewer, hasOlder };
}

/** Counts what a filter shows, up to a limit: beyond it nobody needs to know exactly. */
export async function countEntries(read: Read, filter: AuditFilter, most: number): Promise<number> {
  const [row] = await queryRows<{ count: number }>(read, Prisma.sql`SELECT count(*)::int AS count FROM (SELECT 1 FROM audit_entry a WHERE ${conditionsOf(filter)} LIMIT ${most + 1}::int) a`);
  return row?.count ?? 0;
}

const PIECE = 500;

/** Reads all that a filter shows, latest first, piece by piece. */
export async function* streamEntries(tx: Tx, filter: AuditFilter): AsyncGenerator<EntryRow[]> {
  for (let before: string | null = null; ; ) {
    const rows = await selectRows(tx, filter, { before, after: null }, PIECE);
    if (rows.length > 0) yield rows;
    if (rows.length < PIECE) return;
    before = rows.at(-1)?.seq ?? null;
  }
}

// One look in the index for each answer, however long the log is.
const distinct = (column: string) => {
  const name = Prisma.raw(column);
  return Prisma.sql`
    WITH RECURSIVE found AS (
      (SELECT ${name} AS value FROM audit_entry WHERE ${name} IS NOT NULL ORDER BY ${name} LIMIT 1)
      UNION ALL SELECT (SELECT a.${name} FROM audit_entry a WHERE a.${name} > f.value ORDER BY a.${name} LIMIT 1) FROM found f WHERE f.value IS NOT NULL)
    SELECT value::text AS value FROM found WHERE value IS NOT NULL`;
};

/** Reads who has acted, by name, and what kinds of records and acts there are in the log. */
export async function selectChoices(read: Read): Promise<{ people: { id: string; name: string | null }[]; kinds: string[]; actions: string[] }> {
  const [people, kinds, actions] = await Promise.all([
    queryRows<{ id: string; name: string | null }>(read, Prisma.sql`SELECT f.value AS id, d.name FROM (${distinct("actor_id")}) f LEFT JOIN person_details d ON d.person_id = f.value::uuid ORDER BY d.name NULLS LAST, f.value`),
    queryRows<{ value: string }>(read, distinct("subject_kind")),
    queryRows<{ value: string }>(read, distinct("action")),
  ]);
  return { people, kinds: kinds.map(({ value }) => value), actions: actions.map(({ value }) => value) };
}

/** Reads the titles of the records that are there for everyone who is signed in, by kind and id. */
export async function selectTitles(read: Read, records: readonly { kind: string; stored: StoredRecords }[], subjects: readonly Subject[]): Promise<Map<string, string>> {
  const parts = records.flatMap(({ kind, stored }) => {
    const ids = subjects.filter((subject) => subject.kind === kind).map(({ id }) => id);
    if (ids.length === 0) return [];
    const [title, table, isOpen] = [stored.title, stored.table, `(${stored.isThere}) AND NOT coalesce(${stored.isConfidential ?? "false"}, false)`].map((part) => Prisma.raw(part));
    return [Prisma.sql`SELECT ${kind}::text AS kind, r.id::text AS id, ${title} AS title FROM ${table} r WHERE r.id = ANY (${ids}::uuid[]) AND ${isOpen}`];
  });
  if (parts.length === 0) return new Map();
  const rows = await queryRows<Subject & { title: string | null }>(read, Prisma.join(parts, " UNION ALL "));
  return new Map(rows.flatMap(({ kind, id, title }) => (title === null ? [] : [[`${kind} ${id}`, title] as const])));
}

/** What is wrong in the log, and with which entry. */
export interface AuditProblem {
  problem: string;
  seq: string | null;
  detail: string;
}

/** A recount of the log, as it was asked for. */
export interface AuditCheck {
  id: string;
  requestedAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  byName: string | null;
  entries: number | null;
  problemCount: number | null;
  problems: AuditProblem[];
}

/** Reads the latest recount; null when there has been none. */
export async function findLatestCheck(read: Read): Promise<AuditCheck | null> {
  const [row] = await queryRows<AuditCheck>(read, Prisma.sql`
    SELECT c.id, c.requested_at AS "requestedAt", c.started_at AS "startedAt", c.finished_at AS "finishedAt", d.name AS "byName", c.entries, c.problem_count AS "problemCount", c.problems
    FROM audit_check c LEFT JOIN person_details d ON d.person_id = c.person_id ORDER BY c.requested_at DESC LIMIT 1`);
  return row ?? null;
}

/** Asks for a recount, unless one waits already; answers with the id of the one that waits, and whether it is new. */
export async function requestCheck(tx: Tx, permit: Permit<"auditTrail.check">, now: Date): Promise<{ id: string; isNew: boolean }> {
  requirePermitFor(permit, "*");
  const client = clientOf(tx);
  const [asked] = await client.$queryRaw<{ id: string }[]>`
    INSERT INTO audit_check (person_id, requested_at) VALUES (${permit.actor.personId}::uuid, ${now}) ON CONFLICT ((true)) WHERE finished_at IS NULL DO NOTHING RETURNING id`;
  if (asked !== undefined) return { id: asked.id, isNew: true };
  const [waiting] = await client.$queryRaw<{ id: string }[]>`SELECT id FROM audit_check WHERE finished_at IS NULL FOR SHARE`;
  // It ended between the two: what was just counted is answer enough.
  const [latest] = waiting === undefined ? await client.$queryRaw<{ id: string }[]>`SELECT id FROM audit_check ORDER BY requested_at DESC LIMIT 1` : [waiting];
  return { id: latest?.id ?? "", isNew: false };
}

/** Takes the recount that waits upon this worker: of several one gets it, and one that a fallen worker had begun is taken over. */
export async function takeCheck(tx: Tx, permit: Permit<"auditTrail.recount">, fallenBefore: Date, now: Date): Promise<{ id: string; attempts: number } | null> {
  requirePermitFor(permit, "*");
  const [taken] = await clientOf(tx).$queryRaw<{ id: string; attempts: number }[]>`
    UPDATE audit_check SET started_at = ${now}, attempts = attempts + 1 WHERE finished_at IS NULL AND (started_at IS NULL OR started_at < ${fallenBefore}) RETURNING id, attempts`;
  return taken ?? null;
}

/** Stores what a recount came to; without a count it never came to its end. */
export async function endCheck(tx: Tx, permit: Permit<"auditTrail.recount">, id: string, counted: { entries: number; problemCount: number; problems: readonly AuditProblem[] } | null, now: Date): Promise<void> {
  requirePermitFor(permit, "*");
  await clientOf(tx).$executeRaw`
    UPDATE audit_check SET finished_at = ${now}, entries = ${counted?.entries ?? null}::int, problem_count = ${counted?.problemCount ?? null}::int, problems = ${JSON.stringify(counted?.problems ?? [])}::jsonb
    WHERE id = ${id}::uuid AND finished_at IS NULL`;
}

/** Recounts the log and the versions it covers, as `npm run audit:verify` does: how many entries there are, in how much something is wrong, and the first of it. */
export async function recount(timeoutMs: number, most: number): Promise<{ entries: number; problemCount: number; problems: AuditProblem[] }> {
  return readAtLength(timeoutMs, async (ask) => {
    const problems = await ask<AuditProblem>(Prisma.sql`SELECT problem, audit_seq::text AS seq, detail FROM audit_verify()`);
    const [counted] = await ask<{ entries: number }>(Prisma.sql`SELECT count(*)::int AS entries FROM audit_entry`);
    return { entries: counted?.entries ?? 0, problemCount: problems.length, problems: problems.slice(0, most) };
  });
}
