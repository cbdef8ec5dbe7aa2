import type { FactSheet } from "@/lib/fact-sheet";
import type { PlainDate } from "@/domain/plain-date";
import type { Column, TableRow } from "@/lib/table";
import type { TextBlock, TextDocument } from "@/lib/text-document";
import { formatThousands } from "@/domain/money";
import { formatCount, formatDate } from "@/lib/formats";
import { nameArea, sayCoverage, latestOf, layOutSummary, listPoints, paragraphsOf, sayAside, sayConcentration, sayTrend, writeLead, type EditionFacts, type PrintedBlock, type ReportWords } from "../report";
import type { ExportedAddendum } from "./schema";
import { findConcentration, findTrend, groupTrends, hasAnswered, listPerResident, percentOf, writeMillions, type FurtherData, type Ore, type SummaryData } from "../rules";

/** What a document is made of: a frozen edition, or for null the draft as it stood on a day. */
export interface Source {
  edition: Omit<EditionFacts, "colour"> | null;
  /** What has been decided of the edition after it was frozen. */
  addenda: readonly ExportedAddendum[];
  madeAt: Date;
  madeOn: PlainDate;
  colour: string;
}

const thousands = (ore: Ore | bigint): string => formatThousands(BigInt(ore));
const languageOf = (words: ReportWords) => (words.locale === "sv" ? "sv-SE" : "en-GB");

/** Lays a summary out as a document to edit, with the chapters of the one in print; what its charts show stands in its tables. */
export function layOutWord(data: SummaryData, source: Source, words: ReportWords): TextDocument {
  const say = (key: string, parameters?: Record<string, string | number>) => words(`summaries.print.${key}`, parameters);
  const edition = source.edition ?? { number: 0, frozenOn: source.madeOn, caseNumber: null, dataSha256: "", templateSha256: "" };
  const { chapters, about, footer, header, words: names, description } = layOutSummary(data, { ...edition, colour: source.colour }, words);
  const draft = words("summaries.exports.draftFoot", { date: formatDate(source.madeOn, words.locale) });
  return {
    language: languageOf(words),
    title: `${say("title")} ${String(data.year)}`,
    subtitle: data.municipality,
    author: data.office,
    description,
    at: source.madeAt,
    colour: source.colour,
    header: header.filter((part) => part !== "").join(" · "),
    footer: source.edition === null ? draft : footer,
    tableWord: names.table,
    contents: names.contents,
    blocks: [
      ...chapters.flatMap(({ title, blocks }) => [{ type: "heading" as const, level: 1 as const, text: title }, ...blocks.flatMap((block) => toText(block, words))]),
      ...(source.addenda.length === 0 ? [] : [{ type: "heading" as const, level: 1 as const, text: words("summaries.addenda.title") }, ...source.addenda.flatMap((addendum) => addendumBlocks(addendum, words))]),
      { type: "heading", level: 1, text: about.title },
      { type: "text", texts: source.edition === null ? [draft, ...about.texts] : about.texts },
      ...(source.edition === null ? [] : [{ type: "facts" as const, head: [say("about.fact"), say("about.value")] as const, rows: about.facts.map(([label = "", value = ""]) => [label, value] as const) }, { type: "text" as const, texts: [about.note] }]),
    ],
  };
}

function addendumBlocks({ number, kind, text, decidedBy, decidedOn, paragraph, caseNumber }: ExportedAddendum, words: ReportWords): TextBlock[] {
  const say = (key: string, parameters?: Record<string, string | number>) => words(`summaries.addenda.${key}`, parameters);
  const decided = [decidedBy, formatDate(decidedOn, words.locale), ...(paragraph === null ? [] : [say("paragraphOf", { paragraph })]), ...(caseNumber === null ? [] : [words("summaries.print.caseNumber", { caseNumber })])].join(", ");
  return [{ type: "heading", level: 2, text: say("name", { number, kind: say(`kind.${kind}`) }) }, { type: "text", texts: [decided, ...paragraphsOf(text)] }];
}

function toText(block: PrintedBlock, words: ReportWords): TextBlock[] {
  switch (block.type) {
    case "heading":
      return [{ type: "heading", level: block.level === 2 ? 2 : 3, text: block.text }];
    case "figures":
      return [{ type: "table", title: words("summaries.figures"), note: null, columns: [{ label: words("summaries.exports.figure"), number: false }, { label: words("summaries.exports.value"), number: true }, { label: words("summaries.exports.before"), number: false }], rows: block.items.map(({ value, label, compare }) => [label, value, compare]), sum: null }];
    case "clause":
      return [{ type: "quote", text: block.quotation, source: block.source }];
    case "answer":
      return [{ type: "heading", level: 3, text: block.aside === null ? block.by : `${block.by} (${block.aside})` }, { type: "text", texts: block.texts }];
    case "chart":
      return [{ type: "text", texts: [`${block.title}.`] }];
    case "table":
      return [{ type: "table", title: block.title, note: block.note, columns: block.columns.map(({ label, number }) => ({ label, number })), rows: block.rows, sum: block.sum }];
    default:
      return [block];
  }
}

