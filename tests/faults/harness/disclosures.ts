import type { Actor } from "@/domain/actor";
import type { AnswerInput } from "@/features/disclosures/answers/schema";
import * as answers from "@/features/disclosures/answers/service";
import type { ExamineInput, PickInput } from "@/features/disclosures/records/schema";
import * as records from "@/features/disclosures/records/service";
import { wordsFor } from "@/messages/words";
import { places, registers } from "@/registers";

const around = { registers, places, words: wordsFor("sv") };

/** Requests for public documents as their forms reach them: with the registers and the words, which cannot be sent from another process. */
export const pickRecords = (actor: Actor, input: PickInput) => records.pickRecords(actor, input, around);
export const examineRecord = (actor: Actor, input: ExamineInput) => records.examineRecord(actor, input, around);
export const answerRequest = (actor: Actor, input: AnswerInput) => answers.answerRequest(actor, input, around);

/** A request's first record: what its form sends back. */
export async function firstRecord(actor: Actor, requestId: string): Promise<{ recordId: string; version: number; digest: string }> {
  const [first] = await records.listExamined(actor, { id: requestId }, around);
  if (first?.examined == null) throw new Error("no record has been picked");
  return { recordId: first.record.id, version: first.record.version, digest: first.examined.digest };
}

export { changeRequest, getRequest, registerRequest, reopenRequest, withdrawRequest } from "@/features/disclosures/service";
export { dropRecord } from "@/features/disclosures/records/service";
