import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import { addDays, type PlainDate } from "@/domain/plain-date";
import { bodyNameOn, withPredecessors } from "@/server/body-sql";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit, type Scope } from "@/server/permit";
import type { ProjectThing } from "../policy";
import type { ProjectStatus } from "../schema";
import { OPEN_WHILE, SOON_DAYS, type Deadline } from "./rules";
import { DEADLINES_A_PAGE, type DeadlineFilter, type DeadlineInput, type DeadlineKind } from "./schema";

/** How long the municipality keeps a project's records at least; null where it has not said. */
export type Minimum = { readonly years: number; readonly from: "PROJECT_END" | "FINAL_PAYMENT" } | null;

/** A deadline as it stands on a project's page; one that is reckoned has no id. */
export interface ProjectDeadline extends Deadline {
  id: string | null;
  version: number | null;
  note: string | null;
}

/** A deadline in a list, with its project. */
export interface DeadlineRow extends Deadline {
  projectId: string;
  project: string;
  unit: string;
}

/** A deadline of a unit's own. */
export interface DueRow extends DeadlineRow {
  unitId: string;
  isConfidential: boolean;
}

const inState = (statuses: readonly ProjectStatus[]) => Prisma.sql`p.status = ANY (${[...statuses]}::"ProjectStatus"[])`;
const own = Prisma.sql`project_deadline o WHERE o.project_id = p.id AND o.removed_at IS NULL`;
// What the project's own agreement says holds in the place of what the rules say.
const isNotStated = (kind: DeadlineKind) => Prisma.sql`NOT EXISTS (SELECT 1 FROM ${own} AND o.kind = ${kind}::"DeadlineKind")`;
const reckoned = Prisma.sql`NULL::uuid AS id, NULL::int AS version, NULL::text AS title, NULL::text AS note, NULL::date AS done_on`;
const finalPaymentOn = Prisma.sql`(SELECT max(s.changed_on) FROM status_change s WHERE s.project_id = p.id AND s.to_status = 'FINAL_PAYMENT_RECEIVED' AND s.taken_back_at IS NULL)`;
const endOfYear = (years: Prisma.Sql, from: Prisma.Sql) => Prisma.sql`make_date(extract(year FROM CASE ${from} WHEN 'PROJECT_END' THEN p.ends_on ELSE ${finalPaymentOn} END)::int + ${years}, 12, 31)`;

/** What is to be done in the projects of a condition, stated or reckoned: all of it, or at least what is due by a day, since nothing of a programme's is due before its project ends. */
const toBeDone = (projects: Prisma.Sql, by: PlainDate | null = null) => {
  const hasEnded = by === null ? Prisma.sql`p.ends_on IS NOT NULL` : Prisma.sql`p.ends_on <= ${by}::date`;
  return Prisma.sql`
  SELECT p.id AS project_id, 'CALL_CLOSES' AS kind, k.closes_on AS due_on, 'CALL' AS origin, ${reckoned} FROM project p JOIN call k ON k.id = p.call_id
    WHERE ${projects} AND k.closes_on IS NOT NULL AND ${inState(OPEN_WHILE.CALL_CLOSES)}
  UNION ALL SELECT p.id, 'FINAL_REPORT', (p.ends_on + make_interval(months => g.final_report_months))::date, 'PROGRAMME', ${reckoned} FROM project p JOIN programme g ON g.id = p.programme_id
    WHERE ${projects} AND ${hasEnded} AND g.final_report_months IS NOT NULL AND ${inState(OPEN_WHILE.FINAL_REPORT)} AND ${isNotStated("FINAL_REPORT")}
  UNION ALL SELECT p.id, 'FINAL_PAYMENT', (p.ends_on + make_interval(months => coalesce(g.final_report_months, 0) + g.final_payment_months))::date, 'PROGRAMME', ${reckoned} FROM project p JOIN programme g ON g.id = p.programme_id
    WHERE ${projects} AND ${hasEnded} AND g.final_payment_months IS NOT NULL AND ${inState(OPEN_WHILE.FINAL_PAYMENT)} AND ${isNotStated("FINAL_PAYMENT")}
  UNION ALL SELECT p.id, d.kind::text, d.due_on, 'OWN', d.id, d.version, d.title, d.note, d.done_on FROM project p JOIN project_deadline d ON d.project_id = p.id AND d.removed_at IS NULL AND d.kind <> 'KEEP_RECORDS' WHERE ${projects}`;
};

