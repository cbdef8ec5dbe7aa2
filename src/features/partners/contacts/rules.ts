import { addDays, type PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import type { Values } from "@/domain/values";
import type { ContactInput } from "./schema";

export type ContactRefusal = "partnerContactPartnerGone" | "partnerContactUnitNotThere" | "partnerContactNotNeeded" | "partnerContactTooLong";

/** As many days ahead as details may be kept at a time, two years: who is needed for longer is asked about again. */
export const MOST_DAYS = 731;
/** How many days before details are erased their unit is told. */
export const NOTICE_DAYS = 30;

/** Judges how long details are kept: until a day that has not passed, and not longer than may be foreseen. Refused: partnerContactNotNeeded, partnerContactTooLong. */
export function judgeNeed(neededUntil: PlainDate, today: PlainDate): Result<null, ContactRefusal> {
  if (neededUntil < today) return refuse("partnerContactNotNeeded", { field: "neededUntil" });
  const latest = addDays(today, MOST_DAYS);
  return neededUntil > latest ? refuse("partnerContactTooLong", { field: "neededUntil", about: { day: latest } }) : succeed(null);
}

/** Tells whether details may be known no longer: they have been erased, or their last day has passed. */
export function isErased({ isAnonymised, neededUntil }: { isAnonymised: boolean; neededUntil: PlainDate }, today: PlainDate): boolean {
  return isAnonymised || neededUntil < today;
}

/** Writes a contact as its form holds it. */
export function writeContact(contact: ContactInput): Values {
  return { name: contact.name, title: contact.title ?? "", email: contact.email ?? "", phone: contact.phone ?? "", lawfulBasis: contact.lawfulBasis, neededUntil: contact.neededUntil };
}
