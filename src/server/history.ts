import "server-only";
import { reading, clientOf } from "./db";

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

interface HistoryRow {
  seq: bigint;
  at: Date;
  action: string;
  actor_name: string | null;
  on_behalf: boolean;
  states: { table: string; before: Record<string, unknown> | null; after: Record<string, unknown> | null }[] | null;
}

const HOUSEKEEPING = new Set(["id", "version", "created_at", "updated_at", "search_text", "created_by_id"]);

/** Reads a record's acts, latest first, each with the columns it changed; at most `limit` (1 to 500) before the entry `before`. */
export async function readHistory(rootId: string, options: { limit: number; before?: string | undefined; hidden?: readonly string[] }): Promise<HistoryEntry[]> {
  const rows = await clientOf(reading()).$queryRaw<HistoryRow[]>`
    WITH about AS (
      -- Two ways that each have their index: as alternatives of one condition they would read the whole log.
      SELECT a.seq FROM audit_entry a WHERE a.subject_id = ${rootId}::uuid
      UNION
      SELECT a.seq FROM (SELECT DISTINCT v.change_id FROM record_version v WHERE v.root_id = ${rootId}::uuid) c JOIN audit_entry a ON a.change_id = c.change_id),
    acts AS (
      SELECT a.seq, a.at, a.action, a.actor_id, a.on_behalf, a.change_id FROM about JOIN audit_entry a ON a.seq = about.seq
      WHERE ${options.before ?? null}::bigint IS NULL OR a.seq < ${options.before ?? null}::bigint
      ORDER BY a.seq DESC LIMIT ${options.limit})
    SELECT a.seq, a.at, a.action, a.on_behalf, d.name AS actor_name,
      (SELECT jsonb_agg(jsonb_build_object('table', v.table_name, 'before', o.row, 'after', v.row) ORDER BY v.id)
        FROM record_version v LEFT JOIN record_version o ON o.table_name = v.table_name AND o.record_id = v.record_id AND o.version = v.version - 1
        WHERE v.root_id = ${rootId}::uuid AND v.change_id = a.change_id) AS states
    FROM acts a LEFT JOIN person_details d ON d.person_id = a.actor_id ORDER BY a.seq DESC`;
  const hidden = new Set([...HOUSEKEEPING, ...(options.hidden ?? [])]);
  return rows.map((row) => ({
    seq: row.seq.toString(),
    at: row.at,
    action: row.action,
    actorName: row.actor_name,
    onBehalf: row.on_behalf,
    changes: (row.states ?? []).flatMap((state) => compareStates(state.table, state.before, state.after, hidden)),
  }));
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
