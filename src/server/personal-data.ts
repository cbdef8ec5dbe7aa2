import "server-only";
import { Prisma } from "@db/client";
import { classification } from "../../prisma/classification";
import { personalData, type AboutRows, type Whose } from "../../prisma/personal-data";
import { escapeLike } from "@/lib/like";
import { queryRows, type Read } from "./db";

/** Something that is held about a person: one row, as far as it tells of that person. */
export interface ToldRow {
  model: string;
  /** As what the person stands in it: the columns that name the person or tell of it. */
  as: string[];
  /** What is told, by the fields' own names; dates and instants as text. */
  values: Record<string, string | null>;
}

/** What an earlier version of a row told. */
export interface EarlierRow {
  model: string;
  /** From when it held. */
  from: Date;
  values: Record<string, string | null>;
}

type Model = keyof typeof classification;
type Fields = Readonly<Record<string, string>>;

const snake = (name: string) => name.replace(/[A-Z]/g, (letter, place: number) => (place === 0 ? "" : "_") + letter.toLowerCase());
const quoted = (name: string) => Prisma.raw(`"${snake(name)}"`);
const fieldsOf = (model: Model): Fields => classification[model];
const told = Object.entries(personalData) as [Model, { columns: Readonly<Record<string, Whose>>; about?: AboutRows }][];

interface StoredColumn {
  table: string;
  column: string;
  type: string;
  isKey: boolean;
}

async function readColumns(read: Read): Promise<Map<string, StoredColumn[]>> {
  const rows = await queryRows<StoredColumn>(read, Prisma.sql`
    SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, NULL) AS type, EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY (i.indkey)) AS "isKey"
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped`);
  const tables = new Map<string, StoredColumn[]>();
  for (const row of rows) tables.set(row.table, [...(tables.get(row.table) ?? []), row]);
  return tables;
}

/** That a row names the person, or tells of it, in a column; null for a column that is only told of with others. */
function conditionOf(field: string, whose: Whose, type: string, { id, name }: { id: string; name: string }): Prisma.Sql | null {
  const column = Prisma.sql`r.${quoted(field)}`;
  if (whose.as === "subject" || whose.as === "author") return type.endsWith("[]") ? Prisma.sql`${id}::uuid = ANY (${column})` : Prisma.sql`coalesce(${column} = ${id}::uuid, false)`;
  if (whose.as === "key") return Prisma.sql`coalesce(${column} LIKE ${`%${id}%`}, false)`;
  if (whose.as === "text") return name.trim() === "" ? Prisma.sql`false` : Prisma.sql`coalesce(${column} ILIKE ${`%${escapeLike(name)}%`}, false)`;
  if (whose.as === "through") return Prisma.sql`r.${quoted(whose.by)} IN (SELECT m.id FROM ${quoted(whose.model)} m WHERE m.${quoted(whose.person)} = ${id}::uuid)`;
  return null;
}

const SCALAR = /^(?:text|uuid|integer|bigint|smallint|boolean|date|timestamp with time zone|numeric|character varying|"?[A-Z]\w+"?)$/;
const MOMENT = /^(?:date|timestamp with time zone)$/;
const isShareable = (class_: string | undefined) => class_ === "open" || class_ === "internal";
const asText = (value: unknown): string | null => (value === null || value === undefined ? null : typeof value === "string" ? value : JSON.stringify(value));

/** Everything that the registers hold about a person by its id, and by its name where that is written freely; nothing of anybody else, nothing that opens a door. */
export async function tellOfPerson(read: Read, person: { id: string; name: string }): Promise<ToldRow[]> {
  const tables = await readColumns(read);
  const found: ToldRow[] = [];
  for (const [model, { columns, about }] of told) {
    const stored = tables.get(snake(model)) ?? [];
    const typeOf = (field: string) => stored.find(({ column }) => column === snake(field))?.type ?? "";
    const asked = Object.entries(columns).flatMap(([field, whose]) => {
      const condition = conditionOf(field, whose, typeOf(field), person);
      return condition === null ? [] : [{ field, whose, condition }];
    });
    if (about !== undefined) asked.push({ field: "about", whose: { as: "subject" }, condition: Prisma.sql`r.id IN (SELECT ${Prisma.raw(about.ids)} WHERE ${Prisma.raw(about.person)} = ${person.id}::uuid)` });
    if (asked.length === 0) continue;
    const flags = Prisma.join(asked.map(({ condition }) => condition), ", ");
    const rows = await queryRows<{ row: Record<string, unknown>; flags: boolean[] }>(read, Prisma.sql`
      SELECT to_jsonb(r) AS row, ARRAY[${flags}] AS flags FROM ${quoted(model)} r WHERE ${Prisma.join(asked.map(({ condition }) => condition), " OR ")}`);
    const classes = fieldsOf(model);
    for (const { row, flags: holds } of rows) {
      const hits = asked.filter((_one, place) => holds[place] === true);
      const isAbout = hits.some(({ whose }) => whose.as === "subject");
      const values: Record<string, string | null> = {};
      for (const [field, class_] of Object.entries(classes)) {
        const column = stored.find((one) => one.column === snake(field));
        if (column === undefined) continue;
        const whose = columns[field];
        const isOwn =
          whose !== undefined && (whose.as === "own" ? row[snake(whose.by)] === person.id : whose.as !== "outsider" && typeOf(field) !== "uuid[]" && hits.some((hit) => hit.field === field));
        const isLaid = about?.told.includes(field) === true && hits.some((hit) => hit.field === "about");
        const isTold = isShareable(class_) && SCALAR.test(column.type) && (isAbout || column.isKey || MOMENT.test(column.type));
        if (isOwn || isTold || isLaid) values[field] = asText(row[column.column]);
      }
      found.push({ model, as: hits.map(({ field }) => field), values });
    }
  }
  return found;
}

/** What earlier versions of the rows that are a person's own told of it, the first first, as far as they have not been erased. */
export async function tellEarlier(read: Read, personId: string): Promise<EarlierRow[]> {
  const found: EarlierRow[] = [];
  for (const [model, { columns }] of told) {
    const own = Object.entries(columns).filter(([, whose]) => whose.as === "own");
    const by = own.map(([, whose]) => (whose.as === "own" ? whose.by : ""))[0];
    if (by === undefined) continue;
    const rows = await queryRows<{ from: Date; row: Record<string, unknown> }>(read, Prisma.sql`
      SELECT lower(v.sys_period) AS from, v.row FROM record_version v WHERE v.table_name = ${snake(model)} AND v.row ->> ${snake(by)} = ${personId} AND NOT upper_inf(v.sys_period) ORDER BY v.id`);
    for (const { from, row } of rows) found.push({ model, from, values: Object.fromEntries(own.map(([field]) => [field, asText(row[snake(field)])])) });
  }
  return found;
}

/** A kind of record that tells of people, for the record of processing: what of them, and for what. */
export interface ProcessedModel {
  model: string;
  purpose: string;
  /** The personal columns, by what they are. */
  fields: { field: string; as: Whose["as"] }[];
}

/** All that is held about people, as the classification of the schema says. */
export function listProcessing(): ProcessedModel[] {
  return (Object.entries(personalData) as [Model, { purpose: string; columns: Readonly<Record<string, Whose>> }][]).map(([model, { purpose, columns }]) => ({ model, purpose, fields: Object.entries(columns).map(([field, whose]) => ({ field, as: whose.as })) }));
}
