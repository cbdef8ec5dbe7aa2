/** Reads a policy pack's file: everything that is wrong is told at once, each with its place and what to write instead. */
import type { z } from "zod";
import { policyPackSchema, type PolicyPack } from "@packs/pack";

/** The largest file that is read at all. */
export const LARGEST_PACK_BYTES = 1_048_576;
/** More faults than anyone mends from one list. */
export const MOST_FAULTS = 100;

const MOST_VALUES = 20_000;
const DEEPEST = 16;
const UNREADABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFD]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
const RESERVED = new Set(["__proto__", "constructor", "prototype"]);

/** Something wrong with a pack's file: where, and in the pack's own English what to write instead, for which the messages have the words. */
export interface Fault {
  place: string;
  text: string;
}

export type PackFile = { pack: PolicyPack; faults: readonly [] } | { pack: null; faults: readonly Fault[] };

type Path = readonly PropertyKey[];

const refused = (...faults: Fault[]): PackFile => ({ pack: null, faults });

/** Reads the text of a pack's file; the pack, or all that is wrong with the file, at most a hundred faults. */
export function readPackFile(text: string): PackFile {
  const { value, faults } = parse(text.replace(/^\uFEFF/, ""));
  if (faults.length > 0) return refused(...faults);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return refused({ place: "", text: "The file must hold one group of fields, from bracket to bracket." });
  const unsafe = inspect(value);
  if (unsafe.length > 0) return refused(...unsafe);
  const parsed = policyPackSchema.safeParse(value);
  if (parsed.success) return { pack: parsed.data, faults: [] };
  return refused(...parsed.error.issues.flatMap((issue) => describeIssue(issue, value)).slice(0, MOST_FAULTS));
}

function parse(text: string): { value: unknown; faults: readonly Fault[] } {
  const { end, repeated } = scan(text);
  const [line, character] = placeIn(text, end);
  try {
    const value = JSON.parse(text) as unknown;
    // Of a field that stands twice the language's reader keeps the last without a word.
    return { value, faults: repeated.map(({ key, at }) => ({ place: "", text: `The field ${key.slice(0, 60)} stands twice in its group, the second time on line ${placeIn(text, at)[0]}. Keep one of them.` })) };
  } catch {
    return { value: null, faults: [{ place: "", text: `The file is not JSON: it cannot be read from line ${line}, character ${character}. Look for a comma, a quotation mark or a bracket that is missing or stands one time too many.` }] };
  }
}

function placeIn(text: string, at: number): [line: string, character: string] {
  const lines = text.slice(0, at).split("\n");
  return [String(lines.length), String((lines.at(-1)?.length ?? 0) + 1)];
}

// A text without its end must fail at once: no sign may be read in two ways.
const TOKEN = /(?:([{}[\],:])|("[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*")|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.]))/y;
const BLANK = /[ \t\n\r]*/y;

/** How far a text can be read as JSON, which the reader of the language says only for some faults, and which fields stand twice in their group. */
function scan(text: string): { end: number; repeated: { key: string; at: number }[] } {
  const open: string[] = [];
  const groups: Set<string>[] = [];
  const repeated: { key: string; at: number }[] = [];
  // What may come next: a value, a value or the list's end, a key, a key or the group's end, a colon, what follows a value.
  let next: "value" | "valueOrEnd" | "key" | "keyOrEnd" | "colon" | "after" = "value";
  for (let at = 0; ; ) {
    BLANK.lastIndex = at;
    at += BLANK.exec(text)?.[0].length ?? 0;
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text);
    if (token === null) return { end: at, repeated };
    const [whole, mark, quoted] = token;
    const inGroup = open.at(-1) === "{";
    if ((next === "key" || next === "keyOrEnd") && quoted !== undefined) {
      const key = String(JSON.parse(quoted));
      if (groups.at(-1)?.has(key) === true && repeated.length < MOST_FAULTS) repeated.push({ key, at });
      groups.at(-1)?.add(key);
      next = "colon";
    }
    else if (next === "colon" && mark === ":") next = "value";
    else if (next === "after" && mark === "," && open.length > 0) next = inGroup ? "key" : "value";
    else if ((next === "after" && mark === (inGroup ? "}" : "]") && open.length > 0) || (next === "keyOrEnd" && mark === "}") || (next === "valueOrEnd" && mark === "]")) {
      if (open.pop() === "{") groups.pop();
      next = "after";
    } else if ((next === "value" || next === "valueOrEnd") && (mark === "{" || mark === "[")) {
      open.push(mark);
      if (mark === "{") groups.push(new Set());
      next = mark === "{" ? "keyOrEnd" : "valueOrEnd";
    } else if ((next === "value" || next === "valueOrEnd") && mark === undefined) next = "after";
    else return { end: at, repeated };
    at += whole.length;
  }
}

