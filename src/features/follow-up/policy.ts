import { actsForBody, answersForUnit, hasRole, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";
import type { StatementStatus } from "./schema";

/** What permission to a statement depends on; taken from the stored row. */
export interface StatementThing extends Identified {
  unitId: string;
  status: StatementStatus;
  /** The body that is to decide on it, while it is handed in and waits for that. */
  signingBodyId?: string | null;
}

const isOfUnit = (actor: Actor, unitId: string) => answersForUnit(actor, unitId) || actsForBody(actor, unitId);
const answers = (actor: Actor, statement: StatementThing) => isCoordinator(actor) || isOfUnit(actor, statement.unitId);

/** Everyone signed in sees the rounds, and how far each unit has come; the office opens them. */
export const roundPolicy = definePolicy<"followUp", "open", Identified>({
  feature: "followUp",
  rules: { view: () => true, open: isCoordinator },
});

/** An approved statement is everyone's to read, one on its way the unit's and the office's, and while its board is to decide on it that of those who act for the board; unit and office write it, and the office reviews it. */
export const statementPolicy = definePolicy<"statements", "answer" | "review", StatementThing>({
  feature: "statements",
  rules: {
    view: (actor, statement) => statement.status === "APPROVED" || answers(actor, statement) || (statement.signingBodyId != null && actsForBody(actor, statement.signingBodyId)),
    answer: answers,
    review: isCoordinator,
  },
});

/** Tells whether what the actor does is done by the office for a unit that isn't its own. */
export function actsOnBehalf(actor: Actor, unitId: string): boolean {
  return hasRole(actor, "COORDINATOR") && !isOfUnit(actor, unitId);
}
