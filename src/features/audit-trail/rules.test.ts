import { describe, expect, it } from "vitest";
import { describeAct, describeChanges, stateOfCheck } from "./rules";

const KNOWN: Record<string, string> = {
  "history.columns.project.title": "Namn",
  "history.columns.project.ends_on": "Slut",
  "history.columns.project.unit_id": "Verksamhet",
  "history.columns.project.total_budget_minor": "Budget",
  "history.columns.project.external_funding_ore": "Extern",
  "history.columns.project.is_confidential": "Sekretess",
  "history.columns.project.status": "Status",
  "history.columns.project.archived_at": "Borttaget",
  "history.values.status.IDEA": "Idé",
};
const words = Object.assign((key: string) => KNOWN[key] ?? key, { locale: "sv" as const, has: (key: string) => Object.hasOwn(KNOWN, key) });
const describeOne = (column: string, before: string | null, after: string | null, table = "project") => describeChanges([{ table, column, before, after }], words).map((change) => [change.field, change.before, change.after]);

describe("a change in words", () => {
  it.each([
    ["a text", "title", "Hamn", "Hamnar", ["Namn", "Hamn", "Hamnar"]],
    ["a text of capitals that is no code", "title", "SKÅNE", "HAMN", ["Namn", "SKÅNE", "HAMN"]],
    ["a day", "ends_on", null, "2027-05-03", ["Slut", null, "3 maj 2027"]],
    ["an instant", "archived_at", null, "2027-05-03T12:00:00+00:00", ["Borttaget", null, "3 maj 2027"]],
    ["an amount in öre", "external_funding_ore", "12345678", null, ["Extern", "123\u00a0456,78", null]],
    ["an amount in smallest units", "total_budget_minor", "0", "100", ["Budget", "0", "1"]],
    ["a claim", "is_confidential", "false", "true", ["Sekretess", "frame.no", "frame.yes"]],
    ["a code that has words", "status", "IDEA", "ONGOING", ["Status", "Idé", "ONGOING"]],
    ["another record", "unit_id", "20000000-0000-4000-8000-000000000001", "20000000-0000-4000-8000-000000000002", ["Verksamhet", "…", "…"]],
  ])("says %s", (_what, column, before, after, described) => {
    expect(describeOne(column, before, after)).toEqual([described]);
  });

  it("leaves out columns that have no words", () => {
    expect([describeOne("search_text", "a", "b"), describeOne("title", "a", "b", "session")]).toEqual([[], []]);
  });

  it("has a key of its own when a column changes twice in one act", () => {
    const change = { table: "project", column: "title", before: "a", after: "b" };
    const keys = describeChanges([change, change], words).map(({ key }) => key);
    expect(new Set(keys).size).toBe(2);
  });
});

describe("an act of the log in words", () => {
  const said = (text: string) => Object.assign((key: string, parameters: Record<string, string | number> = {}) => (key === "auditLog.someone" ? "någon" : key === "history.actions.a_done" ? text.replaceAll("{name}", String(parameters["name"])) : `${key} ${String(parameters["action"] ?? "")}`), { locale: "sv" as const, has: (key: string) => key === "history.actions.a_done" });

  it.each([
    ["begins without who did it", "{name} ändrade besöket", "Ändrade besöket"],
    ["says somebody where the name stands in the midst", "Besöket ändrades av {name}", "Besöket ändrades av någon"],
    ["says somebody where the name comes again", "{name} svarade, och {name} åker", "Svarade, och någon åker"],
  ])("%s", (_what, text, expected) => {
    expect(describeAct("a.done", said(text))).toBe(expected);
  });

  it("is named as it is stored where it has no words", () => {
    expect(describeAct("a.undone", said(""))).toBe("auditLog.otherAct a.undone");
  });

  it.each([
    ["waits", false, null, "WAITING"],
    ["is whole", true, 0, "WHOLE"],
    ["is broken", true, 2, "BROKEN"],
    ["could not be recounted", true, null, "FAILED"],
  ] as const)("whose chain %s", (_what, isFinished, problemCount, state) => {
    expect(stateOfCheck({ isFinished, problemCount })).toBe(state);
  });
});
