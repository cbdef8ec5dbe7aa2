import type { MoneyFlag } from "./schema";

/** Amounts of a year in öre: what others pay, what the municipality gives, and what has been paid out to it in the year. */
export interface Amounts {
  eu: bigint;
  other: bigint;
  cash: bigint;
  inKind: bigint;
  received: bigint;
}

/** What all projects of one unit, programme and pair of flags come to. */
export interface MoneyCell extends Amounts {
  unitId: string;
  programmeId: string | null;
  isInternational: boolean;
  isExternallyFunded: boolean;
}

export const NOTHING: Amounts = { eu: 0n, other: 0n, cash: 0n, inKind: 0n, received: 0n };

/** Adds amounts up, kind by kind. */
export function addUp(amounts: Iterable<Amounts>): Amounts {
  const total = { ...NOTHING };
  for (const { eu, other, cash, inKind, received } of amounts) {
    total.eu += eu;
    total.other += other;
    total.cash += cash;
    total.inKind += inKind;
    total.received += received;
  }
  return total;
}

/** Gathers cells by what a view asks of them; the groups together are the whole, whatever is asked. */
export function groupMoney<Key extends string>(cells: readonly MoneyCell[], keyOf: (cell: MoneyCell) => Key): Map<Key, Amounts> {
  const groups = new Map<Key, MoneyCell[]>();
  for (const cell of cells) {
    const key = keyOf(cell);
    const held = groups.get(key);
    if (held === undefined) groups.set(key, [cell]);
    else held.push(cell);
  }
  return new Map([...groups].map(([key, held]) => [key, addUp(held)]));
}

/** Which of the four a project is by its two flags. */
export function flagOf({ isInternational, isExternallyFunded }: Pick<MoneyCell, "isInternational" | "isExternallyFunded">): MoneyFlag {
  if (isInternational) return isExternallyFunded ? "both" : "international";
  return isExternallyFunded ? "external" : "neither";
}

/** What others pay. */
export const externalOf = ({ eu, other }: Amounts): bigint => eu + other;
/** What the municipality gives itself, in money and work. */
export const ownOf = ({ cash, inKind }: Amounts): bigint => cash + inKind;
