import { formatAmount, toOre, writeRate, type Currency } from "@/domain/money";
import type { PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import type { Values } from "@/domain/values";
import { OWN_KINDS, type FundingInput } from "@/features/projects/schema";
import type { ClaimInput, PaymentInput } from "./schema";

export type FundingRefusal = "claimInFuture" | "paymentInFuture" | "claimNotThere" | "claimHasPayments";

/** A currency with the rate that holds for it. */
interface Rated {
  currency: Currency;
  rateMillionths: bigint | null;
}

/** An amount in öre, rounded once: by its own rate, or the project's where the currency is the project's; null where there is none. */
export function inOre(amountMinor: bigint, { currency, rateMillionths }: Rated, project: Rated): bigint | null {
  if (currency === "SEK") return amountMinor;
  const rate = rateMillionths ?? (currency === project.currency ? project.rateMillionths : null);
  return rate === null ? null : toOre(amountMinor, rate);
}

/** Judges the days of a claim: what has been sent or answered has been so. Refused: claimInFuture. */
export function judgeClaim({ sentOn, answeredOn }: Pick<ClaimInput, "sentOn" | "answeredOn">, today: PlainDate): Result<null, FundingRefusal> {
  if (sentOn !== null && sentOn > today) return refuse("claimInFuture", { field: "sentOn" });
  return answeredOn !== null && answeredOn > today ? refuse("claimInFuture", { field: "answeredOn" }) : succeed(null);
}

/** Judges the days of a payment, which has come if it is said to have. Refused: paymentInFuture. */
export function judgePayment({ receivedOn }: Pick<PaymentInput, "receivedOn">, today: PlainDate): Result<null, FundingRefusal> {
  return receivedOn !== null && receivedOn > today ? refuse("paymentInFuture", { field: "receivedOn" }) : succeed(null);
}

/** Tells whether a payment that is expected has not come by its day. */
export function isLate({ expectedOn, receivedOn }: Pick<PaymentInput, "expectedOn" | "receivedOn">, today: PlainDate): boolean {
  return receivedOn === null && expectedOn !== null && expectedOn < today;
}

/** A project's rate of support beside its programme's highest; both in hundredths of a percent. */
export interface RateJudgement {
  /** Whose money is measured: the European Union's where there is any, or that of all others. */
  whose: "EU" | "OTHERS";
  rate: number;
  ceiling: number | null;
  verdict: "within" | "above" | "noCeiling";
}

/**
 * Measures the programme's part of a project's whole funding against the programme's highest rate, exactly: a part that lies above it by an öre is above it. The rate that
 * is told is rounded away from the ceiling, so that it says the same. Null where nothing is funded by others. Nothing hinders: the programme decides.
 */
export function judgeRate(funding: readonly FundingInput[], maxRatePercent: number | null): RateJudgement | null {
  const sum = (isCounted: (line: FundingInput) => boolean) => funding.filter(isCounted).reduce((total, line) => total + line.amountMinor, 0n);
  const total = sum(() => true);
  const eu = sum(({ kind }) => kind === "EU");
  const part = eu > 0n ? eu : sum(({ kind }) => !OWN_KINDS.includes(kind));
  if (part === 0n) return null;
  const whose = eu > 0n ? ("EU" as const) : ("OTHERS" as const);
  if (maxRatePercent === null) return { whose, rate: Number((part * 10_000n + total / 2n) / total), ceiling: null, verdict: "noCeiling" };
  const ceiling = Math.round(maxRatePercent * 100);
  const isAbove = part * 10_000n > total * BigInt(ceiling);
  const rate = isAbove ? (part * 10_000n + total - 1n) / total : (part * 10_000n) / total;
  return { whose, rate: Number(rate), ceiling, verdict: isAbove ? "above" : "within" };
}

/** Writes a claim as its form holds it. */
export function writeClaim(claim: ClaimInput): Values {
  return {
    periodFrom: claim.periodFrom,
    periodTo: claim.periodTo,
    currency: claim.currency,
    amount: formatAmount(claim.amountMinor),
    state: claim.state,
    sentOn: claim.sentOn ?? "",
    answeredOn: claim.answeredOn ?? "",
    approved: claim.approvedMinor === null ? "" : formatAmount(claim.approvedMinor),
    note: claim.note ?? "",
  };
}

/** Writes a payment as its form holds it. */
export function writePayment(payment: PaymentInput): Values {
  const amount = (minor: bigint | null) => (minor === null ? "" : formatAmount(minor));
  return {
    claimId: payment.claimId ?? "",
    kind: payment.kind,
    currency: payment.currency,
    expectedOn: payment.expectedOn ?? "",
    expected: amount(payment.expectedMinor),
    receivedOn: payment.receivedOn ?? "",
    received: amount(payment.receivedMinor),
    rate: payment.rateMillionths === null ? "" : writeRate(payment.rateMillionths),
    rateOn: payment.rateOn ?? "",
    rateSource: payment.rateSource ?? "",
    note: payment.note ?? "",
  };
}
