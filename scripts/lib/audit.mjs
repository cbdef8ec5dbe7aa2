import pg from "pg";

/**
 * Recounts the chain of audit entries and the versions they cover, in one snapshot.
 * @param {string} url a role that may read both
 * @param {(line: string) => void} log
 * @returns {Promise<number>} exit code: 0 when all agrees
 */
export async function verifyAudit(url, log) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    const { rows: problems } = await client.query("select problem, audit_seq, detail from audit_verify()");
    const { rows: counted } = await client.query("select count(*) as entries from audit_entry");
    await client.query("commit");
    if (problems.length === 0) {
      log(`OK ${counted[0].entries} entries`);
      return 0;
    }
    for (const { problem, audit_seq: entry, detail } of problems) log(`${problem}: entry ${entry ?? "none"}, ${detail}`);
    log(`${problems.length} problems in ${counted[0].entries} entries`);
    return 1;
  } finally {
    await client.end();
  }
}
