import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@db/client";
import { bodyNameOn } from "@/server/body-sql";
import { clientOf, queryRows, type Read, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { StatementStatus } from "../schema";
import type { RemarkThing } from "./policy";
import type { RemarkInput, SettlementInput } from "./schema";

export interface StoredRemark extends RemarkThing {
  version: number;
  statementId: string;
  year: number;
  unitName: string;
  figure: string;
  text: string;
  onBehalf: boolean;
  writtenAt: Date;
  writtenBy: string | null;
  settlement: string | null;
  settledAt: Date | null;
  settledBy: string | null;
}

const select = Prisma.sql`
  SELECT m.id, m.version, m.statement_id AS "statementId", s.unit_id AS "unitId", r.year::int AS year, ${bodyNameOn(Prisma.sql`s.unit_id`, Prisma.sql`make_date(r.year, 12, 31)`)} AS "unitName",
    m.figure, m.text, m.on_behalf AS "onBehalf", m.written_at AS "writtenAt", w.name AS "writtenBy", m.settlement, m.settled_at AS "settledAt", d.name AS "settledBy"
  FROM figure_remark m JOIN unit_statement s ON s.id = m.statement_id JOIN follow_up_round r ON r.id = s.round_id
    LEFT JOIN person_details w ON w.person_id = m.written_by_id LEFT JOIN person_details d ON d.person_id = m.settled_by_id`;

/** A new record's id. */
export function newRemarkId(): string {
  return randomUUID();
}

/** Reads what has been said about the figures of a unit's year, what waits first and then the latest. */
export async function selectRemarks(read: Read, year: number, unitId: string): Promise<StoredRemark[]> {
  return queryRows(read, Prisma.sql`${select} WHERE r.year = ${year}::smallint AND s.unit_id = ${unitId}::uuid ORDER BY m.settled_at IS NOT NULL, m.written_at DESC, m.id`);
}

/** Reads what waits for the office to settle, of a year where one is given, the oldest first, at most 200. */
export async function selectOpen(read: Read, year: number | null): Promise<StoredRemark[]> {
  return queryRows(read, Prisma.sql`${select} WHERE m.settled_at IS NULL ${year === null ? Prisma.empty : Prisma.sql`AND r.year = ${year}::smallint`} ORDER BY m.written_at, m.id LIMIT 200`);
}

/** A unit's statement, as far as it says whether its figures may be spoken of. */
export interface StatementSpokenOf {
  id: string;
  unitId: string;
  status: StatementStatus;
}

/** Reads a unit's statement of a year, held until the transaction ends when something is about to be said of it; null when there is none. */
export async function findStatement(read: Read, year: number, unitId: string, forChange = false): Promise<StatementSpokenOf | null> {
  const [row] = await queryRows<StatementSpokenOf>(read, Prisma.sql`
    SELECT s.id, s.unit_id AS "unitId", s.status::text AS status FROM unit_statement s JOIN follow_up_round r ON r.id = s.round_id
    WHERE r.year = ${year}::smallint AND s.unit_id = ${unitId}::uuid ${forChange ? Prisma.sql`FOR UPDATE OF s` : Prisma.empty}`);
  return row ?? null;
}

/** Holds a remark until the transaction ends; null when it is not there. */
export async function lockRemark(tx: Tx, id: string): Promise<StoredRemark | null> {
  await clientOf(tx).$queryRaw`SELECT id FROM figure_remark WHERE id = ${id}::uuid FOR UPDATE`;
  const [row] = await queryRows<StoredRemark>(tx, Prisma.sql`${select} WHERE m.id = ${id}::uuid`);
  return row ?? null;
}

export async function insertRemark(tx: Tx, permit: Permit<"figureRemarks.add">, id: string, statementId: string, { figure, text }: Pick<RemarkInput, "figure" | "text">, onBehalf: boolean, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  await clientOf(tx).$executeRaw`
    INSERT INTO figure_remark (id, statement_id, figure, text, on_behalf, written_at, written_by_id)
    VALUES (${id}::uuid, ${statementId}::uuid, ${figure}, ${text}, ${onBehalf}, ${now}, ${permit.actor.personId}::uuid)`;
}

export async function storeSettlement(tx: Tx, permit: Permit<"figureRemarks.settle">, { id, version, settlement }: SettlementInput, now: Date): Promise<void> {
  requirePermitFor(permit, id);
  const changed = await clientOf(tx).$executeRaw`
    UPDATE figure_remark SET settlement = ${settlement}, settled_at = ${now}, settled_by_id = ${permit.actor.personId}::uuid, version = version + 1 WHERE id = ${id}::uuid AND version = ${version}::int`;
  if (changed === 0) throw new AppError("CONFLICT");
}
