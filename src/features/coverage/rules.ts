import type { PlainDate } from "@/domain/plain-date";
import type { Evidence, UnitActivity } from "@/domain/registers";
import type { NamedBody, Unit } from "@/features/bodies/rules";
import { UNIT_KINDS } from "@/features/bodies/schema";
import type { Clause, EvidenceKind, PolicyPack } from "@packs/pack";

/** What the rules read of a policy pack. */
export type AskingPack = Pick<PolicyPack, "chapters" | "clauses" | "obligations"> & { modules: Pick<PolicyPack["modules"], "coverage"> };

/**
 * have: what is asked for is there · part: for some of the unit's records · miss: it is not · empty: nothing there, and nobody
 * asks for it · na: not asked of this unit.
 */
export type CellState = "have" | "part" | "miss" | "empty" | "na";

/** What one unit has to show for one thing. */
export interface Cell {
  state: CellState;
  count: number;
  /** How many it would be if all were as they should; null where one is enough. */
  of: number | null;
  /** Where the records are, or those that lack what is asked of each; where the unit is when there are none. */
  path: string;
  /** The day after which it is no longer there, where that is near. */
  until?: PlainDate;
}

/**
 * How evidence of each kind is asked for. ONCE: one record is enough, and none is a gap. OF_EACH: it is asked of every record of some
 * kind, so that those which lack it are the gap, and nothing is asked of whoever has no such records. NEVER: it tells what has become of a
 * clause that asks for nothing, so that none of it is no gap.
 */
const ASKED: Readonly<Record<EvidenceKind, "ONCE" | "OF_EACH" | "NEVER">> = {
  CURRENT_CONTACT_PERSON: "ONCE",
  CONFIRMED_CONTACT_PERSON_TIME: "ONCE",
  LOGGED_PROJECT: "ONCE",
  PROJECTS_LINKED_TO_MUNICIPAL_GOAL: "OF_EACH",
  PROJECTS_LINKED_TO_UNIT_GOAL: "OF_EACH",
  PROJECTS_STATE_CHILDREN_AND_YOUTH: "OF_EACH",
  PROJECTS_STATE_PAYING_UNIT: "OF_EACH",
  PROJECTS_STATE_AREA: "OF_EACH",
  PROJECTS_FOLLOW_PRIORITY: "OF_EACH",
  FROZEN_SUMMARY: "ONCE",
  UNIT_STATEMENT: "ONCE",
  ALLOCATED_VISIT: "OF_EACH",
  NOTIFIED_VISIT: "OF_EACH",
  ADOPTED_DOCUMENT: "ONCE",
  WORKING_GROUP_ASSIGNMENT: "ONCE",
  WORKING_GROUP_MEMBERS: "ONCE",
  WORKING_GROUP_MEETINGS: "ONCE",
  DECIDED_PROFILE_AREAS: "ONCE",
  TOWN_EXCHANGES_FOR_PROFESSION: "ONCE",
  TOWN_EXCHANGES_FOR_ASSOCIATIONS: "ONCE",
  TOWN_EXCHANGES_FOR_RESIDENTS: "ONCE",
  STRATEGIC_PRIORITIES: "NEVER",
  COORDINATION_LOG: "NEVER",
  NETWORK_MEMBERSHIP: "ONCE",
  VALUED_MEMBERSHIPS: "OF_EACH",
  DECIDED_MEMBERSHIPS: "OF_EACH",
  MEMBERSHIP_PARTICIPATION: "OF_EACH",
  OWN_NETWORK_PARTICIPATION: "OF_EACH",
  NETWORK_NEEDS: "ONCE",
  NETWORKS_IN_PRIORITIES: "OF_EACH",
  PARTNER_SEARCH: "ONCE",
  DEVELOPMENT_INITIATIVE: "ONCE",
  COOPERATION_EXAMINED: "OF_EACH",
  FUNDING_EXAMINED: "OF_EACH",
  PROJECT_CLOSINGS: "NEVER",
  CLOSINGS_STATE_COMPETENCE: "NEVER",
  CLOSINGS_STATE_RESOURCES: "NEVER",
  ECONOMY_SUPPORT: "NEVER",
  MONITORING_ITEM: "ONCE",
  INFLUENCE_ACTION: "ONCE",
  INFLUENCE_IN_PRIORITIES: "OF_EACH",
  READINESS_FOR_ITEMS: "OF_EACH",
  JOINT_COMPETENCE: "OF_EACH",
  INDIVIDUAL_COMPETENCE: "OF_EACH",
  STAFF_COMPETENCE: "ONCE",
  INFORMATION_ACTIVITY: "ONCE",
};

