"use server";

import { defineAction } from "@/server/action";
import { linkPartnerSchema } from "./schema";
import { linkProjectPartner } from "./service";

export const link = defineAction({ form: "project-partner-link", input: linkPartnerSchema, run: linkProjectPartner, next: (_output, { projectId, partnerId }) => `/projects/${projectId}/partners?done=${partnerId === null ? "unlinked" : "linked"}` });
