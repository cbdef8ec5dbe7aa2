import { describe, expect, it } from "vitest";
import { judgeCarryingOut, judgeDecision, judgeWithdrawal, obstacleOf } from "./rules";
import { carryOutDisposalSchema, decideDisposalSchema, DISPOSAL_STATES, proposeDisposalSchema, readDisposalAddress, readDisposalId, writeDisposalAddress } from "./schema";

const ID = "00000000-0000-4000-8000-000000000001";
const TODAY = "2026-11-30";

describe("the steps of a disposal", () => {
  it("a decision is written down once, on a proposal, and not ahead of its day", () => {
    expect(DISPOSAL_STATES.filter((state) => judgeDecision(state, TODAY, TODAY).ok)).toEqual(["PROPOSED"]);
    expect(judgeDecision("PROPOSED", "2026-12-01", TODAY)).toMatchObject({ reason: "disposalDecidedAhead", field: "decidedOn" });
  });

  it("nothing is carried out without a decision, nor before the day that it is about", () => {
    expect(DISPOSAL_STATES.filter((state) => judgeCarryingOut(state, TODAY, TODAY).ok)).toEqual(["DECIDED"]);
    expect(judgeCarryingOut("DECIDED", "2026-12-01", TODAY)).toMatchObject({ reason: "disposalTooEarly" });
  });

  it("is withdrawn only while nothing has been disposed of", () => {
    expect(DISPOSAL_STATES.filter((state) => judgeWithdrawal(state, 0).ok)).toEqual(["PROPOSED", "DECIDED"]);
    expect(judgeWithdrawal("DECIDED", 1)).toMatchObject({ reason: "disposalBegun" });
  });

  it("a record goes only if its time is over and nothing keeps it", () => {
    expect(obstacleOf(undefined)).toBe("NOT_DUE");
    expect(obstacleOf({ keptBy: [] })).toBeNull();
    expect(obstacleOf({ keptBy: [{ by: "REQUEST" }] })).toBe("REQUEST");
    expect(obstacleOf({ keptBy: [{ by: "HOLD", reason: "Tvist" }, { by: "PROJECT" }] })).toBe("HOLD");
  });
});

describe("the forms", () => {
  const messagesOf = (parsed: { error?: { issues: { path: PropertyKey[]; message: string }[] } | undefined }) => Object.fromEntries((parsed.error?.issues ?? []).map(({ path, message }) => [path.join("."), message]));

  it("say what a proposal, a decision and the carrying out lack", () => {
    expect(messagesOf(proposeDisposalSchema.safeParse({ _key: ID }))).toEqual({ kind: "disposals.errors.kindMissing", on: "disposals.errors.onMissing" });
    expect(messagesOf(decideDisposalSchema.safeParse({ id: ID, _version: "1" }))).toEqual({ decidedBy: "disposals.errors.decidedByMissing", decidedOn: "disposals.errors.decidedOnMissing", caseNumber: "disposals.errors.caseNumberMissing" });
    expect(messagesOf(carryOutDisposalSchema.safeParse({ id: ID, _version: "2" }))).toEqual({ isSure: "disposals.errors.notSure" });
  });

  it("are read as they are meant", () => {
    expect(proposeDisposalSchema.parse({ _key: ID, kind: "visit", on: "2026-11-30" })).toEqual({ key: ID, proposal: { kind: "visit", on: TODAY } });
    expect(decideDisposalSchema.parse({ id: ID, _version: "1", decidedBy: "Kommunstyrelsen", decidedOn: "2026-11-29", paragraph: "", caseNumber: "KS 2026/100" }).decision).toEqual({ decidedBy: "Kommunstyrelsen", decidedOn: "2026-11-29", paragraph: null, caseNumber: "KS 2026/100" });
    expect(carryOutDisposalSchema.parse({ id: ID, _version: "2", isSure: "on" })).toEqual({ id: ID, version: 2 });
  });

  it("addresses hold a page and nothing else", () => {
    expect(readDisposalAddress({ page: "3", colour: "blue" })).toEqual({ page: 3, ignored: ["colour"] });
    expect([writeDisposalAddress(1), writeDisposalAddress(3)]).toEqual(["", "?page=3"]);
    expect([readDisposalId({ id: ID }), readDisposalId({ id: "x" })]).toEqual([ID, null]);
  });
});
