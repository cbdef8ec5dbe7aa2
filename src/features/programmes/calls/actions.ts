"use server";

import { defineAction } from "@/server/action";
import { programmeVersionSchema } from "../schema";
import { addCallSchema, changeCallSchema } from "./schema";
import { addCall, archiveCall, changeCall } from "./service";

const at = (id: string, done: string) => `/programmes/calls/${id}?done=${done}`;

export const add = defineAction({ form: "call-add", input: addCallSchema, run: (actor, { key, call }) => addCall(actor, call, key), next: (output) => at(output.ok ? output.value.id : "", "added") });
export const change = defineAction({ form: "call-change", input: changeCallSchema, run: changeCall, next: (_output, { id }) => at(id, "changed") });
export const archive = defineAction({ form: "call-step", input: programmeVersionSchema, run: (actor, call) => archiveCall(actor, call, true), next: (_output, { id }) => at(id, "archived") });
export const restore = defineAction({ form: "call-step", input: programmeVersionSchema, run: (actor, call) => archiveCall(actor, call, false), next: (_output, { id }) => at(id, "restored") });
