import { createHash } from "node:crypto";
import pg from "pg";

/** @param {string | Uint8Array} content */
const sha256Of = (content) => createHash("sha256").update(content).digest("hex");

/** Data in its one written form, names in order: the same text that the app hashed when it froze. @param {unknown} value @returns {string} */
export function writeCanonical(value) {
  if (Array.isArray(value)) return `[${value.map(writeCanonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return `{${entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([name, inner]) => `${JSON.stringify(name)}:${writeCanonical(inner)}`).join(",")}}`;
}

const ADDENDA = `SELECT number::int, kind::text, text, decided_by AS "decidedBy", decided_on::text AS "decidedOn", paragraph, case_number AS "caseNumber", sha256 FROM edition_addendum WHERE edition_id = $1 ORDER BY number`;

/**
 * Recomputes the hashes of every frozen edition, its files and what has been added to it, in one snapshot and one edition at a time.
 * @param {string} url a role that may read them
 * @param {(line: string) => void} log
 * @returns {Promise<number>} exit code: 0 when all agrees
 */
export async function verifyEditions(url, log) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    const { rows: editions } = await client.query("SELECT id, year::int, number::int, data_sha256 FROM edition ORDER BY year, number");
    let problems = 0;
    for (const { id, year, number, data_sha256: sealed } of editions) {
      const name = `${year}:${number}`;
      const check = (/** @type {string} */ what, /** @type {boolean} */ agrees) => {
        if (agrees) return;
        problems += 1;
        log(`${name}: ${what} is not what was frozen`);
      };
      const { rows: [stored] } = await client.query("SELECT data::text AS data FROM edition WHERE id = $1", [id]);
      check("the data", sha256Of(writeCanonical(JSON.parse(stored.data))) === sealed);
      const { rows: files } = await client.query("SELECT kind::text, sha256, bytes FROM edition_file WHERE edition_id = $1 ORDER BY kind", [id]);
      check("the number of files", files.length === 2);
      for (const { kind, sha256, bytes } of files) check(`the file ${kind}`, sha256Of(bytes) === sha256);
      const { rows: addenda } = await client.query(ADDENDA, [id]);
      for (const { sha256, ...addendum } of addenda) check(`addendum ${addendum.number}`, sha256Of(writeCanonical({ dataSha256: sealed, ...addendum })) === sha256);
    }
    await client.query("commit");
    log(problems === 0 ? `OK ${editions.length} editions` : `${problems} problems in ${editions.length} editions`);
    return problems === 0 ? 0 : 1;
  } finally {
    await client.end();
  }
}
