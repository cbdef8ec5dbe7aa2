import "server-only";
import type { Actor } from "@/domain/actor";
import { may } from "@/domain/policy";
import { refuse, succeed, type Result } from "@/domain/result";
import { recordAudit } from "@/server/audit";
import { reading } from "@/server/db";
import { AppError } from "@/server/errors";
import { once } from "@/server/idempotency";
import { getPack } from "@/server/pack";
import { authorizeAll } from "@/server/permit";
import { inTransaction } from "@/server/transaction";
import { roundPolicy } from "../policy";
import { selectUnits } from "../rules";
import { tellOfRound } from "../telling/service";
import * as repository from "./repository";

/** The units that a year's round would call if it were opened now, and that have no statement in it: for those who may call them, none for others. */
export async function listAddedUnits(actor: Actor, year: number): Promise<{ id: string; name: string }[]> {
  authorizeAll(roundPolicy, "view", actor);
  if (!may(roundPolicy, "open", actor, { id: "*" })) return [];
  return ofTheAsked(await repository.selectUncalled(reading(), year)).map(({ id, name }) => ({ id, name }));
}

function ofTheAsked(units: readonly repository.UncalledUnit[]): repository.UncalledUnit[] {
  const asked = new Set(selectUnits(getPack(), units));
  return units.filter(({ id }) => asked.has(id));
}

class NoneAdded extends Error {}

/**
 * Gives each unit that has been added since a year's round was opened a statement in it; the same key again answers the same.
 * Throws NOT_FOUND when there is no round. Refused: roundCallsAllAlready, also to the slower one of two. Clause V16b.
 */
export async function callAddedUnits(actor: Actor, year: number, key: string): Promise<Result<{ year: number; units: number }, "roundCallsAllAlready">> {
  try {
    return succeed(
      await inTransaction((tx) =>
        once(tx, actor, "followUp.call", key, { year }, async () => {
          const permit = authorizeAll(roundPolicy, "open", actor);
          const round = await repository.lockRound(tx, year);
          if (round === null) throw new AppError("NOT_FOUND");
          const unitIds = ofTheAsked(await repository.selectUncalled(tx, year, true)).map(({ id }) => id);
          if (unitIds.length === 0) throw new NoneAdded();
          await repository.insertStatements(tx, permit, round.id, unitIds);
          await tellOfRound(tx, actor, round, unitIds);
          await recordAudit(tx, { actor, action: "followUp.called", subject: { kind: "followUpRound", id: round.id }, details: { year, unitIds } });
          return { year, units: unitIds.length };
        }),
      ),
    );
  } catch (error) {
    if (error instanceof NoneAdded) return refuse("roundCallsAllAlready");
    throw error;
  }
}
