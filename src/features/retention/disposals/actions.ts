"use server";

import { registers } from "@/registers";
import { defineAction } from "@/server/action";
import { carryOutDisposalSchema, decideDisposalSchema, proposeDisposalSchema, withdrawDisposalSchema } from "./schema";
import { carryOutDisposal, decideDisposal, proposeDisposal, withdrawDisposal } from "./service";

const at = (id: string, done: string): string => `/retention/disposals/${id}?done=${done}`;

export const propose = defineAction({ form: "disposal-propose", input: proposeDisposalSchema, run: (actor, input) => proposeDisposal(actor, input, { registers }), next: (output) => at(output.ok ? output.value.id : "", "proposed") });
export const decide = defineAction({ form: "disposal-decide", input: decideDisposalSchema, run: (actor, input) => decideDisposal(actor, input), next: (_output, { id }) => at(id, "decided") });
export const carryOut = defineAction({ form: "disposal-carry-out", input: carryOutDisposalSchema, run: (actor, input) => carryOutDisposal(actor, input, { registers }), next: (output, { id }) => at(id, output.ok && output.value.remaining === 0 ? "carriedOut" : "begun") });
export const withdraw = defineAction({ form: "disposal-withdraw", input: withdrawDisposalSchema, run: (actor, input) => withdrawDisposal(actor, input), next: (_output, { id }) => at(id, "withdrawn") });
