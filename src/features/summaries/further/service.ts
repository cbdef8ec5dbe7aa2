import "server-only";
import { activityOf, asOfYear, type Registers } from "@/domain/registers";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { readPolicyInPractice } from "@/features/coverage/service";
import type { ClauseRow } from "@/features/coverage/rules";
import { NONE, readMoneyFilter, writeMoneyFilter, type MoneyFilter } from "@/features/funding/years/schema";
import { getMoneyYear } from "@/features/funding/years/service";
import { countProjectCodes } from "@/features/projects/lists/service";
import { listCodes } from "@/features/projects/rules";
import { CENTRAL, readProjectFilter, writeProjectFilter } from "@/features/projects/schema";
import type { Actor } from "@/domain/actor";
import { actAsAnyone } from "@/server/anyone";
import { getPack } from "@/server/pack";
import type { ReportWords } from "../report";
import type { CoveredClause, FurtherData, PolicyChapter, StoredMeasure, StoredTrend } from "../rules";

/** What is gathered with: the registers that it counts in, the languages of its headings, and what the office has written. */
export interface Asked {
  registers: Registers;
  words: Readonly<Record<"sv" | "en", ReportWords>>;
  year: number;
  /** The year and those before it, the earliest first. */
  years: readonly number[];
  texts: Readonly<Record<string, string>>;
}

/** Money by programme, payer and fund, what other registers have counted year by year, and the governing document's chapters clause by clause; the same for everyone, as anyone may see it. */
export async function gatherFurther(_actor: Actor, { registers, words, year, years, texts }: Asked, now = new Date()): Promise<Omit<FurtherData, "changes">> {
  const anyone = actAsAnyone();
  const today = dateInStockholm(now);
  const [money, activityYears, chapters, measures, told] = await Promise.all([getMoneyYear(anyone, year, now), countYears(anyone, { registers, words, years }), layOutChapters(anyone, registers, year, today, texts), gatherMeasures(anyone, { registers, words, year }), gatherTrends(anyone, { registers, words, year, years })]);
  const plain = readMoneyFilter({}, year).filter;
  const address = (changes: Partial<MoneyFilter>) => `/money/projects${writeMoneyFilter(plain, changes)}`;
  return {
    documentVersion: getPack().document.version,
    chapters,
    programmes: money.programmes
      .map(({ key, programme, eu, other, cash, inKind }) => ({ programme: programme?.name ?? null, fund: programme?.fund ?? null, externalOre: (eu + other).toString(), ownOre: (cash + inKind).toString(), path: address({ programmeId: key }) }))
      .filter(({ externalOre, ownOre }) => externalOre !== "0" || ownOre !== "0"),
    payers: money.payers.map(({ payerId, name, own }) => ({ payer: payerId === null ? null : (name ?? ""), ownOre: own.toString(), path: address({ payerId: payerId ?? CENTRAL }) })),
    paidOut: money.paidOut.funds.map(({ fund, ore }) => ({ fund: fund === NONE ? null : fund, ore: ore.map(String), paths: money.paidOut.years.map((of) => address({ year: of, fund, what: "received" })) })),
    activityYears,
    measures,
    ...told,
  };
}