/** Lays out the office's official report to the executive board about the year, in the usual form: from whom, when, what is proposed, why, and what it rests on. */
export function layOutMemo(data: SummaryData, source: Source, words: ReportWords): TextDocument {
  const say = (key: string, parameters?: Record<string, string | number>) => words(`summaries.memo.${key}`, parameters);
  const { edition } = source;
  const { now, before } = latestOf(data);
  const year = data.year;
  const found = findConcentration(data.units.map((unit) => ({ unit: unit.unit, ore: unit.externalOre })));
  const statements = data.statements ?? [];
  const silent = statements.filter((statement) => !hasAnswered(statement));
  const clauses = data.clauses.filter((clause) => clause.about === "SUMMARY");
  const aside = sayAside(data, words);
  const heading = (key: string): TextBlock => ({ type: "heading", level: 1, text: say(key) });
  const text = (...texts: string[]): TextBlock => ({ type: "text", texts });
  const sentence = (finding: string) => `${finding}.`;
  return {
    language: languageOf(words),
    title: say("title", { year }),
    subtitle: say("kind"),
    author: data.office,
    description: say("description", { year, municipality: data.municipality }),
    at: source.madeAt,
    colour: source.colour,
    header: `${data.municipality} · ${data.office}`,
    footer: data.isDemonstration ? `${say("kind")} · ${words("summaries.print.demonstration")}` : say("kind"),
    tableWord: words("summaries.print.table"),
    contents: null,
    blocks: [
      {
        type: "facts",
        head: [words("summaries.print.about.fact"), words("summaries.print.about.value")],
        rows: [
          [say("sender"), `${data.office}, ${data.municipality}`],
          [say("date"), formatDate(source.madeOn, words.locale)],
          [say("caseNumber"), edition?.caseNumber ?? say("caseNumberNone")],
          [say("recipient"), say("board")],
        ],
      },
      heading("proposal"),
      { type: "list", numbered: true, items: [say("approve", { year }), say("send", { year })] },
      heading("short"),
      text(data.lead ?? writeLead(data, words), say("figures", { projects: now.projects, external: writeMillions(BigInt(now.externalOre)), own: writeMillions(BigInt(now.ownOre)) })),
      heading("background"),
      ...(clauses.length === 0 ? [text(say("notRegulated", { document: data.document.title }))] : clauses.map((clause): TextBlock => ({ type: "quote", text: clause.quotation, source: words("summaries.print.source", { document: data.document.title, number: clause.number }) }))),
      text(data.statements === null ? say("nobodyAsked") : say("asked", { count: statements.length, answered: statements.length - silent.length }), words("summaries.print.about.counted"), words("summaries.print.about.leftOut")),
      heading("assessment"),
      ...(data.commentary === null ? [text(say("assessmentMissing"))] : [{ type: "text" as const, texts: paragraphsOf(data.commentary) }]),
      text(sentence(sayConcentration(found, words)), ...(silent.length === 0 ? [] : [say("silent", { count: silent.length, units: silent.map((statement) => statement.unit).join(", ") })])),
      heading("economy"),
      text(say("economyText", { external: thousands(now.externalOre), own: thousands(now.ownOre), externalBefore: thousands(before.externalOre), ownBefore: thousands(before.ownOre), before: year - 1 }), ...(aside === null ? [] : [aside])),
      heading("childrenAndYouth"),
      text(sentence(sayTrend(findTrend(listPoints(data.years, words)), words)), say("childrenAndYouthText", { count: now.childrenAndYouth, all: now.projects })),
      heading("grounds"),
      { type: "list", numbered: false, items: [edition === null ? say("groundDraft", { year, date: formatDate(source.madeOn, words.locale) }) : say("groundEdition", { year, number: edition.number, date: formatDate(edition.frozenOn, words.locale), sha256: edition.dataSha256.slice(0, 16) })] },
      heading("sentTo"),
      { type: "list", numbered: false, items: [say("sentToUnits"), ...(silent.length === 0 ? [] : [say("sentToSilent")])] },
    ],
  };
}

/** How many of the year's projects the residents' page names. */
const MOST_NAMED = 5;

