import { z } from "zod";
import { CURRENCIES, formatAmount, LARGEST_AMOUNT_MINOR, priceWork, type Currency } from "@/domain/money";
import type { ApproximateDate, PlainDate } from "@/domain/plain-date";
import type { Issue, Values } from "@/domain/values";
import {
  codes,
  field,
  ids,
  isId,
  issuesOf,
  optionalAmount,
  optionalApproximateDate,
  optionalChoice,
  optionalCode,
  optionalCount,
  optionalDate,
  optionalHours,
  optionalId,
  optionalRate,
  optionalText,
  readFields,
  requiredChoice,
  requiredId,
  requiredText,
  rowsOf,
  tick,
  version,
} from "@/lib/fields";
import { aDay, among, anId, readListAddress, ticked, within, type ListAddress, writeListAddress, writePlace } from "@/lib/list-address";
import { takeColumns, writeColumns, type ListColumns } from "@/lib/list-columns";

export const PROJECT_STATUSES = [
  "IDEA",
  "EXAMINED",
  "APPLICATION_IN_PROGRESS",
  "DECIDED_TO_APPLY",
  "SUBMITTED",
  "RESERVE_LIST",
  "GRANTED",
  "REJECTED",
  "AGREEMENT_SIGNED",
  "ONGOING",
  "IN_MODIFICATION",
  "FINAL_REPORT_SUBMITTED",
  "FINAL_PAYMENT_RECEIVED",
  "CLOSED",
  "CANCELLED",
] as const;
export type ProjectStatus = (typeof PROJECT_STATUSES)[number];

export const PROJECT_ROLES = ["LEAD_PARTNER", "PARTNER", "ASSOCIATED_PARTNER", "THIRD_PARTY", "PARTICIPANT"] as const;
export type ProjectRole = (typeof PROJECT_ROLES)[number];

export const FUNDING_KINDS = ["EU", "OTHER_EXTERNAL", "OWN_CASH", "OWN_IN_KIND"] as const;
export type FundingKind = (typeof FUNDING_KINDS)[number];

export const CERTAINTIES = ["HIGH", "MEDIUM", "LOW"] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** A programme that a project may name. */
export interface ProgrammeChoice {
  id: string;
  nameSv: string;
  nameEn: string;
  period: string | null;
}

export interface FundingInput {
  kind: FundingKind;
  funder: string | null;
  /** Calendar year, null for the whole period. */
  year: number | null;
  amountMinor: bigint;
  /** Of own work that is stated in hours, what the amount follows from. */
  work?: { hoursHundredths: number; hourlyRateMinor: bigint };
  /** Who pays an own part where it isn't the project's own unit (V19): another one by its id, or `CENTRAL`. */
  payer?: string;
}

/** In place of a unit's id: that an own part is paid centrally, which is an exception. */
export const CENTRAL = "CENTRAL";
export const OWN_KINDS: readonly FundingKind[] = ["OWN_CASH", "OWN_IN_KIND"];

export interface PartnerInput {
  name: string;
  town: string | null;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  isLead: boolean;
}

/** All that a person states about a project; money in minor units of `currency`, dates as calendar dates. */
export interface ProjectInput {
  unitId: string;
  workplaceId: string | null;
  participatingUnitIds: string[];
  title: string;
  acronym: string | null;
  summary: string;
  typeCode: string | null;
  isInternational: boolean;
  isExternallyFunded: boolean;
  status: ProjectStatus;
  role: ProjectRole | null;
  programmeId: string | null;
  /** The call of that programme that it applies in. */
  callId: string | null;
  programmeProjectId: string | null;
  starts: ApproximateDate | null;
  ends: ApproximateDate | null;
  currency: Currency;
  /** Kronor for one unit of the currency, in millionths. */
  rateMillionths: bigint | null;
  rateOn: PlainDate | null;
  rateSource: string | null;
  totalBudgetMinor: bigint | null;
  fundingIsPartial: boolean;
  funding: FundingInput[];
  economistContacted: boolean | null;
  accountingCode: string | null;
  partners: PartnerInput[];
  municipalGoals: string[];
  unitGoal: string | null;
  noGoalReason: string | null;
  /** Which of the areas that the governing document divides the work into. */
  areaCode: string | null;
  /** The strategic priorities and profile areas that it follows. */
  priorityIds: string[];
  noPriorityReason: string | null;
  purposes: string[];
  beneficiaries: string[];
  benefit: string | null;
  reachesChildrenAndYouth: boolean;
  childrenAndYouthCount: number | null;
  caseNumber: string | null;
  funderCaseNumber: string | null;
  isConfidential: boolean;
  confidentialityProvision: string | null;
  confidentialityOn: PlainDate | null;
  confidentialityBy: string | null;
}

