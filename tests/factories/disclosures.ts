import { randomUUID } from "node:crypto";
import type { AnswerInput } from "@/features/disclosures/answers/schema";
import type { ExamineInput } from "@/features/disclosures/records/schema";
import type { RequestInput } from "@/features/disclosures/schema";

/** A request that says no more than it must: nobody has to say who they are. */
export function requestInput(more: Partial<RequestInput> = {}): RequestInput {
  return { receivedOn: "2026-11-20", asked: "Allt om hamnsamarbetet", name: null, address: null, caseNumber: null, wish: "EMAIL", ...more };
}

/** An answer as its form sends it. */
export function answerInput(more: Partial<AnswerInput> & Pick<AnswerInput, "requestId" | "version">): AnswerInput {
  return { key: randomUUID(), outcome: "RELEASED", decidedBy: "Kommunsekreteraren", decidedOn: "2026-11-22", reason: null, isSeen: false, ...more };
}

/** What is decided of a record: nothing is masked, and what nobody has decided of is let be. */
export function examineInput(more: Partial<ExamineInput> & Pick<ExamineInput, "requestId" | "recordId" | "version" | "digest">): ExamineInput {
  return { isWithheld: false, provision: null, reason: null, rest: null, choices: {}, ...more };
}
