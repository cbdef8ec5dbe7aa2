import { programmeInput } from "../tests/factories/programmes.ts";
import pg from "pg";
import type { Actor } from "@/domain/actor";
import type { Result } from "@/domain/result";
import { addOidcIdentity } from "@/features/accounts/service";
import { addBody } from "@/features/bodies/service";
import type { BodyKind } from "@/features/bodies/schema";
import { appointContactPerson } from "@/features/contact-persons/service";
import { addPerson, giveRole, giveSeat } from "@/features/people/service";
import { addProgramme } from "@/features/programmes/service";
import { loadActor, systemActor } from "@/server/session";
import { loadLists } from "./load-lists";
import { loadPartners } from "./load-partners";
import { countVisits, loadVisits } from "./load-visits";

/** The list that is measured keeps this many projects, however many there are: those of one unit with one status. */
export const LISTED = 250;
export const LISTED_STATUS = "ONGOING";
/** What is searched for stands in one project of this many. */
export const FOUND_ONE_IN = 1_000;
export const SEARCHED = "ålgräsäng";
export const VISITORS = 8;

const ISSUER = "https://login.utblick.example";
const BATCH = 5_000;
const SINCE = "2006-01-01";

const COMMITTEES = ["Barn- och utbildningsnämnden", "Kultur- och fritidsnämnden", "Socialnämnden", "Tekniska nämnden", "Miljönämnden", "Byggnadsnämnden"];
const DEPARTMENTS = ["Barn- och utbildningsförvaltningen", "Kultur- och fritidsförvaltningen", "Socialförvaltningen", "Tekniska förvaltningen", "Miljöförvaltningen", "Stadsbyggnadskontoret", "Gymnasieförvaltningen", "Arbetsmarknadsförvaltningen", "Äldreförvaltningen", "Serviceförvaltningen", "Fastighetsförvaltningen", "Räddningstjänsten"];
const COMPANIES = ["Bostäder", "Energi", "Hamnen", "Vatten", "Avfall", "Fiber", "Fastigheter", "Näringsliv", "Turism", "Arena", "Teatern", "Flygplatsen", "Industrispår", "Parkering", "Science Park", "Kusten", "Renhållning", "Vind", "Fjärrvärme", "Marina", "Mässan", "Konserthuset", "Badhuset", "Sol", "Logistik", "Skog", "Camping", "Utveckling"].map((name) => `${name} i staden AB`);
const AREAS = ["Nordsjön", "Östersjöregionen", "Öresund och Kattegatt", "Europa", "Norra periferin", "Södra Östersjön", "Nordvästra Europa", "Alperna", "Donau", "Medelhavet", "Atlanten", "Mellaneuropa"];

/** Loads an empty database with an organisation, its people, so many projects and the visits, partners, relations, exchanges, people, opportunities and followed items that go with them; one that is loaded already is left as it is. */
export async function load(ownerUrl: string, rows: number, tell: (line: string) => void): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const { rows: marks } = await owner.query("SELECT to_regclass('floor.loaded') IS NOT NULL AS there");
    if (marks[0].there) return;
    await loadOrganisation();
    await owner.query(HELPERS);
    await loadProjects(owner, rows, tell);
    await loadVisits(owner, countVisits(rows), tell);
    await loadPartners(owner, rows, tell);
    await loadLists(owner, tell);
    await loadFloor(owner);
  } finally {
    await owner.end();
  }
}