/** Contacts and cooperations year by year (V4), and what each of the areas that the work is divided into held in the year (H5). */
async function gatherTrends(anyone: Actor, { registers, words, year, years }: Pick<Asked, "registers" | "words" | "year" | "years">): Promise<Required<Pick<FurtherData, "trends" | "trendsClause">> & Pick<FurtherData, "areas">> {
  const found = await Promise.all(registers.map(async ({ kind, trends }) => (await trends?.(anyone, years) ?? []).map(({ key, about, label, years: of }): StoredTrend => ({ register: kind, key, label: { sv: words.sv(label), en: words.en(label) }, about, counts: of.map(({ count }) => count), paths: of.map(({ path }) => path) }))));
  const trends = found.flat();
  const { modules, taxonomies, followUp } = getPack();
  const told = { trends, trendsClause: followUp.contactsClause };
  if (modules.twoAreas.state === "off") return told;
  const filter = { ...readProjectFilter({ year: String(year) }).filter, open: true };
  const { all, areas } = await countProjectCodes(anyone, filter);
  const projects = (count: number, path: string) => ({ register: "project", key: "projects", label: { sv: words.sv("summaries.column.projects"), en: words.en("summaries.column.projects") }, count, path });
  const latest = years.length - 1;
  const stated = listCodes(taxonomies.areas, areas);
  return {
    ...told,
    areas: [
      ...stated.map(({ code, sv, en, clause, count }) => {
        const held = new Set<string>(taxonomies.areas.find((area) => area.code === code)?.registers ?? []);
        return {
          code,
          label: { sv, en },
          clause,
          lines: [projects(count, `/projects${writeProjectFilter(filter, { area: code })}`), ...trends.filter(({ register }) => held.has(register)).map(({ register, key, label, counts, paths }) => ({ register, key, label, count: counts[latest] ?? 0, path: paths[latest] ?? "" }))],
        };
      }),
      { code: null, label: null, clause: null, lines: [projects(all - stated.reduce((sum, { count }) => sum + count, 0), `/projects${writeProjectFilter(filter, { lacks: "area" })}`)] },
    ],
  };
}

/** What the registers tell of the year besides how many records they have, in the registers' order. */
async function gatherMeasures(anyone: Actor, { registers, words, year }: Pick<Asked, "registers" | "words" | "year">): Promise<StoredMeasure[]> {
  const told = await Promise.all(registers.map(async ({ kind, measures }) => (await measures?.(anyone, year) ?? []).map(({ label, name, ...measure }) => ({ register: kind, label: { sv: words.sv(label, name === undefined ? undefined : { name: name.sv }), en: words.en(label, name === undefined ? undefined : { name: name.en }) }, ...measure }))));
  return told.flat();
}

/** What each register but the projects' has counted in each of the years. */
async function countYears(anyone: Actor, { registers, words, years }: Pick<Asked, "registers" | "words" | "years">): Promise<FurtherData["activityYears"]> {
  const counting = registers.flatMap((register) => {
    const activity = activityOf(register);
    return activity === null || register.kind === "project" ? [] : [{ kind: register.kind, activity }];
  });
  return Promise.all(
    counting.map(async ({ kind, activity }) => ({
      kind,
      label: { sv: words.sv(activity.label), en: words.en(activity.label) },
      counts: await Promise.all(years.map(async (year) => (await activity.countByUnit(anyone, year)).reduce((sum, { count }) => sum + count, 0))),
    })),
  );
}

/** That the summary is there is told by the edition itself, and would change by being frozen. */
const TOLD_BY_ITSELF = "FROZEN_SUMMARY";

async function layOutChapters(anyone: Actor, registers: Registers, year: number, today: PlainDate, texts: Asked["texts"]): Promise<PolicyChapter[]> {
  const found = await readPolicyInPractice(anyone, registers, asOfYear(year, today));
  const written = Object.entries(texts);
  if (found === null) return written.map(([heading, text]) => ({ heading, text, clauses: [] }));
  const chapters = found.view.chapters.map(({ heading, rows }): PolicyChapter => ({ heading, text: heading === null ? null : (texts[heading] ?? null), clauses: rows.flatMap(coverClause) }));
  const headings = new Set(chapters.map(({ heading }) => heading));
  return [...chapters, ...written.filter(([heading]) => !headings.has(heading)).map(([heading, text]) => ({ heading, text, clauses: [] }))].filter(({ text, clauses }) => text !== null || clauses.length > 0);
}

function coverClause({ clause, state, outcomes }: ClauseRow): CoveredClause[] {
  const [outcome] = outcomes;
  if (state === "free" || state === "mandate" || outcome === undefined || outcome.evidence === TOLD_BY_ITSELF) return [];
  const { number, quotation } = clause;
  return [outcome.of === "units" ? { number, quotation, state, having: outcome.having, of: outcome.asked } : { number, quotation, state, having: outcome.count, of: null }];
}
