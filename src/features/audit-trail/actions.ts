"use server";

import { defineAction } from "@/server/action";
import { requestCheckSchema } from "./schema";
import { requestCheck } from "./service";

export const check = defineAction({ form: "audit-check", input: requestCheckSchema, run: (actor) => requestCheck(actor), next: () => "/audit-log?done=check#check" });
