import type { Issue, Values } from "@/domain/values";
import { fieldId } from "./field-id";

type Translate = (key: string, parameters?: Record<string, string | number>) => string;

/** What a page needs to show a form again: typed values, the sentence at each field, and the summary on top. */
export interface FormProblems {
  values: Values;
  errorOf: (field: string) => string | undefined;
  summary: { href: string; text: string }[];
}

/** Puts a form's issues into words; those of no field stand in the summary and lead to `fallback`. */
export function describeProblems(values: Values, issues: readonly Issue[], words: Translate, fallback: string): FormProblems {
  const sentences = issues.map((issue) => ({ field: issue.field, text: words(issue.message, issue.params) }));
  const seen = new Set<string>();
  return {
    values,
    errorOf: (field) => sentences.find((sentence) => sentence.field === field)?.text,
    summary: sentences
      .filter(({ field, text }) => !seen.has(`${field} ${text}`) && seen.add(`${field} ${text}`))
      .map(({ field, text }) => ({ href: `#${field === "" ? fallback : fieldId(field)}`, text })),
  };
}
