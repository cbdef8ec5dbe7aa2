import { z } from "zod";
import type { PlainDate } from "@/domain/plain-date";
import { ADDED_VALUES, type AddedValue } from "@/features/projects/closings/schema";
import { codes, optionalText, requiredDate, requiredId, requiredText, version } from "@/lib/fields";

export const LONGEST_REPORT_TEXT = 4000;

/** What a person states of what a visit came to. */
export interface ReportInput {
  /** The day that it was told. */
  toldOn: PlainDate;
  /** What happened, and what was agreed. */
  outcome: string;
  addedValue: AddedValue[];
  /** Of what benefit it was, and how that is known. */
  benefit: string;
  spreadTo: string | null;
}

const addedValue = () =>
  codes("visitReports.errors.addedValueMissing").transform((given, context): AddedValue[] => {
    const chosen = ADDED_VALUES.filter((value) => given.includes(value));
    if (chosen.length === given.length) return chosen;
    context.addIssue({ code: "custom", message: "fields.choice", params: {} });
    return z.NEVER;
  });

export interface SaveReportInput {
  visitId: string;
  key: string;
  /** Of the report that the form showed; 0 where there was none. */
  version: number;
  report: ReportInput;
}

/** The form in which a visit is reported on. */
export const saveReportSchema = z
  .object({
    visitId: requiredId("fields.choice"),
    _key: requiredId("fields.choice"),
    _version: version(),
    toldOn: requiredDate("visitReports.errors.toldOnMissing"),
    outcome: requiredText(LONGEST_REPORT_TEXT, "visitReports.errors.outcomeMissing"),
    addedValue: addedValue(),
    benefit: requiredText(LONGEST_REPORT_TEXT, "visitReports.errors.benefitMissing"),
    spreadTo: optionalText(500),
  })
  .transform(({ visitId, _key, _version, ...report }): SaveReportInput => ({ visitId, key: _key, version: _version, report }));
