import { refuse, succeed, type Result } from "@/domain/result";
import type { Issue } from "@/domain/values";
import type { RecordField, RecordPart } from "@/lib/record-contents";
import type { Choice, Choices, ExamineInput } from "./schema";

export type ExamineRefusal = "disclosureMaskUnexplained" | "disclosureFieldUnknown" | "disclosureTooMany" | "disclosureRecordNotThere";

/** What becomes of a field: what is open is released unless it is masked; what is personal or may be confidential is neither released nor masked until somebody has decided. */
export type Fate = Choice | { state: "UNDECIDED" };

/** Tells what becomes of a field by what has been decided. */
export function fateOf(field: Pick<RecordField, "key" | "openness">, choices: Choices): Fate {
  const chosen = Object.hasOwn(choices, field.key) ? choices[field.key] : undefined;
  return chosen ?? (field.openness === "open" ? { state: "RELEASED" } : { state: "UNDECIDED" });
}

/** All fields of a record, part by part. */
export function fieldsOf(parts: readonly RecordPart[]): RecordField[] {
  return parts.flatMap(({ fields }) => fields);
}

/** A record's fields that nobody has decided of; none of one that is withheld as a whole. */
export function undecidedOf(parts: readonly RecordPart[], record: { isWithheld: boolean; choices: Choices }): RecordField[] {
  return record.isWithheld ? [] : fieldsOf(parts).filter((field) => fateOf(field, record.choices).state === "UNDECIDED");
}

/**
 * Settles what a form says of a record's fields: what is masked has its own provision and reason or the form's, and `rest` says what becomes of what nothing was said of.
 * Refused: disclosureFieldUnknown (the record has no such field), disclosureMaskUnexplained (no provision or no reason).
 */
export function settleChoices(parts: readonly RecordPart[], { choices, rest, provision, reason, isWithheld }: ExamineInput): Result<Choices, ExamineRefusal> {
  const fields = fieldsOf(parts);
  const known = new Set(fields.map(({ key }) => key));
  if (Object.keys(choices).some((key) => !known.has(key))) return refuse("disclosureFieldUnknown");
  const issues: Issue[] = [];
  const complain = (field: string, message: string) => {
    if (!issues.some((issue) => issue.field === field)) issues.push({ field, message, params: {} });
  };
  const mask = (key: string, own: { provision: string | null; reason: string | null }): Choice => {
    const masked = { state: "MASKED" as const, provision: own.provision ?? provision ?? "", reason: own.reason ?? reason ?? "" };
    if (masked.provision === "") complain("provision", "disclosures.errors.provisionMissing");
    if (masked.reason === "") complain("reason", "disclosures.errors.maskReasonMissing");
    return masked;
  };
  const settled = fields.flatMap((field): [string, Choice][] => {
    const said = Object.hasOwn(choices, field.key) ? choices[field.key] : undefined;
    if (said !== undefined) return [[field.key, said.state === "MASK" ? mask(field.key, said) : { state: "RELEASED" }]];
    if (field.openness === "open" || rest === null) return [];
    return [[field.key, rest === "MASK" ? mask(field.key, { provision: null, reason: null }) : { state: "RELEASED" }]];
  });
  if (isWithheld && provision === null) complain("provision", "disclosures.errors.provisionMissing");
  if (isWithheld && reason === null) complain("reason", "disclosures.errors.maskReasonMissing");
  return issues.length > 0 ? refuse("disclosureMaskUnexplained", { issues }) : succeed(Object.fromEntries(settled));
}
