"use server";

import { defineAction } from "@/server/action";
import { changeInitiativeSchema, initiativeVersionSchema, logInitiativeSchema, nameProjectSchema } from "./schema";
import { archiveInitiative, changeInitiative, logInitiative, nameProject as saveProject } from "./service";

const at = (id: string, done: string) => `/initiatives/${id}?done=${done}`;

export const log = defineAction({ form: "initiative-log", input: logInitiativeSchema, run: (actor, { key, initiative, opportunityId }) => logInitiative(actor, initiative, key, { opportunityId }), next: (output) => at(output.ok ? output.value.id : "", "logged") });
export const change = defineAction({ form: "initiative-change", input: changeInitiativeSchema, run: changeInitiative, next: (_output, { id }) => at(id, "changed") });
export const nameProject = defineAction({ form: "initiative-project", input: nameProjectSchema, run: saveProject, next: (_output, { id, projectId }) => at(id, projectId === null ? "projectLeft" : "becameProject") });
export const archive = defineAction({ form: "initiative-step", input: initiativeVersionSchema, run: (actor, initiative) => archiveInitiative(actor, initiative, true), next: (_output, { id }) => at(id, "archived") });
export const restore = defineAction({ form: "initiative-step", input: initiativeVersionSchema, run: (actor, initiative) => archiveInitiative(actor, initiative, false), next: (_output, { id }) => at(id, "restored") });
