import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import type { Registers, Subject } from "@/domain/registers";
import { bodyNameOn, withPredecessors } from "@/server/body-sql";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { notDisposed } from "@/server/disposed";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit, type Scope } from "@/server/permit";
import type { DueRecord, KindRule } from "./rules";
import { DUE_A_PAGE, HOLDS_A_PAGE, type DueFilter, type HoldFilter, type PlaceHoldInput, type RuleInput } from "./schema";

/** The municipality's own rule for a kind, as stored. */
export interface StoredRule extends Omit<KindRule, "origin"> {
  id: string;
  version: number;
  isDemonstration: boolean;
}

/** Somebody's hold on a record. */
export interface StoredHold {
  id: string;
  version: number;
  subject: Subject;
  reason: string;
  createdAt: Date;
  createdBy: string | null;
  liftedAt: Date | null;
  liftReason: string | null;
}

const ruleColumns = Prisma.sql`id, version, kind, outcome::text AS outcome, years, source, certainty::text AS certainty, is_demonstration AS "isDemonstration"`;

/** Reads the municipality's own rules. */
export async function selectRules(read: Read): Promise<StoredRule[]> {
  return queryRows<StoredRule>(read, Prisma.sql`SELECT ${ruleColumns} FROM retention_rule ORDER BY kind`);
}

/** Holds the rule of a kind until the transaction ends; null when there is none. */
export async function lockRule(tx: Tx, kind: string): Promise<StoredRule | null> {
  const [row] = await queryRows<StoredRule>(tx, Prisma.sql`SELECT ${ruleColumns} FROM retention_rule WHERE kind = ${kind} FOR UPDATE`);
  return row ?? null;
}

/** A new row's id. */
export function newId(): string {
  return randomUUID();
}

/** Writes a kind's first rule; throws CONFLICT when somebody else has just done so. */
export async function insertRule(tx: Tx, permit: Permit<"retention.setRule">, id: string, rule: RuleInput, isDemonstration: boolean, now: Date): Promise<void> {
  requirePermitFor(permit, rule.kind);
  const added = await clientOf(tx).$executeRaw`
    INSERT INTO retention_rule (id, kind, outcome, years, source, certainty, is_demonstration, created_by_id, created_at, updated_at)
    VALUES (${id}::uuid, ${rule.kind}, ${rule.outcome}::"RetentionOutcome", ${rule.years}::smallint, ${rule.source}, ${rule.certainty}::"Certainty", ${isDemonstration}, ${permit.actor.personId}::uuid, ${now}, ${now})
    ON CONFLICT (kind) DO NOTHING`;
  if (added === 0) throw new AppError("CONFLICT");
}

