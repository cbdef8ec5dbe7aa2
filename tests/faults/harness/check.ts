import type pg from "pg";
import type { LoggedWrite } from "./writers.ts";

/** Every way in which the database and what the clients were told can fail to agree; nothing when all is well. */
export async function findViolations(client: pg.Client, log: readonly LoggedWrite[]): Promise<string[]> {
  return [...(await checkLog(client, log)), ...(await checkVersions(client)), ...(await checkParts(client)), ...(await checkAudit(client)), ...(await checkConnections(client))];
}

/** What was acknowledged stands once, what was refused does not stand, and what nobody knows of stands at most once. */
async function checkLog(client: pg.Client, log: readonly LoggedWrite[]): Promise<string[]> {
  const found: string[] = [];
  for (const { kind, state, attempts, count } of log) {
    const times = await count(client);
    const isRight = state === "acknowledged" ? times === 1 : state === "refused" ? times === 0 : times <= 1;
    if (!isRight) found.push(`${kind}: ${state} after ${attempts} attempts, and stands ${times} times`);
  }
  return found;
}

/** The register tables are those that the database itself keeps versions of. */
async function listRegisterTables(client: pg.Client): Promise<{ name: string; id: string }[]> {
  const { rows } = await client.query<{ name: string; id: string }>(`
    SELECT c.relname AS name, convert_from(substring(t.tgargs FROM 1 FOR position('\\x00'::bytea IN t.tgargs) - 1), 'UTF8') AS id
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgname = 'write_record_version' AND c.relnamespace = 'public'::regnamespace ORDER BY 1`);
  if (rows.length < 10) throw new Error("the register tables were not found");
  return rows;
}

/** A row's version is the number of its states, one of which is open, and no span overlaps the next. */
async function checkVersions(client: pg.Client): Promise<string[]> {
  const found: string[] = [];
  for (const { name, id } of await listRegisterTables(client)) {
    const { rows } = await client.query<{ id: string; version: number; states: number; open: number }>(`
      SELECT t.${id} AS id, t.version, count(v.id)::int AS states, count(v.id) FILTER (WHERE upper_inf(v.sys_period))::int AS open
      FROM ${name} t LEFT JOIN record_version v ON v.table_name = '${name}' AND v.record_id = t.${id} GROUP BY t.${id}, t.version
      HAVING t.version <> count(v.id) OR t.version <> max(v.version) OR count(v.id) FILTER (WHERE upper_inf(v.sys_period)) <> 1`);
    found.push(...rows.map((row) => `${name} ${row.id}: version ${row.version} with ${row.states} states, ${row.open} of them open`));
  }
  const { rows: overlapping } = await client.query<{ name: string; id: string }>(`
    SELECT a.table_name AS name, a.record_id AS id FROM record_version a JOIN record_version b
      ON b.table_name = a.table_name AND b.record_id = a.record_id AND b.version = a.version + 1 WHERE upper(a.sys_period) IS DISTINCT FROM lower(b.sys_period)`);
  return [...found, ...overlapping.map((row) => `${row.name} ${row.id}: a state does not end where the next one begins`)];
}

