import { z } from "zod";
import { requiredId } from "@/lib/fields";

/** The button that sends oneself a mail, and the page that it stands on. */
export const tryMailSchema = z.object({ _key: requiredId("fields.choice"), page: z.enum(["/first-steps", "/mails"], "fields.choice") });

/** The button that brings in the programmes of the governing document. */
export const bringSchema = z.object({ step: z.literal("programmes") });
