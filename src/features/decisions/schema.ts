import { z } from "zod";
import { PARTIES, STEP_KINDS, type Party, type StepKind, type StepTaken } from "@/domain/mandate";
import { FACTS, FACT_NAMES, MATTER_KINDS, type FactName, type FactShape, type FactValue, type Facts, type MatterKind } from "@/domain/matter";
import { readAmount } from "@/domain/money";
import type { PlainDate } from "@/domain/plain-date";
import { textOf, type Values } from "@/domain/values";
import { field, ids, optionalDate, optionalId, optionalText, requiredChoice, requiredId, requiredText, version } from "@/lib/fields";
import { aDay, among, anId, readListAddress, yesOrNo, within, type ListAddress, writeListAddress, writePlace } from "@/lib/list-address";

/** DECIDED by a body on a day · UNKNOWN: that it holds is known from a source, while the decision is lost. */
export const DECISION_BASES = ["DECIDED", "UNKNOWN"] as const;
export type DecisionBasis = (typeof DECISION_BASES)[number];

export const DECISION_VERDICTS = ["RIGHT_BODY", "AS_STEP", "WRONG_BODY", "BEFORE_STEPS", "BY_DELEGATION", "OUTSIDE_DELEGATION", "NOT_REGULATED", "CONTRADICTORY", "NEEDS_FACTS", "UNKNOWN_BASIS"] as const;
export type DecisionVerdict = (typeof DECISION_VERDICTS)[number];

export const LONGEST_DECISION_TEXT = 8000;

/** What a decision concerns: a record of a register, or something that has no record, named in words. */
export type DecisionSubject = { kind: string; id: string } | null;

/** All that a person states about a decision. */
export interface DecisionInput {
  basis: DecisionBasis;
  /** Null only where the basis is unknown. */
  bodyId: string | null;
  decidedOn: PlainDate | null;
  /** Null: not known. */
  minutesParagraph: string | null;
  caseNumber: string | null;
  title: string;
  text: string | null;
  documentUrl: string | null;
  /** Where a decision that is lost is known from. */
  source: string | null;
  matter: MatterKind;
  facts: Facts;
  subject: DecisionSubject;
  /** Whose matter it is, where it is a unit's. */
  unitId: string | null;
  steps: readonly StepTaken[];
  /** The committees and companies that the matter concerns, where they are told one by one. */
  concernedBodyIds: readonly string[];
  /** Recorded decisions that are steps on the way of this one, beside those about the same record. */
  priorDecisionIds: readonly string[];
  delegationNumber: string | null;
  reportedOn: PlainDate | null;
}

/** The field of a form that asks for a fact. */
export const factField = (fact: FactName) => `fact_${fact}`;
/** The field of a form that asks on which day a step was taken. */
export const stepField = (kind: StepKind, party: Party, bodyId?: string) => `step_${kind}_${party}${bodyId === undefined ? "" : `_${bodyId}`}`;

/** As large a number as a fact may be, in its unit. */
const MOST = { ore: 10 ** 15, years: 100, bodies: 100 };

function factReader(shape: FactShape) {
  return field<FactValue | null>((text) => {
    if (text === "") return { value: null };
    if (shape.type === "yesNo") return text === "yes" || text === "no" ? { value: text === "yes" } : { message: "fields.choice" };
    if (shape.type === "choice") return shape.values.includes(text) ? { value: text } : { message: "fields.choice" };
    if (shape.unit !== "ore") {
      const count = Number(text);
      return /^\d{1,9}$/.test(text) && count <= MOST[shape.unit] ? { value: count } : { message: "fields.countRange", params: { min: 0, max: MOST[shape.unit] } };
    }
    const amount = readAmount(text);
    if (amount === null) return { message: "fields.amount" };
    if (amount < 0n) return { message: "fields.amountNegative" };
    return amount > BigInt(MOST.ore) ? { message: "fields.amountTooLarge" } : { value: Number(amount) };
  });
}

const factFields = FACT_NAMES.map((fact) => ({ fact, name: factField(fact), reader: factReader(FACTS[fact]) }));
const day = optionalDate();
/** What each concerned body has a day of its own for; its decision is one that has been recorded. */
export const STEPS_OF_EACH = ["INFORMATION", "CONSULTATION"] as const satisfies readonly StepKind[];

interface StepField {
  kind: StepKind;
  party: Party;
  bodyId?: string;
}
const STEP_FIELDS: readonly StepField[] = STEP_KINDS.flatMap((kind) => PARTIES.filter((party) => party !== "EACH_CONCERNED_BODY").map((party) => ({ kind, party })));
const stepFieldsOf = (concerned: readonly string[]): readonly StepField[] => [...STEP_FIELDS, ...STEPS_OF_EACH.flatMap((kind) => concerned.map((bodyId) => ({ kind, party: "EACH_CONCERNED_BODY" as const, bodyId })))];

type Form = Readonly<Record<string, unknown>>;