/** The organisation enters through the services, like anybody's. */
async function loadOrganisation(): Promise<void> {
  const system = systemActor();
  const body = async (kind: BodyKind, name: string, parentId: string | null) =>
    must(await addBody(system, { kind, names: [{ name, shortName: null, from: null, to: null }], parentId, ownershipPercent: kind === "COMPANY" ? 100 : null, boundByOther: null, organisationNumber: null, validFrom: null, validTo: null, certainty: "HIGH", source: null, isDemonstration: true }, crypto.randomUUID())).id;
  const council = await body("COUNCIL", "Fullmäktige", null);
  await loadPresidia(system, body, council);
  const committees: string[] = [];
  for (const name of COMMITTEES) committees.push(await body("COMMITTEE", name, council));
  const units: string[] = [];
  for (const [index, name] of DEPARTMENTS.entries()) units.push(await body("DEPARTMENT", name, committees[index % committees.length]!));
  for (const name of COMPANIES) units.push(await body("COMPANY", name, council));

  for (let number = 1; number <= 37; number += 1) {
    const [area, period] = [AREAS[number % AREAS.length]!, ["2007–2013", "2014–2020", "2021–2027"][number % 3]!];
    must(await addProgramme(system, programmeInput({ nameSv: `Samarbetsprogrammet ${area} ${String(number)}`, nameEn: `Cooperation programme ${area} ${String(number)}`, fund: "ERUF", period, maxRatePercent: 60 }), crypto.randomUUID()));
  }
  const office = await addVisitor(system, "Svea Samordnare", "samordnare");
  must(await giveRole(system, { personId: office, role: "COORDINATOR", bodyId: null, from: SINCE, to: null }, crypto.randomUUID()));
  const coordinator = await loadActor(office);
  if (coordinator === null) throw new Error("the office's person is not there");
  for (let number = 1; number <= VISITORS; number += 1) {
    const personId = await addVisitor(system, `Kim Kontaktperson ${String(number)}`, `kontakt-${String(number)}`);
    must(await appointContactPerson(coordinator, { unitId: units[number - 1]!, personId, kind: "PRIMARY", from: SINCE, to: null, appointedOn: null, appointedBy: null, timePercent: 20 }, crypto.randomUUID()));
  }
}

/** Both presidia, the board's first: its members see the same visits under every municipality's rules. */
async function loadPresidia(system: Actor, body: (kind: BodyKind, name: string, parentId: string | null) => Promise<string>, council: string): Promise<void> {
  const board = await body("EXECUTIVE_BOARD", "Styrelsen", null);
  const presidia = [await body("EXECUTIVE_BOARD_PRESIDIUM", "Styrelsens presidium", board), await body("COUNCIL_PRESIDIUM", "Fullmäktiges presidium", council)];
  for (const [place, bodyId] of presidia.entries()) {
    for (const [index, position] of (["CHAIR", "FIRST_VICE_CHAIR", "SECOND_VICE_CHAIR"] as const).entries()) {
      const number = String(place * 3 + index + 1);
      const personId = await addVisitor(system, `Lo Ledamot ${number}`, `ledamot-${number}`);
      must(await giveSeat(system, { personId, bodyId, position, termId: null, from: SINCE, to: null }, crypto.randomUUID()));
    }
  }
}

async function addVisitor(system: Actor, name: string, subject: string): Promise<string> {
  const { id } = await addPerson(system, { name, title: null, email: `${subject}@utblick.example`, phone: null, isDemonstration: true }, crypto.randomUUID());
  must(await addOidcIdentity(system, { personId: id, issuer: ISSUER, subject }, crypto.randomUUID()));
  return id;
}

function must<Value>(result: Result<Value, string>): Value {
  if (!result.ok) throw new Error(`the organisation could not be loaded: ${result.reason}`);
  return result.value;
}

/** Whole sets at a time, with the triggers that keep versions and the audit entry that each batch owes, like everybody's. */
async function loadProjects(owner: pg.Client, rows: number, tell: (line: string) => void): Promise<void> {
  const { rows: indexes } = await owner.query<{ indexdef: string }>("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexname = 'project_search_text'");
  // A trigram index makes ten times as much of an insert: it is built when all stand there.
  await owner.query("DROP INDEX IF EXISTS project_search_text");
  for (let first = 1; first <= rows; first += BATCH) {
    const last = Math.min(first + BATCH - 1, rows);
    await owner.query("BEGIN");
    await owner.query(MAKING, [first, last]);
    await owner.query(LINES);
    await owner.query(PARTNERS);
    // Without numbers the planner believes that tables just made are small, and joins them row by row.
    await owner.query("ANALYZE making, making_line, making_partner");
    await owner.query(STORE_PROJECTS);
    await owner.query(STORE_LINES);
    await owner.query(STORE_PARTNERS);
    await owner.query(STORE_STEPS);
    await owner.query("INSERT INTO audit_entry (action, subject_kind, details) VALUES ('projects.imported', 'project', jsonb_build_object('first', $1::int, 'last', $2::int))", [first, last]);
    await owner.query("COMMIT");
    tell(`${String(last)} of ${String(rows)} projects.`);
  }
  for (const { indexdef } of indexes) await owner.query(indexdef);
  await owner.query("VACUUM ANALYZE");
}

