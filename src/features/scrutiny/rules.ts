import { SCRUTINY_QUESTIONS, type Scrutiny, type ScrutinyQuestion } from "@/domain/registers";

/** One of the auditors' questions with what is looked for under it, the most lacking first. */
export interface QuestionAnswered {
  question: ScrutinyQuestion;
  parts: Scrutiny[];
  /** How many records lack something that is looked for, counted once for each thing. */
  lacking: number;
}

/** Sorts what the registers answer under the four questions, all of them, in their own order. */
export function sortUnderQuestions(found: readonly Scrutiny[]): QuestionAnswered[] {
  return SCRUTINY_QUESTIONS.map((question) => {
    const parts = found.filter((part) => part.question === question).toSorted((a, b) => b.lacking.count - a.lacking.count);
    return { question, parts, lacking: parts.reduce((sum, part) => sum + part.lacking.count, 0) };
  });
}
