import type { MatterKind } from "@/domain/matter";
import { addDays, type PlainDate } from "@/domain/plain-date";
import type { DecisionNeed } from "@/domain/registers";
import type { Values } from "@/domain/values";
import type { AssignmentInput } from "./schema";

export type AssignmentRefusal = "groupAssignmentDecided";

/** The matter a decision in which an assignment holds by (V25). */
export const ASSIGNING_MATTER = "SET_WORKING_GROUP_ASSIGNMENT" as const satisfies MatterKind;

/** PROPOSED: nobody has decided · COMING: decided, and not begun · IN_FORCE: it holds · PAST: its time is over. */
export type AssignmentStanding = "PROPOSED" | "COMING" | "IN_FORCE" | "PAST";

/** How an assignment stands on a day: it holds on a decision alone, within its time (V25). */
export function standingOn({ startsOn, endsOn }: Pick<AssignmentInput, "startsOn" | "endsOn">, isDecided: boolean, day: PlainDate): AssignmentStanding {
  if (endsOn !== null && endsOn < day) return "PAST";
  if (!isDecided) return "PROPOSED";
  return startsOn > day ? "COMING" : "IN_FORCE";
}

/** How long before an assignment's last day the office is reminded, and after how long one without a last day is old enough to be looked at again. */
const REMIND_DAYS = 90;
const OLD_AFTER_DAYS = 731;

/** By when the office is to see to a new assignment: the last day of the one that holds, or where it has none two years after it began; null while that is far off (V25). */
export function renewalOf({ startsOn, endsOn }: Pick<AssignmentInput, "startsOn" | "endsOn">, day: PlainDate): PlainDate | null {
  const dueOn = endsOn ?? addDays(startsOn, OLD_AFTER_DAYS);
  return day >= addDays(dueOn, -REMIND_DAYS) ? dueOn : null;
}

/** What an assignment needs a decision for; it is missing once its time has begun, and else only ahead. */
export function decisionNeedOf({ id, title, startsOn }: { id: string; title: string; startsOn: PlainDate }, day: PlainDate): DecisionNeed {
  return { subject: { kind: "groupAssignment", id }, path: `/working-group/assignments/${id}`, title, matters: [ASSIGNING_MATTER], facts: {}, unitId: null, isDue: startsOn <= day };
}

/** Writes an assignment as its form holds it. */
export function writeAssignment({ title, assignment, mandate, startsOn, endsOn }: AssignmentInput): Values {
  return { title, assignment, mandate: mandate ?? "", startsOn, endsOn: endsOn ?? "" };
}