/** Lays out one page for residents about the year, in plain words and few figures. */
export function layOutResidents(data: SummaryData, words: ReportWords): FactSheet {
  const say = (key: string, parameters?: Record<string, string | number>) => words(`summaries.residents.${key}`, parameters);
  const { now, before } = latestOf(data);
  const share = percentOf(now.childrenAndYouth, now.projects);
  const named = data.projects.slice(0, MOST_NAMED);
  return {
    lang: words.locale,
    region: words.locale === "sv" ? "SE" : "GB",
    title: say("title", { municipality: data.municipality, year: data.year }),
    lead: data.lead ?? say("lead", { count: now.projects }),
    facts: [
      { label: say("external"), value: say("millions", { amount: writeMillions(BigInt(now.externalOre)), before: writeMillions(BigInt(before.externalOre)), year: data.year - 1 }) },
      { label: say("own"), value: say("millions", { amount: writeMillions(BigInt(now.ownOre)), before: writeMillions(BigInt(before.ownOre)), year: data.year - 1 }) },
      ...data.activities.filter((activity) => activity.count > 0).slice(0, 3).map((activity) => ({ label: activity.label[words.locale], value: say("countBefore", { count: formatCount(activity.count), before: formatCount(activity.countLastYear), year: data.year - 1 }) })),
    ],
    figuresTitle: say("figures"),
    figures: [
      { value: formatCount(now.projects), label: words("summaries.key.projects", { count: now.projects }) },
      { value: formatCount(now.childrenAndYouth), label: say("forYoung", { percent: share === null ? "–" : `${String(share)} %` }) },
      { value: formatCount(data.units.filter((unit) => unit.projects > 0).length), label: say("units") },
    ],
    about: { title: say("whyTitle"), texts: [say("why"), say("money")] },
    sections: [
      {
        title: say("projects"),
        columns: [words("summaries.column.project"), words("summaries.column.unit")],
        rows: named.map((project) => [project.title, project.unit]),
        empty: named.length === 0 ? words("summaries.leadNone", { year: data.year }) : null,
      },
    ],
    footer: data.isDemonstration ? words("summaries.print.demonstration") : say("footer", { office: data.office }),
  };
}

/** A table of the summary with the name of its sheet. */
export interface NamedTable {
  name: string;
  columns: Column[];
  rows: TableRow[];
}

/** All tables of a summary, each a sheet, with exact amounts. */
export function tabulateSummary(data: SummaryData, words: ReportWords): NamedTable[] {
  const say = (key: string) => words(`summaries.exports.${key}`);
  const text = (key: string, label: string, width: number): Column => ({ key, label, type: "text", width });
  const count = (key: string, label: string): Column => ({ key, label, type: "count", width: 12 });
  const amount = (key: string, label: string): Column => ({ key, label, type: "amount", width: 18 });
  const column = (name: string) => words(`summaries.column.${name}`);
  const yesNo = (value: boolean) => say(value ? "yes" : "no");
  const unit = text("unit", column("unit"), 34);
  const { more } = data;
  return [
    {
      name: say("sheet.years"),
      columns: [count("year", column("year")), count("projects", column("projects")), count("childrenAndYouth", column("childrenAndYouth")), amount("external", column("external")), amount("own", column("own"))],
      rows: data.years.map((figure) => [figure.year, figure.projects, figure.childrenAndYouth, BigInt(figure.externalOre), BigInt(figure.ownOre)]),
    },
    {
      name: say("sheet.units"),
      columns: [unit, count("projects", column("projects")), count("childrenAndYouth", column("childrenAndYouth")), amount("external", column("external")), amount("own", column("own")), amount("periodExternal", column("periodExternal")), amount("periodOwn", column("periodOwn"))],
      rows: data.units.map((each) => [each.unit, each.projects, each.childrenAndYouth, BigInt(each.externalOre), BigInt(each.ownOre), BigInt(each.periodExternalOre), BigInt(each.periodOwnOre)]),
    },
    {
      name: say("sheet.activities"),
      columns: [text("register", say("register"), 30), unit, count("count", column("count")), count("childrenAndYouth", column("childrenAndYouth"))],
      rows: data.activities.flatMap((activity) => activity.units.map((each): TableRow => [unbroken(activity.label[words.locale]), each.unit, each.count, each.childrenAndYouth])),
    },
    {
      name: say("sheet.answers"),
      columns: [unit, text("status", say("status"), 16), text("onBehalf", say("onBehalf"), 20), text("clause", say("clause"), 10), text("question", say("question"), 50), text("answer", say("answer"), 90)],
      rows: (data.statements ?? []).flatMap((statement): TableRow[] => {
        const first = [statement.unit, words(`followUp.status.${statement.status}`), yesNo(statement.onBehalf)];
        return statement.answers.length === 0 ? [[...first, null, null, null]] : statement.answers.map((answer) => [...first, answer.clause, answer.question[words.locale], answer.text]);
      }),
    },
    {
      name: say("sheet.projects"),
      columns: [text("project", column("project"), 50), unit, text("programme", say("programme"), 30), text("childrenAndYouth", column("childrenAndYouth"), 14), amount("external", column("external")), amount("own", column("own"))],
      rows: data.projects.map((project) => [project.title, project.unit, project.programme, yesNo(project.childrenAndYouth), BigInt(project.externalOre), BigInt(project.ownOre)]),
    },
    ...tabulateResidents(data, words),
    ...(more === undefined ? [] : tabulateFurther(more, data.years.map(({ year }) => year), words)),
  ];
}

