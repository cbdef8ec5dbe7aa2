import { z } from "zod";
import { settleConflict } from "@/domain/merge";
import type { PlainDate } from "@/domain/plain-date";
import type { Values } from "@/domain/values";
import { optionalChoice, optionalDate, optionalText, requiredChoice, requiredDate, requiredId, requiredText, version, whenRead } from "@/lib/fields";
import { aDay, among, readListAddress, type ListAddress } from "@/lib/list-address";

export const PRIORITY_STATUSES = ["PROPOSED", "IN_FORCE", "ENDED"] as const;
export type PriorityStatus = (typeof PRIORITY_STATUSES)[number];

/** A strategic priority of a period, or a profile area of the municipality's international work. */
export const PRIORITY_KINDS = ["PRIORITY", "PROFILE_AREA"] as const;
export type PriorityKind = (typeof PRIORITY_KINDS)[number];

export const LONGEST_DESCRIPTION = 4000;

/** All that a person states about a priority. */
export interface PriorityInput {
  kind: PriorityKind;
  title: string;
  description: string | null;
  /** The body that sets it. */
  setById: string;
  startsOn: PlainDate;
  /** The last day of its period; null where none is set. */
  endsOn: PlainDate | null;
}

/** The fields of a priority's form, in the order they are shown. */
export const PRIORITY_FIELDS = ["kind", "title", "setById", "startsOn", "endsOn", "description"] as const;

const facts = {
  // A form without the choice is of a municipality that has priorities alone.
  kind: optionalChoice(PRIORITY_KINDS).transform((kind) => kind ?? "PRIORITY"),
  title: requiredText(200, "priorities.errors.titleMissing"),
  description: optionalText(LONGEST_DESCRIPTION),
  setById: requiredId("priorities.errors.setByMissing"),
  startsOn: requiredDate("priorities.errors.startMissing"),
  endsOn: optionalDate(),
};

const inOrder = (form: { startsOn: PlainDate; endsOn: PlainDate | null }, context: z.RefinementCtx) => {
  if (form.endsOn !== null && form.endsOn < form.startsOn) context.addIssue({ code: "custom", path: ["endsOn"], message: "priorities.errors.endsBeforeStart" });
};
const periodRead = whenRead("startsOn", "endsOn");

/** The form in which a priority is proposed. */
export const proposePrioritySchema = z
  .object({ _key: requiredId("fields.choice"), ...facts })
  .superRefine(inOrder, periodRead)
  .transform(({ _key, ...priority }): { key: string; priority: PriorityInput } => ({ key: _key, priority }));

export interface ChangePriorityInput {
  id: string;
  version: number;
  priority: PriorityInput;
}

/** The form in which a priority is changed, also as the conflict view sends it with a choice for each field that both changed. */
export const changePrioritySchema = z
  .custom<Values>()
  .transform(settleConflict)
  .pipe(z.object({ id: requiredId("fields.choice"), _version: version(), ...facts }).superRefine(inOrder, periodRead))
  .transform(({ id, _version, ...priority }): ChangePriorityInput => ({ id, version: _version, priority }));

export interface PriorityStepInput {
  id: string;
  version: number;
  to: PriorityStatus;
  on: PlainDate;
}

/** The form in which a priority moves a step in its life cycle. */
export const priorityStepSchema = z
  .object({ id: requiredId("fields.choice"), _version: version(), to: requiredChoice(PRIORITY_STATUSES, "fields.choice"), on: requiredDate("priorities.errors.dayMissing") })
  .transform(({ id, _version, to, on }): PriorityStepInput => ({ id, version: _version, to, on }));

/** A button that takes a priority out of the register, or puts it back. */
export const priorityVersionSchema = z.object({ id: requiredId("fields.choice"), _version: version() }).transform(({ id, _version }) => ({ id, version: _version }));

const FILTER_NAMES = new Set(["kind", "on", "done", "form", "problem"]);

/** Which priorities a list holds: of one kind, and in force on a day; null for all there are. */
export interface PriorityFilter {
  kind: PriorityKind | null;
  on: PlainDate | null;
}

/** Reads a list's address. What it does not understand is left out and named. */
export function readPriorityFilter(parameters: ListAddress): { filter: PriorityFilter; ignored: string[] } {
  const { ignored, known } = readListAddress(parameters, FILTER_NAMES);
  const filter = { kind: known("kind", among(PRIORITY_KINDS)), on: known("on", aDay) };
  return { filter, ignored };
}
