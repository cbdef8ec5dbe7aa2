import "server-only";
import { isDeepStrictEqual } from "node:util";
import type { Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { activityOf, type Registers } from "@/domain/registers";
import { listStatements } from "@/features/follow-up/service";
import { findMunicipality } from "@/features/municipality/service";
import { seesAllProjects } from "@/features/projects/policy";
import { actAsAnyone } from "@/server/anyone";
import { recordAudit } from "@/server/audit";
import { reading } from "@/server/db";
import { isDemonstrationOpen } from "@/server/env";
import { AppError } from "@/server/errors";
import { getPack } from "@/server/pack";
import { authorize, grantScope } from "@/server/permit";
import { inTransaction } from "@/server/transaction";
import { summaryPolicy, unitMoneyPolicy } from "./policy";
import type { ReportWords } from "./report";
import * as repository from "./repository";
import { gatherFurther } from "./further/service";
import { findChanges, hasAnswered, sumOre, type ActivityFigure, type Aside, type Statement, type SummaryData, type UnitFigure, type YearFigure } from "./rules";
import type { MoneyAbout, WordsInput } from "./schema";

export type { MoneyPage, MoneyRow, StoredWords, UnitMoney } from "./repository";

/** How many years before the year at hand stand beside it. */
const YEARS_BEFORE = 5;
/** How many projects a page of money shows; its sums are of all. */
const MOST_MONEY_ROWS = 500;
/** The register whose figures are kept year by year in a table of their own. */
const PROJECTS = "project";

/** What a summary is gathered with: the registers that it counts in, and the words that its headings are written in. */
export interface Surroundings {
  registers: Registers;
  words: Readonly<Record<"sv" | "en", ReportWords>>;
}

const thing = (year: number) => ({ id: String(year) });

/** A year's figures by unit, the year and those before it as a whole, and what they do not hold. */
export interface YearFigures {
  years: YearFigure[];
  units: UnitFigure[];
  aside: Aside;
}

/** The figures of the year and of the five before it, the same for everyone: confidential and archived projects are in none of them (V13, V16c, V19). */
export async function listFigures(actor: Actor, year: number, now = new Date()): Promise<YearFigures> {
  authorize(summaryPolicy, "view", actor, thing(year));
  const read = reading();
  const [rows, answering] = await Promise.all([repository.selectFigures(read, year - YEARS_BEFORE, year), repository.selectAnsweringUnits(read, dateInStockholm(now))]);
  const unitOf = new Map(answering.map((each) => [each.id, each]));
  const years = Array.from({ length: YEARS_BEFORE + 1 }, (_none, index) => {
    const of = rows.filter((row) => row.year === year - YEARS_BEFORE + index);
    return { year: year - YEARS_BEFORE + index, projects: total(of, "projects"), childrenAndYouth: total(of, "childrenAndYouth"), externalOre: amount(of, "externalOre"), ownOre: amount(of, "ownOre") };
  });
  const ofYear = rows.filter((row) => row.year === year);
  const groups = new Map<string, repository.FigureRow[]>();
  for (const row of ofYear) {
    const unitId = unitOf.get(row.unitId)?.unitId ?? row.unitId;
    groups.set(unitId, [...(groups.get(unitId) ?? []), row]);
  }
  const units = [...groups].map(([unitId, of]): UnitFigure => ({
    unitId,
    unit: unitOf.get(unitId)?.unit ?? "",
    projects: total(of, "projects"),
    childrenAndYouth: total(of, "childrenAndYouth"),
    externalOre: amount(of, "externalOre"),
    ownOre: amount(of, "ownOre"),
    periodExternalOre: amount(of, "periodExternalOre"),
    periodOwnOre: amount(of, "periodOwnOre"),
  }));
  const place = new Map(answering.map((each, index) => [each.unitId, index]));
  units.sort((a, b) => compare(BigInt(b.externalOre), BigInt(a.externalOre)) || compare(BigInt(b.ownOre), BigInt(a.ownOre)) || (place.get(a.unitId) ?? 0) - (place.get(b.unitId) ?? 0));
  const aside: Aside = {
    periodProjects: total(ofYear, "periodProjects"),
    periodExternalOre: amount(ofYear, "periodExternalOre"),
    periodOwnOre: amount(ofYear, "periodOwnOre"),
    unconvertedLines: total(ofYear, "unconvertedLines"),
    unconvertedProjects: total(ofYear, "unconvertedProjects"),
  };
  return { years, units, aside };
}

const compare = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0);
const total = <Name extends string>(rows: readonly Record<Name, number>[], name: Name) => rows.reduce((sum, row) => sum + row[name], 0);
const amount = <Name extends string>(rows: readonly Record<Name, string>[], name: Name) => sumOre(rows.map((row) => row[name])).toString();