/** The floors' own table: the app's columns, rows and indexes, none of its triggers. */
async function loadFloor(owner: pg.Client): Promise<void> {
  await owner.query("DROP SCHEMA IF EXISTS floor CASCADE; CREATE SCHEMA floor; CREATE TABLE floor.project (LIKE public.project INCLUDING DEFAULTS); INSERT INTO floor.project SELECT * FROM public.project");
  const { rows } = await owner.query<{ indexdef: string }>("SELECT replace(indexdef, ' ON public.', ' ON floor.') AS indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = 'project'");
  for (const { indexdef } of rows) await owner.query(indexdef);
  await owner.query("VACUUM ANALYZE floor.project");
  await owner.query("CREATE TABLE floor.loaded AS SELECT now() AS at");
}

// The same number always draws the same, so that every run and every size has the same first projects.
const HELPERS = `
  CREATE FUNCTION pg_temp.draw(n int, salt int, below int) RETURNS int LANGUAGE sql IMMUTABLE AS
    $$ SELECT ((hashint4extended(n, salt) & 2147483647) % below)::int $$;
  CREATE FUNCTION pg_temp.pick(n int, salt int, list text[]) RETURNS text LANGUAGE sql IMMUTABLE AS
    $$ SELECT list[1 + ((hashint4extended(n, salt) & 2147483647) % cardinality(list))::int] $$`;

const list = (words: readonly string[]) => `ARRAY[${words.map((word) => `'${word}'`).join(",")}]`;
const THEMES = list(["Cirkulär", "Hållbar", "Grön", "Digital", "Inkluderande", "Kustnära", "Klimatsmart", "Gränslös", "Trygg", "Nordisk", "Fossilfri", "Levande", "Gemensam", "Öppen", "Innovativ", "Lokal"]);
const MATTERS = list(["skola", "sjöfart", "turism", "energi", "kulturarv", "stadsutveckling", "vattenvård", "äldreomsorg", "livsmedelskedja", "mobilitet", "språkutbildning", "ungdomsdialog", "besöksnäring", "havsplanering", "kompetensförsörjning", "avfallshantering", "hamnmiljö", "folkhälsa", "integration", "beredskap"]);
const AIMS = list(["för unga", "vid kusten", "i samverkan", "över gränserna", "i vardagen", "för framtiden", "med näringslivet", "i små orter", "på landsbygden", "i arbetslivet", "genom lärande", "med civilsamhället"]);
const WORDS = list("projektet syftar till att stärka samarbetet mellan kommuner i flera länder genom utbyte av erfarenheter metoder och verktyg deltagarna träffas vid fem tillfällen under perioden och prövar arbetssätten i sin egen verksamhet resultaten sprids till skolor förskolor bibliotek och företag ungdomar äldre föräldrar lärare rektorer planerare tekniker ingenjörer forskare och förtroendevalda tar del i arbetet som följs upp varje halvår särskild vikt läggs vid jämställdhet tillgänglighet klimat natur kulturmiljö språk demokrati delaktighet hälsa trygghet sysselsättning och hållbar tillväxt en gemensam handlingsplan tas fram med mål åtgärder ansvar och tidplan samt budget för genomförande".split(" "));
const PARTNER_NAMES = list(["Universitetet", "Kommunen", "Regionen", "Högskolan", "Hamnbolaget", "Energibolaget", "Museet", "Gymnasieskolan", "Forskningsinstitutet", "Handelskammaren"]);
const TOWNS = list(["Aarhus", "Kristiansand", "Emden", "Groningen", "Ålborg", "Bremen", "Gdynia", "Klaipeda", "Tartu", "Åbo", "Oslo", "Gent", "Rostock", "Szczecin", "Riga", "Vejle"]);
const COUNTRIES = list(["DK", "NO", "DE", "NL", "DK", "DE", "PL", "LT", "EE", "FI", "NO", "BE", "DE", "PL", "LV", "DK"]);
const STATUSES = list(["IDEA", "EXAMINED", "APPLICATION_IN_PROGRESS", "SUBMITTED", "REJECTED", "REJECTED", "GRANTED", "ONGOING", "ONGOING", "IN_MODIFICATION", "FINAL_REPORT_SUBMITTED", "CLOSED", "CLOSED", "CLOSED", "CLOSED", "CANCELLED"]);

