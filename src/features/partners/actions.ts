"use server";

import { defineAction } from "@/server/action";
import { addPartnerSchema, changePartnerSchema, dissolveSchema, mergeSchema, partnerVersionSchema, renameSchema } from "./schema";
import { addPartner, archivePartner, changePartner, dissolvePartner, mergePartner, renamePartner } from "./service";

export const add = defineAction({ form: "partner-add", input: addPartnerSchema, run: addPartner, next: (output) => `/partners/${output.ok ? output.value.id : ""}?done=added` });
export const change = defineAction({ form: "partner-change", input: changePartnerSchema, run: changePartner, next: (_output, { id }) => `/partners/${id}?done=changed` });
export const rename = defineAction({ form: "partner-rename", input: renameSchema, run: renamePartner, next: (_output, { id }) => `/partners/${id}?done=renamed` });
export const dissolve = defineAction({ form: "partner-dissolve", input: dissolveSchema, run: dissolvePartner, next: (_output, { id }) => `/partners/${id}?done=dissolved` });
export const merge = defineAction({ form: "partner-merge", input: mergeSchema, run: mergePartner, next: (output, { id }) => `/partners/${output.ok ? output.value.intoId : id}?done=merged` });
export const archive = defineAction({ form: "partner-step", input: partnerVersionSchema, run: (actor, partner) => archivePartner(actor, partner, true), next: (_output, { id }) => `/partners/${id}?done=archived` });
export const restore = defineAction({ form: "partner-step", input: partnerVersionSchema, run: (actor, partner) => archivePartner(actor, partner, false), next: (_output, { id }) => `/partners/${id}?done=restored` });