/** Reads one of the many fields that a matter may have; what cannot be read is told at the field. */
function readNamed<Value>(form: Form, { name, reader }: { name: string; reader: z.ZodType<Value | null> }, context: z.RefinementCtx | null): Value | null {
  const read = reader.safeParse(form[name]);
  if (read.success) return read.data;
  for (const issue of read.error.issues) context?.addIssue({ code: "custom", path: [name], message: issue.message, params: issue.code === "custom" ? (issue.params ?? {}) : {} });
  return null;
}

function readMatter(form: Form & { concerned: readonly string[] }, context: z.RefinementCtx | null = null): { facts: Facts; steps: StepTaken[] } {
  const facts: Partial<Record<FactName, FactValue>> = {};
  for (const each of factFields) {
    const value = readNamed(form, each, context);
    if (value !== null) facts[each.fact] = value;
  }
  if (form.concerned.length > 0) facts.bodiesConcerned = form.concerned.length;
  const steps = stepFieldsOf(form.concerned).flatMap((each): StepTaken[] => {
    const on = readNamed(form, { name: stepField(each.kind, each.party, each.bodyId), reader: day }, context);
    return on === null ? [] : [{ ...each, on }];
  });
  return { facts, steps };
}

/** Everything a browser may follow and nothing it may run. */
const webAddress = () =>
  field<string | null>((text) => {
    if (text === "") return { value: null };
    if (text.length > 500) return { message: "fields.tooLong", params: { max: 500, length: text.length } };
    const url = URL.canParse(text) ? new URL(text) : null;
    return url !== null && (url.protocol === "https:" || url.protocol === "http:") ? { value: url.href } : { message: "decisions.errors.address" };
  });

const fields = {
  basis: requiredChoice(DECISION_BASES, "decisions.errors.basisMissing"),
  bodyId: optionalId(),
  decidedOn: optionalDate(),
  minutesParagraph: optionalText(40),
  caseNumber: optionalText(60),
  title: requiredText(200, "decisions.errors.titleMissing"),
  text: optionalText(LONGEST_DECISION_TEXT),
  documentUrl: webAddress(),
  source: optionalText(300),
  matter: requiredChoice(MATTER_KINDS, "decisions.errors.matterMissing"),
  subjectKind: field<string | null>((text) => (text === "" ? { value: null } : /^[a-z][a-zA-Z]{0,39}$/.test(text) ? { value: text } : { message: "fields.choice" })),
  subjectId: optionalId(),
  unitId: optionalId(),
  concerned: ids(MOST.bodies),
  prior: ids(MOST.bodies),
  delegationNumber: optionalText(40),
  reportedOn: optionalDate(),
};

// Asked whatever else is wrong, so that all that is missing is told at once.
const always = { when: () => true };

const formOf = <Shape extends z.ZodRawShape>(more: Shape) =>
  z
    .object({ ...more, ...fields })
    .catchall(z.union([z.string(), z.array(z.string()).readonly()]))
    .refine(({ basis, bodyId }) => basis !== "DECIDED" || bodyId !== null, { path: ["bodyId"], message: "decisions.errors.bodyMissing", ...always })
    .refine(({ basis, decidedOn }) => basis !== "DECIDED" || decidedOn !== null, { path: ["decidedOn"], message: "decisions.errors.dateMissing", ...always })
    .refine(({ basis, source }) => basis !== "UNKNOWN" || source !== null, { path: ["source"], message: "decisions.errors.sourceMissing", ...always });

interface Agreeing {
  basis: DecisionBasis;
  bodyId: string | null;
  decidedOn: PlainDate | null;
  source: string | null;
  delegationNumber: string | null;
  reportedOn: PlainDate | null;
  subjectKind: string | null;
  subjectId: string | null;
  concerned: readonly string[];
}

const agree = (form: Agreeing, context: z.RefinementCtx) => {
  const complain = (path: string, message: string) => {
    context.addIssue({ code: "custom", path: [path], message, params: {} });
  };
  if (form.delegationNumber === null && form.reportedOn !== null) complain("reportedOn", "decisions.errors.reportWithoutDelegation");
  if (form.reportedOn !== null && form.decidedOn !== null && form.reportedOn < form.decidedOn) complain("reportedOn", "decisions.errors.reportedBefore");
  if ((form.subjectKind === null) !== (form.subjectId === null)) complain("title", "fields.choice");
  readMatter({ ...form }, context);
};

function toInput(form: z.output<z.ZodObject<typeof fields>>): DecisionInput {
  const { subjectKind, subjectId, ...rest } = form;
  return {
    basis: rest.basis,
    bodyId: rest.bodyId,
    decidedOn: rest.decidedOn,
    minutesParagraph: rest.minutesParagraph,
    caseNumber: rest.caseNumber,
    title: rest.title,
    text: rest.text,
    documentUrl: rest.documentUrl,
    source: rest.source,
    matter: rest.matter,
    ...readMatter({ ...form }),
    subject: subjectKind === null || subjectId === null ? null : { kind: subjectKind, id: subjectId },
    unitId: rest.unitId,
    concernedBodyIds: rest.concerned,
    priorDecisionIds: rest.prior,
    delegationNumber: rest.delegationNumber,
    reportedOn: rest.reportedOn,
  };
}