export async function updateRule(tx: Tx, permit: Permit<"retention.setRule">, version: number, rule: RuleInput, now: Date): Promise<void> {
  requirePermitFor(permit, rule.kind);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE retention_rule SET outcome = ${rule.outcome}::"RetentionOutcome", years = ${rule.years}::smallint, source = ${rule.source}, certainty = ${rule.certainty}::"Certainty", is_demonstration = false,
      updated_at = ${now}, version = version + 1 WHERE kind = ${rule.kind} AND version = ${version}::int`;
  if (changed === 0) throw new AppError("CONFLICT");
}

const END_OF_YEAR = (endedOn: string, years: string) => `make_date(extract(year FROM ${endedOn})::int + ${years}, 12, 31)`;

/** The records of the kinds that are to be disposed of, and have not been, whose matters are over: each with all that says until when it is kept. */
function endedRecords(registers: Registers, years: ReadonlyMap<string, number>): Prisma.Sql | null {
  const tables = registers.flatMap(({ kind, holding, retention }) => {
    const count = years.get(kind);
    if (holding === undefined || retention === undefined || count === undefined) return [];
    const { table, title, unitId, isConfidential } = holding.stored;
    const others = (retention.bounds?.() ?? []).map(({ by, until }) => `, ('${by}', (${until})::date)`).join("");
    return [
      Prisma.sql`SELECT * FROM ${Prisma.raw(`(SELECT '${kind}'::text AS kind, r.id, (${title})::text AS title, ${unitId ?? "NULL::uuid"} AS unit_id, (${isConfidential ?? "false"}) AS is_confidential,
          (${retention.endedOn})::date AS ended_on, ${retention.projectId ?? "NULL::uuid"} AS project_id, k.by, k.until
        FROM (SELECT * FROM ${table} r WHERE ${notDisposed("r.id")}) r, LATERAL (SELECT b.by, b.until FROM (VALUES ('RULE', ${END_OF_YEAR(`(${retention.endedOn})`, String(count))})${others}) AS b(by, until) WHERE b.until IS NOT NULL ORDER BY b.until DESC, b.by = 'RULE' DESC LIMIT 1) k)`)} e`,
    ];
  });
  return tables.length === 0 ? null : Prisma.join(tables, " UNION ALL ");
}

// A project is over when it is closed, or came to nothing.
const keepings = Prisma.sql`(
  SELECT coalesce(jsonb_agg(k.what ORDER BY k.place), '[]') FROM (
    SELECT 1 AS place, jsonb_build_object('by', 'HOLD', 'reason', o.reason) AS what FROM retention_hold o WHERE o.subject_kind = e.kind AND o.subject_id = e.id AND o.lifted_at IS NULL
    UNION ALL SELECT 2, jsonb_build_object('by', 'REQUEST') WHERE EXISTS (SELECT 1 FROM disclosure_record d JOIN disclosure_request q ON q.id = d.request_id AND q.state IN ('RECEIVED', 'EXAMINED')
      WHERE d.subject_kind = e.kind AND d.subject_id = e.id AND d.removed_at IS NULL)
    UNION ALL SELECT 3, jsonb_build_object('by', 'PROJECT') WHERE EXISTS (SELECT 1 FROM project p WHERE p.id = e.project_id AND p.status NOT IN ('CLOSED', 'CANCELLED', 'REJECTED'))
  ) k)`;

/** The records whose time is over on a day, as far as the scope sees them. */
function dueOn(registers: Registers, years: ReadonlyMap<string, number>, scope: Scope<"retention">, filter: Pick<DueFilter, "kind" | "unitId" | "state">, on: PlainDate, ids: readonly string[] | null = null): Prisma.Sql | null {
  const all = endedRecords(registers, filter.kind === null ? years : new Map([...years].filter(([kind]) => kind === filter.kind)));
  if (all === null) return null;
  const unit = filter.unitId === null ? Prisma.empty : Prisma.sql`AND e.unit_id = ANY (${withPredecessors(filter.unitId)})`;
  const among = ids === null ? Prisma.empty : Prisma.sql`AND e.id = ANY (${[...ids]}::uuid[])`;
  const state = filter.state === null ? Prisma.sql`true` : filter.state === "HELD" ? Prisma.sql`d."keptBy" <> '[]'` : Prisma.sql`d."keptBy" = '[]'`;
  return Prisma.sql`(SELECT * FROM (
    SELECT e.*, ${keepings} AS "keptBy" FROM (${all}) e
    WHERE e.ended_on IS NOT NULL AND e.until < ${on}::date AND (NOT e.is_confidential OR ${scope.all} OR e.unit_id = ANY (${[...scope.unitIds]}::uuid[])) ${unit} ${among}) d WHERE ${state}) d`;
}

async function selectRows(read: Read, source: Prisma.Sql, on: PlainDate, { limit, offset }: { limit: number; offset: number }): Promise<DueRecord[]> {
  return queryRows<DueRecord>(read, Prisma.sql`
    SELECT d.kind, d.id, d.title, d.unit_id AS "unitId", ${bodyNameOn(Prisma.sql`d.unit_id`, on)} AS unit, d.ended_on::text AS "endedOn", d.until::text AS "keptUntil", d.by AS "decidedBy", d."keptBy"
    FROM ${source} ORDER BY d.until, d.title COLLATE "sv-SE-x-icu", d.kind, d.id LIMIT ${limit}::int OFFSET ${offset}::bigint`);
}

/** Reads one page of what may be disposed of on a day, what was first to be so first, and how many records there are in all. */
export async function selectDue(read: Read, registers: Registers, years: ReadonlyMap<string, number>, scope: Scope<"retention">, filter: DueFilter, on: PlainDate): Promise<{ rows: DueRecord[]; total: number }> {
  const source = dueOn(registers, years, scope, filter, on);
  if (source === null) return { rows: [], total: 0 };
  const [rows, [counted]] = await Promise.all([
    selectRows(read, source, on, { limit: DUE_A_PAGE, offset: (filter.page - 1) * DUE_A_PAGE }),
    queryRows<{ total: number }>(read, Prisma.sql`SELECT count(*)::int AS total FROM ${source}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

/** Reads, of some records or of all of their kind, those whose time is over on a day, with what keeps each. */
export async function selectDueAmong(tx: Tx, registers: Registers, years: ReadonlyMap<string, number>, scope: Scope<"retention">, { kind, on, ids }: { kind: string; on: PlainDate; ids: readonly string[] | null }): Promise<DueRecord[]> {
  const source = dueOn(registers, years, scope, { kind, unitId: null, state: null }, on, ids);
  return source === null ? [] : selectRows(tx, source, on, { limit: MOST_DUE, offset: 0 });
}

const EXPORTED = 500;
/** More than any register holds. */
const MOST_DUE = 2_000_000;

/** Reads all that the list shows under a filter, piece by piece in the list's order. */
export async function* streamDue(tx: Tx, registers: Registers, years: ReadonlyMap<string, number>, scope: Scope<"retention">, filter: DueFilter, on: PlainDate): AsyncGenerator<DueRecord[]> {
  const source = dueOn(registers, years, scope, filter, on);
  if (source === null) return;
  for (let offset = 0; ; offset += EXPORTED) {
    const rows = await selectRows(tx, source, on, { limit: EXPORTED, offset });
    if (rows.length > 0) yield rows;
    if (rows.length < EXPORTED) return;
  }
}

/** Counts, by kind, the records whose time is over on a day: those that may be disposed of, and those that something keeps. */
export async function countDue(read: Read, registers: Registers, years: ReadonlyMap<string, number>, scope: Scope<"retention">, on: PlainDate): Promise<{ kind: string; free: number; held: number }[]> {
  const source = dueOn(registers, years, scope, { kind: null, unitId: null, state: null }, on);
  if (source === null) return [];
  return queryRows(read, Prisma.sql`SELECT d.kind, count(*) FILTER (WHERE d."keptBy" = '[]')::int AS free, count(*) FILTER (WHERE d."keptBy" <> '[]')::int AS held FROM ${source} GROUP BY d.kind`);
}

/** Holds the row of a record that can be disposed of until the transaction ends. */
export async function holdSubject(tx: Tx, registers: Registers, { kind, id }: Subject): Promise<void> {
  const register = registers.find((one) => one.kind === kind);
  const table = register?.retention?.isDisposable === true ? register.holding?.stored.table : undefined;
  if (table !== undefined) await clientOf(tx).$queryRaw`SELECT id FROM ${Prisma.raw(table)} WHERE id = ${id}::uuid FOR SHARE`;
}

const holdColumns = Prisma.sql`o.id, o.version, jsonb_build_object('kind', o.subject_kind, 'id', o.subject_id) AS subject, o.reason, o.created_at AS "createdAt",
  (SELECT p.name FROM person_details p WHERE p.person_id = o.created_by_id) AS "createdBy", o.lifted_at AS "liftedAt", o.lift_reason AS "liftReason"`;

export async function insertHold(tx: Tx, permit: Permit<"retention.hold">, id: string, { subject, reason }: PlaceHoldInput, now: Date): Promise<void> {
  requirePermitFor(permit, subject.id);
  await clientOf(tx).$executeRaw`
    INSERT INTO retention_hold (id, subject_kind, subject_id, reason, created_by_id, created_at) VALUES (${id}::uuid, ${subject.kind}, ${subject.id}::uuid, ${reason}, ${permit.actor.personId}::uuid, ${now})`;
}

/** Reads a hold, held until the transaction ends; null when there is none. */
export async function lockHold(tx: Tx, id: string): Promise<StoredHold | null> {
  const [row] = await queryRows<StoredHold>(tx, Prisma.sql`SELECT ${holdColumns} FROM retention_hold o WHERE o.id = ${id}::uuid FOR UPDATE`);
  return row ?? null;
}

export async function updateLifted(tx: Tx, permit: Permit<"retention.hold">, { id, version, liftReason }: { id: string; version: number; liftReason: string }, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE retention_hold SET lifted_at = ${now}, lifted_by_id = ${permit.actor.personId}::uuid, lift_reason = ${liftReason}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}::int AND lifted_at IS NULL`;
  if (changed === 0) throw new AppError("CONFLICT");
}

/** Reads one page of the holds, those that keep their records first and of them the latest first, and how many there are in all. */
export async function selectHolds(read: Read, { state, page }: HoldFilter): Promise<{ rows: StoredHold[]; total: number }> {
  const which = state === null ? Prisma.sql`true` : state === "OPEN" ? Prisma.sql`o.lifted_at IS NULL` : Prisma.sql`o.lifted_at IS NOT NULL`;
  const [rows, [counted]] = await Promise.all([
    queryRows<StoredHold>(read, Prisma.sql`SELECT ${holdColumns} FROM retention_hold o WHERE ${which} ORDER BY o.lifted_at IS NOT NULL, o.created_at DESC, o.id LIMIT ${HOLDS_A_PAGE}::int OFFSET ${(page - 1) * HOLDS_A_PAGE}::bigint`),
    queryRows<{ total: number }>(read, Prisma.sql`SELECT count(*)::int AS total FROM retention_hold o WHERE ${which}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
}
