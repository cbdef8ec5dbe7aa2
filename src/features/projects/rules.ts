import type { z } from "zod";
import type { Facts } from "@/domain/matter";
import type { DecisionNeed } from "@/domain/registers";
import { formatAmount, LARGEST_AMOUNT_MINOR, toOre, writeRate, type Currency } from "@/domain/money";
import { lastDayOf, writeApproximateDate, type PlainDate } from "@/domain/plain-date";
import { partOf } from "@/domain/merge";
import { textOf, type Issue, type Values } from "@/domain/values";
import { isId, readFields, rowsOf } from "@/lib/fields";
import {
  CENTRAL,
  readFunding,
  readPartners,
  SECTIONS,
  SECTION_FIELDS,
  sectionOf,
  sectionSchemas,
  type FundingInput,
  type ProjectInput,
  type ProjectStatus,
  type Section,
} from "./schema";

/** What the governing documents and registers allow a project to say. */
export interface ProjectContext {
  projectTypes: readonly string[];
  municipalGoals: readonly string[];
  purposes: readonly string[];
  beneficiaries: readonly string[];
  areas: readonly string[];
  /** The priorities and profile areas that a project may follow. */
  priorityIds: ReadonlySet<string>;
  /** That the governing document asks each project for its goals, and whether it reaches children and youth. */
  asksForGoals: boolean;
  /** That it asks each project which of its areas it belongs to, and which priority it follows. */
  asksForArea: boolean;
  asksForPriorities: boolean;
  asksForChildrenAndYouth: boolean;
  unitIds: ReadonlySet<string>;
  workplaceIds: ReadonlySet<string>;
  programmeIds: ReadonlySet<string>;
  /** The calls that a project may name, each with its programme. */
  calls: ReadonlyMap<string, string>;
}

/** What was typed, read as a project; `input` is null while anything is wrong. */
export interface ReadProject {
  input: ProjectInput | null;
  issues: Issue[];
}

/** Reads a whole form: each section for itself, then what must agree between fields, as far as those can be read. Issues name fields and messages. */
export function readProject(values: Values, context: ProjectContext): ReadProject {
  const sections = {
    about: readFields(sectionSchemas.about, values),
    period: readFields(sectionSchemas.period, values),
    money: readFields(sectionSchemas.money, values),
    goals: readFields(sectionSchemas.goals, values),
    youth: readFields(sectionSchemas.youth, context.asksForChildrenAndYouth ? values : { reachesChildrenAndYouth: "no", ...values }),
    case: readFields(sectionSchemas.case, values),
  };
  const funding = readFunding(values);
  const partners = readPartners(values);
  const issues = [
    ...Object.values(sections).flatMap((section) => section.issues),
    ...funding.issues,
    ...partners.issues,
    ...judgeAbout(sections.about.readable, context),
    ...judgePeriod(sections.period.readable, context),
    ...judgeMoney(sections.money.readable, funding.issues.length === 0 ? funding.rows : null),
    ...judgePayers(values, context),
    ...judgeGoals(sections.goals.readable, context),
    ...judgeYouth(sections.youth.readable),
    ...judgeCase(sections.case.readable),
  ];
  const [about, period, money, goals, youth, secrecy] = [sections.about.whole, sections.period.whole, sections.money.whole, sections.goals.whole, sections.youth.whole, sections.case.whole];
  if (issues.length > 0 || !about || !period || !money || !goals || !youth || !secrecy) return { input: null, issues };
  const foreign = (money.currency ?? "SEK") !== "SEK";
  const confidential = secrecy.isConfidential;
  const input: ProjectInput = {
    unitId: about.unitId,
    workplaceId: about.workplaceId,
    participatingUnitIds: about.participatingUnitIds,
    title: about.title,
    acronym: about.acronym,
    summary: about.summary,
    typeCode: about.typeCode,
    isInternational: about.kinds.includes("INTERNATIONAL"),
    isExternallyFunded: about.kinds.includes("EXTERNAL"),
    status: about.status,
    role: period.role,
    // Who names the call has named the programme.
    programmeId: period.programmeId ?? (period.callId === null ? null : (context.calls.get(period.callId) ?? null)),
    callId: period.callId,
    programmeProjectId: period.programmeProjectId,
    starts: period.starts,
    // An approximate end means its last day, so that what ends in 2029 is not over in January.
    ends: period.ends && { on: lastDayOf(period.ends), precision: period.ends.precision },
    currency: money.currency ?? "SEK",
    rateMillionths: foreign ? money.rate : null,
    rateOn: foreign && money.rate !== null ? money.rateOn : null,
    rateSource: foreign && money.rate !== null ? money.rateSource : null,
    totalBudgetMinor: money.totalBudget,
    fundingIsPartial: money.fundingIsPartial,
    // The project's own unit pays unless something else is chosen (V19), and follows the project when it moves.
    funding: funding.rows.map(({ payer, ...line }) => (payer === undefined || payer === about.unitId ? line : { ...line, payer })),
    economistContacted: money.economistContacted === null ? null : money.economistContacted === "yes",
    accountingCode: money.accountingCode,
    partners: partners.rows,
    municipalGoals: goals.municipalGoals,
    unitGoal: goals.unitGoal,
    noGoalReason: goals.noGoalReason,
    areaCode: goals.areaCode,
    priorityIds: goals.priorityIds,
    noPriorityReason: goals.noPriorityReason,
    purposes: goals.purposes,
    beneficiaries: goals.beneficiaries,
    benefit: goals.benefit,
    reachesChildrenAndYouth: youth.reachesChildrenAndYouth === "yes",
    childrenAndYouthCount: youth.childrenAndYouthCount,
    caseNumber: secrecy.caseNumber,
    funderCaseNumber: secrecy.funderCaseNumber,
    isConfidential: confidential,
    confidentialityProvision: confidential ? secrecy.confidentialityProvision : null,
    confidentialityOn: confidential ? secrecy.confidentialityOn : null,
    confidentialityBy: confidential ? secrecy.confidentialityBy : null,
  };
  return { input, issues };
}