/** Everything that the year's summary says as it stands: the figures as everyone may see them, what other registers count, the answers that have been handed in, and the office's words. */
export async function gatherSummary(actor: Actor, around: Surroundings, year: number, now = new Date()): Promise<{ data: SummaryData; version: number }> {
  authorize(summaryPolicy, "view", actor, thing(year));
  const today = dateInStockholm(now);
  const [figures, words, projects, municipality, answering, latest, residents] = await Promise.all([
    listFigures(actor, year, now),
    repository.findWords(reading(), year),
    repository.selectProjectsOf(reading(), year, today),
    findMunicipality(actor),
    repository.selectAnsweringUnits(reading(), today),
    repository.findLatestEdition(reading(), year),
    repository.selectResidents(reading(), year - YEARS_BEFORE, year),
  ]);
  const pack = getPack();
  const further = await gatherFurther(actor, { ...around, year, years: figures.years.map((figure) => figure.year), texts: words?.chapters ?? {} }, now);
  const data: SummaryData = {
    form: 2,
    year,
    municipality: pack.municipality.name,
    office: pack.coordinatingOffice.name,
    document: { title: pack.document.title, caseNumber: pack.document.caseNumber },
    clauses: listClauses(),
    lead: words?.lead ?? null,
    commentary: words?.commentary ?? null,
    ...figures,
    activities: await countActivities(around, year, answering),
    statements: await listAnswers(actor, year),
    projects,
    isDemonstration: municipality?.isDemonstration ?? isDemonstrationOpen(),
  };
  const changes = latest === null ? null : { number: latest.number, figures: findChanges(latest.data, data), note: words?.changeNote ?? null };
  return { data: { ...data, more: { ...further, ...(residents.size === 0 ? {} : { residents: figures.years.map((figure) => residents.get(figure.year) ?? null) }), changes } }, version: words?.version ?? 0 };
}

function listClauses(): SummaryData["clauses"] {
  const pack = getPack();
  const asked = [
    { about: "SUMMARY" as const, number: pack.obligations.find((obligation) => obligation.evidence === "FROZEN_SUMMARY")?.clause },
    { about: "CHILDREN_AND_YOUTH" as const, number: pack.modules.childrenAndYouth.clause },
  ];
  return asked.flatMap(({ about, number }) => pack.clauses.filter((clause) => clause.number === number).map((clause) => ({ about, number: clause.number, quotation: clause.quotation })));
}

/** What the other registers have from the year, as anyone may see it, so that the figure is the same for all who read it. */
async function countActivities({ registers, words }: Surroundings, year: number, answering: readonly repository.AnsweringUnit[]): Promise<ActivityFigure[]> {
  const anyone = actAsAnyone();
  const nameOf = new Map(answering.map((each) => [each.id, each]));
  const found: ActivityFigure[] = [];
  for (const register of registers) {
    const [kind, activity] = [register.kind, activityOf(register)];
    if (activity === null || kind === PROJECTS) continue;
    const [now, before] = [await activity.countByUnit(anyone, year), await activity.countByUnit(anyone, year - 1)];
    const units = now.filter((unit) => unit.count > 0).map((unit) => ({ unitId: unit.unitId, unit: nameOf.get(unit.unitId)?.unit ?? "", count: unit.count, childrenAndYouth: unit.childrenAndYouth, path: unit.path }));
    units.sort((a, b) => b.count - a.count || a.unit.localeCompare(b.unit, "sv"));
    found.push({ kind, label: { sv: words.sv(activity.label), en: words.en(activity.label) }, count: total(units, "count"), childrenAndYouth: total(units, "childrenAndYouth"), countLastYear: total(before, "count"), units });
  }
  return found;
}

/** Each unit's answer as far as it has been handed in; null when nobody was asked. */
async function listAnswers(actor: Actor, year: number): Promise<Statement[] | null> {
  const statements = await listStatements(actor, year);
  if (statements.length === 0) return null;
  return statements.map(({ unitId, unitName, status, onBehalf, answers }) => ({ unitId, unit: unitName, status, onBehalf, answers: hasAnswered({ status }) ? answers : [] }));
}

export interface SummaryView {
  data: SummaryData;
  /** Of the office's words; 0 when there are none yet. */
  version: number;
  /** Confidential projects of the year that the actor may see, and that are in no figure. */
  confidential: number;
  mayWrite: boolean;
}

