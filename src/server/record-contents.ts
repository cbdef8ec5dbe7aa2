import "server-only";
import { createHash } from "node:crypto";
import { Prisma } from "@db/client";
import { classification } from "../../prisma/classification";
import { DATE_PRECISIONS } from "@/domain/plain-date";
import type { Places, Registers, Subject } from "@/domain/registers";
import { BOOKKEEPING, type ConfidentialityMarking, type Openness, type RecordField, type RecordPart } from "@/lib/record-contents";
import { queryRows, type Read } from "./db";
import { getPack } from "./pack";

/** All registers and places, whose records others may point to. */
export interface Surroundings {
  registers: Registers;
  places: Places;
}

/** A record as its register tells of it. */
export interface ToldRecord {
  title: string;
  unitId: string | null;
  unit: string | null;
  /** That it is not everyone's to see. */
  isConfidential: boolean;
  marking: ConfidentialityMarking | null;
  caseNumber: string | null;
  otherCaseNumber: string | null;
  from: string | null;
  to: string | null;
  counterpart: string | null;
  responsible: string | null;
  /** The unit's contact person today. */
  contact: string | null;
  /** As a message's key. */
  state: string | null;
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter, place: number) => (place === 0 ? "" : "_") + letter.toLowerCase());

/** Columns that are called something else than their field. */
const RENAMED: Readonly<Record<string, string>> = { "attached_document.kind": "document_kind" };
const classOf: ReadonlyMap<string, string> = new Map(
  Object.entries(classification).flatMap(([model, columns]) => Object.entries(columns).map(([field, class_]): [string, string] => [`${snake(model)}.${RENAMED[`${snake(model)}.${snake(field)}`] ?? snake(field)}`, class_])),
);
const TABLES = Object.keys(classification).map(snake);
/** The place of each column, as the schema has them. */
const placeOf: ReadonlyMap<string, number> = new Map([...classOf.keys()].map((column, place) => [column, place]));

/** What a column may be to whoever asks: one that nobody has classified may be covered by confidentiality, and one that opens a door is never told of. */
function opennessOf(table: string, column: string): Openness | "secret" {
  const class_ = classOf.get(`${table}.${column}`) ?? "confidential";
  if (class_ === "personal" || class_ === "confidential" || class_ === "secret") return class_;
  return "open";
}

/** Reads what a register tells of one of its records; null where there is none, or no such register. */
export async function readRecord(read: Read, { kind, id }: Subject, { registers }: Pick<Surroundings, "registers">, day: string): Promise<ToldRecord | null> {
  const stored = registers.find((register) => register.kind === kind)?.holding?.stored;
  if (stored === undefined) return null;
  const facts = stored.registration ?? {};
  const sql = (expression: string | null | undefined) => Prisma.raw(expression == null ? "NULL" : `(${expression})`);
  const [row] = await queryRows<Omit<ToldRecord, "marking"> & { provision: string | null; on: string | null; by: string | null }>(read, Prisma.sql`
    WITH r AS (
      SELECT ${sql(stored.title)} AS title, ${sql(stored.unitId)}::uuid AS unit_id, ${sql(stored.isConfidential ?? "false")} AS is_confidential, ${sql(facts.caseNumber)}::text AS case_number, ${sql(facts.otherCaseNumber)}::text AS other_case_number,
        ${sql(facts.from)}::date AS from_on, ${sql(facts.to)}::date AS to_on, ${sql(facts.counterpart)}::text AS counterpart, ${sql(facts.responsible)}::text AS responsible, ${sql(facts.state?.sql)}::text AS state,
        ${sql(facts.marking?.provision)}::text AS provision, ${sql(facts.marking?.on)}::date AS marked_on, ${sql(facts.marking?.by)}::text AS marked_by
      FROM ${Prisma.raw(stored.table)} r WHERE r.id = ${id}::uuid)
    SELECT r.title, r.unit_id AS "unitId", r.is_confidential AS "isConfidential", r.case_number AS "caseNumber", r.other_case_number AS "otherCaseNumber", r.from_on::text AS "from", r.to_on::text AS "to", r.counterpart, r.responsible, r.state,
      r.provision, r.marked_on::text AS "on", r.marked_by AS "by",
      (SELECT n.name FROM body_name n WHERE n.body_id = r.unit_id ORDER BY daterange(n.valid_from, n.valid_to, '[]') @> ${day}::date DESC, n.valid_to DESC NULLS FIRST LIMIT 1) AS unit,
      (SELECT d.name FROM contact_person_appointment c JOIN person_details d ON d.person_id = c.person_id
        WHERE c.unit_id = r.unit_id AND c.kind = 'PRIMARY' AND c.valid_from <= ${day}::date AND (c.valid_to IS NULL OR c.valid_to >= ${day}::date) ORDER BY c.valid_from DESC LIMIT 1) AS contact
    FROM r`);
  if (row === undefined) return null;
  const { state, provision, on, by, ...told } = row;
  return {
    ...told,
    state: state === null || facts.state === undefined ? null : `${facts.state.words}.${state}`,
    marking: told.isConfidential ? { provision, on, by } : null,
  };
}

