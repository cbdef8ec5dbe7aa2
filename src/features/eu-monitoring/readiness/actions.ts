"use server";

import { defineAction } from "@/server/action";
import { removePartSchema } from "../schema";
import { addReadinessSchema, changeReadinessSchema } from "./schema";
import * as service from "./service";

const at = (itemId: string, done: string) => `/eu-monitoring/${itemId}?done=${done}#readiness`;

export const add = defineAction({ form: "readiness-add", input: addReadinessSchema, run: service.addReadiness, next: (_output, { itemId }) => at(itemId, "madeReady") });
export const change = defineAction({ form: "readiness-change", input: changeReadinessSchema, run: service.changeReadiness, next: (_output, { itemId }) => at(itemId, "readinessChanged") });
export const remove = defineAction({ form: "monitoring-step", input: removePartSchema, run: service.removeReadiness, next: (_output, { itemId }) => at(itemId, "readinessRemoved") });
