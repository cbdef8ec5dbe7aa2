import "server-only";
import type { Actor } from "@/domain/actor";
import type { PlainDate } from "@/domain/plain-date";
import { activityOf, type Registers } from "@/domain/registers";
import { listMoneyNames } from "@/features/funding/years/service";
import { listCodes } from "@/features/projects/rules";
import { reading } from "@/server/db";
import { AppError } from "@/server/errors";
import { getPack } from "@/server/pack";
import { authorize } from "@/server/permit";
import { inSnapshot } from "@/server/snapshot";
import { summaryPolicy } from "../policy";
import type { ReportWords } from "../report";
import * as repository from "./repository";
import { knownThen, NONE, shareKnown, sumCells, type ChangedProject, type CountedProject, type KnownCell, type KnownFigure, type KnownLine } from "./rules";
import { dayAfter, MOST_NAMED, WHOLE, type AskedPart } from "./schema";

/** A register with the records that make its figure another than it was. */
export interface ChangedRegister {
  kind: string;
  label: string;
  count: number;
  records: { id: string; title: string; isNew: boolean; path: string }[];
}

/** What a unit or a programme counted for then and counts for now. */
export interface NamedLine extends KnownLine {
  name: string;
  /** The fund of a programme. */
  under: string | null;
}

export interface KnownView {
  /** The moment that is looked back at. */
  at: Date;
  /** That nothing had been written yet at all. */
  isBeforeAll: boolean;
  figures: KnownFigure[];
  /** The part shared between units and between programmes: each comes to what the part comes to. */
  units: NamedLine[];
  programmes: NamedLine[];
  projects: { count: number; changed: ChangedProject[] };
  /** The projects that counted then, a page of them, by their titles of then. */
  counted: { total: number; rows: (CountedProject & { unit: string; programme: string | null })[] };
  registers: ChangedRegister[];
}

/**
 * What the figures of a year, or of one unit or programme in it, were known to be when a day was over, beside what they are now, the projects that counted then, and the records that have changed between; all from one state of the database.
 * Throws NOT_FOUND for those who may not follow the summary, and for a unit or a programme that isn't there.
 */
export async function lookBack(actor: Actor, around: { registers: Registers; words: ReportWords }, year: number, day: PlainDate, part: AskedPart = WHOLE): Promise<KnownView> {
  authorize(summaryPolicy, "view", actor, { id: String(year) });
  return lookBackAt(actor, around, year, await repository.endOfDay(reading(), dayAfter(day)), part);
}

