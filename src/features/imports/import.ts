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
  /** That lists may say it of what is in the register already, and nobody chooses it any more. */
  isPast?: boolean;
}

/** A field of a register that a list may have a column for, named as in the register's form. */
export interface ImportField {
  name: string;
  /** What it is called, as a message's key. */
  label: string;
  /** What lists head it with, besides that, in any case and spelling. */
  headings: readonly string[];
  isRequired: boolean;
  /** The field without which it need not be told, and with which it must. */
  requiredWith?: string;
  /** lines: several texts in a cell, parted by semicolons or lines · date: also the day numbers of spreadsheets · amount: with whatever parts its thousands · choice, choices: one or several of a few answers, by any of their words. */
  type: "text" | "lines" | "date" | "amount" | "choice" | "choices";
  choices?: readonly ImportChoice[];
  /** How lists head it that have a column for each of several things: as headings are compared, with the thing's number. */
  wide?: WideHeadings;
  /** What holds for rows that say nothing, until the person chooses otherwise. */
  usual?: string;
}

/** The columns that tell of one thing after the other, such as “Partner 1 name” and “Partner 1 country”. */
export interface WideHeadings {
  name: RegExp;
  /** What is told of each besides its name, in the order in which it is written after it. */
  about: readonly RegExp[];
}

export interface Sheet {
  name: string;
  rows: string[][];
}

/** A column as spreadsheets name it, counted from nought: A, B … Z, AA. */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

/** What each field may be headed with, as headings are compared. */
const namesOf = (fields: readonly ImportField[], languages: readonly Translate[]): Map<ImportField, string[]> =>
  new Map(fields.map((field) => [field, [field.name, ...field.headings, ...languages.map((words) => words(field.label))].map(foldText)]));

/** The columns of a field that has one for each of several things, thing by thing: where its name stands, and what is told about it. */
function wideColumns(headings: readonly string[], { name, about }: WideHeadings): { name: number; about: number[] }[] {
  const numbered = (pattern: RegExp) => new Map(headings.flatMap((heading, index) => (pattern.exec(heading)?.[1] === undefined ? [] : [[pattern.exec(heading)?.[1], index] as const])));
  const others = about.map(numbered);
  return [...numbered(name)].map(([number, index]) => ({ name: index, about: others.flatMap((one) => one.get(number) ?? []) }));
}

/** The columns that are read together with another one, and mean nothing alone. */
export function columnsReadWithOthers(header: readonly string[], fields: readonly ImportField[]): ReadonlySet<number> {
  const headings = header.map(foldText);
  const wide = fields.flatMap((field) => (field.wide === undefined ? [] : [wideColumns(headings, field.wide)]));
  return new Set(wide.flatMap((things) => things.flatMap(({ name, about }, place) => [...(place === 0 ? [] : [name]), ...about])));
}

/** Guesses which column each field is read from: by the whole heading first, then by one that begins with what it is called; each column for one field. */
export function guessColumns(header: readonly string[], fields: readonly ImportField[], languages: readonly Translate[], names = namesOf(fields, languages)): Record<string, number> {
  const headings = header.map(foldText);
  const guessed: Record<string, number> = {};
  const taken = new Set<number>(columnsReadWithOthers(header, fields));
  const take = (field: ImportField, index: number) => {
    if (index === -1 || guessed[field.name] !== undefined) return;
    guessed[field.name] = index;
    taken.add(index);
  };
  for (const field of fields) if (field.wide !== undefined) take(field, wideColumns(headings, field.wide)[0]?.name ?? -1);
  for (const field of fields) take(field, headings.findIndex((heading, index) => heading !== "" && !taken.has(index) && names.get(field)?.includes(heading) === true));
  for (const field of fields) take(field, headings.findIndex((heading, index) => !taken.has(index) && names.get(field)?.some((name) => name.length > 2 && heading.startsWith(`${name} `)) === true));
  return guessed;
}

/** How far down a list's headings are looked for, below what stands above them. */
const HEADINGS_WITHIN = 20;

