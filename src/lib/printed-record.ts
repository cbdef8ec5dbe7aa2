import type { PlainDate } from "@/domain/plain-date";

/** A line of a printed record: what it is, and what it says; one that is masked says by which provision in place of it. */
export interface PrintedFact {
  label: string;
  value: string;
  isMasked?: boolean;
}

/** A part of a printed record under a heading: a sentence, facts, and rows under their columns. */
export interface PrintedSection {
  title: string;
  /** How deep it lies: 2 under the title, 3 under another part. */
  level: 2 | 3;
  text: string | null;
  facts: readonly PrintedFact[];
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

/** What is set in print for a registry, or for whoever asked to see records: every text written, in one language. */
export interface PrintedRecord {
  lang: string;
  region: string;
  title: string;
  lead: string;
  /** What is to be seen before anything else, such as a marking as confidential. */
  warning: { title: string; text: string } | null;
  facts: readonly PrintedFact[];
  sections: readonly PrintedSection[];
  footer: string;
}

/** What a printed record says of whoever hands it out. */
export interface Printer {
  name: string;
  colour: string;
  day: PlainDate;
}

/** A printed record as its template reads it. */
export function toPrint(record: PrintedRecord, printer: Printer): object {
  const factsOf = (facts: readonly PrintedFact[]) => facts.map(({ isMasked = false, ...fact }) => ({ ...fact, isMasked }));
  return {
    ...record,
    facts: factsOf(record.facts),
    sections: record.sections.map((section) => ({ ...section, facts: factsOf(section.facts) })),
    author: printer.name,
    colour: printer.colour,
    day: printer.day.split("-").map(Number),
  };
}
