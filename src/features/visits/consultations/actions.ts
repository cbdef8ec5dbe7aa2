"use server";

import { defineAction } from "@/server/action";
import { answerConsultationSchema, consultSchema, waiveSchema } from "./schema";
import { answerConsultation, askConsultation, waiveConsultation } from "./service";

export const consult = defineAction({ form: "visit-consultation", input: consultSchema, run: (actor, { key, ...asked }) => askConsultation(actor, asked, key), next: (_output, { id }) => `/visits/${id}?done=consulted#consultation` });
export const waive = defineAction({ form: "visit-consultation", input: waiveSchema, run: (actor, { key, ...waived }) => waiveConsultation(actor, waived, key), next: (_output, { id }) => `/visits/${id}?done=consultationNotNeeded#consultation` });
export const reply = defineAction({ form: "visit-consultation", input: answerConsultationSchema, run: answerConsultation, next: (_output, { id }) => `/visits/${id}?done=consultationAnswered#consultation` });
