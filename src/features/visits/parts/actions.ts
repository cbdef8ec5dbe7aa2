"use server";

import { defineAction } from "@/server/action";
import { eraseNameSchema, removePartSchema, savePartSchema, settleActionSchema } from "./schema";
import { eraseName, removePart, savePart, settleAction } from "./service";

export const save = defineAction({ form: "visit-part", input: savePartSchema, run: (actor, input) => savePart(actor, input), next: (_output, { visitId, part }) => `/visits/${visitId}?done=saved#${part.kind}` });
export const remove = defineAction({ form: "visit-step", input: removePartSchema, run: removePart, next: (_output, { visitId, kind }) => `/visits/${visitId}?done=removed#${kind}` });
export const erase = defineAction({ form: "visit-step", input: eraseNameSchema, run: (actor, input) => eraseName(actor, input), next: (_output, { visitId }) => `/visits/${visitId}?done=erased#participant` });
export const settle = defineAction({ form: "visit-step", input: settleActionSchema, run: (actor, input) => settleAction(actor, input), next: (_output, { visitId, isDone }) => `/visits/${visitId}?done=${isDone ? "actionDone" : "actionReopened"}#action` });
