import { z } from "zod";
import { requiredId, version } from "@/lib/fields";
import { among, readListAddress, within, writeListAddress, type ListAddress } from "@/lib/list-address";

export const MAIL_STATES = ["QUEUED", "SENDING", "SENT", "FAILED", "DEAD"] as const;
export type MailState = (typeof MAIL_STATES)[number];

export const MAIL_OCCASIONS = ["NOTIFICATION", "DAILY_DIGEST", "WEEKLY_DIGEST"] as const;
export type MailOccasion = (typeof MAIL_OCCASIONS)[number];

export const MAIL_FAILURES = ["UNREACHABLE", "REFUSED_FOR_NOW", "REFUSED", "NO_ADDRESS", "NO_READER", "NOTHING_TO_TELL", "PROGRAM"] as const;
export type MailFailure = (typeof MAIL_FAILURES)[number];

export const MAILS_A_PAGE = 50;

export interface MailFilter {
  state: MailState | null;
  page: number;
}

const NAMES = new Set(["state", "page", "done", "form", "problem"]);

/** Reads the address of the log of mails. */
export function readMailFilter(parameters: ListAddress): { filter: MailFilter; ignored: string[] } {
  const { ignored, known } = readListAddress(parameters, NAMES);
  return { filter: { state: known("state", among(MAIL_STATES)), page: known("page", within(1, 1_000_000)) ?? 1 }, ignored };
}

/** Writes it, leaving out what is as it begins. */
export function writeMailFilter({ state, page }: MailFilter): string {
  return writeListAddress({ state, page: page > 1 ? page : null });
}

/** The button that sends a mail anew. */
export const resendSchema = z.object({ id: requiredId("fields.choice"), _version: version() }).transform(({ id, _version }) => ({ id, version: _version }));

/** A mail as it would have been sent, in a demonstration. */
export const mailContentSchema = z.object({
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  calendar: z.object({ method: z.enum(["REQUEST", "CANCEL"]), content: z.string() }).nullable(),
});
export type MailContent = z.output<typeof mailContentSchema>;
