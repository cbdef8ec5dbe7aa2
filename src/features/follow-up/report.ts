import type { StatementThing } from "./policy";
import type { Question } from "./rules";
import type { StatementStatus } from "./schema";

/** A unit's statement as it is stored, with the texts of its answers by question. */
export interface StatementRecord extends StatementThing {
  unitName: string;
  onBehalf: boolean;
  questions: Question[];
  texts: Readonly<Record<string, string>>;
}

/** A unit's statement as it goes into a summary; unanswered questions are left out. */
export interface StatementOfYear {
  unitId: string;
  unitName: string;
  status: StatementStatus;
  /** That the office has written in it, or submitted it, for the unit. */
  onBehalf: boolean;
  answers: { code: string; question: { sv: string; en: string }; clause: string | null; text: string }[];
}

/** A statement with its answers in the round's order, or without them for those who may not read them. */
export function reportStatement(record: StatementRecord, mayRead: boolean): StatementOfYear {
  const { unitId, unitName, status, onBehalf, questions, texts } = record;
  const answers = questions.flatMap(({ code, sv, en, clause }) => {
    const text = texts[code];
    return mayRead && text !== undefined ? [{ code, question: { sv, en }, clause, text }] : [];
  });
  return { unitId, unitName, status, onBehalf, answers };
}
