import "server-only";
import { Prisma } from "@db/client";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { fieldsOf, rootOf, type RecordQuery, type Resource, type ResourceFields } from "./schema";

/** A record as a resource's fields read it. */
export type StoredRecord = Record<string, unknown> & { id: string };

/** The columns of fields; made of what registers state of themselves, and of nothing that anyone sends. */
const columnsOf = (fields: ResourceFields) => Prisma.raw(Object.entries(fields).map(([name, { sql }]) => `${sql} AS "${name}"`).join(", "));

/** The beginning of every statement of a resource, made once. */
const beginnings = new WeakMap<ResourceFields, Prisma.Sql>();

function beginningOf({ table, isOpen }: Resource, fields: ResourceFields): Prisma.Sql {
  const known = beginnings.get(fields);
  if (known !== undefined) return known;
  const made = Prisma.sql`SELECT ${columnsOf(fields)} FROM ${Prisma.raw(table)} r WHERE ${Prisma.raw(isOpen)}`;
  beginnings.set(fields, made);
  return made;
}

const allFields = new WeakMap<Resource, ResourceFields>();

function everyField(resource: Resource): ResourceFields {
  const known = allFields.get(resource) ?? fieldsOf(resource);
  allFields.set(resource, known);
  return known;
}

/** Reads a page of a resource's open records in the order of their ids, and one more where there is one. */
export async function selectRecords(read: Read, resource: Resource, { limit, after, updatedSince, unitId }: RecordQuery): Promise<StoredRecord[]> {
  const conditions = [
    after === null ? null : Prisma.sql`r.id > ${after}::uuid`,
    updatedSince === null ? null : Prisma.sql`${Prisma.raw(rootOf(resource))} IN (SELECT v.root_id FROM record_version v WHERE lower(v.sys_period) >= ${updatedSince})`,
    unitId === null || resource.unitId === null ? null : Prisma.sql`${Prisma.raw(resource.unitId)} = ${unitId}::uuid`,
  ].filter((condition) => condition !== null);
  return queryRows<StoredRecord>(read, Prisma.sql`
    ${beginningOf(resource, everyField(resource))} ${conditions.length === 0 ? Prisma.empty : Prisma.sql`AND ${Prisma.join(conditions, " AND ")}`} ORDER BY r.id LIMIT ${limit + 1}`);
}

/** Reads one open record; null when there is none. */
export async function findRecord(read: Read, resource: Resource, id: string): Promise<StoredRecord | null> {
  const [row] = await queryRows<StoredRecord>(read, Prisma.sql`${beginningOf(resource, everyField(resource))} AND r.id = ${id}::uuid`);
  return row ?? null;
}

const PIECE = 500;

/** Reads some fields of all open records that a condition of the register's own holds for, piece by piece in the order of their ids. */
export async function* streamRecords(tx: Tx, resource: Resource, fields: ResourceFields, where: string): AsyncGenerator<StoredRecord[], void, undefined> {
  const beginning = beginningOf(resource, fields);
  for (let after: string | null = null; ; ) {
    const rows: StoredRecord[] = await clientOf(tx).$queryRaw<StoredRecord[]>`
      ${beginning} AND (${Prisma.raw(where)}) ${after === null ? Prisma.empty : Prisma.sql`AND r.id > ${after}::uuid`} ORDER BY r.id LIMIT ${PIECE}`;
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (rows.length < PIECE || last === undefined) return;
    after = last.id;
  }
}
