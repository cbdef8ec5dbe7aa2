"use server";

import { defineAction } from "@/server/action";
import { addBodySchema, closeBodySchema, describeBodySchema, mergeBodySchema, moveBodySchema, renameBodySchema } from "./schema";
import { addBody, closeBody, describeBody, mergeBody, moveBody, renameBody } from "./service";

export const add = defineAction({ form: "body-add", input: addBodySchema, run: (actor, { key, body }) => addBody(actor, body, key), next: (output) => (output.ok ? `/bodies/${output.value.id}?done=added` : "/bodies") });
export const describe = defineAction({ form: "body-describe", input: describeBodySchema, run: describeBody, next: (_output, input) => `/bodies/${input.bodyId}?done=described` });
export const rename = defineAction({ form: "body-rename", input: renameBodySchema, run: renameBody, next: (_output, input) => `/bodies/${input.bodyId}?done=renamed` });
export const move = defineAction({ form: "body-move", input: moveBodySchema, run: moveBody, next: (_output, input) => `/bodies/${input.bodyId}?done=moved` });
export const close = defineAction({ form: "body-close", input: closeBodySchema, run: closeBody, next: (_output, input) => `/bodies/${input.bodyId}?done=closed` });
export const merge = defineAction({ form: "body-merge", input: mergeBodySchema, run: mergeBody, next: (_output, input) => `/bodies/${input.bodyId}?done=merged` });