const MAKING = `
  CREATE TEMP TABLE making ON COMMIT DROP AS
  WITH units AS (SELECT array_agg(b.id ORDER BY b.created_at, b.id) AS ids FROM body b WHERE b.kind IN ('DEPARTMENT', 'COMPANY')),
  programmes AS (SELECT array_agg(g.id ORDER BY g.code) AS ids FROM programme g),
  drawn AS (
    SELECT n, n <= ${String(LISTED)} AS listed, pg_temp.draw(n, 1, 10000) / 10000.0 AS share, pg_temp.draw(n, 2, 24) AS years,
      pg_temp.pick(n, 3, ${STATUSES}) AS drawn_status, pg_temp.draw(n, 4, 100) AS kind
    FROM generate_series($1::int, $2::int) AS n)
  SELECT d.n, md5('project ' || d.n)::uuid AS id,
    CASE WHEN d.listed THEN units.ids[1] ELSE units.ids[1 + floor(cardinality(units.ids) * power(d.share, 1.6))::int] END AS unit_id,
    CASE WHEN d.listed THEN '${LISTED_STATUS}'
         WHEN floor(cardinality(units.ids) * power(d.share, 1.6))::int = 0 AND d.drawn_status = '${LISTED_STATUS}' THEN 'CLOSED'
         ELSE d.drawn_status END AS status,
    concat_ws(' ', pg_temp.pick(d.n, 5, ${THEMES}), pg_temp.pick(d.n, 6, ${MATTERS}), pg_temp.pick(d.n, 7, ${AIMS}), d.n) AS title,
    (SELECT string_agg(pg_temp.pick(d.n, 100 + w, ${WORDS}), ' ' ORDER BY w) FROM generate_series(1, 24 + d.kind / 4) AS w)
      || CASE WHEN pg_temp.draw(d.n, 8, ${String(FOUND_ONE_IN)}) = 0 THEN ' ${SEARCHED}ar' ELSE '' END AS summary,
    programmes.ids[1 + pg_temp.draw(d.n, 9, cardinality(programmes.ids))] AS programme_id,
    make_date(2006 + d.years, 1 + pg_temp.draw(d.n, 10, 12), 1) AS starts_on,
    (make_date(2006 + d.years, 1 + pg_temp.draw(d.n, 10, 12), 1) + make_interval(months => 6 + pg_temp.draw(d.n, 11, 30)))::date - 1 AS ends_on,
    CASE WHEN d.kind < 10 THEN 'EUR' ELSE 'SEK' END AS currency, d.kind,
    pg_temp.draw(d.n, 12, 100) < 38 AS youth,
    'KS ' || (2006 + d.years) || '/' || lpad((d.n % 9999)::text, 4, '0') AS case_number,
    CASE WHEN d.kind % 3 = 0 THEN '7F' || d.n ELSE NULL END AS programme_project_id
  FROM drawn d, units, programmes`;

const LINES = `
  CREATE TEMP TABLE making_line ON COMMIT DROP AS
  SELECT m.n, m.id AS project_id, m.unit_id, m.currency, k.kind::"FundingKind" AS kind,
    CASE k.kind WHEN 'EU' THEN 'Europeiska unionen' WHEN 'OTHER_EXTERNAL' THEN 'Regionen' END AS funder,
    y.year::smallint AS year, (500000 + 1000 * pg_temp.draw(m.n, 20 + k.place * 5 + y.place, 40000))::bigint AS amount_minor
  FROM making m
  JOIN (VALUES (1, 'EU', 85), (2, 'OWN_CASH', 75), (3, 'OWN_IN_KIND', 35), (4, 'OTHER_EXTERNAL', 20)) AS k(place, kind, often) ON pg_temp.draw(m.n, 30 + k.place, 100) < k.often
  CROSS JOIN LATERAL (SELECT p AS place, CASE WHEN m.kind % 5 = 0 THEN extract(year FROM m.starts_on)::int + p END AS year FROM generate_series(0, CASE WHEN m.kind % 5 = 0 THEN 1 ELSE 0 END) AS p) AS y`;

