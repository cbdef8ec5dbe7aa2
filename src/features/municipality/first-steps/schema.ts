import { z } from "zod";
import { requiredId } from "@/lib/fields";

/** The button that sends oneself a mail. */
export const tryMailSchema = z.object({ _key: requiredId("fields.choice") });
