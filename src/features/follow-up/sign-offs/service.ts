import "server-only";
import type { Actor } from "@/domain/actor";
import { may } from "@/domain/policy";
import type { DecisionNeed } from "@/domain/registers";
import { reading } from "@/server/db";
import { statementPolicy } from "../policy";
import * as repository from "./repository";
import { judgeSignOff, signOffNeedOf } from "./rules";

/** The answers that wait for their boards' decisions, as far as the actor may read them; of some units alone where they are given. */
export async function listUnsigned(actor: Actor, unitIds: readonly string[] | null = null): Promise<DecisionNeed[]> {
  const asked = await repository.selectAsked(reading(), unitIds);
  return asked.filter((statement) => !judgeSignOff(statement).ok && may(statementPolicy, "view", actor, statement)).flatMap((statement) => signOffNeedOf(statement) ?? []);
}
