import { describe, expect, it } from "vitest";
import { afterFailure, judgeHealth, judgeResending, WAITS_MS } from "./rules";
import { MAIL_FAILURES, MAIL_STATES } from "./schema";

const NOW = new Date("2026-11-27T16:00:00Z");

describe("a mail whose try failed", () => {
  it("waits longer each time, over a weekend, and is then dead", () => {
    const waits = WAITS_MS.map((_wait, index) => afterFailure("UNREACHABLE", index + 1, NOW));
    expect(waits.every(({ state }) => state === "FAILED")).toBe(true);
    expect(waits.map(({ nextTryAt }) => nextTryAt.getTime() - NOW.getTime())).toEqual([...WAITS_MS]);
    expect([...WAITS_MS].sort((a, b) => a - b)).toEqual([...WAITS_MS]);
    expect(WAITS_MS.reduce((sum, wait) => sum + wait, 0) / 3_600_000).toBeGreaterThan(64);
    expect(afterFailure("UNREACHABLE", WAITS_MS.length + 1, NOW)).toEqual({ state: "DEAD", nextTryAt: NOW });
  });

  it("is dead at once where no waiting helps", () => {
    expect(MAIL_FAILURES.filter((failure) => afterFailure(failure, 1, NOW).state === "DEAD")).toEqual(["REFUSED", "NO_ADDRESS", "NO_READER", "NOTHING_TO_TELL"]);
  });
});

it("only a mail that is dead or waits for its next try is sent anew", () => {
  expect(MAIL_STATES.map((state) => [state, judgeResending(state).ok])).toEqual([
    ["QUEUED", false],
    ["SENDING", false],
    ["SENT", false],
    ["FAILED", true],
    ["DEAD", true],
  ]);
});

it("mails are held to work by the latest try that the server or the program answers for", () => {
  const before = new Date(NOW.getTime() - 1_000);
  const failed = (failure: (typeof MAIL_FAILURES)[number], at = NOW) => ({ failure, at });
  expect(judgeHealth("smtp", { lastSentAt: null, lastFailure: null })).toBe("untried");
  expect(judgeHealth("smtp", { lastSentAt: NOW, lastFailure: null })).toBe("works");
  expect(judgeHealth("smtp", { lastSentAt: NOW, lastFailure: failed("UNREACHABLE", before) })).toBe("works");
  expect(judgeHealth("off", { lastSentAt: NOW, lastFailure: failed("UNREACHABLE") })).toBe("off");
  expect(judgeHealth("demonstration", { lastSentAt: null, lastFailure: null })).toBe("demonstration");
  expect(MAIL_FAILURES.filter((failure) => judgeHealth("smtp", { lastSentAt: before, lastFailure: failed(failure) }) === "fails")).toEqual(["UNREACHABLE", "REFUSED_FOR_NOW", "PROGRAM"]);
});
