"use server";

import { defineAction } from "@/server/action";
import { closingVersionSchema, saveClosingSchema } from "./schema";
import { removeClosing, saveClosing } from "./service";

export const save = defineAction({ form: "project-closing", input: saveClosingSchema, run: (actor, input) => saveClosing(actor, input), next: (_output, { projectId, version }) => `/projects/${projectId}/closing?done=${version === 0 ? "told" : "changed"}` });
export const remove = defineAction({ form: "project-closing-step", input: closingVersionSchema, run: (actor, input) => removeClosing(actor, input), next: (_output, { projectId }) => `/projects/${projectId}/closing?done=removed` });
