import type { Table } from "@/lib/table";
import type { TextBlock, TextDocument } from "@/lib/text-document";

interface Processed {
  model: string;
  purpose: string;
  fields: readonly { field: string; as: string }[];
}

interface Words {
  locale: "sv" | "en";
  (key: string, parameters?: Record<string, string | number>): string;
  has: (key: string) => boolean;
}

/** What a record of processing must say of each processing (GDPR art. 30.1), besides what is generated. */
export const STATED = ["why", "basis", "whose", "recipients", "kept", "protection"] as const;

/** A processing, with what is stated of it and what the program holds for it. */
export interface Processing {
  purpose: string;
  title: string;
  stated: { label: string; text: string }[];
  holdings: { title: string; fields: string }[];
}

/** What a field is called; one that names who did something is told by what was done. */
function sayField(field: string, as: string, words: Words): string {
  if (words.has(`extract.fields.${field}`)) return words(`extract.fields.${field}`);
  if (as === "author" && words.has(`extract.as.${field}`)) return words("processing.who", { did: words(`extract.as.${field}`) });
  return words("processing.person");
}

/** Lays the record out, purpose by purpose in the order in which they are met. */
export function layOutProcessing(processed: readonly Processed[], words: Words): Processing[] {
  return [...new Set(processed.map(({ purpose }) => purpose))].map((purpose) => ({
    purpose,
    title: words(`processing.purposes.${purpose}.title`),
    stated: STATED.map((what) => ({ label: words(`processing.stated.${what}`), text: words(`processing.purposes.${purpose}.${what}`) })),
    holdings: processed
      .filter((one) => one.purpose === purpose)
      .map(({ model, fields }) => ({ title: words(`extract.models.${model}`), fields: [...new Set(fields.map(({ field, as }) => sayField(field, as, words)))].join(", ") })),
  }));
}

/** The record as a table, a row for each kind of record that is held for a purpose. */
export function reportProcessing(record: readonly Processing[], words: Words): Table {
  const columns = ["purpose", ...STATED, "holding", "fields"].map((key) => ({ key, type: "text" as const, width: key === "purpose" || key === "holding" ? 28 : 44, label: words(STATED.some((what) => what === key) ? `processing.stated.${key}` : `processing.column.${key}`) }));
  return { columns, rows: record.flatMap(({ title, stated, holdings }) => holdings.map((holding) => [title, ...stated.map(({ text }) => text), holding.title, holding.fields])) };
}

/** The record as a document that goes on being written. */
export function writeProcessing(record: readonly Processing[], about: { municipality: string; colour: string; contact: string | null; at: Date }, words: Words): TextDocument {
  const head = [words("processing.column.holding"), words("processing.column.fields")] as const;
  const blocks = record.flatMap(({ title, stated, holdings }): TextBlock[] => [
    { type: "heading", level: 1, text: title },
    { type: "facts", head: [words("processing.what"), words("processing.says")], rows: stated.map(({ label, text }) => [label, text] as const) },
    { type: "table", title: words("processing.holdingsOf", { purpose: title }), note: null, columns: head.map((label) => ({ label, number: false })), rows: holdings.map((holding) => [holding.title, holding.fields]), sum: null },
  ]);
  return {
    language: words.locale === "sv" ? "sv-SE" : "en-GB",
    title: words("processing.title"),
    subtitle: about.municipality,
    author: about.municipality,
    description: words("processing.lead"),
    at: about.at,
    colour: about.colour,
    header: about.municipality,
    footer: words("processing.title"),
    tableWord: words("processing.table"),
    contents: null,
    blocks: [{ type: "lead", text: words("processing.lead") }, { type: "facts", head: [words("processing.what"), words("processing.says")], rows: [[words("processing.controller"), about.municipality], [words("processing.contact"), about.contact ?? words("processing.noContact")]] }, ...blocks],
  };
}
