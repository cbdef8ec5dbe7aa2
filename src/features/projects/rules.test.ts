import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { priceWork, readAmount, toOre } from "@/domain/money";
import type { Values } from "@/domain/values";
import { ANY_PROJECT, projectContext, projectInput, CALLS, PRIORITIES, PROGRAMMES, UNITS, WORKPLACES } from "../../../tests/factories/projects.ts";
import { copyValues, issuesIn, judgeFunding, lacksFinalReport, readProject, searchTextOf, sectionStates, statesGoals, sumFunding, titleOf, writeProject } from "./rules";
import { MOST_ROWS, readFunding, SECTIONS, SECTION_FIELDS, sectionOf, type FundingInput, type ProjectInput } from "./schema";

const context = projectContext();
const form = (more: Values = {}): Values => ({ ...writeProject(projectInput()), ...more });
const without = (values: Values, ...names: string[]): Values => Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
const issuesOf = (values: Values, more: Parameters<typeof projectContext>[0] = {}) => readProject(values, projectContext(more)).issues.map(({ field, message }) => [field, message]);
const line = (kind: FundingInput["kind"], amountMinor: bigint): FundingInput => ({ kind, funder: null, year: null, amountMinor });

describe("a project's form", () => {
  it("states the same project after it has been written and read", () => {
    fc.assert(
      fc.property(ANY_PROJECT, (input) => {
        const { input: read, issues } = readProject(writeProject(input), context);
        expect(issues).toEqual([]);
        expect(read).toEqual({ ...input, participatingUnitIds: [...input.participatingUnitIds].sort() });
      }),
      { numRuns: 150 },
    );
  });

  it("is in the programme of the call that it names", () => {
    expect(readProject(form({ callId: CALLS[1] }), context).input).toMatchObject({ callId: CALLS[1], programmeId: PROGRAMMES[0] });
    expect(copyValues(form({ callId: CALLS[1], programmeId: PROGRAMMES[0] }))).not.toHaveProperty("callId");
  });

  it("is written the same again after it has been read", () => {
    fc.assert(
      fc.property(ANY_PROJECT, (input) => {
        const values = writeProject(input);
        const { input: read } = readProject(values, context);
        expect(read && writeProject(read)).toEqual(values);
      }),
    );
  });

  it("is never read as a project while anything is wrong, and nothing that can be typed makes reading fail", () => {
    const names = [...Object.values(SECTION_FIELDS).flat(), "funding.0.amount", "funding.0.kind", "funding.x.amount", "partners.0.name", "partners.0.country", "partners.999.town", "__proto__", "constructor"];
    const value = fc.oneof(fc.string(), fc.constantFrom("on", "yes", UNITS[0], UNITS[1], "SEK", "EUR", "IDEA", "2027", "-5", "1e9", "\0", "\ud83d"), fc.array(fc.constantFrom("GOAL_A", "X", "", UNITS[2]), { maxLength: 3 }));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), value), fc.boolean(), (typed, isWhole) => {
        const { input, issues } = readProject(isWhole ? { ...form(), ...typed } : typed, context);
        expect(input === null).toBe(issues.length > 0);
        for (const issue of issues) expect(SECTIONS).toContain(sectionOf(issue.field));
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    ["no title", without(form(), "title"), [["title", "projects.errors.titleMissing"]]],
    ["a title of blanks", form({ title: "  " }), [["title", "projects.errors.titleMissing"]]],
    ["a title too long", form({ title: "å".repeat(201) }), [["title", "fields.tooLong"]]],
    ["a title with a NUL", form({ title: "a\0b" }), [["title", "fields.unreadable"]]],
    ["no purpose", without(form(), "summary"), [["summary", "projects.errors.summaryMissing"]]],
    ["no unit", without(form(), "unitId"), [["unitId", "projects.errors.unitMissing"]]],
    ["a unit that is gone", form({ unitId: WORKPLACES[0] }), [["unitId", "projects.errors.unitUnknown"]]],
    ["a workplace that is none", form({ workplaceId: UNITS[0] }), [["workplaceId", "fields.choice"]]],
    ["a unit that takes part in its own project", form({ participatingUnitIds: [UNITS[0]] }), [["participatingUnitIds", "projects.errors.participatesItself"]]],
    ["a unit taking part that is none", form({ participatingUnitIds: [UNITS[1], PROGRAMMES[0]] }), [["participatingUnitIds", "fields.choice"]]],
    ["a kind that is none", form({ kinds: ["INTERNATIONAL", "LOCAL"] }), [["kinds", "fields.choice"]]],
    ["neither international nor externally funded", without(form(), "kinds"), [["kinds", "projects.errors.kindMissing"]]],
    ["a type that is none", form({ typeCode: "OTHER" }), [["typeCode", "fields.choice"]]],
    ["a status that is none", form({ status: "DONE" }), [["status", "fields.choice"]]],
    ["a programme that is gone", form({ programmeId: UNITS[0] }), [["programmeId", "fields.choice"]]],
    ["a call that is gone", form({ callId: UNITS[0] }), [["callId", "fields.choice"]]],
    ["a call of another programme", form({ programmeId: PROGRAMMES[1], callId: CALLS[0] }), [["callId", "projects.errors.callOfAnother"]]],
    ["an end before the start", form({ starts: "2027-05-03", ends: "2027-05-02" }), [["ends", "projects.errors.endsBeforeStart"]]],
    ["a year that is over before the start", form({ starts: "2027-01-01", ends: "2026" }), [["ends", "projects.errors.endsBeforeStart"]]],
    ["a negative budget", form({ totalBudget: "-1" }), [["totalBudget", "fields.amountNegative"]]],
    ["a negative line", form({ "funding.0.kind": "EU", "funding.0.amount": "-1" }), [["funding.0.amount", "fields.amountNegative"]]],
    ["a line of no kind", form({ "funding.3.amount": "1" }), [["funding.3.kind", "projects.errors.fundingKindMissing"]]],
    ["a line without an amount", form({ "funding.0.kind": "EU", "funding.0.funder": "EU" }), [["funding.0.amount", "projects.errors.fundingAmountMissing"]]],
    ["a line of a year beyond all", form({ "funding.0.kind": "EU", "funding.0.amount": "1", "funding.0.year": "2101" }), [["funding.0.year", "fields.countRange"]]],
    ["funding above the budget", form({ totalBudget: "100", "funding.0.kind": "EU", "funding.0.amount": "101" }), [["totalBudget", "projects.errors.fundingAboveBudget"]]],
    ["funding below the budget", form({ totalBudget: "100", "funding.0.kind": "EU", "funding.0.amount": "99" }), [["totalBudget", "projects.errors.fundingBelowBudget"]]],
    ["a rate without its day and source", form({ currency: "EUR", rate: "11,5" }), [["rateOn", "projects.errors.rateDateMissing"], ["rateSource", "projects.errors.rateSourceMissing"]]],
    ["a rate that makes more kronor than there are", form({ currency: "EUR", rate: "999999", rateOn: "2027-01-01", rateSource: "Riksbanken", "funding.0.kind": "EU", "funding.0.amount": "1000000000000" }), [["rate", "projects.errors.rateTooHigh"]]],
    ["a partner without a name", form({ "partners.0.town": "Kiel" }), [["partners.0.name", "projects.errors.partnerNameMissing"]]],
    ["a partner's country in words", form({ "partners.0.name": "Kiel", "partners.0.country": "Tyskland" }), [["partners.0.country", "projects.errors.country"]]],
    ["a goal that is none", form({ municipalGoals: ["OTHER"] }), [["municipalGoals", "fields.choice"]]],
    ["a purpose that is none", form({ purposes: ["OTHER"] }), [["purposes", "fields.choice"]]],
    ["a group that is none", form({ beneficiaries: ["OTHER"] }), [["beneficiaries", "fields.choice"]]],
    ["a number of children that it does not reach", form({ childrenAndYouthCount: "3" }), [["childrenAndYouthCount", "projects.errors.youthCountWithoutYouth"]]],
    ["secrecy without its provision", form({ isConfidential: "on" }), [["confidentialityProvision", "projects.errors.provisionMissing"]]],
  ])("with %s is not a project, and says where", (_what, values, issues) => {
    expect(issuesOf(values)).toEqual(issues);
    expect(readProject(values, context).input).toBeNull();
  });

  const untitled = { title: "" };
  const none = [["title", "projects.errors.titleMissing"]];
  const rated = { currency: "EUR", rate: "11,5" };
  it.each([
    ["a unit that is gone", form({ ...untitled, unitId: WORKPLACES[0] }), [...none, ["unitId", "projects.errors.unitUnknown"]]],
    ["a workplace that is none", form({ ...untitled, workplaceId: UNITS[0] }), [...none, ["workplaceId", "fields.choice"]]],
    ["a unit taking part that is none", form({ ...untitled, participatingUnitIds: [PROGRAMMES[0]] }), [...none, ["participatingUnitIds", "fields.choice"]]],
    ["a unit that takes part in its own project", form({ ...untitled, participatingUnitIds: [UNITS[0]] }), [...none, ["participatingUnitIds", "projects.errors.participatesItself"]]],
    ["units taking part, when nobody answers for it", form({ unitId: "", participatingUnitIds: [UNITS[0]] }), [["unitId", "projects.errors.unitMissing"]]],
    ["a type that is none", form({ ...untitled, typeCode: "OTHER" }), [...none, ["typeCode", "fields.choice"]]],
    ["a kind that is none", form({ ...untitled, kinds: ["LOCAL"] }), [...none, ["kinds", "fields.choice"]]],
    ["a programme that is gone", form({ role: "X", programmeId: UNITS[0] }), [["role", "fields.choice"], ["programmeId", "fields.choice"]]],
    ["an end before the start", form({ role: "X", starts: "2027", ends: "2026" }), [["role", "fields.choice"], ["ends", "projects.errors.endsBeforeStart"]]],
    ["an end, when the start cannot be read", form({ starts: "sedan", ends: "2026" }), [["starts", "fields.approximateDate"]]],
    ["funding above the budget", form({ rateOn: "x", totalBudget: "1", "funding.0.kind": "EU", "funding.0.amount": "2" }), [["rateOn", "fields.date"], ["totalBudget", "projects.errors.fundingAboveBudget"]]],
    ["funding, when a row cannot be read", form({ totalBudget: "1", "funding.0.kind": "EU", "funding.0.amount": "2", "funding.1.kind": "EU", "funding.1.amount": "x" }), [["funding.1.amount", "fields.amount"]]],
    ["funding, when the budget cannot be read", form({ totalBudget: "x", "funding.0.kind": "EU", "funding.0.amount": "2" }), [["totalBudget", "fields.amount"]]],
    ["a line of no kind and no amount", form({ "funding.0.funder": "EU" }), [["funding.0.kind", "projects.errors.fundingKindMissing"], ["funding.0.amount", "projects.errors.fundingAmountMissing"]]],
    ["a rate without its day and source, beside a row that cannot be read", form({ ...rated, "funding.0.kind": "EU", "funding.0.amount": "x" }), [["funding.0.amount", "fields.amount"], ["rateOn", "projects.errors.rateDateMissing"], ["rateSource", "projects.errors.rateSourceMissing"]]],
    ["a rate without its source, whose day cannot be read", form({ ...rated, rateOn: "x" }), [["rateOn", "fields.date"], ["rateSource", "projects.errors.rateSourceMissing"]]],
    ["a rate that is too high, beside a budget that cannot be read", form({ totalBudget: "x", currency: "EUR", rate: "999999", rateOn: "2027-01-01", rateSource: "R", "funding.0.kind": "EU", "funding.0.amount": "1000000000000" }), [["totalBudget", "fields.amount"], ["rate", "projects.errors.rateTooHigh"]]],
    ["a rate, when the currency cannot be read", form({ currency: "X", rate: "11,5" }), [["currency", "fields.choice"]]],
    ["goals that are none", form({ benefit: "å".repeat(2001), municipalGoals: ["X"], purposes: ["X"], beneficiaries: ["X"] }), [["benefit", "fields.tooLong"], ["municipalGoals", "fields.choice"], ["purposes", "fields.choice"], ["beneficiaries", "fields.choice"]]],
    ["no goals", without(form({ benefit: "å".repeat(2001) }), "noGoalReason"), [["benefit", "fields.tooLong"], ["municipalGoals", "projects.errors.goalMissing"], ["unitGoal", "projects.errors.unitGoalMissing"]]],
    ["an area that is none", form({ areaCode: "AREA_C" }), [["areaCode", "fields.choice"]]],
    ["a priority that is none", form({ priorityIds: [UNITS[0]] }), [["priorityIds", "fields.choice"]]],
    ["no goals, and a reason that cannot be read", form({ noGoalReason: "å".repeat(501) }), [["noGoalReason", "fields.tooLong"]]],
    ["secrecy without its provision", form({ isConfidential: "on", caseNumber: "x".repeat(61) }), [["caseNumber", "fields.tooLong"], ["confidentialityProvision", "projects.errors.provisionMissing"]]],
    ["secrecy whose provision cannot be read", form({ isConfidential: "on", confidentialityProvision: "x".repeat(121) }), [["confidentialityProvision", "fields.tooLong"]]],
  ])("tells of %s at once with whatever else is wrong, as far as it can be read", (_what, values, issues) => {
    expect(issuesOf(values)).toEqual(issues);
  });

  it("lets workplaces take part, another unit's too", () => {
    expect(readProject(form({ participatingUnitIds: [UNITS[1], WORKPLACES[1]] }), context).input?.participatingUnitIds).toEqual([UNITS[1], WORKPLACES[1]]);
  });

  it("complains of rows beyond the most, and of none before", () => {
    const partners = (count: number): Values => Object.fromEntries(Array.from({ length: count }, (_none, index) => [`partners.${index}.name`, `Hamn ${index}`]));
    expect(readProject(form(partners(MOST_ROWS)), context).input?.partners).toHaveLength(MOST_ROWS);
    expect(issuesOf(form(partners(MOST_ROWS + 1)))).toEqual([[`partners.${MOST_ROWS}.name`, "projects.errors.tooManyRows"]]);
  });

  it("takes a line that says nothing but its kind for no line", () => {
    expect(readProject(form({ "funding.0.kind": "EU" }), context).input?.funding).toEqual([]);
  });

  it("lets an end that is not known to the day mean its last one", () => {
    expect(readProject(form({ starts: "2027-05-03", ends: "2027" }), context).input?.ends).toEqual({ on: "2027-12-31", precision: "YEAR" });
    expect(readProject(form({ starts: "2027", ends: "2027-02" }), context).input?.ends).toEqual({ on: "2027-02-28", precision: "MONTH" });
  });

  it("keeps no rate for kronor, and no provision for what is open", () => {
    const { input } = readProject(form({ rate: "11", rateOn: "2027-01-01", rateSource: "Riksbanken", confidentialityProvision: "OSL 19:1", confidentialityBy: "Prov" }), context);
    expect(input).toMatchObject({ rateMillionths: null, rateOn: null, rateSource: null, confidentialityProvision: null, confidentialityBy: null });
  });

  it("writes a partner's country in capitals", () => {
    expect(readProject(form({ "partners.0.name": "Kiel", "partners.0.country": "de" }), context).input?.partners[0]?.country).toBe("DE");
  });
});

