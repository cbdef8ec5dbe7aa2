"use server";

import { resources } from "@/registers";
import { defineAction } from "@/server/action";
import { makeTokenSchema, renewTokenSchema, revokeTokenSchema } from "./schema";
import { makeToken, renewToken, revokeToken } from "./service";

const at = (id: string, query: string) => `/system-tokens/${id}?${query}`;
const registers = resources.map(({ name }) => name);

export const make = defineAction({ form: "system-token-make", input: makeTokenSchema, run: (actor, input) => makeToken(actor, input, { registers }), next: (output, { key }) => at(output.ok ? output.value.id : "", `made=${key}#made`) });
export const renew = defineAction({ form: "system-token-step", input: renewTokenSchema, run: (actor, input) => renewToken(actor, input), next: (_output, { id, key }) => at(id, `made=${key}#made`) });
export const revoke = defineAction({ form: "system-token-step", input: revokeTokenSchema, run: (actor, input) => revokeToken(actor, input), next: (_output, { id }) => at(id, "done=revoked") });
