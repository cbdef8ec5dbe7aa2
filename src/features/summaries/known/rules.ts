import type { Ore } from "../rules";

/** A figure of the year as it was known then and as it is now; amounts in öre. */
export interface KnownFigure {
  /** What it is known by: the year's own, a code of the pack's, or a register's kind. */
  key: string;
  label: string;
  group: "YEAR" | "PURPOSE" | "GOAL" | "AREA" | "REGISTER";
  kind: "count" | "ore";
  was: string;
  now: string;
}

/** In place of a programme's id: projects that name none. */
export const NONE = "none";

/** What a project counted for in the year; null where it did not count. */
export interface ProjectPart {
  isUnderWay: boolean;
  youth: boolean;
  isInternational: boolean;
  externalOre: Ore;
  ownOre: Ore;
  unitId: string;
  programmeId: string | null;
}

/** A project that counts otherwise than it did then. */
export interface ChangedProject {
  id: string;
  /** Null where it may not be named: it is confidential now. */
  title: string | null;
  /** That it is in the register and not confidential. */
  isOpen: boolean;
  was: ProjectPart | null;
  now: ProjectPart | null;
}

/** A project that counted then, by what it was called then. */
export interface CountedProject extends Pick<ChangedProject, "id" | "title" | "isOpen">, Pick<ProjectPart, "unitId" | "programmeId" | "externalOre" | "ownOre"> {}

/** What is counted of the projects of one unit and one programme. */
export interface Counted {
  projects: number;
  childrenAndYouth: number;
  externalOre: Ore;
  ownOre: Ore;
}

export interface KnownCell extends Counted {
  /** The unit that the projects were logged for. */
  unitId: string;
  programmeId: string | null;
}

/** The sums of what some projects count for; the cells share all of them between units and programmes. */
export interface ProjectSums {
  international: number;
  purposes: Readonly<Record<string, number>>;
  goals: Readonly<Record<string, number>>;
  areas: Readonly<Record<string, number>>;
  cells: readonly KnownCell[];
}

/** What a part of the year, a unit or a programme, counted for then and counts for now. */
export interface KnownLine {
  key: string;
  was: Counted;
  now: Counted;
}

const NOTHING: Counted = { projects: 0, childrenAndYouth: 0, externalOre: "0", ownOre: "0" };

const add = (one: Counted, other: Counted, times: 1 | -1 = 1): Counted => ({
  projects: one.projects + times * other.projects,
  childrenAndYouth: one.childrenAndYouth + times * other.childrenAndYouth,
  externalOre: (BigInt(one.externalOre) + BigInt(times) * BigInt(other.externalOre)).toString(),
  ownOre: (BigInt(one.ownOre) + BigInt(times) * BigInt(other.ownOre)).toString(),
});

/** What all cells come to. */
export function sumCells(cells: readonly KnownCell[]): Counted {
  return cells.reduce<Counted>((sum, cell) => add(sum, cell), NOTHING);
}

/** Shares what is now and was then between the keys of the cells, those with the most money now first; together the lines come to what all cells come to. */
export function shareKnown(all: readonly KnownCell[], changedNow: readonly KnownCell[], changedThen: readonly KnownCell[], keyOf: (cell: KnownCell) => string): KnownLine[] {
  const lines = new Map<string, KnownLine>();
  const put = (cell: KnownCell, change: (line: KnownLine) => Partial<KnownLine>) => {
    const line = lines.get(keyOf(cell)) ?? { key: keyOf(cell), was: NOTHING, now: NOTHING };
    lines.set(line.key, { ...line, ...change(line) });
  };
  for (const cell of all) put(cell, ({ was, now }) => ({ was: add(was, cell), now: add(now, cell) }));
  for (const cell of changedNow) put(cell, ({ was }) => ({ was: add(was, cell, -1) }));
  for (const cell of changedThen) put(cell, ({ was }) => ({ was: add(was, cell) }));
  const moneyOf = ({ externalOre, ownOre }: Counted) => BigInt(externalOre) + BigInt(ownOre);
  return [...lines.values()].sort((a, b) => Number(moneyOf(b.now) - moneyOf(a.now)) || Number(moneyOf(b.was) - moneyOf(a.was)) || b.now.projects - a.now.projects);
}

/** What was known of a figure: what is now, without what the records that have changed since count for now, and with what they counted for then. */
export function knownThen(now: bigint | number, changedNow: bigint | number, changedThen: bigint | number): string {
  return (BigInt(now) - BigInt(changedNow) + BigInt(changedThen)).toString();
}

/** What has become of a project's share in the figures since. */
export function describeChange({ was, now }: Pick<ChangedProject, "was" | "now">): "new" | "gone" | "money" | "moved" | "other" {
  if (was === null) return "new";
  if (now === null) return "gone";
  return was.externalOre !== now.externalOre || was.ownOre !== now.ownOre ? "money" : was.unitId !== now.unitId || was.programmeId !== now.programmeId ? "moved" : "other";
}

/** The figures that are others now than they were then. */
export function countDiffering(figures: readonly Pick<KnownFigure, "was" | "now">[]): number {
  return figures.filter(({ was, now }) => was !== now).length;
}