describe("what the governing document has a project belong to", () => {
  const asked = (values: Values, more: Parameters<typeof projectContext>[0]) => issuesOf(values, more);

  it("H5: asks which area a project belongs to where the work is divided into areas, and nowhere else", () => {
    expect(asked(form(), { asksForArea: true })).toEqual([["areaCode", "projects.errors.areaMissing"]]);
    expect(asked(form({ areaCode: "AREA_A" }), { asksForArea: true })).toEqual([]);
    expect(asked(form(), {})).toEqual([]);
  });

  it("H10: asks which priority a project follows, or why it stands outside, where something has been decided on", () => {
    expect(asked(form(), { asksForPriorities: true })).toEqual([["priorityIds", "projects.errors.priorityMissing"]]);
    expect(asked(form({ priorityIds: [PRIORITIES[0]] }), { asksForPriorities: true })).toEqual([]);
    expect(asked(form({ noPriorityReason: "Började tidigare." }), { asksForPriorities: true })).toEqual([]);
    expect(asked(form(), { asksForPriorities: true, priorityIds: new Set() })).toEqual([]);
    expect(asked(form(), {})).toEqual([]);
  });
});

describe("the duty to state goals", () => {
  const silent = without(form(), "noGoalReason");

  it("V8a: a project names an overarching goal or says why not, where the governing document asks for it", () => {
    expect(issuesOf({ ...silent, unitGoal: "Fler tåg" })).toEqual([["municipalGoals", "projects.errors.goalMissing"]]);
    expect(issuesOf({ ...silent, unitGoal: "Fler tåg", municipalGoals: ["GOAL_A"] })).toEqual([]);
    expect(issuesOf(form())).toEqual([]);
    expect(issuesOf(silent, { asksForGoals: false })).toEqual([]);
  });

  it("V8b: a project names a goal of its own unit or says why not, where the governing document asks for it", () => {
    expect(issuesOf({ ...silent, municipalGoals: ["GOAL_A"] })).toEqual([["unitGoal", "projects.errors.unitGoalMissing"]]);
    expect(issuesOf({ ...silent, municipalGoals: ["GOAL_A"], unitGoal: "Fler tåg" })).toEqual([]);
    expect(issuesOf(form())).toEqual([]);
  });

  it("V8a: whether it is met is told for each level", () => {
    const goals = (more: Partial<ProjectInput>) => statesGoals({ municipalGoals: [], unitGoal: null, noGoalReason: null, ...more });
    expect(goals({})).toEqual({ municipal: false, unit: false });
    expect(goals({ municipalGoals: ["GOAL_A"] })).toEqual({ municipal: true, unit: false });
    expect(goals({ unitGoal: "Fler tåg" })).toEqual({ municipal: false, unit: true });
    expect(goals({ noGoalReason: "Inga mål än" })).toEqual({ municipal: true, unit: true });
  });
});