/** An obligation as far as it says what is asked, and of which kinds of body. */
export type Asked = { evidence: EvidenceKind; for: readonly string[] };

/** The page of a unit, where what is missing is put right. */
const pageOf = (unit: NamedBody) => `/bodies/${unit.id}`;

/** How many records there are, and the one list that they stand in; null where no single list holds them. */
export interface Counted {
  count: number;
  path: string | null;
}

function countTogether(found: readonly { count: number; path: string }[]): Counted {
  const paths = new Set(found.filter((each) => each.count > 0).map((each) => each.path));
  return { count: found.reduce((sum, each) => sum + each.count, 0), path: paths.size === 1 ? ([...paths][0] ?? null) : null };
}

/** The evidence of one kind that concerns one unit, or the whole municipality for null, and what lacks it; null where one record is enough. */
function evidenceOf(evidence: readonly Evidence[], kind: EvidenceKind, unitId: string | null): Counted & { lacking: Counted | null } {
  const found = evidence.filter((each) => each.kind === kind && each.unitId === unitId);
  return { ...countTogether(found), lacking: ASKED[kind] !== "OF_EACH" ? null : countTogether(found.flatMap(({ lacking }) => lacking ?? [])) };
}

/** Judges what a unit has to show for an obligation. */
export function judgeUnit(obligation: Asked, unit: Pick<Unit, "id" | "name" | "kind">, evidence: readonly Evidence[]): Cell {
  const { count, path, lacking } = evidenceOf(evidence, obligation.evidence, unit.id);
  if (!obligation.for.includes(unit.kind)) return { state: "na", count, of: null, path: path ?? pageOf(unit) };
  if (lacking === null) {
    const until = evidence.find((each) => each.kind === obligation.evidence && each.unitId === unit.id)?.until;
    return { state: count > 0 ? "have" : ASKED[obligation.evidence] === "NEVER" ? "empty" : "miss", count, of: null, path: path ?? pageOf(unit), ...(until === undefined ? {} : { until }) };
  }
  const all = count + lacking.count;
  const state = all === 0 ? "na" : lacking.count === 0 ? "have" : count > 0 ? "part" : "miss";
  return { state, count, of: all, path: (state === "have" ? path : lacking.path) ?? pageOf(unit) };
}

/** How an obligation is met, by the units it is asked of or by the municipality as a whole. */
export type Outcome =
  | { of: "units"; evidence: EvidenceKind; having: number; partly: number; asked: number; lacking: NamedBody[] }
  | ({ of: "municipality"; evidence: EvidenceKind; lacking: Counted | null } & Counted);

/** met: all that is asked for is there · gaps: some of it · nothing: no evidence yet · free: the clause asks for nothing · mandate: it says who decides. */
export type ClauseState = "met" | "gaps" | "nothing" | "free" | "mandate";

export interface ClauseRow {
  clause: Clause;
  state: ClauseState;
  outcomes: Outcome[];
}

export interface ChapterOfClauses {
  /** Null for what stands before or outside the chapters. */
  heading: string | null;
  /** The chapter that this one is a part of. */
  under: string | null;
  rows: ClauseRow[];
}

export interface PolicyInPractice {
  chapters: ChapterOfClauses[];
  /** How many clauses ask for something, and how many of them are in each state. */
  duties: number;
  met: number;
  gaps: number;
  nothing: number;
}