/** Nothing lies about that belongs to no record, and no key answers for a record that isn't there. */
async function checkParts(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ what: string; id: string }>(`
    SELECT 'a part without its record: ' || v.table_name AS what, v.record_id AS id FROM record_version v
      WHERE NOT EXISTS (SELECT 1 FROM record_version r WHERE r.record_id = v.root_id)
    UNION ALL SELECT 'a fact without its project', f.id FROM sourced_fact f WHERE f.subject_kind = 'project' AND NOT EXISTS (SELECT 1 FROM project p WHERE p.id = f.subject_id)
    UNION ALL SELECT 'a project without its parts', p.id FROM project p
      WHERE (SELECT count(*) FROM status_change s WHERE s.project_id = p.id AND s.from_status IS NULL) <> 1
        OR coalesce((SELECT sum(f.amount_minor) FROM funding_line f WHERE f.project_id = p.id AND f.removed_at IS NULL AND f.kind IN ('EU', 'OTHER_EXTERNAL')), 0) <> coalesce(p.external_funding_ore, 0)
    UNION ALL SELECT 'a status that no step led to', p.id FROM project p
      WHERE p.status <> (SELECT s.to_status FROM status_change s WHERE s.project_id = p.id ORDER BY s.created_at DESC, s.id LIMIT 1)
    UNION ALL SELECT 'a statement that no step led to', u.id FROM unit_statement u
      WHERE u.status <> coalesce((SELECT t.to_status FROM statement_step t WHERE t.statement_id = u.id ORDER BY t.statement_version DESC LIMIT 1), 'NOT_STARTED')
    UNION ALL SELECT 'a round without statements', r.id FROM follow_up_round r WHERE NOT EXISTS (SELECT 1 FROM unit_statement u WHERE u.round_id = r.id)
    UNION ALL SELECT 'a visit with two representatives', a.visit_id FROM visit_assignment a WHERE a.ended_at IS NULL GROUP BY a.visit_id HAVING count(*) > 1
    UNION ALL SELECT 'an edition without its two files', e.id FROM edition e
      WHERE (SELECT count(*) FROM edition_file f WHERE f.edition_id = e.id AND f.sha256 = encode(sha256(f.bytes), 'hex')) <> 2
    UNION ALL SELECT 'an edition out of the year''s order', e.id FROM edition e
      WHERE e.number > (SELECT count(*) FROM edition o WHERE o.year = e.year AND o.number <= e.number)
        OR e.data_sha256 = (SELECT o.data_sha256 FROM edition o WHERE o.year = e.year AND o.number = e.number - 1)
    UNION ALL SELECT 'an edition that does not count what it lists', e.id FROM edition e
      WHERE EXISTS (SELECT 1 FROM unnest(ARRAY['externalOre', 'ownOre']) AS kind(of)
        WHERE (e.data #>> ARRAY['years', '-1', kind.of])::numeric IS DISTINCT FROM (SELECT coalesce(sum((p ->> kind.of)::numeric), 0) FROM jsonb_array_elements(e.data -> 'projects') p)
          OR (e.data #>> ARRAY['years', '-1', kind.of])::numeric IS DISTINCT FROM (SELECT coalesce(sum((u ->> kind.of)::numeric), 0) FROM jsonb_array_elements(e.data -> 'units') u))
    UNION ALL SELECT 'a key for nothing: ' || k.action, (k.result ->> 'id')::uuid FROM idempotency_key k
      WHERE k.result ? 'id' AND NOT EXISTS (SELECT 1 FROM record_version v WHERE v.record_id = (k.result ->> 'id')::uuid)
    UNION ALL SELECT 'a draft of something finished', d.id FROM draft d WHERE EXISTS (SELECT 1 FROM idempotency_key k WHERE k.action = 'projects.submitDraft' AND k.key = d.id::text)`);
  return rows.map((row) => `${row.what} ${row.id}`);
}

/** The chain of acts and the versions that they cover agree. */
async function checkAudit(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ problem: string; audit_seq: string | null; detail: string }>("SELECT problem, audit_seq, detail FROM audit_verify()");
  return rows.map((row) => `${row.problem}: entry ${row.audit_seq ?? "none"}, ${row.detail}`);
}

/** No connection is left waiting inside a transaction that nobody goes on with. */
export async function checkConnections(client: pg.Client): Promise<string[]> {
  // One that is between two statements of a running use case looks the same for a moment.
  const left = async () =>
    (await client.query<{ pid: number; state: string }>("SELECT pid, state FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state LIKE 'idle in transaction%'")).rows;
  for (let tries = 0; tries < 20; tries += 1) {
    if ((await left()).length === 0) return [];
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return (await left()).map(({ pid, state }) => `connection ${pid} is ${state}`);
}
