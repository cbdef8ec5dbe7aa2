import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import type { PlainDate } from "@/domain/plain-date";
import { escapeLike } from "@/lib/like";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { findRowVersion, type RowVersion } from "@/server/history";
import { requirePermitFor, type Permit } from "@/server/permit";
import { REQUESTS_A_PAGE, type DisclosureState, type DisclosureWish, type RequestFilter, type RequestInput } from "./schema";

/** A request as stored. */
export interface StoredRequest extends RequestInput {
  id: string;
  version: number;
  state: DisclosureState;
  /** The day on which it was answered or withdrawn; null while it is open. */
  closedOn: PlainDate | null;
  isDemonstration: boolean;
  /** That who asked has been erased since the time was over. */
  isAskerErased: boolean;
  /** The examination that goes on, or was the last. */
  examination: { id: string; number: number };
}

export interface RequestRow extends Pick<StoredRequest, "id" | "receivedOn" | "asked" | "caseNumber" | "state" | "closedOn"> {
  records: number;
}

/** A new row's id. */
export function newId(): string {
  return randomUUID();
}

const closedOn = Prisma.sql`coalesce(d.withdrawn_on, CASE WHEN d.state = 'ANSWERED' THEN (SELECT max(a.decided_on) FROM disclosure_answer a WHERE a.request_id = d.id) END)::text`;
const latest = Prisma.sql`(SELECT e.id FROM disclosure_examination e WHERE e.request_id = d.id ORDER BY e.number DESC LIMIT 1)`;

/** Reads a whole request; null when there is none. */
export async function findRequest(read: Read, id: string): Promise<StoredRequest | null> {
  const [row] = await queryRows<StoredRequest>(read, Prisma.sql`
    SELECT d.id, d.version, d.received_on::text AS "receivedOn", d.asked, d.case_number AS "caseNumber", d.wish::text AS wish, d.state::text AS state, ${closedOn} AS "closedOn", d.is_demonstration AS "isDemonstration",
      EXISTS (SELECT 1 FROM record_version v WHERE v.table_name = 'disclosure_asker' AND v.record_id = d.id AND v.row IS NULL) AS "isAskerErased", k.name, k.address, (SELECT jsonb_build_object('id', e.id, 'number', e.number) FROM disclosure_examination e WHERE e.id = ${latest}) AS examination
    FROM disclosure_request d JOIN disclosure_asker k ON k.request_id = d.id WHERE d.id = ${id}::uuid`);
  return row ?? null;
}

