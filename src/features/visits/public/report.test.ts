import { describe, expect, it } from "vitest";
import { wordsFor } from "@/messages/words";
import { describeGift, reportPublicVisits, type ReportedVisit } from "./report";
import { readPublicFilter, writePublicFilter } from "./schema";

const visit: ReportedVisit = {
  id: "v-1",
  title: "Delegation från Nystad",
  direction: "INCOMING",
  startsOn: "2026-11-18",
  endsOn: "2026-11-19",
  unit: "Hamnförvaltningen",
  counterpart: "Nystads stad",
  purpose: "Om havsvind",
  representatives: ["Bo Provsson"],
  met: ["Hamnen i Nystad", "Nystads stad, Borgmästare"],
  guests: 12,
  own: 2,
  hospitality: ["Lunch: Hälsning"],
  gifts: [{ direction: "RECEIVED", what: "Skål", valueOre: 30_000n, keptWhere: "Rådhuset" }],
  costOre: 450_050n,
};

describe("the public register as a table", () => {
  it("has a heading for every cell, says who met whom and leaves empty what is not said", () => {
    const words = wordsFor("sv");
    const { columns, rows } = reportPublicVisits([visit, { ...visit, id: "v-2", counterpart: null, purpose: null, representatives: [], met: [], hospitality: [], gifts: [], costOre: 0n }], words);
    expect(columns.map(({ label }) => label).filter((label) => label.startsWith("⟦"))).toEqual([]);
    expect(rows.map((row) => row.length)).toEqual([columns.length, columns.length]);
    expect(rows[0]).toEqual(["2026-11-18", "2026-11-19", "Besök hit", "Delegation från Nystad", "Hamnförvaltningen", "Nystads stad", "Hamnen i Nystad; Nystads stad, Borgmästare", 12, "Bo Provsson", 2, "Om havsvind", "Lunch: Hälsning", "Mottagen: Skål, 300 kr, förvaras: Rådhuset", 450_050n, "v-1"]);
    expect(rows[1]?.filter((cell) => cell === null)).toHaveLength(6);
  });

  it("says of a gift no more than is known", () => {
    expect(describeGift({ direction: "GIVEN", what: "Bok", valueOre: null, keptWhere: null }, wordsFor("en"))).toBe("Given: Bok");
  });
});

describe("the public register's address", () => {
  it("is read back as it is written, and what it does not understand is named", () => {
    const { filter, ignored } = readPublicFilter({ q: "hamn", year: "2026", direction: "INCOMING", unit: "4a8b1b1e-0d7c-4b42-8c1d-0f4b6f3f1a10", page: "2", farg: "bla" });
    expect(ignored).toEqual(["farg"]);
    expect(readPublicFilter(Object.fromEntries(new URLSearchParams(writePublicFilter(filter)))).filter).toEqual(filter);
    expect(writePublicFilter(readPublicFilter({}).filter)).toBe("");
    expect(readPublicFilter({ year: "1066", direction: "UP" }).ignored).toEqual(["year", "direction"]);
  });
});
