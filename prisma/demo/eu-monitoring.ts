import { addInfluence } from "@/features/eu-monitoring/influence/service";
import { addReadiness } from "@/features/eu-monitoring/readiness/service";
import { logItem } from "@/features/eu-monitoring/service";
import { findNetwork } from "./networks";
import { certaintyOf } from "./organisation";
import { actAs, idOf, keyOf, must, onRoster, personOfAccount, type Town } from "./town";

/** Logs what the units follow at EU level, what they did to influence it and how ready they are, each as the unit's contact person does, or the office where there is none. */
export async function loadMonitoring(town: Town): Promise<number> {
  for (const data of town.data.monitoring) {
    const actor = await actAs(town, onRoster(town, data.unit, "PRIMARY") ?? personOfAccount(town, "COORDINATOR"));
    const item = {
      unitId: idOf(town.bodies, data.unit),
      title: data.title,
      reference: data.reference ?? null,
      source: data.source ?? null,
      stage: data.stage,
      relevance: data.relevance,
      meaning: data.meaning ?? null,
      begunOn: data.since,
      endedOn: data.ended ?? null,
      assessedBy: data.assessed.by,
      assessedOn: data.assessed.on,
      nextCheckOn: data.nextCheckOn ?? null,
      responsible: data.responsible ?? null,
    };
    const about = { origin: { isDemonstration: true, certainty: certaintyOf(data.certainty) } };
    const { id: itemId } = must(`The monitoring item ${data.key}`, await logItem(actor, item, keyOf(town, "monitoring", data.key), about, town.now));
    for (const [index, { kind, title, on, network, priority, through, position, outcome }] of data.influence.entries()) {
      const networkId = network === undefined ? null : await findNetwork(town, network);
      const action = { kind, title, actedOn: on, networkId, through: through ?? null, priorityId: priority === undefined ? null : idOf(town.priorities, priority), position: position ?? null, outcome: outcome ?? null };
      must(`The influence on ${data.key}`, await addInfluence(actor, { key: keyOf(town, "influence", data.key, String(index)), itemId, action }, town.now));
    }
    for (const [index, { consequence, on, state, measure, responsible, due }] of data.readiness.entries()) {
      const readiness = { consequence, assessedOn: on, state, measure: measure ?? null, responsible: responsible ?? null, dueOn: due ?? null };
      must(`The readiness for ${data.key}`, await addReadiness(actor, { key: keyOf(town, "readiness", data.key, String(index)), itemId, readiness }, town.now));
    }
  }
  return town.data.monitoring.length;
}
