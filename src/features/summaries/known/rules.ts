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

/** What a project counted for in the year; null where it did not count. */
export interface ProjectPart {
  isUnderWay: boolean;
  youth: boolean;
  isInternational: boolean;
  externalOre: Ore;
  ownOre: Ore;
}

/** A project that counts otherwise than it did then. */
export interface ChangedProject {
  id: string;
  /** Null where it may not be named: it is confidential now. */
  title: string | null;
  was: ProjectPart | null;
  now: ProjectPart | null;
}

/** The sums of what some projects count for. */
export interface ProjectSums {
  projects: number;
  childrenAndYouth: number;
  international: number;
  externalOre: Ore;
  ownOre: Ore;
  purposes: Readonly<Record<string, number>>;
  goals: Readonly<Record<string, number>>;
  areas: Readonly<Record<string, number>>;
}

/** What was known of a figure: what is now, without what the records that have changed since count for now, and with what they counted for then. */
export function knownThen(now: bigint | number, changedNow: bigint | number, changedThen: bigint | number): string {
  return (BigInt(now) - BigInt(changedNow) + BigInt(changedThen)).toString();
}

/** What has become of a project's share in the figures since. */
export function describeChange({ was, now }: Pick<ChangedProject, "was" | "now">): "new" | "gone" | "money" | "other" {
  if (was === null) return "new";
  if (now === null) return "gone";
  return was.externalOre !== now.externalOre || was.ownOre !== now.ownOre ? "money" : "other";
}

/** The figures that are others now than they were then. */
export function countDiffering(figures: readonly Pick<KnownFigure, "was" | "now">[]): number {
  return figures.filter(({ was, now }) => was !== now).length;
}
