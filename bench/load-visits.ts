import type pg from "pg";

/** As many visits lie in the coming twelve months, and so many of those are the presidia's matter; the rest lie in the twenty years before. */
const COMING = 400;
const PRESIDIA_MATTER = 60;
const YEARS = 20;
const BATCH = 5_000;

/** One visit to five projects; never fewer than show the same coming ones. */
export const countVisits = (projects: number): number => Math.max(1_000, Math.round(projects / 5));

/** Whole sets at a time, with the triggers that keep versions and the audit entry that each batch owes, like everybody's. Needs `draw` and `pick`. */
export async function loadVisits(owner: pg.Client, count: number, tell: (line: string) => void): Promise<void> {
  for (let first = 1; first <= count; first += BATCH) {
    const last = Math.min(first + BATCH - 1, count);
    await owner.query("BEGIN");
    await owner.query(MAKING, [first, last]);
    await owner.query("ANALYZE making_visit");
    await owner.query(STORE_VISITS);
    await owner.query(STORE_ASSIGNMENTS);
    await owner.query(STORE_QUESTIONS);
    await owner.query("INSERT INTO audit_entry (action, subject_kind, details) VALUES ('visits.imported', 'visit', jsonb_build_object('first', $1::int, 'last', $2::int))", [first, last]);
    await owner.query("COMMIT");
  }
  await owner.query("VACUUM ANALYZE visit, visit_assignment, visit_handover, record_version");
  tell(`${String(count)} visits.`);
}

const list = (words: readonly string[]) => `ARRAY[${words.map((word) => `'${word}'`).join(",")}]`;
const GUESTS = list(["Delegation", "Studiebesök", "Borgmästare", "Ambassadör", "Lärargrupp", "Ungdomsorkester", "Forskargrupp", "Vänortsgrupp", "Branschförening", "Landshövding"]);
const TOWNS = list(["Aarhus", "Kristiansand", "Emden", "Groningen", "Ålborg", "Bremen", "Gdynia", "Klaipeda", "Tartu", "Åbo", "Oslo", "Gent", "Rostock", "Szczecin", "Riga", "Vejle"]);
const PLACES = list(["Rådhuset", "Hamnen och reningsverket", "Gymnasieskolan", "Biblioteket", "Stadsteatern", "Energibolaget", "Museet vid torget", "Äldreboendet på kullen"]);
const HOSTS = list(["Internationella kansliet", "Förvaltningschefen", "Rektorn och två lärare", "Hamnkaptenen", "Museichefen"]);
const MATTERS = list(["stadsutveckling", "hamnmiljö", "vattenvård", "skolutbyte", "kulturarv", "besöksnäring", "äldreomsorg", "energi", "ungdomsdialog", "beredskap"]);