type Readable<Section extends keyof typeof sectionSchemas> = Partial<z.output<(typeof sectionSchemas)[Section]>>;

function judgeAbout({ unitId, workplaceId, participatingUnitIds, typeCode, kinds }: Readable<"about">, context: ProjectContext): Issue[] {
  const issues: Issue[] = [];
  if (unitId !== undefined && !context.unitIds.has(unitId)) issues.push({ field: "unitId", message: "projects.errors.unitUnknown" });
  if (workplaceId != null && !context.workplaceIds.has(workplaceId)) issues.push({ field: "workplaceId", message: "fields.choice" });
  if (participatingUnitIds?.some((id) => !context.unitIds.has(id) && !context.workplaceIds.has(id))) issues.push({ field: "participatingUnitIds", message: "fields.choice" });
  if (unitId !== undefined && participatingUnitIds?.includes(unitId)) issues.push({ field: "participatingUnitIds", message: "projects.errors.participatesItself" });
  if (typeCode != null && !context.projectTypes.includes(typeCode)) issues.push({ field: "typeCode", message: "fields.choice" });
  if (kinds?.some((kind) => kind !== "INTERNATIONAL" && kind !== "EXTERNAL")) issues.push({ field: "kinds", message: "fields.choice" });
  return issues;
}

function judgePeriod({ programmeId, callId, starts, ends }: Readable<"period">, context: ProjectContext): Issue[] {
  const issues: Issue[] = [];
  if (programmeId != null && !context.programmeIds.has(programmeId)) issues.push({ field: "programmeId", message: "fields.choice" });
  if (callId != null && !context.calls.has(callId)) issues.push({ field: "callId", message: "fields.choice" });
  else if (callId != null && programmeId != null && context.calls.get(callId) !== programmeId) issues.push({ field: "callId", message: "projects.errors.callOfAnother" });
  if (starts != null && ends != null && lastDayOf(ends) < starts.on) issues.push({ field: "ends", message: "projects.errors.endsBeforeStart" });
  return issues;
}

/** Every code that a pack lists with its count, in the pack's order, and after them the codes that records have and it doesn't list, by themselves. */
export function listCodes(entries: readonly { code: string; sv: string; en: string; clause?: string | undefined }[], counts: Readonly<Record<string, number>>): { code: string; sv: string; en: string; clause: string | null; count: number }[] {
  const listed = new Set(entries.map(({ code }) => code));
  return [
    ...entries.map(({ code, sv, en, clause }) => ({ code, sv, en, clause: clause ?? null, count: counts[code] ?? 0 })),
    ...Object.keys(counts).filter((code) => !listed.has(code)).sort().map((code) => ({ code, sv: code, en: code, clause: null, count: counts[code] ?? 0 })),
  ];
}

