"use server";

import { defineAction } from "@/server/action";
import { addClaimSchema, addPaymentSchema, changeClaimSchema, changePaymentSchema, removePartSchema } from "./schema";
import * as service from "./service";

const at = (projectId: string, done: string) => `/projects/${projectId}/money?done=${done}`;

export const addClaim = defineAction({ form: "funding-claim", input: addClaimSchema, run: service.addClaim, next: (_output, { projectId }) => at(projectId, "claimAdded") });
export const changeClaim = defineAction({ form: "funding-claim", input: changeClaimSchema, run: service.changeClaim, next: (_output, { projectId }) => at(projectId, "claimChanged") });
export const removeClaim = defineAction({ form: "funding-remove", input: removePartSchema, run: service.removeClaim, next: (_output, { projectId }) => at(projectId, "claimRemoved") });
export const addPayment = defineAction({ form: "funding-payment", input: addPaymentSchema, run: service.addPayment, next: (_output, { projectId }) => at(projectId, "paymentAdded") });
export const changePayment = defineAction({ form: "funding-payment", input: changePaymentSchema, run: service.changePayment, next: (_output, { projectId }) => at(projectId, "paymentChanged") });
export const removePayment = defineAction({ form: "funding-remove", input: removePartSchema, run: service.removePayment, next: (_output, { projectId }) => at(projectId, "paymentRemoved") });