describe("children and youth", () => {
  it("V13: every project says whether it reaches them, where the governing document asks for it", () => {
    const silent = without(form(), "reachesChildrenAndYouth");
    expect(issuesOf(silent)).toEqual([["reachesChildrenAndYouth", "projects.errors.youthMissing"]]);
    expect(readProject(silent, projectContext({ asksForChildrenAndYouth: false })).input?.reachesChildrenAndYouth).toBe(false);
  });

  it("V13: their number is kept where it is stated, whatever the document asks for", () => {
    const stated = form({ reachesChildrenAndYouth: "yes", childrenAndYouthCount: "120" });
    for (const asksForChildrenAndYouth of [true, false]) {
      expect(readProject(stated, projectContext({ asksForChildrenAndYouth })).input).toMatchObject({ reachesChildrenAndYouth: true, childrenAndYouthCount: 120 });
    }
  });
});

describe("funding", () => {
  it.each([
    ["nothing without a budget", null, [line("EU", 5n)], false, null],
    ["nothing without lines", 100n, [], false, null],
    ["nothing when they agree", 100n, [line("EU", 60n), line("OWN_CASH", 40n)], false, null],
    ["nothing when a part is known to be missing", 100n, [line("EU", 60n)], true, null],
    ["that a part is missing", 100n, [line("EU", 60n)], false, { message: "projects.errors.fundingBelowBudget", params: { amount: "0,40", currency: "EUR" } }],
    ["that there is too much", 100n, [line("EU", 160n)], false, { message: "projects.errors.fundingAboveBudget", params: { amount: "0,60", currency: "EUR" } }],
    ["that there is too much, also when a part is missing", 100n, [line("EU", 101n)], true, { message: "projects.errors.fundingAboveBudget", params: { amount: "0,01", currency: "EUR" } }],
  ] as const)("says %s", (_what, total, lines, isPartial, issue) => {
    expect(judgeFunding(total, lines, isPartial, "EUR")).toEqual(issue === null ? [] : [{ field: "totalBudget", ...issue }]);
  });

  it("says by how much it differs, to the smallest unit", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 6 }), (total, amounts) => {
        const difference = amounts.reduce((sum, amount) => sum + amount, 0n) - total;
        const [issue] = judgeFunding(total, amounts.map((amount) => line("EU", amount)), false, "SEK");
        expect(readAmount(String(issue?.params?.["amount"] ?? "0"))).toBe(difference < 0n ? -difference : difference);
      }),
    );
  });

  it("sums to what its lines come to, each rounded for itself", () => {
    fc.assert(
      fc.property(ANY_PROJECT, ({ funding, currency, rateMillionths }) => {
        const sums = sumFunding({ funding, currency, rateMillionths });
        const rate = currency === "SEK" ? 1_000_000n : rateMillionths;
        if (rate === null || funding.length === 0) expect(sums).toEqual({ externalOre: null, ownOre: null });
        else {
          const rounded = funding.map((each) => toOre(each.amountMinor, rate)).reduce((sum, ore) => sum + ore, 0n);
          expect((sums.externalOre ?? 0n) + (sums.ownOre ?? 0n)).toBe(rounded);
        }
      }),
    );
  });

  it("V19: keeps what others pay and what the municipality pays itself apart", () => {
    const funding = [line("EU", 100n), line("OTHER_EXTERNAL", 10n), line("OWN_CASH", 3n), line("OWN_IN_KIND", 4n)];
    expect(sumFunding({ funding, currency: "SEK", rateMillionths: null })).toEqual({ externalOre: 110n, ownOre: 7n });
    expect(sumFunding({ funding: [line("EU", 1n), line("EU", 1n)], currency: "EUR", rateMillionths: 500_000n })).toEqual({ externalOre: 2n, ownOre: 0n });
    expect(sumFunding({ funding, currency: "EUR", rateMillionths: null })).toEqual({ externalOre: null, ownOre: null });
  });

  it("V19: an own part is paid by the project's own unit, another one that is there, or centrally, and nothing else has a payer", () => {
    const read = (row: Record<string, string>) => {
      const values = { ...writeProject(projectInput()), ...Object.fromEntries(Object.entries(row).map(([name, value]) => [`funding.0.${name}`, value])) };
      const { input, issues } = readProject(values, projectContext());
      return input === null ? issues.map(({ field, message }) => `${field} ${message}`) : input.funding[0];
    };
    const own = { kind: "OWN_CASH", amount: "100" };
    expect(read(own)).toEqual(line("OWN_CASH", 10_000n));
    expect(read({ ...own, payer: UNITS[0] })).toEqual(line("OWN_CASH", 10_000n));
    expect(read({ ...own, payer: UNITS[1] })).toEqual({ ...line("OWN_CASH", 10_000n), payer: UNITS[1] });
    expect(read({ ...own, payer: "CENTRAL" })).toEqual({ ...line("OWN_CASH", 10_000n), payer: "CENTRAL" });
    expect(read({ ...own, payer: "20000000-0000-4000-8000-000000000099" })).toEqual(["funding.0.payer projects.errors.payerUnknown"]);
    expect(read({ ...own, payer: "alla" })).toEqual(["funding.0.payer fields.choice"]);
    expect(read({ kind: "EU", amount: "100", payer: UNITS[1] })).toEqual(["funding.0.payer projects.errors.payerOfOwn"]);
  });

  it("own work in hours is worth hours by the price of an hour, exactly, and nothing else", () => {
    const read = (row: Record<string, string>) => {
      const { rows, issues } = readFunding(Object.fromEntries(Object.entries(row).map(([name, value]) => [`funding.0.${name}`, value])));
      return issues.length === 0 ? rows : issues.map(({ field, message, params }) => `${field} ${message}${params === undefined || Object.keys(params).length === 0 ? "" : ` ${JSON.stringify(params)}`}`);
    };
    const work = { kind: "OWN_IN_KIND", hours: "37,5", hourlyRate: "412,33" };
    expect(read(work)).toEqual([{ ...line("OWN_IN_KIND", 1_546_238n), work: { hoursHundredths: 3750, hourlyRateMinor: 41_233n } }]);
    expect(read({ ...work, amount: "15 462,38" })).toEqual(read(work));
    expect(read({ ...work, amount: "15 462" })).toEqual([`funding.0.amount projects.errors.amountFollowsHours ${JSON.stringify({ amount: "15\u00a0462,38" })}`]);
    expect(read({ ...work, hourlyRate: "" })).toEqual(["funding.0.hourlyRate projects.errors.hourlyRateMissing"]);
    expect(read({ ...work, hours: "" })).toEqual(["funding.0.hours projects.errors.hoursMissing"]);
    expect(read({ ...work, hours: "0" })).toEqual(["funding.0.hours fields.hours"]);
    expect(read({ ...work, hours: "många" })).toEqual(["funding.0.hours fields.hours"]);
    expect(read({ ...work, kind: "OWN_CASH" })).toEqual(["funding.0.hours projects.errors.hoursOfOwnWork"]);
    expect(read({ kind: "OWN_IN_KIND", hours: "1000000", hourlyRate: "1000000000000" })).toEqual(["funding.0.hourlyRate fields.amountTooLarge"]);
    expect(priceWork(1, 49n)).toBe(0n);
    expect(priceWork(1, 50n)).toBe(1n);
  });
});