/** Judges how an obligation is met: by each unit, unless the registers answer for the municipality as a whole. */
export function judgeObligation(obligation: Asked, units: readonly Unit[], evidence: readonly Evidence[]): Outcome {
  if (isMunicipalWide(obligation, evidence)) return { of: "municipality", evidence: obligation.evidence, ...evidenceOf(evidence, obligation.evidence, null) };
  const judged = units.map((unit) => ({ unit, state: judgeUnit(obligation, unit, evidence).state })).filter(({ state }) => state !== "na");
  return {
    of: "units",
    evidence: obligation.evidence,
    having: judged.filter(({ state }) => state === "have").length,
    partly: judged.filter(({ state }) => state === "part").length,
    asked: judged.length,
    lacking: judged.filter(({ state }) => state !== "have").map(({ unit }) => ({ id: unit.id, name: unit.name })),
  };
}

/** The whole municipality's: no unit is asked, or the registers answer for it alone. */
function isMunicipalWide(obligation: Asked, evidence: readonly Evidence[]): boolean {
  const found = evidence.filter((each) => each.kind === obligation.evidence);
  return !UNIT_KINDS.some((kind) => obligation.for.includes(kind)) || (found.length > 0 && found.every((each) => each.unitId === null));
}

/** Every clause of the governing document in its own order, with what there is to show for it. */
export function describePolicy(pack: AskingPack, units: readonly Unit[], evidence: readonly Evidence[]): PolicyInPractice {
  const bound = units.filter((unit) => unit.isBoundHere);
  const rows = pack.clauses.map((clause): ClauseRow => {
    const outcomes = pack.obligations.filter((obligation) => obligation.clause === clause.number).map((obligation) => judgeObligation(obligation, bound, evidence));
    return { clause, outcomes, state: stateOf(clause, outcomes, evidence) };
  });
  const chapters: ChapterOfClauses[] = [];
  for (const row of rows) {
    const latest = chapters.at(-1);
    if (latest?.heading === row.clause.chapter) latest.rows.push(row);
    else chapters.push({ heading: row.clause.chapter, under: chapterAbove(pack, row.clause.chapter), rows: [row] });
  }
  const inState = (state: ClauseState) => rows.filter((row) => row.state === state).length;
  const [met, gaps, nothing] = [inState("met"), inState("gaps"), inState("nothing")];
  return { chapters, duties: met + gaps + nothing, met, gaps, nothing };
}

function stateOf(clause: Clause, outcomes: readonly Outcome[], evidence: readonly Evidence[]): ClauseState {
  const asked = outcomes.filter((outcome) => !isOnlyTold(clause, outcome));
  if (asked.length === 0 && !isDuty(clause)) return clause.kind === "mandate" ? "mandate" : "free";
  if (!asked.some((outcome) => hasGap(outcome) || evidence.some((each) => each.kind === outcome.evidence && each.count > 0))) return "nothing";
  return asked.every(isMet) ? "met" : "gaps";
}

/** Tells whether evidence only tells what has become of a clause, which asks for none of it (V16a, H13, H17). */
export function isOnlyTold(clause: Pick<Clause, "kind" | "alsoKind">, { evidence }: Pick<Outcome, "evidence">): boolean {
  return ASKED[evidence] === "NEVER" && !isDuty(clause);
}

const isDuty = (clause: Pick<Clause, "kind" | "alsoKind">) => clause.kind === "duty" || clause.alsoKind === "duty";

/** Tells whether an obligation is met: by every unit that it is asked of and by at least one, or by all of the municipality's records and by at least one. */
export function isMet(outcome: Outcome): boolean {
  return outcome.of === "units" ? outcome.asked > 0 && outcome.lacking.length === 0 : outcome.count > 0 && !hasGap(outcome);
}

/** Tells whether some of the municipality's records lack what is asked of each. */
function hasGap(outcome: Outcome): boolean {
  return outcome.of === "municipality" && outcome.lacking !== null && outcome.lacking.count > 0;
}

function chapterAbove(pack: AskingPack, heading: string | null): string | null {
  const place = pack.chapters.findIndex((chapter) => chapter.heading === heading);
  if (place < 0 || pack.chapters[place]?.level === 1) return null;
  return pack.chapters.slice(0, place).findLast((chapter) => chapter.level === 1)?.heading ?? null;
}

/** What a register counts by unit and year, as it answered. */
export interface CountedActivity {
  label: string;
  /** The kind of evidence that counts the same records, where there is one. */
  evidence: string | null;
  counted: readonly UnitActivity[];
}