interface StoredRow {
  table: string;
  id: string;
  row: Record<string, unknown>;
}

/**
 * Reads all that is stored of a record today: its own row, those that belong to it, and what lies with it (documents, comments, a partner's contacts, remarks on a statement). Rows that
 * have been taken back are left out, as are columns that are the program's own bookkeeping, and documents other than those whose ids are given.
 */
export async function readContents(read: Read, subject: Subject, around: Surroundings, documentIds: readonly string[]): Promise<RecordPart[]> {
  const stored = around.registers.find(({ kind }) => kind === subject.kind)?.holding?.stored;
  if (stored === undefined) return [];
  const rows = await queryRows<StoredRow>(read, Prisma.sql`
    WITH own AS (
      SELECT v.id AS place, v.table_name, v.record_id, v.row FROM record_version v WHERE upper_inf(v.sys_period) AND v.root_id = ${subject.id}::uuid
      UNION SELECT v.id, v.table_name, v.record_id, v.row FROM record_version v WHERE upper_inf(v.sys_period) AND v.table_name = ANY (${TABLES}) AND v.record_id = ${subject.id}::uuid),
    roots AS (
      SELECT record_id AS id FROM own
      UNION SELECT d.id FROM attached_document d WHERE d.subject_kind = ${subject.kind} AND d.subject_id = ${subject.id}::uuid AND d.id = ANY (${[...documentIds]}::uuid[]) AND d.archived_at IS NULL
      UNION SELECT c.id FROM comment c WHERE c.subject_kind = ${subject.kind} AND c.subject_id = ${subject.id}::uuid AND c.archived_at IS NULL
      UNION SELECT p.id FROM partner_contact p WHERE p.partner_id = ${subject.id}::uuid
      UNION SELECT m.id FROM figure_remark m WHERE m.statement_id = ${subject.id}::uuid)
    SELECT o.table_name AS table, o.record_id AS id, o.row FROM (
      SELECT * FROM own
      UNION SELECT v.id, v.table_name, v.record_id, v.row FROM record_version v JOIN roots ON v.root_id = roots.id WHERE upper_inf(v.sys_period)) o
    WHERE o.row IS NOT NULL ORDER BY o.record_id <> ${subject.id}::uuid, array_position(${TABLES}::text[], o.table_name), o.place`);
  const there = rows.filter(({ row }) => !["removed_at", "taken_back_at", "replaced_at"].some((column) => row[column] != null));
  const names = await readNames(read, there, around);
  const codes = wordsOfCodes();
  const isOwn = new Set([subject.id, ...there.map(({ id }) => id)]);
  const [told] = await queryRows<{ isConfidential: boolean }>(read, Prisma.sql`SELECT ${Prisma.raw(stored.isConfidential ?? "false")} AS "isConfidential" FROM ${Prisma.raw(stored.table)} r WHERE r.id = ${subject.id}::uuid`);
  return there
    .map(({ table, id, row }): RecordPart => ({ table, id, fields: fieldsOf({ table, id, row }, { names, codes, isOwn, isConfidential: told?.isConfidential === true || row["is_confidential"] === true }) }))
    .filter(({ fields }) => fields.length > 0);
}

const PRECISION: Readonly<Record<string, string>> = { starts_on: "start_precision", ends_on: "end_precision", occurred_on: "precision" };
const precisionColumn = (column: string) => PRECISION[column] ?? column.replace(/_on$/, "_precision");
const isPrecision = (column: string) => column === "precision" || column.endsWith("_precision");
const isId = (value: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);

