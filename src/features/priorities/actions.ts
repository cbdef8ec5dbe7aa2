"use server";

import { defineAction } from "@/server/action";
import { changePrioritySchema, priorityStepSchema, priorityVersionSchema, proposePrioritySchema } from "./schema";
import { archivePriority, changePriority, proposePriority, takePriorityStep } from "./service";

const DONE = { PROPOSED: "proposed", IN_FORCE: "putInForce", ENDED: "ended" } as const;

export const propose = defineAction({ form: "priority-propose", input: proposePrioritySchema, run: (actor, { key, priority }) => proposePriority(actor, priority, key), next: (output) => `/priorities/${output.ok ? output.value.id : ""}?done=proposed` });
export const change = defineAction({ form: "priority-change", input: changePrioritySchema, run: changePriority, next: (_output, { id }) => `/priorities/${id}?done=changed` });
export const step = defineAction({ form: "priority-step", input: priorityStepSchema, run: takePriorityStep, next: (_output, { id, to }) => `/priorities/${id}?done=${DONE[to]}` });
export const archive = defineAction({ form: "priority-step", input: priorityVersionSchema, run: (actor, priority) => archivePriority(actor, priority, true), next: (_output, { id }) => `/priorities/${id}?done=archived` });
export const restore = defineAction({ form: "priority-step", input: priorityVersionSchema, run: (actor, priority) => archivePriority(actor, priority, false), next: (_output, { id }) => `/priorities/${id}?done=restored` });
