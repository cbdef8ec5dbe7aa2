"use server";

import { defineAction } from "@/server/action";
import { attendanceSchema, attendancesSchema, signUpSchema, withdrawSchema } from "./schema";
import { signUp, tellAttendance, withdraw, writeAttendances } from "./service";

const at = (id: string, done: string) => `/competence/${id}?done=${done}`;

export const enrol = defineAction({ form: "competence-enrolment", input: signUpSchema, run: (actor, input) => signUp(actor, input), next: (_output, { activityId }) => at(activityId, "signedUp") });
export const leave = defineAction({ form: "competence-enrolment", input: withdrawSchema, run: (actor, input) => withdraw(actor, input), next: (_output, { activityId }) => at(activityId, "withdrawn") });
export const tell = defineAction({ form: "competence-attendance", input: attendanceSchema, run: (actor, input) => tellAttendance(actor, input), next: (_output, { activityId }) => at(activityId, "attendanceTold") });
export const tellAll = defineAction({ form: "competence-attendances", input: attendancesSchema, run: (actor, input) => writeAttendances(actor, input), next: (_output, { id }) => at(id, "attendanceTold") });
