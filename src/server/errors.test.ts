import { describe, expect, it } from "vitest";
import { AppError, APP_ERROR_CODES, isAppError } from "./errors";

describe("why a use case stops", () => {
  it.each(APP_ERROR_CODES)("%s is told from every other reason", (code) => {
    expect(APP_ERROR_CODES.filter((other) => isAppError(new AppError(code), other))).toEqual([code]);
    expect(isAppError(new AppError(code))).toBe(true);
  });

  it("is not any other error, nor something that looks like it", () => {
    expect([isAppError(new Error("NOT_FOUND")), isAppError({ code: "NOT_FOUND" }), isAppError(null), isAppError(undefined)]).toEqual([false, false, false, false]);
  });

  it("may carry what the interface is to name", () => {
    expect(new AppError("RATE_LIMITED", { retryAfterSeconds: 7 }).about).toEqual({ retryAfterSeconds: 7 });
    expect(new AppError("CONFLICT").about).toEqual({});
  });
});
