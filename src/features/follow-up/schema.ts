import { z } from "zod";
import type { PlainDate } from "@/domain/plain-date";
import { textOf, type Values } from "@/domain/values";
import { field, optionalChoice, optionalText, requiredDate, requiredId, version } from "@/lib/fields";

export const STATEMENT_STATUSES = ["NOT_STARTED", "IN_PROGRESS", "SUBMITTED", "RETURNED", "APPROVED"] as const;
export type StatementStatus = (typeof STATEMENT_STATUSES)[number];

/** The most characters of an answer, and of the office's comment when it returns a statement. */
export const LONGEST_ANSWER = 3000;
export const LONGEST_COMMENT = 1000;
/** A comment says what to mend, which takes a sentence. */
export const SHORTEST_COMMENT = 10;

export interface RoundInput {
  year: number;
  answersDueOn: PlainDate;
}

/** Which statement is meant: a unit has one a year. */
export interface StatementAddress {
  year: number;
  unitId: string;
}

/** What was typed for one question, with the version of the answer that stood in the form; 0 when none had been written. */
export interface TypedAnswer {
  code: string;
  version: number;
  text: string;
}

export interface AnswersInput extends StatementAddress {
  answers: TypedAnswer[];
}

export interface ReviewInput extends StatementAddress {
  version: number;
}

export interface ReturnInput extends ReviewInput {
  comment: string;
}

/** What to do with what was typed: save and stay, save and go on another day, or save and submit. */
export const AFTER_SAVE = ["save", "leave", "submit"] as const;
export type AfterSave = (typeof AFTER_SAVE)[number];

export interface AnswersForm {
  key: string;
  then: AfterSave;
  input: AnswersInput;
}

/** A year that a round may be about. */
const year = () =>
  field<number>((text) => {
    if (text === "") return { message: "followUp.errors.yearMissing" };
    const given = /^\d{4}$/.test(text) ? Number(text) : 0;
    return given < 1990 || given > 2100 ? { message: "followUp.errors.year" } : { value: given };
  });

/** The form in which the office opens a round. */
export const openRoundSchema = z
  .object({ _key: requiredId("fields.choice"), year: year(), answersDueOn: requiredDate("followUp.errors.dueMissing") })
  .transform(({ _key, ...round }): { key: string; round: RoundInput } => ({ key: _key, round }));

/** The buttons by which units that have been added since are taken into a round, and those that have not answered are reminded. */
export const callSchema = z.object({ _key: requiredId("fields.choice"), year: year() }).transform(({ _key, ...rest }) => ({ key: _key, ...rest }));

/** The fields that say which statement a form is about. */
export const addressFields = { year: year(), unitId: requiredId("fields.choice") };

/** The field that holds the answer to a question, and the one that holds the version that was being changed. */
export const answerField = (code: string): string => `answer.${code}`;
export const versionField = (code: string): string => `version.${code}`;

/** Reads the version of each answer in a form as it was typed, and what was typed; a field that is no question's is left out. */
export function readTyped(values: Values): TypedAnswer[] {
  return Object.keys(values).flatMap((name) => {
    const code = /^answer\.([A-Z][A-Z0-9_]{0,59})$/.exec(name)?.[1];
    if (code === undefined) return [];
    const parsed = version().safeParse(values[versionField(code)]);
    return [{ code, version: parsed.success ? parsed.data : 0, text: textOf(values, name) }];
  });
}

/** The form in which a unit answers all questions. */
export const answersSchema = z
  .object({ _key: requiredId("fields.choice"), _then: optionalChoice(AFTER_SAVE), ...addressFields })
  .catchall(z.union([z.string(), z.array(z.string())]))
  .transform(({ _key, _then, year, unitId, ...fields }, context): AnswersForm => {
    const answers = readTyped(fields).map((typed) => {
      const text = optionalText(LONGEST_ANSWER).safeParse(typed.text);
      if (text.success) return { ...typed, text: text.data ?? "" };
      for (const issue of text.error.issues) context.addIssue({ ...issue, path: [answerField(typed.code)] });
      return typed;
    });
    return { key: _key, then: _then ?? "save", input: { year, unitId, answers } };
  });

/** The form in which the office approves a statement. */
export const approveSchema = z.object({ _version: version(), ...addressFields }).transform(({ _version, ...at }): ReviewInput => ({ ...at, version: _version }));

const comment = () =>
  field<string>((text) => {
    const length = [...text].length;
    if (text === "") return { message: "followUp.errors.commentMissing" };
    if (length < SHORTEST_COMMENT) return { message: "followUp.errors.commentTooShort" };
    return length > LONGEST_COMMENT ? { message: "fields.tooLong", params: { max: LONGEST_COMMENT, length } } : { value: text };
  });

/** The form in which the office returns a statement with what there is to mend. */
export const returnSchema = z
  .object({ _version: version(), comment: comment(), ...addressFields })
  .transform(({ _version, ...at }): ReturnInput => ({ ...at, version: _version }));
