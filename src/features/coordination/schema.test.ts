import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changeEntrySchema, COORDINATION_KINDS, doneSchema, ENTRY_SORTS, noteEntrySchema, readEntryFilter, TASK_STATES, writeEntryFilter } from "./schema";

const id = (number: number) => `20000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const form = { kind: "TASK", notedOn: "2026-11-02", title: "Ansökan", text: "", responsibleId: id(1), unitIds: [id(3), id(2)], priorityId: "", dueOn: "" };
const issues = (values: Record<string, string | string[]>) => noteEntrySchema.safeParse({ _key: id(9), ...form, ...values }).error?.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);

describe("an entry's form", () => {
  it("gives what was stated, with the units in one order", () => {
    expect(noteEntrySchema.parse({ _key: id(9), ...form })).toEqual({ key: id(9), entry: { kind: "TASK", notedOn: "2026-11-02", title: "Ansökan", text: null, responsibleId: id(1), unitIds: [id(2), id(3)], priorityId: null, dueOn: null } });
    expect(noteEntrySchema.parse({ _key: id(9), ...form, unitIds: id(2) }).entry.unitIds).toEqual([id(2)]);
    expect(noteEntrySchema.parse({ _key: id(9), ...form, unitIds: "" }).entry.unitIds).toEqual([]);
  });

  it("says at each field what to write instead", () => {
    expect(issues({})).toBeUndefined();
    expect(issues({ kind: "", notedOn: "", title: "", responsibleId: "" })).toEqual(["kind coordination.errors.kindMissing", "notedOn coordination.errors.dayMissing", "title coordination.errors.titleMissing", "responsibleId coordination.errors.responsibleMissing"]);
    expect(issues({ kind: "QUESTION", dueOn: "2026-12-01" })).toEqual(["dueOn coordination.errors.dueOfTask"]);
    expect(issues({ dueOn: "2026-11-01", title: "" })).toEqual(["title coordination.errors.titleMissing", "dueOn coordination.errors.dueBefore"]);
    expect(issues({ dueOn: "2026-11-02" })).toBeUndefined();
    expect(issues({ kind: "ORDER", unitIds: ["hamnen"], priorityId: "unga", dueOn: "snart" })).toEqual(["kind fields.choice", "unitIds fields.choice", "priorityId fields.choice", "dueOn fields.date"]);
  });

  it("is changed from a known version, with a choice where two collided, also about the units", () => {
    const sent = { id: id(9), _version: "2", ...form, unitIds: "", "pick.unitIds": "theirs", "mine.unitIds": "", "theirs.unitIds": [id(5), id(4)], "before.unitIds": id(4) };
    expect(changeEntrySchema.parse(sent)).toMatchObject({ id: id(9), version: 2, entry: { unitIds: [id(4), id(5)] } });
    expect(changeEntrySchema.safeParse({ id: id(9), ...form }).success).toBe(false);
  });

  it("is done on a day", () => {
    expect(doneSchema.parse({ id: id(9), _version: "1", on: "22/11 2026" })).toEqual({ id: id(9), version: 1, on: "2026-11-22" });
    expect(doneSchema.safeParse({ id: id(9), _version: "1", on: "" }).error?.issues[0]?.message).toBe("coordination.errors.doneMissing");
  });
});

describe("a list's address", () => {
  it("holds the whole filter, whatever it is", () => {
    const day = fc.constantFrom("2026-11-22", "1999-12-31");
    const filters = fc.record({
      q: fc.constantFrom("", "skola", "å ä"),
      kind: fc.option(fc.constantFrom(...COORDINATION_KINDS)),
      tasks: fc.option(fc.constantFrom(...TASK_STATES)),
      unitId: fc.option(fc.constant(id(4))),
      year: fc.option(fc.integer({ min: 1990, max: 2100 })),
      until: fc.option(day),
      priorityId: fc.option(fc.constant(id(5))),
      sort: fc.constantFrom(...ENTRY_SORTS),
      descending: fc.boolean(),
      page: fc.integer({ min: 1, max: 99 }),
    });
    fc.assert(
      fc.property(filters, (filter) => {
        const read = readEntryFilter(Object.fromEntries(new URLSearchParams(writeEntryFilter(filter))));
        expect(read).toEqual({ filter, ignored: [] });
      }),
    );
  });

  it("is read as far as it is understood, and what is not is named", () => {
    expect(readEntryFilter({ tasks: "lost", until: "2026-02-30", kind: "ORDER", farg: "bla", page: "0" })).toMatchObject({ filter: { tasks: null, until: null, kind: null, page: 1, sort: "noted", descending: true }, ignored: ["farg", "kind", "tasks", "until", "page"] });
  });
});
