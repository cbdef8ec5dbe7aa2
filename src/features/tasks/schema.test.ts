import { describe, expect, it } from "vitest";
import { handOverSchema, readTaskFilter, readTaskPlace, snoozeSchema, takeBackSchema, wakeSchema, writeTaskFilter, writeTaskPlace } from "./schema";

const ID = "20000000-0000-4000-8000-000000000001";
const TASK = "0123456789abcdef0123456789abcdef";
const place = { register: "project", task: TASK, unit: "" };

describe("a list's address", () => {
  it("is read as it is written", () => {
    for (const query of [{}, { show: "snoozed" }, { due: "late", register: "visit" }, { unit: ID, page: "3" }, { show: "handed", due: "month" }]) {
      const { filter, ignored } = readTaskFilter(query);
      expect(ignored).toEqual([]);
      expect(writeTaskFilter(filter)).toBe(new URLSearchParams(query as Record<string, string>).size === 0 ? "" : `?${new URLSearchParams(query as Record<string, string>).toString()}`);
    }
  });

  it("leaves out and names what it does not understand", () => {
    expect(readTaskFilter({ show: "all", due: "soon", register: "a b", unit: "mine", page: "0", q: "x" })).toEqual({
      filter: { standing: "open", due: null, register: null, unitId: null, page: 1 },
      ignored: ["q", "show", "due", "register", "unit", "page"],
    });
  });
});

describe("a task's address", () => {
  it("is read as it is written", () => {
    for (const unitId of [null, ID]) {
      const written = writeTaskPlace({ register: "project", taskId: TASK, unitId });
      expect(readTaskPlace(Object.fromEntries(new URL(written, "http://x").searchParams))).toEqual({ register: "project", taskId: TASK, unitId });
    }
  });

  it("is none without a register and a task that can be one", () => {
    for (const bad of [{}, { register: "project" }, { register: "project", task: "x" }, { register: "../", task: TASK }, { register: ["project"], task: TASK }]) expect(readTaskPlace(bad)).toBeNull();
  });
});

describe("the forms", () => {
  it("read a day in the ways people write it, and ask for one", () => {
    expect(snoozeSchema.safeParse({ ...place, until: "15 januari 2027" }).data).toEqual({ place: { register: "project", taskId: TASK, unitId: null }, until: "2027-01-15" });
    expect(snoozeSchema.safeParse({ ...place, until: "" }).error?.issues.map(({ message }) => message)).toEqual(["tasks.errors.untilMissing"]);
    expect(snoozeSchema.safeParse({ ...place, until: "31 feb 2027" }).error?.issues.map(({ message }) => message)).toEqual(["fields.date"]);
  });

  it("read whom a task is handed to, and ask for somebody", () => {
    const form = { _key: ID, _version: "2", ...place, unit: ID, to: ID };
    expect(handOverSchema.safeParse(form).data).toEqual({ key: ID, place: { register: "project", taskId: TASK, unitId: ID }, version: 2, toId: ID });
    expect(handOverSchema.safeParse({ ...form, to: "" }).error?.issues.map(({ message }) => message)).toEqual(["tasks.errors.toMissing"]);
  });

  it("take nothing else for a task or a handover", () => {
    expect([wakeSchema.safeParse({ task: TASK }).success, wakeSchema.safeParse({ task: `${TASK}0` }).success, wakeSchema.safeParse({}).success]).toEqual([true, false, false]);
    expect([takeBackSchema.safeParse({ id: ID, _version: "1" }).success, takeBackSchema.safeParse({ id: "1", _version: "1" }).success]).toEqual([true, false]);
  });
});
