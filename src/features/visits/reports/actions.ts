"use server";

import { defineAction } from "@/server/action";
import { visitStepSchema } from "../schema";
import { saveReportSchema } from "./schema";
import { closeVisit, saveReport } from "./service";

export const save = defineAction({ form: "visit-report", input: saveReportSchema, run: saveReport, next: (_output, { visitId, version }) => `/visits/${visitId}?done=${version === 0 ? "reported" : "reportChanged"}#report` });
export const close = defineAction({ form: "visit-step", input: visitStepSchema, run: (actor, visit) => closeVisit(actor, visit, true), next: (_output, { id }) => `/visits/${id}?done=closed#report` });
export const reopen = defineAction({ form: "visit-step", input: visitStepSchema, run: (actor, visit) => closeVisit(actor, visit, false), next: (_output, { id }) => `/visits/${id}?done=reopened#report` });
