import { lastDayOf, type ApproximateDate, type DatePrecision, type PlainDate } from "@/domain/plain-date";
import { CENTRAL, type ProjectInput } from "@/features/projects/schema";
import type { StoredProject } from "@/features/projects/service";
import { certaintyOf } from "./organisation";
import { idOf, type ProjectData, type Town } from "./town";

/** The registers' own names of fields that the data names otherwise. */
const FIELD_NAMES: Readonly<Record<string, string>> = { startsOn: "starts", endsOn: "ends", totalBudgetMinor: "totalBudget", exchangeRate: "rate", confidentiality: "isConfidential" };

/** A project of the data, in whole or, for a draft, in part, as the register takes it. */
export function toProjectInput(town: Town, project: Partial<ProjectData> & Pick<ProjectData, "unit">): ProjectInput {
  const rate = project.exchangeRate;
  const unitId = idOf(town.bodies, project.unit);
  const ends = approximately(project.endsOn, project.endPrecision);
  const total = project.totalBudgetMinor;
  return {
    unitId,
    workplaceId: project.workplace === undefined ? null : idOf(town.bodies, project.workplace),
    participatingUnitIds: (project.participatingUnits ?? []).map((key) => idOf(town.bodies, key)),
    title: project.title ?? "",
    acronym: project.acronym ?? null,
    summary: project.summary ?? "",
    typeCode: project.type ?? null,
    isInternational: project.isInternational ?? false,
    isExternallyFunded: project.isExternallyFunded ?? false,
    status: project.status ?? "IDEA",
    role: project.role ?? null,
    programmeId: project.programme === undefined ? null : idOf(town.programmes, project.programme),
    callId: project.call === undefined ? null : idOf(town.calls, project.call),
    programmeProjectId: project.programmeProjectId ?? null,
    starts: approximately(project.startsOn, project.startPrecision),
    // An approximate end means its last day, as when it is typed.
    ends: ends && { on: lastDayOf(ends), precision: ends.precision },
    currency: project.currency ?? "SEK",
    rateMillionths: rate === undefined ? null : millionthsOf(rate.sekPerUnit),
    rateOn: rate?.on ?? null,
    rateSource: rate?.source ?? null,
    totalBudgetMinor: total === undefined ? null : BigInt(total),
    fundingIsPartial: total !== undefined && (project.funding ?? []).length === 0,
    funding: (project.funding ?? []).map(({ kind, funder, year, amountMinor, work, payer }) => ({
      ...{ kind, funder: funder ?? null, year: year ?? null, amountMinor: BigInt(amountMinor) },
      ...(work === undefined ? {} : { work: { hoursHundredths: work.hoursHundredths, hourlyRateMinor: BigInt(work.hourlyRateMinor) } }),
      ...(payer === undefined ? {} : { payer: payer === CENTRAL ? CENTRAL : idOf(town.bodies, payer) }),
    })),
    economistContacted: project.economistContacted ?? null,
    accountingCode: project.accountingCode ?? null,
    partners: (project.partners ?? []).map(({ name, town: place, country, isLead }) => ({ name, town: place ?? null, country, isLead })),
    municipalGoals: [...(project.municipalGoals ?? [])],
    unitGoal: project.unitGoal ?? null,
    noGoalReason: null,
    areaCode: project.area ?? null,
    priorityIds: (project.priorities ?? []).map((key) => idOf(town.priorities, key)),
    noPriorityReason: project.noPriorityReason ?? null,
    purposes: [...(project.purposes ?? [])],
    beneficiaries: [...(project.beneficiaries ?? [])],
    benefit: null,
    reachesChildrenAndYouth: project.reachesChildrenAndYouth ?? false,
    childrenAndYouthCount: project.childrenAndYouthCount ?? null,
    caseNumber: project.caseNumber ?? null,
    funderCaseNumber: project.funderCaseNumber ?? null,
    isConfidential: project.confidentiality !== undefined,
    confidentialityProvision: project.confidentiality?.provision ?? null,
    confidentialityOn: project.confidentiality?.on ?? null,
    confidentialityBy: project.confidentiality?.by ?? null,
  };
}

/** What the sources say of a project, field by field; two that disagree are both kept. */
export function toFacts(project: ProjectData): StoredProject["facts"] {
  return project.sources.map(({ field, value, source, certainty }) => ({ field: FIELD_NAMES[field] ?? field, value, source, certainty: certaintyOf(certainty) }));
}

function approximately(on: PlainDate | undefined, precision: DatePrecision | undefined): ApproximateDate | null {
  return on === undefined ? null : { on, precision: precision ?? "DAY" };
}

/** Kronor for one unit, written with a point, in exact millionths. */
export function millionthsOf(decimal: string): bigint {
  const [whole = "0", fraction = ""] = decimal.split(".");
  return BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, "0"));
}