/** What no pack may hold anywhere, looked for without following the data into its depths. */
function inspect(whole: unknown): Fault[] {
  const faults: Fault[] = [];
  const waiting: { value: unknown; path: Path }[] = [{ value: whole, path: [] }];
  let seen = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, path } = next;
    seen += 1;
    if (seen > MOST_VALUES) return [{ place: "", text: `The file holds more than ${String(MOST_VALUES)} values. A pack holds one document: take out what does not belong to it.` }];
    if (typeof value === "string" && UNREADABLE.test(value)) faults.push({ place: writePlace(path, whole), text: "The text holds characters that cannot be read. Write it anew." });
    if (typeof value !== "object" || value === null) continue;
    if (path.length >= DEEPEST) return [{ place: writePlace(path.slice(0, 4), whole), text: "The groups stand too deep inside each other. Follow the published form of a pack." }];
    for (const [key, inner] of Object.entries(value)) {
      if (RESERVED.has(key)) faults.push({ place: writePlace(path, whole), text: `The field ${key} is not known. Take it out, or check how it is spelt.` });
      else waiting.push({ value: inner, path: [...path, Array.isArray(value) ? Number(key) : key] });
    }
    if (faults.length >= MOST_FAULTS) return faults;
  }
  return faults;
}

function describeIssue(issue: z.core.$ZodIssue, whole: unknown): Fault[] {
  const place = writePlace(issue.path, whole);
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => ({ place, text: `The field ${key.slice(0, 60)} is not known. Take it out, or check how it is spelt.` }));
  // Also where the schema has a sentence of its own: that a field is missing is the first to know.
  if (issue.code !== "custom" && valueAt(whole, issue.path) === undefined) return [{ place, text: "The field is missing. Write it; where something is not known, null may stand." }];
  if (!/^(?:Invalid|Too|Unrecognized)\b/.test(issue.message)) return [{ place, text: issue.message }];
  if (issue.code === "invalid_type") return [{ place, text: KINDS[issue.expected] ?? "Write another kind of value here." }];
  if (issue.code === "invalid_value") return [{ place, text: `Write one of these: ${issue.values.map(String).join(", ")}.` }];
  if (issue.code === "too_big") return [{ place, text: `Write at most ${String(issue.maximum)}.` }];
  if (issue.code === "too_small") return [{ place, text: `Write at least ${String(issue.minimum)}.` }];
  return [{ place, text: "This cannot stand here. Follow the published form of a pack." }];
}

const KINDS: Readonly<Record<string, string>> = {
  string: "Write a text within quotation marks here.",
  number: "Write a number without quotation marks here.",
  int: "Write a number without quotation marks here.",
  boolean: "Write true or false here.",
  array: "Write a list within square brackets here.",
  object: "Write a group of fields within curly brackets here.",
  record: "Write a group of fields within curly brackets here.",
};

function valueAt(whole: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (typeof value === "object" && value !== null && Object.hasOwn(value, key) ? (value as Record<PropertyKey, unknown>)[key] : undefined), whole);
}

/** A place as one finds it in the file: lists by number from one, with the item's own number or code, such as `clauses › 4 (A2) › quotation`. */
function writePlace(path: Path, whole: unknown): string {
  return path
    .map((key, index) => {
      if (typeof key !== "number") return String(key).slice(0, 60);
      const item = valueAt(whole, path.slice(0, index + 1));
      const name = typeof item === "object" && item !== null ? ["number", "code", "id", "key", "clause"].map((field) => (item as Record<string, unknown>)[field]).find((found) => typeof found === "string") : undefined;
      return typeof name === "string" ? `${String(key + 1)} (${name.slice(0, 30)})` : String(key + 1);
    })
    .join(" › ");
}
