"use client";

import { createContext, useContext, type ReactNode } from "react";

/** What fields say of themselves in the browser; `{most}` and `{count}` are put in there. */
export type FieldPhrases = {
  /** On the button beside a date. */
  pickDate: string;
  /** "Högst {most} tecken". */
  atMost: string;
  /** "{count} tecken kvar". */
  left: string;
  /** "{count} tecken för mycket". */
  tooMany: string;
};

const Phrases = createContext<FieldPhrases | null>(null);

/** Gives the fields below it their words once, so that no page hands them to every field. */
export function FieldWords({ phrases, children }: { phrases: FieldPhrases; children: ReactNode }) {
  return <Phrases value={phrases}>{children}</Phrases>;
}

/** The fields' words, or null where none are given and a field says nothing of itself. */
export function useFieldWords(): FieldPhrases | null {
  return useContext(Phrases);
}
