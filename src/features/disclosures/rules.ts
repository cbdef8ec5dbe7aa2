import { addDays, daysBetween, type PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import type { Values } from "@/domain/values";
import type { DisclosureState, RequestInput } from "./schema";

export type RequestRefusal = "disclosureInFuture" | "disclosureClosed" | "disclosureOpen";

/** Tells whether a request is still to be answered. */
export function isOpen(state: DisclosureState): boolean {
  return state === "RECEIVED" || state === "EXAMINED";
}

/** Judges the day on which a request came in. Refused: disclosureInFuture. */
export function judgeRequest({ receivedOn }: Pick<RequestInput, "receivedOn">, today: PlainDate): Result<null, RequestRefusal> {
  return receivedOn > today ? refuse("disclosureInFuture", { field: "receivedOn" }) : succeed(null);
}

/** Judges whether something may still be done about a request. Refused: disclosureClosed, when it has been answered or withdrawn. */
export function judgeOpen(state: DisclosureState): Result<null, RequestRefusal> {
  return isOpen(state) ? succeed(null) : refuse("disclosureClosed");
}

/** Judges whether a request may be examined anew. Refused: disclosureOpen, while it is still examined. */
export function judgeReopen(state: DisclosureState): Result<null, RequestRefusal> {
  return isOpen(state) ? refuse("disclosureOpen") : succeed(null);
}

/** How many days a request has been or was open: a request is to be answered at once (TF 2 kap. 16 §). */
export function daysOpen(request: { receivedOn: PlainDate; closedOn: PlainDate | null }, today: PlainDate): number {
  return Math.max(0, daysBetween(request.receivedOn, request.closedOn ?? today));
}

/** How many days after a request was closed it is known who asked; two years, as for those who have left and those who took part in visits. */
export const ASKER_DAYS = 730;

/** The day from which who asked is erased; null while the request is open. */
export function askerErasedFrom({ closedOn }: { closedOn: PlainDate | null }): PlainDate | null {
  return closedOn === null ? null : addDays(closedOn, ASKER_DAYS);
}

const LONGEST_TITLE = 80;

/** What a request is called where it is listed: the beginning of what is asked for. */
export function titleOf({ asked }: Pick<RequestInput, "asked">): string {
  const line = asked.replace(/\s+/g, " ").trim();
  const characters = [...line];
  return characters.length > LONGEST_TITLE ? `${characters.slice(0, LONGEST_TITLE - 1).join("")}…` : line;
}

/** Writes a request as its form holds it. */
export function writeRequest({ receivedOn, asked, name, address, caseNumber, wish }: RequestInput): Values {
  return { receivedOn, asked, wish, address: address ?? "", name: name ?? "", caseNumber: caseNumber ?? "" };
}
