import pg from "pg";

const BATCH = 5_000;
/** One project to ten has been paid in the year. */
const PAID_ONE_IN = 10;

/** The year that every project has its money in: the hardest that a year can be. */
export const MONEY_YEAR = 2031;

/** Gives each project five funding lines of one year, of all kinds, an own part paid by another unit in one of ten, and payments; 5,000 projects at a time, through the triggers that keep the year's figures. */
export async function loadMoney(ownerUrl: string, tell: (line: string) => void): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const { rows: projects } = await owner.query<{ id: string }>(
      "SELECT p.id FROM project p WHERE NOT EXISTS (SELECT 1 FROM funding_line f WHERE f.project_id = p.id AND f.year = $1) ORDER BY p.id",
      [MONEY_YEAR],
    );
    for (let first = 0; first < projects.length; first += BATCH) {
      const ids = projects.slice(first, first + BATCH).map(({ id }) => id);
      await owner.query("BEGIN");
      await owner.query(LINES, [ids, MONEY_YEAR]);
      await owner.query(PAYMENTS, [ids, MONEY_YEAR, PAID_ONE_IN]);
      await owner.query("INSERT INTO audit_entry (action, subject_kind, details) VALUES ('projects.imported', 'project', jsonb_build_object('money', $1::int))", [ids.length]);
      await owner.query("COMMIT");
      tell(`Money of ${String(first + ids.length)} projects.`);
    }
    await owner.query("VACUUM ANALYZE");
  } finally {
    await owner.end();
  }
}

const LINES = `
  WITH units AS (SELECT array_agg(b.id ORDER BY b.id) AS ids FROM body b WHERE b.kind IN ('DEPARTMENT', 'COMPANY')),
  about AS (SELECT p.id, p.unit_id, (hashtextextended(p.id::text, 3) & 2147483647)::int AS drawn FROM project p WHERE p.id = ANY ($1::uuid[]))
  INSERT INTO funding_line (project_id, kind, funder, year, amount_minor, payer_unit_id)
  SELECT a.id, k.kind::"FundingKind", k.funder, $2::int, 10000 + (a.drawn / k.place) % 50000000,
    CASE WHEN k.kind LIKE 'OWN%' THEN CASE WHEN a.drawn % 10 = 0 AND k.place = 3 THEN u.ids[1 + a.drawn % cardinality(u.ids)] ELSE a.unit_id END END
  FROM about a, units u, (VALUES (1, 'EU', 'Europeiska unionen'), (2, 'OTHER_EXTERNAL', 'Regionen'), (3, 'OWN_CASH', NULL), (4, 'OWN_CASH', 'Andra halvåret'), (5, 'OWN_IN_KIND', NULL)) AS k(place, kind, funder)`;

const PAYMENTS = `
  INSERT INTO payment (project_id, kind, received_on, received_minor, currency)
  SELECT p.id, 'INTERIM', make_date($2::int - n, 6, 1), 1000000 + n, p.currency FROM project p, generate_series(0, 2) AS n
  WHERE p.id = ANY ($1::uuid[]) AND (hashtextextended(p.id::text, 3) & 2147483647) % $3::int = 0`;