/** The form in which a decision is recorded. */
export const recordDecisionSchema = formOf({ _key: requiredId("fields.choice") })
  .superRefine(agree)
  .transform((form): { key: string; decision: DecisionInput } => ({ key: form._key, decision: toInput(form) }));

export interface CorrectDecisionInput {
  id: string;
  version: number;
  decision: DecisionInput;
}

/** The form in which a decision's record is corrected. */
export const correctDecisionSchema = formOf({ id: requiredId("fields.choice"), _version: version() })
  .superRefine(agree)
  .transform((form): CorrectDecisionInput => ({ id: form.id, version: form._version, decision: toInput(form) }));

/** A button that takes a decision out of the register, or puts it back. */
export const decisionStepSchema = z.object({ id: requiredId("fields.choice"), _version: version() }).transform(({ id, _version }) => ({ id, version: _version }));

/** What the button that shows a day for each concerned body makes of a form; null for the button that records. */
export function showConcerned(values: Values): { values: Values; at: string } | null {
  return textOf(values, "_do") === "concerned" ? { values: { ...values, _do: "" }, at: "concerned" } : null;
}

/** How many of the latest decisions in a matter are offered as steps on the way of another. */
export const MOST_PRIOR = 40;

export const DECISION_SORTS = ["decided", "title", "body", "verdict"] as const;
export type DecisionSort = (typeof DECISION_SORTS)[number];
export const DECISIONS_A_PAGE = 50;

/** A list's filter, order and page, as the address holds them. */
export interface DecisionFilter {
  q: string;
  bodyId: string | null;
  year: number | null;
  /** Those made on this day or earlier. */
  decidedBy: PlainDate | null;
  verdict: DecisionVerdict | null;
  matter: MatterKind | null;
  /** Only those that something is to be seen over in, or only the others. */
  flagged: boolean | null;
  /** Those with a document, or those without. */
  documented: boolean | null;
  sort: DecisionSort;
  descending: boolean;
  page: number;
}

const FILTER_NAMES = new Set(["q", "body", "year", "decidedBy", "verdict", "matter", "flagged", "document", "sort", "page", "done", "form", "problem"]);

/** Reads a list's address. What it does not understand is left out and named, so that the page can say so. */
export function readDecisionFilter(parameters: ListAddress): { filter: DecisionFilter; ignored: string[] } {
  const { ignored, text, known } = readListAddress(parameters, FILTER_NAMES);
  const order = known("sort", (written) => among(DECISION_SORTS)(written.replace(/^-/, "")));
  const filter: DecisionFilter = {
    q: [...text("q")].slice(0, 200).join("").trim(),
    bodyId: known("body", anId),
    year: known("year", within(1900, 2199)),
    decidedBy: known("decidedBy", aDay),
    verdict: known("verdict", among(DECISION_VERDICTS)),
    matter: known("matter", among(MATTER_KINDS)),
    flagged: known("flagged", yesOrNo),
    documented: known("document", yesOrNo),
    sort: order ?? "decided",
    descending: order === null ? true : text("sort").startsWith("-"),
    page: known("page", within(1, 2_000_000_000)) ?? 1,
  };
  return { filter, ignored };
}

/** Writes a filter as an address's query, leaving out what is as it begins. */
export function writeDecisionFilter(filter: DecisionFilter, changes: Partial<DecisionFilter> = {}): string {
  const { q, bodyId, year, decidedBy, verdict, matter, flagged, documented, ...order } = { ...filter, ...changes };
  return writeListAddress({ q, body: bodyId, year, decidedBy, verdict, matter, flagged: flagged === null ? null : Number(flagged), document: documented === null ? null : Number(documented), ...writePlace(order, "decided") });
}

/** What a form begins with, as an address holds it: which matter, and which record it concerns. */
export interface DecisionBeginning {
  matter: MatterKind | null;
  subject: DecisionSubject;
  /** What the record is known to say of the matter, by the names of the form's fields. */
  facts: Values;
}

/** Reads the address of a new decision's form. */
export function readDecisionBeginning(parameters: ListAddress): DecisionBeginning {
  const factFields = FACT_NAMES.map(factField);
  const { text, known } = readListAddress(parameters, new Set(["matter", "kind", "id", "form", ...factFields]));
  const id = known("id", anId);
  const kind = /^[a-z][a-zA-Z]{0,39}$/.exec(text("kind"))?.[0] ?? null;
  return { matter: known("matter", among(MATTER_KINDS)), subject: id === null || kind === null ? null : { kind, id }, facts: Object.fromEntries(factFields.flatMap((name) => (text(name) === "" ? [] : [[name, text(name)]]))) };
}