/** All that says how long the records of the projects of a condition are kept. */
const toBeKept = (projects: Prisma.Sql, minimum: Minimum) => Prisma.sql`
  SELECT * FROM (
    SELECT p.id AS project_id, 'KEEP_RECORDS' AS kind, ${endOfYear(Prisma.sql`g.keep_years`, Prisma.sql`g.keep_from::text`)} AS due_on, 'PROGRAMME' AS origin, ${reckoned} FROM project p JOIN programme g ON g.id = p.programme_id
      WHERE ${projects} AND g.keep_years IS NOT NULL AND ${inState(OPEN_WHILE.KEEP_RECORDS)}
    UNION ALL SELECT p.id, 'KEEP_RECORDS', ${endOfYear(Prisma.sql`${minimum?.years ?? 0}::int`, Prisma.sql`${minimum?.from ?? "PROJECT_END"}::text`)}, 'MUNICIPALITY', ${reckoned} FROM project p
      WHERE ${projects} AND ${minimum !== null} AND ${inState(OPEN_WHILE.KEEP_RECORDS)}
    UNION ALL SELECT p.id, 'KEEP_RECORDS', d.due_on, 'OWN', d.id, d.version, d.title, d.note, d.done_on FROM project p JOIN project_deadline d ON d.project_id = p.id AND d.removed_at IS NULL AND d.kind = 'KEEP_RECORDS' WHERE ${projects}
  ) AS kept WHERE due_on IS NOT NULL`;

const columns = Prisma.sql`d.kind, d.title, d.due_on::text AS "dueOn", d.done_on::text AS "doneOn", d.origin`;

/** A project as far as permission asks, with its deadlines and all that says how long its records are kept, those due first first; null when there is none. */
export async function findDeadlines(read: Read, projectId: string, minimum: Minimum): Promise<{ thing: ProjectThing; deadlines: ProjectDeadline[] } | null> {
  const isIt = Prisma.sql`p.id = ${projectId}::uuid`;
  const [row] = await queryRows<{ thing: ProjectThing; deadlines: ProjectDeadline[] | null }>(read, Prisma.sql`
    SELECT jsonb_build_object('id', q.id, 'unitId', q.unit_id, 'isConfidential', q.is_confidential, 'isArchived', q.archived_at IS NOT NULL,
        'memberIds', ARRAY(SELECT m.person_id::text FROM project_member m WHERE m.project_id = q.id AND m.removed_at IS NULL)) AS thing,
      (SELECT jsonb_agg(jsonb_build_object('id', d.id, 'version', d.version, 'kind', d.kind, 'title', d.title, 'dueOn', d.due_on, 'doneOn', d.done_on, 'note', d.note, 'origin', d.origin) ORDER BY d.due_on, d.kind, d.id)
        FROM (${toBeDone(isIt)} UNION ALL ${toBeKept(isIt, minimum)}) d) AS deadlines
    FROM project q WHERE q.id = ${projectId}::uuid`);
  return row === undefined ? null : { thing: row.thing, deadlines: row.deadlines ?? [] };
}

function visible(scope: Scope<"projects">): Prisma.Sql {
  if (scope.all) return Prisma.sql`p.archived_at IS NULL`;
  return Prisma.sql`p.archived_at IS NULL AND (NOT p.is_confidential OR p.unit_id = ANY (${[...scope.unitIds]}::uuid[])
    OR EXISTS (SELECT 1 FROM project_member m WHERE m.project_id = p.id AND m.person_id = ${scope.personId}::uuid AND m.removed_at IS NULL))`;
}

function listed(scope: Scope<"projects">, { state, kind, unitId }: DeadlineFilter, minimum: Minimum, today: PlainDate): Prisma.Sql {
  const projects = unitId === null ? visible(scope) : Prisma.sql`${visible(scope)} AND p.unit_id = ANY (${withPredecessors(unitId)})`;
  if (kind === "KEEP_RECORDS") {
    const which = { open: Prisma.sql`l.due_on >= ${today}::date`, late: Prisma.sql`false`, soon: Prisma.sql`l.due_on BETWEEN ${today}::date AND ${addDays(today, SOON_DAYS)}::date`, done: Prisma.sql`l.due_on < ${today}::date` }[state];
    // The longest of several holds.
    return Prisma.sql`(SELECT * FROM (SELECT DISTINCT ON (k.project_id) k.* FROM (${toBeKept(projects, minimum)}) k ORDER BY k.project_id, k.due_on DESC, k.origin) l WHERE ${which})`;
  }
  const isOpen = Prisma.join(
    (Object.keys(OPEN_WHILE) as DeadlineKind[]).map((each) => Prisma.sql`(a.kind = ${each} AND ${inState(OPEN_WHILE[each])})`),
    " OR ",
  );
  const which = {
    open: Prisma.sql`a.done_on IS NULL AND (${isOpen})`,
    late: Prisma.sql`a.done_on IS NULL AND a.due_on < ${today}::date AND (${isOpen})`,
    soon: Prisma.sql`a.done_on IS NULL AND a.due_on BETWEEN ${today}::date AND ${addDays(today, SOON_DAYS)}::date AND (${isOpen})`,
    done: Prisma.sql`a.done_on IS NOT NULL`,
  }[state];
  return Prisma.sql`(SELECT a.* FROM (${toBeDone(projects)}) a JOIN project p ON p.id = a.project_id WHERE ${which} AND ${kind === null ? Prisma.sql`true` : Prisma.sql`a.kind = ${kind}`})`;
}

