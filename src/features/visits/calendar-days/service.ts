import "server-only";
import { unitIdsAnsweredFor, type Actor } from "@/domain/actor";
import { addDays, dateInStockholm } from "@/domain/plain-date";
import type { OwnTime } from "@/domain/registers";
import { reading } from "@/server/db";
import { getPack } from "@/server/pack";
import { judgeResponsibility, visitRulesOf, type Presidium } from "../rules";
import * as repository from "./repository";
import type { VisitDays } from "./schema";

/** How long a visit stays in calendars when it is over, so that one who was away still finds it. */
export const DAYS_BACK = 180;
const MOST = 2_000;

/** Whose calendar it is. */
export type CalendarOf = Exclude<repository.VisitsOf, { presidiumId: string }> | { presidium: Presidium };

/** The visits of a calendar whose days are known to the day, those that have been cancelled or put away included; of a presidium those at which it represents, and those that are its matter and that nobody has taken (V15, H18). */
export async function listVisitDays(_actor: Actor, of: CalendarOf, now = new Date()): Promise<VisitDays[]> {
  const day = dateInStockholm(now);
  const asked = of !== "ALL" && "presidium" in of ? { presidiumId: of.presidium.id } : of;
  const rows = (await repository.selectVisitDays(reading(), asked, addDays(day, -DAYS_BACK), day, MOST)).map((visit) => (visit.title === null ? { ...visit, counterpart: null, places: null } : visit));
  if (of === "ALL" || !("presidium" in of)) return rows;
  const rules = visitRulesOf(getPack(), day);
  return rows.filter((visit) => {
    if (visit.representative !== null) return true;
    const responsibility = judgeResponsibility(visit, rules);
    return responsibility.answer === "PRESIDIA" && responsibility.by.includes(of.presidium.kind);
  });
}

/** What is in the programmes of the actor's own visits, those of its unit among them, that ends at an instant or later, the first first; what is off is among it. */
export async function listProgrammeTimes(actor: Actor, from: Date): Promise<OwnTime[]> {
  const own = await repository.selectProgrammeTimes(reading(), { personId: actor.personId, unitIds: unitIdsAnsweredFor(actor) }, from, MOST);
  return own.map(({ visitId, visit, ...time }) => ({ ...time, path: `/visits/${visitId}`, text: { message: "visits.inProgramme", params: { title: visit } } }));
}
