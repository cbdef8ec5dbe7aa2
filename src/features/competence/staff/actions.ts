"use server";

import { defineAction } from "@/server/action";
import { tellStaffSchema } from "./schema";
import { tellStaff } from "./service";

export const tell = defineAction({ form: "competence-staff", input: tellStaffSchema, run: (actor, input) => tellStaff(actor, input), next: (_output, { activityId }) => `/competence/${activityId}?done=staffTold` });
