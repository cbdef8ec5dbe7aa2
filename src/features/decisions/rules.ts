import { answerMandate, DECIDING_KINDS, isBody, judgeDecision, type Citation, type DecisionTaken, type Holder, type JudgedStep, type MandateAnswer, type MandatePack, type Party, type StepKind, type StepState, type StepTaken, type Verdict } from "@/domain/mandate";
import { FACTS, FACT_NAMES, type FactName, type FactValue, type Facts, type MatterKind } from "@/domain/matter";
import { formatAmount } from "@/domain/money";
import { isWithin, type PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import type { Values } from "@/domain/values";
import { followMergers, isThereOn, politicalBodyOf, type ListedBody } from "@/features/bodies/rules";
import type { PolicyPack } from "@packs/pack";
import { factField, stepField, type DecisionInput, type DecisionVerdict } from "./schema";

/** What the rules read of a policy pack. */
export type JudgingPack = MandatePack & Pick<PolicyPack, "document">;

/** A body as it was on the day of a decision. */
export interface DecidingBody {
  id: string;
  kind: string;
  name: string;
  parentId: string | null;
  validFrom: PlainDate | null;
  validTo: PlainDate | null;
}

/** What a decision was found to be, as it is stored with it. */
export interface StoredJudgement {
  verdict: DecisionVerdict;
  isFlagged: boolean;
  citation: Citation | null;
  /** The governing document, with its version. */
  judgedBy: string;
  reportDueOn: PlainDate | null;
  details: JudgementDetails;
}

export interface JudgementDetails {
  /** The sentence that says what was found; its words stand under `decisions.found`. */
  sentence: string;
  params: Record<string, string | number>;
  /** Who the rule names; several when they share the matter, and for rules that disagree all of them. */
  holders: readonly Holder[];
  steps: readonly JudgedStepDetails[];
  /** Facts that would have to be known to judge it. */
  ask: readonly FactName[];
}

/** A step as it is kept with the decision; `missing` names the concerned bodies that have not taken it, where they were told one by one. */
export interface JudgedStepDetails {
  kind: StepKind;
  party: Party;
  state: StepState;
  on: PlainDate | null;
  taken: number;
  of: number | null;
  clause: string;
  quotation: string;
  missing?: readonly string[] | undefined;
}

const VERDICTS: Readonly<Record<Verdict, DecisionVerdict>> = {
  rightBody: "RIGHT_BODY",
  asStep: "AS_STEP",
  wrongBody: "WRONG_BODY",
  beforeSteps: "BEFORE_STEPS",
  byDelegation: "BY_DELEGATION",
  outsideDelegation: "OUTSIDE_DELEGATION",
  notRegulated: "NOT_REGULATED",
  contradictory: "CONTRADICTORY",
  needsFacts: "NEEDS_FACTS",
};

export type DecisionRefusal = "decisionInFuture" | "decisionBodyNotYet" | "decisionBodyEnded" | "decisionReportInFuture" | "decisionStepInFuture";

/** Judges that a decision can have been taken: not after today, and by a body that was there on its day. Refused: decisionInFuture, decisionBodyNotYet, decisionBodyEnded, decisionReportInFuture, decisionStepInFuture. */
export function judgeDate(decision: Pick<DecisionInput, "decidedOn" | "reportedOn" | "steps">, body: DecidingBody | null, today: PlainDate): Result<null, DecisionRefusal> {
  const on = decision.decidedOn;
  if (on !== null && on > today) return refuse("decisionInFuture", { field: "decidedOn" });
  if (on !== null && body !== null && !isWithin(on, body.validFrom, body.validTo)) {
    const [reason, day] = body.validFrom !== null && on < body.validFrom ? (["decisionBodyNotYet", body.validFrom] as const) : (["decisionBodyEnded", body.validTo ?? ""] as const);
    return refuse(reason, { field: "decidedOn", about: { body: body.name, day } });
  }
  if (decision.reportedOn !== null && decision.reportedOn > today) return refuse("decisionReportInFuture", { field: "reportedOn" });
  const late = decision.steps.find((step) => step.on > today);
  return late === undefined ? succeed(null) : refuse("decisionStepInFuture", { field: stepField(late.kind, late.party, late.bodyId) });
}

/** A decision that has been recorded about the same record, as far as it can be a step on the way of another. */
export interface EarlierDecision {
  bodyId: string;
  body: { kind: string; isOwn: boolean };
  on: PlainDate;
}

const DECIDING_PARTIES = ["COUNCIL", "COUNCIL_PRESIDIUM", "EXECUTIVE_BOARD", "EXECUTIVE_BOARD_PRESIDIUM", "COMMITTEE", "COMPANY", "MANAGEMENT_GROUP", "OWN_POLITICAL_BODY", "EACH_CONCERNED_BODY"] as const;

/** The steps that recorded decisions are, for whichever word a rule calls their bodies by. */
export function stepsOf(earlier: readonly EarlierDecision[]): StepTaken[] {
  return earlier.flatMap(({ bodyId, body, on }) => DECIDING_PARTIES.filter((party) => isBody(party, body)).map((party) => ({ kind: "DECISION" as const, party, on, bodyId })));
}

/** The organisation on a day, by id. */
export type Bodies = ReadonlyMap<string, ListedBody>;

/** The body that a unit answers to on a day: its committee or board, and for a company its own. */
export function ownBodyOf(unitId: string | null, bodies: Bodies, on: PlainDate): ListedBody | null {
  const stored = unitId === null ? undefined : bodies.get(unitId);
  if (stored === undefined) return null;
  const unit = isThereOn(stored, on) ? stored : followMergers(stored, bodies);
  return unit.kind === "COMPANY" ? unit : politicalBodyOf(unit, bodies);
}

/** Whose secretary keeps a body's minutes too: that of the one it is the presidium of, or of the board that it is a committee of. */
export function parentOf(bodyId: string | null, bodies: Bodies): string | null {
  const body = bodies.get(bodyId ?? "");
  const parent = bodies.get(body?.parentId ?? "");
  return body === undefined || body.kind === "COMPANY" || (body.kind === "COMMITTEE" && parent?.kind === "COUNCIL") ? null : body.parentId;
}

/** Tells whether a body is of a kind that can decide. */
export function isDeciding({ kind }: Pick<ListedBody, "kind">): boolean {
  return DECIDING_KINDS.some((deciding) => deciding === kind);
}

/** Tells whether a body is of those that each may be concerned by a matter: the committees and the companies. */
export function isConcernable({ kind }: Pick<ListedBody, "kind">): boolean {
  return isBody("EACH_CONCERNED_BODY", { kind, isOwn: false });
}

/** Recorded decisions as steps on the way of another, those without a body or a day left out, and the one that is judged itself. */
export function earlierOf(recorded: readonly { id: string; bodyId: string | null; bodyKind: string | null; decidedOn: PlainDate | null }[], own: { id: string } | null, except: string | null = null): EarlierDecision[] {
  return recorded.flatMap(({ id, bodyId, bodyKind, decidedOn }) => (id === except || bodyId === null || bodyKind === null || decidedOn === null ? [] : [{ bodyId, body: { kind: bodyKind, isOwn: bodyId === own?.id }, on: decidedOn }]));
}

/** What is known of a matter, with what follows from the body that its unit answers to. */
export function factsWithBody(matterFacts: Facts, own: Pick<DecidingBody, "kind"> | null): Facts {
  return own === null ? matterFacts : { isBoardsOwnField: own.kind === "EXECUTIVE_BOARD", ...matterFacts };
}

/** Writes which document a decision was judged by. */
export function nameDocument({ document }: Pick<PolicyPack, "document">): string {
  return `${document.shortTitle}, ${document.version}`;
}

/** All steps that count for a decision: those it states, and those that recorded decisions are; of the bodies that each are to take a step, only those concerned, where they are told one by one. */
export function stepsFor(decision: Pick<DecisionInput, "steps" | "concernedBodyIds">, earlier: readonly EarlierDecision[]): StepTaken[] {
  const concerned = decision.concernedBodyIds;
  return [...decision.steps, ...stepsOf(earlier)].filter(({ party, bodyId }) => party !== "EACH_CONCERNED_BODY" || concerned.length === 0 || (bodyId !== undefined && concerned.includes(bodyId)));
}

/** Judges a decision by the rules of its day (V14a, V14b, V15, V25, H11–H22); one that is lost is known from its source alone. `names` are those of the concerned bodies, by id. */
export function judge(
  pack: JudgingPack,
  decision: DecisionInput,
  body: { kind: string; isOwn: boolean } | null,
  facts: Facts,
  earlier: readonly EarlierDecision[],
  names: ReadonlyMap<string, string> = new Map(),
): StoredJudgement {
  const judgedBy = nameDocument(pack);
  if (decision.basis === "UNKNOWN" || body === null || decision.decidedOn === null) {
    return { verdict: "UNKNOWN_BASIS", isFlagged: true, citation: null, judgedBy, reportDueOn: null, details: { sentence: "unknownBasis", params: {}, holders: [], steps: [], ask: [] } };
  }
  const steps = stepsFor(decision, earlier);
  const nameMissing = ({ kind, party }: JudgedStep) => {
    if (party !== "EACH_CONCERNED_BODY" || names.size === 0) return {};
    const missing = [...names].filter(([id]) => !steps.some((step) => step.kind === kind && step.party === party && step.bodyId === id)).map(([, name]) => name);
    return missing.length === 0 ? {} : { missing };
  };
  const judged = judgeDecision(pack, decision.matter, facts, { on: decision.decidedOn, body, steps, delegationNumber: decision.delegationNumber, reportedOn: decision.reportedOn });
  return {
    verdict: VERDICTS[judged.verdict],
    isFlagged: judged.isFlagged,
    citation: judged.citation,
    judgedBy,
    reportDueOn: judged.reportBack?.dueOn ?? null,
    details: { sentence: judged.message.message, params: judged.message.params, holders: holdersOf(judged.answer), steps: stepsIn(judged.answer).map((step) => ({ ...flatten(step), ...nameMissing(step) })), ask: judged.answer.kind === "needsFacts" ? judged.answer.ask : [] },
  };
}

const flatten = ({ kind, party, state, on, taken, of, citation }: JudgedStep) => ({ kind, party, state, on, taken, of, clause: citation.clause, quotation: citation.quotation });

/** Who an answer names, each once. */
export function holdersOf(answer: MandateAnswer): Holder[] {
  const rulings = answer.kind === "contradictory" ? answer.rulings : "holders" in answer ? [answer] : [];
  return [...new Set(rulings.flatMap(({ holders }) => holders))];
}

function stepsIn(answer: MandateAnswer): readonly JudgedStep[] {
  return "steps" in answer ? answer.steps : [];
}

/** Verdicts with which a decision is something to stand on. */
export const GIVES_BASIS: readonly DecisionVerdict[] = ["RIGHT_BODY", "BY_DELEGATION", "NOT_REGULATED", "UNKNOWN_BASIS"];

/** What a record's state stands on: a decision by the body that the rules name · one of its own, where they are silent · a source, the decision being lost · one that has to be looked at · nothing. */
export type Basis = "DECIDED" | "OWN" | "UNKNOWN" | "FLAGGED" | "MISSING";

/** Judges what a state that needs a decision stands on, by the decisions recorded for it; the best of them counts. */
export function judgeBasis(verdicts: readonly DecisionVerdict[]): Basis {
  const has = (...wanted: DecisionVerdict[]) => verdicts.some((verdict) => wanted.includes(verdict));
  if (has("RIGHT_BODY", "BY_DELEGATION")) return "DECIDED";
  if (has("NOT_REGULATED")) return "OWN";
  if (has("UNKNOWN_BASIS")) return "UNKNOWN";
  return has("WRONG_BODY", "BEFORE_STEPS", "OUTSIDE_DELEGATION", "CONTRADICTORY", "NEEDS_FACTS") ? "FLAGGED" : "MISSING";
}

/** Tells whether a decision is about a record as it stands: in one of the matters, and with no choice among its facts that says otherwise, such as another scope than the membership has. */
export function isAbout(decision: { matter: MatterKind; facts: Facts }, matters: readonly MatterKind[], facts: Facts): boolean {
  const agrees = (fact: FactName) => FACTS[fact].type !== "choice" || facts[fact] === undefined || decision.facts[fact] === undefined || facts[fact] === decision.facts[fact];
  return matters.includes(decision.matter) && FACT_NAMES.every(agrees);
}

/** Tells whether a life cycle may let a record enter a state that needs a decision: on one by the right body, on one of its own where the rules are silent, or on a source where the decision is lost. */
export function carries(basis: Basis): boolean {
  return basis === "DECIDED" || basis === "OWN" || basis === "UNKNOWN";
}

/** Answers who decides a matter, with the steps that recorded decisions are. */
export function answerFor(pack: MandatePack, matter: MatterKind, facts: Facts, on: PlainDate, earlier: readonly EarlierDecision[]): MandateAnswer {
  return answerMandate(pack, { matter, facts, on, steps: stepsOf(earlier) });
}

/** The bodies that answer to a rule's words on a day; `own` is the one that the matter's unit answers to. */
export function bodiesCalled<Body extends Pick<DecidingBody, "kind">>(holders: readonly Holder[], all: readonly Body[], own: Body | null): Body[] {
  return holders.flatMap((holder) => (holder === "OWN_POLITICAL_BODY" ? (own ?? []) : all.filter(({ kind }) => kind === holder)));
}

/** Writes a fact as its form holds it. */
export function writeFact(fact: FactName, value: FactValue): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  const shape = FACTS[fact];
  return shape.type === "number" && shape.unit === "ore" ? formatAmount(BigInt(value)) : String(value);
}

