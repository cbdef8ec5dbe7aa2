import { dateInStockholm, type PlainDate } from "@/domain/plain-date";

/** For how long a person who has left is known by name; as for those who took part in visits. */
export const KEPT_YEARS = 2;

/** What stands where a name has been. */
export const ERASED_NAME = "Borttagen person";

/** The day from which a person who left at an instant is to be erased: the same day so many years later, or the day after where there is none. */
export function erasableFrom(leftAt: Date): PlainDate {
  const left = dateInStockholm(leftAt);
  const year = String(Number(left.slice(0, 4)) + KEPT_YEARS);
  return left.endsWith("-02-29") ? `${year}-03-01` : `${year}${left.slice(4)}`;
}

/** Tells whether a person who has left is to be erased: the time has come, nothing is held any more, and it has not been done. */
export function isDue({ leftAt, isErased, holds }: { leftAt: Date | null; isErased: boolean; holds: boolean }, today: PlainDate): boolean {
  return leftAt !== null && !isErased && !holds && erasableFrom(leftAt) <= today;
}
