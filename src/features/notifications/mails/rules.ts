import { refuse, succeed, type Result } from "@/domain/result";
import type { MailFailure, MailState } from "./schema";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How long a mail waits after each try that failed; after the last of them it is dead: three days and nine hours in all, so that it outlives a weekend. */
export const WAITS_MS = [MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 16 * HOUR, 24 * HOUR, 24 * HOUR] as const;

/** A worker that has held a mail for this long has fallen, since no try may take half as long. */
export const FALLEN_AFTER_MS = 5 * MINUTE;

/** What no waiting changes. */
const FOR_GOOD: ReadonlySet<MailFailure> = new Set(["REFUSED", "NO_ADDRESS", "NO_READER", "NOTHING_TO_TELL"]);

/** What becomes of a mail whose try number `attempts` failed: another one after a growing wait, or none. */
export function afterFailure(failure: MailFailure, attempts: number, now: Date): { state: "FAILED" | "DEAD"; nextTryAt: Date } {
  const wait = WAITS_MS[attempts - 1];
  if (FOR_GOOD.has(failure) || wait === undefined) return { state: "DEAD", nextTryAt: now };
  return { state: "FAILED", nextTryAt: new Date(now.getTime() + wait) };
}

/** Judges whether a mail may be sent anew: one that is dead, or that waits for its next try. */
export function judgeResending(state: MailState): Result<null, "mailSentAlready" | "mailOnItsWay"> {
  if (state === "SENT") return refuse("mailSentAlready");
  return state === "DEAD" || state === "FAILED" ? succeed(null) : refuse("mailOnItsWay");
}

/** How it stands with mails: there are none, none leaves, nothing has been tried, the latest try went, or it did not. */
export type HealthState = "off" | "demonstration" | "untried" | "works" | "fails";

/** Judges by the latest try, as far as the server or the program failed it: that a person has no address says nothing of them. */
export function judgeHealth(mode: "smtp" | "demonstration" | "off", { lastSentAt, lastFailure }: { lastSentAt: Date | null; lastFailure: { at: Date; failure: MailFailure } | null }): HealthState {
  if (mode !== "smtp") return mode;
  const failed = lastFailure !== null && ["UNREACHABLE", "REFUSED_FOR_NOW", "PROGRAM"].includes(lastFailure.failure) ? lastFailure.at : null;
  if (failed !== null && (lastSentAt === null || failed > lastSentAt)) return "fails";
  return lastSentAt === null ? "untried" : "works";
}
