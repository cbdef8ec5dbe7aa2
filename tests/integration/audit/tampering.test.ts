import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyAudit } from "../../../scripts/lib/audit.mjs";
import { DATA, readJson } from "../../../scripts/lib/files.mjs";
import { addressOf } from "../../../scripts/lib/test-database.mjs";
import { openRegister, type RegisterHouse } from "../../factories/register.ts";

/** How many entries are verified while somebody looks at the clock; 300,000 is what a municipality may have after some years. */
const ENTRIES = Number(process.env["AUDIT_ENTRIES"] ?? 5_000);
const TABLES = ["audit_entry", "record_version"] as const;
type Table = (typeof TABLES)[number];

interface Column {
  table: Table;
  name: string;
  type: string;
}
interface Finding {
  problem: string;
  audit_seq: string | null;
  detail: string;
}

let house: RegisterHouse;
/** By the name of the role: the program's own, the tables' owner, and whoever runs the server. */
let clients: Record<"app" | "owner" | "superuser", pg.Client>;
let columns: Column[];

beforeAll(async () => {
  house = await openRegister();
  for (let index = 0; index < 12; index += 1) await house.log({ title: `Prov ${index}`, funding: [{ kind: "EU", funder: null, year: null, amountMinor: 1n }] }, index % 2 === 0 ? house.contact : house.office);
  const password = String(readJson(path.join(DATA, "test-postgres.json"))?.["superuserPassword"]);
  const connect = async (url: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return client;
  };
  const { appUrl, ownerUrl } = house.database;
  clients = { app: await connect(appUrl), owner: await connect(ownerUrl), superuser: await connect(addressOf(ownerUrl, new URL(ownerUrl).pathname.slice(1), "postgres", password)) };
  const { rows } = await clients.owner.query<Column>("SELECT table_name AS table, column_name AS name, udt_name AS type FROM information_schema.columns WHERE table_schema = 'public' AND table_name = ANY ($1) ORDER BY table_name, ordinal_position", [TABLES]);
  columns = rows;
});
afterAll(async () => {
  await Promise.all(Object.values(clients).map((client) => client.end()));
  await house.close();
});

/** Another value than the one that stands there, as little another as may be. */
function otherThan({ name, type }: Column): string {
  switch (type) {
    case "uuid":
      return "gen_random_uuid()";
    case "text":
      return `coalesce(${name}, '') || 'x'`;
    case "int4":
    case "int8":
      return `coalesce(${name}, 0) + 1000000`;
    case "timestamptz":
      return `${name} + interval '1 microsecond'`;
    case "bool":
      return `NOT ${name}`;
    case "jsonb":
      return `coalesce(${name}, '{}') || '{"x": 1}'`;
    case "bytea":
      // The first entry follows nothing.
      return `CASE WHEN length(${name}) = 0 THEN '\\x00'::bytea ELSE set_bit(${name}, 0, 1 - get_bit(${name}, 0)) END`;
    case "tstzrange":
      return `tstzrange(lower(${name}) - interval '1 microsecond', upper(${name}))`;
    default:
      throw new Error(`nobody has said how a ${type} is tampered with`);
  }
}

/** Some row of either table, with the entry that vouches for it. */
const draw = (table: Table) =>
  table === "audit_entry"
    ? "SELECT seq::text AS key, seq::text AS entry, '' AS named FROM audit_entry WHERE version_count > 0 ORDER BY random() LIMIT 1"
    : "SELECT v.id::text AS key, min(a.seq)::text AS entry, v.table_name || ' ' || v.record_id || ' v' || v.version AS named FROM record_version v JOIN audit_entry a ON a.change_id = v.change_id AND a.last_version_id >= v.id GROUP BY v.id ORDER BY random() LIMIT 1";
const keyOf = (table: Table) => (table === "audit_entry" ? "seq" : "id");

/** Changes one column of one row past the guards, and tells what is found of it; nothing of it is kept. */
async function tamper(client: pg.Client, disarm: string, column: Column): Promise<{ row: { key: string; entry: string; named: string }; found: Finding[] }> {
  await client.query("BEGIN");
  try {
    await client.query(disarm);
    const [row] = (await client.query<{ key: string; entry: string; named: string }>(draw(column.table))).rows;
    if (row === undefined) throw new Error("there is no row");
    const { rowCount } = await client.query(`UPDATE ${column.table} SET ${column.name} = ${otherThan(column)} WHERE ${keyOf(column.table)} = $1`, [row.key]);
    expect(rowCount).toBe(1);
    return { row, found: (await client.query<Finding>("SELECT * FROM audit_verify()")).rows };
  } finally {
    await client.query("ROLLBACK");
  }
}

