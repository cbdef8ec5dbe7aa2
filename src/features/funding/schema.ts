import { z } from "zod";
import { CURRENCIES, type Currency } from "@/domain/money";
import type { PlainDate } from "@/domain/plain-date";
import { optionalAmount, optionalDate, optionalId, optionalRate, optionalText, requiredChoice, requiredDate, requiredId, version, whenRead } from "@/lib/fields";

/** PLANNED: not sent yet · SENT: waits for an answer · APPROVED: with what was approved of it · REJECTED. */
export const CLAIM_STATES = ["PLANNED", "SENT", "APPROVED", "REJECTED"] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];
export const PAYMENT_KINDS = ["ADVANCE", "INTERIM", "FINAL"] as const;
export type PaymentKind = (typeof PAYMENT_KINDS)[number];

const LONGEST_NOTE = 500;

/** A claim for the costs of a period, as a person states it; money in minor units of its currency. */
export interface ClaimInput {
  periodFrom: PlainDate;
  periodTo: PlainDate;
  currency: Currency;
  amountMinor: bigint;
  state: ClaimState;
  sentOn: PlainDate | null;
  answeredOn: PlainDate | null;
  /** What was approved; null unless the claim was. */
  approvedMinor: bigint | null;
  note: string | null;
}

/** A payment as a person states it: what is expected, what has been received, or both. */
export interface PaymentInput {
  claimId: string | null;
  kind: PaymentKind;
  currency: Currency;
  expectedOn: PlainDate | null;
  expectedMinor: bigint | null;
  receivedOn: PlainDate | null;
  receivedMinor: bigint | null;
  /** Kronor for one unit of the currency when it was paid, in millionths; null where the project's own holds. */
  rateMillionths: bigint | null;
  rateOn: PlainDate | null;
  rateSource: string | null;
  note: string | null;
}

interface ClaimForm {
  periodFrom: PlainDate;
  periodTo: PlainDate;
  amount: bigint | null;
  state: ClaimState;
  sentOn: PlainDate | null;
  answeredOn: PlainDate | null;
  approved: bigint | null;
}

const CLAIM_FIELDS = ["periodFrom", "periodTo", "amount", "state", "sentOn", "answeredOn", "approved"] as const;

/** What each state must be able to say, and what it cannot. */
const judgeClaimForm = ({ periodFrom, periodTo, amount, state, sentOn, answeredOn, approved }: ClaimForm, context: z.RefinementCtx) => {
  const complain = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message: `funding.errors.${message}` });
  if (periodTo < periodFrom) complain("periodTo", "periodInOrder");
  if (amount === null || amount === 0n) complain("amount", "amountMissing");
  if (state === "PLANNED" && sentOn !== null) complain("state", "sentIsNotPlanned");
  if (state !== "PLANNED" && sentOn === null) complain("sentOn", "sentOnMissing");
  const isAnswered = state === "APPROVED" || state === "REJECTED";
  if (isAnswered && answeredOn === null) complain("answeredOn", "answeredOnMissing");
  if (!isAnswered && answeredOn !== null) complain("state", "answeredHasAnswer");
  if (sentOn !== null && answeredOn !== null && answeredOn < sentOn) complain("answeredOn", "answeredBeforeSent");
  if (approved !== null && state !== "APPROVED") complain("approved", "approvedOfApproved");
  if (approved !== null && amount !== null && approved > amount) complain("approved", "approvedAboveClaim");
};

const claimFields = {
  periodFrom: requiredDate("funding.errors.periodFromMissing"),
  periodTo: requiredDate("funding.errors.periodToMissing"),
  currency: requiredChoice(CURRENCIES, "funding.errors.currencyMissing"),
  amount: optionalAmount(),
  state: requiredChoice(CLAIM_STATES, "funding.errors.stateMissing"),
  sentOn: optionalDate(),
  answeredOn: optionalDate(),
  approved: optionalAmount(),
  note: optionalText(LONGEST_NOTE),
};

const toClaim = ({ amount, approved, ...form }: Omit<ClaimInput, "amountMinor" | "approvedMinor"> & { amount: bigint | null; approved: bigint | null }): ClaimInput => ({
  ...form,
  amountMinor: amount ?? 0n,
  // All of it, where nothing less is said.
  approvedMinor: form.state === "APPROVED" ? (approved ?? amount) : null,
});