const PARTNERS = `
  CREATE TEMP TABLE making_partner ON COMMIT DROP AS
  SELECT m.id AS project_id, m.n, p::smallint AS position, pg_temp.pick(m.n, 60 + p, ${PARTNER_NAMES}) || ' i ' || pg_temp.pick(m.n, 70 + p, ${TOWNS}) AS name,
    pg_temp.pick(m.n, 70 + p, ${TOWNS}) AS town, pg_temp.pick(m.n, 70 + p, ${COUNTRIES}) AS country
  FROM making m CROSS JOIN LATERAL generate_series(0, pg_temp.draw(m.n, 80, 4) - 1) AS p`;

const STORE_PROJECTS = `
  INSERT INTO project (id, unit_id, title, summary, is_international, is_externally_funded, role, programme_id, programme_project_id, status, starts_on, start_precision, ends_on, end_precision,
    currency, sek_per_unit, rate_on, rate_source, external_funding_ore, own_funding_ore, municipal_goals, unit_goal, purposes, beneficiaries, benefit,
    reaches_children_and_youth, children_and_youth_count, case_number, is_confidential, confidentiality_provision, search_text, created_by_id)
  SELECT m.id, m.unit_id, m.title, m.summary, true, m.kind < 90, (CASE WHEN m.kind % 4 = 0 THEN 'LEAD_PARTNER' ELSE 'PARTNER' END)::"ProjectRole", m.programme_id, m.programme_project_id,
    m.status::"ProjectStatus", m.starts_on, (CASE WHEN m.kind % 7 = 0 THEN 'MONTH' ELSE 'DAY' END)::"DatePrecision", m.ends_on, (CASE WHEN m.kind % 7 = 0 THEN 'MONTH' ELSE 'DAY' END)::"DatePrecision",
    m.currency, CASE WHEN m.currency = 'EUR' THEN 11.25 END, CASE WHEN m.currency = 'EUR' THEN m.starts_on END, CASE WHEN m.currency = 'EUR' THEN 'Riksbanken' END,
    coalesce(l.external_ore, 0), coalesce(l.own_ore, 0),
    ARRAY['BENCH'], 'Fler ska delta', ARRAY['BENCH'], ARRAY['BENCH'], 'Verksamheten lär sig av andra och prövar nya arbetssätt.',
    m.youth, CASE WHEN m.youth THEN 10 + m.kind END, m.case_number, m.kind = 50 AND NOT m.n <= ${String(LISTED)}, CASE WHEN m.kind = 50 AND NOT m.n <= ${String(LISTED)} THEN '18 kap. 8 § OSL' END,
    concat_ws(E'\\n', m.title, m.case_number, m.programme_project_id, m.summary, t.partners),
    '00000000-0000-0000-0000-000000000000'
  FROM making m
  LEFT JOIN (
    SELECT project_id, sum(round(amount_minor * rate)) FILTER (WHERE kind IN ('EU', 'OTHER_EXTERNAL')) AS external_ore, sum(round(amount_minor * rate)) FILTER (WHERE kind IN ('OWN_CASH', 'OWN_IN_KIND')) AS own_ore
    FROM (SELECT *, CASE WHEN currency = 'EUR' THEN 11.25 ELSE 1 END AS rate FROM making_line) AS rated GROUP BY project_id) AS l ON l.project_id = m.id
  LEFT JOIN (SELECT project_id, string_agg(name || E'\\n' || town, E'\\n' ORDER BY position) AS partners FROM making_partner GROUP BY project_id) AS t ON t.project_id = m.id
  ORDER BY m.n`;

const STORE_LINES = `
  INSERT INTO funding_line (project_id, kind, funder, year, amount_minor, payer_unit_id)
  SELECT project_id, kind, funder, year, amount_minor, CASE WHEN kind IN ('OWN_CASH', 'OWN_IN_KIND') THEN unit_id END FROM making_line ORDER BY n`;
const STORE_PARTNERS = "INSERT INTO project_partner (project_id, position, name, town, country, is_lead) SELECT project_id, position, name, town, country, false FROM making_partner ORDER BY n, position";
const STORE_STEPS = `INSERT INTO status_change (project_id, from_status, to_status, changed_on) SELECT id, NULL, status::"ProjectStatus", starts_on FROM making ORDER BY n`;
