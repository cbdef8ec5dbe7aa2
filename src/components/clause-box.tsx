import type { ReactNode } from "react";
import { classNames } from "@/lib/class-names";

export type ClauseBoxProps = {
  /** Id of the question; names the box. */
  id: string;
  /** The question: "Beslutas av", "Ansvarar för frågan". */
  by: ReactNode;
  /** The answer: a body, or "Inte reglerat i policyn". */
  answer: ReactNode;
  /** The clause's own words, quotation marks included. */
  quote?: ReactNode;
  /** Where they stand. */
  source?: ReactNode;
  /** How it stands now, and what to do: text and `<Buttons>`. */
  children?: ReactNode;
  /** Grey, for a question that no document answers. */
  open?: boolean;
};

/** A judgement with the words it rests on. */
export function ClauseBox({ id, by, answer, quote, source, children, open }: ClauseBoxProps) {
  return (
    <section className={classNames("clause", open && "clause-open")} aria-labelledby={id}>
      <h2 id={id} className="clause-by">
        {by}
      </h2>
      <p className="clause-answer">{answer}</p>
      {quote ? <blockquote>{quote}</blockquote> : null}
      {source ? <cite>{source}</cite> : null}
      {children ? <div className="clause-state">{children}</div> : null}
    </section>
  );
}
