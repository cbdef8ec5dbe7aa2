import { formatAmount, formatThousands } from "@/domain/money";
import type { PlainDate } from "@/domain/plain-date";
import { formatCount, formatDate } from "@/lib/formats";
import { findChange, findConcentration, findTrend, foldRest, groupByQuestion, groupMeasures, groupTrends, hasAnswered, listPerResident, percentOf, sumOre, writeMillions, type Change, type ChangedFigure, type Concentration, type CoveredClause, type FurtherData, type Ore, type PolicyChapter, type StoredArea, type StoredMeasure, type SummaryData, type Trend, type UnitFigure, type YearFigure } from "./rules";

/** The words of the one language that a report is written in. */
export interface ReportWords {
  locale: "sv" | "en";
  (key: string, parameters?: Record<string, string | number>): string;
}

/** How many bars a chart has room for; the rest are gathered in one. */
const MOST_BARS = 8;

/** Says how the year's money lies between units. */
export function sayConcentration(found: Concentration, words: ReportWords): string {
  if (found.kind === "none") return words("summaries.finding.noMoney");
  if (found.kind === "one") return words("summaries.finding.oneUnit", { unit: found.unit });
  if (found.kind === "spread") return words("summaries.finding.spread", { count: found.count });
  return words("summaries.finding.few", { count: found.count, percent: found.percent, unit: found.unit });
}

/** Says how the share of projects that reach children and youth has moved. */
export function sayTrend(found: Trend, words: ReportWords): string {
  if (found.kind === "none") return words("summaries.finding.noShare");
  if (found.kind === "single") return words("summaries.finding.share", { to: found.to });
  return words(`summaries.finding.share_${found.kind}`, { from: found.from, to: found.to, since: found.since });
}

/** Says how the year's external money stands to the year before. */
export function sayChange(found: Change, words: ReportWords): string {
  return words(`summaries.finding.money_${found.kind}`, found.kind === "rose" || found.kind === "fell" ? { percent: found.percent } : {});
}

/** A figure to begin with: what it is, last year's beside it, and where its records stand. */
export interface KeyFigure {
  key: "projects" | "external" | "activity" | "childrenAndYouth";
  value: string;
  label: string;
  compare: string;
}

/** The year's figures that come first, at most four, with last year's beside. */
export function listKeyFigures(data: SummaryData, words: ReportWords): KeyFigure[] {
  const { now, before } = latestOf(data);
  const share = (figure: YearFigure) => percentOf(figure.childrenAndYouth, figure.projects);
  const percent = (value: number | null) => (value === null ? words("summaries.noShare") : words("summaries.percent", { percent: value }));
  const [activity] = data.activities;
  const lastYear = (value: string) => words("summaries.lastYear", { value, year: data.year - 1 });
  return [
    { key: "projects", value: formatCount(now.projects), label: words("summaries.key.projects", { count: now.projects }), compare: lastYear(formatCount(before.projects)) },
    { key: "external", value: writeMillions(BigInt(now.externalOre)), label: words("summaries.key.external"), compare: lastYear(writeMillions(BigInt(before.externalOre))) },
    ...(activity === undefined ? [] : [{ key: "activity" as const, value: formatCount(activity.count), label: activity.label[words.locale].toLowerCase(), compare: lastYear(formatCount(activity.countLastYear)) }]),
    { key: "childrenAndYouth", value: percent(share(now)), label: words("summaries.key.childrenAndYouth"), compare: lastYear(percent(share(before))) },
  ];
}

/** The year's own figures and the year before's. */
export function latestOf(data: Pick<SummaryData, "year" | "years">): { now: YearFigure; before: YearFigure } {
  const of = (year: number): YearFigure => data.years.find((figure) => figure.year === year) ?? { year, projects: 0, childrenAndYouth: 0, externalOre: "0", ownOre: "0" };
  return { now: of(data.year), before: of(data.year - 1) };
}

/** A bar of the chart of external money: its length as a share of the longest, and whether the heading speaks of it. */
export interface Bar {
  label: string;
  text: string;
  share: number;
  speaks: boolean;
}