/** Every step that a project may take, written by hand from how projects go; the machine is held to it. */
describe("a project's final report", () => {
  it.each([
    ["ONGOING", "2026-11-21", true],
    ["IN_MODIFICATION", "2026-11-21", true],
    ["ONGOING", "2026-11-22", false],
    ["ONGOING", null, false],
    ["FINAL_REPORT_SUBMITTED", "2020-01-01", false],
    ["CANCELLED", "2020-01-01", false],
    ["IDEA", "2020-01-01", false],
  ] as const)("%s with its end on %s lacks a final report: %s", (status, endsOn, answer) => {
    expect(lacksFinalReport({ status, endsOn }, "2026-11-22")).toBe(answer);
  });
});

describe("a copy of an earlier project", () => {
  it("begins as an idea about the same thing, without its time, money and numbers", () => {
    fc.assert(
      fc.property(ANY_PROJECT, (input) => {
        const copied = readProject(copyValues(writeProject(input)), projectContext({ asksForGoals: false })).input;
        expect(copied).toMatchObject({ status: "IDEA", title: input.title, summary: input.summary, partners: input.partners, municipalGoals: input.municipalGoals, starts: null, ends: null, totalBudgetMinor: null, funding: [], rateMillionths: null, caseNumber: null, funderCaseNumber: null, programmeProjectId: null, accountingCode: null, childrenAndYouthCount: null });
        expect(copied).toMatchObject({ isConfidential: input.isConfidential, confidentialityProvision: input.confidentialityProvision, confidentialityOn: input.confidentialityOn, confidentialityBy: input.confidentialityBy });
      }),
    );
  });
});

