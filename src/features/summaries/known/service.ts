import "server-only";
import type { Actor } from "@/domain/actor";
import type { PlainDate } from "@/domain/plain-date";
import { activityOf, type Registers } from "@/domain/registers";
import { countProjectCodes } from "@/features/projects/lists/service";
import { listCodes } from "@/features/projects/rules";
import { readProjectFilter } from "@/features/projects/schema";
import { actAsAnyone } from "@/server/anyone";
import { reading } from "@/server/db";
import { getPack } from "@/server/pack";
import { authorize } from "@/server/permit";
import { inSnapshot } from "@/server/snapshot";
import { summaryPolicy } from "../policy";
import type { ReportWords } from "../report";
import { listFigures } from "../service";
import * as repository from "./repository";
import { knownThen, type ChangedProject, type KnownFigure } from "./rules";
import { dayAfter } from "./schema";

/** How many changed records of each register are named. */
const MOST_NAMED = 50;

/** A register with the records that make its figure another than it was. */
export interface ChangedRegister {
  kind: string;
  label: string;
  count: number;
  records: { id: string; title: string; isNew: boolean; path: string }[];
}

export interface KnownView {
  /** The moment that is looked back at. */
  at: Date;
  /** That nothing had been written yet at all. */
  isBeforeAll: boolean;
  figures: KnownFigure[];
  projects: { count: number; changed: ChangedProject[] };
  registers: ChangedRegister[];
}

/** What the year's figures were known to be when a day was over, beside what they are now, and the records that have changed between; all from one state of the database. Throws NOT_FOUND for those who may not follow the summary. */
export async function lookBack(actor: Actor, around: { registers: Registers; words: ReportWords }, year: number, day: PlainDate): Promise<KnownView> {
  authorize(summaryPolicy, "view", actor, { id: String(year) });
  return lookBackAt(actor, around, year, await repository.endOfDay(reading(), dayAfter(day)));
}

/** As `lookBack`, at a moment. */
export async function lookBackAt(actor: Actor, { registers, words }: { registers: Registers; words: ReportWords }, year: number, at: Date): Promise<KnownView> {
  authorize(summaryPolicy, "view", actor, { id: String(year) });
  const counted = registers.flatMap((register) => (register.activity !== null && activityOf(register) === null ? [] : (register.known ?? []).map((known) => ({ register, known }))));
  return inSnapshot(async () => {
    const read = reading();
    const figures = await listFigures(actor, year);
    const codes = await countProjectCodes(actAsAnyone(), { ...readProjectFilter({ year: String(year) }).filter, open: true });
    const international = await countProjectCodes(actAsAnyone(), { ...readProjectFilter({ year: String(year) }).filter, open: true, international: true });
    const projects = await repository.selectProjects(read, year, at, MOST_NAMED);
    const found = await repository.selectRegisters(read, counted.map(({ known }) => known), year, at, MOST_NAMED);
    const first = await repository.findFirst(read);
    const now = figures.years.find((figure) => figure.year === year) ?? { projects: 0, childrenAndYouth: 0, externalOre: "0", ownOre: "0" };
    const { was, now: changed } = projects;
    const own = (key: "projects" | "childrenAndYouth" | "externalOre" | "ownOre"): KnownFigure => ({ key, group: "YEAR", label: words(`summaries.more.changed.${key}`), kind: key === "externalOre" || key === "ownOre" ? "ore" : "count", was: knownThen(BigInt(now[key]), BigInt(changed[key]), BigInt(was[key])), now: String(now[key]) });
    const { taxonomies, modules } = getPack();
    const coded = (group: "PURPOSE" | "GOAL" | "AREA", entries: readonly { code: string; sv: string; en: string }[], name: "purposes" | "goals" | "areas"): KnownFigure[] => {
      const before = Object.fromEntries([...new Set([...Object.keys(codes[name]), ...Object.keys(was[name])])].map((code) => [code, Number(knownThen(codes[name][code] ?? 0, changed[name][code] ?? 0, was[name][code] ?? 0))]));
      return listCodes(entries, { ...before, ...codes[name] }).map((entry) => ({ key: `${name} ${entry.code}`, group, label: entry[words.locale], kind: "count", was: String(before[entry.code] ?? 0), now: String(codes[name][entry.code] ?? 0) }));
    };
    return {
      at,
      isBeforeAll: first === null || at < first,
      figures: [
        ...(["projects", "childrenAndYouth"] as const).map(own),
        { key: "international", group: "YEAR", label: words("projects.trend"), kind: "count", was: knownThen(international.all, changed.international, was.international), now: String(international.all) },
        ...(["externalOre", "ownOre"] as const).map(own),
        ...found.map(({ place, total, now: of, was: then }): KnownFigure => ({ key: counted[place]?.known.key ?? "", group: "REGISTER", label: words(counted[place]?.known.label ?? ""), kind: "count", was: knownThen(total, of, then), now: String(total) })),
        ...coded("PURPOSE", taxonomies.purposes, "purposes"),
        ...coded("GOAL", taxonomies.municipalGoals, "goals"),
        ...(modules.twoAreas.state === "off" ? [] : coded("AREA", taxonomies.areas, "areas")),
      ],
      projects: { count: projects.count, changed: projects.changed },
      registers: found.flatMap(({ place, count, changed: records }): ChangedRegister[] => {
        const one = counted[place];
        if (one === undefined || count === 0) return [];
        return [{ kind: one.known.key, label: words(one.known.label), count, records: records.map((record) => ({ ...record, path: one.known.path?.(record.id) ?? one.register.path(record.id) })) }];
      }),
    };
  });
}
