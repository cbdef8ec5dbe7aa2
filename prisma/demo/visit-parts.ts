import { addDays, dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { readNetworkFilter } from "@/features/networks/schema";
import { listNetworks } from "@/features/networks/service";
import { listProjects } from "@/features/projects/lists/service";
import { readProjectFilter } from "@/features/projects/schema";
import { readRelationFilter } from "@/features/town-relations/schema";
import { listRelations } from "@/features/town-relations/service";
import type { PartInput } from "@/features/visits/parts/schema";
import { listParts, savePart, settleAction } from "@/features/visits/parts/service";
import { closeVisit, getReport, saveReport } from "@/features/visits/reports/service";
import { readVisitFilter } from "@/features/visits/schema";
import { getVisit, listVisits } from "@/features/visits/service";
import { actAs, idOf, keyOf, must, personOfAccount, type Town } from "./town";

type VisitData = Town["data"]["visits"][number];
type Holds = NonNullable<VisitData["holds"]>;

/** Tells what visits hold, as the office does it on their units' behalf; what an interrupted load has told is not told again. */
export async function loadVisitParts(town: Town): Promise<number> {
  const holding = town.data.visits.flatMap(({ holds, ...visit }) => (holds === undefined ? [] : [{ visit, holds }]));
  const office = await actAs(town, personOfAccount(town, "COORDINATOR"));
  for (const { visit, holds } of holding) {
    const found = (await listVisits(office, readVisitFilter({ q: visit.title }).filter, town.now)).rows.find(({ title }) => title === visit.title);
    if (found === undefined) throw new Error(`${visit.title} is not in the register.`);
    await loadParts(town, visit.key, found.id, holds, found.starts.on);
    await loadReport(town, visit.key, found.id, holds, found.endsOn);
  }
  return holding.length;
}

async function loadParts(town: Town, key: string, visitId: string, holds: Holds, startsOn: PlainDate): Promise<void> {
  const office = await actAs(town, personOfAccount(town, "COORDINATOR"));
  const today = dateInStockholm(town.now);
  const save = async (part: PartInput, place: number) => {
    const { id } = must(`A part of ${key}`, await savePart(office, { key: keyOf(town, "visit part", key, part.kind, String(place)), visitId, changed: null, part }, town.now));
    return id;
  };
  const stored = await listParts(office, visitId, {}, town.now);
  // Counted, since days are others when an interrupted load is taken up on another day.
  const rest = <Item>(items: readonly Item[], there: readonly unknown[]) => items.map((item, place) => ({ item, place })).slice(there.length);
  for (const { item, place } of rest(holds.links, stored.links)) await save({ kind: "link", subjectKind: item.kind, subjectId: await findLinked(town, item) }, place);
  for (const { item, place } of rest(holds.programme, stored.programme)) {
    await save({ kind: "programme", day: addDays(startsOn, item.day), from: item.from, to: item.to ?? null, timeZone: "Europe/Stockholm", what: item.what, place: item.place ?? null }, place);
  }
  for (const { item, place } of rest(holds.participants, stored.participant)) {
    const personId = item.person === undefined ? null : idOf(town.people, item.person);
    await save({ kind: "participant", role: item.role, standing: item.standing ?? null, personId, name: null, title: item.title ?? null, organisation: item.organisation ?? null, headcount: item.count }, place);
  }
  const participantIds = (await listParts(office, visitId, {}, town.now)).participant.map(({ id }) => id);
  for (const { item, place } of rest(holds.hospitality, stored.hospitality)) await save({ kind: "hospitality", servedOn: addDays(startsOn, item.day), what: item.what, purpose: item.purpose, participantIds }, place);
  for (const { item, place } of rest(holds.gifts, stored.gift)) {
    await save({ kind: "gift", direction: item.direction, what: item.what, whom: item.whom ?? null, valueOre: item.valueMinor === undefined ? null : BigInt(item.valueMinor), keptWhere: item.keptWhere ?? null }, place);
  }
  for (const { item, place } of rest(holds.costs, stored.cost)) await save({ kind: "cost", costKind: item.kind, payerId: idOf(town.bodies, item.payer), amountOre: BigInt(item.amountMinor), note: item.note ?? null }, place);
  for (const { item, place } of rest(holds.actions, stored.actions)) {
    const id = await save({ kind: "action", what: item.what, ownerId: idOf(town.people, item.owner), dueOn: addDays(today, item.dueIn) }, place);
    if (item.done) await settleAction(office, { visitId, id, version: 1, isDone: true }, town.now);
  }
}

async function loadReport(town: Town, key: string, visitId: string, { report, closed }: Holds, endsOn: PlainDate): Promise<void> {
  if (report === undefined) return;
  const office = await actAs(town, personOfAccount(town, "COORDINATOR"));
  const told = { toldOn: endsOn, outcome: report.outcome, addedValue: [...report.for], benefit: report.benefit, spreadTo: report.spreadTo ?? null };
  if ((await getReport(office, visitId, {}, town.now)).report === null) must(`The report of ${key}`, await saveReport(office, { visitId, key: keyOf(town, "visit report", key), version: 0, report: told }, town.now));
  const { visit } = await getVisit(office, visitId, town.now);
  if (closed) must(`Closing ${key}`, await closeVisit(office, { id: visitId, version: visit.version }, true, town.now));
}

async function findLinked(town: Town, { kind, key }: Holds["links"][number]): Promise<string> {
  const office = await actAs(town, personOfAccount(town, "COORDINATOR"));
  const called = { townRelation: town.data.townRelations.find((each) => each.key === key)?.name, network: town.data.networks.find((each) => each.key === key)?.name, project: town.data.projects.find((each) => each.key === key)?.title }[kind];
  if (called === undefined) throw new Error(`There is no ${kind} ${key}.`);
  const found = {
    townRelation: async () => (await listRelations(office, readRelationFilter({ q: called }).filter, town.now)).rows.map(({ id, name }) => ({ id, title: name })),
    network: async () => (await listNetworks(office, readNetworkFilter({ q: called }).filter, town.now)).rows.map(({ id, name }) => ({ id, title: name })),
    project: async () => (await listProjects(office, readProjectFilter({ q: called }).filter, town.now)).rows,
  }[kind];
  const record = (await found()).find(({ title }) => title === called);
  if (record === undefined) throw new Error(`${called} is not in its register.`);
  return record.id;
}
