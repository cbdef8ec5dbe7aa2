import { addDays, type PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";

export type SystemTokenRefusal = "systemNameTaken" | "systemRegisterUnknown" | "systemTokenOver" | "systemTokenTooLong" | "systemTokenRevoked";

/** How long a token may be valid, in days: somebody has to look at it again. */
export const LONGEST_VALID_DAYS = 731;

export type SystemTokenState = "live" | "ending" | "expired" | "revoked";

/** How many days before its last one a token is said to end soon. */
const ENDING_DAYS = 30;

/** How a token stands on a day. */
export function stateOf({ validTo, isRevoked }: { validTo: PlainDate; isRevoked: boolean }, today: PlainDate): SystemTokenState {
  if (isRevoked) return "revoked";
  if (validTo < today) return "expired";
  return validTo <= addDays(today, ENDING_DAYS) ? "ending" : "live";
}

/** Judges the last day of a token. Refused: systemTokenOver, systemTokenTooLong. */
export function judgeValidTo(validTo: PlainDate, today: PlainDate): Result<null, SystemTokenRefusal> {
  if (validTo < today) return refuse("systemTokenOver", { field: "validTo" });
  return validTo > addDays(today, LONGEST_VALID_DAYS) ? refuse("systemTokenTooLong", { field: "validTo" }) : succeed(null);
}
