"use server";

import { defineAction } from "@/server/action";
import { removePartSchema } from "../schema";
import { addInfluenceSchema, changeInfluenceSchema } from "./schema";
import * as service from "./service";

const at = (itemId: string, done: string) => `/eu-monitoring/${itemId}?done=${done}#influence`;

export const add = defineAction({ form: "influence-add", input: addInfluenceSchema, run: service.addInfluence, next: (_output, { itemId }) => at(itemId, "influenced") });
export const change = defineAction({ form: "influence-change", input: changeInfluenceSchema, run: service.changeInfluence, next: (_output, { itemId }) => at(itemId, "influenceChanged") });
export const remove = defineAction({ form: "monitoring-step", input: removePartSchema, run: service.removeInfluence, next: (_output, { itemId }) => at(itemId, "influenceRemoved") });
