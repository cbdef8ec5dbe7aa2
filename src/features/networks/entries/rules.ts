import { toOre } from "@/domain/money";
import type { PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import type { FeeInput } from "./schema";

export type EntryRefusal = "networkUnitNotThere" | "networkDayInFuture" | "networkNotMemberThen" | "networkFeeTwice" | "networkFeeWithoutMembership";

interface Held {
  joinedOn: PlainDate | null;
  leftOn: PlainDate | null;
}

/** Judges a day on which a unit took part: not after today, and while the membership was held. Refused: networkDayInFuture, networkNotMemberThen. */
export function judgeParticipation({ joinedOn, leftOn }: Held, heldOn: PlainDate, today: PlainDate): Result<null, EntryRefusal> {
  if (heldOn > today) return refuse("networkDayInFuture", { field: "heldOn" });
  const isMember = joinedOn !== null && joinedOn <= heldOn && (leftOn === null || heldOn <= leftOn);
  return isMember ? succeed(null) : refuse("networkNotMemberThen", { field: "heldOn" });
}

/** Judges a year for which a fee was paid: one in which the membership was held (V19). Refused: networkFeeWithoutMembership. */
export function judgeFeeYear({ joinedOn, leftOn }: Held, year: number): Result<null, EntryRefusal> {
  const isMember = joinedOn !== null && Number(joinedOn.slice(0, 4)) <= year && (leftOn === null || year <= Number(leftOn.slice(0, 4)));
  return isMember ? succeed(null) : refuse("networkFeeWithoutMembership", { field: "year" });
}

/** A fee in öre, by its own rate where it is in another currency. */
export function feeInOre({ currency, amountMinor, rateMillionths }: Pick<FeeInput, "currency" | "amountMinor" | "rateMillionths">): bigint {
  return currency === "SEK" || rateMillionths === null ? amountMinor : toOre(amountMinor, rateMillionths);
}

/** A year's fees of one payer, with their sum. */
export interface PayerOf<Fee> {
  payerId: string;
  payer: string;
  fees: Fee[];
  sumOre: bigint;
}

/** Gathers fees by who pays, in the order given, so that each sum is that of the fees listed under it (V19). */
export function sumByPayer<Fee extends { payerId: string; payer: string; amountOre: bigint }>(fees: readonly Fee[]): PayerOf<Fee>[] {
  const payers = new Map<string, PayerOf<Fee>>();
  for (const fee of fees) {
    const held = payers.get(fee.payerId) ?? { payerId: fee.payerId, payer: fee.payer, fees: [], sumOre: 0n };
    held.fees.push(fee);
    held.sumOre += fee.amountOre;
    payers.set(fee.payerId, held);
  }
  return [...payers.values()];
}
