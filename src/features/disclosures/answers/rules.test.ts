import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findTraces, judgeAnswer, outcomeOf } from "./rules";
import { DISCLOSURE_OUTCOMES } from "./schema";

const decided = { outcome: "RELEASED" as const, decidedOn: "2026-11-22", reason: null };

describe("a decision", () => {
  it("is what the examination came to, and no other is taken", () => {
    fc.assert(
      fc.property(fc.nat(5), fc.nat(5), fc.constantFrom(...DISCLOSURE_OUTCOMES), (released, masked, outcome) => {
        const weighed = { records: 1, released, masked };
        expect(judgeAnswer({ ...decided, outcome, reason: "Skäl" }, weighed, "2026-11-22").ok).toBe(outcome === outcomeOf(weighed));
      }),
    );
  });

  it("says why where not all is released, and bears no day that has not come", () => {
    expect(judgeAnswer({ ...decided, outcome: "PARTLY" }, { records: 1, released: 1, masked: 1 }, "2026-11-22")).toMatchObject({ reason: "disclosureReasonMissing" });
    expect(judgeAnswer({ ...decided, decidedOn: "2026-11-23" }, { records: 1, released: 1, masked: 0 }, "2026-11-22")).toMatchObject({ reason: "disclosureAnswerInFuture" });
    expect(judgeAnswer(decided, { records: 0, released: 0, masked: 0 }, "2026-11-22")).toMatchObject({ reason: "disclosureNothing" });
    expect(judgeAnswer({ ...decided, outcome: "REFUSED", reason: "Finns inte" }, { records: 0, released: 0, masked: 0 }, "2026-11-22").ok).toBe(true);
  });
});

describe("what is masked", () => {
  it("is found where it stands elsewhere, however it is written, and not where it is too short to say anything", () => {
    const released = [{ where: "a", text: "Möte med AGDA  frågvis i Kiel" }, { where: "b", text: "Hamnen" }];
    expect(findTraces(["Agda Frågvis"], released)).toEqual(["a"]);
    expect(findTraces(["i K"], released)).toEqual([]);
    expect(findTraces([], released)).toEqual([]);
  });
});
