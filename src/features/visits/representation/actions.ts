"use server";

import { defineAction } from "@/server/action";
import { answerHandoverSchema, askToTakeOverSchema, nameSubstituteSchema, releaseVisitSchema, stepInSchema, takeVisitSchema, withdrawHandoverSchema } from "./schema";
import { answerHandover, askToTakeOver, nameSubstitute, releaseVisit, stepIn, takeVisit, withdrawHandover } from "./service";

export const take = defineAction({ form: "visit-represent", input: takeVisitSchema, run: (actor, { key, visit }) => takeVisit(actor, visit, key), next: (_output, { visit }) => `/visits/coming?done=taken&visit=${visit.id}` });
export const release = defineAction({ form: "visit-represent", input: releaseVisitSchema, run: releaseVisit, next: (_output, { id }) => `/visits/coming?done=released&visit=${id}` });
export const ask = defineAction({ form: "visit-ask", input: askToTakeOverSchema, run: (actor, { key, question }) => askToTakeOver(actor, question, key), next: (_output, { question }) => `/visits/coming?done=asked&visit=${question.id}` });
export const answer = defineAction({ form: "visit-represent", input: answerHandoverSchema, run: answerHandover, next: (_output, input) => `/visits/coming?done=${input.answer === "ACCEPTED" ? "accepted" : "declined"}&visit=${input.id}` });
export const withdraw = defineAction({ form: "visit-represent", input: withdrawHandoverSchema, run: withdrawHandover, next: (_output, { id }) => `/visits/${id}?done=withdrawn` });
export const substitute = defineAction({ form: "visit-represent", input: nameSubstituteSchema, run: nameSubstitute, next: (_output, { id, personId }) => `/visits/${id}?done=${personId === null ? "substituteRemoved" : "substituteNamed"}` });
export const goInstead = defineAction({ form: "visit-represent", input: stepInSchema, run: stepIn, next: (_output, { id }) => `/visits/coming?done=taken&visit=${id}` });