/** Judges the money; `funding` is null while some of its rows cannot be read. */
function judgeMoney(money: Readable<"money">, funding: readonly FundingInput[] | null): Issue[] {
  const { rate, rateOn, rateSource, totalBudget, fundingIsPartial } = money;
  // Kronor stand there from the start, so a form that says nothing means them.
  const currency = money.currency === null ? "SEK" : money.currency;
  if (currency === undefined) return [];
  const issues: Issue[] = [];
  if (funding !== null && totalBudget !== undefined && fundingIsPartial !== undefined) issues.push(...judgeFunding(totalBudget, funding, fundingIsPartial, currency));
  if (currency === "SEK" || rate == null) return issues;
  if (rateOn === null) issues.push({ field: "rateOn", message: "projects.errors.rateDateMissing" });
  if (rateSource === null) issues.push({ field: "rateSource", message: "projects.errors.rateSourceMissing" });
  if (funding === null) return issues;
  const sums = sumFunding({ funding, currency, rateMillionths: rate });
  if ([sums.externalOre, sums.ownOre].some((sum) => (sum ?? 0n) > LARGEST_AMOUNT_MINOR)) issues.push({ field: "rate", message: "projects.errors.rateTooHigh" });
  return issues;
}

function judgeGoals({ areaCode, priorityIds, noPriorityReason, municipalGoals, unitGoal, noGoalReason, purposes, beneficiaries }: Readable<"goals">, context: ProjectContext): Issue[] {
  const issues: Issue[] = [];
  if (areaCode != null && !context.areas.includes(areaCode)) issues.push({ field: "areaCode", message: "fields.choice" });
  if (context.asksForArea && areaCode === null) issues.push({ field: "areaCode", message: "projects.errors.areaMissing" });
  if (priorityIds?.some((id) => !context.priorityIds.has(id))) issues.push({ field: "priorityIds", message: "fields.choice" });
  // Where nothing has been decided on there is nothing to follow, and nothing to stand outside of.
  if (context.asksForPriorities && context.priorityIds.size > 0 && priorityIds?.length === 0 && noPriorityReason === null) issues.push({ field: "priorityIds", message: "projects.errors.priorityMissing" });
  if (municipalGoals?.some((code) => !context.municipalGoals.includes(code))) issues.push({ field: "municipalGoals", message: "fields.choice" });
  if (purposes?.some((code) => !context.purposes.includes(code))) issues.push({ field: "purposes", message: "fields.choice" });
  if (beneficiaries?.some((code) => !context.beneficiaries.includes(code))) issues.push({ field: "beneficiaries", message: "fields.choice" });
  if (context.asksForGoals && noGoalReason === null) {
    if (municipalGoals?.length === 0) issues.push({ field: "municipalGoals", message: "projects.errors.goalMissing" });
    if (unitGoal === null) issues.push({ field: "unitGoal", message: "projects.errors.unitGoalMissing" });
  }
  return issues;
}

function judgeYouth({ reachesChildrenAndYouth, childrenAndYouthCount }: Readable<"youth">): Issue[] {
  return reachesChildrenAndYouth === "no" && (childrenAndYouthCount ?? 0) > 0 ? [{ field: "childrenAndYouthCount", message: "projects.errors.youthCountWithoutYouth" }] : [];
}

function judgeCase({ isConfidential, confidentialityProvision }: Readable<"case">): Issue[] {
  return isConfidential === true && confidentialityProvision === null ? [{ field: "confidentialityProvision", message: "projects.errors.provisionMissing" }] : [];
}

/** An own part is paid by a unit that is there, or centrally (V19). */
function judgePayers(values: Values, context: ProjectContext): Issue[] {
  return rowsOf(values, "funding").flatMap(({ index, values: row }) => {
    const payer = textOf(row, "payer");
    return payer === "" || payer === CENTRAL || !isId(payer) || context.unitIds.has(payer) ? [] : [{ field: `funding.${String(index)}.payer`, message: "projects.errors.payerUnknown" }];
  });
}

