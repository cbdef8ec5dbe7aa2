"use client";

import { Status, type StatusKind } from "@/components/status";

export type NamedLink = readonly [href: string, name: string];

/** One line to the right of a quotation: its state in a word, a figure that leads on, a sentence, and who it concerns. */
export type ClauseLine = { kind: StatusKind; word: string; figure?: NamedLink; text?: string; names?: readonly NamedLink[] };

export type ClauseRowProps = { number: string; what: string; quotation: string; lines: readonly ClauseLine[] };

/** Clauses with the quotation to the left, evidence and gap to the right; drawn from bare words as a register is. */
export function ClauseRows({ rows, and }: { rows: readonly ClauseRowProps[]; and: string }) {
  return rows.map(({ number, what, quotation, lines }) => (
    <article key={number} className="clause-row" id={number}>
      <div>
        <h3 lang="sv">”{quotation}”</h3>
        <p className="meta">
          {number}. {what}
        </p>
      </div>
      <dl>
        {lines.map(({ kind, word, figure, text, names }, place) => {
          const state = <Status kind={kind}>{word}</Status>;
          // Where the word is all there is to say, it is what is said of the clause.
          if (!figure && !text && !names) {
            return (
              <div key={place}>
                <dt className="vh">{number}</dt>
                <dd>{state}</dd>
              </div>
            );
          }
          return (
            <div key={place}>
              <dt>{state}</dt>
              <dd>
                {figure ? <a href={figure[0]}>{figure[1]}</a> : null}
                {figure && text ? " " : null}
                {text}
                {names?.map(([href, name], index) => (
                  <span key={href}>
                    {index === 0 ? "" : index === names.length - 1 ? ` ${and} ` : ", "}
                    <a href={href}>{name}</a>
                  </span>
                ))}
                {names ? "." : null}
              </dd>
            </div>
          );
        })}
      </dl>
    </article>
  ));
}
