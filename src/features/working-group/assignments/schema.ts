import { z } from "zod";
import { settleConflict } from "@/domain/merge";
import type { PlainDate } from "@/domain/plain-date";
import type { Values } from "@/domain/values";
import { optionalDate, optionalText, requiredDate, requiredId, requiredText, version, whenRead } from "@/lib/fields";

export const LONGEST_ASSIGNMENT = 8000;

/** What the working group is to do and may decide, for a time (V25). */
export interface AssignmentInput {
  title: string;
  assignment: string;
  mandate: string | null;
  startsOn: PlainDate;
  endsOn: PlainDate | null;
}

/** The fields of an assignment's form, in the order they are shown. */
export const ASSIGNMENT_FIELDS = ["title", "assignment", "mandate", "startsOn", "endsOn"] as const;

const facts = {
  title: requiredText(200, "groupAssignments.errors.titleMissing"),
  assignment: requiredText(LONGEST_ASSIGNMENT, "groupAssignments.errors.assignmentMissing"),
  mandate: optionalText(LONGEST_ASSIGNMENT),
  startsOn: requiredDate("groupAssignments.errors.startsOnMissing"),
  endsOn: optionalDate(),
};

const inOrder = ({ startsOn, endsOn }: { startsOn: PlainDate; endsOn: PlainDate | null }, context: z.RefinementCtx) => {
  if (endsOn !== null && endsOn < startsOn) context.addIssue({ code: "custom", path: ["endsOn"], message: "groupAssignments.errors.endsBeforeStart" });
};
const days = whenRead("startsOn", "endsOn");

/** The form in which an assignment is proposed. */
export const proposeAssignmentSchema = z
  .object({ _key: requiredId("fields.choice"), ...facts })
  .superRefine(inOrder, days)
  .transform(({ _key, ...assignment }): { key: string; assignment: AssignmentInput } => ({ key: _key, assignment }));

export interface ChangeAssignmentInput {
  id: string;
  version: number;
  assignment: AssignmentInput;
}

/** The form in which a proposed assignment is changed, also as the conflict view sends it with a choice for each field that both changed. */
export const changeAssignmentSchema = z
  .custom<Values>()
  .transform(settleConflict)
  .pipe(z.object({ id: requiredId("fields.choice"), _version: version(), ...facts }).superRefine(inOrder, days))
  .transform(({ id, _version, ...assignment }): ChangeAssignmentInput => ({ id, version: _version, assignment }));

/** A button that takes an assignment out of the register, or puts it back. */
export const assignmentVersionSchema = z.object({ id: requiredId("fields.choice"), _version: version() }).transform(({ id, _version }) => ({ id, version: _version }));