/** The bars of units by external money, largest first, the smallest gathered in one. */
export function listBars(units: readonly UnitFigure[], found: Concentration, words: ReportWords): Bar[] {
  const paid = units.filter((unit) => BigInt(unit.externalOre) > 0n);
  const { shown, rest } = foldRest(paid, MOST_BARS);
  const rows = [...shown.map((unit) => ({ label: unit.unit, ore: BigInt(unit.externalOre) })), ...(rest.length > 0 ? [{ label: words("summaries.others", { count: rest.length }), ore: sumOre(rest.map((unit) => unit.externalOre)) }] : [])];
  const longest = rows.reduce((most, { ore }) => (ore > most ? ore : most), 1n);
  const speaking = found.kind === "few" ? found.count : found.kind === "one" ? 1 : 0;
  return rows.map(({ label, ore }, index) => ({ label, text: formatThousands(ore), share: Number((ore * 1_000n) / longest) / 1_000, speaks: index < speaking }));
}

/** The points of the share of projects that reach children and youth, year by year. */
export function listPoints(years: readonly YearFigure[], words: ReportWords): { year: number; label: string; percent: number | null; text: string }[] {
  return years.map((figure) => {
    const percent = percentOf(figure.childrenAndYouth, figure.projects);
    return { year: figure.year, label: String(figure.year), percent, text: percent === null ? "" : words("summaries.percent", { percent }) };
  });
}

/** The sentence that a summary begins with when the office has written none. */
export function writeLead(data: SummaryData, words: ReportWords): string {
  const { now, before } = latestOf(data);
  if (now.projects === 0 && now.externalOre === "0") return words("summaries.leadNone", { year: data.year });
  const change = sayChange(findChange(BigInt(now.externalOre), BigInt(before.externalOre)), words);
  return words("summaries.lead", { count: now.projects, change });
}

/** What an edition is known by. */
export interface EditionFacts {
  number: number;
  frozenOn: PlainDate;
  caseNumber: string | null;
  dataSha256: string;
  templateSha256: string;
  colour: string;
}

type Cell = string;
interface Column {
  label: string;
  number: boolean;
  /** Shares of what is left of the line; 0 takes as much as its text. */
  width: number;
}

/** A piece of the printed summary; the template knows each type. */
export type PrintedBlock =
  | { type: "text"; texts: string[] }
  | { type: "lead"; text: string }
  | { type: "heading"; level: number; text: string }
  | { type: "figures"; items: { value: string; label: string; compare: string }[] }
  | { type: "clause"; quotation: string; source: string }
  | { type: "answer"; by: string; aside: string | null; texts: string[] }
  | { type: "chart"; kind: "bars"; title: string; note: string | null; alt: string; rows: { label: string; text: string; share: number; speaks: boolean }[] }
  | { type: "chart"; kind: "line"; title: string; note: string | null; alt: string; rows: { label: string; text: string; share: number | null }[] }
  | { type: "table"; title: string; note: string | null; columns: Column[]; rows: Cell[][]; sum: Cell[] | null };

/** The text's paragraphs, parted by empty lines. */
export function paragraphsOf(text: string | null): string[] {
  return (text ?? "").split(/\n\s*\n/).map((part) => part.trim()).filter((part) => part !== "");
}

const name = (label: string): Column => ({ label, number: false, width: 1 });
const amount = (label: string): Column => ({ label, number: true, width: 0 });
const thousands = (ore: Ore | bigint): string => formatThousands(BigInt(ore));

