import { randomUUID } from "node:crypto";
import { closingInput } from "../../factories/closings.ts";
import { caseInput } from "../../factories/economy-support.ts";
import { Refusal } from "./instance.ts";
import { projectInput } from "./town.ts";
import type { Write } from "./writes.ts";

interface ClosingPlan {
  token: string;
  key: string;
  projectId: string;
}

/** Tells what a project of its own came to, with its idempotency key. */
export const tellClosing: Write<ClosingPlan> = {
  kind: "tell a closing",
  plan: async (instance, { personId, town }) => {
    const { id } = await instance.call("projects", "logProject", personId, projectInput(town, `Avslutas ${randomUUID()}`), randomUUID());
    return { token: randomUUID(), key: randomUUID(), projectId: id };
  },
  send: async (instance, { personId, town }, { token, key, projectId }) => {
    const result = await instance.call("projects/closings", "saveClosing", personId, { projectId, key, version: 0, closing: closingInput({ toldOn: town.today, benefit: token }) });
    if (!result.ok) throw new Refusal(null, result.reason);
  },
  count: async (client, plans) => {
    const { rows } = await client.query<{ token: string }>("SELECT benefit AS token FROM project_closing WHERE benefit = ANY ($1) AND removed_at IS NULL", [plans.map(({ token }) => token)]);
    return plans.map(({ token }) => rows.filter((row) => row.token === token).length);
  },
};

interface SupportPlan {
  token: string;
  key: string;
}

/** Asks for support with its idempotency key. */
export const askForSupport: Write<SupportPlan> = {
  kind: "ask for support",
  plan: () => Promise.resolve({ token: randomUUID(), key: randomUUID() }),
  send: async (instance, { personId, town }, { token, key }) => {
    const result = await instance.call("economy-support", "logCase", personId, caseInput({ unitId: town.unitId, title: token, askedOn: town.today }), key);
    if (!result.ok) throw new Refusal(null, result.reason);
  },
  count: async (client, plans) => {
    const { rows } = await client.query<{ token: string }>("SELECT title AS token FROM support_case WHERE title = ANY ($1)", [plans.map(({ token }) => token)]);
    return plans.map(({ token }) => rows.filter((row) => row.token === token).length);
  },
};
