import { z } from "zod";
import type { Values } from "@/domain/values";
import { requiredId, version } from "@/lib/fields";
import { among, readListAddress, within, writeListAddress, type ListAddress } from "@/lib/list-address";

/** How long a list of many rows may take. */
export const LONG_WORK = { timeoutMs: 600_000 };

/** The largest file that is read, within what the front door lets through. */
export const LARGEST_LIST_BYTES = 10 * 1024 * 1024;
const LONGEST_FILE_NAME = 120;

export interface Upload {
  kind: string;
  /** The list whose columns have been told, and whose file is to be another. */
  draftId: string | null;
  fileName: string;
  bytes: Uint8Array;
}

const kind = () => z.string().regex(/^[a-zA-Z]{1,40}$/, { error: "imports.errors.kindMissing" }).optional();

/** The form in which a list's file is handed over. */
export const uploadSchema = z
  .object({ kind: kind(), draftId: z.string().optional(), "_file.base64": z.string().optional(), "_file.name": z.string().optional(), "_file.problem": z.string().optional() })
  .transform((form, context): Upload => {
    const problem = form["_file.problem"] ?? "missing";
    if (problem !== "") context.addIssue({ code: "custom", path: ["file"], message: `imports.errors.file.${problem === "blank" || problem === "tooLarge" ? problem : "missing"}`, params: { megabytes: LARGEST_LIST_BYTES / 1_048_576 } });
    if (form.kind === undefined) context.addIssue({ code: "custom", path: ["kind"], message: "imports.errors.kindMissing", params: {} });
    const name = (form["_file.name"] ?? "").replace(/^.*[\\/]/, "").replace(/\p{Cc}/gu, "").trim();
    const draftId = requiredId("fields.choice").safeParse(form.draftId);
    return { kind: form.kind ?? "", draftId: draftId.success ? draftId.data : null, fileName: [...name].slice(-LONGEST_FILE_NAME).join("") || "lista", bytes: bytesOf(form["_file.base64"] ?? "") };
  });

/** A file's bytes, one by one: put together at once, ten million of them would hold everybody up. */
function bytesOf(base64: string): Uint8Array {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let place = 0; place < text.length; place += 1) bytes[place] = text.charCodeAt(place);
  return bytes;
}

export interface DraftVersion {
  id: string;
  revision: number;
}

const draft = { id: requiredId("fields.choice"), _version: version() };

export interface SheetChoice extends DraftVersion {
  sheet: number;
  headerRow: number;
}

const number = (most: number) => z.string().regex(/^\d{1,6}$/, { error: "fields.choice" }).transform(Number).pipe(z.number().max(most));

/** The form in which a sheet, and the row of its headings, is chosen. */
export const sheetSchema = z.object({ ...draft, sheet: number(1_000), headerRow: number(100_000) }).transform(({ _version, ...choice }): SheetChoice => ({ ...choice, revision: _version }));

export interface ColumnChoice extends DraftVersion {
  columns: Record<string, number>;
  defaults: Record<string, string>;
}

const NAMED = /^(column|default)\.([a-zA-Z]{1,40})$/;

const textIn = (value: string | readonly string[] | undefined) => (typeof value === "string" ? value : (value?.[0] ?? "")).trim();

/** The form in which it is told what each column means: `column.name` is a column's number, `default.name` what holds for rows that say nothing. */
export const columnSchema = z
  .custom<Values>()
  .transform((values, context): ColumnChoice => {
    const held = z.object(draft).safeParse(values);
    if (!held.success) {
      context.addIssue({ code: "custom", path: [""], message: "fields.choice", params: {} });
      return z.NEVER;
    }
    const columns: Record<string, number> = {};
    const defaults: Record<string, string> = {};
    for (const [key, value] of Object.entries(values)) {
      const [, what, name = ""] = NAMED.exec(key) ?? [];
      const text = textIn(value);
      if (what === "column" && /^\d{1,3}$/.test(text)) columns[name] = Number(text);
      if (what === "default" && text !== "") defaults[name] = text.slice(0, 400);
    }
    return { id: held.data.id, revision: held.data._version, columns, defaults };
  });