/** Lays a frozen summary out for print: cover, chapters and what the edition can be checked by, every figure written as it is to stand. */
export function layOutSummary(data: SummaryData, edition: EditionFacts, words: ReportWords) {
  const say = (key: string, parameters?: Record<string, string | number>) => words(`summaries.print.${key}`, parameters);
  const title = say("title");
  const frozen = say("frozen", { date: formatDate(edition.frozenOn, words.locale), number: edition.number });
  const [year = 0, month = 1, day = 1] = edition.frozenOn.split("-").map(Number);
  return {
    lang: words.locale,
    region: words.locale === "sv" ? "SE" : "GB",
    colour: edition.colour,
    day: [year, month, day],
    title: `${title} ${data.year} – ${data.municipality}`,
    author: data.office,
    description: say("description", { document: data.document.title }),
    keywords: [data.municipality, String(data.year), say("keyword")],
    words: { table: say("table"), figure: say("figure"), contents: say("contents") },
    header: [`${data.municipality} · ${title} ${data.year}`, edition.caseNumber === null ? "" : say("caseNumber", { caseNumber: edition.caseNumber })],
    footer: data.isDemonstration ? `${frozen} · ${say("demonstration")}` : frozen,
    cover: {
      owner: data.municipality,
      title,
      year: String(data.year),
      facts: [
        [say("cover.frozen"), frozen],
        ...(edition.caseNumber === null ? [] : [[say("cover.caseNumber"), edition.caseNumber]]),
        [say("cover.follows"), data.document.caseNumber === null ? data.document.title : say("document", { title: data.document.title, caseNumber: data.document.caseNumber })],
        [say("cover.office"), data.office],
        ...(data.isDemonstration ? [[say("cover.note"), say("demonstrationLong")]] : []),
      ],
    },
    chapters: [
      { title: say("chapter.brief"), blocks: briefBlocks(data, words) },
      ...(data.more?.chapters ?? []).map((chapter) => ({ title: chapter.heading ?? say("chapter.outside"), blocks: policyBlocks(chapter, data, words) })),
      { title: say("chapter.money"), blocks: [...moneyBlocks(data, words), ...(data.more === undefined ? [] : furtherMoneyBlocks(data.more, data.years, words)), ...residentBlocks(data, words)] },
      { title: say("chapter.childrenAndYouth"), blocks: youthBlocks(data, words) },
      ...data.activities.map((activity) => ({ title: activity.label[words.locale], blocks: activityBlocks(data, activity, words) })),
      ...tellGroups(data.more?.measures ?? [], words).map(({ heading, table }) => ({ title: heading, blocks: [table] })),
      ...(data.more?.areas === undefined ? [] : [{ title: words("summaries.more.areasHeading"), blocks: areaBlocks(data.more.areas, words) }]),
      ...(data.more?.trends === undefined || groupTrends(data.more.trends).length === 0 ? [] : [{ title: words("summaries.more.trendsHeading"), blocks: trendBlocks(data.more, data.years, words) }]),
      ...(groupMeasures(data.more?.measures ?? []).others.length === 0 ? [] : [{ title: words("summaries.more.measuresHeading"), blocks: measureBlocks(groupMeasures(data.more?.measures ?? []).others, words) }]),
      ...(data.more === undefined ? [] : [{ title: say("chapter.years"), blocks: yearsBlocks(data.more, data.years, words) }]),
      ...(data.statements === null ? [] : [{ title: say("chapter.statements"), blocks: statementBlocks(data.statements, words) }]),
      { title: say("chapter.projects"), blocks: projectBlocks(data, words) },
      ...(data.more?.changes == null ? [] : [{ title: say("chapter.changes", { number: data.more.changes.number }), blocks: changeBlocks(data.more.changes, words) }]),
    ],
    about: {
      title: say("chapter.about"),
      texts: [say("about.made", { office: data.office }), say("about.counted"), say("about.leftOut"), ...(data.isDemonstration ? [say("demonstrationLong")] : [])],
      head: [say("about.fact"), say("about.value")],
      facts: [
        [say("about.edition"), say("about.editionOf", { number: edition.number, year: data.year })],
        [say("cover.frozen"), formatDate(edition.frozenOn, words.locale)],
        ...(edition.caseNumber === null ? [] : [[say("cover.caseNumber"), edition.caseNumber]]),
        [say("about.dataSha256"), inGroups(edition.dataSha256)],
        [say("about.templateSha256"), inGroups(edition.templateSha256)],
      ],
      note: say("about.note"),
    },
  };
}

/** A hash in groups of eight, which the eye can follow and a line can break between. */
function inGroups(hash: string): string {
  return (hash.match(/.{1,8}/g) ?? []).join(" ");
}

