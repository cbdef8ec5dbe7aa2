import { describe, expect, it } from "vitest";
import { judgeValidTo, stateOf } from "./rules";

const TODAY = "2027-03-01";

describe("a system's token", () => {
  it.each([
    ["2027-05-01", false, "live"],
    ["2027-04-01", false, "live"],
    ["2027-03-31", false, "ending"],
    ["2027-03-01", false, "ending"],
    ["2027-02-28", false, "expired"],
    ["2027-05-01", true, "revoked"],
    ["2027-02-28", true, "revoked"],
  ] as const)("that holds to %s, revoked %s, is %s", (validTo, isRevoked, state) => {
    expect(stateOf({ validTo, isRevoked }, TODAY)).toBe(state);
  });

  it.each([
    ["2027-02-28", { ok: false, reason: "systemTokenOver", field: "validTo" }],
    ["2027-03-01", { ok: true }],
    ["2029-03-01", { ok: true }],
    ["2029-03-02", { ok: false, reason: "systemTokenTooLong", field: "validTo" }],
  ] as const)("may be given to %s or not", (validTo, judged) => {
    expect(judgeValidTo(validTo, TODAY)).toMatchObject(judged);
  });
});
