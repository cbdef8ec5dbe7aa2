/** Building blocks for input schemas: each takes what was typed, and answers with a value or a message's key and parameters. */
import { z } from "zod";
import { LARGEST_AMOUNT_MINOR, readAmount, readRate } from "@/domain/money";
import { readApproximateDate, readPlainDate, type ApproximateDate, type PlainDate } from "@/domain/plain-date";
import type { Issue, Values } from "@/domain/values";

type Typed = string | readonly string[] | undefined;

const typed = z.union([z.string(), z.array(z.string())]).optional();

/** Characters that no text may hold: controls other than tab and line end, halves of surrogate pairs, and the mark that stands in for them. */
const UNREADABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFD]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

interface Complaint {
  message: string;
  params?: Record<string, string | number>;
}

function one(value: Typed): string {
  return (typeof value === "string" ? value : (value?.[0] ?? "")).normalize("NFC").trim();
}

/** A field that is read by a function: it returns the value, or a complaint. */
export function field<Value>(read: (text: string) => { value: Value } | Complaint) {
  return typed.transform((value, context): Value => {
    const text = one(value);
    const answer = UNREADABLE.test(text) ? { message: "fields.unreadable" } : read(text);
    if ("value" in answer) return answer.value;
    context.addIssue({ code: "custom", message: answer.message, params: answer.params ?? {} });
    return z.NEVER;
  });
}

/** Text of at most `max` characters that must be there; `missing` is the message that says what to write. */
export function requiredText(max: number, missing: string) {
  return field<string>((text) => (text === "" ? { message: missing } : tooLong(text, max) ?? { value: text }));
}

/** Text of at most `max` characters, null when left empty. */
export function optionalText(max: number) {
  return field<string | null>((text) => tooLong(text, max) ?? { value: text === "" ? null : text });
}

function tooLong(text: string, max: number): Complaint | null {
  const length = [...text].length;
  return length > max ? { message: "fields.tooLong", params: { max, length } } : null;
}

/** A calendar date, null when left empty. */
export function optionalDate() {
  return field<PlainDate | null>((text) => {
    const date = readPlainDate(text);
    return text === "" ? { value: null } : date === null ? { message: "fields.date" } : { value: date };
  });
}

/** A calendar date that must be there. */
export function requiredDate(missing: string) {
  return field<PlainDate>((text) => {
    const date = readPlainDate(text);
    return text === "" ? { message: missing } : date === null ? { message: "fields.date" } : { value: date };
  });
}

/** A date known to the day, month, quarter or year, null when left empty. */
export function optionalApproximateDate() {
  return field<ApproximateDate | null>((text) => {
    const date = readApproximateDate(text);
    return text === "" ? { value: null } : date === null ? { message: "fields.approximateDate" } : { value: date };
  });
}

/** A date known to the day, month, quarter or year that must be there. */
export function requiredApproximateDate(missing: string) {
  return field<ApproximateDate>((text) => {
    const date = readApproximateDate(text);
    return text === "" ? { message: missing } : date === null ? { message: "fields.approximateDate" } : { value: date };
  });
}

/** The address of a page on the web, null when left empty; one without its beginning gets it. `wrong` is the message that says what to write. */
export function optionalWebsite(wrong: string) {
  return field<string | null>((text) => {
    if (text === "") return { value: null };
    const address = /^[a-z]+:/i.test(text) ? text : `https://${text}`;
    const isAddress = text.length <= 300 && /^https?:\/\//i.test(address) && URL.canParse(address) && new URL(address).hostname.includes(".");
    return isAddress ? { value: address } : { message: wrong };
  });
}

/** An amount in minor units that is not negative, null when left empty. */
export function optionalAmount() {
  return field<bigint | null>((text) => {
    if (text === "") return { value: null };
    const amount = readAmount(text);
    if (amount === null) return { message: "fields.amount" };
    if (amount < 0n) return { message: "fields.amountNegative" };
    return amount > LARGEST_AMOUNT_MINOR ? { message: "fields.amountTooLarge" } : { value: amount };
  });
}

const MOST_HOURS_HUNDREDTHS = 100_000_000n;

/** Hours in hundredths (`37,5`), more than none and at most a million, null when left empty. */
export function optionalHours() {
  return field<number | null>((text) => {
    if (text === "") return { value: null };
    const hours = readAmount(text.replace(/(timmar|tim|hours|h)\.?$/i, ""));
    return hours === null || hours <= 0n || hours > MOST_HOURS_HUNDREDTHS ? { message: "fields.hours" } : { value: Number(hours) };
  });
}

/** An exchange rate in millionths, null when left empty. */
export function optionalRate() {
  return field<bigint | null>((text) => {
    const rate = readRate(text);
    return text === "" ? { value: null } : rate === null ? { message: "fields.rate" } : { value: rate };
  });
}

/** A whole number within bounds, null when left empty. */
export function optionalCount(min: number, max: number) {
  return field<number | null>((text) => {
    if (text === "") return { value: null };
    const digits = text.replace(/[\s\u00a0]/g, "");
    if (!/^-?\d{1,12}$/.test(digits)) return { message: "fields.count" };
    const count = Number(digits);
    return count < min || count > max ? { message: "fields.countRange", params: { min, max } } : { value: count };
  });
}

