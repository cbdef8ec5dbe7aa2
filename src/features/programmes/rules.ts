import type { Values } from "@/domain/values";
import type { ProgrammeInput } from "./schema";

/** Writes a percentage as people do: 62,5. */
export function writePercent(percent: number): string {
  return String(percent).replace(".", ",");
}

/** Writes a programme as its form holds it. */
export function writeProgramme(programme: ProgrammeInput): Values {
  const count = (value: number | null) => (value === null ? "" : String(value));
  return {
    nameSv: programme.nameSv,
    nameEn: programme.nameEn,
    fund: programme.fund ?? "",
    period: programme.period ?? "",
    maxRatePercent: programme.maxRatePercent === null ? "" : writePercent(programme.maxRatePercent),
    size: programme.size ?? "",
    regions: programme.regions ?? "",
    coversMunicipality: programme.coversMunicipality === null ? "" : programme.coversMunicipality ? "yes" : "no",
    rules: programme.rules ?? "",
    finalReportMonths: count(programme.finalReportMonths),
    finalPaymentMonths: count(programme.finalPaymentMonths),
    keepYears: count(programme.keepYears),
    keepFrom: programme.keepFrom ?? "",
    website: programme.website ?? "",
    source: programme.source ?? "",
    certainty: programme.certainty,
    note: programme.note ?? "",
  };
}
