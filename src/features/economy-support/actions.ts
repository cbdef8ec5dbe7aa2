"use server";

import { defineAction } from "@/server/action";
import { caseVersionSchema, changeCaseSchema, logCaseSchema } from "./schema";
import { archiveCase, changeCase, logCase } from "./service";

const at = (id: string, done: string) => `/economy-support/${id}?done=${done}`;

export const log = defineAction({ form: "support-log", input: logCaseSchema, run: (actor, { key, supportCase }) => logCase(actor, supportCase, key), next: (output) => at(output.ok ? output.value.id : "", "logged") });
export const change = defineAction({ form: "support-change", input: changeCaseSchema, run: changeCase, next: (_output, { id }) => at(id, "changed") });
export const archive = defineAction({ form: "support-step", input: caseVersionSchema, run: (actor, supportCase) => archiveCase(actor, supportCase, true), next: (_output, { id }) => at(id, "archived") });
export const restore = defineAction({ form: "support-step", input: caseVersionSchema, run: (actor, supportCase) => archiveCase(actor, supportCase, false), next: (_output, { id }) => at(id, "restored") });
