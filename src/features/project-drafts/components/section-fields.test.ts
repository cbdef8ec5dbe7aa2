import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { describeField } from "@/features/projects/components/project-values";
import { describeProblems } from "@/lib/form-problems";
import { LOCALES, wordsFor, type Locale } from "@/messages/words";
import { UNITS, WORKPLACES } from "../../../../tests/factories/projects.ts";
import { SectionFields } from "./section-fields";

const [own, old, other] = UNITS;
const [school, place] = WORKPLACES;
const units = [
  { id: own, name: "Hamnkontoret", hasEnded: false },
  { id: old, name: "Båtkontoret", hasEnded: true },
  { id: other, name: "Ängskontoret", hasEnded: false },
];
const workplaces = [
  { id: school, name: "Ängsskolan", parentId: other, hasEnded: false },
  { id: place, name: "Kajen", parentId: own, hasEnded: false },
];
const asks = { childrenAndYouth: true, economySupport: true, area: true, priorities: true };
const taxonomies = { areas: [], projectTypes: [], municipalGoals: [], purposes: [], beneficiaryGroups: [] };

/** What the first section offers when it stands under a unit: its options and boxes, as they read. */
function offered(locale: Locale, unitId: string) {
  const words = wordsFor(locale);
  const form = describeProblems({ unitId, participatingUnitIds: [school] }, [], words, "form");
  const html = renderToStaticMarkup(createElement(SectionFields, { section: "about", form, words, isNew: false, detailed: false, units, ownUnitIds: [own, old], workplaces, programmes: [], calls: [], priorities: [], asks, taxonomies }));
  const labels = (pattern: RegExp) => [...html.matchAll(pattern)].map((match) => match[1]);
  const boxes = html.slice(html.indexOf("more-fields"));
  return { units: labels(/<option[^>]*>([^<]*kontoret[^<]*)<\/option>/g), workplaces: labels(/<option[^>]*>(Kajen|Ängsskolan)<\/option>/g), taking: [...boxes.matchAll(/value="([^"]+)"/g)].map((match) => match[1]), isOpen: /<details[^>]* open/.test(html) };
}

describe("what the governing document asks of each project", () => {
  const legendOf = (section: "youth" | "money", field: string, isAsked: boolean) => {
    const words = wordsFor("sv");
    const form = describeProblems({}, [], words, "form");
    const html = renderToStaticMarkup(createElement(SectionFields, { section, form, words, isNew: true, detailed: false, units, ownUnitIds: [own], workplaces, programmes: [], calls: [], asks: { childrenAndYouth: isAsked, economySupport: isAsked, area: isAsked, priorities: isAsked }, priorities: [], taxonomies }));
    return new RegExp(`<legend>${words(`projects.field.${field}`).replace(/[?.]/g, "\\$&")}(.*?)</legend>`).exec(html)?.[1];
  };

  it("E.3: is asked for, and is marked as optional where the document does not ask", () => {
    for (const [section, field] of [["youth", "reachesChildrenAndYouth"], ["money", "economistContacted"]] as const) {
      expect([legendOf(section, field, true), legendOf(section, field, false)]).toEqual(["", "<small> (frivilligt)</small>"]);
    }
  });
});

describe("the section that says who carries a project out", () => {
  it.each(LOCALES)("offers in %s one's own units, an ended one marked as such", (locale) => {
    expect(offered(locale, old).units).toEqual(["Hamnkontoret", locale === "sv" ? "Båtkontoret (finns inte längre)" : "Båtkontoret (no longer there)"]);
  });

  it("lets other units and every workplace take part, and shows those that do", () => {
    expect(offered("sv", own)).toMatchObject({ workplaces: ["Kajen"], taking: [old, other, school, place], isOpen: true });
  });

  it("names the workplaces that take part where the form is checked", () => {
    expect(describeField("participatingUnitIds", { participatingUnitIds: [other, school] }, { units, workplaces, programmes: [], calls: [], priorities: [], taxonomies }, wordsFor("sv"))).toBe("Ängskontoret, Ängsskolan");
  });
});
