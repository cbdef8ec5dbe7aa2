/**
 * The plainest statements that fetch what the app's pages show: the same rows, columns, filters and order. Frozen: they change
 * only when what a page shows changes, and then with a line in the README.
 */

const UNIT = "coalesce(n.short_name, n.name)";
const COLUMNS = `p.id, p.title, p.case_number AS "caseNumber", p.status, p.ends_on::text AS "endsOn", p.end_precision AS "endPrecision",
  p.external_funding_ore AS "externalOre", p.own_funding_ore AS "ownOre", p.reaches_children_and_youth AS youth, p.is_confidential AS "isConfidential",
  g.name_sv AS programme, g.name_en AS "programmeEn", ${UNIT} AS unit`;
const JOINS = `LEFT JOIN body_name n ON n.body_id = p.unit_id AND n.valid_to IS NULL LEFT JOIN programme g ON g.id = p.programme_id`;
const LISTED = "p.archived_at IS NULL AND p.unit_id = $1 AND p.status = $2";
const FOUND = "p.archived_at IS NULL AND p.search_text ILIKE $1";

/** One page of a list with its total, in one statement. Parameters: unit, status. */
export const LIST = `SELECT ${COLUMNS}, (SELECT count(*) FROM project p WHERE ${LISTED}) AS total FROM project p ${JOINS} WHERE ${LISTED} ORDER BY p.ends_on DESC NULLS LAST, p.id LIMIT 50`;
/** The same as a program that pages asks for it: the rows, then how many there are. */
export const LIST_ROWS = `SELECT ${COLUMNS} FROM project p ${JOINS} WHERE ${LISTED} ORDER BY p.ends_on DESC NULLS LAST, p.id LIMIT 50`;
export const LIST_TOTAL = `SELECT count(*) AS total FROM project p WHERE ${LISTED}`;

/** What free text finds, with its total, in one statement. Parameter: the text between percent signs. */
export const SEARCH = `WITH p AS MATERIALIZED (SELECT * FROM project p WHERE ${FOUND})
  SELECT ${COLUMNS}, (SELECT count(*) FROM p) AS total FROM p ${JOINS} ORDER BY p.ends_on DESC NULLS LAST, p.id LIMIT 50`;
export const SEARCH_ROWS = `WITH p AS MATERIALIZED (SELECT * FROM project p WHERE ${FOUND}) SELECT ${COLUMNS} FROM p ${JOINS} ORDER BY p.ends_on DESC NULLS LAST, p.id LIMIT 50`;
export const SEARCH_TOTAL = `SELECT count(*) AS total FROM project p WHERE ${FOUND}`;

/** A page of 50 projects and one more, as other systems read them. Parameters: the id that the page before ended with, 51. */
export const API_LIST = `SELECT r.id::text AS "id",
  to_char((SELECT max(lower(v.sys_period)) FROM record_version v WHERE v.root_id = r.id) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "updatedAt",
  r.title AS "title",
  r.acronym AS "acronym",
  r.summary AS "summary",
  (SELECT jsonb_build_object('id', n.body_id, 'name', n.name) FROM body_name n WHERE n.body_id = r.unit_id ORDER BY daterange(n.valid_from, n.valid_to, '[]') @> (now() AT TIME ZONE 'Europe/Stockholm')::date DESC, n.valid_to DESC NULLS FIRST LIMIT 1) AS "unit",
  r.status::text AS "status",
  r.is_international AS "isInternational",
  r.is_externally_funded AS "isExternallyFunded",
  r.role::text AS "role",
  r.programme_id::text AS "programmeId",
  r.call_id::text AS "callId",
  CASE WHEN r.starts_on IS NOT NULL THEN jsonb_build_object('on', r.starts_on::text, 'precision', coalesce(r.start_precision, 'DAY')) END AS "startsOn",
  CASE WHEN r.ends_on IS NOT NULL THEN jsonb_build_object('on', r.ends_on::text, 'precision', coalesce(r.end_precision, 'DAY')) END AS "endsOn",
  CASE WHEN r.total_budget_minor IS NOT NULL THEN jsonb_build_object('amountMinor', r.total_budget_minor, 'currency', coalesce(r.currency, 'SEK')) END AS "totalBudget",
  CASE WHEN r.external_funding_ore IS NOT NULL THEN jsonb_build_object('amountMinor', r.external_funding_ore, 'currency', 'SEK') END AS "externalFunding",
  CASE WHEN r.own_funding_ore IS NOT NULL THEN jsonb_build_object('amountMinor', r.own_funding_ore, 'currency', 'SEK') END AS "ownFunding",
  r.area_code AS "area",
  r.priority_ids::text[] AS "priorityIds",
  r.municipal_goals::text[] AS "municipalGoals",
  r.purposes::text[] AS "purposes",
  r.beneficiaries::text[] AS "beneficiaries",
  r.benefit AS "benefit",
  r.reaches_children_and_youth AS "reachesChildrenAndYouth",
  r.children_and_youth_count::int AS "childrenAndYouthCount",
  r.case_number AS "caseNumber",
  coalesce((SELECT jsonb_agg(jsonb_build_object('name', q.name, 'town', q.town, 'country', q.country, 'isLead', q.is_lead, 'partnerId', q.partner_id::text) ORDER BY q.position, q.id) FROM project_partner q WHERE q.project_id = r.id AND q.removed_at IS NULL), '[]') AS "partners",
  r.is_demonstration AS "isDemonstration"
FROM project r WHERE r.archived_at IS NULL AND NOT r.is_confidential AND r.id > $1::uuid ORDER BY r.id LIMIT $2`;

