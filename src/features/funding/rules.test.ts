import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CURRENCIES, toOre } from "@/domain/money";
import type { FundingInput } from "@/features/projects/schema";
import { ANY_LINE } from "../../../tests/factories/projects.ts";
import { inOre, isLate, judgeClaim, judgePayment, judgeRate, writeClaim, writePayment } from "./rules";
import { addClaimSchema, addPaymentSchema, changeClaimSchema, type ClaimInput, type PaymentInput } from "./schema";

const ID = "20000000-0000-4000-8000-000000000001";
const TODAY = "2026-11-29";
const line = (kind: FundingInput["kind"], amountMinor: bigint): FundingInput => ({ kind, funder: null, year: null, amountMinor });

const claim = (more: Partial<ClaimInput> = {}): ClaimInput => ({ periodFrom: "2026-01-01", periodTo: "2026-06-30", currency: "SEK", amountMinor: 100_00n, state: "PLANNED", sentOn: null, answeredOn: null, approvedMinor: null, note: null, ...more });
const payment = (more: Partial<PaymentInput> = {}): PaymentInput => ({ claimId: null, kind: "INTERIM", currency: "SEK", expectedOn: "2026-12-01", expectedMinor: 100_00n, receivedOn: null, receivedMinor: null, rateMillionths: null, rateOn: null, rateSource: null, note: null, ...more });