const clauseBlocks = (data: SummaryData, about: SummaryData["clauses"][number]["about"], words: ReportWords): PrintedBlock[] =>
  data.clauses.filter((clause) => clause.about === about).map((clause) => ({ type: "clause", quotation: clause.quotation, source: words("summaries.print.source", { document: data.document.title, number: clause.number }) }));

function briefBlocks(data: SummaryData, words: ReportWords): PrintedBlock[] {
  return [
    ...clauseBlocks(data, "SUMMARY", words),
    { type: "lead", text: data.lead ?? writeLead(data, words) },
    { type: "figures", items: listKeyFigures(data, words).map(({ value, label, compare }) => ({ value, label, compare })) },
    ...(data.commentary === null ? [] : [{ type: "heading" as const, level: 2, text: words("summaries.commentary") }, { type: "text" as const, texts: paragraphsOf(data.commentary) }]),
    { type: "table", title: words("summaries.print.yearsTitle"), note: null, columns: [name(words("summaries.column.year")), amount(words("summaries.column.projects")), amount(words("summaries.column.externalTkr")), amount(words("summaries.column.ownTkr"))], rows: data.years.map((figure) => [String(figure.year), formatCount(figure.projects), thousands(figure.externalOre), thousands(figure.ownOre)]), sum: null },
  ];
}

function moneyBlocks(data: SummaryData, words: ReportWords): PrintedBlock[] {
  const found = findConcentration(data.units.map((unit) => ({ unit: unit.unit, ore: unit.externalOre })));
  const bars = listBars(data.units, found, words);
  const { now } = latestOf(data);
  const finding = sayConcentration(found, words);
  return [
    ...(bars.length === 0 ? [{ type: "text" as const, texts: [finding] }] : [{ type: "chart" as const, kind: "bars" as const, title: finding, note: words("summaries.moneyNote", { year: data.year }), alt: words("summaries.moneyAlt", { year: data.year, rows: bars.map((bar) => `${bar.label} ${bar.text}`).join(", ") }), rows: bars }]),
    {
      type: "table",
      title: words("summaries.print.unitsTitle", { year: data.year }),
      note: sayAside(data, words),
      columns: [name(words("summaries.column.unit")), amount(words("summaries.column.projects")), amount(words("summaries.column.externalTkr")), amount(words("summaries.column.ownTkr")), amount(words("summaries.column.periodTkr"))],
      rows: data.units.map((unit) => [unit.unit, formatCount(unit.projects), thousands(unit.externalOre), thousands(unit.ownOre), thousands(unit.periodExternalOre)]),
      sum: [words("summaries.sum"), formatCount(now.projects), thousands(now.externalOre), thousands(now.ownOre), thousands(data.aside.periodExternalOre)],
    },
  ];
}

/** Says how far there is something to show for a clause. */
export function sayCoverage({ state, having, of }: CoveredClause, words: ReportWords): string {
  return of === null ? words("summaries.more.count", { count: having }) : words(`summaries.more.state_${state}`, { having, of });
}

function policyBlocks(chapter: PolicyChapter, data: SummaryData, words: ReportWords): PrintedBlock[] {
  const numbers = new Set(chapter.clauses.map(({ number }) => number));
  const answers = groupByQuestion(data.statements ?? []).filter(({ clause, answers: given }) => clause !== null && numbers.has(clause) && given.length > 0);
  return [
    { type: "text", texts: chapter.text === null ? [words("summaries.more.noText")] : paragraphsOf(chapter.text) },
    ...(answers.length === 0 ? [] : [{ type: "text" as const, texts: [words("summaries.more.answersThere", { count: answers.length })] }]),
    ...(chapter.clauses.length === 0
      ? []
      : [
          {
            type: "table" as const,
            title: words("summaries.more.coverageTitle", { year: data.year }),
            note: null,
            columns: [{ label: words("summaries.more.clause"), number: false, width: 0 }, name(words("summaries.more.says")), name(words("summaries.more.shown"))],
            rows: chapter.clauses.map((clause) => [clause.number, clause.quotation, sayCoverage(clause, words)]),
            sum: null,
          },
        ]),
  ];
}

