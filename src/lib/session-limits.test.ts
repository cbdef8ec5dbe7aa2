import { describe, expect, it } from "vitest";
import { sessionLeft } from "./session-limits";

const NOON = new Date("2026-12-01T12:00:00Z");
const after = (seconds: number) => new Date(NOON.getTime() + seconds * 1000);

describe("how long a session lasts yet", () => {
  it("is until it has not been used for so long, and longer when it is used", () => {
    expect(sessionLeft({ endsAt: after(299.9), endsAtLatest: after(3_600) }, NOON)).toEqual({ secondsLeft: 299, canGoOn: true });
  });

  it("is no longer for being used once it has lasted as long as any may", () => {
    expect(sessionLeft({ endsAt: after(60), endsAtLatest: after(60) }, NOON)).toEqual({ secondsLeft: 60, canGoOn: false });
  });

  it("is never less than nothing", () => {
    expect(sessionLeft({ endsAt: after(-5), endsAtLatest: after(-5) }, NOON)).toEqual({ secondsLeft: 0, canGoOn: false });
  });
});