/** As many characters as a text of several lines may have. */
export const LONGEST_TEXT = 2000;

export const SECTIONS = ["about", "period", "money", "partners", "goals", "youth", "case"] as const;
export type Section = (typeof SECTIONS)[number];

/** The fields of each section; rows such as `funding.0.amount` belong to the name before the dot. */
export const SECTION_FIELDS: Readonly<Record<Section, readonly string[]>> = {
  about: ["title", "acronym", "summary", "unitId", "workplaceId", "participatingUnitIds", "typeCode", "kinds", "status"],
  period: ["programmeId", "callId", "programmeProjectId", "role", "starts", "ends"],
  money: ["currency", "rate", "rateOn", "rateSource", "totalBudget", "funding", "fundingIsPartial", "economistContacted", "accountingCode"],
  partners: ["partners"],
  goals: ["areaCode", "priorityIds", "noPriorityReason", "municipalGoals", "unitGoal", "noGoalReason", "purposes", "beneficiaries", "benefit"],
  youth: ["reachesChildrenAndYouth", "childrenAndYouthCount"],
  case: ["caseNumber", "funderCaseNumber", "isConfidential", "confidentialityProvision", "confidentialityOn", "confidentialityBy"],
};

/** The section that a field stands in. */
export function sectionOf(field: string): Section {
  const name = field.split(".")[0] ?? field;
  return SECTIONS.find((section) => SECTION_FIELDS[section].includes(name)) ?? "about";
}

const aboutSchema = z.object({
  title: requiredText(200, "projects.errors.titleMissing"),
  acronym: optionalText(40),
  summary: requiredText(LONGEST_TEXT, "projects.errors.summaryMissing"),
  unitId: requiredId("projects.errors.unitMissing"),
  workplaceId: optionalId(),
  participatingUnitIds: ids(),
  typeCode: optionalCode(),
  kinds: codes("projects.errors.kindMissing"),
  status: requiredChoice(PROJECT_STATUSES, "projects.errors.statusMissing"),
});

const periodSchema = z.object({
  programmeId: optionalId(),
  callId: optionalId(),
  programmeProjectId: optionalText(80),
  role: optionalChoice(PROJECT_ROLES),
  starts: optionalApproximateDate(),
  ends: optionalApproximateDate(),
});

const fundingRowSchema = z.object({
  kind: requiredChoice(FUNDING_KINDS, "projects.errors.fundingKindMissing"),
  funder: optionalText(120),
  year: optionalCount(1990, 2100),
  amount: optionalAmount(),
  hours: optionalHours(),
  hourlyRate: optionalAmount(),
  payer: field<string | null>((text) => (text === "" ? { value: null } : text === CENTRAL || isId(text) ? { value: text } : { message: "fields.choice" })),
});

const moneySchema = z.object({
  currency: optionalChoice(CURRENCIES),
  rate: optionalRate(),
  rateOn: optionalDate(),
  rateSource: optionalText(120),
  totalBudget: optionalAmount(),
  fundingIsPartial: tick(),
  economistContacted: optionalChoice(["yes", "no"]),
  accountingCode: optionalText(60),
});

const partnerRowSchema = z.object({
  name: requiredText(200, "projects.errors.partnerNameMissing"),
  town: optionalText(120),
  country: optionalCountry(),
  isLead: tick(),
});

const goalsSchema = z.object({
  municipalGoals: codes(),
  unitGoal: optionalText(500),
  noGoalReason: optionalText(500),
  areaCode: optionalCode(),
  priorityIds: ids(),
  noPriorityReason: optionalText(500),
  purposes: codes(),
  beneficiaries: codes(),
  benefit: optionalText(LONGEST_TEXT),
});

const youthSchema = z.object({
  reachesChildrenAndYouth: requiredChoice(["yes", "no"], "projects.errors.youthMissing"),
  childrenAndYouthCount: optionalCount(0, 1_000_000),
});

const caseSchema = z.object({
  caseNumber: optionalText(60),
  funderCaseNumber: optionalText(80),
  isConfidential: tick(),
  confidentialityProvision: optionalText(120),
  confidentialityOn: optionalDate(),
  confidentialityBy: optionalText(120),
});

function optionalCountry() {
  return optionalText(60).transform((text, context): string | null => {
    if (text === null) return null;
    const code = text.toUpperCase();
    if (/^[A-Z]{2}$/.test(code)) return code;
    context.addIssue({ code: "custom", message: "projects.errors.country", params: {} });
    return z.NEVER;
  });
}

/** Each section's own reading of what was typed, before the rules that look across sections. */
export const sectionSchemas = { about: aboutSchema, period: periodSchema, money: moneySchema, goals: goalsSchema, youth: youthSchema, case: caseSchema } as const;

