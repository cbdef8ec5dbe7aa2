import "server-only";
import type { PolicyPack } from "@packs/pack";
import { isCoordinator, type Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { reading } from "@/server/db";
import { getPack } from "@/server/pack";
import { authorizeAll } from "@/server/permit";
import { listAsked } from "../rules";
import { askedYear } from "../space/rules";
import { contactOverviewPolicy } from "./policy";
import * as repository from "./repository";
import { endOf, judgeUnits, pickUnits, type JudgedContacts } from "./rules";
import { LACKS, OF_ANSWERS, UNITS_A_PAGE, type ContactFilter, type Lack } from "./schema";

async function judgeAll(actor: Actor, today: PlainDate, pack: PolicyPack): Promise<{ units: JudgedContacts[]; year: number; showsAnswers: boolean }> {
  const year = askedYear(today);
  const stored = await repository.selectUnits(reading(), today, year);
  const asked = new Set(listAsked(pack, stored).map(({ id }) => id));
  const units = stored.map(({ id, name, ...unit }) => ({ ...unit, unitId: id, unitName: name, isAsked: asked.has(id) })).filter(({ isAsked, holders, next }) => isAsked || holders.length > 0 || next !== null);
  const showsAnswers = may(contactOverviewPolicy, "seeAnswers", actor, { id: "*" });
  return { units: judgeUnits(units, { year, today, showsAnswers }), year, showsAnswers };
}

export interface ContactOverview {
  rows: JudgedContacts[];
  total: number;
  /** How many units there are in all. */
  units: number;
  /** How many units lack each thing; what the reader is not told of is left out. */
  counts: readonly { lack: Lack; count: number }[];
  /** The year that contact persons are asked about. */
  year: number;
  showsAnswers: boolean;
}

/** Who is contact person of which unit and what each unit lacks (V20a, V20b), those that lack most first: one page of those that a filter asks for; the answers of a year are the office's to see. */
export async function listContactPersons(actor: Actor, filter: ContactFilter, now = new Date(), pack: PolicyPack = getPack()): Promise<ContactOverview> {
  authorizeAll(contactOverviewPolicy, "view", actor);
  const { units, year, showsAnswers } = await judgeAll(actor, dateInStockholm(now), pack);
  const picked = pickUnits(units, filter);
  const from = (filter.page - 1) * UNITS_A_PAGE;
  return {
    rows: picked.slice(from, from + UNITS_A_PAGE),
    total: picked.length,
    units: units.length,
    counts: LACKS.filter((lack) => showsAnswers || !OF_ANSWERS.includes(lack)).map((lack) => ({ lack, count: units.filter(({ lacks }) => lacks.includes(lack)).length })),
    year,
    showsAnswers,
  };
}

/** A unit whose contact persons' time is soon over, with nobody after them. */
export interface EndingUnit {
  unitId: string;
  unitName: string;
  lastDay: PlainDate;
}

/** The asked units whose contact persons' time is over within ninety days with nobody after them (V20a), the first first. */
export async function listEnding(actor: Actor, today: PlainDate, pack: PolicyPack = getPack()): Promise<EndingUnit[]> {
  authorizeAll(contactOverviewPolicy, "view", actor);
  const { units } = await judgeAll(actor, today, pack);
  return units
    .flatMap((unit) => {
      const lastDay = unit.isAsked ? endOf(unit, today) : null;
      return lastDay === null ? [] : [{ unitId: unit.unitId, unitName: unit.unitName, lastDay }];
    })
    .sort((a, b) => (a.lastDay < b.lastDay ? -1 : 1));
}

/** The units that have more than one contact person, for the office, which sees to it that somebody meant it. */
export async function listSeveral(actor: Actor, today: PlainDate, pack: PolicyPack = getPack()): Promise<{ unitId: string; unitName: string; names: string[] }[]> {
  if (!isCoordinator(actor)) return [];
  const { units } = await judgeAll(actor, today, pack);
  return units.filter(({ lacks }) => lacks.includes("SEVERAL")).map(({ unitId, unitName, holders }) => ({ unitId, unitName, names: holders.filter(({ kind }) => kind === "PRIMARY").map(({ personName }) => personName) }));
}

/** The units that the actor leads or whose minutes it keeps, and whose contact person's time has not been confirmed (V20b). */
export async function listUnconfirmed(actor: Actor, today: PlainDate): Promise<{ appointmentId: string; unitId: string; unitName: string; personName: string }[]> {
  const led = actor.roles.flatMap(({ role, bodyId }) => ((role === "UNIT_MANAGER" || role === "BOARD_SECRETARY") && bodyId !== null ? [bodyId] : []));
  return led.length === 0 ? [] : repository.selectUnconfirmed(reading(), led, today);
}
