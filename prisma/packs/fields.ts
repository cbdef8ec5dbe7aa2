/** The smallest parts of what a pack and its demonstration data are made of. */
import { z } from "zod";

/** Text of at least one character and at most the limit, in the one Unicode form that compares equal. */
export const text = (limit: number) =>
  z.string().trim().min(1, "Write at least one character.").max(limit, `Write at most ${String(limit)} characters.`).normalize("NFC");

/** A calendar date without a time. */
export const calendarDate = z.iso.date("Write a date as YYYY-MM-DD, for example 2026-11-22.");

/** A code that stored records refer to. */
export const code = z
  .string()
  .regex(/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/, "Write the code in capitals with underscores, for example HALF_YEAR.")
  .max(60, "Write a code of at most 60 characters.");

/** The number of a clause in its document. */
export const clauseNumber = z.string().regex(/^[A-Z]{1,3}\d{1,3}[a-z]?$/, "Write a clause number as letters, digits and perhaps a letter, for example V10a.");
