"use server";

import { defineAction } from "@/server/action";
import { tryMailSchema } from "./schema";
import { tryMail } from "./service";

export const sendTry = defineAction({ form: "first-steps-mail", input: tryMailSchema, run: (actor, { _key }) => tryMail(actor, _key), next: () => "/first-steps?done=mailTried#mail" });