/** How many rows a list may have. */
export const MOST_ROWS = 60;

// A row too many is complained of rather than left out: nothing typed goes missing.
function tooMany(list: string, rows: readonly { index: number }[], field: string): Issue[] {
  const first = rows[MOST_ROWS];
  return first === undefined ? [] : [{ field: `${list}.${String(first.index)}.${field}`, message: "projects.errors.tooManyRows", params: { max: MOST_ROWS } }];
}

type FundingRow = z.output<typeof fundingRowSchema>;

/** What is wrong with a row whose fields can be read each for itself: an amount or hours with their price, both where they agree, and neither hours nor payer but for what is the unit's own. */
function judgeRow({ kind, amount, hours, hourlyRate, payer }: Partial<FundingRow>): { field: string; message: string; params?: Record<string, string> }[] {
  const [hasHours, hasRate] = [hours != null, hourlyRate != null];
  if (kind !== undefined && payer != null && !OWN_KINDS.includes(kind)) return [{ field: "payer", message: "projects.errors.payerOfOwn" }];
  if (!hasHours && !hasRate) return amount === null ? [{ field: "amount", message: "projects.errors.fundingAmountMissing" }] : [];
  if (kind !== undefined && kind !== "OWN_IN_KIND") return [{ field: hasHours ? "hours" : "hourlyRate", message: "projects.errors.hoursOfOwnWork" }];
  if (hours === null) return [{ field: "hours", message: "projects.errors.hoursMissing" }];
  if (hourlyRate === null || hourlyRate === 0n) return [{ field: "hourlyRate", message: "projects.errors.hourlyRateMissing" }];
  if (hours === undefined || hourlyRate === undefined || amount === undefined) return [];
  const price = priceWork(hours, hourlyRate);
  if (price > LARGEST_AMOUNT_MINOR) return [{ field: "hourlyRate", message: "fields.amountTooLarge" }];
  return amount === null || amount === price ? [] : [{ field: "amount", message: "projects.errors.amountFollowsHours", params: { amount: formatAmount(price) } }];
}

const FUNDING_FIELDS = ["amount", "funder", "year", "hours", "hourlyRate"] as const;

/** Reads the rows of funding; a row without amount, hours, funder and year is no row. */
export function readFunding(values: Values): { rows: FundingInput[]; issues: Issue[] } {
  const rows: FundingInput[] = [];
  const given = rowsOf(values, "funding");
  const issues = tooMany("funding", given, "amount");
  for (const { index, values: row } of given) {
    if (FUNDING_FIELDS.every((name) => String(row[name] ?? "").trim() === "")) continue;
    const prefix = `funding.${String(index)}.`;
    const { whole, readable, issues: wrong } = readFields(fundingRowSchema, row, prefix);
    issues.push(...wrong);
    const more = judgeRow(readable);
    issues.push(...more.map((issue) => ({ ...issue, field: prefix + issue.field })));
    if (whole === null || more.length > 0) continue;
    const { kind, funder, year, amount, hours, hourlyRate, payer } = whole;
    const work = hours === null || hourlyRate === null ? null : { hoursHundredths: hours, hourlyRateMinor: hourlyRate };
    const amountMinor = work === null ? (amount ?? 0n) : priceWork(work.hoursHundredths, work.hourlyRateMinor);
    rows.push({ kind, funder, year, amountMinor, ...(work === null ? {} : { work }), ...(payer === null ? {} : { payer }) });
  }
  return { rows, issues };
}

/** Reads the rows of partners. */
export function readPartners(values: Values): { rows: PartnerInput[]; issues: Issue[] } {
  const rows: PartnerInput[] = [];
  const given = rowsOf(values, "partners");
  const issues = tooMany("partners", given, "name");
  for (const { index, values: row } of given) {
    const parsed = partnerRowSchema.safeParse(row);
    if (parsed.success) rows.push(parsed.data);
    else issues.push(...issuesOf(parsed.error, `partners.${String(index)}.`));
  }
  return { rows, issues };
}

/** Naming a person as a member of a project. */
export const memberSchema = z.object({ projectId: requiredId("fields.choice"), personId: requiredId("projects.errors.personMissing") });

/** Taking a project out of the register, or back into it. */
export const archiveSchema = z.object({ id: requiredId("fields.choice"), _version: version() });

export const SORTS = ["title", "unit", "status", "ends", "external", "own"] as const;
export type Sort = (typeof SORTS)[number];
export const PAGE_SIZE = 50;

/** What a governing document may ask each project to state. */
export const STATABLE = ["municipalGoal", "unitGoal", "childrenAndYouth", "payingUnit", "area", "priority"] as const;
export type Statable = (typeof STATABLE)[number];

