import { z } from "zod";
import { CONSULTATION_NEEDS, EFFECTS, HOLDERS, NOTICE_TIMES, PARTIES, STEP_KINDS, type MandateRule } from "@/domain/mandate";
import { COMPARISONS, FACT_NAMES, FACTS, MATTER_KINDS, type Condition, type FactName, type FactShape, type FactValue } from "@/domain/matter";
import { readAmount } from "@/domain/money";
import { textOf, textsOf, type Issue, type Values } from "@/domain/values";
import { issuesOf, optionalDate, optionalText, requiredChoice, requiredId, requiredText, rowsOf, version } from "@/lib/fields";

/** The rows that a rule's form may have of each kind. */
export const ROW_LISTS = ["conditions", "steps", "consultations", "notices", "delegations"] as const;
export type RowList = (typeof ROW_LISTS)[number];
export const MOST_ROWS = 20;

/** Rows with the same letter stand together in brackets. */
export const GROUPS = ["A", "B", "C", "D"] as const;
export const JOINS = ["and", "or"] as const;

/** A rule as it was typed, and where in the form each part of it stands. */
export interface RuleForm {
  id: string;
  version: number;
  /** The rule's place in the draft, from 1; null for a new one. */
  place: number | null;
  rule: MandateRule;
  /** That the stored condition stands, which the form's rows cannot hold. */
  keepsCondition: boolean;
  fields: ReadonlyMap<string, string>;
}

/** A rule of a draft, or of those taken out of it, by its place from 1. */
export interface RulePlace {
  id: string;
  version: number;
  place: number;
}

/** Makes a rule's id of the name that was typed: small letters, digits and hyphens. */
export function makeRuleId(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 60)
    .replace(/-+$/, "");
}

/** The choices that a fact's value may be, as one list for all facts: `true`, `false`, and the codes. */
export function choicesOf(fact: FactName): readonly string[] {
  const shape: FactShape = FACTS[fact];
  return shape.type === "yesNo" ? ["true", "false"] : shape.type === "choice" ? shape.values : [];
}

/** Whether a fact is written as a number: an amount in kronor, years or bodies. */
export function isNumber(fact: FactName): boolean {
  return choicesOf(fact).length === 0;
}

// The version is kept with what was typed, so that adding a row does not make a stale form new.
const address = { id: requiredId("fields.choice"), version: version() };

const head = z.object({
  ...address,
  _place: optionalText(4),
  name: requiredText(60, "mandateRules.errors.nameMissing"),
  clause: requiredText(10, "mandateRules.errors.clauseMissing"),
  effect: requiredChoice(EFFECTS, "mandateRules.errors.effectMissing"),
  join: requiredChoice(JOINS, "mandateRules.errors.joinMissing"),
  validFrom: optionalDate(),
  validTo: optionalDate(),
});

const rows = {
  conditions: z.object({ fact: requiredChoice(FACT_NAMES, "mandateRules.errors.factMissing"), op: requiredChoice(COMPARISONS, "mandateRules.errors.comparisonMissing"), number: optionalText(20), choice: optionalText(60), not: optionalText(5), group: optionalText(1) }),
  steps: z.object({ kind: requiredChoice(STEP_KINDS, "mandateRules.errors.stepMissing"), party: requiredChoice(PARTIES, "mandateRules.errors.partyMissing"), clause: optionalText(10) }),
  consultations: z.object({ need: requiredChoice(CONSULTATION_NEEDS, "mandateRules.errors.needMissing"), party: requiredChoice(PARTIES, "mandateRules.errors.partyMissing"), clause: optionalText(10) }),
  notices: z.object({ time: requiredChoice(NOTICE_TIMES, "mandateRules.errors.timeMissing"), party: requiredChoice(PARTIES, "mandateRules.errors.partyMissing"), clause: optionalText(10) }),
  delegations: z.object({ number: requiredText(40, "mandateRules.errors.delegationNumberMissing"), to: requiredText(120, "mandateRules.errors.delegateMissing"), limit: optionalText(20), days: optionalText(5), clause: optionalText(10) }),
} as const;

