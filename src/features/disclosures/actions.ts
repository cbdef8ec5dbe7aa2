"use server";

import { defineAction } from "@/server/action";
import { changeRequestSchema, registerRequestSchema, requestStepSchema } from "./schema";
import { changeRequest, registerRequest, reopenRequest, withdrawRequest } from "./service";

const at = (id: string, done: string) => `/disclosures/${id}?done=${done}`;

export const register = defineAction({ form: "disclosure-register", input: registerRequestSchema, run: (actor, { key, request }) => registerRequest(actor, request, key), next: (output) => at(output.ok ? output.value.id : "", "registered") });
export const change = defineAction({ form: "disclosure-change", input: changeRequestSchema, run: changeRequest, next: (_output, { id }) => at(id, "changed") });
export const withdraw = defineAction({ form: "disclosure-step", input: requestStepSchema, run: withdrawRequest, next: (_output, { id }) => at(id, "withdrawn") });
export const reopen = defineAction({ form: "disclosure-step", input: requestStepSchema, run: reopenRequest, next: (_output, { id }) => at(id, "reopened") });