/** The entry that is named, or the one after it, which no longer follows it; a number that was changed is named as it is now. */
const names = ({ row, found }: Awaited<ReturnType<typeof tamper>>): boolean =>
  found.some(({ audit_seq: seq, detail }) => (seq !== null && [0, 1, 1_000_000].includes(Number(seq) - Number(row.entry))) || (row.named !== "" && detail === row.named));

describe("a trail that somebody tampers with", () => {
  it("can be written in by nobody's statement: neither the program's role nor the owner's", async () => {
    for (const role of ["app", "owner"] as const) {
      for (const column of columns) {
        const statement = `UPDATE ${column.table} SET ${column.name} = ${otherThan(column)}`;
        await expect(clients[role].query(statement), `${role}: ${statement}`).rejects.toMatchObject({ code: "42501" });
      }
    }
  });

  it("is found out at the very row, whichever column of whichever row it is, when the owner has switched the guards off", async () => {
    for (const column of columns) {
      const outcome = await tamper(clients.owner, `ALTER TABLE ${column.table} DISABLE TRIGGER USER`, column);
      expect(names(outcome), `${column.table}.${column.name}: ${JSON.stringify(outcome)}`).toBe(true);
    }
  });

  it("is found out at the very row when whoever runs the server does it past every guard", async () => {
    for (let round = 0; round < 3; round += 1) {
      for (const column of columns) {
        const outcome = await tamper(clients.superuser, "SET LOCAL session_replication_role = replica", column);
        expect(names(outcome), `${column.table}.${column.name}: ${JSON.stringify(outcome)}`).toBe(true);
      }
    }
  });

  it("is found out when whoever runs the server takes an entry or a version away, or puts one in", async () => {
    const { superuser } = clients;
    for (const statement of [
      "DELETE FROM audit_entry WHERE seq = (SELECT seq FROM audit_entry WHERE seq < (SELECT max(seq) FROM audit_entry) ORDER BY random() LIMIT 1) RETURNING seq AS entry",
      "DELETE FROM record_version WHERE id = (SELECT id FROM record_version ORDER BY random() LIMIT 1) RETURNING (SELECT min(seq) FROM audit_entry a WHERE a.change_id = record_version.change_id AND a.last_version_id >= record_version.id) AS entry",
      "INSERT INTO audit_entry SELECT (jsonb_populate_record(e, jsonb_build_object('seq', (SELECT max(seq) + 1 FROM audit_entry)))).* FROM audit_entry e WHERE seq = 3 RETURNING seq AS entry",
    ]) {
      await superuser.query("BEGIN");
      try {
        await superuser.query("SET LOCAL session_replication_role = replica");
        const [row] = (await superuser.query<{ entry: string }>(statement)).rows;
        const { rows: found } = await superuser.query<Finding>("SELECT * FROM audit_verify()");
        expect(found.some(({ audit_seq: seq }) => seq !== null && [0, 1].includes(Number(seq) - Number(row?.entry))), `${statement}: ${JSON.stringify(found)}`).toBe(true);
      } finally {
        await superuser.query("ROLLBACK");
      }
    }
  });

  it("is none when nobody has, however long it is", { timeout: Math.max(120_000, ENTRIES * 10) }, async () => {
    const { app } = clients;
    await app.query("SET synchronous_commit = off");
    const one = "BEGIN; INSERT INTO programme (code, name_sv, name_en) VALUES (gen_random_uuid()::text, 'Prov ' || gen_random_uuid(), 'Trial'); INSERT INTO audit_entry (action, subject_kind) VALUES ('prov.done', 'prov'); COMMIT;";
    for (let left = ENTRIES; left > 0; left -= 500) await app.query(one.repeat(Math.min(left, 500)));
    const said: string[] = [];
    const since = performance.now();
    expect(await verifyAudit(house.database.appUrl, (line: string) => said.push(line))).toBe(0);
    console.log(`${said.join(" ")} in ${((performance.now() - since) / 1000).toFixed(1)} s.`);
    expect(Number(/^OK (\d+) entries$/.exec(said[0] ?? "")?.[1])).toBeGreaterThan(ENTRIES);
  });
});
