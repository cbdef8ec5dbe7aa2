import fc from "fast-check";
import { CURRENCIES, LARGEST_AMOUNT_MINOR, priceWork } from "@/domain/money";
import { addDays, lastDayOf, type ApproximateDate, type PlainDate } from "@/domain/plain-date";
import type { ProjectContext } from "@/features/projects/rules";
import { CENTRAL, PROJECT_ROLES, PROJECT_STATUSES, type FundingInput, type ProjectInput } from "@/features/projects/schema";

const id = (number: number) => `20000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

export const UNITS = [id(1), id(2), id(3)] as const;
export const WORKPLACES = [id(11), id(12)] as const;
export const PROGRAMMES = [id(21), id(22)] as const;
/** Of the first programme. */
export const CALLS = [id(41), id(42)] as const;
export const PRIORITIES = [id(31), id(32)] as const;

/** What a form may choose among, with a duty to state goals and children and youth. */
export const projectContext = (more: Partial<ProjectContext> = {}): ProjectContext => ({
  projectTypes: ["COOPERATION", "MOBILITY"],
  municipalGoals: ["GOAL_A", "GOAL_B"],
  purposes: ["PURPOSE_A", "PURPOSE_B"],
  beneficiaries: ["RESIDENTS", "PUPILS"],
  areas: ["AREA_A", "AREA_B"],
  priorityIds: new Set(PRIORITIES),
  asksForArea: false,
  asksForPriorities: false,
  asksForGoals: true,
  asksForChildrenAndYouth: true,
  unitIds: new Set(UNITS),
  workplaceIds: new Set(WORKPLACES),
  programmeIds: new Set(PROGRAMMES),
  calls: new Map(CALLS.map((call) => [call, PROGRAMMES[0]])),
  ...more,
});

/** A project that says what it must and no more. */
export const projectInput = (more: Partial<ProjectInput> = {}): ProjectInput => ({
  unitId: UNITS[0],
  workplaceId: null,
  participatingUnitIds: [],
  title: "Grönare hamnar",
  acronym: null,
  summary: "Hamnar lär av varandra.",
  typeCode: null,
  isInternational: true,
  isExternallyFunded: false,
  status: "IDEA",
  role: null,
  programmeId: null,
  callId: null,
  programmeProjectId: null,
  starts: null,
  ends: null,
  currency: "SEK",
  rateMillionths: null,
  rateOn: null,
  rateSource: null,
  totalBudgetMinor: null,
  fundingIsPartial: false,
  funding: [],
  economistContacted: null,
  accountingCode: null,
  partners: [],
  municipalGoals: [],
  unitGoal: null,
  noGoalReason: "Målen är inte beslutade än.",
  areaCode: null,
  priorityIds: [],
  noPriorityReason: null,
  purposes: [],
  beneficiaries: [],
  benefit: null,
  reachesChildrenAndYouth: false,
  childrenAndYouthCount: null,
  caseNumber: null,
  funderCaseNumber: null,
  isConfidential: false,
  confidentialityProvision: null,
  confidentialityOn: null,
  confidentialityBy: null,
  ...more,
});

export const ANY_DAY: fc.Arbitrary<PlainDate> = fc.integer({ min: 0, max: 36_000 }).map((days) => addDays("1990-01-01", days));

const FIRST_MONTH = { YEAR: () => 1, QUARTER: (month: number) => Math.floor((month - 1) / 3) * 3 + 1, MONTH: (month: number) => month };

/** A date as known as it may be, on the first day of what is known. */
export const ANY_APPROXIMATE_DATE: fc.Arbitrary<ApproximateDate> = fc.tuple(ANY_DAY, fc.constantFrom("DAY", "MONTH", "QUARTER", "YEAR")).map(([day, precision]) => {
  if (precision === "DAY") return { on: day, precision };
  const month = FIRST_MONTH[precision](Number(day.slice(5, 7)));
  return { on: `${day.slice(0, 4)}-${String(month).padStart(2, "0")}-01`, precision };
});

const LETTERS = Array.from("abcåäöÅÄÖ 0123456789,.;:-/%_'\"\\<>&€");

/** Text as a form accepts it: something, in composed characters, with nothing that cannot be read, nor empty ends. */
export const anyText = (most: number): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...LETTERS) }, { weight: 1, arbitrary: fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }) }), { minLength: 1, maxLength: Math.min(most, 30) })
    .map((parts) => parts.join("").replace(/[\u0000-\u001f\u007f\ufffd]/g, "x").normalize("NFC").trim())
    .filter((text) => text !== "" && [...text].length <= most);

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const some = <Value>(values: readonly Value[]) => fc.subarray([...values]);
const AMOUNT = fc.bigInt({ min: 0n, max: LARGEST_AMOUNT_MINOR });

const LINE = { funder: maybe(anyText(120)), year: maybe(fc.integer({ min: 1990, max: 2100 })), amountMinor: fc.bigInt({ min: 0n, max: 100_000_000_000n }) };
const WORK = fc.record({ hoursHundredths: fc.integer({ min: 1, max: 5_000_000 }), hourlyRateMinor: fc.bigInt({ min: 1n, max: 1_000_000n }) });
/** Another unit than the one that a project of these most often has, or centrally. */
const PAYER = fc.constantFrom(undefined, UNITS[2], CENTRAL);

/** A line of funding as the rules let it be: an own part with who pays it, where that isn't the project's own unit, and own work in hours or not. */
export const ANY_LINE: fc.Arbitrary<FundingInput> = fc.oneof(
  fc.record({ kind: fc.constantFrom("EU", "OTHER_EXTERNAL"), ...LINE }),
  fc.tuple(fc.record({ kind: fc.constantFrom("OWN_CASH", "OWN_IN_KIND"), ...LINE }), PAYER).map(([line, payer]): FundingInput => (payer === undefined ? line : { ...line, payer })),
  fc.tuple(fc.record({ funder: LINE.funder, year: LINE.year }), WORK, PAYER).map(([line, work, payer]): FundingInput => ({ kind: "OWN_IN_KIND", ...line, work, amountMinor: priceWork(work.hoursHundredths, work.hourlyRateMinor), ...(payer === undefined ? {} : { payer }) })),
);
const FUNDING = fc.array(ANY_LINE, { maxLength: 5 });

const PARTNER = fc.record({ name: anyText(200), town: maybe(anyText(120)), country: maybe(fc.constantFrom("SE", "DK", "DE", "PL")), isLead: fc.boolean() });

/** Any project that the rules accept, with the order that the register gives its parts. */
export const ANY_PROJECT: fc.Arbitrary<ProjectInput> = fc
  .record({
    texts: fc.record({ title: anyText(200), summary: anyText(2000) }),
    options: fc.record({
      acronym: maybe(anyText(40)),
      programmeProjectId: maybe(anyText(80)),
      accountingCode: maybe(anyText(60)),
      benefit: maybe(anyText(2000)),
      unitGoal: maybe(anyText(500)),
      caseNumber: maybe(anyText(60)),
      funderCaseNumber: maybe(anyText(80)),
      workplaceId: maybe(fc.constantFrom(...WORKPLACES)),
      typeCode: maybe(fc.constantFrom("COOPERATION", "MOBILITY")),
      role: maybe(fc.constantFrom(...PROJECT_ROLES)),
      programmeId: maybe(fc.constantFrom(...PROGRAMMES)),
      economistContacted: maybe(fc.boolean()),
    }),
    callId: maybe(fc.constantFrom(...CALLS)),
    units: some(UNITS).filter((ids) => ids.length > 0),
    places: some(WORKPLACES),
    kinds: fc.constantFrom<[boolean, boolean]>([true, false], [false, true], [true, true]),
    status: fc.constantFrom(...PROJECT_STATUSES),
    dates: fc.tuple(maybe(ANY_APPROXIMATE_DATE), maybe(ANY_APPROXIMATE_DATE)),
    money: fc.record({ currency: fc.constantFrom(...CURRENCIES), rate: fc.bigInt({ min: 1n, max: 50_000_000n }), on: ANY_DAY, source: anyText(120), hasRate: fc.boolean(), total: fc.constantFrom("none", "equal", "partial"), above: AMOUNT }),
    funding: FUNDING,
    partners: fc.array(PARTNER, { maxLength: 4 }),
    taxonomies: fc.record({ municipalGoals: some(["GOAL_A", "GOAL_B"]), purposes: some(["PURPOSE_A", "PURPOSE_B"]), beneficiaries: some(["RESIDENTS", "PUPILS"]) }),
    youth: fc.tuple(fc.boolean(), maybe(fc.integer({ min: 0, max: 1_000_000 }))),
    confidentiality: maybe(fc.record({ provision: anyText(120), on: maybe(ANY_DAY), by: maybe(anyText(120)) })),
    reason: anyText(500),
  })
  .map(({ texts, options, units, places, callId, kinds, status, dates, money, funding, partners, taxonomies, youth, confidentiality, reason }): ProjectInput => {
    const [unitId = UNITS[0], ...others] = units;
    const [start, end] = dates[0] !== null && dates[1] !== null && dates[0].on > dates[1].on ? [dates[1], dates[0]] : dates;
    const isForeign = money.currency !== "SEK" && money.hasRate;
    const sum = funding.reduce((total, line) => total + line.amountMinor, 0n);
    const excused = taxonomies.municipalGoals.length === 0 || options.unitGoal === null;
    return projectInput({
      ...texts,
      ...options,
      ...taxonomies,
      callId: options.programmeId === PROGRAMMES[0] ? callId : null,
      unitId,
      participatingUnitIds: [...others, ...places],
      isInternational: kinds[0],
      isExternallyFunded: kinds[1],
      status,
      starts: start,
      ends: end && { on: lastDayOf(end), precision: end.precision },
      currency: money.currency,
      rateMillionths: isForeign ? money.rate : null,
      rateOn: isForeign ? money.on : null,
      rateSource: isForeign ? money.source : null,
      totalBudgetMinor: money.total === "none" ? null : money.total === "equal" && funding.length > 0 ? sum : sum + money.above > LARGEST_AMOUNT_MINOR ? LARGEST_AMOUNT_MINOR : sum + money.above,
      fundingIsPartial: money.total === "partial",
      funding: funding.map(({ payer, ...rest }) => (payer === undefined || payer === unitId ? rest : { ...rest, payer })),
      partners,
      noGoalReason: excused ? reason : null,
      reachesChildrenAndYouth: youth[0],
      childrenAndYouthCount: youth[0] ? youth[1] : null,
      isConfidential: confidentiality !== null,
      confidentialityProvision: confidentiality?.provision ?? null,
      confidentialityOn: confidentiality?.on ?? null,
      confidentialityBy: confidentiality?.by ?? null,
    });
  });
