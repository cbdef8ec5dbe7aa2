import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { mentions } from "@/features/partners/connections/rules";
import { countContacts } from "@/features/partners/contacts/service";
import { reading } from "@/server/db";
import { grantScope } from "@/server/permit";
import { seesAllProjects } from "../policy";
import * as repository from "./repository";
import { partnerNamesOf, townsOf, type Hint, type HintKind, type HintSubject } from "./rules";

const MOST_VISITS = 5;
const as = (kind: HintKind, found: readonly Omit<Hint, "kind">[]): Hint[] => found.map(({ id, title, unit, through, on }) => ({ kind, id, title, unit, through, on }));

/** What is known elsewhere in the municipality that a project may have use of, as far as the actor may see it: a few of each kind, one statement a kind. */
export async function listHints(actor: Actor, subject: HintSubject, now = new Date()): Promise<Hint[]> {
  const [read, scope, today] = [reading(), grantScope("projects", actor, seesAllProjects(actor)), dateInStockholm(now)];
  const [names, towns, { programmeId, partnerIds, unitId }] = [partnerNamesOf(subject), townsOf(subject), subject];
  const hasPartners = names.length > 0 || partnerIds.length > 0;
  const [onProgramme, withPartner, contacts, visits, relations, lessons] = await Promise.all([
    programmeId === null ? [] : repository.selectOnProgramme(read, scope, { ...subject, programmeId }, today),
    hasPartners ? repository.selectWithPartner(read, scope, subject, names, today) : [],
    countContacts(actor, partnerIds, now),
    towns.length === 0 ? [] : repository.selectVisitsTo(read, towns, today),
    towns.length === 0 && partnerIds.length === 0 ? [] : repository.selectRelationsWith(read, partnerIds, towns, today),
    subject.title === "" && programmeId === null && !hasPartners ? [] : repository.selectLessonsLike(read, scope, subject, names, today),
  ]);
  const called = new Map(subject.partners.flatMap(({ town }) => (town === null ? [] : [[town.trim().toLowerCase(), town.trim()] as const])));
  const beenThere = visits.flatMap((visit) => {
    const town = towns.find((one) => mentions(visit.texts, [one]));
    return town === undefined ? [] : [{ ...visit, through: called.get(town) ?? town }];
  });
  return [
    ...as("SAME_CALL", onProgramme.filter(({ isSameCall }) => isSameCall)),
    ...as("SAME_PROGRAMME", onProgramme.filter(({ isSameCall }) => !isSameCall)),
    ...as("KNOWS_PARTNER", withPartner),
    ...contacts.filter((known) => known.unitId !== unitId).map(({ partnerId, partner, unit }): Hint => ({ kind: "KNOWS_SOMEONE", id: partnerId, title: partner, unit, through: null, on: null })),
    ...as("BEEN_THERE", beenThere.slice(0, MOST_VISITS)),
    ...as("TOWN_RELATION", relations),
    ...as("LESSONS", lessons),
  ];
}
