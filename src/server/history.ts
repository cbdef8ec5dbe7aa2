import "server-only";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { reading, queryRows, type Read } from "./db";

/** A column that differs between two states of a row, as stored. */
export interface ColumnChange {
  table: string;
  column: string;
  before: string | null;
  after: string | null;
}

/** One act in a record's history. */
export interface HistoryEntry {
  seq: string;
  at: Date;
  action: string;
  actorName: string | null;
  onBehalf: boolean;
  changes: ColumnChange[];
}

/** An act as `historyOf` gives it. */
export interface StoredAct {
  seq: string;
  at: string;
  action: string;
  actorName: string | null;
  onBehalf: boolean;
  states: { table: string; before: Record<string, unknown> | null; after: Record<string, unknown> | null }[] | null;
}

export interface HistoryOptions {
  /** From 1 to 500. */
  limit: number;
  /** Acts before this one. */
  before?: string | undefined;
  /** Acts to the end of this day in Sweden. */
  until?: PlainDate | undefined;
}

const HOUSEKEEPING = new Set(["id", "version", "created_at", "updated_at", "search_text", "created_by_id"]);

/** The moment when a day in Sweden is over. */
const endOf = (day: PlainDate | undefined) => Prisma.sql`((${day ?? null}::date + 1)::timestamp AT TIME ZONE 'Europe/Stockholm')`;

/** The rows that a record consisted of when a day in Sweden was over, its own before its parts', as one JSON value: null when it wasn't there. To be put into a statement that reads the record as well. */
export function statesOf(rootId: string, day: PlainDate | undefined): Prisma.Sql {
  return Prisma.sql`(SELECT jsonb_agg(jsonb_build_object('table', v.table_name, 'before', NULL, 'after', v.row) ORDER BY v.record_id <> v.root_id, v.table_name, lower(v.sys_period), v.id)
    FROM record_version v WHERE v.root_id = ${rootId}::uuid AND v.sys_period @> ${endOf(day)} AND v.row IS NOT NULL AND v.row ->> 'removed_at' IS NULL)`;
}

/** Puts a record's rows in order, each as the columns that it had, without what is hidden from the reader. */
export function describeStates(states: StoredAct["states"], hidden: readonly string[] = []): ColumnChange[][] {
  const left = new Set([...HOUSEKEEPING, ...hidden]);
  return (states ?? []).map((state) => compareStates(state.table, null, state.after, left)).filter((row) => row.length > 0);
}

/** A record's acts, latest first, as one JSON value: null when there are none. To be put into a statement that reads the record as well. */
export function historyOf(rootId: string, { limit, before, until }: HistoryOptions): Prisma.Sql {
  return Prisma.sql`(
    WITH about AS (
      -- Two ways that each have their index: as alternatives of one condition they would read the whole log. What is told of the record itself in a change is all
      -- of it: a list that was read in has an entry for each of its other rows as well.
      SELECT a.seq FROM audit_entry a WHERE a.subject_id = ${rootId}::uuid
      UNION
      SELECT a.seq FROM (SELECT DISTINCT v.change_id FROM record_version v WHERE v.root_id = ${rootId}::uuid) c JOIN audit_entry a ON a.change_id = c.change_id
      WHERE NOT EXISTS (SELECT 1 FROM audit_entry o WHERE o.subject_id = ${rootId}::uuid AND o.change_id = c.change_id)),
    acts AS (
      SELECT a.seq, a.at, a.action, a.actor_id, a.on_behalf, a.change_id FROM about JOIN audit_entry a ON a.seq = about.seq
      WHERE (${before ?? null}::bigint IS NULL OR a.seq < ${before ?? null}::bigint) AND (${until ?? null}::date IS NULL OR a.at < ${endOf(until)})
      ORDER BY a.seq DESC LIMIT ${limit})
    SELECT jsonb_agg(jsonb_build_object('seq', a.seq::text, 'at', a.at, 'action', a.action, 'onBehalf', a.on_behalf, 'actorName', d.name, 'states',
      (SELECT jsonb_agg(jsonb_build_object('table', v.table_name, 'before', o.row, 'after', v.row) ORDER BY v.id)
        FROM record_version v LEFT JOIN record_version o ON o.table_name = v.table_name AND o.record_id = v.record_id AND o.version = v.version - 1
        WHERE v.root_id = ${rootId}::uuid AND v.change_id = a.change_id)) ORDER BY a.seq DESC)
    FROM acts a LEFT JOIN person_details d ON d.person_id = a.actor_id)`;
}

/** Tells of each act the columns that it changed, but those that are hidden. */
export function describeActs(acts: readonly StoredAct[] | null, hidden: readonly string[] = []): HistoryEntry[] {
  const left = new Set([...HOUSEKEEPING, ...hidden]);
  return (acts ?? []).map(({ seq, at, action, actorName, onBehalf, states }) => ({
    seq,
    at: new Date(at),
    action,
    actorName,
    onBehalf,
    changes: (states ?? []).flatMap((state) => compareStates(state.table, state.before, state.after, left)),
  }));
}

/** Reads a record's acts, latest first, each with the columns it changed. */
export async function readHistory(rootId: string, options: HistoryOptions & { hidden?: readonly string[] }): Promise<HistoryEntry[]> {
  const [row] = await queryRows<{ acts: StoredAct[] | null }>(reading(), Prisma.sql`SELECT ${historyOf(rootId, options)} AS acts`);
  return describeActs(row?.acts ?? null, options.hidden);
}

/** A state that a row had, who made it (null for the program itself), and when. */
export interface RowVersion<Row> {
  version: number;
  at: Date;
  byName: string | null;
  /** By the columns' own names; null where it has been erased. */
  row: Row | null;
}

/** Reads one version of a row of a table that keeps its versions; null when it never had it. */
export async function findRowVersion<Row>(read: Read, table: string, id: string, version: number): Promise<RowVersion<Row> | null> {
  const [found] = await queryRows<RowVersion<Row>>(read, Prisma.sql`
    SELECT v.version, lower(v.sys_period) AS at, v.row,
      (SELECT d.name FROM audit_entry a JOIN person_details d ON d.person_id = a.actor_id WHERE a.change_id = v.change_id ORDER BY a.seq LIMIT 1) AS "byName"
    FROM record_version v WHERE v.table_name = ${table} AND v.record_id = ${id}::uuid AND v.version = ${version}::int`);
  return found ?? null;
}

function compareStates(table: string, before: Record<string, unknown> | null, after: Record<string, unknown> | null, hidden: ReadonlySet<string>): ColumnChange[] {
  const columns = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].filter((column) => !hidden.has(column));
  return columns
    .map((column) => ({ table, column, before: textOf(before?.[column]), after: textOf(after?.[column]) }))
    .filter((change) => change.before !== change.after);
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined || value === "" || value === false) return value === false ? "false" : null;
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(String).join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
}