/** Holds a request until the transaction ends; null when there is none. */
export async function lockRequest(tx: Tx, id: string): Promise<StoredRequest | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM disclosure_request WHERE id = ${id}::uuid FOR UPDATE`;
  return findRequest(tx, id);
}

export async function insertRequest(tx: Tx, permit: Permit<"disclosures.register">, id: string, input: RequestInput, isDemonstration: boolean, today: PlainDate, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const client = clientOf(tx);
  await client.$executeRaw`
    INSERT INTO disclosure_request (id, received_on, asked, case_number, wish, is_demonstration, created_by_id, created_at, updated_at)
    VALUES (${id}::uuid, ${input.receivedOn}::date, ${input.asked}, ${input.caseNumber}, ${input.wish}::"DisclosureWish", ${isDemonstration}, ${permit.actor.personId}::uuid, ${now}, ${now})`;
  await client.$executeRaw`INSERT INTO disclosure_asker (request_id, name, address) VALUES (${id}::uuid, ${input.name}, ${input.address})`;
  await insertExamination(tx, id, 1, today);
}

async function insertExamination(tx: Tx, requestId: string, number: number, today: PlainDate): Promise<void> {
  await clientOf(tx).$executeRaw`INSERT INTO disclosure_examination (id, request_id, number, opened_on) VALUES (${newId()}::uuid, ${requestId}::uuid, ${number}::smallint, ${today}::date)`;
}

async function update(tx: Tx, id: string, version: number, sets: Prisma.Sql, now: Date): Promise<void> {
  const changed = await clientOf(tx).$executeRaw`UPDATE disclosure_request SET ${sets}, updated_at = ${now}, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}::int`;
  if (changed === 0) throw new AppError("CONFLICT");
}

export async function updateRequest(tx: Tx, permit: Permit<"disclosures.change">, id: string, version: number, input: RequestInput, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, Prisma.sql`received_on = ${input.receivedOn}::date, asked = ${input.asked}, case_number = ${input.caseNumber}, wish = ${input.wish}::"DisclosureWish"`, now);
  // The row of who asks goes with the request's version, so that the two are read as one.
  await clientOf(tx).$executeRaw`UPDATE disclosure_asker SET name = ${input.name}, address = ${input.address}, version = version + 1 WHERE request_id = ${id}::uuid AND (name, address) IS DISTINCT FROM (${input.name}, ${input.address})`;
}

/** Moves a request on without closing it: examined from the first record that is picked. */
export async function markExamined(tx: Tx, permit: Permit<"disclosures.examine">, request: StoredRequest, now: Date): Promise<void> {
  requirePermitFor(permit, request.id);
  if (request.state === "RECEIVED") await update(tx, request.id, request.version, Prisma.sql`state = 'EXAMINED'`, now);
}

export async function withdrawRequest(tx: Tx, permit: Permit<"disclosures.withdraw">, id: string, version: number, today: PlainDate, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, Prisma.sql`state = 'WITHDRAWN', withdrawn_on = ${today}::date`, now);
}

export async function reopenRequest(tx: Tx, permit: Permit<"disclosures.reopen">, request: StoredRequest, isAnswered: boolean, today: PlainDate, now: Date): Promise<void> {
  requirePermitFor(permit, request.id);
  await update(tx, request.id, request.version, Prisma.sql`state = 'EXAMINED', withdrawn_on = NULL`, now);
  // One that was withdrawn goes on where it was; an answer stands, and is followed by an examination of its own.
  if (isAnswered) await insertExamination(tx, request.id, request.examination.number + 1, today);
}

export async function markAnswered(tx: Tx, permit: Permit<"disclosures.answer">, id: string, version: number, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await update(tx, id, version, Prisma.sql`state = 'ANSWERED'`, now);
}

const isKnown = Prisma.sql`EXISTS (SELECT 1 FROM record_version v WHERE v.table_name = 'disclosure_asker' AND v.record_id = d.id AND (v.row ->> 'name' IS NOT NULL OR v.row ->> 'address' IS NOT NULL))`;

/** Tells whether it is known, now or from an earlier version, who asked. */
export async function isAskerKnown(read: Read, id: string): Promise<boolean> {
  const [row] = await queryRows<{ is: boolean }>(read, Prisma.sql`SELECT ${isKnown} AS "is" FROM disclosure_request d WHERE d.id = ${id}::uuid`);
  return row?.is ?? false;
}

/** Reads the requests closed on a day at the latest of which it is known, now or from an earlier version, who asked; at most so many. */
export async function selectOldAskers(read: Read, day: PlainDate, most: number): Promise<{ id: string }[]> {
  return queryRows(read, Prisma.sql`
    SELECT d.id FROM disclosure_request d WHERE d.state IN ('ANSWERED', 'WITHDRAWN') AND ${closedOn}::date <= ${day}::date
      AND ${isKnown}
    ORDER BY d.received_on, d.id LIMIT ${most}::int`);
}

/** Erases who asked and where the answer went, from all versions too; that somebody asked, and what, stays. */
export async function eraseAsker(tx: Tx, permit: Permit<"disclosures.eraseAsker">, id: string): Promise<void> {
  requirePermitFor(permit, id);
  await clientOf(tx).$executeRaw`UPDATE disclosure_asker SET name = NULL, address = NULL, version = version + 1 WHERE request_id = ${id}::uuid`;
  await clientOf(tx).$executeRaw`SELECT erase_asker_versions(${id}::uuid)`;
}

/** Tells whether the examination that was the last has an answer. */
export async function hasAnswer(read: Read, examinationId: string): Promise<boolean> {
  const [row] = await queryRows<{ is: boolean }>(read, Prisma.sql`SELECT EXISTS (SELECT 1 FROM disclosure_answer WHERE examination_id = ${examinationId}::uuid) AS "is"`);
  return row?.is ?? false;
}

function conditionsOf({ q, state, year }: RequestFilter): Prisma.Sql {
  const conditions = [Prisma.sql`true`];
  if (state === "OPEN") conditions.push(Prisma.sql`d.state IN ('RECEIVED', 'EXAMINED')`);
  else if (state !== null) conditions.push(Prisma.sql`d.state = ${state}::"DisclosureState"`);
  if (year !== null) conditions.push(Prisma.sql`d.received_on BETWEEN ${`${String(year)}-01-01`}::date AND ${`${String(year)}-12-31`}::date`);
  for (const word of q.split(/\s+/).filter((part) => part !== "").slice(0, 8)) conditions.push(Prisma.sql`concat_ws(' ', d.asked, d.case_number) ILIKE ${`%${escapeLike(word)}%`}`);
  return Prisma.join(conditions, " AND ");
}

/** Reads one page of the requests, those that are open first and of them the oldest, and how many there are in all. */
export async function selectRequests(read: Read, filter: RequestFilter): Promise<{ rows: RequestRow[]; total: number }> {
  const [rows, [counted]] = await Promise.all([
    queryRows<RequestRow>(read, Prisma.sql`
      SELECT d.id, d.received_on::text AS "receivedOn", d.asked, d.case_number AS "caseNumber", d.state::text AS state, ${closedOn} AS "closedOn",
        (SELECT count(*) FROM disclosure_record r WHERE r.examination_id = ${latest} AND r.removed_at IS NULL)::int AS records
      FROM disclosure_request d WHERE ${conditionsOf(filter)}
      ORDER BY d.state IN ('ANSWERED', 'WITHDRAWN'), CASE WHEN d.state IN ('RECEIVED', 'EXAMINED') THEN d.received_on END, d.received_on DESC, d.id
      LIMIT ${REQUESTS_A_PAGE}::int OFFSET ${(filter.page - 1) * REQUESTS_A_PAGE}::bigint`),
    queryRows<{ total: number }>(read, Prisma.sql`SELECT count(*)::int AS total FROM disclosure_request d WHERE ${conditionsOf(filter)}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

