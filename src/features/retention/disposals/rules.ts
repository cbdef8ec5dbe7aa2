import type { PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import type { DueRecord } from "../rules";
import type { DisposalObstacle, DisposalState } from "./schema";

export type DisposalRefusal = "disposalKindUnknown" | "disposalNothingDue" | "disposalOpenAlready" | "disposalNotProposed" | "disposalNotDecided" | "disposalDecidedAhead" | "disposalTooEarly" | "disposalBegun";

/** Judges whether a decision of a day can be written down on a disposal: it is proposed and no more, and the day has come. Refused: disposalNotProposed, disposalDecidedAhead. */
export function judgeDecision(state: DisposalState, decidedOn: PlainDate, today: PlainDate): Result<null, DisposalRefusal> {
  if (state !== "PROPOSED") return refuse("disposalNotProposed");
  return decidedOn > today ? refuse("disposalDecidedAhead", { field: "decidedOn" }) : succeed(null);
}

/** Judges whether a disposal can be carried out: only by a decision (ArkL 10 §), and not before the day that it is about. Refused: disposalNotDecided, disposalTooEarly. */
export function judgeCarryingOut(state: DisposalState, dueOn: PlainDate, today: PlainDate): Result<null, DisposalRefusal> {
  if (state !== "DECIDED") return refuse("disposalNotDecided");
  return dueOn > today ? refuse("disposalTooEarly", { about: { day: dueOn } }) : succeed(null);
}

/** Judges whether a disposal can be withdrawn: while none of its records is settled. Refused: disposalNotProposed, disposalBegun. */
export function judgeWithdrawal(state: DisposalState, settled: number): Result<null, DisposalRefusal> {
  if (state !== "PROPOSED" && state !== "DECIDED") return refuse("disposalNotProposed");
  return settled > 0 ? refuse("disposalBegun") : succeed(null);
}

/** What keeps a record from being disposed of when the disposal comes to it, by what holds then; null for one that goes. A record that isn't among those whose time is over isn't due. */
export function obstacleOf(due: Pick<DueRecord, "keptBy"> | undefined): DisposalObstacle | null {
  return due === undefined ? "NOT_DUE" : (due.keptBy[0]?.by ?? null);
}
