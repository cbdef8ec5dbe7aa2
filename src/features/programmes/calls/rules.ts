import { daysBetween, type PlainDate } from "@/domain/plain-date";
import type { Values } from "@/domain/values";
import { writePercent } from "../rules";
import type { CallInput } from "./schema";

/** CLOSES_SOON: open, and for at most so many days more. */
export type CallStanding = "COMING" | "OPEN" | "CLOSES_SOON" | "CLOSED";
export const SOON_DAYS = 30;

/** How a call stands on a day: its first and its last day are both days to apply on. */
export function standingOf({ opensOn, closesOn }: Pick<CallInput, "opensOn" | "closesOn">, day: PlainDate): CallStanding {
  if (opensOn !== null && opensOn > day) return "COMING";
  if (closesOn === null) return "OPEN";
  if (closesOn < day) return "CLOSED";
  return daysBetween(day, closesOn) <= SOON_DAYS ? "CLOSES_SOON" : "OPEN";
}

/** Writes a call as its form holds it. */
export function writeCall(call: CallInput): Values {
  return {
    programmeId: call.programmeId,
    name: call.name,
    opensOn: call.opensOn ?? "",
    closesOn: call.closesOn ?? "",
    maxRatePercent: call.maxRatePercent === null ? "" : writePercent(call.maxRatePercent),
    website: call.website ?? "",
    source: call.source ?? "",
    certainty: call.certainty,
    note: call.note ?? "",
  };
}
