import { expect, it } from "vitest";
import { wordsFor } from "@/messages/words";
import { reportEntries, type ReportedEntry } from "./report";

const entry = (more: Partial<ReportedEntry> = {}): ReportedEntry => ({ id: "e", kind: "TASK", notedOn: "2026-11-02", title: "Ansökan", text: null, responsible: "Staben", units: ["Hamnen", "Skolan"], priority: null, dueOn: "2026-11-20", doneOn: null, ...more });

it("entries are laid out in the reader's words, as they stand on the day", () => {
  const { columns, rows } = reportEntries([entry(), entry({ kind: "QUESTION", dueOn: null, units: [], text: "Vem?", priority: "Unga" }), entry({ doneOn: "2026-11-21" })], wordsFor("sv"), "2026-11-22");
  expect(columns.map(({ label }) => label)).toEqual(["Dag", "Slag", "Rubrik", "Text", "Ansvarigt organ", "Berörda verksamheter", "Prioritering", "Läge", "Ska vara klar", "Klar", "Id i Utblick"]);
  expect(rows).toEqual([
    ["2026-11-02", "Uppgift", "Ansökan", null, "Staben", "Hamnen, Skolan", null, "Försenad", "2026-11-20", null, "e"],
    ["2026-11-02", "Fråga", "Ansökan", "Vem?", "Staben", "", "Unga", null, null, null, "e"],
    ["2026-11-02", "Uppgift", "Ansökan", null, "Staben", "Hamnen, Skolan", null, "Klar", "2026-11-20", "2026-11-21", "e"],
  ]);
  expect(reportEntries([], wordsFor("en"), "2026-11-22").columns[1]?.label).toBe("Kind");
});
