import "server-only";
import type { PlainDate } from "@/domain/plain-date";
import { clientOf, type Tx } from "@/server/db";
import { requirePermitFor, type Permit } from "@/server/permit";

export interface RoundToRemindOf {
  id: string;
  version: number;
  year: number;
  answersDueOn: PlainDate;
  remindedOn: PlainDate | null;
}

/** Holds a year's round until the transaction ends, so that one at a time reminds; null when there is none. */
export async function lockRound(tx: Tx, year: number): Promise<RoundToRemindOf | null> {
  const [row] = await clientOf(tx).$queryRaw<RoundToRemindOf[]>`
    SELECT id, version, year::int AS year, answers_due_on::text AS "answersDueOn", reminded_on::text AS "remindedOn" FROM follow_up_round WHERE year = ${year}::smallint FOR UPDATE`;
  return row ?? null;
}

/** Reads the units whose answers a round still waits for. */
export async function selectUnanswered(tx: Tx, roundId: string): Promise<string[]> {
  const rows = await clientOf(tx).$queryRaw<{ unitId: string }[]>`
    SELECT unit_id AS "unitId" FROM unit_statement WHERE round_id = ${roundId}::uuid AND status IN ('NOT_STARTED', 'IN_PROGRESS', 'RETURNED') ORDER BY unit_id`;
  return rows.map(({ unitId }) => unitId);
}

/** Keeps the day on which a held round's units were reminded. */
export async function storeReminder(tx: Tx, permit: Permit<"followUp.open">, round: RoundToRemindOf, on: PlainDate): Promise<void> {
  requirePermitFor(permit, "*");
  await clientOf(tx).$executeRaw`UPDATE follow_up_round SET reminded_on = ${on}::date, version = version + 1 WHERE id = ${round.id}::uuid AND version = ${round.version}`;
}