/** The sum of what stands under one name in rows of öre. */
const sumOf = <Name extends string>(rows: readonly Record<Name, Ore>[], of: Name): bigint => sumOre(rows.map((row) => row[of]));

function furtherMoneyBlocks({ programmes, payers, paidOut }: FurtherData, years: readonly YearFigure[], words: ReportWords): PrintedBlock[] {
  const text = (key: string) => words(`summaries.more.${key}`);
  const column = (key: string) => amount(words(`summaries.column.${key}`));
  return [
    ...(programmes.length === 0 ? [] : [{ type: "table" as const, title: text("programmesTitle"), note: null, columns: [name(text("programme")), name(text("fund")), column("externalTkr"), column("ownTkr")], rows: programmes.map((each) => [each.programme?.[words.locale] ?? text("noProgramme"), each.fund ?? "–", thousands(each.externalOre), thousands(each.ownOre)]), sum: [words("summaries.sum"), "", thousands(sumOf(programmes, "externalOre")), thousands(sumOf(programmes, "ownOre"))] }]),
    ...(payers.length === 0 ? [] : [{ type: "table" as const, title: text("payersTitle"), note: null, columns: [name(text("payer")), column("ownTkr")], rows: payers.map((each) => [each.payer ?? text("central"), thousands(each.ownOre)]), sum: [words("summaries.sum"), thousands(sumOf(payers, "ownOre"))] }]),
    ...(paidOut.length === 0 ? [] : [{ type: "table" as const, title: text("paidOutTitle"), note: null, columns: [name(text("fund")), ...years.map(({ year }) => amount(String(year)))], rows: paidOut.map(({ fund, ore }) => [fund ?? text("noProgramme"), ...ore.map(thousands)]), sum: [words("summaries.sum"), ...years.map((_year, index) => thousands(sumOre(paidOut.map(({ ore }) => ore[index] ?? "0"))))] }]),
  ];
}

function residentBlocks(data: SummaryData, words: ReportWords): PrintedBlock[] {
  const say = (key: string) => words(`summaries.more.${key}`);
  const rows = listPerResident(data).map(({ year, residents, external, own }) => [String(year), formatCount(residents), formatAmount(external), formatAmount(own)]);
  return rows.length === 0 ? [] : [{ type: "table", title: say("residentsTitle"), note: say("residentsNote"), columns: [name(words("summaries.column.year")), amount(say("residents")), amount(say("externalEach")), amount(say("ownEach"))], rows, sum: null }];
}

function yearsBlocks({ activityYears }: FurtherData, years: readonly YearFigure[], words: ReportWords): PrintedBlock[] {
  return [
    { type: "text", texts: [words("summaries.more.yearsLead")] },
    { type: "table", title: words("summaries.more.yearsTitle"), note: null, columns: [name(words("summaries.exports.register")), ...years.map(({ year }) => amount(String(year)))], rows: [[words("summaries.column.projects"), ...years.map(({ projects }) => formatCount(projects))], ...activityYears.map(({ label, counts }) => [label[words.locale], ...counts.map(formatCount)])], sum: null },
  ];
}

/** How many of how many, or how many. */
export function sayMeasure({ count, of }: Pick<StoredMeasure, "count" | "of">, words: ReportWords): string {
  return of === null ? formatCount(count) : words("summaries.more.measureOf", { count: formatCount(count), of: formatCount(of) });
}

/** The tables of whom the year's work was of benefit to, what it was for, and which goals it served. */
function tellGroups(measures: readonly StoredMeasure[], words: ReportWords): { heading: string; table: PrintedBlock }[] {
  const say = (key: string) => words(`summaries.more.${key}`);
  return groupMeasures(measures).groups.map(({ group, measures: of }) => ({
    heading: say(`group.${group}.heading`),
    table: { type: "table", title: say(`group.${group}.title`), note: say(`group.${group}.note`), columns: [name(say("measure")), { label: say("clause"), number: false, width: 0 }, amount(say("measured"))], rows: of.map((measure) => [measure.label[words.locale], measure.clause ?? "–", sayMeasure(measure, words)]), sum: null },
  }));
}

