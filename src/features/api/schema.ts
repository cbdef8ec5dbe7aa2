import { z } from "zod";
import { DATE_PRECISIONS } from "@/domain/plain-date";
import { isId } from "@/lib/fields";

/** A field of a resource: what it is in an answer, and where it lies, as an expression of `r`, the record's row. */
export interface ResourceField {
  schema: z.ZodType;
  sql: string;
}

export type ResourceFields = Readonly<Record<string, ResourceField>>;

/** What may leave a resource as open data: under which name, which of its fields, and which of its records. */
export interface OpenDataset {
  name: string;
  fields: readonly string[];
  /** What must hold besides of a record; absent where all that the API shows are open. */
  where?: string;
}

/** A register as other systems read it. Nothing is answered that isn't stated here. */
export interface Resource {
  /** What it is called in addresses and in tokens. */
  name: string;
  /** The register's own title, as a message's key. */
  title: string;
  /** The page for people of a record; null where it has none of its own. */
  page: ((id: string) => string) | null;
  /** The table, or a statement in brackets that stands for one. */
  table: string;
  /** When a record is in its register and everyone's to see. */
  isOpen: string;
  /** The unit whose record it is; null where records are no unit's. */
  unitId: string | null;
  /** The record whose versions tell when it was last changed, where that is another one than its own. */
  root?: string;
  fields: ResourceFields;
  /** Whether the municipality keeps the register at all; absent where every one does. */
  isKept?: () => boolean;
  openData?: OpenDataset;
}

/** All that other systems may read, as `src/registers.ts` lists it. */
export type Resources = readonly Resource[];

const ISO_DAY = z.iso.date();

/** Text that is always there. */
export const text = (sql: string): ResourceField => ({ schema: z.string(), sql });
/** The id of a record; within an answer, of one that can be asked for as well. */
export const id = (sql: string): ResourceField => ({ schema: z.uuid(), sql: `${sql}::text` });
export const flag = (sql: string): ResourceField => ({ schema: z.boolean(), sql });
export const count = (sql: string): ResourceField => ({ schema: z.int(), sql: `${sql}::int` });
/** A number with decimals, such as hours or a percentage. */
export const decimal = (sql: string): ResourceField => ({ schema: z.number(), sql: `(${sql})::float8` });
/** A calendar day, `YYYY-MM-DD`. */
export const day = (sql: string): ResourceField => ({ schema: ISO_DAY, sql: `${sql}::text` });
/** An instant in UTC. */
export const instant = (sql: string): ResourceField => ({ schema: z.iso.datetime(), sql: `to_char(${sql} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')` });
/** One of the values that a column takes. */
export const oneOf = (sql: string, values: readonly [string, ...string[]]): ResourceField => ({ schema: z.enum(values), sql: `${sql}::text` });
/** Several of the values that a column takes. */
export const someOf = (sql: string, values: readonly [string, ...string[]]): ResourceField => ({ schema: z.array(z.enum(values)), sql: `${sql}::text[]` });
/** Several texts, such as the codes of a taxonomy. */
export const texts = (sql: string): ResourceField => ({ schema: z.array(z.string()), sql: `${sql}::text[]` });

/** A field that may have nothing. */
export const maybe = ({ schema, sql }: ResourceField): ResourceField => ({ schema: schema.nullable(), sql });

/** A day that is known to the day, month, quarter or year. */
export const approximateDay = (on: string, precision: string): ResourceField => ({
  schema: z.object({ on: ISO_DAY, precision: z.enum(DATE_PRECISIONS) }),
  sql: `CASE WHEN ${on} IS NOT NULL THEN jsonb_build_object('on', ${on}::text, 'precision', coalesce(${precision}, 'DAY')) END`,
});

/** An amount in whole minor units; in kronor where no currency is said. */
export const money = (amount: string, currency = "'SEK'"): ResourceField => ({
  schema: z.object({ amountMinor: z.int(), currency: z.string().regex(/^[A-Z]{3}$/) }),
  sql: `CASE WHEN ${amount} IS NOT NULL THEN jsonb_build_object('amountMinor', ${amount}, 'currency', ${currency}) END`,
});

