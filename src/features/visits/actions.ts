"use server";

import { defineAction } from "@/server/action";
import { announceVisitSchema, changeVisitSchema, visitStepSchema } from "./schema";
import { announceVisit, archiveVisit, cancelVisit, changeVisit } from "./service";

const idOf = (output: { ok: true; value: { id: string } } | { ok: false }): string => (output.ok ? output.value.id : "");

export const announce = defineAction({ form: "visit-announce", input: announceVisitSchema, run: (actor, { key, visit, meetingId }) => announceVisit(actor, visit, key, { meetingId }), next: (output) => `/visits/${idOf(output)}?done=announced` });
export const change = defineAction({ form: "visit-change", input: changeVisitSchema, run: changeVisit, next: (_output, { id }) => `/visits/${id}?done=changed` });
export const cancel = defineAction({ form: "visit-step", input: visitStepSchema, run: (actor, visit) => cancelVisit(actor, visit, true), next: (_output, { id }) => `/visits/${id}?done=cancelled` });
export const resume = defineAction({ form: "visit-step", input: visitStepSchema, run: (actor, visit) => cancelVisit(actor, visit, false), next: (_output, { id }) => `/visits/${id}?done=resumed` });
export const archive = defineAction({ form: "visit-step", input: visitStepSchema, run: (actor, visit) => archiveVisit(actor, visit, true), next: (_output, { id }) => `/visits/${id}?done=archived` });
export const restore = defineAction({ form: "visit-step", input: visitStepSchema, run: (actor, visit) => archiveVisit(actor, visit, false), next: (_output, { id }) => `/visits/${id}?done=restored` });
