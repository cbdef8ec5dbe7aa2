import { z } from "zod";
import type { Values } from "@/domain/values";
import { field, optionalChoice, optionalText, requiredId, tick, version, whenRead } from "@/lib/fields";
import { anId, readListAddress, within, writeListAddress, type ListAddress } from "@/lib/list-address";

/** How many records one examination may be about: more than that is asked for more precisely, or answered in parts. */
export const MOST_RECORDS = 200;
/** How many addresses may be pasted at once. */
const LONGEST_ADDRESSES = 40_000;
const LONGEST_PROVISION = 120;
export const LONGEST_MASK_REASON = 500;
/** A record has no more fields than this. */
const MOST_FIELDS = 20_000;

/** What is decided of a field. */
export type Choice = { state: "RELEASED" } | { state: "MASKED"; provision: string; reason: string };
/** By the fields' own keys. */
export type Choices = Readonly<Record<string, Choice>>;

/** What is done with those fields that nothing has been decided of. */
export const REST_CHOICES = ["RELEASE", "MASK"] as const;

/** A record within its register, as a box in a list says it: `project 0e7f…`. */
const PICKED = /^[A-Za-z]{3,40} [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface PickInput {
  key: string;
  requestId: string;
  subjects: readonly { kind: string; id: string }[];
  /** Records by their ids alone, as they stand in pasted addresses. */
  ids: readonly string[];
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** The form in which records are picked: boxes of a list, or pasted addresses. */
export const pickSchema = z
  .object({
    _key: requiredId("fields.choice"),
    requestId: requiredId("fields.choice"),
    picked: z
      .union([z.string(), z.array(z.string())])
      .optional()
      .transform((value) => [...new Set(value === undefined || value === "" ? [] : [value].flat())])
      .superRefine((value, context) => {
        if (value.length > MOST_RECORDS) context.addIssue({ code: "custom", message: "disclosures.errors.tooMany", params: { most: MOST_RECORDS } });
        else if (!value.every((box) => PICKED.test(box))) context.addIssue({ code: "custom", message: "fields.choice", params: {} });
      }),
    addresses: optionalText(LONGEST_ADDRESSES),
  })
  .superRefine(({ picked: boxes, addresses }, context) => {
    const found = addresses === null ? [] : [...addresses.matchAll(UUID)];
    if (boxes.length === 0 && found.length === 0) context.addIssue({ code: "custom", path: ["addresses"], message: addresses === null ? "disclosures.errors.nothingPicked" : "disclosures.errors.noAddress" });
    if (boxes.length + found.length > MOST_RECORDS) context.addIssue({ code: "custom", path: ["addresses"], message: "disclosures.errors.tooMany", params: { most: MOST_RECORDS } });
  }, whenRead("picked", "addresses"))
  .transform(({ _key, requestId, picked: boxes, addresses }): PickInput => ({
    key: _key,
    requestId,
    subjects: boxes.map((box) => ({ kind: box.split(" ")[0] ?? "", id: box.split(" ")[1] ?? "" })),
    ids: addresses === null ? [] : [...new Set([...addresses.matchAll(UUID)].map(([id]) => id.toLowerCase()))],
  }));

/** A button that takes a record out of an examination. */
export const dropSchema = z
  .object({ requestId: requiredId("fields.choice"), recordId: requiredId("fields.choice"), _version: version() })
  .transform(({ requestId, recordId, _version }) => ({ requestId, recordId, version: _version }));

export interface ExamineInput {
  requestId: string;
  recordId: string;
  version: number;
  /** The digest of what the record held when it was shown. */
  digest: string;
  isWithheld: boolean;
  /** For what is masked without a provision or a reason of its own. */
  provision: string | null;
  reason: string | null;
  rest: (typeof REST_CHOICES)[number] | null;
  choices: Readonly<Record<string, { state: "RELEASE" | "MASK"; provision: string | null; reason: string | null }>>;
}

const base = z.object({
  requestId: requiredId("fields.choice"),
  recordId: requiredId("fields.choice"),
  _version: version(),
  _digest: field<string>((text) => (/^[0-9a-f]{64}$/.test(text) ? { value: text } : { message: "fields.choice" })),
  isWithheld: tick(),
  provision: optionalText(LONGEST_PROVISION),
  reason: optionalText(LONGEST_MASK_REASON),
  rest: optionalChoice(REST_CHOICES),
});
const chosen = optionalChoice(["RELEASE", "MASK"] as const);
const ownProvision = optionalText(LONGEST_PROVISION);
const ownReason = optionalText(LONGEST_MASK_REASON);

/** The form in which a record is examined, field by field: `do.x` says what is done with the field that is known as `x`, `law.x` and `why.x` by which provision and why. */
export const examineSchema = z.custom<Values>().transform((values, context): ExamineInput => {
  const read = base.safeParse(values);
  const complain = (path: readonly PropertyKey[], issues: readonly z.core.$ZodIssue[]) => {
    for (const issue of issues) context.addIssue({ code: "custom", path: path.length > 0 ? [...path] : [...issue.path], message: issue.code === "custom" ? issue.message : "fields.choice", params: issue.code === "custom" ? (issue.params ?? {}) : {} });
  };
  if (!read.success) complain([], read.error.issues);
  const keys = Object.keys(values).flatMap((name) => (name.startsWith("do.") ? [name.slice(3)] : [])).slice(0, MOST_FIELDS);
  const choices: Record<string, ExamineInput["choices"][string]> = Object.create(null) as Record<string, ExamineInput["choices"][string]>;
  for (const key of keys) {
    const parts = { [`do.${key}`]: chosen.safeParse(values[`do.${key}`]), [`law.${key}`]: ownProvision.safeParse(values[`law.${key}`]), [`why.${key}`]: ownReason.safeParse(values[`why.${key}`]) };
    for (const [name, part] of Object.entries(parts)) if (!part.success) complain([name], part.error.issues);
    const [state, provision, reason] = [chosen.safeParse(values[`do.${key}`]).data ?? null, parts[`law.${key}`]?.data ?? null, parts[`why.${key}`]?.data ?? null];
    if (state !== null) choices[key] = { state, provision, reason };
  }
  if (!read.success) return z.NEVER;
  const { _version, _digest, ...rest } = read.data;
  return { ...rest, version: _version, digest: _digest, choices };
});

export const RECORDS_A_PAGE = 50;

/** What records are looked for, as the address holds it. */
export interface PickFilter {
  q: string;
  kind: string | null;
  unitId: string | null;
  year: number | null;
  page: number;
}

const FILTER_NAMES = new Set(["q", "kind", "unit", "year", "page", "form", "problem", "done"]);

/** Reads the address of the page where records are picked. */
export function readPickFilter(parameters: ListAddress): { filter: PickFilter; ignored: string[] } {
  const { ignored, text, known } = readListAddress(parameters, FILTER_NAMES);
  const filter: PickFilter = {
    q: [...text("q")].slice(0, 200).join("").trim(),
    kind: known("kind", (written) => (/^[A-Za-z]{3,40}$/.test(written) ? written : null)),
    unitId: known("unit", anId),
    year: known("year", within(1950, 2100)),
    page: known("page", within(1, 10_000)) ?? 1,
  };
  return { filter, ignored };
}

/** Writes such a search as an address's query. */
export function writePickFilter(filter: PickFilter, changes: Partial<PickFilter> = {}): string {
  const { q, kind, unitId, year, page } = { ...filter, ...changes };
  return writeListAddress({ q, kind, unit: unitId, year, page: page > 1 ? page : null });
}

