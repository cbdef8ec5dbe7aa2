import { describe, expect, it } from "vitest";

import { visitRulesOf } from "@/features/visits/rules";

import { contrastRatio } from "./contrast";
import { accountNames, defineDemonstration, demonstrationSchema, findDemonstrationFaults, type Demonstration } from "./demonstration";
import { fictionalNames } from "./fictional-names";
import halmstad from "./halmstad";
import halmstadDemonstration from "./halmstad.demo";
import { definePack, describePackFile, isFoundIn, moduleKeySchema, policyPackSchema, toPlainText, type PolicyPack } from "./pack";
import varberg from "./varberg";
import varbergDemonstration from "./varberg.demo";

const expectedNumbers: Record<string, string[]> = {
  varberg: [
    "V1", "V2", "V3", "V4", "V5a", "V5b", "V6", "V7", "V8a", "V8b", "V9a", "V9b", "V10a", "V10b", "V11a", "V11b", "V12a", "V12b", "V12c", "V13",
    "V14a", "V14b", "V15", "V16a", "V16b", "V16c", "V17", "V18a", "V18b", "V18c", "V19", "V20a", "V20b", "V20c", "V20d", "V21a", "V21b", "V22",
    "V23", "V24", "V25", "V26",
  ],
  halmstad: [
    "H1", "H2", "H3a", "H3b", "H4", "H5", "H6", "H7", "H8", "H9", "H10", "H11", "H12a", "H12b", "H13", "H14", "H15", "H16", "H17", "H18", "H19",
    "H20", "H21a", "H21b", "H22a", "H22b", "H23", "H24",
  ],
};

const sets: { pack: PolicyPack; demonstration: Demonstration }[] = [
  { pack: varberg, demonstration: varbergDemonstration },
  { pack: halmstad, demonstration: halmstadDemonstration },
];

/** A copy that may be changed; frozen data is plain data, so nothing is lost. */
const copyPack = (pack: PolicyPack) => policyPackSchema.parse(structuredClone(pack));
const copyDemonstration = (demonstration: Demonstration) => demonstrationSchema.parse(structuredClone(demonstration));

