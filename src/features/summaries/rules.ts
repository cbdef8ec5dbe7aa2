/** What a year comes to, and what its figures say in words. Money is in whole öre, written as digits so that it is the same in a database, a file and a hash. */

import { divideRounded } from "@/domain/money";
import { MEASURE_GROUPS, type MeasureGroup } from "@/domain/registers";

export type Ore = string;

/** A text in both of the house's languages. */
export interface BothLanguages {
  sv: string;
  en: string;
}

/** All projects of a year, confidential and archived ones left out. */
export interface YearFigure {
  year: number;
  projects: number;
  childrenAndYouth: number;
  externalOre: Ore;
  ownOre: Ore;
}

/** The year's figures of one unit; the two last are of the whole periods of projects that were under way. */
export interface UnitFigure {
  unitId: string;
  unit: string;
  projects: number;
  childrenAndYouth: number;
  externalOre: Ore;
  ownOre: Ore;
  periodExternalOre: Ore;
  periodOwnOre: Ore;
}

/** What no year's figures can hold. */
export interface Aside {
  /** Projects under way that have money for their whole period. */
  periodProjects: number;
  periodExternalOre: Ore;
  periodOwnOre: Ore;
  /** Lines in a currency without a rate, and how many projects they are of. */
  unconvertedLines: number;
  unconvertedProjects: number;
}

/** What a register other than the projects' has from the year, unit by unit. */
export interface ActivityFigure {
  kind: string;
  label: BothLanguages;
  count: number;
  childrenAndYouth: number;
  countLastYear: number;
  units: { unitId: string; unit: string; count: number; childrenAndYouth: number; path: string }[];
}

export interface StatementAnswer {
  code: string;
  question: BothLanguages;
  clause: string | null;
  text: string;
}

/** What a unit has said of its year; `status` is where the answer stands in the round. */
export interface Statement {
  unitId: string;
  unit: string;
  status: string;
  /** That the office answered for it. */
  onBehalf: boolean;
  answers: StatementAnswer[];
}

/** A project of the year, as the summary lists it. */
export interface ListedProject {
  id: string;
  title: string;
  unit: string;
  programme: string | null;
  externalOre: Ore;
  ownOre: Ore;
  childrenAndYouth: boolean;
}

/** Everything that a year's summary says, and all that is frozen of it. */
export interface SummaryData {
  /** The form of what follows, so that an old edition is read for what it is; the first has nothing under `more`. */
  form: 1 | 2;
  year: number;
  municipality: string;
  office: string;
  document: { title: string; caseNumber: string | null };
  /** What the governing document says of the summary, and of children and youth. */
  clauses: { about: "SUMMARY" | "CHILDREN_AND_YOUTH"; number: string; quotation: string }[];
  lead: string | null;
  commentary: string | null;
  /** The year and the five before it, the earliest first. */
  years: YearFigure[];
  units: UnitFigure[];
  aside: Aside;
  activities: ActivityFigure[];
  /** Null when nobody was asked. */
  statements: Statement[] | null;
  projects: ListedProject[];
  isDemonstration: boolean;
  more?: FurtherData;
}

/** What editions say since their second form. */
export interface FurtherData {
  /** The version of the governing document that the year is held against. */
  documentVersion: string;
  /** The document's chapters in its own order, each with what the office says of it and its clauses. */
  chapters: PolicyChapter[];
  /** External money and own part by the programme that it comes from; null for projects without one. */
  programmes: { programme: BothLanguages | null; fund: string | null; externalOre: Ore; ownOre: Ore; path: string }[];
  /** Whose budgets give the own part; null is paid centrally. */
  payers: { payer: string | null; ownOre: Ore; path: string }[];
  /** What has come in, by fund and calendar year, in the order of `years`; null for projects without a programme. */
  paidOut: { fund: string | null; ore: Ore[]; paths: string[] }[];
  /** What other registers count in each of the `years`. */
  activityYears: { kind: string; label: BothLanguages; counts: number[] }[];
  /** What the registers tell besides how many records they have; absent in editions that were frozen before it was told. */
  measures?: StoredMeasure[];
  /** Contacts and cooperations in each of the `years`, and what else an area holds; absent in editions that were frozen before it was told. */
  trends?: StoredTrend[];
  /** The clause that contacts and cooperations are told by; absent with the trends. */
  trendsClause?: string | null;
  /** The areas that the work is divided into, with what each held in the year; absent where it is not divided, and in editions frozen before it was told. */
  areas?: StoredArea[];
  /** How many lived in the municipality at the end of each of the `years`, null where nobody has written it; absent where no year has it. */
  residents?: (number | null)[];
  /** How the figures stand to those of the last edition; null before the first. */
  changes: { number: number; figures: ChangedFigure[]; note: string | null } | null;
}

/** A register's figure of the year, with the clause that it tells of; `of` is null where it is a share of nothing. */
export interface StoredMeasure {
  /** The register's kind, and what the figure is known by in it. */
  register: string;
  key: string;
  label: BothLanguages;
  clause: string | null;
  count: number;
  of: number | null;
  path: string;
  /** The table that it stands in by itself; absent where it stands among the others. */
  group?: MeasureGroup;
}

