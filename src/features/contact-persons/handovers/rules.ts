import { addDays, type PlainDate } from "@/domain/plain-date";
import type { Values } from "@/domain/values";
import type { HandoverInput } from "./schema";

/** So long before the last day somebody who leaves is asked for a handover, and so long after it. */
const ASKED_DAYS = 30;

/** Tells whether somebody whose last day it is is asked for a handover today: from a month before until a month after. */
export function isAskedFor(lastDay: PlainDate | null, today: PlainDate): lastDay is PlainDate {
  return lastDay !== null && today >= addDays(lastDay, -ASKED_DAYS) && today <= addDays(lastDay, ASKED_DAYS);
}

/** Writes a handover as its form holds it. */
export function writeHandover({ ongoing, contacts, advice }: HandoverInput): Values {
  return { ongoing, contacts: contacts ?? "", advice: advice ?? "" };
}
