import { z } from "zod";
import { CURRENCIES, type Currency } from "@/domain/money";
import type { PlainDate } from "@/domain/plain-date";
import { field, optionalAmount, optionalCount, optionalDate, optionalRate, optionalText, requiredChoice, requiredDate, requiredId, requiredText, whenRead } from "@/lib/fields";

export const NETWORK_NEEDS = ["JOIN", "WATCH", "NO"] as const;
export type NetworkNeed = (typeof NETWORK_NEEDS)[number];
export const NETWORK_CONCLUSIONS = ["KEEP", "LEAVE"] as const;
export type NetworkConclusion = (typeof NETWORK_CONCLUSIONS)[number];

const LONGEST = 2000;
const whose = { _key: requiredId("fields.choice"), networkId: requiredId("fields.choice") };
const year = () => field<number>((text) => (text === "" ? { message: "networks.errors.yearMissing" } : /^(19[5-9]\d|20\d\d)$/.test(text) ? { value: Number(text) } : { message: "networks.errors.year" }));

export interface FeeInput {
  networkId: string;
  year: number;
  /** The unit that pays. */
  payerId: string;
  currency: Currency;
  amountMinor: bigint;
  rateMillionths: bigint | null;
  rateOn: PlainDate | null;
  rateSource: string | null;
}

interface FeeForm {
  currency: Currency;
  amount: bigint | null;
  rate: bigint | null;
  rateOn: PlainDate | null;
  rateSource: string | null;
}

const priced = ({ currency, amount, rate, rateOn, rateSource }: FeeForm, context: z.RefinementCtx) => {
  const complain = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
  if (amount === null) complain("amount", "networks.errors.amountMissing");
  if (currency === "SEK") return;
  if (rate === null) complain("rate", "networks.errors.rateMissing");
  if (rateOn === null) complain("rateOn", "networks.errors.rateDateMissing");
  if (rateSource === null) complain("rateSource", "networks.errors.rateSourceMissing");
};

/** The form in which a year's fee is written down; a fee without a payer is refused (V19). */
export const addFeeSchema = z
  .object({
    ...whose,
    year: year(),
    payerId: requiredId("networks.errors.payerMissing"),
    currency: requiredChoice(CURRENCIES, "networks.errors.currencyMissing"),
    amount: optionalAmount(),
    rate: optionalRate(),
    rateOn: optionalDate(),
    rateSource: optionalText(120),
  })
  .superRefine(priced, whenRead("currency", "amount", "rate", "rateOn", "rateSource"))
  .transform(({ _key, amount, rate, rateOn, rateSource, ...form }): { key: string; fee: FeeInput } => {
    const foreign = form.currency !== "SEK";
    return { key: _key, fee: { ...form, amountMinor: amount ?? 0n, rateMillionths: foreign ? rate : null, rateOn: foreign ? rateOn : null, rateSource: foreign ? rateSource : null } };
  });

export interface ParticipationInput {
  networkId: string;
  unitId: string;
  heldOn: PlainDate;
  what: string;
  /** How many took part; never who. */
  people: number | null;
}

/** The form in which a unit tells that it took part. */
export const addParticipationSchema = z
  .object({ ...whose, unitId: requiredId("networks.errors.participantMissing"), heldOn: requiredDate("networks.errors.dayMissing"), what: requiredText(LONGEST, "networks.errors.whatMissing"), people: optionalCount(1, 10_000) })
  .transform(({ _key, ...participation }): { key: string; participation: ParticipationInput } => ({ key: _key, participation }));

export interface AssessmentInput {
  networkId: string;
  unitId: string;
  need: NetworkNeed;
  reason: string;
  assessedOn: PlainDate;
}

/** The form in which a unit tells whether it needs a network (H21a). */
export const assessNeedSchema = z
  .object({ ...whose, unitId: requiredId("networks.errors.participantMissing"), need: requiredChoice(NETWORK_NEEDS, "networks.errors.needMissing"), reason: requiredText(LONGEST, "networks.errors.reasonMissing"), assessedOn: requiredDate("networks.errors.dayMissing") })
  .transform(({ _key, ...assessment }): { key: string; assessment: AssessmentInput } => ({ key: _key, assessment }));

export interface EvaluationInput {
  networkId: string;
  evaluatedOn: PlainDate;
  benefit: string;
  conclusion: NetworkConclusion;
  nextOn: PlainDate | null;
}

const inOrder = ({ evaluatedOn, nextOn }: { evaluatedOn: PlainDate; nextOn: PlainDate | null }, context: z.RefinementCtx) => {
  if (nextOn !== null && nextOn <= evaluatedOn) context.addIssue({ code: "custom", path: ["nextOn"], message: "networks.errors.nextBefore" });
};

/** The form in which a membership is evaluated. */
export const evaluateSchema = z
  .object({ ...whose, evaluatedOn: requiredDate("networks.errors.dayMissing"), benefit: requiredText(LONGEST, "networks.errors.benefitMissing"), conclusion: requiredChoice(NETWORK_CONCLUSIONS, "networks.errors.conclusionMissing"), nextOn: optionalDate() })
  .superRefine(inOrder, whenRead("evaluatedOn", "nextOn"))
  .transform(({ _key, ...evaluation }): { key: string; evaluation: EvaluationInput } => ({ key: _key, evaluation }));

export const ENTRY_KINDS = ["fee", "participation", "assessment", "evaluation"] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

export interface RemoveEntryInput {
  networkId: string;
  kind: EntryKind;
  entryId: string;
  version: number;
}

/** A button that takes an entry that is wrong away from its network. */
export const removeEntrySchema = z
  .object({ networkId: requiredId("fields.choice"), kind: requiredChoice(ENTRY_KINDS, "fields.choice"), entryId: requiredId("fields.choice"), _version: field<number>((text) => (/^\d{1,9}$/.test(text) ? { value: Number(text) } : { message: "fields.choice" })) })
  .transform(({ _version, ...entry }): RemoveEntryInput => ({ ...entry, version: _version }));