/** What an area is called, with its clause where it has one. */
export function nameArea({ label, clause }: StoredArea, words: ReportWords): string {
  const called = label?.[words.locale] ?? words("summaries.more.noArea");
  return clause === null ? called : words("summaries.questionWithClause", { question: called, clause });
}

function areaBlocks(areas: readonly StoredArea[], words: ReportWords): PrintedBlock[] {
  const say = (key: string) => words(`summaries.more.${key}`);
  return [{ type: "table", title: say("areasTitle"), note: say("areasNote"), columns: [name(say("area")), name(words("summaries.exports.register")), amount(words("summaries.column.count"))], rows: areas.flatMap((area) => area.lines.map((line) => [nameArea(area, words), line.label[words.locale], formatCount(line.count)])), sum: null }];
}

function trendBlocks({ trends = [], trendsClause = null }: FurtherData, years: readonly YearFigure[], words: ReportWords): PrintedBlock[] {
  const say = (key: string, parameters?: Record<string, string | number>) => words(`summaries.more.${key}`, parameters);
  return groupTrends(trends).map(({ about, trends: of, sums }) => ({
    type: "table",
    title: say(`trend.${about}`),
    note: trendsClause === null ? null : say("trendsClause", { clause: trendsClause }),
    columns: [name(words("summaries.exports.register")), ...years.map(({ year }) => amount(String(year)))],
    rows: of.map(({ label, counts }) => [label[words.locale], ...counts.map(formatCount)]),
    sum: [words("summaries.sum"), ...sums.map(formatCount)],
  }));
}

function measureBlocks(measures: readonly StoredMeasure[], words: ReportWords): PrintedBlock[] {
  const say = (key: string) => words(`summaries.more.${key}`);
  return [{ type: "table", title: say("measuresTitle"), note: null, columns: [name(say("measure")), { label: say("clause"), number: false, width: 0 }, amount(say("measured"))], rows: measures.map((measure) => [measure.label[words.locale], measure.clause ?? "–", sayMeasure(measure, words)]), sum: null }];
}

/** A changed figure as it is written: amounts in thousands of kronor. */
export function writeChange({ what, before, now }: ChangedFigure, words: ReportWords): { label: string; before: string; now: string } {
  const write = (value: string) => (what === "externalOre" || what === "ownOre" ? thousands(value) : formatCount(Number(value)));
  return { label: words(`summaries.more.changed.${what}`), before: write(before), now: write(now) };
}

function changeBlocks({ figures, note }: NonNullable<FurtherData["changes"]>, words: ReportWords): PrintedBlock[] {
  return [
    { type: "text", texts: note === null ? [words("summaries.more.noNote")] : paragraphsOf(note) },
    figures.length === 0
      ? { type: "text", texts: [words("summaries.more.noChanges")] }
      : { type: "table", title: words("summaries.more.changesTitle"), note: null, columns: [name(words("summaries.exports.figure")), amount(words("summaries.more.then")), amount(words("summaries.more.now"))], rows: figures.map((figure) => { const { label, before, now } = writeChange(figure, words); return [label, before, now]; }), sum: null },
  ];
}

/** Says what the year's sums do not hold: money of whole periods, and amounts in a currency without a rate; null when there is none. */
export function sayAside(data: Pick<SummaryData, "aside" | "year">, words: ReportWords): string | null {
  const { aside } = data;
  const parts = [
    ...(aside.periodProjects > 0 ? [words("summaries.aside.period", { count: aside.periodProjects, external: thousands(aside.periodExternalOre), own: thousands(aside.periodOwnOre) })] : []),
    ...(aside.unconvertedLines > 0 ? [words("summaries.aside.unconverted", { lines: aside.unconvertedLines, count: aside.unconvertedProjects })] : []),
  ];
  return parts.length === 0 ? null : parts.join(" ");
}

