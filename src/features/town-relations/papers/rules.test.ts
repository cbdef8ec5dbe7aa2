import { describe, expect, it } from "vitest";
import { DAYS_AHEAD, dueOf, matterProposed, writeAgreement, writeReview } from "./rules";
import { addAgreementSchema, addReviewSchema, changeAgreementSchema, changeReviewSchema } from "./schema";

const ID = "00000000-0000-4000-8000-000000000001";
const TODAY = "2026-11-29";
const hidden = { _key: ID, id: ID, _version: "2" };

describe("an agreement", () => {
  it("is asked about before the first of its days, and not when they are far away or long gone", () => {
    expect(dueOf({ renewalOn: "2027-03-01", noticeOn: "2027-01-01" }, TODAY)).toEqual({ kind: "NOTICE", on: "2027-01-01" });
    expect(dueOf({ renewalOn: "2027-03-01", noticeOn: null }, TODAY)).toEqual({ kind: "RENEWAL", on: "2027-03-01" });
    expect(dueOf({ renewalOn: "2029-03-01", noticeOn: "2020-01-01" }, TODAY)).toBeNull();
    expect(dueOf({ renewalOn: null, noticeOn: null }, TODAY)).toBeNull();
    expect(DAYS_AHEAD).toBe(180);
  });

  it.each([
    ["a term that ends before it is signed", { validTo: "2025-12-31" }, [["validTo", "townPapers.errors.beforeSigned"]]],
    ["a document that is no address", { documentUrl: "javascript:alert(1)" }, [["documentUrl", "townPapers.errors.url"]]],
    ["nobody who signed", { signatories: "" }, [["signatories", "townPapers.errors.signatoriesMissing"]]],
  ])("is refused with %s", (_what, more, issues) => {
    const read = addAgreementSchema.safeParse({ ...hidden, title: "Avtal", signed: "2026", signatories: "Ordförandena", ...more });
    expect(read.success ? [] : read.error.issues.map((issue) => [issue.path.join("."), issue.message])).toEqual(issues);
  });
});

describe("a review", () => {
  it("V14b, H12b: puts its proposal before whoever decides, until the relation has moved", () => {
    const active = { state: "ACTIVE" as const, startsOn: "2020-01-01" };
    const review = (outcome: "KEEP" | "CHANGE" | "END") => ({ outcome, reviewedOn: "2026-05-01" });
    expect(matterProposed(review("END"), active)).toBe("END_TOWN_RELATION");
    expect(matterProposed(review("CHANGE"), active)).toBe("RENEW_TOWN_RELATION");
    expect(matterProposed(review("KEEP"), active)).toBeNull();
    expect(matterProposed(review("END"), { state: "NOTICE_GIVEN", startsOn: "2026-04-01" })).toBeNull();
    expect(matterProposed(review("CHANGE"), { state: "ACTIVE", startsOn: "2026-06-01" })).toBeNull();
    expect(matterProposed(null, active)).toBeNull();
  });

  it("that is for a change or an end says what it proposes", () => {
    const read = (more: Record<string, string>) => addReviewSchema.safeParse({ ...hidden, reviewedOn: "2026-05-01", reasons: "Ingen nytta", ...more });
    expect(read({ outcome: "KEEP" }).success).toBe(true);
    expect(read({ outcome: "END" }).error?.issues.map(({ message }) => message)).toEqual(["townPapers.errors.proposalMissing"]);
    expect(read({ outcome: "END", proposal: "Säg upp avtalet" }).data?.added.review.outcome).toBe("END");
  });
});

it("both are read as they are written", () => {
  const agreement = { title: "Avtal", signatories: "Ordförandena", subjectAreas: null, validTo: "2030-12-31", renewalOn: null, noticeOn: null, documentUrl: null, source: null };
  const forms = { id: ID, _version: "2" };
  expect(changeAgreementSchema.parse({ ...forms, agreementId: ID, ...writeAgreement({ ...agreement, signedOn: "2026-01-01", signedPrecision: "YEAR" }) })).toEqual({ id: ID, version: 2, agreementId: ID, agreement: { ...agreement, signed: { on: "2026-01-01", precision: "YEAR" } } });
  const review = { reviewedOn: "2026-05-01", outcome: "END" as const, reasons: "Ingen nytta", proposal: "Säg upp" };
  expect(changeReviewSchema.parse({ ...forms, reviewId: ID, ...writeReview(review) })).toEqual({ id: ID, version: 2, reviewId: ID, review });
  expect(writeReview({ ...review, proposal: null }).proposal).toBe("");
});
