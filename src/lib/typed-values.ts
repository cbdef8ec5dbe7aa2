import { formatAmount, readAmount } from "@/domain/money";
import { readApproximateDate, type PlainDate } from "@/domain/plain-date";

/** What was typed as an amount, with its thousands held together; what cannot be read stays as it is. */
export function spaceAmount(text: string): string {
  const amount = readAmount(text);
  return amount === null ? text : formatAmount(amount);
}

/** The day that a typed date means, or the first one of its month, quarter or year; null when it cannot be read. */
export function dayOf(text: string): PlainDate | null {
  return readApproximateDate(text)?.on ?? null;
}

/** How many characters a text counts as when it is sent: as many as the server will find. */
export function lengthOf(text: string): number {
  return [...text.replace(/\r\n?/g, "\n").normalize("NFC").trim()].length;
}
