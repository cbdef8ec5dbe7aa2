"use server";

import { defineAction } from "@/server/action";
import { bringSchema, tryMailSchema } from "./schema";
import { bringProgrammes, tryMail } from "./service";

export const bring = defineAction({ form: "first-steps-programmes", input: bringSchema, run: (actor) => bringProgrammes(actor), next: () => "/first-steps?done=programmesBrought#programmes" });
export const sendTry = defineAction({ form: "first-steps-mail", input: tryMailSchema, run: (actor, { _key }) => tryMail(actor, _key), next: (_output, { page }) => `${page}?done=mailTried#mail` });