function textsOf(value: unknown): string[] {
  if (value === null || value === undefined || value === "") return [];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value === "string") return [value];
  return typeof value === "number" || typeof value === "boolean" || typeof value === "bigint" ? [String(value)] : [JSON.stringify(value)];
}

/** Columns that hold the codes of a taxonomy. */
const CODED: Readonly<Record<string, "projectTypes" | "municipalGoals" | "purposes" | "beneficiaryGroups" | "areas">> = { type_code: "projectTypes", municipal_goals: "municipalGoals", purposes: "purposes", beneficiaries: "beneficiaryGroups", area_code: "areas" };

/** The municipality's own words for the codes of its taxonomies, by column and code. */
function wordsOfCodes(): ReadonlyMap<string, string> {
  const { taxonomies } = getPack();
  return new Map(Object.entries(CODED).flatMap(([column, taxonomy]) => taxonomies[taxonomy].map(({ code, sv }): [string, string] => [`${column} ${code}`, sv])));
}

interface Named {
  title: string;
  kind: string;
  isConfidential: boolean;
}

const RANK: Readonly<Record<Openness, number>> = { open: 0, personal: 1, confidential: 2 };
const stricter = (...found: readonly Openness[]): Openness => found.reduce((most, each) => (RANK[each] > RANK[most] ? each : most), "open");

function fieldsOf({ table, id, row }: StoredRow, about: { names: ReadonlyMap<string, Named>; codes: ReadonlyMap<string, string>; isOwn: ReadonlySet<string>; isConfidential: boolean }): RecordField[] {
  const place = ([column]: [string, unknown]) => placeOf.get(`${table}.${column}`) ?? classOf.size;
  const columns = Object.entries(row).sort((a, b) => place(a) - place(b));
  return columns.flatMap(([column, value]): RecordField[] => {
    if (column === "id" || BOOKKEEPING.has(column) || isPrecision(column)) return [];
    const openness = opennessOf(table, column);
    if (openness === "secret") return [];
    const texts = textsOf(value).filter((text) => !about.isOwn.has(text));
    const named = texts.flatMap((text) => (isId(text) ? [about.names.get(text)] : []));
    // An id that leads nowhere that can be named says nothing.
    const values = texts.flatMap((text) => (isId(text) ? (about.names.get(text)?.title ?? []) : [about.codes.get(`${column} ${text}`) ?? text]));
    if (values.length === 0) return [];
    const precision = row[precisionColumn(column)];
    return [
      {
        key: `${table}.${id}.${column}`,
        table,
        column,
        openness: stricter(openness, about.isConfidential ? "confidential" : "open", ...named.map((one): Openness => (one === undefined ? "open" : one.isConfidential ? "confidential" : one.kind === "person" ? "personal" : "open"))),
        values,
        precision: DATE_PRECISIONS.find((each) => each === precision) ?? null,
        isNamed: named.length > 0 || column in CODED,
      },
    ];
  });
}

/** Names what the rows point to: records of any register, people and bodies. */
async function readNames(read: Read, rows: readonly StoredRow[], { registers, places }: Surroundings): Promise<Map<string, Named>> {
  const ids = [...new Set(rows.flatMap(({ row }) => Object.values(row).flatMap(textsOf).filter(isId)))];
  if (ids.length === 0) return new Map();
  const held = registers.flatMap(({ kind, holding }) => (holding === undefined ? [] : [{ kind, stored: holding.stored }]));
  const tables = [...held, ...places].map(({ kind, stored }) => Prisma.raw(`SELECT '${kind}'::text AS kind, r.id, (${stored.title})::text AS title, (${stored.isConfidential ?? "false"}) AS is_confidential FROM ${stored.table} r`));
  const found = await queryRows<{ id: string } & Named>(read, Prisma.sql`SELECT n.id, n.kind, n.title, n.is_confidential AS "isConfidential" FROM (${Prisma.join(tables, " UNION ALL ")}) n WHERE n.id = ANY (${ids}::uuid[]) AND n.title IS NOT NULL`);
  return new Map(found.map(({ id, ...named }) => [id, named]));
}

/** The digest of what a record holds: whoever examined it knows by it that nothing has been added since. */
export function digestOf(parts: readonly RecordPart[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