/** Reads the form of a rule; everything that is wrong is told at once, each at its field. */
export const ruleSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())])).transform((values, context): RuleForm => {
  const issues: Issue[] = [];
  const fields = new Map<string, string>();
  const parsed = head.safeParse(values);
  if (!parsed.success) issues.push(...issuesOf(parsed.error));
  const read = <List extends RowList>(list: List): { index: number; row: z.output<(typeof rows)[List]> }[] =>
    rowsOf(values, list).flatMap(({ index, values: typed }) => {
      if (isBlank(list, typed)) return [];
      const one = rows[list].safeParse(typed);
      if (one.success) return [{ index, row: one.data as z.output<(typeof rows)[List]> }];
      issues.push(...issuesOf(one.error, `${list}.${String(index)}.`));
      return [];
    });
  const note = (path: string, field: string) => fields.set(path, field);
  const duty = <Row extends { clause: string | null }>(list: RowList, index: number, place: number, { clause, ...rest }: Row) => {
    for (const name of ["party", "clause", "kind", "need", "time"]) note(`${list}.${String(place)}.${name}`, `${list}.${String(index)}.${name}`);
    return { ...rest, ...(clause === null ? {} : { clause }) };
  };
  const steps = read("steps").map(({ index, row }, place) => duty("steps", index, place, row));
  const consultations = read("consultations").map(({ index, row }, place) => duty("consultations", index, place, row));
  const notices = read("notices").map(({ index, row }, place) => duty("notices", index, place, row));
  const delegations = read("delegations").map(({ index, row: { limit, days, clause, number, to } }, place) => {
    const at = `delegations.${String(index)}`;
    const limitOre = limit === null ? null : readLimit(limit);
    const reportWithinDays = days === null ? null : /^\d{1,4}$/.test(days) ? Number(days) : Number.NaN;
    if (limit !== null && limitOre === null) issues.push({ field: `${at}.limit`, message: "fields.amount" });
    if (Number.isNaN(reportWithinDays)) issues.push({ field: `${at}.days`, message: "fields.count" });
    note(`delegations.${String(place)}.limitOre`, `${at}.limit`).set(`delegations.${String(place)}.reportWithinDays`, `${at}.days`).set(`delegations.${String(place)}.number`, `${at}.number`).set(`delegations.${String(place)}.clause`, `${at}.clause`);
    return { number, to, limitOre, reportWithinDays, ...(clause === null ? {} : { clause }) };
  });
  const keepsCondition = textOf(values, "keep") !== "";
  const when = keepsCondition ? null : joinConditions(read("conditions"), parsed.success ? parsed.data.join : "and", textsOf(values, "notGroups"), issues, fields);
  const chosen = <Word extends string>(name: string, words: readonly Word[]) => words.filter((word) => textsOf(values, name).includes(word));
  const matters = chosen("matters", MATTER_KINDS);
  const holders = chosen("holders", HOLDERS);
  if (matters.length === 0) issues.push({ field: "matters", message: "mandateRules.errors.matterMissing" });
  if (holders.length === 0) issues.push({ field: "holders", message: "mandateRules.errors.holderMissing" });
  if (parsed.success && makeRuleId(parsed.data.name) === "") issues.push({ field: "name", message: "mandateRules.errors.nameMissing" });
  if (!parsed.success || issues.length > 0) {
    for (const { field, message, params } of issues) context.addIssue({ code: "custom", path: field.split("."), message, params: params ?? {} });
    return z.NEVER;
  }
  const { id, version: of, _place, name, clause, effect, validFrom, validTo } = parsed.data;
  for (const field of ["clause", "matters", "holders", "exceptionFrom", "validFrom", "validTo"]) note(field, field);
  const place = _place === null || !/^\d{1,3}$/.test(_place) ? null : Number(_place);
  const rule: MandateRule = { id: makeRuleId(name), clause, matters, effect, holders, when, exceptionFrom: textsOf(values, "exceptionFrom").slice(0, 20), steps, consultations, notices, delegations, validFrom: validFrom, validTo: validTo };
  return { id, version: of, place, rule, keepsCondition, fields };
});

/** A row that has only its standing choices and nothing of its own. */
function isBlank(list: RowList, row: Values): boolean {
  const own: Readonly<Record<RowList, readonly string[]>> = { conditions: ["fact", "number", "choice"], steps: ["kind", "party"], consultations: ["party"], notices: ["party"], delegations: ["number", "to", "limit", "days"] };
  return own[list].every((name) => textOf(row, name).trim() === "");
}

function readLimit(text: string): number | null {
  const amount = readAmount(text);
  return amount === null || amount > BigInt(Number.MAX_SAFE_INTEGER) ? null : Number(amount);
}

interface ConditionRow {
  fact: FactName;
  op: (typeof COMPARISONS)[number];
  number: string | null;
  choice: string | null;
  not: string | null;
  group: string | null;
}

