"use server";

import { defineAction } from "@/server/action";
import { addFeeSchema, addParticipationSchema, assessNeedSchema, evaluateSchema, removeEntrySchema } from "./schema";
import { addFee, addParticipation, assessNeed, evaluateNetwork, removeEntry } from "./service";

export const fee = defineAction({ form: "network-fee", input: addFeeSchema, run: addFee, next: (_output, input) => `/networks/${input.fee.networkId}?done=fee#fees` });
export const participation = defineAction({ form: "network-participation", input: addParticipationSchema, run: addParticipation, next: (_output, input) => `/networks/${input.participation.networkId}?done=participation#participation` });
export const assessment = defineAction({ form: "network-assessment", input: assessNeedSchema, run: assessNeed, next: (_output, input) => `/networks/${input.assessment.networkId}?done=assessment#needs` });
export const evaluation = defineAction({ form: "network-evaluation", input: evaluateSchema, run: evaluateNetwork, next: (_output, input) => `/networks/${input.evaluation.networkId}?done=evaluation#evaluations` });
export const remove = defineAction({ form: "network-step", input: removeEntrySchema, run: removeEntry, next: (_output, { networkId }) => `/networks/${networkId}?done=removed` });
