"use server";

import { defineAction } from "@/server/action";
import { changeItemSchema, itemVersionSchema, logItemSchema } from "./schema";
import { archiveItem, changeItem, logItem } from "./service";

const at = (id: string, done: string) => `/eu-monitoring/${id}?done=${done}`;

export const log = defineAction({ form: "monitoring-log", input: logItemSchema, run: (actor, { key, item }) => logItem(actor, item, key), next: (output) => at(output.ok ? output.value.id : "", "logged") });
export const change = defineAction({ form: "monitoring-change", input: changeItemSchema, run: changeItem, next: (_output, { id }) => at(id, "changed") });
export const archive = defineAction({ form: "monitoring-step", input: itemVersionSchema, run: (actor, item) => archiveItem(actor, item, true), next: (_output, { id }) => at(id, "archived") });
export const restore = defineAction({ form: "monitoring-step", input: itemVersionSchema, run: (actor, item) => archiveItem(actor, item, false), next: (_output, { id }) => at(id, "restored") });
