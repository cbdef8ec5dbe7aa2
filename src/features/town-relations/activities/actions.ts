"use server";

import { defineAction } from "@/server/action";
import { activityVersionSchema, changeActivitySchema, logActivitySchema } from "./schema";
import { archiveActivity, changeActivity, logActivity } from "./service";

const at = (id: string, done: string) => `/town-relations/activities/${id}?done=${done}`;

export const log = defineAction({ form: "town-activity-log", input: logActivitySchema, run: (actor, { key, activity }) => logActivity(actor, activity, key), next: (output) => at(output.ok ? output.value.id : "", "logged") });
export const change = defineAction({ form: "town-activity-change", input: changeActivitySchema, run: changeActivity, next: (_output, { id }) => at(id, "changed") });
export const archive = defineAction({ form: "town-activity-step", input: activityVersionSchema, run: (actor, activity) => archiveActivity(actor, activity, true), next: (_output, { id }) => at(id, "archived") });
export const restore = defineAction({ form: "town-activity-step", input: activityVersionSchema, run: (actor, activity) => archiveActivity(actor, activity, false), next: (_output, { id }) => at(id, "restored") });
