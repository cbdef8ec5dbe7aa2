/** From a file's cells to a register's fields: texts in, texts out, whatever register it is. */
import type { Issue, Values } from "@/domain/values";
import { foldText } from "@/lib/folded-names";

/** The words of a language. */
export type Translate = ((key: string, parameters?: Record<string, string | number>) => string) & { locale: "sv" | "en" };

/** One of the answers that a field takes, with what lists call it. */
export interface ImportChoice {
  value: string;
  label: (words: Translate) => string;
  words?: readonly string[];
}

/** A field of a register that a list may have a column for, named as in the register's form. */
export interface ImportField {
  name: string;
  /** What it is called, as a message's key. */
  label: string;
  /** What lists head it with, besides that, in any case and spelling. */
  headings: readonly string[];
  isRequired: boolean;
  /** lines: several texts in a cell, parted by semicolons or lines · date: also the day numbers of spreadsheets · choice: one of a few answers, by any of their words. */
  type: "text" | "lines" | "date" | "choice";
  choices?: readonly ImportChoice[];
  /** What holds for rows that say nothing, until the person chooses otherwise. */
  usual?: string;
}

export interface Sheet {
  name: string;
  rows: string[][];
}

/** Why a file of text could not be read. */
export type TextProblem = "notText" | "tooManyRows" | "tooManyColumns" | "unclosed";

const BOM = { utf8: [0xef, 0xbb, 0xbf], utf16: [0xff, 0xfe] };
const beginsWith = (bytes: Uint8Array, mark: readonly number[]) => mark.every((byte, index) => bytes[index] === byte);

/** What Windows-1252 has from 0x80 to 0x9f. */
const WINDOWS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Reads bytes as text: UTF-8, UTF-16 where it says so, else the Windows-1252 that older programs write; null for what is no text. */
export function decodeText(bytes: Uint8Array): string | null {
  if (beginsWith(bytes, BOM.utf16)) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Some versions of the decoder read these bytes as the controls that another alphabet has there.
    return beginsWith(bytes, BOM.utf8) ? null : new TextDecoder("windows-1252").decode(bytes).replace(/[\u0080-\u009f]/g, (control) => WINDOWS[control.charCodeAt(0) - 0x80] ?? control);
  }
}

const DELIMITERS = [";", "\t", ","];

/** The sign that parts the first line the most times, outside quotation marks. */
function findDelimiter(text: string): string {
  const line = (/^[^\r\n]*/.exec(text.trimStart())?.[0] ?? "").replace(/"[^"]*"/g, "");
  return DELIMITERS.toSorted((a, b) => line.split(b).length - line.split(a).length)[0] ?? ";";
}

/** What was put before a text so that no program takes it for a formula. */
const GUARD = /^'(?='*(?:[\t\r\n]|\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]))/;

/** Reads a list of text, parted by semicolons, tabs or commas, with quotation marks by RFC 4180. */
export function readCsv(text: string, most: { rows: number; columns: number }): { rows: string[][] } | { problem: TextProblem } {
  const delimiter = findDelimiter(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  const endCell = (cell: string) => row.push(cell.replace(GUARD, "").trim());
  const endRow = () => {
    const width = row.findLastIndex((cell) => cell !== "") + 1;
    rows.push(row.slice(0, width));
    row = [];
    return width <= most.columns && rows.length <= most.rows;
  };
  const bare = new RegExp(`[^${delimiter === "\t" ? "\\t" : delimiter}\\r\\n]*`, "y");
  const quoted = /"((?:[^"]|"")*)"/y;
  while (at < text.length) {
    let cell: string;
    if (text[at] === '"') {
      quoted.lastIndex = at;
      const found = quoted.exec(text);
      if (found === null) return { problem: "unclosed" };
      at = quoted.lastIndex;
      cell = (found[1] ?? "").replaceAll('""', '"');
      bare.lastIndex = at;
      const rest = bare.exec(text)?.[0] ?? "";
      cell += rest;
      at += rest.length;
    } else {
      bare.lastIndex = at;
      cell = bare.exec(text)?.[0] ?? "";
      at += cell.length;
    }
    endCell(cell);
    const sign = text[at];
    if (sign === delimiter) {
      at += 1;
      if (at < text.length) continue;
      endCell("");
    } else if (sign !== undefined) at += sign === "\r" && text[at + 1] === "\n" ? 2 : 1;
    if (!endRow()) return { problem: rows.length > most.rows ? "tooManyRows" : "tooManyColumns" };
  }
  return { rows: rows.slice(0, rows.findLastIndex((cells) => cells.length > 0) + 1) };
}

/** A column as spreadsheets name it, counted from nought: A, B … Z, AA. */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

const namesOf = (field: ImportField, languages: readonly Translate[]) => [field.name, ...field.headings, ...languages.map((words) => words(field.label))].map(foldText);