/** One record. Parameter: its id. */
export const RECORD = `SELECT id, title, summary, status, role, programme_project_id, starts_on::text, ends_on::text, currency, external_funding_ore, own_funding_ore, unit_goal, benefit,
  reaches_children_and_youth, children_and_youth_count, case_number, is_confidential, version FROM project WHERE id = $1`;

/** All records, for a file. */
export const ALL = `SELECT ${COLUMNS} FROM project p ${JOINS} WHERE p.archived_at IS NULL ORDER BY p.ends_on DESC NULLS LAST, p.id`;

/** The visits to come that the presidia are to represent at, with who does. Parameter: today. */
export const COMING = `SELECT v.id, v.title, v.purpose, v.places, v.hosts, coalesce(n.short_name, n.name) AS unit, v.direction, v.starts_on::text AS "startsOn", v.start_precision AS "startPrecision",
  v.ends_on::text AS "endsOn", v.end_precision AS "endPrecision", d.name AS "personName", coalesce(m.short_name, m.name) AS "bodyName", k.name AS "askedName"
  FROM visit v LEFT JOIN body_name n ON n.body_id = v.unit_id AND n.valid_to IS NULL
  LEFT JOIN visit_assignment a ON a.visit_id = v.id AND a.ended_at IS NULL LEFT JOIN person_details d ON d.person_id = a.person_id LEFT JOIN body_name m ON m.body_id = a.body_id AND m.valid_to IS NULL
  LEFT JOIN visit_handover h ON h.visit_id = v.id AND h.answer IS NULL LEFT JOIN person_details k ON k.person_id = h.to_person_id
  WHERE v.archived_at IS NULL AND v.cancelled_on IS NULL AND v.ends_on >= $1 AND v.needs_representation ORDER BY v.starts_on, v.id`;

/**
 * Pages of 50 of the lists of people, opportunities and what units follow, each with its total, by the path of the app's own. Parameters: how many come before.
 * @type {Record<string, { rows: string, total: string, columns: readonly string[] }>}
 */
export const LISTS = {
  people: {
    rows: `SELECT p.id, d.name, d.title, (SELECT string_agg(r.role::text, ', ') FROM role_assignment r WHERE r.person_id = p.id AND daterange(r.valid_from, r.valid_to, '[]') @> current_date) AS roles,
      (SELECT string_agg(n.name, ', ') FROM contact_person_appointment c JOIN body_name n ON n.body_id = c.unit_id AND n.valid_to IS NULL WHERE c.person_id = p.id AND daterange(c.valid_from, c.valid_to, '[]') @> current_date) AS units,
      (SELECT string_agg(n.name, ', ') FROM seat s JOIN body_name n ON n.body_id = s.body_id AND n.valid_to IS NULL WHERE s.person_id = p.id AND daterange(s.valid_from, s.valid_to, '[]') @> current_date) AS seats
      FROM person p JOIN person_details d ON d.person_id = p.id WHERE p.archived_at IS NULL ORDER BY d.name, p.id LIMIT 50 OFFSET $1`,
    total: "SELECT count(*) AS total FROM person p JOIN person_details d ON d.person_id = p.id WHERE p.archived_at IS NULL",
    columns: ["id", "name", "title", "roles", "units", "seats"],
  },
  opportunities: {
    rows: `SELECT o.id, o.title, o.kind, g.name_sv AS programme, o.deadline::text AS deadline, o.entered_on::text AS "enteredOn", ${UNIT} AS unit
      FROM opportunity o LEFT JOIN body_name n ON n.body_id = o.unit_id AND n.valid_to IS NULL LEFT JOIN programme g ON g.id = o.programme_id WHERE o.archived_at IS NULL ORDER BY o.deadline NULLS LAST, o.id LIMIT 50 OFFSET $1`,
    total: "SELECT count(*) AS total FROM opportunity o WHERE o.archived_at IS NULL",
    columns: ["id", "title", "kind", "programme", "deadline", "enteredOn", "unit"],
  },
  "eu-monitoring": {
    rows: `SELECT m.id, m.title, m.reference, m.stage, m.relevance, ${UNIT} AS unit, m.next_check_on::text AS "nextCheckOn", m.responsible, m.ended_on::text AS "endedOn"
      FROM monitoring_item m LEFT JOIN body_name n ON n.body_id = m.unit_id AND n.valid_to IS NULL WHERE m.archived_at IS NULL ORDER BY m.begun_on DESC, m.id LIMIT 50 OFFSET $1`,
    total: "SELECT count(*) AS total FROM monitoring_item m WHERE m.archived_at IS NULL",
    columns: ["id", "title", "reference", "stage", "relevance", "unit", "nextCheckOn", "responsible", "endedOn"],
  },
};

