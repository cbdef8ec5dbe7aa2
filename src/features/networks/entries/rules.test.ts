import { describe, expect, it } from "vitest";
import { feeInOre, judgeFeeYear, judgeParticipation, sumByPayer } from "./rules";
import { addFeeSchema, assessNeedSchema, evaluateSchema } from "./schema";

const id = "11111111-1111-4111-8111-111111111111";
const fee = { _key: id, networkId: id, year: "2026", payerId: id, currency: "SEK", amount: "25 000" };
const faults = (result: { error?: { issues: readonly { path: PropertyKey[]; message: string }[] } | undefined }) => result.error?.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`) ?? [];

describe("fees", () => {
  it("V19: a fee without a payer is refused, in words", () => {
    expect(faults(addFeeSchema.safeParse({ ...fee, payerId: "" }))).toEqual(["payerId networks.errors.payerMissing"]);
    expect(addFeeSchema.parse(fee).fee).toMatchObject({ payerId: id, amountMinor: 2_500_000n, rateMillionths: null });
  });

  it("V19: one in another currency has its rate, with day and source, and is counted in öre by it", () => {
    expect(faults(addFeeSchema.safeParse({ ...fee, currency: "EUR" }))).toEqual(["rate networks.errors.rateMissing", "rateOn networks.errors.rateDateMissing", "rateSource networks.errors.rateSourceMissing"]);
    const read = addFeeSchema.parse({ ...fee, currency: "EUR", amount: "2 600", rate: "11,4", rateOn: "2026-01-15", rateSource: "Riksbanken" }).fee;
    expect(feeInOre(read)).toBe(2_964_000n);
    expect(feeInOre({ ...read, currency: "SEK" })).toBe(260_000n);
  });

  it("V19: each payer's sum is that of the fees under it, and all sums together that of all fees", () => {
    const fees = [{ payerId: "a", payer: "A", amountOre: 1n }, { payerId: "b", payer: "B", amountOre: 20n }, { payerId: "a", payer: "A", amountOre: 300n }];
    expect(sumByPayer(fees).map(({ payer, sumOre, fees: paid }) => [payer, sumOre, paid.length])).toEqual([["A", 301n, 2], ["B", 20n, 1]]);
  });

  it("is for a year of the membership", () => {
    const held = { joinedOn: "2014-12-02", leftOn: "2020-06-30" };
    expect([2013, 2014, 2020, 2021].map((year) => judgeFeeYear(held, year).ok)).toEqual([false, true, true, false]);
    expect(judgeFeeYear({ joinedOn: null, leftOn: null }, 2020)).toEqual({ ok: false, reason: "networkFeeWithoutMembership", field: "year" });
  });
});

it("V7, H9: participation is told of a day within the membership, and not of one to come", () => {
  const held = { joinedOn: "2014-12-02", leftOn: "2020-06-30" };
  expect(["2014-12-01", "2014-12-02", "2020-06-30", "2020-07-01"].map((day) => judgeParticipation(held, day, "2026-11-22").ok)).toEqual([false, true, true, false]);
  expect(judgeParticipation({ joinedOn: "2014-12-02", leftOn: null }, "2026-11-23", "2026-11-22")).toEqual({ ok: false, reason: "networkDayInFuture", field: "heldOn" });
});

it("H21a: a need is assessed with a reason", () => {
  const assessment = { _key: id, networkId: id, unitId: id, need: "NO", reason: "", assessedOn: "2026-11-22" };
  expect(faults(assessNeedSchema.safeParse(assessment))).toEqual(["reason networks.errors.reasonMissing"]);
  expect(faults(assessNeedSchema.safeParse({ ...assessment, need: "", reason: "Täcks av andra" }))).toEqual(["need networks.errors.needMissing"]);
});

it("V11a: an evaluation says what the membership is worth, and is followed by a later one", () => {
  const evaluation = { _key: id, networkId: id, evaluatedOn: "2026-11-22", benefit: "Utbyte", conclusion: "KEEP", nextOn: "2026-11-22" };
  expect(faults(evaluateSchema.safeParse(evaluation))).toEqual(["nextOn networks.errors.nextBefore"]);
  expect(evaluateSchema.safeParse({ ...evaluation, nextOn: "" }).success).toBe(true);
});
