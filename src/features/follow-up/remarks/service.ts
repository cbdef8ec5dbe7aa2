import "server-only";
import type { Actor } from "@/domain/actor";
import { may } from "@/domain/policy";
import { refuse, type Result } from "@/domain/result";
import { recordAudit } from "@/server/audit";
import { reading } from "@/server/db";
import { AppError } from "@/server/errors";
import { once } from "@/server/idempotency";
import { authorize } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { inTransaction } from "@/server/transaction";
import { actsOnBehalf } from "../policy";
import { figureRemarkPolicy } from "./policy";
import * as repository from "./repository";
import type { RemarkInput, SettlementInput } from "./schema";

export type { StoredRemark } from "./repository";

export type RemarkRefusal = "remarkOfNoFigure" | "remarkOnApproved";

/**
 * Says of one of the figures beside a unit's statement that it is wrong, until the statement has been approved; the same key says it once.
 * Throws NOT_FOUND and FORBIDDEN. Refused: remarkOfNoFigure, remarkOnApproved. Clause V16b.
 */
export async function addRemark(actor: Actor, figures: readonly string[], { key, ...input }: RemarkInput, now = new Date()): Promise<Result<{ id: string }, RemarkRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "figureRemarks.add", key, input, async () => {
        const statement = await repository.findStatement(tx, input.year, input.unitId, true);
        if (statement === null) throw new AppError("NOT_FOUND");
        const id = repository.newRemarkId();
        const permit = authorize(figureRemarkPolicy, "add", actor, { id, unitId: statement.unitId });
        if (!figures.includes(input.figure)) must(refuse("remarkOfNoFigure" as const, { field: "figure" }));
        if (statement.status === "APPROVED") must(refuse("remarkOnApproved" as const));
        const onBehalf = actsOnBehalf(actor, statement.unitId);
        await repository.insertRemark(tx, permit, id, statement.id, input, onBehalf, now);
        await recordAudit(tx, { actor, action: "figureRemarks.added", subject: { kind: "unitStatement", id: statement.id }, unitId: statement.unitId, onBehalf, details: { remarkId: id, year: input.year, figure: input.figure } });
        return { id };
      }),
    ),
  );
}

/** Says what the office has found or done about a remark, once. Throws NOT_FOUND, FORBIDDEN, and CONFLICT when somebody else has settled it since. Refused: remarkSettledAlready. */
export async function settleRemark(actor: Actor, input: SettlementInput, now = new Date()): Promise<Result<{ id: string }, "remarkSettledAlready">> {
  return orRefuse(() =>
    inTransaction(async (tx) => {
      const stored = await repository.lockRemark(tx, input.id);
      if (stored === null) throw new AppError("NOT_FOUND");
      const permit = authorize(figureRemarkPolicy, "settle", actor, stored);
      if (stored.version !== input.version) throw new AppError("CONFLICT");
      if (stored.settledAt !== null) must(refuse("remarkSettledAlready" as const));
      await repository.storeSettlement(tx, permit, input, now);
      await recordAudit(tx, { actor, action: "figureRemarks.settled", subject: { kind: "unitStatement", id: stored.statementId }, unitId: stored.unitId, details: { remarkId: input.id, year: stored.year, figure: stored.figure } });
      return { id: input.id };
    }),
  );
}

export interface RemarksView {
  remarks: (repository.StoredRemark & { maySettle: boolean })[];
  mayAdd: boolean;
}

/** What has been said about the figures of a unit's year, with whether the actor may settle it and say more; nothing for those whom it does not concern, or where the unit was not asked. */
export async function listRemarks(actor: Actor, year: number, unitId: string): Promise<RemarksView> {
  const read = reading();
  const statement = await repository.findStatement(read, year, unitId);
  if (statement === null || !may(figureRemarkPolicy, "view", actor, statement)) return { remarks: [], mayAdd: false };
  const remarks = (await repository.selectRemarks(read, year, unitId)).map((remark) => ({ ...remark, maySettle: remark.settledAt === null && may(figureRemarkPolicy, "settle", actor, remark) }));
  return { remarks, mayAdd: statement.status !== "APPROVED" && may(figureRemarkPolicy, "add", actor, statement) };
}

/** What waits for the office to settle, of a year where one is given, the oldest first; none for others than the office. */
export async function listOpenRemarks(actor: Actor, year: number | null = null): Promise<repository.StoredRemark[]> {
  return (await repository.selectOpen(reading(), year)).filter((remark) => may(figureRemarkPolicy, "settle", actor, remark));
}