/** Compares the funding with the budget, in minor units: it may not exceed it, nor fall short unless said to be partial. */
export function judgeFunding(totalMinor: bigint | null, funding: readonly FundingInput[], isPartial: boolean, currency: Currency): Issue[] {
  if (totalMinor === null || funding.length === 0) return [];
  const difference = funding.reduce((sum, line) => sum + line.amountMinor, 0n) - totalMinor;
  if (difference === 0n || (difference < 0n && isPartial)) return [];
  const params = { amount: formatAmount(difference < 0n ? -difference : difference), currency };
  return [{ field: "totalBudget", message: difference > 0n ? "projects.errors.fundingAboveBudget" : "projects.errors.fundingBelowBudget", params }];
}

export interface FundingSums {
  /** In öre, null when nothing is stated or the currency has no rate. */
  externalOre: bigint | null;
  ownOre: bigint | null;
}

/** Sums external and own funding in öre by the project's rate; each line is rounded for itself, so that lines and sums agree. */
export function sumFunding(input: Pick<ProjectInput, "currency" | "rateMillionths"> & { funding: readonly FundingInput[] }): FundingSums {
  const rate = input.currency === "SEK" ? 1_000_000n : input.rateMillionths;
  if (rate === null || input.funding.length === 0) return { externalOre: null, ownOre: null };
  const sum = (kinds: readonly string[]) => input.funding.filter((line) => kinds.includes(line.kind)).reduce((total, line) => total + toOre(line.amountMinor, rate), 0n);
  return { externalOre: sum(["EU", "OTHER_EXTERNAL"]), ownOre: sum(["OWN_CASH", "OWN_IN_KIND"]) };
}

/** Writes a project as the form that would state it, so that reading it again gives the same project. */
export function writeProject(input: ProjectInput): Values {
  const values: Record<string, string | readonly string[]> = {};
  const put = (name: string, value: string | null | readonly string[]) => {
    if (value !== null && value.length > 0) values[name] = value;
  };
  put("title", input.title);
  put("acronym", input.acronym);
  put("summary", input.summary);
  put("unitId", input.unitId);
  put("workplaceId", input.workplaceId);
  put("participatingUnitIds", [...input.participatingUnitIds].sort());
  put("typeCode", input.typeCode);
  put("kinds", [...(input.isInternational ? ["INTERNATIONAL"] : []), ...(input.isExternallyFunded ? ["EXTERNAL"] : [])]);
  put("status", input.status);
  put("role", input.role);
  put("programmeId", input.programmeId);
  put("callId", input.callId);
  put("programmeProjectId", input.programmeProjectId);
  put("starts", input.starts && writeApproximateDate(input.starts));
  put("ends", input.ends && writeApproximateDate(input.ends));
  put("currency", input.currency);
  put("rate", input.rateMillionths === null ? null : writeRate(input.rateMillionths));
  put("rateOn", input.rateOn);
  put("rateSource", input.rateSource);
  put("totalBudget", input.totalBudgetMinor === null ? null : formatAmount(input.totalBudgetMinor));
  put("fundingIsPartial", input.fundingIsPartial ? "on" : null);
  input.funding.forEach((line, index) => {
    put(`funding.${String(index)}.kind`, line.kind);
    put(`funding.${String(index)}.funder`, line.funder);
    put(`funding.${String(index)}.year`, line.year === null ? null : String(line.year));
    // An amount that follows from hours is not stated beside them.
    put(`funding.${String(index)}.amount`, line.work === undefined ? formatAmount(line.amountMinor) : null);
    put(`funding.${String(index)}.hours`, line.work === undefined ? null : formatAmount(BigInt(line.work.hoursHundredths)));
    put(`funding.${String(index)}.hourlyRate`, line.work === undefined ? null : formatAmount(line.work.hourlyRateMinor));
    put(`funding.${String(index)}.payer`, line.payer ?? null);
  });
  put("economistContacted", input.economistContacted === null ? null : input.economistContacted ? "yes" : "no");
  put("accountingCode", input.accountingCode);
  input.partners.forEach((partner, index) => {
    put(`partners.${String(index)}.name`, partner.name);
    put(`partners.${String(index)}.town`, partner.town);
    put(`partners.${String(index)}.country`, partner.country);
    put(`partners.${String(index)}.isLead`, partner.isLead ? "on" : null);
  });
  put("municipalGoals", input.municipalGoals);
  put("unitGoal", input.unitGoal);
  put("noGoalReason", input.noGoalReason);
  put("areaCode", input.areaCode);
  put("priorityIds", [...input.priorityIds].sort());
  put("noPriorityReason", input.noPriorityReason);
  put("purposes", input.purposes);
  put("beneficiaries", input.beneficiaries);
  put("benefit", input.benefit);
  put("reachesChildrenAndYouth", input.reachesChildrenAndYouth ? "yes" : "no");
  put("childrenAndYouthCount", input.childrenAndYouthCount === null ? null : String(input.childrenAndYouthCount));
  put("caseNumber", input.caseNumber);
  put("funderCaseNumber", input.funderCaseNumber);
  put("isConfidential", input.isConfidential ? "on" : null);
  put("confidentialityProvision", input.confidentialityProvision);
  put("confidentialityOn", input.confidentialityOn);
  put("confidentialityBy", input.confidentialityBy);
  return values;
}