/** What auditors ask of each project that is or has been carried out. */
export const DOCUMENTABLE = ["caseNumber", "period", "budget", "benefit", "finalReport", "outcome", "lessons", "decision", "financing"] as const;
export type Documentable = (typeof DOCUMENTABLE)[number];
export type Trait = Statable | Documentable;

const TRAITS: readonly Trait[] = [...STATABLE, ...DOCUMENTABLE];

/** What became of an application for money: SENT is any that was handed in. */
export const APPLICATION_STATES = ["SENT", "WAITING", "GRANTED", "REJECTED"] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

/** The columns of the list, and what its file has of each. */
export const PROJECT_COLUMNS: ListColumns = { columns: { unit: ["unit"], status: ["status"], programme: ["programme"], caseNumber: ["caseNumber"], ends: ["endsOn", "endPrecision"], external: ["external"], own: ["own"] }, usual: ["unit", "status", "ends", "external", "own"], always: ["title"] };

/** A list's filter, order and page, as the address holds them. */
export interface ProjectFilter {
  q: string;
  unitId: string | null;
  status: ProjectStatus | null;
  programmeId: string | null;
  /** Those that follow this priority or profile area. */
  priorityId: string | null;
  year: number | null;
  /** Those whose first day known is this one or earlier. */
  begunBy: PlainDate | null;
  /** Those that state this, and those that don't. */
  states: Trait | null;
  lacks: Trait | null;
  /** Those that were applied for in this year, as far as the day is known, and those whose application stands so. */
  appliedIn: number | null;
  application: ApplicationState | null;
  youth: boolean;
  /** Those that say they serve this purpose, this of the municipality's goals, or belong to this area; codes of the pack's lists. */
  purpose: string | null;
  goal: string | null;
  area: string | null;
  /** Those with a partner abroad alone. */
  international: boolean;
  /** Leaves confidential projects out, as figures that everyone sees do. */
  open: boolean;
  sort: Sort;
  descending: boolean;
  page: number;
  /** The columns that are shown; the usual ones where none are named. */
  columns?: readonly string[];
}

/** Reads a list's address. What it does not understand is left out and named, so that the page can say so. */
export function readProjectFilter(parameters: ListAddress): { filter: ProjectFilter; ignored: string[] } {
  const { ignored, text, known } = readListAddress(parameters, FILTER_NAMES);
  const order = known("sort", (written) => among(SORTS)(written.replace(/^-/, "")));
  const filter: ProjectFilter = {
    q: [...text("q")].slice(0, 200).join("").trim(),
    unitId: known("unit", anId),
    status: known("status", among(PROJECT_STATUSES)),
    programmeId: known("programme", anId),
    priorityId: known("priority", anId),
    year: known("year", within(1990, 2100)),
    begunBy: known("begunBy", aDay),
    states: known("states", among(TRAITS)),
    lacks: known("lacks", among(TRAITS)),
    appliedIn: known("applied", within(1990, 2100)),
    application: known("application", among(APPLICATION_STATES)),
    youth: known("youth", ticked) ?? false,
    purpose: known("purpose", aCode),
    goal: known("goal", aCode),
    area: known("area", aCode),
    international: known("international", ticked) ?? false,
    open: known("open", (written) => (written === "1" ? true : null)) ?? false,
    sort: order ?? "ends",
    descending: order === null ? true : text("sort").startsWith("-"),
    page: known("page", within(1, 2_000_000_000)) ?? 1,
    ...takeColumns(parameters, PROJECT_COLUMNS, ignored),
  };
  return { filter, ignored };
}

/** A code as the pack's lists write them; whether a list has it is for what it names. */
const aCode = (written: string): string | null => (/^[A-Z][A-Z0-9_]{0,59}$/.test(written) ? written : null);

const FILTER_NAMES = new Set(["q", "unit", "status", "programme", "priority", "year", "begunBy", "states", "lacks", "applied", "application", "youth", "purpose", "goal", "area", "international", "open", "sort", "page", "done", "form", "problem"]);

/** Writes a filter as an address's query, leaving out what is as it begins. */
export function writeProjectFilter(filter: ProjectFilter, changes: Partial<ProjectFilter> = {}): string {
  const { q, unitId, status, programmeId, priorityId, year, begunBy, states, lacks, appliedIn, application, youth, purpose, goal, area, international, open, columns, ...order } = { ...filter, ...changes };
  return writeListAddress({ q, unit: unitId, status, programme: programmeId, priority: priorityId, year, begunBy, states, lacks, applied: appliedIn, application, youth, purpose, goal, area, international, open, ...writePlace(order, "ends"), cols: writeColumns(columns, PROJECT_COLUMNS) });
}
