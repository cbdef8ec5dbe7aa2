import { describe, expect, it } from "vitest";
import { writePriority } from "./rules";
import { changePrioritySchema, LONGEST_DESCRIPTION, priorityStepSchema, proposePrioritySchema, readPriorityFilter } from "./schema";

const id = "20000000-0000-4000-8000-000000000001";
const form = { title: "Unga", setById: id, startsOn: "2025-01-01", endsOn: "2028-12-31", description: "" };
const issues = (values: Record<string, string>) => proposePrioritySchema.safeParse({ _key: id, ...form, ...values }).error?.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);

describe("a priority's form", () => {
  it("gives what was stated, with an open end where none is", () => {
    expect(proposePrioritySchema.parse({ _key: id, ...form, endsOn: " " })).toEqual({ key: id, priority: { kind: "PRIORITY", title: "Unga", description: null, setById: id, startsOn: "2025-01-01", endsOn: null } });
    expect(proposePrioritySchema.parse({ _key: id, ...form, kind: "PROFILE_AREA" }).priority.kind).toBe("PROFILE_AREA");
    expect(proposePrioritySchema.parse({ _key: id, ...form, startsOn: "1/3 2025" }).priority.startsOn).toBe("2025-03-01");
  });

  it("says at each field what to write instead", () => {
    expect(issues({})).toBeUndefined();
    expect(issues({ title: " ", setById: "", startsOn: "", endsOn: "snart" })).toEqual(["title priorities.errors.titleMissing", "setById priorities.errors.setByMissing", "startsOn priorities.errors.startMissing", "endsOn fields.date"]);
    expect(issues({ endsOn: "2024-12-31", title: "" })).toEqual(["title priorities.errors.titleMissing", "endsOn priorities.errors.endsBeforeStart"]);
    expect(issues({ endsOn: "2025-01-01" })).toBeUndefined();
    expect(issues({ title: "x".repeat(201), description: "x".repeat(LONGEST_DESCRIPTION + 1), setById: "styrelsen" })).toEqual(["title fields.tooLong", "description fields.tooLong", "setById fields.choice"]);
    expect(issues({ title: "a\u0000b" })).toEqual(["title fields.unreadable"]);
    expect(issues({ kind: "GOAL" })).toEqual(["kind fields.choice"]);
  });

  it("is changed from a known version, with a choice where two collided", () => {
    expect(changePrioritySchema.parse({ id, _version: "2", ...form, "pick.title": "theirs", "mine.title": "Mitt", "theirs.title": "Deras", "before.title": "Förut" })).toMatchObject({ id, version: 2, priority: { title: "Deras" } });
    expect(changePrioritySchema.safeParse({ id, ...form }).success).toBe(false);
    expect(changePrioritySchema.parse({ id, _version: "1", ...writePriority({ kind: "PROFILE_AREA", title: "A", description: "B", setById: id, startsOn: "2025-01-01", endsOn: null }) }).priority).toEqual({ kind: "PROFILE_AREA", title: "A", description: "B", setById: id, startsOn: "2025-01-01", endsOn: null });
  });

  it("moves a step to a status that there is, on a day", () => {
    expect(priorityStepSchema.parse({ id, _version: "1", to: "ENDED", on: "2026-11-01" })).toEqual({ id, version: 1, to: "ENDED", on: "2026-11-01" });
    expect(priorityStepSchema.safeParse({ id, _version: "1", to: "PAUSED", on: "" }).error?.issues.map(({ message }) => message)).toEqual(["fields.choice", "priorities.errors.dayMissing"]);
  });
});

it("a list's address is read as far as it is understood", () => {
  expect(readPriorityFilter({ on: "2026-11-22" })).toEqual({ filter: { kind: null, on: "2026-11-22" }, ignored: [] });
  expect(readPriorityFilter({ kind: "PROFILE_AREA" })).toEqual({ filter: { kind: "PROFILE_AREA", on: null }, ignored: [] });
  expect(readPriorityFilter({ on: "2026-02-30", farg: "bla", done: "changed" })).toEqual({ filter: { kind: null, on: null }, ignored: ["farg", "on"] });
  expect(readPriorityFilter({})).toEqual({ filter: { kind: null, on: null }, ignored: [] });
});