const told = (schema: typeof addClaimSchema | typeof addPaymentSchema, values: Record<string, unknown>) => {
  const parsed = schema.safeParse({ _key: ID, projectId: ID, ...values });
  return parsed.success ? "fine" : parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message.replace("funding.errors.", "")}`);
};

describe("a claim", () => {
  it("is what its form says, also after it has been written and read", () => {
    for (const each of [claim(), claim({ state: "SENT", sentOn: "2026-07-01" }), claim({ state: "APPROVED", sentOn: "2026-07-01", answeredOn: "2026-08-01", approvedMinor: 90_00n, note: "Utan moms" }), claim({ state: "REJECTED", sentOn: "2026-07-01", answeredOn: "2026-07-01", currency: "EUR" })]) {
      expect(addClaimSchema.parse({ _key: ID, projectId: ID, ...writeClaim(each) })).toEqual({ key: ID, projectId: ID, claim: each });
      expect(changeClaimSchema.parse({ id: ID, projectId: ID, _version: "3", ...writeClaim(each) })).toEqual({ id: ID, projectId: ID, version: 3, claim: each });
    }
  });

  it("that is approved without an amount is approved in full", () => {
    expect(addClaimSchema.parse({ _key: ID, projectId: ID, ...writeClaim(claim({ state: "APPROVED", sentOn: "2026-07-01", answeredOn: "2026-08-01" })) }).claim.approvedMinor).toBe(100_00n);
  });

  it.each([
    ["a period the wrong way round", { periodTo: "2025-12-31" }, ["periodTo periodInOrder"]],
    ["no amount", { amount: "" }, ["amount amountMissing"]],
    ["a planned one that was sent", { sentOn: "2026-07-01" }, ["state sentIsNotPlanned"]],
    ["a sent one without its day", { state: "SENT" }, ["sentOn sentOnMissing"]],
    ["an approved one without its days", { state: "APPROVED" }, ["sentOn sentOnMissing", "answeredOn answeredOnMissing"]],
    ["an answer to one that waits", { state: "SENT", sentOn: "2026-07-01", answeredOn: "2026-07-02" }, ["state answeredHasAnswer"]],
    ["an answer before it was sent", { state: "REJECTED", sentOn: "2026-07-01", answeredOn: "2026-06-30" }, ["answeredOn answeredBeforeSent"]],
    ["an amount approved of one turned down", { state: "REJECTED", sentOn: "2026-07-01", answeredOn: "2026-07-02", approved: "1" }, ["approved approvedOfApproved"]],
    ["more approved than claimed", { state: "APPROVED", sentOn: "2026-07-01", answeredOn: "2026-07-02", approved: "101" }, ["approved approvedAboveClaim"]],
  ])("with %s is refused in words", (_what, more, issues) => {
    expect(told(addClaimSchema, { ...writeClaim(claim()), ...more })).toEqual(issues);
  });

  it("that has been sent or answered has been so by today", () => {
    expect(judgeClaim({ sentOn: "2026-11-30", answeredOn: null }, TODAY)).toMatchObject({ reason: "claimInFuture", field: "sentOn" });
    expect(judgeClaim({ sentOn: TODAY, answeredOn: "2026-11-30" }, TODAY)).toMatchObject({ reason: "claimInFuture", field: "answeredOn" });
    expect(judgeClaim({ sentOn: TODAY, answeredOn: TODAY }, TODAY).ok).toBe(true);
  });
});

describe("a payment", () => {
  it("is what its form says, also after it has been written and read", () => {
    for (const each of [payment(), payment({ receivedOn: "2026-12-03", receivedMinor: 99_50n, claimId: ID, kind: "FINAL" }), payment({ expectedOn: null, expectedMinor: null, receivedOn: "2026-12-03", receivedMinor: 1n, currency: "EUR", rateMillionths: 11_250_000n, rateOn: "2026-12-03", rateSource: "Riksbanken" })]) {
      expect(addPaymentSchema.parse({ _key: ID, projectId: ID, ...writePayment(each) })).toEqual({ key: ID, projectId: ID, payment: each });
    }
  });

  it.each([
    ["nothing", { expectedOn: "", expected: "" }, ["expectedOn paymentMissing"]],
    ["a day without an amount", { expected: "" }, ["expected expectedMissing"]],
    ["an amount without a day", { expectedOn: "" }, ["expectedOn expectedOnMissing"]],
    ["an amount that came without a day", { received: "5" }, ["receivedOn receivedOnMissing"]],
    ["nothing that came on a day", { receivedOn: "2026-11-01", received: "0" }, ["received receivedMissing"]],
    ["a rate of kronor", { rate: "11" }, ["rate rateOfKronor"]],
    ["a rate without day and source", { currency: "EUR", rate: "11" }, ["rateOn rateOnMissing", "rateSource rateSourceMissing"]],
    ["a rate's day without a rate", { currency: "EUR", rateOn: "2026-11-01", rateSource: "Riksbanken" }, ["rate rateMissing"]],
  ])("with %s is refused in words", (_what, more, issues) => {
    expect(told(addPaymentSchema, { ...writePayment(payment()), ...more })).toEqual(issues);
  });

  it("that has come has come by today, and is late from the day after", () => {
    expect(judgePayment({ receivedOn: "2026-11-30" }, TODAY)).toMatchObject({ reason: "paymentInFuture", field: "receivedOn" });
    expect(judgePayment({ receivedOn: TODAY }, TODAY).ok).toBe(true);
    expect([isLate(payment({ expectedOn: TODAY }), TODAY), isLate(payment({ expectedOn: "2026-11-28" }), TODAY), isLate(payment({ expectedOn: "2026-11-28", receivedOn: TODAY }), TODAY)]).toEqual([false, true, false]);
  });

  it("V19: is reckoned in öre once, by its own rate or the project's, and by none where there is none", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 14n }), fc.constantFrom(...CURRENCIES), fc.option(fc.bigInt({ min: 1n, max: 50_000_000n }), { nil: null }), fc.constantFrom(...CURRENCIES), fc.option(fc.bigInt({ min: 1n, max: 50_000_000n }), { nil: null }), (amount, currency, own, ofProject, rate) => {
        const ore = inOre(amount, { currency, rateMillionths: own }, { currency: ofProject, rateMillionths: rate });
        if (currency === "SEK") expect(ore).toBe(amount);
        else if (own !== null) expect(ore).toBe(toOre(amount, own));
        else expect(ore).toBe(currency === ofProject && rate !== null ? toOre(amount, rate) : null);
      }),
    );
  });
});

describe("a project's rate of support", () => {
  it("is measured against the programme's highest, to the öre, and never hinders", () => {
    expect(judgeRate([line("EU", 60n), line("OWN_CASH", 40n)], 60)).toEqual({ whose: "EU", rate: 6000, ceiling: 6000, verdict: "within" });
    expect(judgeRate([line("EU", 600_000_001n), line("OWN_CASH", 399_999_999n)], 60)).toEqual({ whose: "EU", rate: 6001, ceiling: 6000, verdict: "above" });
    expect(judgeRate([line("EU", 599_999_999n), line("OWN_CASH", 400_000_001n)], 60)).toMatchObject({ rate: 5999, verdict: "within" });
    expect(judgeRate([line("EU", 50n), line("OTHER_EXTERNAL", 30n), line("OWN_IN_KIND", 20n)], 60)).toMatchObject({ whose: "EU", rate: 5000, verdict: "within" });
    expect(judgeRate([line("OTHER_EXTERNAL", 100n)], null)).toEqual({ whose: "OTHERS", rate: 10_000, ceiling: null, verdict: "noCeiling" });
    expect(judgeRate([line("OWN_CASH", 100n)], 60)).toBeNull();
    expect(judgeRate([], 60)).toBeNull();
  });

  it("tells a rate that says the same as its verdict, whatever the funding", () => {
    fc.assert(
      fc.property(fc.array(ANY_LINE), fc.integer({ min: 1, max: 10_000 }), (funding, hundredths) => {
        const judged = judgeRate(funding, hundredths / 100);
        if (judged === null) return;
        expect(judged.ceiling).toBe(hundredths);
        expect(judged.rate > hundredths).toBe(judged.verdict === "above");
      }),
    );
  });
});
