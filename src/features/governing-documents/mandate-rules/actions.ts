"use server";

import { defineAction } from "@/server/action";
import { removeRuleSchema, reworkRows, ruleSchema } from "./schema";
import { removeRule, saveRule } from "./service";

export const save = defineAction({ form: "mandate-rule", rework: reworkRows, input: ruleSchema, run: saveRule, next: (_output, { id }) => `/governing-documents/${id}/rules?done=saved` });
export const remove = defineAction({ form: "mandate-rule-remove", input: removeRuleSchema, run: removeRule, next: (_output, { id }) => `/governing-documents/${id}/rules?done=removed` });
