import { z } from "zod";
import type { PlainDate } from "@/domain/plain-date";
import { requiredDate, requiredId, version, whenRead } from "@/lib/fields";

/** A term of office by its first and last day, both included. */
export interface TermInput {
  startsOn: PlainDate;
  endsOn: PlainDate;
}

export interface ChangeTermInput {
  id: string;
  version: number;
  term: TermInput;
}

const days = { startsOn: requiredDate("terms.errors.startMissing"), endsOn: requiredDate("terms.errors.endMissing") };

const inOrder = (form: TermInput, context: z.RefinementCtx) => {
  if (form.endsOn <= form.startsOn) context.addIssue({ code: "custom", path: ["endsOn"], message: "terms.errors.endsBeforeStart" });
};

const daysRead = whenRead("startsOn", "endsOn");

/** The form in which a term of office is added. */
export const addTermSchema = z
  .object({ _key: requiredId("fields.choice"), ...days })
  .superRefine(inOrder, daysRead)
  .transform(({ _key, ...term }): { key: string; term: TermInput } => ({ key: _key, term }));

/** The form in which a term's days are corrected. */
export const changeTermSchema = z
  .object({ id: requiredId("fields.choice"), _version: version(), ...days })
  .superRefine(inOrder, daysRead)
  .transform(({ id, _version, ...term }): ChangeTermInput => ({ id, version: _version, term }));
