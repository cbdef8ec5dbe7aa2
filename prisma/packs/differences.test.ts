import { describe, expect, it } from "vitest";

import { contactPersonDuty, findGaps } from "@/features/contact-persons/rules";
import { selectUnits } from "@/features/follow-up/rules";
import { readProject } from "@/features/projects/rules";
import { askedOf, judgeNotice, visitRulesOf } from "@/features/visits/rules";
import { projectContext } from "../../tests/factories/projects.ts";

import halmstad from "./halmstad";
import { moduleKeySchema, type ModuleKey, type PolicyPack } from "./pack";
import varberg from "./varberg";

type State = "required" | "optional" | "off";

/** The table of where the two documents differ, below the lines about who decides, as it was read from them: by hand, and from no pack. */
const table: { row: string; module: ModuleKey; varberg: State; halmstad: State }[] = [
  { row: "E.3: the yearly follow-up and summary", module: "yearlyFollowUp", varberg: "required", halmstad: "optional" },
  { row: "E.3: cooperation and external funding always tried", module: "examinations", varberg: "required", halmstad: "optional" },
  { row: "E.3: units pay themselves", module: "unitEconomy", varberg: "required", halmstad: "optional" },
  { row: "E.3: contact persons", module: "contactPersons", varberg: "required", halmstad: "optional" },
  { row: "E.3: the working group and its assignment", module: "workingGroup", varberg: "required", halmstad: "off" },
  { row: "E.3: competence development", module: "competence", varberg: "required", halmstad: "off" },
  { row: "E.3: support with the economy of EU projects", module: "economySupport", varberg: "required", halmstad: "optional" },
  { row: "E.3: children and young people first", module: "childrenAndYouth", varberg: "required", halmstad: "optional" },
  { row: "E.3: benefit of twin towns for three groups", module: "twinTownBenefit", varberg: "required", halmstad: "optional" },
  { row: "E.3: the search for partners", module: "partnerSearch", varberg: "required", halmstad: "off" },
  { row: "E.3: monitoring, influence and readiness", module: "monitoring", varberg: "off", halmstad: "required" },
  { row: "E.3: taking part in memberships that have been decided", module: "membershipParticipation", varberg: "optional", halmstad: "required" },
  { row: "E.3: two areas", module: "twoAreas", varberg: "off", halmstad: "required" },
  { row: "E.3: profile areas", module: "profileAreas", varberg: "off", halmstad: "required" },
  { row: "E.3: visits shared by two presidia", module: "visitsShared", varberg: "required", halmstad: "off" },
  { row: "E.3: consultation about official visits", module: "visitConsultation", varberg: "off", halmstad: "optional" },
  { row: "E.3: the office told before a unit's own visit", module: "visitInformation", varberg: "off", halmstad: "required" },
  { row: "E.3: the needs of networks, unit by unit", module: "networkNeeds", varberg: "off", halmstad: "required" },
  { row: "E.3: networks", module: "networks", varberg: "required", halmstad: "required" },
  { row: "E.3: goals, with other words", module: "goals", varberg: "required", halmstad: "required" },
  { row: "E.3: international work in every unit", module: "coverage", varberg: "required", halmstad: "required" },
];

describe("What is asked for, offered or left out, row by row of the table of differences", () => {
  for (const { row, module, ...states } of table) {
    it(row, () => {
      for (const [pack, state] of [[varberg, states.varberg], [halmstad, states.halmstad]] as const) {
        expect(pack.modules[module].state, pack.id).toBe(state);
        // What is left out can prove nothing, so nothing of it is asked; what is not required is asked of nobody either.
        const clauses = pack.clauses.filter((clause) => clause.module === module).map(({ number }) => number);
        if (state === "off") expect(clauses, pack.id).toEqual([]);
        if (state !== "required") expect(pack.obligations.filter(({ clause }) => clauses.includes(clause)), pack.id).toEqual([]);
      }
    });
  }

  it("speaks of every module", () => {
    expect(table.map(({ module }) => module).sort()).toEqual([...moduleKeySchema.options].sort());
  });
});

