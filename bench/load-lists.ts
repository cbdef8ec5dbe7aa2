import type pg from "pg";

const BATCH = 5_000;

/** As many as a municipality may come to have; the same beside however many projects. */
const COUNTS = { people: 2_000, opportunities: 10_000, items: 10_000 };

/**
 * The people, opportunities and items of the lists that grow. Whole sets at a time, with the triggers that keep versions and the audit entry that each batch owes, like everybody's. Needs `draw` and `pick`.
 * One opportunity in ten is open, and one item in ten is still followed; nobody is late with anything.
 */
export async function loadLists(owner: pg.Client, tell: (line: string) => void): Promise<void> {
  const stores = [
    { what: "people", count: COUNTS.people, statements: [STORE_PEOPLE, STORE_DETAILS, STORE_ROLES, STORE_APPOINTMENTS] },
    { what: "opportunities", count: COUNTS.opportunities, statements: [STORE_OPPORTUNITIES] },
    { what: "euMonitoring", count: COUNTS.items, statements: [STORE_ITEMS] },
  ];
  for (const { what, count, statements } of stores) {
    for (let first = 1; first <= count; first += BATCH) {
      await owner.query("BEGIN");
      for (const statement of statements) await owner.query(statement, [first, Math.min(first + BATCH - 1, count)]);
      await owner.query("INSERT INTO audit_entry (action, subject_kind, details) VALUES ($1, $2, '{}')", [`${what}.imported`, what]);
      await owner.query("COMMIT");
    }
  }
  await owner.query("VACUUM ANALYZE person, person_details, role_assignment, contact_person_appointment, opportunity, monitoring_item, record_version");
  tell(`${String(COUNTS.people)} people, ${String(COUNTS.opportunities)} opportunities and ${String(COUNTS.items)} items that are followed.`);
}

const SYSTEM = "'00000000-0000-0000-0000-000000000000'";
const UNITS = "units AS (SELECT array_agg(b.id ORDER BY b.created_at, b.id) AS ids FROM body b WHERE b.kind IN ('DEPARTMENT', 'COMPANY')), now AS (SELECT (now() AT TIME ZONE 'Europe/Stockholm')::date AS today)";
const list = (words: readonly string[]) => `ARRAY[${words.map((word) => `'${word}'`).join(",")}]`;
const FIRST_NAMES = list(["Alva", "Bo", "Cajsa", "Dag", "Elin", "Folke", "Greta", "Hugo", "Ida", "Jon", "Karin", "Love", "Moa", "Nils", "Olle", "Pia", "Rut", "Sten", "Tove", "Ulf", "Vera", "Ylva", "Åke", "Östen"]);
const LAST_NAMES = list(["Alm", "Berg", "Dahl", "Ek", "Fors", "Gran", "Hed", "Källa", "Lind", "Mård", "Näs", "Rot", "Sjö", "Tall", "Våg", "Åkers", "Älv", "Öman"]);
const TITLES = list(["Utvecklare", "Rektor", "Planerare", "Enhetschef", "Miljöingenjör", "Bibliotekarie", "Ekonom", "Strateg"]);
const MATTERS = list(["hamnmiljö", "skolutbyte", "vattenvård", "energi", "besöksnäring", "äldreomsorg", "kulturarv", "beredskap", "havsplanering", "kompetensförsörjning"]);
const WHO = list(["Europeiska kommissionen", "Nordiska rådet", "Regionen", "Universitets- och högskolerådet", "Svenska institutet"]);

const STORE_PEOPLE = "INSERT INTO person (id) SELECT md5('person ' || n)::uuid FROM generate_series($1::int, $2::int) AS n";
const STORE_DETAILS = `
  INSERT INTO person_details (person_id, name, title)
  SELECT md5('person ' || n)::uuid, concat_ws(' ', pg_temp.pick(n, 401, ${FIRST_NAMES}), pg_temp.pick(n, 402, ${LAST_NAMES}) || pg_temp.pick(n, 403, ARRAY['ström', 'gren', 'qvist', 'berg', 'lund']), n), pg_temp.pick(n, 404, ${TITLES}) FROM generate_series($1::int, $2::int) AS n`;
