"use server";

import { defineAction } from "@/server/action";
import { examineSchema, removeExaminationSchema } from "./schema";
import * as service from "./service";

export const examine = defineAction({ form: "initiative-examine", input: examineSchema, run: service.examine, next: (_output, { id, examination }) => `/initiatives/${id}?done=${examination.result === "NOT_RELEVANT" && examination.reason === null ? "examinedWithoutReason" : "examined"}` });
export const remove = defineAction({ form: "initiative-step", input: removeExaminationSchema, run: service.removeExamination, next: (_output, { id }) => `/initiatives/${id}?done=examinationRemoved` });