const unit = { id: "u", name: "Verksamheten", shortName: null, kind: "DEPARTMENT" as const, boundByOther: null, hasContactPerson: false, validFrom: null, lastEndedOn: null };
const both = <Answer>(ask: (pack: PolicyPack) => Answer) => [ask(varberg), ask(halmstad)];

describe("What follows from it", () => {
  it("E.3: the coordinating office has the name of its document, with the one that has been renamed as an alias", () => {
    expect(both(({ coordinatingOffice }) => [coordinatingOffice.name, ...coordinatingOffice.aliases.map(({ name }) => name)])).toEqual([["Kommunledningsstaben"], ["Kommunledningsförvaltningen", "Stadskontoret"]]);
  });

  it("E.3: a unit without a contact person is a gap where one is required, and is asked for none where it is not", () => {
    expect(both((pack) => findGaps(pack, [unit]).map(({ clause }) => clause))).toEqual([["V20a"], []]);
    expect(both((pack) => contactPersonDuty(pack)?.clause ?? null)).toEqual(["V20a", null]);
  });

  it("E.3: a round calls the units that the document asks, and where it asks none it may be opened for all", () => {
    const units = (["OFFICE", "DEPARTMENT", "COMPANY"] as const).map((kind) => ({ id: kind, kind, boundByOther: null }));
    expect(both((pack) => selectUnits(pack, units))).toEqual([["OFFICE", "DEPARTMENT", "COMPANY"], ["OFFICE", "DEPARTMENT", "COMPANY"]]);
    expect(both((pack) => pack.obligations.some(({ evidence }) => evidence === "UNIT_STATEMENT"))).toEqual([true, false]);
  });

  it("E.3: a project that says nothing of children and young people is asked in the one, and taken for no in the other", () => {
    const issues = (pack: PolicyPack) => readProject({}, projectContext({ asksForChildrenAndYouth: pack.modules.childrenAndYouth.state === "required" })).issues.map(({ field }) => field);
    expect(both((pack) => issues(pack).includes("reachesChildrenAndYouth"))).toEqual([true, false]);
  });

  it("E.3: goals have each document's own words", () => {
    expect(both(({ taxonomies }) => taxonomies.municipalGoals.map(({ code }) => code))).toEqual([["RESIDE", "LIVE", "VISIT", "WORK"], ["MUNICIPAL_GOALS", "OPERATIONAL_GOALS"]]);
  });

  it("E.3: the one names committees, departments, boards and companies, the other committees and company boards", () => {
    const holder = (pack: PolicyPack, number: string) => pack.clauses.find((clause) => clause.number === number)?.quotation.split(" ansvarar")[0]?.split(" har")[0];
    expect([holder(varberg, "V18a"), holder(halmstad, "H20")]).toEqual(["Nämnder/förvaltningar/styrelser/bolag", "Nämnder och bolagsstyrelser"]);
  });

  it("E.3: whether the municipality is to be represented is asked in the one, whether a visit is the unit's own in the other, and of visits here alone", () => {
    expect(both((pack) => askedOf(visitRulesOf(pack, "2027-05-12")))).toEqual([
      { representation: ["INCOMING", "OUTGOING", "EVENT"], direct: [] },
      { representation: [], direct: ["INCOMING"] },
    ]);
  });

  it("E.3: of a unit's own visit the office is to be told in the one alone", () => {
    const visit = { direction: "INCOMING" as const, needsRepresentation: false, concernsUnitDirectly: true, starts: { on: "2027-05-12", precision: "DAY" as const }, officeNotifiedOn: null };
    expect(both((pack) => judgeNotice(visit, visitRulesOf(pack, "2027-05-12")))).toEqual([null, { state: "MISSING", clause: "H22a" }]);
  });
});