/** What a copy of an earlier project begins with: what it was about and whether that is confidential, not when, how much or under which numbers. */
export function copyValues(values: Values): Values {
  const kept = ["title", "summary", "unitId", "workplaceId", "participatingUnitIds", "typeCode", "kinds", "programmeId", "role", "partners", "areaCode", "priorityIds", "noPriorityReason", "municipalGoals", "unitGoal", "noGoalReason", "purposes", "beneficiaries", "benefit", "reachesChildrenAndYouth", "currency", "isConfidential", "confidentialityProvision", "confidentialityOn", "confidentialityBy"];
  return { ...Object.assign({}, ...kept.map((field) => partOf(values, field))), status: "IDEA" } as Values;
}

export type SectionState = { state: "todo" } | { state: "going" } | { state: "wrong"; count: number } | { state: "done" };

/** How far each section of a form has come: untouched, begun, saved with faults, or done. */
export function sectionStates(values: Values, saved: readonly string[], issues: readonly Issue[]): Record<Section, SectionState> {
  const stateOf = (section: Section): SectionState => {
    const wrong = issues.filter((issue) => sectionOf(issue.field) === section);
    if (saved.includes(section)) return wrong.length === 0 ? { state: "done" } : { state: "wrong", count: wrong.length };
    return SECTION_FIELDS[section].some((field) => Object.values(partOf(values, field)).some((value) => String(value) !== "")) ? { state: "going" } : { state: "todo" };
  };
  return Object.fromEntries(SECTIONS.map((section) => [section, stateOf(section)])) as Record<Section, SectionState>;
}

/** The issues that stand in one section. */
export function issuesIn(section: Section, issues: readonly Issue[]): Issue[] {
  return issues.filter((issue) => sectionOf(issue.field) === section);
}

/** A form's title while it is being written, or null. */
export function titleOf(values: Values): string | null {
  const title = textOf(values, "title").trim();
  return title === "" ? null : title;
}

/** States that follow on the final report. */
export const REPORTED: readonly ProjectStatus[] = ["FINAL_REPORT_SUBMITTED", "FINAL_PAYMENT_RECEIVED", "CLOSED"];

/** Tells whether a project has ended without its final report. */
export function lacksFinalReport(project: { status: ProjectStatus; endsOn: PlainDate | null }, today: PlainDate): boolean {
  return (project.status === "ONGOING" || project.status === "IN_MODIFICATION") && project.endsOn !== null && project.endsOn < today;
}

/** States that only an application's decision leads to, and those that only the decision to carry the project out does. */
const APPLYING: readonly ProjectStatus[] = ["APPLICATION_IN_PROGRESS", "DECIDED_TO_APPLY", "SUBMITTED", "RESERVE_LIST"];
/** The steps that show that an application was handed in, and those that answer it. */
export const APPLIED_STATUSES: readonly ProjectStatus[] = ["SUBMITTED", "RESERVE_LIST", "GRANTED", "REJECTED"];
export const WAITING_STATUSES: readonly ProjectStatus[] = ["SUBMITTED", "RESERVE_LIST"];
export const CARRYING_OUT: readonly ProjectStatus[] = ["GRANTED", "AGREEMENT_SIGNED", "ONGOING", "IN_MODIFICATION", "FINAL_REPORT_SUBMITTED", "FINAL_PAYMENT_RECEIVED", "CLOSED"];
/** Those that a decision gives. */
export const DECIDED_STATUSES: readonly ProjectStatus[] = [...APPLYING.filter((status) => status !== "APPLICATION_IN_PROGRESS"), ...CARRYING_OUT];
/** Those whose projects still wait for the decision that they lack. */
export const AWAITING_STATUSES: readonly ProjectStatus[] = [...APPLYING, "GRANTED", "AGREEMENT_SIGNED", "ONGOING", "IN_MODIFICATION"];
/** Either decision is one to stand on: who has decided to apply has decided to take part. */
export const DECIDING_MATTERS = ["APPLY_FOR_PROJECT", "START_PROJECT"] as const;

