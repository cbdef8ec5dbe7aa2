import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { findAcquaintances, type Connections } from "@/features/partners/connections/service";
import { inOrder } from "@/features/town-relations/episodes/rules";
import { readPapers } from "@/features/town-relations/papers/service";
import { standingOn } from "@/features/town-relations/rules";
import { getRelation } from "@/features/town-relations/service";
import { listRelationPlaces } from "@/features/town-relations/towns/service";
import { actAsAnyone } from "@/server/anyone";
import { findPlaces } from "@/server/gazetteer";
import { listParts } from "../parts/service";
import { getVisit } from "../service";
import type { BriefedRelation, BriefedTown, Briefing } from "./report";
import { namesToLookFor, relationsNamed } from "./rules";

/** As many relations as a briefing tells of. */
const MOST_RELATIONS = 3;
const MOST_ROWS = 12;
/** As many of the latest visits as a briefing tells the gifts of. */
const MOST_GIVEN = 3;

/**
 * What whoever is to meet a visit has use of knowing: the visit, the relations that it names, what the municipality's units have had to do with those who come, and where
 * they come from. What is not everyone's to see in the house is not in it, whoever asks, since it is printed and carried along. Throws NOT_FOUND when the visit isn't the actor's to see.
 */
export async function readBriefing(actor: Actor, id: string, now = new Date()): Promise<Briefing> {
  const [{ visit }, places] = await Promise.all([getVisit(actor, id, now), listRelationPlaces(actAsAnyone(), { unitId: null, country: null }, now)]);
  const parts = await listParts(actAsAnyone(), id, { loaded: { visit } }, now);
  const named = relationsNamed(visit, places);
  const linked = parts.links.filter(({ subjectKind }) => subjectKind === "townRelation").map(({ subjectId }) => subjectId);
  const ids = [...new Set([...linked, ...named.map((town) => town.id)])].slice(0, MOST_RELATIONS);
  const names = namesToLookFor(visit, named);
  const [relations, ...found] = await Promise.all([Promise.all(ids.map((relationId) => readRelation(relationId, now))), ...names.map((name) => findAcquaintances(actAsAnyone(), name, now))]);
  const all = <Row>(of: (connections: Connections) => readonly Row[], key: (row: Row) => string) => [...new Map(found.flatMap(of).map((row) => [key(row), row])).values()];
  const partners = found.flatMap((one) => one.partners);
  const visits = all((one) => one.visits, (row) => row.id)
    .filter((row) => row.id !== id && row.starts.on < visit.starts.on)
    .sort((a, b) => b.starts.on.localeCompare(a.starts.on))
    .slice(0, MOST_ROWS);
  const given = await Promise.all(visits.slice(0, MOST_GIVEN).map(async (row) => (await listParts(actAsAnyone(), row.id, {}, now)).gift.map((gift) => ({ visit: row.title, starts: row.starts, gift }))));
  return {
    visit,
    programme: parts.programme,
    participants: parts.participant,
    belongsWith: parts.links.map(({ title }) => title),
    gifts: given.flat(),
    relations,
    names,
    visits,
    projects: all((one) => one.projects, (row) => row.id).slice(0, MOST_ROWS),
    contacts: all((one) => one.contacts, (row) => `${row.partnerId} ${row.unitId}`).slice(0, MOST_ROWS),
    town: findTown(named[0] ?? partners.find(({ place }) => place !== null) ?? null),
  };
}

async function readRelation(id: string, now: Date): Promise<BriefedRelation> {
  const [{ relation }, papers] = await Promise.all([getRelation(actAsAnyone(), id), readPapers(actAsAnyone(), id)]);
  const [first] = inOrder(relation.episodes);
  const agreement = papers.agreements.filter(({ isLatest }) => isLatest).sort((a, b) => b.signedOn.localeCompare(a.signedOn))[0];
  return {
    id,
    name: relation.name,
    kind: relation.kind,
    standing: standingOn(relation.episodes, dateInStockholm(now)),
    since: first === undefined ? null : { on: first.startsOn, precision: first.startPrecision },
    agreement: agreement === undefined ? null : { title: agreement.title, signed: { on: agreement.signedOn, precision: agreement.signedPrecision }, validTo: agreement.validTo, subjectAreas: agreement.subjectAreas },
  };
}

function findTown(from: { place: string | null; country: string; latitude: number | null; longitude: number | null } | null): BriefedTown | null {
  if (from === null || from.place === null) return null;
  const { place: name, country } = from;
  const [known, second] = findPlaces(name, { country, whole: true, most: 2 });
  const only = known === undefined || second !== undefined ? null : known;
  const at = from.latitude !== null && from.longitude !== null ? { latitude: from.latitude, longitude: from.longitude } : only;
  return { name, country, population: only?.population ?? null, latitude: at?.latitude ?? null, longitude: at?.longitude ?? null };
}