interface PaymentForm {
  currency: Currency;
  expectedOn: PlainDate | null;
  expected: bigint | null;
  receivedOn: PlainDate | null;
  received: bigint | null;
  rate: bigint | null;
  rateOn: PlainDate | null;
  rateSource: string | null;
}

const PAYMENT_FIELDS = ["currency", "expectedOn", "expected", "receivedOn", "received", "rate", "rateOn", "rateSource"] as const;

const judgePaymentForm = ({ currency, expectedOn, expected, receivedOn, received, rate, rateOn, rateSource }: PaymentForm, context: z.RefinementCtx) => {
  const complain = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message: `funding.errors.${message}` });
  const given = (amount: bigint | null) => amount !== null && amount > 0n;
  if (!given(expected) && !given(received) && expectedOn === null && receivedOn === null) { complain("expectedOn", "paymentMissing"); return; }
  if (expectedOn === null && given(expected)) complain("expectedOn", "expectedOnMissing");
  if (expectedOn !== null && !given(expected)) complain("expected", "expectedMissing");
  if (receivedOn === null && given(received)) complain("receivedOn", "receivedOnMissing");
  if (receivedOn !== null && !given(received)) complain("received", "receivedMissing");
  if (rate === null && rateOn === null && rateSource === null) return;
  if (currency === "SEK") { complain("rate", "rateOfKronor"); return; }
  if (rate === null) complain("rate", "rateMissing");
  if (rateOn === null) complain("rateOn", "rateOnMissing");
  if (rateSource === null) complain("rateSource", "rateSourceMissing");
};

const paymentFields = {
  claimId: optionalId(),
  kind: requiredChoice(PAYMENT_KINDS, "funding.errors.kindMissing"),
  currency: requiredChoice(CURRENCIES, "funding.errors.currencyMissing"),
  expectedOn: optionalDate(),
  expected: optionalAmount(),
  receivedOn: optionalDate(),
  received: optionalAmount(),
  rate: optionalRate(),
  rateOn: optionalDate(),
  rateSource: optionalText(120),
  note: optionalText(LONGEST_NOTE),
};

type PaymentTyped = Omit<PaymentInput, "expectedMinor" | "receivedMinor" | "rateMillionths"> & { expected: bigint | null; received: bigint | null; rate: bigint | null };

const toPayment = ({ expected, received, rate, ...form }: PaymentTyped): PaymentInput => ({
  ...form,
  expectedMinor: form.expectedOn === null ? null : expected,
  receivedMinor: form.receivedOn === null ? null : received,
  rateMillionths: rate,
});

const onProject = { _key: requiredId("fields.choice"), projectId: requiredId("fields.choice") };
const onPart = { projectId: requiredId("fields.choice"), id: requiredId("fields.choice"), _version: version() };

/** Where a claim or payment is that a form is about. */
export interface PartAt {
  projectId: string;
  id: string;
  version: number;
}

/** The form in which a claim is written down. */
export const addClaimSchema = z
  .object({ ...onProject, ...claimFields })
  .superRefine(judgeClaimForm, whenRead(...CLAIM_FIELDS))
  .transform(({ _key, projectId, ...form }) => ({ key: _key, projectId, claim: toClaim(form) }));

/** The form in which a claim is changed, as when it has been sent or answered. */
export const changeClaimSchema = z
  .object({ ...onPart, ...claimFields })
  .superRefine(judgeClaimForm, whenRead(...CLAIM_FIELDS))
  .transform(({ projectId, id, _version, ...form }): PartAt & { claim: ClaimInput } => ({ projectId, id, version: _version, claim: toClaim(form) }));

/** The form in which a payment is written down. */
export const addPaymentSchema = z
  .object({ ...onProject, ...paymentFields })
  .superRefine(judgePaymentForm, whenRead(...PAYMENT_FIELDS))
  .transform(({ _key, projectId, ...form }) => ({ key: _key, projectId, payment: toPayment(form) }));

/** The form in which a payment is changed, as when it has come. */
export const changePaymentSchema = z
  .object({ ...onPart, ...paymentFields })
  .superRefine(judgePaymentForm, whenRead(...PAYMENT_FIELDS))
  .transform(({ projectId, id, _version, ...form }): PartAt & { payment: PaymentInput } => ({ projectId, id, version: _version, payment: toPayment(form) }));

/** A button that takes a claim or payment away that was written down wrongly. */
export const removePartSchema = z.object(onPart).transform(({ projectId, id, _version }): PartAt => ({ projectId, id, version: _version }));