/** What is known of a project that a decision about it may hang on. */
export interface ProjectMatter {
  id: string;
  title: string;
  unitId: string;
  status: ProjectStatus;
  isExternallyFunded: boolean;
  isInternational: boolean;
  startsOn: PlainDate | null;
  endsOn: PlainDate | null;
  totalBudgetOre: bigint | null;
  participatingUnits: number;
}

/** What a project needs a decision for: to be applied for, and later to be carried out; nothing while it is an idea, nor when nothing came of it. */
export function decisionNeedOf(project: ProjectMatter): DecisionNeed | null {
  const isApplying = APPLYING.includes(project.status);
  if (!isApplying && !CARRYING_OUT.includes(project.status)) return null;
  const { startsOn, endsOn, totalBudgetOre } = project;
  const facts: Facts = {
    isExternallyFunded: project.isExternallyFunded,
    isInternational: project.isInternational,
    ...(startsOn === null || endsOn === null ? {} : { budgetYears: Number(endsOn.slice(0, 4)) - Number(startsOn.slice(0, 4)) + 1 }),
    ...(totalBudgetOre === null ? {} : { amountOre: Number(totalBudgetOre) }),
    // Several units may answer to one committee, so their number says nothing of how many bodies are concerned.
    ...(project.participatingUnits === 0 ? { bodiesConcerned: 1 } : {}),
  };
  return {
    subject: { kind: "project", id: project.id },
    path: `/projects/${project.id}`,
    title: project.title,
    matters: isApplying ? ["APPLY_FOR_PROJECT", "START_PROJECT"] : ["START_PROJECT", "APPLY_FOR_PROJECT"],
    facts,
    unitId: project.unitId,
    isDue: DECIDED_STATUSES.includes(project.status),
  };
}

/** What a stored project needs a decision for. */
export function needOf(project: Omit<ProjectMatter, "startsOn" | "endsOn" | "totalBudgetOre" | "participatingUnits"> & Pick<ProjectInput, "starts" | "ends" | "currency" | "rateMillionths" | "totalBudgetMinor"> & { participatingUnits: readonly unknown[] }): DecisionNeed | null {
  return decisionNeedOf({ ...project, startsOn: project.starts?.on ?? null, endsOn: project.ends?.on ?? null, totalBudgetOre: budgetInOre(project), participatingUnits: project.participatingUnits.length });
}

/** A project's whole budget in öre; null where it or its rate is not known. */
export function budgetInOre(project: Pick<ProjectInput, "currency" | "rateMillionths" | "totalBudgetMinor">): bigint | null {
  if (project.totalBudgetMinor === null) return null;
  if (project.currency === "SEK") return project.totalBudgetMinor;
  return project.rateMillionths === null ? null : toOre(project.totalBudgetMinor, project.rateMillionths);
}

/** What free text looks in. */
export function searchTextOf(input: ProjectInput): string {
  return [input.title, input.acronym, input.caseNumber, input.funderCaseNumber, input.programmeProjectId, input.summary, ...input.partners.flatMap((partner) => [partner.name, partner.town])]
    .filter((text): text is string => text !== null && text !== "")
    .join("\n");
}

/** Tells whether a record's duty to state its goals is met: a goal of each level, or a reason. */
export function statesGoals(project: Pick<ProjectInput, "municipalGoals" | "unitGoal" | "noGoalReason">): { municipal: boolean; unit: boolean } {
  const excused = project.noGoalReason !== null;
  return { municipal: excused || project.municipalGoals.length > 0, unit: excused || project.unitGoal !== null };
}