/** Guesses which row holds the headings, counted from one: that with the most headings that are known, else the first that has at least two cells. */
export function guessHeaderRow(rows: readonly (readonly string[])[], fields: readonly ImportField[], languages: readonly Translate[]): number {
  const names = namesOf(fields, languages);
  const known = rows.slice(0, HEADINGS_WITHIN).map((row) => Object.keys(guessColumns(row, fields, languages, names)).length);
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

const WIDTH_WITHIN = 50;
const LONGEST_EXAMPLE = 60;

/** The columns of a list, each with its heading and the first cell below it that says something, as far as rows below are given. */
export function describeColumns(header: readonly string[], below: readonly (readonly string[])[]): { letter: string; heading: string; example: string }[] {
  const width = Math.max(header.length, ...below.slice(0, WIDTH_WITHIN).map((cells) => cells.length));
  const exampleOf = (index: number) => (below.find((cells) => (cells[index] ?? "") !== "")?.[index] ?? "").slice(0, LONGEST_EXAMPLE);
  return Array.from({ length: width }, (_, index) => ({ letter: columnName(index), heading: header[index] ?? "", example: exampleOf(index) }));
}

/** Where each field that is told of stands: the column's letter and heading. */
export function describePlaces(header: readonly string[], columns: Readonly<Record<string, number>>): Record<string, { letter: string; heading: string }> {
  return Object.fromEntries(Object.entries(columns).map(([name, index]) => [name, { letter: columnName(index), heading: header[index] ?? "" }]));
}

/** What has been told of a list's columns: the heading that each field is read from, and what holds for rows that say nothing. */
export interface ColumnTemplate {
  columns: Readonly<Record<string, string>>;
  defaults: Readonly<Record<string, string>>;
}

/** What two lists with the same headings have alike, in whatever order those stand. */
export function headingsKey(header: readonly string[]): string {
  return header.map(foldText).filter((heading) => heading !== "").sort().join("|");
}

/** Writes down what has been told of a list's columns, by their headings. */
export function writeTemplate(header: readonly string[], { columns, defaults }: Mapping): ColumnTemplate {
  return { columns: Object.fromEntries(Object.entries(columns).flatMap(([name, index]) => ((header[index] ?? "") === "" ? [] : [[name, foldText(header[index] ?? "")] as const]))), defaults };
}

/** What was told of another list holds for this one, as far as its headings, its fields and the answers that its reader may give are the same; where nothing was told, what is usual for the reader. */
export function applyTemplate(header: readonly string[], fields: readonly ImportField[], template: ColumnTemplate, usual: Readonly<Record<string, string>> = {}): { columns: Record<string, number>; defaults: Record<string, string> } {
  const headings = header.map(foldText);
  const columns = fields.flatMap(({ name }) => {
    const index = headings.indexOf(template.columns[name] ?? "");
    return index === -1 ? [] : [[name, index] as const];
  });
  const defaults = fields.flatMap(({ name, choices }) => {
    const told = template.defaults[name];
    return told === undefined || (choices !== undefined && !choices.some(({ value }) => value === told)) ? [] : [[name, told] as const];
  });
  return { columns: Object.fromEntries(columns), defaults: { ...usual, ...Object.fromEntries(defaults) } };
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

/** An amount as fields of money read it: a comma before three digits parts thousands, since no money has a third decimal. */
export function amountOf(text: string): string {
  return text.replace(/^(-?\d{1,3}),(\d{3})$/, "$1$2");
}

const MOST_NAMED = 8;
const spaced = (cell: string | undefined) => (cell ?? "").replace(/[\u00a0\u2007\u202f]/g, " ").trim();
const partsOf = (text: string) => text.split(/[;\n]/).map((line) => line.trim()).filter((line) => line !== "");

/** What a row's cells come to: a form's fields, which of them the cells say something of, and what cannot be read. */
export interface ReadCells {
  values: Values;
  told: ReadonlySet<string>;
  issues: Issue[];
}

/** Reads rows by what the columns mean. What a cell says is put into the form's own terms; what cannot be is told. */
export function makeRowReader(fields: readonly ImportField[], { columns, defaults }: Mapping, languages: readonly Translate[], header: readonly string[] = []): (cells: readonly string[]) => ReadCells {
  const headings = header.map(foldText);
  const readers = fields.map((field) => {
    const choices = new Map((field.choices ?? []).flatMap((choice) => [choice.value, ...languages.map(choice.label), ...(choice.words ?? [])].map((word) => [foldText(word), choice.value] as const)));
    const [spoken] = languages;
    const offered = (field.choices ?? []).filter(({ isPast }) => isPast !== true);
    const named = offered.slice(0, MOST_NAMED).map((choice) => (spoken === undefined ? choice.value : choice.label(spoken))).join(", ") + (offered.length > MOST_NAMED ? " …" : "");
    const unknown = (text: string): Issue => ({ field: field.name, message: "imports.errors.choice", params: { text: text.slice(0, 60), choices: named } });
    return (text: string): string | readonly string[] | Issue => {
      if (field.type === "date") return dateOf(text);
      if (field.type === "amount") return amountOf(text);
      if (field.type === "lines") return partsOf(text).join("\n");
      if (field.type === "text") return text;
      if (field.type === "choice") return choices.get(foldText(text)) ?? unknown(text);
      const chosen = partsOf(text).flatMap((part) => (choices.has(foldText(part)) ? [part] : part.split(",").map((one) => one.trim()))).map((part) => ({ part, code: choices.get(foldText(part)) }));
      const strange = chosen.find(({ code }) => code === undefined);
      return strange === undefined ? chosen.flatMap(({ code }) => code ?? []) : unknown(strange.part);
    };
  });
  const places = fields.map(({ name, wide }) => {
    const column = columns[name];
    const together = wide === undefined ? [] : wideColumns(headings, wide);
    const isWide = together.some((thing) => thing.name === column);
    return (cells: readonly string[]): string => {
      if (column === undefined) return "";
      if (!isWide) return spaced(cells[column]);
      const things = together.map((thing) => ({ name: spaced(cells[thing.name]).replace(/[;\n]/g, ","), about: thing.about.map((index) => spaced(cells[index]).replace(/[;\n()]/g, " ")).filter((text) => text !== "") }));
      return things.flatMap((thing) => (thing.name === "" ? [] : [thing.about.length === 0 ? thing.name : `${thing.name} (${thing.about.join(", ")})`])).join("\n");
    };
  });
  return (cells) => {
    const values: Record<string, string | readonly string[]> = {};
    const told = new Set<string>();
    const issues: Issue[] = [];
    fields.forEach((field, place) => {
      const text = places[place]?.(cells) ?? "";
      if (text !== "") told.add(field.name);
      const read = text === "" ? (defaults[field.name] ?? "") : (readers[place]?.(text) ?? "");
      if (typeof read === "string" || Array.isArray(read)) values[field.name] = read;
      else issues.push(read as Issue);
    });
    return { values, told, issues };
  };
}
