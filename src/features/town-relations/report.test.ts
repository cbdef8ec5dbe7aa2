import { expect, it } from "vitest";
import { wordsFor } from "@/messages/words";
import { reportRelations } from "./report";

it("relations are laid out in the reader's words, since as well as it is known", () => {
  const relation = { id: "r", name: "Strandby", kind: "TWIN_TOWN" as const, towns: ["Strandby", "Havsnäs"], countries: ["DK", "NO"], state: "ACTIVE" as const, sinceOn: "1947-01-01", sincePrecision: "YEAR" as const, unit: "Staben", latestOn: "2026-05-01" };
  const { columns, rows } = reportRelations([relation, { ...relation, state: "UNKNOWN", sinceOn: null, sincePrecision: null, latestOn: null }], wordsFor("sv"));
  expect(columns.map(({ label }) => label)).toEqual(["Relation", "Slag", "Orter", "Länder", "Läge", "Sedan", "Verksamhet", "Senaste aktivitet", "Id i Utblick"]);
  expect(rows).toEqual([
    ["Strandby", "Vänort", "Strandby, Havsnäs", "DK, NO", "Aktiv", "1947", "Staben", "2026-05-01", "r"],
    ["Strandby", "Vänort", "Strandby, Havsnäs", "DK, NO", "Okänt läge", null, "Staben", null, "r"],
  ]);
  expect(reportRelations([], wordsFor("en")).columns[1]?.label).toBe("Kind");
});
