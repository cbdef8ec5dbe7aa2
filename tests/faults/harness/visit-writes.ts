import { randomUUID } from "node:crypto";
import { addDays } from "@/domain/plain-date";
import { participantInput, reportInput, visitInput } from "../../factories/visits.ts";
import type { Instance } from "./instance.ts";
import { Refusal } from "./instance.ts";
import { counting, planKeyed, type KeyedPlan } from "./keyed.ts";
import type { Town } from "./town.ts";
import type { Write } from "./writes.ts";

/** Announces a visit that was yesterday, of which all may be told. */
export async function yesterday(instance: Instance, personId: string, town: Town): Promise<string> {
  const visit = visitInput({ unitId: town.unitId, title: `I går ${randomUUID()}`, starts: { on: addDays(town.today, -1), precision: "DAY" } });
  const result = await instance.call("visits", "announceVisit", personId, visit, randomUUID());
  if (!result.ok) throw new Refusal(null, result.reason);
  return result.value.id;
}

/** Adds someone who takes part to a visit that is announced for it, with its idempotency key. */
export const addParticipant: Write<KeyedPlan & { visitId: string }> = {
  kind: "add a participant to a visit",
  plan: async (instance, { personId, town }) => ({ ...(await planKeyed()), visitId: await yesterday(instance, personId, town) }),
  send: async (instance, { personId }, { token, key, visitId }) => {
    const result = await instance.call("visits/parts", "savePart", personId, { key, visitId, changed: null, part: participantInput({ name: token, title: token }) });
    if (!result.ok) throw new Refusal(null, result.reason);
  },
  // Whole with the name, or not at all.
  count: counting("SELECT d.name AS token FROM visit_participant p JOIN visit_participant_details d ON d.participant_id = p.id WHERE p.title = ANY ($1)"),
};

/** Reports on a visit that is announced for it, with its idempotency key. */
export const reportVisit: Write<KeyedPlan & { visitId: string }> = {
  kind: "report on a visit",
  plan: async (instance, { personId, town }) => ({ ...(await planKeyed()), visitId: await yesterday(instance, personId, town) }),
  send: async (instance, { personId, town }, { token, key, visitId }) => {
    const result = await instance.call("visits/reports", "saveReport", personId, { visitId, key, version: 0, report: reportInput({ toldOn: town.today, outcome: token }) });
    if (!result.ok) throw new Refusal(null, result.reason);
  },
  count: counting("SELECT outcome AS token FROM visit_report WHERE outcome = ANY ($1)"),
};
