/** A document that goes on being written: headings, texts and tables before any file format, every text in the document's own language. */

export interface TextColumn {
  label: string;
  number: boolean;
}

export type TextBlock =
  | { type: "heading"; level: 1 | 2 | 3; text: string }
  | { type: "text"; texts: readonly string[] }
  /** What the document or a chapter begins with, in larger letters. */
  | { type: "lead"; text: string }
  /** Someone else's words, and where they stand. */
  | { type: "quote"; text: string; source: string }
  | { type: "list"; numbered: boolean; items: readonly string[] }
  /** Names with their values, such as a sender and a date. */
  | { type: "facts"; head: readonly [string, string]; rows: readonly (readonly [string, string])[] }
  | { type: "table"; title: string; note: string | null; columns: readonly TextColumn[]; rows: readonly (readonly string[])[]; sum: readonly string[] | null };

export interface TextDocument {
  /** As in `sv-SE`. */
  language: string;
  title: string;
  subtitle: string | null;
  author: string;
  description: string;
  /** When it was made, as an instant. */
  at: Date;
  /** Six hexadecimal digits after a #. */
  colour: string;
  header: string;
  footer: string;
  /** What its tables are called before their number. */
  tableWord: string;
  /** The heading of its contents; null for a document that is too short to have any. */
  contents: string | null;
  blocks: readonly TextBlock[];
}