export type Column =
  | { of: "evidence"; evidence: EvidenceKind; clauses: string[] }
  | { of: "activity"; label: string };

export interface MatrixRow {
  unit: Unit;
  cells: Cell[];
  gaps: number;
}

export interface CoverageMatrix {
  columns: Column[];
  /** The most gaps first; those that have the same number in the units' own order. */
  groups: { size: "many" | "few" | "none"; rows: MatrixRow[] }[];
  units: number;
  withGaps: number;
  /** How many units have nothing logged from the year at all; null when no register counts by year. */
  silent: number | null;
  /** Units that another owner's governing document binds, which are not judged here. */
  boundByOthers: NamedBody[];
}

const MANY_GAPS = 4;

/**
 * Unit by unit, what there is to show for each obligation and what each register has from the year, the most gaps first. Where the
 * governing document asks all units for international work, a unit with nothing from the year lacks it (V9a, H3a, H4). What is asked
 * for as evidence is not shown a second time as what is logged.
 */
export function layOutCoverage(pack: AskingPack, units: readonly Unit[], evidence: readonly Evidence[], activities: readonly CountedActivity[]): CoverageMatrix {
  const bound = units.filter((unit) => unit.isBoundHere);
  const asked = askedOfUnits(pack, evidence);
  const shown = activities.filter((activity) => !asked.some((obligation) => obligation.evidence === activity.evidence));
  const asksAll = pack.modules.coverage.state === "required";
  let silent = 0;
  const rows = bound.map((unit): MatrixRow => {
    const isSilent = activities.every(({ counted }) => countedFor(counted, unit).count === 0);
    if (isSilent) silent += 1;
    const cells = [
      ...asked.map((obligation) => judgeUnit(obligation, unit, evidence)),
      ...shown.map(({ counted }) => countedFor(counted, unit)).map(({ count, path }): Cell => ({ state: count > 0 ? "have" : isSilent && asksAll ? "miss" : "empty", count, of: null, path: path ?? pageOf(unit) })),
    ];
    return { unit, cells, gaps: cells.filter(isGap).length };
  });
  const missing = (row: MatrixRow) => row.cells.filter(({ state }) => state === "miss").length;
  const inOrder = rows.toSorted((a, b) => b.gaps - a.gaps || missing(b) - missing(a));
  const sizeOf = ({ gaps }: MatrixRow) => (gaps >= MANY_GAPS ? "many" : gaps > 0 ? "few" : "none");
  return {
    columns: [...asked.map(({ evidence: kind, clauses }): Column => ({ of: "evidence", evidence: kind, clauses })), ...shown.map(({ label }): Column => ({ of: "activity", label }))],
    groups: (["many", "few", "none"] as const).map((size) => ({ size, rows: inOrder.filter((row) => sizeOf(row) === size) })).filter((group) => group.rows.length > 0),
    units: bound.length,
    withGaps: rows.filter((row) => row.gaps > 0).length,
    silent: activities.length === 0 ? null : silent,
    boundByOthers: units.filter((unit) => !unit.isBoundHere).map(({ id, name }) => ({ id, name })),
  };
}

const isGap = ({ state }: Cell) => state === "miss" || state === "part";

function countedFor(counted: readonly UnitActivity[], unit: NamedBody): { count: number; path: string | null } {
  const found = counted.find((each) => each.unitId === unit.id);
  return { count: found?.count ?? 0, path: found !== undefined && found.count > 0 ? found.path : null };
}

/** The obligations that units carry each for itself: one column for each kind of evidence, whichever clauses ask for it. */
function askedOfUnits(pack: AskingPack, evidence: readonly Evidence[]): (Asked & { clauses: string[] })[] {
  const all = pack.obligations.filter((obligation) => !isMunicipalWide(obligation, evidence));
  return [...new Set(all.map((obligation) => obligation.evidence))].map((kind) => {
    const asking = all.filter((obligation) => obligation.evidence === kind);
    return { evidence: kind, for: [...new Set(asking.flatMap((obligation): readonly string[] => obligation.for))], clauses: asking.map((obligation) => obligation.clause) };
  });
}