/** As `lookBack`, at a moment. */
export async function lookBackAt(actor: Actor, { registers, words }: { registers: Registers; words: ReportWords }, year: number, at: Date, part: AskedPart = WHOLE): Promise<KnownView> {
  authorize(summaryPolicy, "view", actor, { id: String(year) });
  // What other registers count belongs to a unit, and to no programme.
  const counted = part.programmeId !== null ? [] : registers.flatMap((register) => (register.activity !== null && activityOf(register) === null ? [] : (register.known ?? []).map((known) => ({ register, known }))));
  return inSnapshot(async () => {
    const read = reading();
    const names = await nameParts(actor, words, part);
    const unitIds = part.unitId === null ? null : names.idsOf(part.unitId);
    const projects = await repository.selectProjects(read, year, at, { unitIds, programmeId: part.programmeId }, { most: MOST_NAMED, page: part.page });
    const found = await repository.selectRegisters(read, counted.map(({ known }) => known), year, at, unitIds, MOST_NAMED);
    const first = await repository.findFirst(read);
    const { all, was, now: changed } = projects;
    const [sumAll, sumWas, sumChanged] = [all, was, changed].map(({ cells }) => sumCells(cells));
    const own = (key: "projects" | "childrenAndYouth" | "externalOre" | "ownOre"): KnownFigure => ({ key, group: "YEAR", label: words(`summaries.more.changed.${key}`), kind: key === "externalOre" || key === "ownOre" ? "ore" : "count", was: knownThen(BigInt(sumAll?.[key] ?? 0), BigInt(sumChanged?.[key] ?? 0), BigInt(sumWas?.[key] ?? 0)), now: String(sumAll?.[key] ?? 0) });
    const { taxonomies, modules } = getPack();
    const coded = (group: "PURPOSE" | "GOAL" | "AREA", entries: readonly { code: string; sv: string; en: string }[], name: "purposes" | "goals" | "areas"): KnownFigure[] => {
      const before = Object.fromEntries([...new Set([...Object.keys(all[name]), ...Object.keys(was[name])])].map((code) => [code, Number(knownThen(all[name][code] ?? 0, changed[name][code] ?? 0, was[name][code] ?? 0))]));
      return listCodes(entries, { ...before, ...all[name] }).map((entry) => ({ key: `${name} ${entry.code}`, group, label: entry[words.locale], kind: "count", was: String(before[entry.code] ?? 0), now: String(all[name][entry.code] ?? 0) }));
    };
    const share = (keyOf: (cell: KnownCell) => string) => shareKnown(all.cells, changed.cells, was.cells, keyOf);
    return {
      at,
      isBeforeAll: first === null || at < first,
      figures: [
        ...(["projects", "childrenAndYouth"] as const).map(own),
        { key: "international", group: "YEAR", label: words("projects.trend"), kind: "count", was: knownThen(all.international, changed.international, was.international), now: String(all.international) },
        ...(["externalOre", "ownOre"] as const).map(own),
        ...found.map(({ place, total, now: of, was: then }): KnownFigure => ({ key: counted[place]?.known.key ?? "", group: "REGISTER", label: words(counted[place]?.known.label ?? ""), kind: "count", was: knownThen(total, of, then), now: String(total) })),
        ...coded("PURPOSE", taxonomies.purposes, "purposes"),
        ...coded("GOAL", taxonomies.municipalGoals, "goals"),
        ...(modules.twoAreas.state === "off" ? [] : coded("AREA", taxonomies.areas, "areas")),
      ],
      units: share(({ unitId }) => names.answering(unitId)).map((line) => ({ ...line, name: names.unit(line.key), under: null })),
      programmes: share(({ programmeId }) => programmeId ?? NONE).map((line) => ({ ...line, ...names.programme(line.key) })),
      projects: { count: projects.count, changed: projects.changed },
      counted: { total: projects.countedThen, rows: projects.counted.map((project) => ({ ...project, unit: names.unit(names.answering(project.unitId)), programme: project.programmeId === null ? null : names.programme(project.programmeId).name })) },
      registers: found.flatMap(({ place, count, changed: records }): ChangedRegister[] => {
        const one = counted[place];
        if (one === undefined || count === 0) return [];
        return [{ kind: one.known.key, label: words(one.known.label), count, records: records.map((record) => ({ ...record, path: one.known.path?.(record.id) ?? one.register.path(record.id) })) }];
      }),
    };
  });
}

/** What units and programmes are called, which unit answers now for what was logged for another, and for which ids one answers. Throws NOT_FOUND where the part that is asked for isn't there. */
async function nameParts(actor: Actor, words: ReportWords, { unitId, programmeId }: AskedPart) {
  const { units, programmes } = await listMoneyNames(actor);
  const predecessors = await repository.selectPredecessors(reading(), units.map(({ id }) => id));
  const [unitNames, idsOf] = [new Map(units.map(({ id, name }) => [id, name])), new Map(predecessors.map((each) => [each.unitId, each.ids]))];
  const answering = new Map(predecessors.flatMap((each) => each.ids.map((id) => [id, each.unitId] as const)));
  const programmeOf = new Map(programmes.map((programme) => [programme.id, programme]));
  if ((unitId !== null && !unitNames.has(unitId)) || (programmeId !== null && programmeId !== NONE && !programmeOf.has(programmeId))) throw new AppError("NOT_FOUND");
  return {
    unit: (id: string) => unitNames.get(id) ?? "",
    idsOf: (id: string) => idsOf.get(id) ?? [id],
    answering: (id: string) => answering.get(id) ?? id,
    programme: (id: string) => {
      const programme = programmeOf.get(id);
      return programme === undefined ? { name: words("funding.year.noProgramme"), under: null } : { name: [programme.name[words.locale], programme.period].filter((each) => each !== null).join(" "), under: programme.fund };
    },
  };
}