/** One of the given choices that must be made. */
export function requiredChoice<Choice extends string>(choices: readonly Choice[], missing: string) {
  return field<Choice>((text) => {
    const choice = choices.find((candidate) => candidate === text);
    return text === "" ? { message: missing } : choice === undefined ? { message: "fields.choice" } : { value: choice };
  });
}

/** One of the given choices, null when none is made. */
export function optionalChoice<Choice extends string>(choices: readonly Choice[]) {
  return field<Choice | null>((text) => {
    const choice = choices.find((candidate) => candidate === text);
    return text === "" ? { value: null } : choice === undefined ? { message: "fields.choice" } : { value: choice };
  });
}

/** Several of a taxonomy's codes, at least one when `missing` says what to choose; unknown ones are refused where the taxonomy is known. */
export function codes(missing: string | null = null, most = 40) {
  return typed.transform((value, context): string[] => {
    const given = [...new Set((typeof value === "string" ? [value] : [...(value ?? [])]).filter((code) => code !== ""))];
    const isChosen = missing === null || given.length > 0;
    if (isChosen && given.length <= most && given.every((code) => /^[A-Z][A-Z0-9_]{0,59}$/.test(code))) return given;
    context.addIssue({ code: "custom", message: isChosen ? "fields.choice" : missing, params: {} });
    return z.NEVER;
  });
}

/** One code of a taxonomy, null when none is chosen. */
export function optionalCode() {
  return field<string | null>((text) => (text === "" ? { value: null } : /^[A-Z][A-Z0-9_]{0,59}$/.test(text) ? { value: text } : { message: "fields.choice" }));
}

/** A ticked box. */
export function tick() {
  return typed.transform((value): boolean => one(value) === "on" || one(value) === "true" || one(value) === "yes");
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The id of a record that must be chosen. */
export function requiredId(missing: string) {
  return field<string>((text) => (text === "" ? { message: missing } : UUID.test(text) ? { value: text } : { message: "fields.choice" }));
}

/** The id of a record, null when none is chosen. */
export function optionalId() {
  return field<string | null>((text) => (text === "" ? { value: null } : UUID.test(text) ? { value: text } : { message: "fields.choice" }));
}

/** The ids of several records. */
export function ids(most = 60) {
  return typed.transform((value, context): string[] => {
    const given = [...new Set((typeof value === "string" ? [value] : [...(value ?? [])]).filter((id) => id !== ""))];
    if (given.length <= most && given.every((id) => UUID.test(id))) return given;
    context.addIssue({ code: "custom", message: "fields.choice", params: {} });
    return z.NEVER;
  });
}

/** For a rule about several fields: it is asked as soon as those can be read, so that its fault is told together with those of other fields. */
export function whenRead(...names: readonly string[]) {
  return { when: ({ issues }: z.core.ParsePayload) => !issues.some(({ path }) => names.includes(String(path?.[0]))) };
}

/** A record's version, as the form carried it. */
export function version() {
  return field<number>((text) => (/^\d{1,9}$/.test(text) ? { value: Number(text) } : { message: "fields.choice" }));
}

/** Tells whether a text is a record's id, for addresses. */
export function isId(text: string): boolean {
  return UUID.test(text);
}

/** Gathers rows such as `partners.0.name` into a list of forms, empty rows left out. */
export function rowsOf(values: Values, list: string): { index: number; values: Values }[] {
  const rows = new Map<number, Record<string, string | readonly string[]>>();
  const start = `${list}.`;
  for (const name of Object.keys(values)) {
    // Most fields of a form are of no list.
    const match = name.startsWith(start) ? /^(\d{1,3})\.([a-zA-Z]+)$/.exec(name.slice(start.length)) : null;
    const value = values[name];
    if (match === null || value === undefined) continue;
    const index = Number(match[1]);
    const row = rows.get(index) ?? {};
    row[match[2] ?? ""] = value;
    rows.set(index, row);
  }
  return [...rows]
    .sort(([a], [b]) => a - b)
    .map(([index, row]) => ({ index, values: row }))
    .filter((row) => Object.values(row.values).some((value) => one(value) !== ""));
}

/** A form as far as it can be read: `whole` when nothing is wrong, and `readable` with the fields that are right each for itself. */
export interface ReadFields<Output> {
  whole: Output | null;
  readable: Partial<Output>;
  issues: Issue[];
}

/** Reads a form field by field, so that what depends on some of them need not wait for the others to be mended. */
export function readFields<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>, values: Values, prefix = ""): ReadFields<z.output<z.ZodObject<Shape>>> {
  const parsed = schema.safeParse(values);
  if (parsed.success) return { whole: parsed.data, readable: parsed.data, issues: [] };
  const readable = Object.entries(schema.shape).flatMap(([name, each]) => {
    const one = z.safeParse(each, values[name]);
    return one.success ? [[name, one.data] as const] : [];
  });
  return { whole: null, readable: Object.fromEntries(readable) as Partial<z.output<z.ZodObject<Shape>>>, issues: issuesOf(parsed.error, prefix) };
}

/** Turns a schema's complaints into field issues. */
export function issuesOf(error: z.ZodError, prefix = ""): Issue[] {
  return error.issues.map((issue) => {
    const params = issue.code === "custom" && issue.params ? (issue.params as Record<string, string | number>) : {};
    return { field: prefix + issue.path.map(String).join("."), message: issue.code === "custom" ? issue.message : "fields.choice", params };
  });
}