const STORE_ROLES = "INSERT INTO role_assignment (person_id, role, valid_from) SELECT md5('person ' || n)::uuid, 'READER', '2020-01-01' FROM generate_series($1::int, $2::int) AS n WHERE n % 2 = 0";
/** Those who were deputies once: whoever is one today is asked for something by every register. */
const STORE_APPOINTMENTS = `
  WITH ${UNITS} INSERT INTO contact_person_appointment (unit_id, person_id, kind, valid_from, valid_to)
  SELECT units.ids[1 + pg_temp.draw(n, 405, cardinality(units.ids))], md5('person ' || n)::uuid, 'DEPUTY', '2012-01-01', '2016-12-31' FROM generate_series($1::int, $2::int) AS n, units WHERE n % 5 = 0`;

const STORE_OPPORTUNITIES = `
  WITH ${UNITS}, drawn AS (
    SELECT n, n % 10 = 0 AS is_open, concat_ws(' ', pg_temp.pick(n, 411, ARRAY['Utlysning', 'Partner söks', 'Kurs', 'Seminarium']), 'om', pg_temp.pick(n, 412, ${MATTERS}), n) AS title,
      'Sök medel eller anmäl er tillsammans med andra som arbetar med ' || pg_temp.pick(n, 412, ${MATTERS}) || '.' AS text FROM generate_series($1::int, $2::int) AS n)
  INSERT INTO opportunity (id, unit_id, kind, title, text, source, entered_on, deadline, search_text, created_by_id)
  SELECT md5('opportunity ' || d.n)::uuid, units.ids[1 + pg_temp.draw(d.n, 413, cardinality(units.ids))], pg_temp.pick(d.n, 411, ARRAY['OPEN_CALL', 'PARTNER_REQUEST', 'COURSE', 'EVENT'])::"OpportunityKind", d.title, d.text, pg_temp.pick(d.n, 414, ${WHO}),
    CASE WHEN d.is_open THEN now.today - pg_temp.draw(d.n, 415, 60) ELSE now.today - 120 - pg_temp.draw(d.n, 415, 3000) END, CASE WHEN d.is_open THEN now.today + 40 + pg_temp.draw(d.n, 416, 300) ELSE now.today - 20 - pg_temp.draw(d.n, 416, 3000) END,
    concat_ws(E'\\n', d.title, d.text), ${SYSTEM}
  FROM drawn d, units, now ORDER BY d.n`;

const STORE_ITEMS = `
  WITH ${UNITS}, drawn AS (SELECT n, n % 10 = 0 AS is_followed, concat_ws(' ', pg_temp.pick(n, 421, ARRAY['Förordning', 'Direktiv', 'Meddelande', 'Strategi', 'Rådets slutsatser']), 'om', pg_temp.pick(n, 422, ${MATTERS}), n) AS title FROM generate_series($1::int, $2::int) AS n)
  INSERT INTO monitoring_item (id, unit_id, title, reference, stage, relevance, begun_on, ended_on, assessed_by, assessed_on, next_check_on, responsible, search_text, created_by_id)
  SELECT md5('item ' || d.n)::uuid, units.ids[1 + pg_temp.draw(d.n, 423, cardinality(units.ids))], d.title, 'COM(' || (2010 + d.n % 16) || ') ' || d.n, pg_temp.pick(d.n, 424, ARRAY['PROPOSED', 'ADOPTED'])::"DossierStage", 'LOW',
    now.today - 100 - pg_temp.draw(d.n, 425, 3000), CASE WHEN NOT d.is_followed THEN now.today - 10 - pg_temp.draw(d.n, 426, 80) END, 'Strategen', now.today - 100, CASE WHEN d.is_followed THEN now.today + 60 + pg_temp.draw(d.n, 427, 200) END, 'Strategen', d.title, ${SYSTEM}
  FROM drawn d, units, now ORDER BY d.n`;