describe.each(sets)("The pack $pack.id", ({ pack }) => {
  it("is accepted as it stands, and cannot be changed afterwards", () => {
    expect(() => definePack(copyPack(pack))).not.toThrow();
    expect(Object.isFrozen(pack)).toBe(true);
    expect(Object.isFrozen(pack.clauses[0])).toBe(true);
    expect(Object.isFrozen(pack.municipality.profile.dark)).toBe(true);
  });

  it("holds every numbered sentence of its document exactly once, in order", () => {
    expect(pack.clauses.map((clause) => clause.number)).toEqual(expectedNumbers[pack.id]);
  });

  it("quotes its document word for word", () => {
    const whole = toPlainText(pack.documentText);
    for (const clause of pack.clauses) {
      for (const part of clause.quotation.split("…").map((piece) => piece.trim())) {
        expect(whole, clause.number).toContain(part);
      }
      expect(isFoundIn(pack.documentText, clause.quotation), clause.number).toBe(true);
    }
  });

  it("leaves no word of its document unquoted", () => {
    let rest = toPlainText(pack.documentText);
    const pieces = [...pack.clauses.flatMap((clause) => clause.quotation.split("…")), ...pack.chapters.map((chapter) => chapter.heading)]
      .map(toPlainText)
      .sort((a, b) => b.length - a.length);
    for (const piece of pieces) rest = rest.replaceAll(piece, " ");
    const words = rest.split(/[\s.,\-–]+/u).filter((word) => word !== "" && !["och", "som", "samt", "för"].includes(word));
    expect(words).toEqual([]);
  });

  it("has readable colours in both themes", () => {
    for (const theme of [pack.municipality.profile.light, pack.municipality.profile.dark]) {
      expect(contrastRatio(theme.onProfile, theme.profile)).toBeGreaterThanOrEqual(4.5);
      expect(contrastRatio(theme.onMasthead, theme.masthead)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("names the clause of every required module", () => {
    for (const key of moduleKeySchema.options) {
      const { state, clause } = pack.modules[key];
      if (state === "required") expect(pack.clauses.map(({ number }) => number), key).toContain(clause);
    }
  });
});

describe("The two packs differ where their documents differ", () => {
  it("V15, H18, H19: say who represents at visits and who is consulted, and nothing where the document says nothing", () => {
    const representationOf = (pack: PolicyPack) => visitRulesOf(pack, "2026-11-28").representation;
    for (const rule of Object.values(representationOf(varberg))) expect(rule).toEqual({ by: ["COUNCIL_PRESIDIUM", "EXECUTIVE_BOARD_PRESIDIUM"], when: "ASKED_FOR", clause: "V15", otherwise: null });
    expect(representationOf(halmstad)).toEqual({ INCOMING: { by: ["EXECUTIVE_BOARD_PRESIDIUM"], when: "NOT_DIRECT", clause: "H18", otherwise: "H22b", consults: { party: "COUNCIL_PRESIDIUM", clause: "H19" } }, OUTGOING: null, EVENT: null });
    const obligationsFor = (pack: PolicyPack) => pack.obligations.filter(({ evidence }) => evidence.endsWith("_VISIT")).map(({ clause, evidence }) => `${clause} ${evidence}`);
    expect([obligationsFor(varberg), obligationsFor(halmstad)]).toEqual([["V15 ALLOCATED_VISIT"], ["H18 ALLOCATED_VISIT", "H22a NOTIFIED_VISIT"]]);
  });

  it("V1: the coordinating office is the one that the letterhead names, and another document's is another", () => {
    expect(varberg.clauses.find(({ number }) => number === "V1")?.quotation).toBe(varberg.coordinatingOffice.name);
    expect(varberg.document.responsibleOffice).toBe(varberg.coordinatingOffice.name);
    expect([halmstad.document.responsibleOffice, halmstad.coordinatingOffice.name]).toEqual([null, "Kommunledningsförvaltningen"]);
  });

  it("V9a, H3a, H4: both ask every kind of unit for international work that can be seen", () => {
    const asked = (pack: PolicyPack) => pack.obligations.filter(({ evidence }) => evidence === "LOGGED_PROJECT");
    const units = ["OFFICE", "DEPARTMENT", "COMPANY"];
    expect(asked(varberg)).toEqual([{ clause: "V9a", evidence: "LOGGED_PROJECT", for: units }]);
    expect(asked(halmstad)).toEqual(["H3a", "H4"].map((clause) => ({ clause, evidence: "LOGGED_PROJECT", for: units })));
  });

  it("V20a: contact persons are required in one and not in the other", () => {
    expect(varberg.modules.contactPersons).toEqual({ state: "required", clause: "V20a" });
    expect(halmstad.modules.contactPersons.state).not.toBe("required");
    expect(varberg.obligations.some(({ evidence }) => evidence === "CURRENT_CONTACT_PERSON")).toBe(true);
    expect(halmstad.obligations.some(({ evidence }) => evidence === "CURRENT_CONTACT_PERSON")).toBe(false);
  });

  it("H5: only one divides the work into two areas", () => {
    expect(halmstad.taxonomies.areas).toHaveLength(2);
    expect(varberg.taxonomies.areas).toEqual([]);
    expect(varberg.modules.twoAreas.state).toBe("off");
  });

  it("H17: profile areas are asked for, and none is invented", () => {
    expect(halmstad.modules.profileAreas.state).toBe("required");
  });

  it("V16a, H13, H17: priorities and the log of coordination tell what has become of the board's mandate, and no clause makes a duty of them", () => {
    const asking = (pack: typeof varberg, kind = "STRATEGIC_PRIORITIES") => pack.obligations.filter(({ evidence }) => evidence === kind).map(({ clause }) => [clause, pack.clauses.find(({ number }) => number === clause)?.kind]);
    expect(asking(varberg)).toEqual([["V16a", "mandate"]]);
    expect(asking(halmstad)).toEqual([["H17", "mandate"]]);
    expect(asking(varberg, "COORDINATION_LOG")).toEqual([["V16a", "mandate"]]);
    expect(asking(halmstad, "COORDINATION_LOG")).toEqual([["H13", "mandate"]]);
  });

  it("V17: support with EU economy is stated in one, and what has been logged of it is told there alone and demanded by nobody", () => {
    expect([varberg.modules.economySupport.state, halmstad.modules.economySupport.state]).toEqual(["required", "optional"]);
    expect(varberg.obligations.filter(({ evidence }) => evidence === "ECONOMY_SUPPORT").map(({ clause }) => [clause, varberg.clauses.find(({ number }) => number === clause)?.kind])).toEqual([["V17", "resource"]]);
    expect(halmstad.obligations.map(({ evidence }) => evidence)).not.toContain("ECONOMY_SUPPORT");
  });

  it("V5a, V9b, H2: what projects came to tells of the documents' goals, and no clause makes a duty of it", () => {
    const asking = (pack: typeof varberg) => pack.obligations.filter(({ evidence }) => evidence.includes("CLOSINGS")).map(({ clause, evidence }) => [clause, pack.clauses.find(({ number }) => number === clause)?.kind, evidence]);
    expect(asking(varberg)).toEqual([["V5a", "goal", "PROJECT_CLOSINGS"], ["V9b", "goal", "CLOSINGS_STATE_COMPETENCE"]]);
    expect(asking(halmstad)).toEqual([["H2", "goal", "CLOSINGS_STATE_COMPETENCE"], ["H2", "goal", "CLOSINGS_STATE_RESOURCES"]]);
  });

  it("V16b: the yearly follow-up is required in one and optional in the other", () => {
    expect(varberg.modules.yearlyFollowUp.state).toBe("required");
    expect(halmstad.modules.yearlyFollowUp.state).toBe("optional");
  });

  it("Issue's own words: board sign-off where the pack wants it: one asks for it, says of whom and that no clause demands it, and the other doesn't", () => {
    expect(varberg.followUp.signOff).toBeNull();
    expect(halmstad.followUp.signOff).toMatchObject({ for: ["DEPARTMENT", "COMPANY"], clause: "H20" });
    expect(halmstad.followUp.signOff?.source).toContain("inget krav i riktlinjerna");
  });

  it("V4: contacts and cooperations are told over the years by one document's clause", () => {
    expect([varberg.followUp.contactsClause, halmstad.followUp.contactsClause]).toEqual(["V4", null]);
  });

  it("H5: every register that stands in the areas stands in one of them", () => {
    expect(halmstad.taxonomies.areas.map(({ code, clause, registers }) => [code, clause, registers.length > 0])).toEqual([["MONITORING_AND_INFLUENCE", "H5", true], ["INTERNATIONAL_COOPERATION", "H5", true]]);
  });

  it("V5b, V6, V7, H2, H3b: purposes and goals name the clause that they are the words of", () => {
    const clauses = (pack: typeof varberg, list: "purposes" | "municipalGoals") => [...new Set(pack.taxonomies[list].map(({ clause }) => clause))];
    expect([clauses(varberg, "purposes"), clauses(varberg, "municipalGoals")]).toEqual([["V5b", "V6"], ["V7"]]);
    expect([clauses(halmstad, "purposes"), clauses(halmstad, "municipalGoals")]).toEqual([["H2"], ["H3b"]]);
  });
});

describe("A pack is refused", () => {
  it("when an entry, a sign-off or the contacts name a clause that isn't there, or a register stands in two areas", () => {
    const pack = copyPack(halmstad);
    const [[purpose], [area], { signOff }] = [pack.taxonomies.purposes, pack.taxonomies.areas, pack.followUp];
    if (purpose === undefined || area === undefined || signOff === null) throw new Error("the pack has no purpose, area or sign-off to plant a fault in");
    purpose.clause = "H99";
    signOff.clause = "H98";
    pack.followUp.contactsClause = "H97";
    area.registers = ["visit"];
    expect(() => definePack(pack)).toThrow(/A register belongs to one area/);
    area.registers = [];
    for (const said of [/names the clause H99/, /The sign-off names the clause H98/, /The contacts name the clause H97/]) expect(() => definePack(pack)).toThrow(said);
  });

  it("when a profile has too little contrast, with the two colours and the figures", () => {
    const pack = copyPack(varberg);
    pack.municipality.profile.light.profile = "#7fb4dd";
    expect(() => definePack(pack)).toThrow(/In the light theme --on-profile \(#ffffff\) on --profile \(#7fb4dd\) has contrast 2\.\d\d; it must be at least 4\.5/);
  });

  it("when only the dark theme is too weak", () => {
    const pack = copyPack(halmstad);
    pack.municipality.profile.dark.profileText = "#4a2860";
    expect(() => definePack(pack)).toThrow(/In the dark theme --profile-text/);
  });

  it("when a quotation is not in the document", () => {
    const pack = copyPack(varberg);
    const clause = pack.clauses.find(({ number }) => number === "V22");
    if (clause === undefined) throw new Error("V22 is missing");
    clause.quotation = "Kompetensutveckling kan erbjudas övriga anställda.";
    expect(() => definePack(pack)).toThrow(/The quotation of V22, .* is not found/);
  });

  it("when a mandate does not say whose it is, or says it in other words than its quotation", () => {
    const pack = copyPack(varberg);
    pack.clauses.forEach((clause) => {
      if (clause.number === "V14a") delete clause.holder;
      if (clause.number === "V25") clause.holder = "Kommundirektören";
    });
    expect(() => definePack(pack)).toThrow(/V14a is a mandate, so write who it is given to[\s\S]*“Kommundirektören” is not found in the quotation of V25/);
  });

  it("when the words of a quotation stand in another order in the document", () => {
    expect(isFoundIn("först detta och sedan detta andra", "först … andra")).toBe(true);
    expect(isFoundIn("först detta och sedan detta andra", "andra … först")).toBe(false);
  });

  it("with everything that is wrong at once: a number that stands twice, a module that names an unknown clause, a clause of a module that is off", () => {
    const pack = copyPack(halmstad);
    const first = pack.clauses[0];
    if (first === undefined) throw new Error("There is no clause");
    pack.clauses.push({ ...first });
    pack.modules.monitoring = { state: "required", clause: "H99" };
    pack.modules.twoAreas = { state: "off", clause: null };
    const parsed = policyPackSchema.safeParse(pack);
    expect(parsed.error?.issues.map(({ message }) => message)).toEqual([
      "The number H1 stands twice. Keep one of them.",
      "H5 belongs to the module twoAreas, which is off. Make the module optional or required.",
      "The module monitoring names the clause H99, which is not in the pack.",
    ]);
  });

  it("when a required module has no clause", () => {
    const pack = copyPack(varberg);
    pack.modules.competence = { state: "required", clause: null };
    expect(() => definePack(pack)).toThrow(/A required module names the clause that asks for it/);
  });

  it("when a field is misspelt", () => {
    expect(policyPackSchema.safeParse({ ...copyPack(varberg), moduls: {} }).success).toBe(false);
  });

  it("when the organisation number does not add up", () => {
    const pack = copyPack(varberg);
    pack.municipality.organisationNumber = "212000-1248";
    expect(() => definePack(pack)).toThrow(/organisation number's last digit/);
  });
});

describe.each(sets)("The demonstration of $pack.id", ({ pack, demonstration }) => {
  it("has no reference that leads nowhere", () => {
    expect(findDemonstrationFaults(pack, copyDemonstration(demonstration))).toEqual([]);
  });

  it("is full of people from the fictional list, with addresses nobody can own", () => {
    for (const person of demonstration.people) {
      expect(fictionalNames).toContain(person.name);
      expect(person.email).toMatch(/^[a-z.-]+@utblick\.example$/);
    }
    expect(new Set(fictionalNames).size).toBe(fictionalNames.length);
  });

  it("has one account a role", () => {
    expect(demonstration.accounts.map(({ name }) => name)).toEqual([...accountNames]);
  });

  it("says of every body and real project where the fact comes from", () => {
    for (const body of demonstration.bodies) expect(body.source).not.toBe("");
    for (const project of demonstration.projects) {
      if (project.demonstration) expect(project.sources).toEqual([]);
      else expect(project.sources.length).toBeGreaterThan(0);
    }
  });

  it("gives no real project money that its sources do not state", () => {
    for (const project of demonstration.projects.filter((one) => !one.demonstration)) {
      expect(project.funding).toEqual([]);
      expect(project.totalBudgetMinor).toBe(project.key === "prospera" ? 132_264_300 : undefined);
    }
  });

  it("spreads its projects over units, statuses and years, some for children and young people", () => {
    const projects = demonstration.projects;
    expect(projects.length).toBeGreaterThanOrEqual(25);
    expect(new Set(projects.map(({ status }) => status)).size).toBe(15);
    expect(new Set(projects.map(({ unit }) => unit)).size).toBeGreaterThanOrEqual(10);
    expect(projects.some(({ startsOn }) => startsOn?.startsWith("2016"))).toBe(true);
    expect(projects.some(({ endsOn }) => endsOn?.startsWith("2029"))).toBe(true);
    expect(projects.filter(({ reachesChildrenAndYouth }) => reachesChildrenAndYouth).length).toBeGreaterThanOrEqual(8);
    expect(projects.filter(({ confidentiality }) => confidentiality !== undefined)).toHaveLength(1);
    expect(demonstration.drafts.map(({ author }) => author)).toEqual([demonstration.accounts[0]?.person]);
  });

  it("leaves honest gaps: a company without a contact person and an appointment that has ended", () => {
    const today = "2026-11-22";
    const companies = demonstration.bodies.filter(({ kind, validTo }) => kind === "COMPANY" && (validTo ?? today) >= today);
    const covered = new Set(demonstration.contactPersons.filter(({ to }) => (to ?? today) >= today).map(({ unit }) => unit));
    expect(companies.some(({ key }) => !covered.has(key))).toBe(true);
    expect(demonstration.contactPersons.some(({ unit, to }) => to !== undefined && to < today && !covered.has(unit))).toBe(true);
  });

  it("is refused when a reference leads nowhere or a code is not the pack's", () => {
    const broken = copyDemonstration(demonstration);
    const project = broken.projects[0];
    const appointment = broken.contactPersons[0];
    if (project === undefined || appointment === undefined) throw new Error("The demonstration is empty");
    project.unit = "nowhere";
    project.type = "NO_SUCH_TYPE";
    appointment.person = "nobody";
    const faults = findDemonstrationFaults(pack, broken).join("\n");
    expect(faults).toContain("names the person nobody, who does not exist");
    expect(faults).toContain("names the body nowhere, which does not exist");
    expect(faults).toContain("uses the code NO_SUCH_TYPE, which is not in the pack");
    expect(() => defineDemonstration(pack, broken)).toThrow(/cannot be used/);
  });

  it("is refused when a person has a name outside the fictional list", () => {
    const broken = copyDemonstration(demonstration);
    const person = broken.people[0];
    if (person === undefined) throw new Error("There are no people");
    person.name = "Someone Real";
    expect(findDemonstrationFaults(pack, broken)).toEqual([expect.stringContaining("Someone Real is not on the list of fictional names")]);
  });

  it("is refused when a project's funding and budget differ by one öre or cent", () => {
    const broken = structuredClone(copyDemonstration(demonstration));
    const project = broken.projects.find(({ funding }) => funding.length > 0);
    if (project?.totalBudgetMinor === undefined) throw new Error("No project has a budget");
    project.totalBudgetMinor += 1;
    expect(() => defineDemonstration(pack, broken)).toThrow(/they must be equal/);
  });
});

describe("The demonstration keeps what sources say", () => {
  it("E.4.12: PROSPERA's two periods are both kept with their sources", () => {
    const prospera = varbergDemonstration.projects.find(({ key }) => key === "prospera");
    const periods = prospera?.sources.filter(({ field }) => field === "startsOn" || field === "endsOn");
    expect(periods?.map(({ field, value }) => `${field} ${value}`).sort()).toEqual([
      "endsOn 2023-07-01",
      "endsOn 2023-07-31",
      "startsOn 2019-08-01",
      "startsOn 2019-09-01",
    ]);
    expect(new Set(periods?.map(({ source }) => source)).size).toBe(2);
  });

  it("E.4.10: the coordinating office keeps its earlier name with dates that are marked uncertain", () => {
    const office = halmstadDemonstration.bodies.find(({ key }) => key === halmstadDemonstration.coordinatingOffice);
    expect(office?.names.map(({ name }) => name)).toEqual(["Stadskontoret", halmstad.coordinatingOffice.name]);
    expect(office?.names.every(({ datesCertainty }) => datesCertainty === "low")).toBe(true);
    expect(halmstad.coordinatingOffice.aliases.map(({ name }) => name)).toContain("Stadskontoret");
  });

  it("E.4.11: a shared company says whose documents bind it", () => {
    const bound = varbergDemonstration.bodies.filter(({ boundByOther }) => boundByOther !== undefined);
    expect(bound.map(({ key, boundByOther }) => `${key}: ${String(boundByOther)}`)).toEqual(["hallands-hamnar: Halmstads kommun"]);
  });
});

describe("The published form of a pack", () => {
  it("is the one that stands beside the packs", async () => {
    await expect(`${JSON.stringify(describePackFile(), null, 2)}\n`).toMatchFileSnapshot("pack.schema.json");
  });

  it("refuses a field that the schema refuses, and asks for what the schema asks for", () => {
    const form = describePackFile() as { additionalProperties: boolean; required: string[] };
    expect(form.additionalProperties).toBe(false);
    expect(form.required).toEqual(expect.arrayContaining(["id", "municipality", "document", "documentText", "clauses", "modules", "obligations"]));
  });
});
