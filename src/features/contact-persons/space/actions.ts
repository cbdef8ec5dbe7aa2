"use server";

import { defineAction } from "@/server/action";
import { answerSpaceSchema } from "./schema";
import { answerSpace } from "./service";

export const answer = defineAction({ form: "space-answer", input: answerSpaceSchema, run: answerSpace, next: (_output, { appointmentId, year }) => `/contact-persons/${appointmentId}/space?year=${String(year)}&done=answered` });
