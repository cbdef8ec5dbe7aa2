import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import type { Result } from "@/domain/result";
import { recordAudit } from "@/server/audit";
import { AppError } from "@/server/errors";
import { once } from "@/server/idempotency";
import { authorizeAll } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { inTransaction } from "@/server/transaction";
import { roundPolicy } from "../policy";
import { judgeReminder, type ReminderRefusal } from "../rules";
import { remindOfRound } from "../telling/service";
import * as repository from "./repository";

/**
 * Reminds the units that have not answered a year's round: at most once a day, whoever presses; the same key again answers the
 * same. Throws NOT_FOUND when there is no round. Refused: roundAnsweredByAll, roundRemindedToday. Clause V16b.
 */
export async function remindUnanswered(actor: Actor, year: number, key: string, now = new Date()): Promise<Result<{ year: number; units: number }, ReminderRefusal>> {
  const today = dateInStockholm(now);
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "followUp.remind", key, { year }, async () => {
        const permit = authorizeAll(roundPolicy, "open", actor);
        const round = await repository.lockRound(tx, year);
        if (round === null) throw new AppError("NOT_FOUND");
        const unitIds = await repository.selectUnanswered(tx, round.id);
        must(judgeReminder(unitIds.length, round.remindedOn, today));
        await repository.storeReminder(tx, permit, round, today);
        await remindOfRound(tx, actor, round, unitIds, now);
        await recordAudit(tx, { actor, action: "followUp.reminded", subject: { kind: "followUpRound", id: round.id }, details: { year, unitIds } });
        return { year, units: unitIds.length };
      }),
    ),
  );
}
