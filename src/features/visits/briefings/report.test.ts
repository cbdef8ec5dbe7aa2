import { describe, expect, it } from "vitest";
import { wordsFor } from "@/messages/words";
import { layOutBriefing, layOutProgrammeSheet, type Briefing, type SheetVisit } from "./report";

const visit: SheetVisit = {
  title: "Kulturutskottet från Leeuwarden",
  direction: "INCOMING",
  purpose: "Möte om bibliotek.",
  counterpart: "Leeuwarden",
  places: "Rådhuset",
  hosts: "Kulturchefen",
  starts: { on: "2027-03-02", precision: "DAY" },
  ends: { on: "2027-03-03", precision: "DAY" },
  participantCount: 6,
  caseNumber: "KS 2027-12",
  unitName: "Kulturförvaltningen",
  cancelledOn: null,
  meeting: null,
  representative: { name: "Gunnel Provsson", bodyName: "Fullmäktiges presidium" },
};
const owner = { name: "Provstad", colour: "#004b6b", day: "2026-11-29" };
const programme: Briefing["programme"] = [{ kind: "programme", day: "2027-03-02", from: "09:30", to: "11:00", timeZone: "Europe/Stockholm", what: "Samtal i biblioteket", place: "Stora salen" }];
const nothing: Briefing = { visit, programme: [], participants: [], belongsWith: [], gifts: [], relations: [], names: ["Leeuwarden"], visits: [], projects: [], contacts: [], town: null };
const full: Briefing = {
  ...nothing,
  programme,
  participants: [{ kind: "participant", role: "GUEST", standing: null, personId: null, personName: null, name: null, title: "Ordföranden", organisation: "Kulturutskottet", headcount: 1 }],
  belongsWith: ["Nätverket för bibliotek"],
  gifts: [{ visit: "Förra besöket", starts: { on: "2025-05-01", precision: "MONTH" }, gift: { kind: "gift", direction: "RECEIVED", what: "En tavla", whom: "Borgmästaren", valueOre: 50_000n, keptWhere: "Rådhuset" } }],
  relations: [{ id: "1", name: "Vänorten Leeuwarden", kind: "TWIN_TOWN", standing: "ACTIVE", since: { on: "1994-01-01", precision: "YEAR" }, agreement: { title: "Vänortsavtal", signed: { on: "1994-05-02", precision: "DAY" }, validTo: "2030-12-31", subjectAreas: "Kultur" } }],
  visits: [{ title: "Förra besöket", unit: "Kulturförvaltningen", starts: { on: "2025-05-01", precision: "MONTH" } }],
  projects: [{ title: "Läsa tillsammans", unit: "Kulturförvaltningen", status: "ONGOING" }],
  contacts: [{ partner: "Tresoar", unit: "Kulturförvaltningen", count: 2 }],
  town: { name: "Leeuwarden", country: "NL", population: 91_424, latitude: 53.2, longitude: 5.8 },
};

describe("a briefing", () => {
  it.each(["sv", "en"] as const)("says in %s who comes, why, when, what there has been and where they are from", (locale) => {
    const sheet = layOutBriefing(full, null, owner, wordsFor(locale));
    expect(JSON.stringify(sheet)).not.toContain("⟦");
    expect(sheet.lang).toBe(locale);
    const said = JSON.stringify(sheet);
    for (const part of ["Kulturutskottet", "Möte om bibliotek.", "Rådhuset", "Gunnel Provsson, Fullmäktiges presidium", "KS 2027-12", "Vänortsavtal", "Förra besöket", "Läsa tillsammans", "Tresoar", "Leeuwarden", "GeoNames", "Samtal i biblioteket", "Ordföranden, Kulturutskottet", "Nätverket för bibliotek", "En tavla"]) expect(said).toContain(part);
    expect(sheet.sections?.every(({ rows, columns, empty }) => empty === null && rows.every((row) => row.length === columns.length))).toBe(true);
  });

  it("says of each part of which nothing is known that nothing is, and what was looked for", () => {
    const sheet = layOutBriefing({ ...nothing, visit: { ...visit, representative: null, purpose: null, counterpart: null } }, null, owner, wordsFor("sv"));
    expect(sheet.sections?.map(({ empty }) => empty)).toEqual([
      "Inget program är inlagt.",
      "Ingen är inlagd.",
      "Besöket nämner ingen av kommunens relationer.",
      "Inget är noterat om Leeuwarden.",
      "Inga gåvor är noterade från de senaste besöken.",
      "Inget är noterat om Leeuwarden.",
      "Inget är noterat om Leeuwarden.",
    ]);
    expect(sheet.facts).toContainEqual({ label: "Representerar kommunen", value: "Ingen är utsedd" });
    expect(layOutBriefing({ ...nothing, names: [] }, null, owner, wordsFor("sv")).sections?.[3]?.empty).toContain("inte vilka det gäller");
  });
});

describe("a programme sheet", () => {
  it.each(["sv", "en"] as const)("welcomes the guests in %s, and holds neither case number nor who represents", (locale) => {
    const said = JSON.stringify(layOutProgrammeSheet(visit, programme, owner, wordsFor(locale)));
    for (const part of ["Provstad", "Rådhuset", "Kulturchefen", "Kulturförvaltningen", "Möte om bibliotek.", "09:30", "Samtal i biblioteket", "Stora salen"]) expect(said).toContain(part);
    for (const part of ["KS 2027-12", "Gunnel", "⟦"]) expect(said).not.toContain(part);
  });

  it("of a cancelled visit says so", () => {
    expect(layOutProgrammeSheet({ ...visit, cancelledOn: "2027-02-01" }, [], owner, wordsFor("sv")).lead).toBe("Besöket hos Provstad är inställt.");
  });
});