function youthBlocks(data: SummaryData, words: ReportWords): PrintedBlock[] {
  const points = listPoints(data.years, words);
  const most = Math.max(...points.map((point) => point.percent ?? 0), 1);
  const finding = sayTrend(findTrend(points), words);
  return [
    ...clauseBlocks(data, "CHILDREN_AND_YOUTH", words),
    { type: "chart", kind: "line", title: finding, note: words("summaries.youthNote"), alt: words("summaries.youthAlt", { rows: points.map((point) => `${point.label} ${point.text === "" ? words("summaries.noShare") : point.text}`).join(", ") }), rows: points.map((point) => ({ label: point.label, text: point.text, share: point.percent === null ? null : point.percent / most })) },
    { type: "table", title: words("summaries.youthCaption"), note: null, columns: [name(words("summaries.column.year")), amount(words("summaries.column.childrenAndYouth")), amount(words("summaries.column.all")), amount(words("summaries.column.share"))], rows: data.years.map((figure, index) => [String(figure.year), formatCount(figure.childrenAndYouth), formatCount(figure.projects), points[index]?.text === "" ? "–" : (points[index]?.text ?? "–")]), sum: null },
  ];
}

function activityBlocks(data: SummaryData, activity: SummaryData["activities"][number], words: ReportWords): PrintedBlock[] {
  const label = activity.label[words.locale];
  if (activity.units.length === 0) return [{ type: "text", texts: [words("summaries.activityNone", { label: label.toLowerCase(), year: data.year })] }];
  return [
    { type: "text", texts: [words("summaries.activityLead", { count: activity.count, label: label.toLowerCase(), before: activity.countLastYear, year: data.year - 1 })] },
    {
      type: "table",
      title: words("summaries.activityCaption", { label, year: data.year }),
      note: null,
      columns: [name(words("summaries.column.unit")), amount(words("summaries.column.count")), amount(words("summaries.column.childrenAndYouth"))],
      rows: activity.units.map((unit) => [unit.unit, formatCount(unit.count), formatCount(unit.childrenAndYouth)]),
      sum: [words("summaries.sum"), formatCount(activity.count), formatCount(activity.childrenAndYouth)],
    },
  ];
}

function statementBlocks(statements: NonNullable<SummaryData["statements"]>, words: ReportWords): PrintedBlock[] {
  const silent = statements.filter((statement) => !hasAnswered(statement));
  return [
    { type: "text", texts: [words("summaries.answered", { count: statements.length - silent.length, all: statements.length })] },
    ...groupByQuestion(statements).flatMap((group): PrintedBlock[] => [
      { type: "heading", level: 2, text: group.clause === null ? group.question[words.locale] : words("summaries.questionWithClause", { question: group.question[words.locale], clause: group.clause }) },
      ...(group.answers.length === 0 ? [{ type: "text" as const, texts: [words("summaries.noAnswers")] }] : []),
      ...group.answers.map((answer): PrintedBlock => ({ type: "answer", by: answer.unit, aside: answer.onBehalf ? words("summaries.onBehalf") : null, texts: paragraphsOf(answer.text) })),
    ]),
    ...(silent.length === 0 ? [] : [{ type: "heading" as const, level: 2, text: words("summaries.silentTitle") }, { type: "text" as const, texts: [silent.map((statement) => statement.unit).join(", ") + "."] }]),
  ];
}

function projectBlocks(data: SummaryData, words: ReportWords): PrintedBlock[] {
  if (data.projects.length === 0) return [{ type: "text", texts: [words("summaries.leadNone", { year: data.year })] }];
  return [
    {
      type: "table",
      title: words("summaries.print.projectsTitle", { year: data.year }),
      note: words("summaries.print.projectsNote"),
      columns: [name(words("summaries.column.project")), name(words("summaries.column.unit")), amount(words("summaries.column.externalTkr")), amount(words("summaries.column.ownTkr"))],
      rows: data.projects.map((project) => [[project.title + (project.childrenAndYouth ? " *" : ""), project.programme].filter((part) => part !== null).join(", "), project.unit, thousands(project.externalOre), thousands(project.ownOre)]),
      sum: [words("summaries.sum"), "", thousands(sumOre(data.projects.map((project) => project.externalOre))), thousands(sumOre(data.projects.map((project) => project.ownOre)))],
    },
  ];
}