function tabulateResidents(data: SummaryData, words: ReportWords): NamedTable[] {
  const say = (key: string) => words(`summaries.more.${key}`);
  const rows = listPerResident(data).map(({ year, residents, external, own }): TableRow => [year, residents, external, own]);
  const column = (key: string, label: string, type: "count" | "amount"): Column => ({ key, label, type, width: 18 });
  return rows.length === 0 ? [] : [{ name: say("residentsTitle"), columns: [column("year", words("summaries.column.year"), "count"), column("residents", say("residents"), "count"), column("external", say("externalEach"), "amount"), column("own", say("ownEach"), "amount")], rows }];
}

/** A word without the places where a narrow column may break it. */
const unbroken = (text: string) => text.replaceAll("\u00ad", "");

function tabulateFurther({ chapters, programmes, payers, paidOut, activityYears, measures, areas, trends }: FurtherData, years: readonly number[], words: ReportWords): NamedTable[] {
  const say = (key: string) => words(`summaries.more.${key}`);
  const text = (key: string, label: string, width: number): Column => ({ key, label, type: "text", width });
  const amount = (key: string, label: string): Column => ({ key, label, type: "amount", width: 18 });
  const perYear = (type: "amount" | "count") => years.map((year): Column => ({ key: String(year), label: String(year), type, width: 14 }));
  return [
    {
      name: say("sheet.coverage"),
      columns: [text("clause", say("clause"), 10), text("heading", say("chapter"), 30), text("says", say("says"), 80), text("shown", say("shown"), 40)],
      rows: chapters.flatMap(({ heading, clauses }) => clauses.map((clause): TableRow => [clause.number, heading, clause.quotation, sayCoverage(clause, words)])),
    },
    {
      name: say("sheet.programmes"),
      columns: [text("programme", say("programme"), 40), text("fund", say("fund"), 30), amount("external", words("summaries.column.external")), amount("own", words("summaries.column.own"))],
      rows: programmes.map((each) => [each.programme?.[words.locale] ?? say("noProgramme"), each.fund, BigInt(each.externalOre), BigInt(each.ownOre)]),
    },
    { name: say("sheet.payers"), columns: [text("payer", say("payer"), 40), amount("own", words("summaries.column.own"))], rows: payers.map((each) => [each.payer ?? say("central"), BigInt(each.ownOre)]) },
    { name: say("sheet.paidOut"), columns: [text("fund", say("fund"), 40), ...perYear("amount")], rows: paidOut.map(({ fund, ore }) => [fund ?? say("noProgramme"), ...ore.map(BigInt)]) },
    ...(measures === undefined
      ? []
      : [
          {
            name: say("sheet.measures"),
            columns: [text("group", say("table"), 30), text("measure", say("measure"), 60), text("clause", say("clause"), 10), { key: "count", label: words("summaries.column.count"), type: "count" as const, width: 12 }, { key: "of", label: say("ofAll"), type: "count" as const, width: 12 }],
            rows: measures.map((measure): TableRow => [measure.group === undefined ? null : say(`group.${measure.group}.heading`), measure.label[words.locale], measure.clause, measure.count, measure.of]),
          },
        ]),
    ...(areas === undefined
      ? []
      : [{ name: say("sheet.areas"), columns: [text("area", say("area"), 40), text("register", words("summaries.exports.register"), 36), { key: "count", label: words("summaries.column.count"), type: "count" as const, width: 12 }], rows: areas.flatMap((area) => area.lines.map((line): TableRow => [nameArea(area, words), unbroken(line.label[words.locale]), line.count])) }]),
    ...(trends === undefined
      ? []
      : [{ name: say("sheet.trends"), columns: [text("about", say("table"), 24), text("register", words("summaries.exports.register"), 36), ...perYear("count")], rows: groupTrends(trends).flatMap(({ about, trends: of }) => of.map(({ label, counts }): TableRow => [say(`trend.${about}`), unbroken(label[words.locale]), ...counts])) }]),
    { name: say("sheet.years"), columns: [text("register", words("summaries.exports.register"), 36), ...perYear("count")], rows: activityYears.map(({ label, counts }) => [unbroken(label[words.locale]), ...counts]) },
  ];
}
