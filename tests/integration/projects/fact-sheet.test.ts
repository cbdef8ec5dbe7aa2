import { expect, it } from "vitest";
import { layOutProjectSheet, type SheetProject } from "@/features/projects/fact-sheets/report";
import { toMatter } from "@/lib/fact-sheet";
import { wordsFor } from "@/messages/words";
import { projectInput } from "../../factories/projects.ts";
import { readPdf } from "../summaries/pdf.ts";

const owner = { name: "Strandby kommun", colour: "#123456", day: "2026-11-29" };
const project: SheetProject = {
  ...projectInput({
    title: "Hälsovatten", acronym: "HEAW", summary: "Dricksvatten ur havet.", status: "CLOSED", role: "PARTNER", currency: "EUR", totalBudgetMinor: 189_834_900n,
    starts: { on: "2018-03-01", precision: "DAY" }, ends: { on: "2021-02-28", precision: "DAY" },
    funding: [{ kind: "EU", funder: "ERUF", year: 2019, amountMinor: 100_000_000n }, { kind: "EU", funder: "ERUF", year: 2020, amountMinor: 48_878_900n }, { kind: "OWN_CASH", funder: null, year: null, amountMinor: 10_000_000n }],
    partners: [{ name: "Vattenverket", town: "Riga", country: "LV", isLead: true }, { name: "Stad Gent", town: "Gent", country: "BE", isLead: false }],
  }),
  unitName: "Vattenkontoret",
  programme: { nameSv: "Interreg Östersjön", nameEn: "Interreg Baltic Sea", period: "2014–2020" },
};

it("a project's fact sheet says on one page its purpose, partners with the lead marked, programme, period, budget and the EU's part, in either language", async () => {
  const { typeset } = await import("@/server/documents/typesetter");
  const said = {
    sv: ["Hälsovatten (HEAW)", "är med i genom Vattenkontoret", "Dricksvatten ur havet.", "Vattenverket, Riga, Lettland (projektägare)", "Stad Gent, Belgien", "Interreg Östersjön 2014–2020", "1 898 349", "EUR, hela projektets budget", "1 488 789", "EUR från EU", "Vad projektet gav: Renare vatten."],
    en: ["takes part in through Vattenkontoret", "Vattenverket, Riga, Latvia (lead partner)", "Interreg Baltic Sea 2014–2020", "EUR from the EU", "What the project gave: Renare vatten."],
  } as const;
  for (const locale of ["sv", "en"] as const) {
    const set = typeset("fact-sheet.typ", toMatter(layOutProjectSheet(project, "Renare vatten.", owner, wordsFor(locale)), owner));
    const read = await readPdf(set.read);
    expect([read.isTagged, read.language?.slice(0, 2), set.pages]).toEqual([true, locale, 1]);
    const text = read.lines.join(" ").replace(/\s+/g, " ");
    for (const part of said[locale]) expect(text).toContain(part);
  }
});

it("a confidential project's sheet says that it is, and by which provision, for those who may see it at all", () => {
  const facts = (more: Partial<SheetProject>) => layOutProjectSheet({ ...project, ...more }, null, owner, wordsFor("sv")).facts.map(({ label, value }) => [label, value]);
  expect(facts({ isConfidential: true, confidentialityProvision: "OSL 19 kap. 1 §" })).toContainEqual(["Sekretess", "OSL 19 kap. 1 §"]);
  expect(facts({}).map(([label]) => label)).not.toContain("Sekretess");
  expect(layOutProjectSheet({ ...project, funding: [], totalBudgetMinor: null, partners: [], programme: null }, null, owner, wordsFor("sv"))).toMatchObject({ figures: [] });
});