/** Puts rows together: all by one word, and those with the same letter within brackets by the other. */
function joinConditions(typed: readonly { index: number; row: ConditionRow }[], join: "and" | "or", notGroups: readonly string[], issues: Issue[], fields: Map<string, string>): Condition | null {
  const parts: { group: string | null; rows: { index: number; condition: Condition }[] }[] = [];
  for (const { index, row } of typed) {
    const value = readValue(row, `conditions.${String(index)}`, issues);
    if (value === null) continue;
    const comparison: Condition = { op: row.op, fact: row.fact, value };
    const condition: Condition = row.not === null ? comparison : { op: "not", of: comparison };
    const group = GROUPS.find((letter) => letter === row.group) ?? null;
    const known = group === null ? undefined : parts.find((part) => part.group === group);
    if (known === undefined) parts.push({ group, rows: [{ index, condition }] });
    else known.rows.push({ index, condition });
  }
  const note = (path: string, index: number, { op }: Condition) => {
    for (const [part, name] of [["fact", "fact"], ["op", "op"], ["value", "number"]] as const) fields.set(`${path}${op === "not" ? ".of" : ""}.${part}`, `conditions.${String(index)}.${name}`);
  };
  const isOne = parts.length === 1;
  const made = parts.map(({ group, rows: own }, place): Condition => {
    const isNot = group !== null && notGroups.includes(group);
    const path = `${isOne ? "when" : `when.of.${String(place)}`}${isNot ? ".of" : ""}`;
    const [first] = own;
    if (first !== undefined && own.length === 1) {
      note(path, first.index, first.condition);
      return isNot ? { op: "not", of: first.condition } : first.condition;
    }
    own.forEach(({ index, condition }, at) => {
      note(`${path}.of.${String(at)}`, index, condition);
    });
    const bracket: Condition = { op: join === "and" ? "or" : "and", of: own.map(({ condition }) => condition) };
    return isNot ? { op: "not", of: bracket } : bracket;
  });
  const [only] = made;
  return only === undefined ? null : made.length === 1 ? only : { op: join, of: made };
}

function readValue({ fact, number, choice }: ConditionRow, at: string, issues: Issue[]): FactValue | null {
  if (!isNumber(fact)) {
    const found = choicesOf(fact).find((candidate) => candidate === choice);
    if (found === undefined) issues.push({ field: `${at}.choice`, message: "mandateRules.errors.choiceMissing" });
    return found === undefined ? null : found === "true" ? true : found === "false" ? false : found;
  }
  const value = number === null ? null : fact === "amountOre" ? readLimit(number) : /^\d{1,6}$/.test(number.replace(/\s/g, "")) ? Number(number.replace(/\s/g, "")) : null;
  if (value === null) issues.push({ field: `${at}.number`, message: "mandateRules.errors.numberMissing" });
  return value;
}

/** What a button that only changes the rows makes of the form, or null for the button that saves. */
export function reworkRows(values: Values): { values: Values; at: string } | null {
  const [verb, list, place] = textOf(values, "_do").split(".");
  const known = ROW_LISTS.find((candidate) => candidate === list);
  if (verb === "unfold") return { values: { ...values, keep: "" }, at: "join" };
  if (known === undefined) return null;
  const indices = [...new Set(Object.keys(values).flatMap((name) => (name.startsWith(`${known}.`) ? [Number(name.split(".")[1])] : [])))].filter(Number.isInteger).sort((a, b) => a - b);
  if (verb === "remove") return { values: Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith(`${known}.${place ?? ""}.`))), at: `add-${known}` };
  if (verb !== "add") return null;
  const next = (indices.at(-1) ?? -1) + 1;
  return indices.length >= MOST_ROWS ? { values, at: `add-${known}` } : { values: { ...values, [`${known}.${String(next)}.clause`]: "" }, at: `${known}.${String(next)}.${FIRST_FIELDS[known]}` };
}

const FIRST_FIELDS: Readonly<Record<RowList, string>> = { conditions: "fact", steps: "kind", consultations: "need", notices: "time", delegations: "number" };

/** The button by which a rule is taken out of a draft, or taken back. */
export const rulePlaceSchema = z
  .object({ ...address, _place: requiredText(3, "fields.choice") })
  .transform(({ id, version: of, _place }, context): RulePlace => {
    if (!/^\d{1,3}$/.test(_place)) context.addIssue({ code: "custom", path: ["_place"], message: "fields.choice", params: {} });
    return { id, version: of, place: Number(_place) };
  });
