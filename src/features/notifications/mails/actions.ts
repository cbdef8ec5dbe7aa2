"use server";

import { defineAction } from "@/server/action";
import { resendSchema } from "./schema";
import { resendMail } from "./service";

export const resend = defineAction({ form: "mail-resend", input: resendSchema, run: (actor, mail) => resendMail(actor, mail), next: () => "/mails?done=resent" });
