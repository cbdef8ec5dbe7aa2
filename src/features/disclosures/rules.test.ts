import { describe, expect, it } from "vitest";
import { daysOpen, isOpen, judgeOpen, judgeReopen, judgeRequest, titleOf } from "./rules";
import { DISCLOSURE_STATES } from "./schema";

describe("a request for public documents", () => {
  it("is open until it has been answered or withdrawn, and only then examined anew", () => {
    expect(DISCLOSURE_STATES.map((state) => [state, isOpen(state), judgeOpen(state).ok, judgeReopen(state).ok])).toEqual([
      ["RECEIVED", true, true, false],
      ["EXAMINED", true, true, false],
      ["ANSWERED", false, false, true],
      ["WITHDRAWN", false, false, true],
    ]);
  });

  it("has come in by today", () => {
    expect(judgeRequest({ receivedOn: "2026-11-22" }, "2026-11-22")).toMatchObject({ ok: true });
    expect(judgeRequest({ receivedOn: "2026-11-23" }, "2026-11-22")).toMatchObject({ ok: false, reason: "disclosureInFuture", field: "receivedOn" });
  });

  it("counts its days from the one on which it came in to its answer or today, and never less than none", () => {
    expect(daysOpen({ receivedOn: "2026-11-20", closedOn: null }, "2026-11-22")).toBe(2);
    expect(daysOpen({ receivedOn: "2026-11-20", closedOn: "2026-11-21" }, "2026-12-22")).toBe(1);
    expect(daysOpen({ receivedOn: "2026-11-20", closedOn: "2026-11-19" }, "2026-12-22")).toBe(0);
  });

  it("is called by the beginning of what is asked for, in one line", () => {
    expect(titleOf({ asked: "Allt om\n  hamnen" })).toBe("Allt om hamnen");
    expect([...titleOf({ asked: "å".repeat(200) })]).toHaveLength(80);
  });
});
