"use server";

import { defineAction } from "@/server/action";
import { reworkRows, rulePlaceSchema, ruleSchema } from "./schema";
import { removeRule, restoreRule, saveRule } from "./service";

export const save = defineAction({ form: "mandate-rule", rework: reworkRows, input: ruleSchema, run: saveRule, next: (_output, { id }) => `/governing-documents/${id}/rules?done=saved` });
export const remove = defineAction({ form: "mandate-rule-remove", input: rulePlaceSchema, run: removeRule, next: (_output, { id }) => `/governing-documents/${id}/rules?done=removed` });
export const restore = defineAction({ form: "mandate-rule-restore", input: rulePlaceSchema, run: restoreRule, next: (_output, { id }) => `/governing-documents/${id}/rules?done=restored` });
