import { proposePriority, takePriorityStep, getPriority } from "@/features/priorities/service";
import { actAs, idOf, keyOf, must, personOfAccount, type Town } from "./town";

/** Proposes the priorities, as the office writes them down. */
export async function loadPriorities(town: Town): Promise<number> {
  const office = await actAs(town, personOfAccount(town, "COORDINATOR"));
  for (const { key, kind, title, description, setBy, startsOn, endsOn } of town.data.priorities) {
    const input = { kind, title, description: description ?? null, setById: idOf(town.bodies, setBy), startsOn, endsOn: endsOn ?? null };
    const { id } = must(`The priority ${key}`, await proposePriority(office, input, keyOf(town, "priority", key), { origin: { isDemonstration: true, certainty: "LOW" } }, town.now));
    town.priorities.set(key, id);
  }
  return town.data.priorities.length;
}

/** Puts those in force that the data's decisions carry, and ends those that were ended; steps that an interrupted load has taken are not taken again. */
export async function putPrioritiesInForce(town: Town): Promise<number> {
  const office = await actAs(town, personOfAccount(town, "COORDINATOR"));
  const decided = town.data.priorities.flatMap(({ inForceOn, ...priority }) => (inForceOn === undefined ? [] : [{ ...priority, inForceOn }]));
  for (const { key, inForceOn, endedOn } of decided) {
    const id = idOf(town.priorities, key);
    for (const [to, on] of [["IN_FORCE", inForceOn], ["ENDED", endedOn]] as const) {
      const { priority } = await getPriority(office, id, town.now);
      if (on === undefined || priority.steps.some((step) => step.to === to)) continue;
      must(`${key} to ${to}`, await takePriorityStep(office, { id, version: priority.version, to, on }, town.now));
    }
  }
  return decided.length;
}