/** Writes what is known of a matter as the form of a decision holds it. */
export function writeFacts(facts: Facts): Record<string, string> {
  return Object.fromEntries(FACT_NAMES.flatMap((fact) => (facts[fact] === undefined ? [] : [[factField(fact), writeFact(fact, facts[fact])]])));
}

/** Writes a decision as its form holds it. */
export function writeDecision(decision: DecisionInput): Values {
  return {
    basis: decision.basis,
    bodyId: decision.bodyId ?? "",
    decidedOn: decision.decidedOn ?? "",
    minutesParagraph: decision.minutesParagraph ?? "",
    caseNumber: decision.caseNumber ?? "",
    title: decision.title,
    text: decision.text ?? "",
    documentUrl: decision.documentUrl ?? "",
    source: decision.source ?? "",
    matter: decision.matter,
    subjectKind: decision.subject?.kind ?? "",
    subjectId: decision.subject?.id ?? "",
    unitId: decision.unitId ?? "",
    concerned: [...decision.concernedBodyIds],
    prior: [...decision.priorDecisionIds],
    delegationNumber: decision.delegationNumber ?? "",
    reportedOn: decision.reportedOn ?? "",
    ...writeFacts(decision.facts),
    ...Object.fromEntries(decision.steps.map(({ kind, party, on, bodyId }) => [stepField(kind, party, bodyId), on])),
  };
}

/** What free text finds a decision by. */
export function searchTextOf(decision: DecisionInput): string {
  return [decision.title, decision.text, decision.minutesParagraph, decision.caseNumber, decision.delegationNumber, decision.source].filter((text) => text !== null).join(" ");
}

/** A decision as it can be judged again, by other rules than those of its day. */
export interface JudgeableDecision {
  id: string;
  title: string;
  matter: MatterKind;
  facts: Facts;
  decision: DecisionTaken;
}
