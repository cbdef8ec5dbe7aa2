"use server";

import { defineAction } from "@/server/action";
import { startJobSchema } from "./schema";
import { startJob } from "./service";

export const start = defineAction({ form: "job-start", input: startJobSchema, run: startJob, next: () => "/jobs?done=started" });