/** What a row that is like a record is: another one, or that with this id. */
export type RowAnswer = "new" | (string & {});

export interface RowAnswers extends DraftVersion {
  answers: Record<string, RowAnswer>;
  /** What holds for all rows that have not been answered. */
  rest: "new" | "same" | null;
}

const ANSWER = /^row\.(\d{1,6})$/;

/** The form in which it is told of rows that are like a record whether they are new. */
export const answerSchema = z.custom<Values>().transform((values, context): RowAnswers => {
  const held = z.object(draft).safeParse(values);
  if (!held.success) {
    context.addIssue({ code: "custom", path: [""], message: "fields.choice", params: {} });
    return z.NEVER;
  }
  const answers = Object.entries(values).flatMap(([key, value]) => {
    const [, row] = ANSWER.exec(key) ?? [];
    const text = textIn(value);
    return row !== undefined && /^(?:new|[0-9a-f-]{36})$/.test(text) ? [[row, text] as const] : [];
  });
  const rest = textIn(values["rest"]);
  return { id: held.data.id, revision: held.data._version, answers: Object.fromEntries(answers), rest: rest === "new" || rest === "same" ? rest : null };
});

/** The button that reads a list in, as it was shown. */
export const runSchema = z.object({ id: requiredId("fields.choice"), digest: z.string().regex(/^[0-9a-f]{64}$/, { error: "fields.choice" }) });

/** The button that throws a list away before it has been read in. */
export const discardSchema = z.object({ id: requiredId("fields.choice") });

/** The button that undoes what has been read in. */
export const undoSchema = z.object({ id: requiredId("fields.choice"), _version: version() }).transform(({ id, _version }) => ({ id, version: _version }));

/** NEW: is added · CHANGED: is there, and says something else · SAME: is there already · TWICE: stands in the list before · LIKE: is like one that is there, and must be told apart · FAULT: cannot be read · ASIDE: is about somebody else's. */
export const ROW_OUTCOMES = ["FAULT", "LIKE", "NEW", "CHANGED", "SAME", "TWICE", "ASIDE"] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];
export const ROWS_A_PAGE = 50;
/** As many rows that are like a record as are asked about at a time. */
export const MOST_ASKED = 25;

/** A list that is about to be read in, without its cells. */
export interface DraftHead {
  id: string;
  kind: string;
  personId: string;
  fileName: string;
  updatedAt: Date;
}

/** What has been told of a list that is about to be read in. */
export interface StoredDraft extends DraftHead {
  sheets: { name: string; rows: number }[];
  sheet: number;
  headerRow: number;
  /** The cells of the row that holds the headings. */
  header: string[];
  columns: Record<string, number>;
  defaults: Record<string, string>;
  answers: Record<string, RowAnswer>;
  revision: number;
  /** When its rows were last judged, with what stands for all that they came to. */
  judgedAt: Date | null;
  digest: string | null;
  /** What the worker is to read it in by; null where it isn't. */
  runId: string | null;
}

/** Which rows of a list are shown. */
export interface RowFilter {
  outcome: RowOutcome | null;
  page: number;
}

/** Reads which rows an address shows. */
export function readRowFilter(parameters: ListAddress): RowFilter {
  const { known } = readListAddress(parameters, new Set(["outcome", "page", "done", "form", "problem"]));
  return { outcome: known("outcome", among(ROW_OUTCOMES)), page: known("page", within(1, 1_000_000)) ?? 1 };
}

/** Writes which rows are shown as an address's query. */
export function writeRowFilter({ outcome, page }: RowFilter): string {
  return writeListAddress({ outcome, page: page > 1 ? page : null });
}
