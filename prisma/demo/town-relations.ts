import type { Certainty } from "@/features/town-relations/schema";
import { logActivity } from "@/features/town-relations/activities/service";
import { BENEFICIARY_GROUPS } from "@/features/town-relations/activities/schema";
import type { EpisodeInput } from "@/features/town-relations/episodes/schema";
import { addMeeting } from "@/features/recurring-meetings/service";
import { addEpisode, addTown, enterRelation, getRelation } from "@/features/town-relations/service";
import { actAs, idOf, keyOf, must, personOfAccount, type Town } from "./town";

type RelationData = Town["data"]["townRelations"][number];

const CERTAINTIES = { high: "HIGH", medium: "MEDIUM", low: "LOW" } as const satisfies Record<RelationData["certainty"], Certainty>;

/** Enters the relations with their histories and towns, as the office does it; each step has a key of its own, so that an interrupted load is taken up where it broke off. */
export async function loadTownRelations(town: Town): Promise<number> {
  for (const relation of town.data.townRelations) {
    const id = await loadRelation(town, relation);
    await loadExchanges(town, relation, id);
    await loadMeetings(town, relation, id);
  }
  return town.data.townRelations.length;
}

async function loadRelation(town: Town, data: RelationData): Promise<string> {
  const office = await actAs(town, personOfAccount(town, "COORDINATOR"));
  const what = `The town relation ${data.key}`;
  const [firstTown, ...towns] = data.towns;
  const [firstEpisode, ...episodes] = data.episodes;
  if (firstTown === undefined || firstEpisode === undefined) throw new Error(`${what} has no town or no history.`);
  const relation = {
    name: data.name,
    kind: data.kind,
    unitId: idOf(town.bodies, town.data.coordinatingOffice),
    description: data.description ?? null,
    caseNumber: null,
    priorityId: null,
    outsidePriorities: data.outsidePriorities ?? null,
    source: data.source,
    certainty: CERTAINTIES[data.certainty],
  };
  const facts = data.facts.map((fact) => ({ ...fact, certainty: CERTAINTIES[fact.certainty] }));
  const { id } = must(what, await enterRelation(office, { relation, town: firstTown, episode: toEpisode(firstEpisode) }, keyOf(town, "townRelation", data.key), { origin: { isDemonstration: data.demonstration }, facts }, town.now));
  const versionNow = async () => (await getRelation(office, id, town.now)).relation.version;
  for (const more of towns) must(`${what}'s town ${more.name}`, await addTown(office, { id, version: await versionNow(), town: more, time: { since: null, until: null, note: null } }, keyOf(town, "townRelation", data.key, more.name), town.now));
  for (const more of episodes) must(`${what}'s episode ${more.state}`, await addEpisode(office, { id, version: await versionNow(), episode: toEpisode(more) }, keyOf(town, "townRelation", data.key, more.state, more.from), town.now));
  return id;
}

function toEpisode({ state, from, fromPrecision, to, toPrecision, ownBasis, source, note }: RelationData["episodes"][number]): EpisodeInput {
  return {
    state,
    starts: { on: from, precision: fromPrecision },
    ends: to === undefined ? null : { on: to, precision: toPrecision },
    basis: ownBasis !== undefined ? "OWN" : source !== undefined ? "UNKNOWN" : "NONE",
    decisionId: null,
    ownBasis: ownBasis ?? null,
    note: note ?? null,
    source: source ?? null,
  };
}

async function loadExchanges(town: Town, { key, exchanges }: RelationData, relationId: string): Promise<void> {
  const office = await actAs(town, personOfAccount(town, "COORDINATOR"));
  for (const exchange of exchanges) {
    const unitId = idOf(town.bodies, exchange.unit);
    const youth = exchange.childrenAndYouth ?? 0;
    for (const year of exchange.years) {
      const activity = {
        relationId,
        unitId,
        title: exchange.years.length === 1 ? exchange.title : `${exchange.title} ${String(year)}`,
        held: { on: `${String(year)}-${exchange.on}`, precision: exchange.precision },
        groups: BENEFICIARY_GROUPS.filter((group) => exchange.groups.includes(group)),
        participantCount: exchange.participants ?? null,
        reachesChildrenAndYouth: youth > 0,
        childrenAndYouthCount: youth > 0 ? youth : null,
        association: exchange.association ?? null,
        grantOre: exchange.grantMinor === undefined ? null : BigInt(exchange.grantMinor),
        payerUnitId: exchange.grantMinor === undefined ? null : unitId,
        benefit: exchange.benefit,
        source: exchange.source ?? null,
      };
      must(`${activity.title} in ${key}`, await logActivity(office, activity, keyOf(town, "exchange", key, exchange.title, String(year)), { origin: { isDemonstration: exchange.demonstration, certainty: exchange.demonstration ? "LOW" : "HIGH" } }, town.now));
    }
  }
}

/** Adds the meetings that a relation's towns take turns to host; the first host's year is counted back from the municipality's own turn. */
async function loadMeetings(town: Town, { key, meetings }: RelationData, relationId: string): Promise<void> {
  const office = await actAs(town, personOfAccount(town, "COORDINATOR"));
  const own = town.pack.municipality.shortName;
  for (const { ownTurnIn, note, heldMonth, ...meeting } of meetings) {
    const firstYear = town.now.getFullYear() + ownTurnIn - meeting.everyYears * meeting.hosts.indexOf(own);
    const input = { ...meeting, firstYear, relationId, networkId: null, unitId: idOf(town.bodies, town.data.coordinatingOffice), heldMonth: heldMonth ?? null, note: note ?? null };
    must(`${meeting.name} in ${key}`, await addMeeting(office, input, keyOf(town, "meeting", key, meeting.name), { origin: { isDemonstration: true, certainty: "LOW" } }, town.now));
  }
}
