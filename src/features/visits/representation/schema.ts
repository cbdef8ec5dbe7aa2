import { z } from "zod";
import { optionalId, optionalText, requiredChoice, requiredId } from "@/lib/fields";

/** As many characters as a question to someone may have. */
export const LONGEST_MESSAGE = 500;

/** Taking a visit; the person is named where a secretary takes it for a member. */
export const takeVisitSchema = z
  .object({ _key: requiredId("fields.choice"), id: requiredId("fields.choice"), personId: optionalId() })
  .transform(({ _key, ...visit }) => ({ key: _key, visit }));

/** Giving a visit back. */
export const releaseVisitSchema = z.object({ id: requiredId("fields.choice") });

/** Asking someone else to represent. */
export const askToTakeOverSchema = z
  .object({ _key: requiredId("fields.choice"), id: requiredId("fields.choice"), toPersonId: requiredId("visits.errors.personMissing"), message: optionalText(LONGEST_MESSAGE) })
  .transform(({ _key, ...question }) => ({ key: _key, question }));

/** The answer to a question, or that it is no longer asked. */
export const answerHandoverSchema = z.object({ id: requiredId("fields.choice"), handoverId: requiredId("fields.choice"), answer: requiredChoice(["ACCEPTED", "DECLINED"], "fields.choice") });
export const withdrawHandoverSchema = z.object({ id: requiredId("fields.choice"), handoverId: requiredId("fields.choice") });

/** Who goes when whoever holds the assignment can't; nobody where no person is chosen. */
export const nameSubstituteSchema = z.object({ id: requiredId("fields.choice"), assignmentId: requiredId("fields.choice"), personId: optionalId() });

/** That the substitute goes instead of whoever holds the assignment. */
export const stepInSchema = z.object({ id: requiredId("fields.choice"), assignmentId: requiredId("fields.choice") });
