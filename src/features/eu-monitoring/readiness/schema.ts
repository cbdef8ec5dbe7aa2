import { z } from "zod";
import { settleConflict } from "@/domain/merge";
import type { PlainDate } from "@/domain/plain-date";
import type { Values } from "@/domain/values";
import { optionalDate, optionalText, requiredChoice, requiredDate, requiredId, requiredText, version, whenRead } from "@/lib/fields";

/** NOT_NEEDED: the consequence asks for nothing to be done. */
export const READINESS_STATES = ["PLANNED", "GOING", "DONE", "NOT_NEEDED"] as const;
export type ReadinessState = (typeof READINESS_STATES)[number];

export const LONGEST_READINESS_TEXT = 4000;

/** What a person states of how ready a unit is for a matter (H8). */
export interface ReadinessInput {
  /** What the matter will mean. */
  consequence: string;
  assessedOn: PlainDate;
  state: ReadinessState;
  /** What is to be done about it; none where nothing needs to be. */
  measure: string | null;
  /** The function that sees to it. */
  responsible: string | null;
  dueOn: PlainDate | null;
}

/** The fields of a readiness' form, in the order they are shown. */
export const READINESS_FIELDS = ["consequence", "assessedOn", "state", "measure", "responsible", "dueOn"] as const;

const facts = {
  consequence: requiredText(LONGEST_READINESS_TEXT, "readiness.errors.consequenceMissing"),
  assessedOn: requiredDate("readiness.errors.assessedOnMissing"),
  state: requiredChoice(READINESS_STATES, "readiness.errors.stateMissing"),
  measure: optionalText(LONGEST_READINESS_TEXT),
  responsible: optionalText(200),
  dueOn: optionalDate(),
};

const saysWhatToDo = ({ state, measure }: Pick<ReadinessInput, "state" | "measure">, context: z.RefinementCtx) => {
  if (state !== "NOT_NEEDED" && measure === null) context.addIssue({ code: "custom", path: ["measure"], message: "readiness.errors.measureMissing" });
};
const whenToldOf = whenRead("state", "measure");

export interface AddReadinessInput {
  key: string;
  itemId: string;
  readiness: ReadinessInput;
}

/** The form in which a readiness is told of an item. */
export const addReadinessSchema = z
  .object({ _key: requiredId("fields.choice"), itemId: requiredId("fields.choice"), ...facts })
  .superRefine(saysWhatToDo, whenToldOf)
  .transform(({ _key, itemId, ...readiness }): AddReadinessInput => ({ key: _key, itemId, readiness }));

export interface ChangeReadinessInput {
  itemId: string;
  partId: string;
  version: number;
  readiness: ReadinessInput;
}

/** The form in which a readiness is changed, also as the conflict view sends it with a choice for each field that both changed. */
export const changeReadinessSchema = z
  .custom<Values>()
  .transform(settleConflict)
  .pipe(z.object({ itemId: requiredId("fields.choice"), partId: requiredId("fields.choice"), _version: version(), ...facts }).superRefine(saysWhatToDo, whenToldOf))
  .transform(({ itemId, partId, _version, ...readiness }): ChangeReadinessInput => ({ itemId, partId, version: _version, readiness }));
