"use server";

import { defineAction } from "@/server/action";
import { activityVersionSchema, changeActivitySchema, logIndividualSchema, planActivitySchema } from "./schema";
import { archiveActivity, cancelActivity, changeActivity, inviteContactPersons, logIndividual, planActivity } from "./service";

const at = (id: string, done: string) => `/competence/${id}?done=${done}`;

export const plan = defineAction({ form: "competence-plan", input: planActivitySchema, run: (actor, { key, kind, activity }) => planActivity(actor, kind, activity, key), next: (output) => at(output.ok ? output.value.id : "", "planned") });
export const log = defineAction({ form: "competence-individual", input: logIndividualSchema, run: (actor, { key, appointmentId, activity }) => logIndividual(actor, appointmentId, activity, key), next: (output) => at(output.ok ? output.value.id : "", "logged") });
export const change = defineAction({ form: "competence-change", input: changeActivitySchema, run: changeActivity, next: (_output, { id }) => at(id, "changed") });
export const invite = defineAction({ form: "competence-step", input: activityVersionSchema, run: (actor, activity) => inviteContactPersons(actor, activity), next: (_output, { id }) => at(id, "invited") });
export const cancel = defineAction({ form: "competence-step", input: activityVersionSchema, run: (actor, activity) => cancelActivity(actor, activity), next: (_output, { id }) => at(id, "cancelled") });
export const archive = defineAction({ form: "competence-step", input: activityVersionSchema, run: (actor, activity) => archiveActivity(actor, activity, true), next: (_output, { id }) => at(id, "archived") });
export const restore = defineAction({ form: "competence-step", input: activityVersionSchema, run: (actor, activity) => archiveActivity(actor, activity, false), next: (_output, { id }) => at(id, "restored") });
