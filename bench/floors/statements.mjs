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

/** One record. Parameter: its id. */
export const RECORD = `SELECT id, title, summary, status, role, programme_project_id, starts_on::text, ends_on::text, currency, external_funding_ore, own_funding_ore, unit_goal, benefit,
  reaches_children_and_youth, children_and_youth_count, case_number, is_confidential, version FROM project WHERE id = $1`;

/** All records, for a file. */
export const ALL = `SELECT ${COLUMNS} FROM project p ${JOINS} WHERE p.archived_at IS NULL ORDER BY p.ends_on DESC NULLS LAST, p.id`;

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

/** The columns of a page and a file, in their order. */
export const SHOWN = ["id", "title", "caseNumber", "status", "endsOn", "endPrecision", "externalOre", "ownOre", "youth", "isConfidential", "programme", "programmeEn", "unit"];