// The page's twelve months are whole ones, so that what lies within 330 days is always within them. The presidia's are incoming and answer both questions, so that every municipality's rules find the same ones.
const MAKING = `
  CREATE TEMP TABLE making_visit ON COMMIT DROP AS
  WITH units AS (SELECT array_agg(b.id ORDER BY b.created_at, b.id) AS ids FROM body b WHERE b.kind IN ('DEPARTMENT', 'COMPANY')),
  now AS (SELECT (now() AT TIME ZONE 'Europe/Stockholm')::date AS today),
  drawn AS (
    SELECT n, now.today, n > ${String(COMING)} AS is_past, n <= ${String(PRESIDIA_MATTER)} OR (n > ${String(COMING)} AND n % 6 = 0) AS is_presidias, pg_temp.draw(n, 201, 3) AS length,
      CASE WHEN n <= ${String(PRESIDIA_MATTER)} THEN now.today + 5 * (n - 1) + 3
           WHEN n <= ${String(COMING)} THEN now.today + 1 + pg_temp.draw(n, 202, 330)
           ELSE now.today - 4 - pg_temp.draw(n, 202, ${String(YEARS * 365)}) END AS starts_on
    FROM generate_series($1::int, $2::int) AS n, now)
  SELECT d.*, md5('visit ' || d.n)::uuid AS id, units.ids[1 + pg_temp.draw(d.n, 203, cardinality(units.ids))] AS unit_id,
    CASE WHEN d.is_presidias THEN 'INCOMING' ELSE pg_temp.pick(d.n, 204, ARRAY['INCOMING', 'OUTGOING', 'EVENT']) END AS direction,
    concat_ws(' ', pg_temp.pick(d.n, 205, ${GUESTS}), 'från', pg_temp.pick(d.n, 206, ${TOWNS}), 'om', pg_temp.pick(d.n, 207, ${MATTERS}), d.n) AS title,
    'Gästerna vill se hur vi arbetar med ' || pg_temp.pick(d.n, 207, ${MATTERS}) || ', berätta om sina egna erfarenheter och pröva om samarbetet kan bli ett gemensamt projekt.' AS purpose,
    pg_temp.pick(d.n, 206, ${TOWNS}) AS counterpart, pg_temp.pick(d.n, 208, ${PLACES}) AS places, pg_temp.pick(d.n, 209, ${HOSTS}) AS hosts, pg_temp.draw(d.n, 210, 4) = 0 AS youth
  FROM drawn d, units`;

const STORE_VISITS = `
  INSERT INTO visit (id, unit_id, direction, title, purpose, counterpart, places, hosts, starts_on, start_precision, ends_on, end_precision, participant_count, reaches_children_and_youth,
    children_and_youth_count, needs_representation, concerns_unit_directly, office_notified_on, search_text, created_by_id)
  SELECT m.id, m.unit_id, m.direction::"VisitDirection", m.title, m.purpose, m.counterpart, m.places, m.hosts, m.starts_on, 'DAY', m.starts_on + m.length, CASE WHEN m.length > 0 THEN 'DAY'::"DatePrecision" END,
    4 + m.n % 30, m.youth, CASE WHEN m.youth THEN 10 + m.n % 50 END, m.is_presidias, NOT m.is_presidias, CASE WHEN NOT m.is_presidias AND m.n % 10 <> 0 THEN least(m.starts_on - 10, m.today) END,
    concat_ws(' ', m.title, m.purpose, m.counterpart, m.places, m.hosts), '00000000-0000-0000-0000-000000000000'
  FROM making_visit m ORDER BY m.n`;

const MEMBERS = "members AS (SELECT array_agg(s.person_id ORDER BY a.subject) AS ids, array_agg(s.body_id ORDER BY a.subject) AS bodies FROM seat s JOIN account a ON a.person_id = s.person_id WHERE a.subject LIKE 'ledamot-%')";

/** Three in four of those to come are taken; whoever did not come in time is no matter any more. */
const STORE_ASSIGNMENTS = `
  WITH ${MEMBERS}
  INSERT INTO visit_assignment (visit_id, person_id, body_id, taken_at, assigned_by_id)
  SELECT m.id, members.ids[1 + m.n % cardinality(members.ids)], members.bodies[1 + m.n % cardinality(members.ids)], least(m.starts_on - 5, m.today)::timestamptz, members.ids[1 + m.n % cardinality(members.ids)]
  FROM making_visit m, members WHERE m.is_presidias AND (m.is_past OR m.n % 4 <> 0) ORDER BY m.n`;

/** Of those that nobody has taken, two wait for the first member's answer. */
const STORE_QUESTIONS = `
  WITH ${MEMBERS}
  INSERT INTO visit_handover (visit_id, to_person_id, to_body_id, asked_by_id, message, asked_at)
  SELECT m.id, members.ids[1], members.bodies[1], members.ids[2], 'Kan du ta det här? Jag är bortrest.', (m.today - 1)::timestamptz FROM making_visit m, members WHERE m.n IN (8, 40)`;