const COUNTED_IN = "p.archived_at IS NULL AND NOT p.is_confidential";
const ORE = "round(f.amount_minor * coalesce(p.sek_per_unit, 1))";
const IS_EXTERNAL = "f.kind IN ('EU', 'OTHER_EXTERNAL')";

/** Projects under way and the money of their lines by unit and year, added up from the projects and the lines themselves. Parameters: first and last year. */
export const FIGURES = `WITH counted AS (
    SELECT y.year, p.unit_id, count(*)::int AS projects, count(*) FILTER (WHERE p.reaches_children_and_youth)::int AS youth
    FROM project p JOIN generate_series($1::int, $2::int) AS y(year) ON extract(year FROM p.starts_on) <= y.year AND extract(year FROM p.ends_on) >= y.year
    WHERE ${COUNTED_IN} AND p.starts_on < make_date($2::int + 1, 1, 1) AND p.ends_on >= make_date($1::int, 1, 1) GROUP BY y.year, p.unit_id),
  summed AS (
    SELECT f.year::int, p.unit_id, sum(${ORE}) FILTER (WHERE ${IS_EXTERNAL}) AS external, sum(${ORE}) FILTER (WHERE NOT ${IS_EXTERNAL}) AS own
    FROM project p JOIN funding_line f ON f.project_id = p.id WHERE ${COUNTED_IN} AND f.removed_at IS NULL AND f.year BETWEEN $1::int AND $2::int GROUP BY f.year, p.unit_id)
  SELECT year, unit_id AS "unitId", coalesce(projects, 0) AS projects, coalesce(youth, 0) AS "childrenAndYouth", coalesce(external, 0)::text AS "externalOre", coalesce(own, 0)::text AS "ownOre"
  FROM counted FULL JOIN summed USING (year, unit_id)`;

const INSERTED = ["unit_id", "title", "summary", "is_international", "is_externally_funded", "role", "programme_id", "status", "starts_on", "start_precision", "ends_on", "end_precision", "total_budget_minor", "external_funding_ore", "own_funding_ore", "municipal_goals", "unit_goal", "purposes", "beneficiaries", "benefit", "reaches_children_and_youth", "children_and_youth_count", "case_number", "search_text", "created_by_id"];

/** One new record, in a table with the columns, rows and indexes of the app's but none of its triggers. Parameters: `parametersOf`. */
export const INSERT = `INSERT INTO floor.project (${INSERTED.join(", ")}) VALUES (${INSERTED.map((_name, index) => `$${index + 1}`).join(", ")}) RETURNING id`;

/**
 * @param {Record<string, unknown>} record by column
 * @returns {unknown[]}
 */
export function parametersOf(record) {
  return INSERTED.map((name) => record[name] ?? null);
}

/** The columns of the coming visits, in their order. */
export const SHOWN_COMING = ["id", "title", "purpose", "places", "hosts", "unit", "direction", "startsOn", "startPrecision", "endsOn", "endPrecision", "personName", "bodyName", "askedName"];

/** The columns of a page and a file, in their order. */
export const SHOWN = ["id", "title", "caseNumber", "status", "endsOn", "endPrecision", "externalOre", "ownOre", "youth", "isConfidential", "programme", "programmeEn", "unit"];
