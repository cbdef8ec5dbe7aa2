import { z } from "zod";
import { requiredChoice } from "@/lib/fields";

/** The queues of what the program does by itself, as `prisma/queues.json` names them. Each may be run however often: what has been done is not done again. */
export const QUEUES = ["send-mail", "read-list", "check-audit", "tick", "purge-expired"] as const;
export type Queue = (typeof QUEUES)[number];

/** The button that runs a job. */
export const startJobSchema = z.object({ queue: requiredChoice(QUEUES, "fields.choice") });
