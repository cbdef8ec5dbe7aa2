import type { CallInput } from "@/features/programmes/calls/schema";
import type { ProgrammeInput } from "@/features/programmes/schema";

/** A programme of which nobody knows more than its name and how sure that is. */
export function programmeInput(more: Partial<ProgrammeInput> = {}): ProgrammeInput {
  return {
    nameSv: "Provprogrammet",
    nameEn: "The trial programme",
    fund: null,
    period: null,
    maxRatePercent: null,
    size: null,
    regions: null,
    coversMunicipality: null,
    rules: null,
    finalReportMonths: null,
    finalPaymentMonths: null,
    keepYears: null,
    keepFrom: null,
    website: null,
    source: null,
    certainty: "HIGH",
    note: null,
    ...more,
  };
}

/** A call that is open until further notice. */
export function callInput(more: Partial<CallInput> & Pick<CallInput, "programmeId">): CallInput {
  return { name: "Första utlysningen", opensOn: null, closesOn: null, maxRatePercent: null, website: null, source: null, certainty: "HIGH", note: null, ...more };
}