async function selectRows(read: Read, source: Prisma.Sql, state: DeadlineFilter["state"], today: PlainDate, { limit, offset }: { limit: number; offset: number }): Promise<DeadlineRow[]> {
  const direction = state === "done" ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  return queryRows(read, Prisma.sql`
    SELECT ${columns}, p.id AS "projectId", p.title AS project, ${bodyNameOn(Prisma.sql`p.unit_id`, today)} AS unit FROM ${source} d JOIN project p ON p.id = d.project_id
    ORDER BY d.due_on ${direction}, p.title, p.id, d.kind, d.id LIMIT ${limit}::int OFFSET ${offset}::bigint`);
}

/** Reads one page of the deadlines under a filter, those due first first, and how many there are in all. */
export async function selectDeadlines(read: Read, scope: Scope<"projects">, filter: DeadlineFilter, minimum: Minimum, today: PlainDate): Promise<{ rows: DeadlineRow[]; total: number }> {
  const source = listed(scope, filter, minimum, today);
  const [rows, [counted]] = await Promise.all([
    selectRows(read, source, filter.state, today, { limit: DEADLINES_A_PAGE, offset: (filter.page - 1) * DEADLINES_A_PAGE }),
    queryRows<{ total: number }>(read, Prisma.sql`SELECT count(*)::int AS total FROM ${source} d`),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

const PIECE = 2_000;

/** Reads all that a filter shows, every page of it in the same order, piece by piece. */
export async function* streamDeadlines(tx: Tx, scope: Scope<"projects">, filter: DeadlineFilter, minimum: Minimum, today: PlainDate): AsyncGenerator<DeadlineRow[]> {
  const source = listed(scope, filter, minimum, today);
  for (let offset = 0; ; offset += PIECE) {
    const rows = await selectRows(tx, source, filter.state, today, { limit: PIECE, offset });
    if (rows.length > 0) yield rows;
    if (rows.length < PIECE) return;
  }
}

/** Reads what the units have to do by a day, those due first first, at most 50. */
export async function selectDue(read: Read, unitIds: readonly string[], by: PlainDate): Promise<DueRow[]> {
  const isOpen = Prisma.join(
    (Object.keys(OPEN_WHILE) as DeadlineKind[]).map((each) => Prisma.sql`(d.kind = ${each} AND ${inState(OPEN_WHILE[each])})`),
    " OR ",
  );
  return queryRows(read, Prisma.sql`
    SELECT ${columns}, p.id AS "projectId", p.title AS project, p.unit_id AS "unitId", p.is_confidential AS "isConfidential", '' AS unit FROM (${toBeDone(Prisma.sql`p.archived_at IS NULL AND p.unit_id = ANY (${[...unitIds]}::uuid[])`, by)}) d JOIN project p ON p.id = d.project_id
    WHERE d.done_on IS NULL AND d.due_on <= ${by}::date AND (${isOpen}) ORDER BY d.due_on, p.id, d.kind LIMIT 50`);
}

type Editing = Permit<"projects.edit">;

/** Adds a deadline on each of the days, and returns the first one's id. */
export async function insertDeadlines(tx: Tx, permit: Editing, { projectId, kind, title, note }: DeadlineInput, days: readonly PlainDate[], now: Date): Promise<string> {
  requirePermitFor(permit, projectId);
  const ids = days.map(() => randomUUID());
  await clientOf(tx).$executeRaw`
    INSERT INTO project_deadline (id, project_id, kind, title, due_on, note, created_at)
    SELECT w.id, ${projectId}::uuid, ${kind}::"DeadlineKind", ${title}, w.due_on, ${note}, ${now} FROM unnest(${ids}::uuid[], ${[...days]}::date[]) AS w(id, due_on)`;
  return ids[0] ?? "";
}

async function update(tx: Tx, projectId: string, id: string, version: number, sets: Prisma.Sql): Promise<void> {
  const changed = await clientOf(tx).$executeRaw`UPDATE project_deadline SET ${sets}, version = version + 1 WHERE id = ${id}::uuid AND project_id = ${projectId}::uuid AND version = ${version} AND removed_at IS NULL AND kind <> 'KEEP_RECORDS'`;
  if (changed === 0) throw new AppError("CONFLICT");
}

/** Says on which day a deadline was met, or that it is open again. */
export async function updateDone(tx: Tx, permit: Editing, projectId: string, id: string, version: number, on: PlainDate | null): Promise<void> {
  requirePermitFor(permit, projectId);
  await update(tx, projectId, id, version, Prisma.sql`done_on = ${on}::date`);
}

/** Takes a deadline away from its project. */
export async function removeDeadline(tx: Tx, permit: Editing, projectId: string, id: string, version: number, now: Date): Promise<void> {
  requirePermitFor(permit, projectId);
  const removed = await clientOf(tx).$executeRaw`UPDATE project_deadline SET removed_at = ${now}, version = version + 1 WHERE id = ${id}::uuid AND project_id = ${projectId}::uuid AND version = ${version} AND removed_at IS NULL`;
  if (removed === 0) throw new AppError("CONFLICT");
}