/** Guesses which column each field is read from: by the whole heading first, then by one that begins with what it is called; each column for one field. */
export function guessColumns(header: readonly string[], fields: readonly ImportField[], languages: readonly Translate[]): Record<string, number> {
  const headings = header.map(foldText);
  const guessed: Record<string, number> = {};
  const taken = new Set<number>();
  const take = (field: ImportField, index: number) => {
    if (index === -1 || guessed[field.name] !== undefined) return;
    guessed[field.name] = index;
    taken.add(index);
  };
  for (const field of fields) take(field, headings.findIndex((heading, index) => heading !== "" && !taken.has(index) && namesOf(field, languages).includes(heading)));
  for (const field of fields) take(field, headings.findIndex((heading, index) => !taken.has(index) && namesOf(field, languages).some((name) => name.length > 2 && heading.startsWith(`${name} `))));
  return guessed;
}

/** How far down a list's headings are looked for, below what stands above them. */
const HEADINGS_WITHIN = 20;

/** Guesses which row holds the headings, counted from one: that with the most headings that are known, else the first that has at least two cells. */
export function guessHeaderRow(rows: readonly (readonly string[])[], fields: readonly ImportField[], languages: readonly Translate[]): number {
  const known = rows.slice(0, HEADINGS_WITHIN).map((row) => Object.keys(guessColumns(row, fields, languages)).length);
  const most = Math.max(0, ...known);
  const found = most > 0 ? known.indexOf(most) : rows.findIndex((row) => row.filter((cell) => cell !== "").length >= 2);
  return Math.max(0, found) + 1;
}

/** The first sheet that has something in it, with what its columns are guessed to mean; a field that was told before by the same heading stays as it was told. */
export function layOut(sheets: readonly Sheet[], fields: readonly ImportField[], languages: readonly Translate[], before: Readonly<Record<string, string>> = {}) {
  const sheet = Math.max(0, sheets.findIndex(({ rows }) => rows.length > 1));
  return { sheet, ...layOutSheet(sheets[sheet]?.rows ?? [], fields, languages, null, before) };
}

/** What a sheet's columns are guessed to mean, with its headings on a row that is given or guessed. */
export function layOutSheet(rows: readonly (readonly string[])[], fields: readonly ImportField[], languages: readonly Translate[], headerRow: number | null, before: Readonly<Record<string, string>> = {}) {
  const at = headerRow ?? guessHeaderRow(rows, fields, languages);
  const header = rows[at - 1] ?? [];
  const told = Object.fromEntries(Object.entries(before).flatMap(([name, heading]) => (header.includes(heading) ? [[name, header.indexOf(heading)] as const] : [])));
  return { headerRow: at, columns: { ...guessColumns(header, fields, languages), ...told } };
}

/** Day numbers from 1950 to 2100: none of them can be taken for a year. */
const DAY_NUMBERS = { from: 18_264, to: 73_415 };
const DAYS_BEFORE_1970 = 25_569;

/** A day that a spreadsheet has given as its number, as a date; any other text as it is. */
export function dateOf(text: string): string {
  const number = /^\d{5}(?:\.\d+)?$/.test(text) ? Math.floor(Number(text)) : 0;
  if (number < DAY_NUMBERS.from || number > DAY_NUMBERS.to) return text.replace(/^(\d{4}-\d\d-\d\d)[ T]\d\d:\d\d(?::\d\d)?$/, "$1");
  return new Date((number - DAYS_BEFORE_1970) * 86_400_000).toISOString().slice(0, 10);
}

/** How a row's cells become a form's fields. */
export interface Mapping {
  columns: Readonly<Record<string, number>>;
  defaults: Readonly<Record<string, string>>;
}

const MOST_NAMED = 8;

/** Reads rows by what the columns mean. What a cell says is put into the form's own terms; what cannot be is told. */
export function makeRowReader(fields: readonly ImportField[], { columns, defaults }: Mapping, languages: readonly Translate[]): (cells: readonly string[]) => { values: Values; issues: Issue[] } {
  const readers = fields.map((field) => {
    const choices = new Map((field.choices ?? []).flatMap((choice) => [choice.value, ...languages.map(choice.label), ...(choice.words ?? [])].map((word) => [foldText(word), choice.value] as const)));
    const [spoken] = languages;
    const named = (field.choices ?? []).slice(0, MOST_NAMED).map((choice) => (spoken === undefined ? choice.value : choice.label(spoken))).join(", ") + ((field.choices ?? []).length > MOST_NAMED ? " …" : "");
    return (text: string): string | Issue => {
      if (text === "") return defaults[field.name] ?? "";
      if (field.type === "date") return dateOf(text);
      if (field.type === "lines") return text.split(/[;\n]/).map((line) => line.trim()).filter((line) => line !== "").join("\n");
      if (field.type === "text") return text;
      return choices.get(foldText(text)) ?? { field: field.name, message: "imports.errors.choice", params: { text: text.slice(0, 60), choices: named } };
    };
  });
  return (cells) => {
    const values: Record<string, string> = {};
    const issues: Issue[] = [];
    fields.forEach((field, place) => {
      const column = columns[field.name];
      const read = readers[place]?.(column === undefined ? "" : (cells[column] ?? "").replace(/[\u00a0\u2007\u202f]/g, " ").trim()) ?? "";
      if (typeof read === "string") values[field.name] = read;
      else issues.push(read);
    });
    return { values, issues };
  };
}
