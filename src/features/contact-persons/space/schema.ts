import { z } from "zod";
import { optionalText, requiredChoice, requiredId, version } from "@/lib/fields";
import { optionalPercent } from "../schema";

export const SPACE_GIVEN = ["YES", "PARTLY", "NO"] as const;
export type SpaceGiven = (typeof SPACE_GIVEN)[number];

export const LONGEST_COMMENT = 2000;

/** What a contact person says of a year (V20b). */
export interface SpaceInput {
  answer: SpaceGiven;
  /** Working time that it came to, in whole percent of full time. */
  timePercent: number | null;
  comment: string | null;
}

export interface AnswerSpaceInput {
  key: string;
  appointmentId: string;
  year: number;
  /** The version of the answer that is changed; 0 where there is none yet. */
  version: number;
  space: SpaceInput;
}

/** The form in which a contact person answers for a year, or changes the answer. */
export const answerSpaceSchema = z
  .object({
    _key: requiredId("fields.choice"),
    appointmentId: requiredId("fields.choice"),
    year: version(),
    _version: version(),
    answer: requiredChoice(SPACE_GIVEN, "contactPersons.errors.answerMissing"),
    timePercent: optionalPercent(0),
    comment: optionalText(LONGEST_COMMENT),
  })
  .transform(({ _key, appointmentId, year, _version, ...space }): AnswerSpaceInput => ({ key: _key, appointmentId, year, version: _version, space }));
