"use server";

import { defineAction } from "@/server/action";
import { statusChangeSchema, statusCorrectionSchema } from "./schema";
import { changeStatus, correctStatus } from "./service";

export const take = defineAction({ form: "project-status", input: statusChangeSchema, run: changeStatus, next: (_output, { id }) => `/projects/${id}?done=status` });
export const correct = defineAction({ form: "project-correction", input: statusCorrectionSchema, run: correctStatus, next: (_output, { id }) => `/projects/${id}/steps?done=corrected` });
