import { logInformation } from "@/features/opportunities/information/service";
import { saveOpportunity } from "@/features/opportunities/savings/service";
import { logOpportunity } from "@/features/opportunities/service";
import { readSearchFilter } from "@/features/partners/searches/schema";
import { listSearches } from "@/features/partners/searches/service";
import { certaintyOf } from "./organisation";
import { actAs, idOf, keyOf, must, onRoster, personOfAccount, type Town } from "./town";

const actorFor = (town: Town, unit: string) => actAs(town, onRoster(town, unit, "PRIMARY") ?? personOfAccount(town, "COORDINATOR"));

/** The call and the search that an opportunity is made from, as they stand in their registers. */
async function findSource(town: Town, { call, search }: Town["data"]["opportunities"][number]) {
  const title = search === undefined ? undefined : town.data.partnerSearches.find((one) => one.key === search)?.title;
  const found = title === undefined ? undefined : (await listSearches(town.system, readSearchFilter({ q: title, direction: "RECEIVED" }).filter, town.now)).rows.find((row) => row.title === title);
  return { callId: call === undefined ? null : idOf(town.calls, call), partnerSearchId: found?.id ?? null };
}

/** Enters each opportunity as the unit's contact person does, or the office where there is none, and saves it for those who have. */
export async function loadOpportunities(town: Town): Promise<number> {
  for (const data of town.data.opportunities) {
    const opportunity = {
      unitId: idOf(town.bodies, data.unit),
      kind: data.kind,
      title: data.title,
      text: data.text ?? null,
      website: data.website ?? null,
      source: data.source ?? null,
      programmeId: data.programme === undefined ? null : idOf(town.programmes, data.programme),
      deadline: data.deadline ?? null,
      enteredOn: data.on,
      municipalGoals: [...data.goals],
      priorityIds: data.priorities.map((priority) => idOf(town.priorities, priority)),
      suitedUnitIds: data.suits.map((unit) => idOf(town.bodies, unit)),
    };
    const about = { origin: { isDemonstration: true, certainty: certaintyOf(data.certainty) } };
    const input = { key: keyOf(town, "opportunity", data.key), opportunity, from: await findSource(town, data) };
    const { id } = must(`The opportunity ${data.key}`, await logOpportunity(await actorFor(town, data.unit), input, about, town.now));
    town.opportunities.set(data.key, id);
    for (const person of data.savedBy) await saveOpportunity(await actAs(town, person), id, town.now);
  }
  return town.data.opportunities.length;
}

/** Writes what units have told within themselves; a closed opportunity was forwarded by somebody who had seen its last day. */
export async function loadInformation(town: Town): Promise<number> {
  for (const data of town.data.information) {
    const of = town.data.opportunities.find((one) => one.key === data.opportunity);
    const activity = {
      unitId: idOf(town.bodies, data.unit),
      kind: data.kind,
      title: data.title,
      text: data.text ?? null,
      heldOn: data.on,
      reached: data.reached ?? null,
      opportunityId: data.opportunity === undefined ? null : idOf(town.opportunities, data.opportunity),
    };
    const about = { origin: { isDemonstration: true, certainty: certaintyOf(data.certainty) } };
    must(`The information activity ${data.key}`, await logInformation(await actorFor(town, data.unit), { key: keyOf(town, "information", data.key), activity, seenDeadline: of?.deadline ?? null }, about, town.now));
  }
  return town.data.information.length;
}