/** A body with what it is called today, or was called last. */
export const body = (sql: string): ResourceField => ({
  schema: z.object({ id: z.uuid(), name: z.string() }),
  sql: `(SELECT jsonb_build_object('id', n.body_id, 'name', n.name) FROM body_name n WHERE n.body_id = ${sql}
    ORDER BY daterange(n.valid_from, n.valid_to, '[]') @> (now() AT TIME ZONE 'Europe/Stockholm')::date DESC, n.valid_to DESC NULLS FIRST LIMIT 1)`,
});

/** Several things of a record's: `from` says where they lie and which they are, `order` how they are sorted. */
export const several = (fields: ResourceFields, from: string, order: string): ResourceField => ({
  schema: z.array(z.object(shapeOf(fields))),
  sql: `coalesce((SELECT jsonb_agg(jsonb_build_object(${Object.entries(fields).map(([name, { sql }]) => `'${name}', ${sql}`).join(", ")}) ORDER BY ${order}) FROM ${from}), '[]')`,
});

/** The id of a project that everyone may see; nothing where the project is confidential or out of the register. */
export const openProject = (sql: string): ResourceField => maybe(id(`(SELECT o.id FROM project o WHERE o.id = ${sql} AND o.archived_at IS NULL AND NOT o.is_confidential)`));

/** That a project is everyone's to see, as a condition. */
export const isOfOpenProject = (sql: string): string => `EXISTS (SELECT 1 FROM project o WHERE o.id = ${sql} AND o.archived_at IS NULL AND NOT o.is_confidential)`;

function shapeOf(fields: ResourceFields): Record<string, z.ZodType> {
  return Object.fromEntries(Object.entries(fields).map(([name, { schema }]) => [name, schema]));
}

/** The record whose versions tell when a record was last changed, with all that is stored as part of it. */
export function rootOf({ root }: Resource): string {
  return root ?? "r.id";
}

/** What every answered record begins with. */
export const COMMON: Readonly<Record<string, (resource: Resource) => ResourceField>> = {
  id: () => id("r.id"),
  updatedAt: (resource) => instant(`(SELECT max(lower(v.sys_period)) FROM record_version v WHERE v.root_id = ${rootOf(resource)})`),
};

/** All fields of a resource as they are read, those that every record has first. */
export function fieldsOf(resource: Resource): ResourceFields {
  return { ...Object.fromEntries(Object.entries(COMMON).map(([name, make]) => [name, make(resource)])), ...resource.fields };
}

const linksSchema = z.object({ self: z.url(), page: z.url().nullable() });

/** What one record of a resource is in an answer; `describe` says in words what a field is. */
export function recordSchemaOf(resource: Resource, describe: (field: string) => string = () => ""): z.ZodObject {
  const described = (name: string, schema: z.ZodType) => (describe(name) === "" ? schema : schema.describe(describe(name)));
  return z.strictObject(Object.fromEntries([...Object.entries(shapeOf(fieldsOf(resource))), ["links", linksSchema] as const].map(([name, schema]) => [name, described(name, schema)])));
}

/** A resource's name as programs write the name of a thing: `TownRelations`. */
export function camelCase(name: string): string {
  return name.split("-").map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join("");
}

/** What a page of a list is. */
export function pageSchemaOf(record: z.ZodType): z.ZodObject {
  return z.strictObject({ data: z.array(record), links: z.strictObject({ self: z.url(), next: z.url().nullable() }) });
}

export const problemSchema = z.strictObject({
  type: z.literal("about:blank"),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  reference: z.string(),
  errors: z.array(z.strictObject({ parameter: z.string(), detail: z.string() })).optional(),
});

export const LARGEST_PAGE = 200;
const USUAL_PAGE = 50;