/** What a register has had in each of the `years`. */
export interface StoredTrend {
  register: string;
  key: string;
  label: BothLanguages;
  /** What it is told as; null for what is neither, and is told by its area alone. */
  about: "CONTACT" | "COOPERATION" | null;
  counts: number[];
  paths: string[];
}

/** One of the areas that the work is divided into; the last has no code, and holds the projects that say no area. */
export interface StoredArea {
  code: string | null;
  label: BothLanguages | null;
  clause: string | null;
  lines: { register: string; key: string; label: BothLanguages; count: number; path: string }[];
}

/** The measures that stand in a table by themselves, in the tables' order, and those that stand among the others. */
export function groupMeasures(measures: readonly StoredMeasure[]): { groups: { group: MeasureGroup; measures: StoredMeasure[] }[]; others: StoredMeasure[] } {
  const groups = MEASURE_GROUPS.map((group) => ({ group, measures: measures.filter((measure) => measure.group === group) })).filter((each) => each.measures.length > 0);
  return { groups, others: measures.filter(({ group }) => group === undefined) };
}

/** What is told over the years as contacts, and what as cooperations, each with its sum year by year. */
export function groupTrends(trends: readonly StoredTrend[]): { about: "CONTACT" | "COOPERATION"; trends: StoredTrend[]; sums: number[] }[] {
  return (["CONTACT", "COOPERATION"] as const).flatMap((about) => {
    const of = trends.filter((trend) => trend.about === about);
    const [first] = of;
    return first === undefined ? [] : [{ about, trends: of, sums: first.counts.map((_count, index) => of.reduce((sum, { counts }) => sum + (counts[index] ?? 0), 0)) }];
  });
}

/** The years with what each comes to for each who lived in the municipality, in whole öre; none where nobody has written how many did. */
export function listPerResident({ years, more }: Pick<SummaryData, "years" | "more">): { year: number; residents: number; external: bigint; own: bigint }[] {
  return years.flatMap(({ year, externalOre, ownOre }, index) => {
    const residents = more?.residents?.[index] ?? null;
    return residents === null ? [] : [{ year, residents, external: divideRounded(BigInt(externalOre), BigInt(residents)), own: divideRounded(BigInt(ownOre), BigInt(residents)) }];
  });
}

export interface PolicyChapter {
  /** Null for what stands before or outside the chapters. */
  heading: string | null;
  text: string | null;
  clauses: CoveredClause[];
}

/** A clause that asks for something, and how far there is something to show for it: by so many of the units asked, or for `of` null by so many records. */
export interface CoveredClause {
  number: string;
  quotation: string;
  state: "met" | "gaps" | "nothing";
  having: number;
  of: number | null;
}

/** A figure of the year that is another one than in the last edition; amounts in öre. */
export interface ChangedFigure {
  what: "projects" | "childrenAndYouth" | "externalOre" | "ownOre" | "answered";
  before: string;
  now: string;
}

type Compared = Pick<SummaryData, "year" | "years" | "statements">;

/** Finds which of the year's figures have changed since an edition was frozen. */
export function findChanges(before: Compared, now: Compared): ChangedFigure[] {
  const figuresOf = (data: Compared): Record<ChangedFigure["what"], string> => {
    const of = data.years.find((figure) => figure.year === data.year);
    return {
      projects: String(of?.projects ?? 0),
      childrenAndYouth: String(of?.childrenAndYouth ?? 0),
      externalOre: of?.externalOre ?? "0",
      ownOre: of?.ownOre ?? "0",
      answered: String((data.statements ?? []).filter(hasAnswered).length),
    };
  };
  const [old, latest] = [figuresOf(before), figuresOf(now)];
  return (["projects", "childrenAndYouth", "externalOre", "ownOre", "answered"] as const).flatMap((what) => (old[what] === latest[what] ? [] : [{ what, before: old[what], now: latest[what] }]));
}

/** The data without what compares it with another edition: two that say the same of the year are alike in it. */
export function withoutChanges(data: SummaryData): SummaryData {
  return data.more === undefined ? data : { ...data, more: { ...data.more, changes: null } };
}

/** The part as whole percent of the whole, rounded half up; null when the whole is nothing. */
export function percentOf(part: bigint | number, whole: bigint | number): number | null {
  const [a, b] = [BigInt(part), BigInt(whole)];
  return b <= 0n ? null : Number((a * 200n + b) / (b * 2n));
}

/** Sums öre. */
export function sumOre(amounts: Iterable<Ore>): bigint {
  let total = 0n;
  for (const amount of amounts) total += BigInt(amount);
  return total;
}

/** Writes öre as millions of kronor with one decimal, rounded half away from zero. */
export function writeMillions(ore: bigint): string {
  const absolute = ore < 0n ? -ore : ore;
  const tenths = (absolute + 5_000_000n) / 10_000_000n;
  return `${ore < 0n && tenths > 0n ? "\u2212" : ""}${(tenths / 10n).toString()},${(tenths % 10n).toString()}`;
}

