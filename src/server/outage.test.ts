import { describe, expect, it } from "vitest";
import { AppError } from "./errors";
import { findOutage, findOutageReason } from "./outage";

const adapterError = (cause: object) => Object.assign(new Error("Raw query failed"), { code: "P2010", meta: { driverAdapterError: Object.assign(new Error("adapter"), { cause }) } });

describe("a database that cannot be asked", () => {
  it.each([
    ["a transaction that got no connection in time", Object.assign(new Error("Unable to start a transaction in the given time."), { code: "P2028" }), "busy"],
    ["a pool whose connections are all taken", new Error("timeout exceeded when trying to connect"), "busy"],
    ["a server with too many clients", adapterError({ kind: "TooManyConnections", originalCode: "53300" }), "busy"],
    ["a deadlock that came back each time", adapterError({ kind: "postgres", originalCode: "40P01" }), "busy"],
    ["a server that is down", adapterError({ kind: "DatabaseNotReachable" }), "unreachable"],
    ["a transaction that found no server", Object.assign(new Error("Can't reach database server"), { code: "P1001" }), "unreachable"],
    ["a server that shut down under a statement", adapterError({ kind: "postgres", originalCode: "57P01" }), "unreachable"],
    ["a server that is starting", adapterError({ kind: "postgres", originalCode: "57P03" }), "unreachable"],
    ["a connection that broke", new Error("Connection terminated unexpectedly"), "unreachable"],
    ["a server that has gone silent", new Error("Query read timeout"), "unreachable"],
    ["a network that refuses", new Error("outer", { cause: Object.assign(new Error("connect"), { code: "ECONNREFUSED" }) }), "unreachable"],
    ["a disk that is full", adapterError({ kind: "postgres", originalCode: "53100" }), "full"],
    ["a disk that is full, as a service has named it", new AppError("RATE_LIMITED", { reason: "full", retryAfterSeconds: 60 }), "full"],
    ["one that a service has named already", new AppError("RATE_LIMITED", { reason: "unreachable", retryAfterSeconds: 1 }), "unreachable"],
  ])("%s means that one should wait and try again", (_what, error, reason) => {
    expect(findOutageReason(error)).toBe(reason);
    const outage = findOutage(error);
    expect([outage?.code, outage?.about["reason"]]).toEqual(["RATE_LIMITED", reason]);
    expect(Number(outage?.about["retryAfterSeconds"])).toBeGreaterThan(0);
  });

  it.each([
    ["too many tries by one person", new AppError("RATE_LIMITED", { retryAfterSeconds: 3 })],
    ["a conflict", new AppError("CONFLICT")],
    ["a broken rule of the database", adapterError({ kind: "UniqueConstraintViolation", originalCode: "23505" })],
    ["a statement that took too long", adapterError({ kind: "postgres", originalCode: "57014" })],
    ["a fault of the program", new TypeError("x is not a function")],
    ["nothing", null],
    ["a word", "P2028"],
  ])("%s is something else", (_what, error) => {
    expect(findOutage(error)).toBeNull();
  });

  it("is looked for no deeper than errors go, even when one causes itself", () => {
    const error: Error & { cause?: unknown } = new Error("round and round");
    error.cause = error;
    expect(findOutageReason(error)).toBeNull();
  });
});