/** What a list is asked for. */
export interface RecordQuery {
  limit: number;
  /** The id of the record that the page before ended with. */
  after: string | null;
  updatedSince: Date | null;
  unitId: string | null;
}

export interface ParameterFault {
  parameter: string;
  detail: string;
}

const INSTANT = z.iso.datetime({ offset: true });

/** The parameters that a list takes, each with how it is read; what can't be read is answered in words. */
export const PARAMETERS = {
  limit: { schema: z.int().min(1).max(LARGEST_PAGE).default(USUAL_PAGE), wrong: `Give a whole number from 1 to ${String(LARGEST_PAGE)}.` },
  cursor: { schema: z.string(), wrong: "Take the cursor as it stands in the link to the next page." },
  updatedSince: { schema: INSTANT, wrong: "Give an instant with its time zone, such as 2027-05-03T12:00:00Z." },
  unit: { schema: z.uuid(), wrong: "Give the id of a body, as the register of bodies has it." },
} as const;
export type Parameter = keyof typeof PARAMETERS;

/** The parameters that a resource's list takes. */
export function parametersOf(resource: Pick<Resource, "unitId">): Parameter[] {
  return (["limit", "cursor", "updatedSince", "unit"] as const).filter((name) => name !== "unit" || resource.unitId !== null);
}

/** Writes a place in a list as a cursor. */
export function writeCursor(recordId: string): string {
  return Buffer.from(recordId.replaceAll("-", ""), "hex").toString("base64url");
}

function readCursor(cursor: string): string | null {
  if (!/^[A-Za-z0-9_-]{22}$/.test(cursor)) return null;
  const hex = Buffer.from(cursor, "base64url").toString("hex");
  const found = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return isId(found) && writeCursor(found) === cursor ? found : null;
}

/** Reads what a list is asked for; what is unknown, said twice or unreadable is told of, all of it at once. */
export function readRecordQuery(resource: Pick<Resource, "unitId">, search: URLSearchParams): { query: RecordQuery; faults: ParameterFault[] } {
  const known = parametersOf(resource);
  const faults: ParameterFault[] = [];
  const complain = (parameter: string, detail: string) => faults.push({ parameter, detail });
  for (const name of new Set(search.keys())) {
    if (!known.some((parameter) => parameter === name)) complain(name, `There is no such parameter here. Known are: ${known.join(", ")}.`);
    else if (search.getAll(name).length > 1) complain(name, "Give the parameter once.");
  }
  const given = <Value>(name: Parameter, read: (written: string) => Value | null): Value | null => {
    const written = known.includes(name) ? search.get(name) : null;
    if (written === null) return null;
    const value = read(written);
    if (value === null) complain(name, PARAMETERS[name].wrong);
    return value;
  };
  const query: RecordQuery = {
    limit: given("limit", (written) => (/^\d{1,4}$/.test(written) ? (PARAMETERS.limit.schema.safeParse(Number(written)).data ?? null) : null)) ?? USUAL_PAGE,
    after: given("cursor", readCursor),
    updatedSince: given("updatedSince", (written) => {
      // A plus sign that was not encoded arrives as a blank.
      const instantGiven = written.replace(" ", "+");
      return INSTANT.safeParse(instantGiven).success ? new Date(instantGiven) : null;
    }),
    unitId: given("unit", (written) => (isId(written) ? written : null)),
  };
  return { query, faults };
}

/** Tells whether a list of media types, as a request says it, lets JSON through. */
export function acceptsJson(accept: string | null): boolean {
  if (accept === null || accept.trim() === "") return true;
  const ranges = accept.split(",").map((range) => {
    const [type = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
    return { type, quality: quality === undefined ? 1 : Number(quality) };
  });
  // The most specific range that fits decides.
  const fitting = ["application/json", "application/*", "*/*"].map((type) => ranges.find((range) => range.type === type)).find((range) => range !== undefined);
  return fitting !== undefined && fitting.quality > 0;
}
