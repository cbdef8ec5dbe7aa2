import "server-only";
import { isCoordinator, type Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { asOfYear, type AsOf } from "@/domain/registers";
import { reading } from "@/server/db";
import { isLateInYear, LACKS, lacksOf, type Lack } from "../rules";
import * as repository from "./repository";
import type { OverviewFilter } from "./schema";

export type { PersonRow } from "./repository";

export interface PersonOverview {
  year: number;
  /** The day whose contact persons they are. */
  on: PlainDate;
  rows: repository.PersonRow[];
  /** Of all of them, whatever is shown: how many there are, and how many lack something joint, and something of their own. */
  counts: { all: number } & Record<Lack, number>;
}

/** The contact persons of a year, deputies aside, with what each has had, and how many of them lack what: those of its last day, or of today while it goes on (V21a, V21b). */
export async function listPersons(_actor: Actor, { year: asked, on: day, until, unitId, had, lacks }: OverviewFilter, now = new Date()): Promise<PersonOverview> {
  const today = dateInStockholm(now);
  const { year, on: last } = asOfYear(asked ?? Number(today.slice(0, 4)), today);
  const on = day ?? last;
  const all = await repository.selectPersons(reading(), { year, until, on, unitId });
  const lacking = (lack: Lack) => all.filter((row) => lacksOf(row).includes(lack));
  const rows = all.filter((row) => (had === null || !lacksOf(row).includes(had)) && (lacks === null || lacksOf(row).includes(lacks)));
  return { year, on, rows, counts: { all: all.length, JOINT: lacking("JOINT").length, INDIVIDUAL: lacking("INDIVIDUAL").length } };
}

/** All that the overview shows under a filter, from one state of the register. */
export async function* exportPersons(actor: Actor, filter: OverviewFilter, now = new Date()): AsyncGenerator<repository.PersonRow[], void, undefined> {
  yield (await listPersons(actor, filter, now)).rows;
}

/** How many of a unit's contact persons have had something of a kind, and how many have not. */
export interface UnitHad {
  unitId: string;
  unit: string;
  had: Record<Lack, number>;
  lacking: Record<Lack, number>;
}

/** Unit by unit, how many of its contact persons have had something joint (V21a) and something of their own (V21b); units without a contact person are left out. */
export async function countByUnit(_actor: Actor, { year, on, begunBy }: Pick<AsOf, "year" | "on" | "begunBy">): Promise<UnitHad[]> {
  const units = new Map<string, UnitHad>();
  for (const row of await repository.selectPersons(reading(), { year, until: begunBy, on, unitId: null })) {
    const lacks = lacksOf(row);
    // Somebody who was contact person of two units that have become one counts there once.
    for (const [id, name] of new Map(row.units.map((unit) => [unit.id, unit.name]))) {
      const counted = units.get(id) ?? { unitId: id, unit: name, had: { JOINT: 0, INDIVIDUAL: 0 }, lacking: { JOINT: 0, INDIVIDUAL: 0 } };
      for (const kind of ["JOINT", "INDIVIDUAL"] as const) counted[lacks.includes(kind) ? "lacking" : "had"][kind] += 1;
      units.set(id, counted);
    }
  }
  return [...units.values()];
}

/** The contact persons who have had neither anything joint nor anything of their own this year, late enough in it for the office to act; none for others. */
export async function listLate(actor: Actor, today: PlainDate): Promise<repository.PersonRow[]> {
  if (!isCoordinator(actor) || !isLateInYear(today)) return [];
  const rows = await repository.selectPersons(reading(), { year: Number(today.slice(0, 4)), until: null, on: today, unitId: null });
  return rows.filter((row) => lacksOf(row).length === LACKS.length);
}