describe("a form's sections", () => {
  it("hold every field once", () => {
    const all = Object.values(SECTION_FIELDS).flat();
    expect(new Set(all).size).toBe(all.length);
    for (const section of SECTIONS) for (const field of SECTION_FIELDS[section]) expect(sectionOf(`${field}.0.x`)).toBe(section);
    expect(sectionOf("constructor")).toBe("about");
  });

  it("have room for everything that a project states", () => {
    fc.assert(
      fc.property(ANY_PROJECT, (input) => {
        const known = new Set(Object.values(SECTION_FIELDS).flat());
        expect(Object.keys(writeProject(input)).filter((name) => !known.has(name.split(".")[0] ?? name))).toEqual([]);
      }),
    );
  });

  it("are untouched, begun, saved with faults or done", () => {
    const values: Values = { title: "Hamn", "partners.0.town": "Kiel" };
    const { issues } = readProject(values, context);
    const states = sectionStates(values, ["about", "period", "goals"], issues);
    expect(states).toMatchObject({ period: { state: "done" }, money: { state: "todo" }, partners: { state: "going" }, youth: { state: "todo" }, case: { state: "todo" }, goals: { state: "wrong", count: 2 } });
    expect(states.about).toEqual({ state: "wrong", count: issuesIn("about", issues).length });
    expect(issuesIn("about", issues).map(({ field }) => field)).toEqual(["summary", "unitId", "kinds", "status"]);
  });
});

describe("what a project is called and found by", () => {
  it("has no name until something is written", () => {
    expect([titleOf({ title: " " }), titleOf({}), titleOf({ title: " Hamn " })]).toEqual([null, null, "Hamn"]);
  });

  it("is looked for in its names, numbers, purpose and partners", () => {
    const text = searchTextOf(projectInput({ acronym: "GH", caseNumber: "KS 2026/0001-1", funderCaseNumber: "F-9", programmeProjectId: "P-7", partners: [{ name: "Kiel Hafen", town: "Kiel", country: "DE", isLead: true }] }));
    expect(text.split("\n")).toEqual(["Grönare hamnar", "GH", "KS 2026/0001-1", "F-9", "P-7", "Hamnar lär av varandra.", "Kiel Hafen", "Kiel"]);
  });
});
