import { addDays, dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { askToTakeOver, nameSubstitute, takeVisit } from "@/features/visits/representation/service";
import { readVisitFilter, type VisitInput } from "@/features/visits/schema";
import { announceVisit, getVisit, listVisits } from "@/features/visits/service";
import { actAs, idOf, keyOf, must, onRoster, personOfAccount, type Town } from "./town";

type VisitData = Town["data"]["visits"][number];

const noonOf = (day: PlainDate) => new Date(`${day}T11:00:00Z`);

/** Announces the visits, each by whom its unit would have sent, lets members take them, and has one ask another. */
export async function loadVisits(town: Town): Promise<number> {
  const today = dateInStockholm(town.now);
  const office = await actAs(town, personOfAccount(town, "COORDINATOR"));
  for (const visit of town.data.visits) {
    const startsOn = addDays(today, visit.startsIn);
    const isPast = visit.startsIn < 0;
    const notifiedOn = visit.notifiedDaysBefore === undefined ? null : earlier(addDays(startsOn, -visit.notifiedDaysBefore), today);
    const announcedOn = later(isPast ? addDays(startsOn, -14) : addDays(today, -12), notifiedOn);
    const announcer = await actAs(town, onRoster(town, visit.unit, "PRIMARY") ?? onRoster(town, visit.unit, "DEPUTY") ?? personOfAccount(town, "COORDINATOR"));
    // Found by its title, since its days are others when an interrupted load is taken up on another day.
    const stored = (await listVisits(office, readVisitFilter({ q: visit.title }).filter, town.now)).rows.find(({ title }) => title === visit.title);
    const about = { origin: { isDemonstration: true, certainty: "LOW" as const } };
    const { id } = stored ?? must(`The visit ${visit.key}`, await announceVisit(announcer, toInput(town, visit, startsOn, notifiedOn), keyOf(town, "visit", visit.key), about, noonOf(announcedOn)));
    if (visit.representative !== undefined) {
      const member = await actAs(town, visit.representative);
      must(`Representing at ${visit.key}`, await takeVisit(member, { id, personId: null }, keyOf(town, "representative", visit.key), noonOf(isPast ? addDays(startsOn, -10) : addDays(today, -6))));
    }
    if (visit.substitute !== undefined && visit.representative !== undefined) {
      const member = await actAs(town, visit.representative);
      const assignmentId = (await getVisit(member, id)).visit.representative?.assignmentId ?? "";
      must(`A substitute at ${visit.key}`, await nameSubstitute(member, { id, assignmentId, personId: idOf(town.people, visit.substitute) }, noonOf(addDays(today, -5))));
    }
    if (visit.asked !== undefined) {
      const { by, to, message } = visit.asked;
      must(`Asking about ${visit.key}`, await askToTakeOver(await actAs(town, by), { id, toPersonId: idOf(town.people, to), message }, keyOf(town, "question", visit.key), noonOf(addDays(today, -1))));
    }
  }
  return town.data.visits.length;
}

const later = (day: PlainDate, other: PlainDate | null): PlainDate => (other !== null && other > day ? other : day);
const earlier = (day: PlainDate, other: PlainDate): PlainDate => (day < other ? day : other);

function toInput(town: Town, visit: VisitData, startsOn: PlainDate, officeNotifiedOn: PlainDate | null): VisitInput {
  return {
    unitId: idOf(town.bodies, visit.unit),
    direction: visit.direction,
    title: visit.title,
    purpose: visit.purpose ?? null,
    counterpart: visit.counterpart ?? null,
    places: visit.places ?? null,
    hosts: visit.hosts ?? null,
    starts: { on: startsOn, precision: "DAY" },
    ends: visit.days === 1 ? null : { on: addDays(startsOn, visit.days - 1), precision: "DAY" },
    participantCount: visit.participants ?? null,
    reachesChildrenAndYouth: visit.childrenAndYouth !== undefined,
    childrenAndYouthCount: visit.childrenAndYouth ?? null,
    needsRepresentation: visit.needsRepresentation ?? null,
    concernsUnitDirectly: visit.concernsUnitDirectly ?? null,
    officeNotifiedOn,
    officeNotifiedTo: null,
    caseNumber: null,
    isHandledSeparately: visit.handledSeparately ?? false,
  };
}
