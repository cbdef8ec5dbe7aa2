import type { ClaimInput, PaymentInput } from "@/features/funding/schema";

/** A claim for half a year's costs, not sent yet. */
export function claimInput(more: Partial<ClaimInput> = {}): ClaimInput {
  return { periodFrom: "2026-01-01", periodTo: "2026-06-30", currency: "SEK", amountMinor: 120_000_00n, state: "PLANNED", sentOn: null, answeredOn: null, approvedMinor: null, note: null, ...more };
}

/** A payment that is expected, and has not come. */
export function paymentInput(more: Partial<PaymentInput> = {}): PaymentInput {
  return { claimId: null, kind: "INTERIM", currency: "SEK", expectedOn: "2027-03-01", expectedMinor: 120_000_00n, receivedOn: null, receivedMinor: null, rateMillionths: null, rateOn: null, rateSource: null, note: null, ...more };
}
