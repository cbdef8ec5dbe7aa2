import pg from "pg";
import path from "node:path";
import { startPostgres } from "../scripts/lib/embedded-postgres.mjs";
import { DATA } from "../scripts/lib/files.mjs";
import * as S from "./floors/statements.mjs";
import { interleave } from "./measure.mjs";
const s = await startPostgres({ dataDir: path.join(DATA, "bench-postgres"), log: console.log });
const c = new pg.Client({ connectionString: s.ownerUrl("probe_100000") }); await c.connect();
const f = (await c.query("select unit_id, status, to_jsonb(p) as row from project p where id = md5('project 1')::uuid")).rows[0];
const p = [f.unit_id, "ONGOING"];
console.log((await c.query("select count(*), pg_size_pretty(pg_relation_size('project')) size, pg_size_pretty(pg_database_size(current_database())) db, (select count(*) from record_version) v, (select avg(length(summary)) from project) from project")).rows);
const q = (name, st, pf) => ({ name, run: (t) => c.query(st, pf(t)) });
const ids = (await c.query("select id from project limit 500")).rows.map(r=>r.id);
const out = await interleave([
 q("list", S.LIST, () => p), q("rows", S.LIST_ROWS, () => p), q("total", S.LIST_TOTAL, () => p),
 q("search", S.SEARCH, () => ["%ålgräsäng%"]), q("srows", S.SEARCH_ROWS, () => ["%ålgräsäng%"]), q("stotal", S.SEARCH_TOTAL, () => ["%ålgräsäng%"]),
 q("record", S.RECORD, (t) => [ids[t % 500]]), q("insert", S.INSERT, () => S.parametersOf(f.row)), q("one", "select 1", () => []),
], { rounds: 10, block: 20, warmUp: 50, signal: new AbortController().signal });
for (const [k, v] of Object.entries(out)) console.log(k, v.p50.toFixed(2), v.p95.toFixed(2));
for (const [n, st, ps] of [["list", S.LIST, p], ["search", S.SEARCH, ["%ålgräsäng%"]]]) console.log(n, (await c.query("EXPLAIN (ANALYZE, BUFFERS) " + st, ps)).rows.map(r => r["QUERY PLAN"]).join("\n"));
console.log((await c.query("EXPLAIN (ANALYZE) SELECT extract(year FROM min(starts_on))::int AS first, extract(year FROM max(ends_on))::int AS last FROM project WHERE archived_at IS NULL")).rows.map(r => r["QUERY PLAN"]).join("\n"));
console.time("all"); await c.query(S.ALL); console.timeEnd("all");
console.time("all"); await c.query(S.ALL); console.timeEnd("all");
await c.end(); await s.stop();
