"use server";

import { defineAction } from "@/server/action";
import { tickSchema, untickSchema } from "./schema";
import * as service from "./service";

export const tick = defineAction({ form: "checklist-step", input: tickSchema, run: service.tick, next: (_output, { projectId, code }) => `/projects/${projectId}/checklist?done=ticked#${code}` });
export const untick = defineAction({ form: "checklist-step", input: untickSchema, run: service.untick, next: (_output, { projectId }) => `/projects/${projectId}/checklist?done=unticked` });
