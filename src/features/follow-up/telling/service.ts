import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { notify } from "@/features/notifications/service";
import { reading, type Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { authorize } from "@/server/permit";
import { statementPolicy } from "../policy";
import * as repository from "./repository";

/** Tells the units that are called, inside the transaction that calls them, while there is time to answer. */
export async function tellOfRound(tx: Tx, actor: Actor, round: { id: string; year: number; answersDueOn: PlainDate }, unitIds: readonly string[], now = new Date()): Promise<void> {
  if (round.answersDueOn < dateInStockholm(now)) return;
  const params = { year: String(round.year), day: round.answersDueOn };
  await notify(tx, actor, { kind: "ROUND_OPENED", to: unitIds.map((unitId) => ({ unitId })), subject: { kind: "followUpRound", id: round.id }, path: `/year/${params.year}`, params, dedupeKey: `round ${round.id}` }, now);
}

/** Reminds the units whose answers a round waits for, inside the transaction that does so; they are told again though they were told before. */
export async function remindOfRound(tx: Tx, actor: Actor, round: { id: string; year: number; answersDueOn: PlainDate }, unitIds: readonly string[], now = new Date()): Promise<void> {
  const params = { year: String(round.year), day: round.answersDueOn };
  await notify(tx, actor, { kind: "ROUND_REMINDED", to: unitIds.map((unitId) => ({ unitId })), subject: { kind: "followUpRound", id: round.id }, path: `/year/${params.year}`, params, dedupeKey: `round ${round.id} reminded ${dateInStockholm(now)}` }, now);
}

/** Tells the office that a statement has come, or its unit what the office has found, inside the transaction in which it happens. */
export async function tellOfStatement(
  tx: Tx,
  actor: Actor,
  { id, unitId, unitName, round }: { id: string; unitId: string; unitName: string; round: { year: number } },
  kind: "STATEMENT_SUBMITTED" | "STATEMENT_APPROVED" | "STATEMENT_RETURNED",
  now = new Date(),
): Promise<void> {
  const year = String(round.year);
  const to = kind === "STATEMENT_SUBMITTED" ? [{ role: "COORDINATOR" as const }] : [{ unitId }];
  await notify(tx, actor, { kind, to, subject: { kind: "unitStatement", id }, path: `/year/${year}/${unitId}`, params: { year, unit: unitName } }, now);
}

/** A statement by its id: whose it is and of which year, and whether the actor may add to it. Throws NOT_FOUND when it isn't there or isn't the actor's to read. */
export async function nameStatement(actor: Actor, id: string): Promise<{ unitId: string; unitName: string; year: number; mayWrite: boolean }> {
  const stored = await repository.findNamed(reading(), id);
  if (stored === null) throw new AppError("NOT_FOUND");
  authorize(statementPolicy, "view", actor, stored);
  const { unitId, unitName, year } = stored;
  return { unitId, unitName, year, mayWrite: may(statementPolicy, "answer", actor, stored) };
}
