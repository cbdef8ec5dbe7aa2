import type { PolicyPack } from "@packs/pack";
import type { Words } from "@/messages/words";
import type { Question } from "../rules";

/** The words of the clause that a question is drawn from, and where they stand. */
export function QuestionSource({ question, document, words }: { question: Pick<Question, "clause" | "quotation">; document: Pick<PolicyPack["document"], "shortTitle">; words: Words }) {
  if (question.clause === null || question.quotation === null) return null;
  return (
    <>
      <q lang="sv">{question.quotation}</q> {words("followUp.statement.clause", { document: document.shortTitle, number: question.clause })}
    </>
  );
}

/** A text as it was written, paragraph by paragraph. */
export function Paragraphs({ text }: { text: string }) {
  return (
    <div className="prose">
      {text.split(/\n+/).map((line, index) => (
        <p key={index}>{line}</p>
      ))}
    </div>
  );
}

/** What the unit said the last time that it was asked, folded away beside what it says now. */
export function EarlierAnswer({ earlier, words }: { earlier: { year: number; text: string } | null; words: Words }) {
  if (earlier === null) return null;
  return (
    <details className="mt-2">
      <summary>{words("followUp.statement.beside", { year: String(earlier.year) })}</summary>
      <Paragraphs text={earlier.text} />
    </details>
  );
}