/** How a year's money lies between units. */
export type Concentration =
  | { kind: "none" }
  /** One unit has it all. */
  | { kind: "one"; unit: string }
  /** A few have most of it: `count` units, fewer than half of those that have any, together `percent`. */
  | { kind: "few"; count: number; percent: number; unit: string }
  /** No few of them stand out. */
  | { kind: "spread"; count: number };

/**
 * Finds the fewest units that together have two thirds of the money; those that have as much as the last of them are counted in.
 * When that takes more than half of the units that have any, nobody stands out. Units are given largest first.
 */
export function findConcentration(units: readonly { unit: string; ore: Ore }[]): Concentration {
  const paid = units.map(({ unit, ore }) => ({ unit, ore: BigInt(ore) })).filter(({ ore }) => ore > 0n).sort((a, b) => (a.ore < b.ore ? 1 : a.ore > b.ore ? -1 : 0));
  const [first] = paid;
  if (first === undefined) return { kind: "none" };
  if (paid.length === 1) return { kind: "one", unit: first.unit };
  const total = paid.reduce((sum, { ore }) => sum + ore, 0n);
  let [count, held] = [0, 0n];
  while (count < paid.length && (held * 3n < total * 2n || paid[count]?.ore === paid[count - 1]?.ore)) {
    held += paid[count]?.ore ?? 0n;
    count += 1;
  }
  if (count * 2 > paid.length) return { kind: "spread", count: paid.length };
  // Others have some of it, however little.
  return { kind: "few", count, percent: Math.min(percentOf(held, total) ?? 0, 99), unit: first.unit };
}

/** How a share has moved from the first year that has one to the last. */
export type Trend = { kind: "none" } | { kind: "single"; to: number } | { kind: "doubled" | "nearlyDoubled" | "rose" | "fell" | "same"; from: number; to: number; since: number };

/** Compares a share's first and last year, in whole percent; years without one are passed over, and so is the whole when the last has none. */
export function findTrend(points: readonly { year: number; percent: number | null }[]): Trend {
  const last = points.at(-1);
  if (last?.percent == null) return { kind: "none" };
  const first = points.find((point) => point.percent !== null);
  if (first?.percent == null || first.year === last.year) return { kind: "single", to: last.percent };
  const [from, to] = [first.percent, last.percent];
  const kind = to === from ? "same" : to < from ? "fell" : from > 0 && to >= from * 2 ? "doubled" : from > 0 && to * 10 >= from * 18 ? "nearlyDoubled" : "rose";
  return { kind, from, to, since: first.year };
}

/** How an amount stands to last year's: which way it went, in whole percent where that can be said. */
export type Change = { kind: "none" } | { kind: "first" } | { kind: "gone" } | { kind: "same" } | { kind: "rose" | "fell"; percent: number };

/** Compares an amount with last year's; less than half a percent is no change. */
export function findChange(now: bigint, before: bigint): Change {
  if (now === 0n && before === 0n) return { kind: "none" };
  if (before === 0n) return { kind: "first" };
  if (now === 0n) return { kind: "gone" };
  const percent = percentOf(now > before ? now - before : before - now, before) ?? 0;
  return percent === 0 ? { kind: "same" } : { kind: now > before ? "rose" : "fell", percent };
}

const ANSWERED = new Set(["SUBMITTED", "APPROVED"]);

/** Tells whether a unit has handed in its answer. */
export function hasAnswered(statement: Pick<Statement, "status">): boolean {
  return ANSWERED.has(statement.status);
}

/** Tells whether every unit that was asked has an approved answer. */
export function isReadyToFreeze(counts: Readonly<Record<string, number>>): boolean {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return all > 0 && counts["APPROVED"] === all;
}

/** Gathers answers by question in the order of the first unit that has them; only handed-in answers with text, unit by unit. */
export function groupByQuestion(statements: readonly Statement[]): { code: string; question: BothLanguages; clause: string | null; answers: { unitId: string; unit: string; onBehalf: boolean; text: string }[] }[] {
  const groups = new Map<string, { code: string; question: BothLanguages; clause: string | null; answers: { unitId: string; unit: string; onBehalf: boolean; text: string }[] }>();
  for (const statement of statements) {
    for (const { code, question, clause, text } of statement.answers) {
      const group = groups.get(code) ?? { code, question, clause, answers: [] };
      groups.set(code, group);
      if (hasAnswered(statement) && text.trim() !== "") group.answers.push({ unitId: statement.unitId, unit: statement.unit, onBehalf: statement.onBehalf, text });
    }
  }
  return [...groups.values()];
}

/** The first so many of what is given, and the rest gathered into one. */
export function foldRest<Item>(items: readonly Item[], most: number): { shown: Item[]; rest: Item[] } {
  return items.length <= most + 1 ? { shown: [...items], rest: [] } : { shown: items.slice(0, most), rest: items.slice(most) };
}

/** Writes data in its one form: names in order, no spaces. The same data gives the same text wherever it has been kept. */
export function writeCanonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(writeCanonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, inner]) => `${JSON.stringify(name)}:${writeCanonical(inner)}`)
    .join(",")}}`;
}