/** Reads the requests that are still to be answered, the oldest first, at most 200. */
export async function selectOpen(read: Read): Promise<Pick<StoredRequest, "id" | "asked" | "receivedOn">[]> {
  return queryRows(read, Prisma.sql`SELECT d.id, d.asked, d.received_on::text AS "receivedOn" FROM disclosure_request d WHERE d.state IN ('RECEIVED', 'EXAMINED') ORDER BY d.received_on, d.id LIMIT 200`);
}

/** Reads the years in which requests came in, latest first. */
export async function selectYears(read: Read): Promise<number[]> {
  const rows = await queryRows<{ year: number }>(read, Prisma.sql`SELECT DISTINCT extract(year FROM d.received_on)::int AS year FROM disclosure_request d ORDER BY year DESC LIMIT 60`);
  return rows.map(({ year }) => year);
}

interface VersionRow {
  received_on: string;
  asked: string;
  case_number: string | null;
  wish: DisclosureWish;
}

/** Reads what a request said in one of its versions, with who asked as it stood then; null when it never had it. */
export async function findRequestVersion(read: Read, id: string, version: number): Promise<(Omit<RowVersion<unknown>, "row"> & { request: RequestInput }) | null> {
  const found = await findRowVersion<VersionRow>(read, "disclosure_request", id, version);
  if (found?.row == null) return null;
  const { row, ...rest } = found;
  // Both rows of one change lie within a moment of each other: who asked is what was so when the next version of the request had not begun.
  const [asker] = await queryRows<{ row: { name: string | null; address: string | null } | null }>(read, Prisma.sql`
    SELECT k.row FROM record_version v JOIN record_version k ON k.table_name = 'disclosure_asker' AND k.record_id = v.record_id AND lower(k.sys_period) < coalesce(upper(v.sys_period), 'infinity')
    WHERE v.table_name = 'disclosure_request' AND v.record_id = ${id}::uuid AND v.version = ${version}::int ORDER BY k.version DESC LIMIT 1`);
  return { ...rest, request: { receivedOn: row.received_on, asked: row.asked, caseNumber: row.case_number, wish: row.wish, name: asker?.row?.name ?? null, address: asker?.row?.address ?? null } };
}