/** The year's summary as it stands, for those who follow it until it is frozen; throws NOT_FOUND for others. */
export async function getSummary(actor: Actor, around: Surroundings, year: number, now = new Date()): Promise<SummaryView> {
  const [{ data, version }, confidential] = await Promise.all([
    gatherSummary(actor, around, year, now),
    repository.countConfidential(reading(), grantScope("projects", actor, seesAllProjects(actor)), year),
  ]);
  return { data, version, confidential, mayWrite: may(summaryPolicy, "write", actor, thing(year)) };
}

/** The projects behind a figure of money of all units, the year's or whole periods'; throws NOT_FOUND for those who may not follow the summary. */
export async function listMoney(actor: Actor, about: { year: number; what: MoneyAbout }, now = new Date()): Promise<repository.MoneyPage> {
  authorize(summaryPolicy, "view", actor, thing(about.year));
  return repository.selectMoney(reading(), { ...about, unitId: null }, MOST_MONEY_ROWS, dateInStockholm(now));
}

/** The projects behind a unit's figure of money, the year's or whole periods'; throws NOT_FOUND when there is no such unit. */
export async function listMoneyOfUnit(actor: Actor, about: { year: number; unitId: string; what: MoneyAbout }, now = new Date()): Promise<repository.MoneyPage & { unit: string; mayFollow: boolean }> {
  authorize(unitMoneyPolicy, "view", actor, { id: about.unitId });
  const today = dateInStockholm(now);
  const [page, answering] = await Promise.all([repository.selectMoney(reading(), about, MOST_MONEY_ROWS, today), repository.selectAnsweringUnits(reading(), today)]);
  const unit = answering.find((each) => each.id === about.unitId);
  if (unit === undefined) throw new AppError("NOT_FOUND");
  return { ...page, unit: unit.unit, mayFollow: may(summaryPolicy, "view", actor, thing(about.year)) };
}

/** What a unit's money comes to in the year at hand and in each other year that it has any, the latest first; the same sums as the summary's (V13). */
export async function sumMoneyOfUnit(actor: Actor, year: number, unitId: string): Promise<repository.UnitMoney[]> {
  authorize(unitMoneyPolicy, "view", actor, { id: unitId });
  return repository.sumMoney(reading(), year, unitId);
}

/** Stores the office's words about a year; the same words again change nothing. Throws CONFLICT when somebody else has written other ones since. */
export async function writeWords(actor: Actor, input: WordsInput, now = new Date()): Promise<{ year: number }> {
  return inTransaction(async (tx) => {
    const permit = authorize(summaryPolicy, "write", actor, thing(input.year));
    const stored = await repository.lockWords(tx, input.year);
    const words = wordsToStore(stored, input);
    const standing = wordsToStore(stored, { year: input.year, version: input.version, lead: stored?.lead ?? null, commentary: stored?.commentary ?? null });
    if (isDeepStrictEqual(words, standing)) return { year: input.year };
    if ((stored?.version ?? 0) !== input.version) throw new AppError("CONFLICT");
    let id = stored?.id;
    if (id === undefined) id = await repository.insertWords(tx, permit, words);
    else await repository.updateWords(tx, permit, words, now);
    await recordAudit(tx, { actor, action: "summaries.written", subject: { kind: "summary", id }, details: { year: input.year } });
    return { year: input.year };
  });
}

/** What stands after somebody has written: texts of chapters that were not in the form stay as they are, and empty ones are left out. */
function wordsToStore(stored: repository.StoredWords | null, { year, version, lead, commentary, chapters = [], changeNote, residents }: WordsInput): repository.WordsToStore {
  const headings = getPack().chapters.map(({ heading }) => heading);
  const texts = new Map(Object.entries(stored?.chapters ?? {}));
  for (const { place, text } of chapters) {
    const heading = headings[place];
    if (heading === undefined) continue;
    if (text === null) texts.delete(heading);
    else texts.set(heading, text);
  }
  return { year, version, lead, commentary, chapters: Object.fromEntries(texts), changeNote: changeNote === undefined ? (stored?.changeNote ?? null) : changeNote, residents: residents === undefined ? (stored?.residents ?? null) : residents };
}

/** Holds a year's words until the transaction ends, so that nobody writes while they are frozen; answers their version, 0 when there are none. */
export async function holdWords(actor: Actor, tx: Parameters<typeof repository.lockWords>[0], year: number): Promise<number> {
  authorize(summaryPolicy, "write", actor, thing(year));
  return (await repository.lockWords(tx, year))?.version ?? 0;
}
