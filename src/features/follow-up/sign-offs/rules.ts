import type { PolicyPack } from "@packs/pack";
import type { MatterKind } from "@/domain/matter";
import type { PlainDate } from "@/domain/plain-date";
import type { DecisionNeed } from "@/domain/registers";
import { refuse, succeed, type Result } from "@/domain/result";

/** The matter in which a board decides on its unit's answer. */
export const SIGNING_MATTER = "SIGN_STATEMENT" satisfies MatterKind;

export type SignOffRefusal = "statementLacksSignOff" | "statementSignOffIncomplete" | "statementSignOffBeforeReturn";

/** What a round asks of the boards: which kinds of unit, and the clause that speaks of it. */
export type AskedSignOff = PolicyPack["followUp"]["signOff"];

/** A board's decision on its unit's answer, as it is recorded. */
export interface SignOff {
  decisionId: string;
  body: string | null;
  decidedOn: PlainDate | null;
  paragraph: string | null;
  caseNumber: string | null;
}

/** What is known of the decision that an answer asks for. */
export interface SignOffState {
  asksForSignOff: boolean;
  signOff: SignOff | null;
  /** The day on which the office last returned the answer. */
  returnedOn: PlainDate | null;
}

/**
 * Judges that an answer carries its board's decision, where the round asks for one: with its day, paragraph and case number, and made no
 * earlier than the answer was last returned, since what was changed after that is not what the board decided on. Refused:
 * statementLacksSignOff, statementSignOffIncomplete, statementSignOffBeforeReturn.
 */
export function judgeSignOff({ asksForSignOff, signOff, returnedOn }: SignOffState): Result<null, SignOffRefusal> {
  if (!asksForSignOff) return succeed(null);
  if (signOff === null) return refuse("statementLacksSignOff");
  const { decidedOn, paragraph, caseNumber } = signOff;
  if (decidedOn === null || paragraph === null || caseNumber === null) return refuse("statementSignOffIncomplete");
  return returnedOn !== null && decidedOn < returnedOn ? refuse("statementSignOffBeforeReturn") : succeed(null);
}

/** What an answer needs its board's decision for; null where the round asks for none, or the answer isn't handed in. */
export function signOffNeedOf({ id, year, unitId, unitName, status, asksForSignOff }: { id: string; year: number; unitId: string; unitName: string; status: string; asksForSignOff: boolean }): DecisionNeed | null {
  if (!asksForSignOff || (status !== "SUBMITTED" && status !== "APPROVED")) return null;
  return { subject: { kind: "unitStatement", id }, path: `/year/${String(year)}/${unitId}`, title: `${unitName} ${String(year)}`, matters: [SIGNING_MATTER], facts: {}, unitId, isDue: false };
}
