import { randomUUID } from "node:crypto";
import { deadlineInput } from "../../factories/deadlines.ts";
import { callInput, programmeInput } from "../../factories/programmes.ts";
import { Refusal } from "./instance.ts";
import { counting, planKeyed, type KeyedPlan } from "./keyed.ts";
import { projectInput } from "./town.ts";
import type { Write } from "./writes.ts";

/** Adds a programme with its idempotency key. */
export const addProgramme: Write<KeyedPlan> = {
  kind: "add a programme",
  plan: planKeyed,
  send: async (instance, { town }, { token, key }) => {
    const result = await instance.call("programmes", "addProgramme", town.officeId, programmeInput({ nameSv: token }), key);
    if (!result.ok) throw new Refusal(null, result.reason);
  },
  count: counting("SELECT name_sv AS token FROM programme WHERE name_sv = ANY ($1)"),
};

/** Adds a call of a programme that is added for it, with its idempotency key. */
export const addCall: Write<KeyedPlan & { programmeId: string }> = {
  kind: "add a call",
  plan: async (instance, { town }) => {
    const added = await instance.call("programmes", "addProgramme", town.officeId, programmeInput({ nameSv: randomUUID() }), randomUUID());
    return added.ok ? { ...(await planKeyed()), programmeId: added.value.id } : null;
  },
  send: async (instance, { town }, { token, key, programmeId }) => {
    const result = await instance.call("programmes/calls", "addCall", town.officeId, callInput({ programmeId, name: token }), key);
    if (!result.ok) throw new Refusal(null, result.reason);
  },
  count: counting("SELECT name AS token FROM call WHERE name = ANY ($1)"),
};

/** Adds three deadlines to a project that is logged for them, with their idempotency key. */
export const addDeadlines: Write<KeyedPlan & { projectId: string }> = {
  kind: "add deadlines",
  plan: async (instance, { personId, town }) => ({ ...(await planKeyed()), projectId: (await instance.call("projects", "logProject", personId, projectInput(town, randomUUID()), randomUUID())).id }),
  send: async (instance, { personId }, { token, key, projectId }) => {
    await instance.call("projects/deadlines", "addDeadline", personId, { deadline: deadlineInput({ projectId, title: token, dueOn: "2026-01-31", everyMonths: 6, until: "2027-01-31" }), key });
  },
  // All three, or none.
  count: counting("SELECT title AS token FROM project_deadline WHERE title = ANY ($1) GROUP BY title, created_at HAVING count(*) = 3"),
};

/** Ticks a thing of a project's checklist that is logged for it; pressed again, it stays ticked. */
export const tickChecklist: Write<KeyedPlan & { projectId: string }> = {
  kind: "tick a checklist",
  plan: async (instance, { personId, town }) => ({ ...(await planKeyed()), projectId: (await instance.call("projects", "logProject", personId, projectInput(town, randomUUID()), randomUUID())).id }),
  send: async (instance, { personId }, { token, projectId }) => {
    const result = await instance.call("projects/checklist", "tick", personId, { projectId, code: "CODE_STRING", note: token });
    if (!result.ok) throw new Refusal(null, result.reason);
  },
  count: counting("SELECT note AS token FROM checklist_tick WHERE note = ANY ($1)"),
};

/** Sets right the state of a project that is logged for it, from the version that was seen. */
export const correctStatus: Write<KeyedPlan & { projectId: string }> = {
  kind: "correct a status",
  plan: async (instance, { personId, town }) => ({ ...(await planKeyed()), projectId: (await instance.call("projects", "logProject", personId, projectInput(town, randomUUID()), randomUUID())).id }),
  send: async (instance, { personId }, { token, projectId }, isRepeated) => {
    try {
      const result = await instance.call("projects/steps", "correctStatus", personId, { id: projectId, _version: 1, right: "CANCELLED", reason: token });
      if (!result.ok) throw new Refusal(null, result.reason);
    } catch (error) {
      // Sent again, it meets what it did the first time.
      if (!(isRepeated && error instanceof Refusal && error.code === "CONFLICT")) throw error;
    }
  },
  count: counting("SELECT note AS token FROM status_change WHERE is_correction AND note = ANY ($1)"),
};
