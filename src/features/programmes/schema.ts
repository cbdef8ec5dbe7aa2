import { z } from "zod";
import { settleConflict } from "@/domain/merge";
import type { Values } from "@/domain/values";
import { field, optionalChoice, optionalCount, optionalText, optionalWebsite, requiredChoice, requiredId, requiredText, version, whenRead } from "@/lib/fields";
import { among, readListAddress, writeListAddress, type ListAddress } from "@/lib/list-address";

export const PROGRAMME_CERTAINTIES = ["HIGH", "MEDIUM", "LOW"] as const;
/** From which day the years are counted for which records are kept: always from the end of its calendar year. */
export const RETENTION_STARTS = ["PROJECT_END", "FINAL_PAYMENT"] as const;
export type RetentionStart = (typeof RETENTION_STARTS)[number];

export const LONGEST_PROGRAMME_TEXT = 4000;

/** All that is stated of a programme; what is not known is null, never a guess. */
export interface ProgrammeInput {
  nameSv: string;
  nameEn: string;
  fund: string | null;
  /** In years, as people write it: 2021–2027. */
  period: string | null;
  /** Highest share of the costs that the programme pays, in percent. */
  maxRatePercent: number | null;
  /** How much money a project or the whole programme has, in words. */
  size: string | null;
  /** Where the programme holds, in words. */
  regions: string | null;
  /** Whether the municipality lies there. */
  coversMunicipality: boolean | null;
  /** What it asks of those who apply. */
  rules: string | null;
  /** Within how many months after a project's end the final report is due, and after that the final payment. */
  finalReportMonths: number | null;
  finalPaymentMonths: number | null;
  /** For how many calendar years records are kept, and after which day's. */
  keepYears: number | null;
  keepFrom: RetentionStart | null;
  website: string | null;
  /** Where all this stands. */
  source: string | null;
  certainty: (typeof PROGRAMME_CERTAINTIES)[number];
  note: string | null;
}

/** The fields of a programme's form, in the order they are shown. */
export const PROGRAMME_FIELDS = ["nameSv", "nameEn", "fund", "period", "maxRatePercent", "size", "regions", "coversMunicipality", "rules", "finalReportMonths", "finalPaymentMonths", "keepYears", "keepFrom", "website", "source", "certainty", "note"] as const;

/** A share in percent with at most two decimals, more than none and at most all, null when left empty. */
export const optionalPercent = () =>
  field<number | null>((text) => {
    if (text === "") return { value: null };
    const digits = text.replace(/[\s\u00a0]|%$/g, "").replace(",", ".");
    if (!/^\d{1,3}(\.\d{1,2})?$/.test(digits)) return { message: "programmes.errors.percent" };
    const percent = Number(digits);
    return percent > 0 && percent <= 100 ? { value: percent } : { message: "programmes.errors.percentRange" };
  });

const optionalPeriod = () =>
  field<string | null>((text) => {
    if (text === "") return { value: null };
    const [, first, last] = /^(\d{4})\s*[–—-]\s*(\d{4})$/.exec(text) ?? [];
    if (first === undefined || last === undefined) return { message: "programmes.errors.period" };
    return last < first ? { message: "programmes.errors.periodBackwards" } : { value: `${first}–${last}` };
  });

const facts = {
  nameSv: requiredText(120, "programmes.errors.nameMissing"),
  nameEn: optionalText(120),
  fund: optionalText(120),
  period: optionalPeriod(),
  maxRatePercent: optionalPercent(),
  size: optionalText(400),
  regions: optionalText(400),
  coversMunicipality: optionalChoice(["yes", "no"]).transform((answer) => (answer === null ? null : answer === "yes")),
  rules: optionalText(LONGEST_PROGRAMME_TEXT),
  finalReportMonths: optionalCount(0, 60),
  finalPaymentMonths: optionalCount(0, 60),
  keepYears: optionalCount(1, 100),
  keepFrom: optionalChoice(RETENTION_STARTS),
  website: optionalWebsite("programmes.errors.website"),
  source: optionalText(400),
  certainty: requiredChoice(PROGRAMME_CERTAINTIES, "programmes.errors.certaintyMissing"),
  note: optionalText(LONGEST_PROGRAMME_TEXT),
};

const keepsBoth = ({ keepYears, keepFrom }: { keepYears: number | null; keepFrom: RetentionStart | null }, context: z.RefinementCtx) => {
  if (keepYears !== null && keepFrom === null) context.addIssue({ code: "custom", path: ["keepFrom"], message: "programmes.errors.keepFromMissing" });
  if (keepYears === null && keepFrom !== null) context.addIssue({ code: "custom", path: ["keepYears"], message: "programmes.errors.keepYearsMissing" });
};
const keepingRead = whenRead("keepYears", "keepFrom");

/** A programme without an English name is called by its Swedish one. */
const toInput = (form: Omit<ProgrammeInput, "nameEn"> & { nameEn: string | null }): ProgrammeInput => ({ ...form, nameEn: form.nameEn ?? form.nameSv });

/** The form in which a programme is added. */
export const addProgrammeSchema = z
  .object({ _key: requiredId("fields.choice"), ...facts })
  .superRefine(keepsBoth, keepingRead)
  .transform(({ _key, ...form }): { key: string; programme: ProgrammeInput } => ({ key: _key, programme: toInput(form) }));

export interface ChangeProgrammeInput {
  id: string;
  version: number;
  programme: ProgrammeInput;
}

/** The form in which a programme is changed, also as the conflict view sends it with a choice for each field that both changed. */
export const changeProgrammeSchema = z
  .custom<Values>()
  .transform(settleConflict)
  .pipe(z.object({ id: requiredId("fields.choice"), _version: version(), ...facts }).superRefine(keepsBoth, keepingRead))
  .transform(({ id, _version, ...form }): ChangeProgrammeInput => ({ id, version: _version, programme: toInput(form) }));

/** A button that takes a programme, or a call, out of the register, or puts it back. */
export const programmeVersionSchema = z.object({ id: requiredId("fields.choice"), _version: version() }).transform(({ id, _version }) => ({ id, version: _version }));

/** covers: the municipality lies in its area · outside: it doesn't. */
export const PLACES = ["covers", "outside"] as const;

/** A list's filter, as the address holds it. */
export interface ProgrammeFilter {
  q: string;
  fund: string | null;
  place: (typeof PLACES)[number] | null;
}

const FILTER_NAMES = new Set(["q", "fund", "place", "done", "form", "problem"]);

/** Reads a list's address. What it does not understand is left out and named, so that the page can say so. */
export function readProgrammeFilter(parameters: ListAddress): { filter: ProgrammeFilter; ignored: string[] } {
  const { ignored, text, known } = readListAddress(parameters, FILTER_NAMES);
  const filter = {
    q: [...text("q")].slice(0, 200).join("").trim(),
    fund: known("fund", (written) => [...written].slice(0, 120).join("")),
    place: known("place", among(PLACES)),
  };
  return { filter, ignored };
}

/** Writes a filter as an address's query. */
export function writeProgrammeFilter(filter: ProgrammeFilter, changes: Partial<ProgrammeFilter> = {}): string {
  return writeListAddress({ ...filter, ...changes });
}
