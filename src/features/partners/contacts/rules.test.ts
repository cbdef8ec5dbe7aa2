import { describe, expect, it } from "vitest";
import { contactInput } from "../../../../tests/factories/partners";
import { isErased, judgeNeed, writeContact } from "./rules";

const TODAY = "2026-11-22";

describe("how long details of a person are kept", () => {
  it.each([
    [TODAY, true],
    ["2026-11-21", "partnerContactNotNeeded"],
    ["2028-11-22", true],
    ["2028-11-23", "partnerContactTooLong"],
  ])("until %s: %s", (day, verdict) => {
    const judged = judgeNeed(day, TODAY);
    expect(judged.ok ? true : judged.reason).toBe(verdict);
  });

  it("may be known until their last day has passed, and no longer once they have been erased", () => {
    expect([isErased({ isAnonymised: false, neededUntil: TODAY }, TODAY), isErased({ isAnonymised: false, neededUntil: "2026-11-21" }, TODAY), isErased({ isAnonymised: true, neededUntil: "2027-01-01" }, TODAY)]).toEqual([false, true, true]);
  });
});

it("writes a contact as its form holds it", () => {
  expect(writeContact(contactInput({ email: "s@skole.example" }))).toEqual({ name: "Sunniva Provsen", title: "", email: "s@skole.example", phone: "", lawfulBasis: "PUBLIC_INTEREST", neededUntil: "2027-06-30" });
});
