import { spawn } from "node:child_process";
import path from "node:path";
import type pg from "pg";
import { packs } from "@packs/all";
import { demonstrations } from "@packs/all-demonstrations";
import type { Demonstration } from "@packs/demonstration";
import type { PolicyPack } from "@packs/pack";

const ROOT = path.resolve(import.meta.dirname, "../../..");

export interface Loadable {
  pack: PolicyPack;
  data: Demonstration;
}

/** Every pack that has a demonstration. */
export const loadable: Loadable[] = await Promise.all(
  packs.flatMap((pack) => {
    const data = demonstrations[pack.id];
    return data === undefined ? [] : [data().then((read) => ({ pack, data: read }))];
  }),
);

interface Wish {
  packId: string;
  /** The line at which the program is killed, and how much later. */
  killAt?: { line: string; afterMs: number };
  settings?: Record<string, string>;
}

/** Runs the program that loads a demonstration, as the start script does. */
export async function runLoad(appUrl: string, { packId, killAt, settings }: Wish): Promise<{ code: number | null; signal: string | null; said: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", "--conditions=react-server", path.join(ROOT, "prisma", "demo", "load.ts")], {
    cwd: ROOT,
    env: {
      ...process.env,
      DATABASE_URL: appUrl,
      UTBLICK_PACK: packId,
      UTBLICK_SECRET: "0f".repeat(32),
      UTBLICK_DEMO: "on",
      UTBLICK_EMBEDDED: "on",
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const listen = (text: string) => {
    said += text;
    if (killAt !== undefined && text.includes(killAt.line)) setTimeout(() => child.kill("SIGKILL"), killAt.afterMs);
  };
  child.stdout.setEncoding("utf8").on("data", listen);
  child.stderr.setEncoding("utf8").on("data", listen);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal, said }));
  });
}

// What differs between two loads of the same data: ids, instants, salted hashes and the chain made of them.
const VOLATILE = [
  "id", "seq", "at", "change_id", "created_at", "updated_at", "changed_at", "password_hash", "request_hash", "record_id", "root_id", "sys_period",
  "row_digest", "last_version_id", "versions_digest", "prev_hash", "hash", "bytes",
];
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** Hashes of data that holds ids. */
const SHA256 = /[0-9a-f]{64}/g;
const INSTANT = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d+\+00:00/g;

/** Everything in a database, table by table, with names in the place of ids. */
export async function pictureOf(client: pg.Client): Promise<Record<string, string[]>> {
  const names = await client.query<{ id: string; name: string }>(`
    SELECT body_id AS id, 'body ' || min(name) AS name FROM body_name GROUP BY body_id
    UNION ALL SELECT person_id, 'person ' || name FROM person_details
    UNION ALL SELECT id, 'project ' || title FROM project
    UNION ALL SELECT id, 'programme ' || code FROM programme`);
  const nameOf = new Map(names.rows.map((row) => [row.id, row.name]));
  const strip = (row: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(row)
        .filter(([column]) => !VOLATILE.includes(column))
        // A version holds the row that it is of; its own name stands in what it points to.
        .map(([column, value]) => [column, column === "row" && value !== null ? strip(value as Record<string, unknown>) : value]),
    );
  const picture: Record<string, string[]> = {};
  for (const table of await tablesOf(client)) {
    const { rows } = await client.query<{ row: Record<string, unknown> }>(`SELECT to_jsonb(t) AS row FROM ${client.escapeIdentifier(table)} t`);
    const keepsKey = table === "idempotency_key";
    picture[table] = rows
      .map(({ row }) => JSON.stringify(strip(row)).replace(INSTANT, "·").replace(SHA256, "·").replace(UUID, (id) => nameOf.get(id) ?? (keepsKey && id === row["key"] ? id : "·")))
      .sort();
  }
  return picture;
}

/** The tables of the program's own schema. */
export async function tablesOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> '_prisma_migrations' ORDER BY relname",
  );
  return rows.map((row) => row.name);
}
