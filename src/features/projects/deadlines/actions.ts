"use server";

import { defineAction } from "@/server/action";
import { addDeadlineSchema, deadlineVersionSchema, finishDeadlineSchema } from "./schema";
import { addDeadline, finishDeadline, removeDeadline, reopenDeadline } from "./service";

const at = (projectId: string, done: string) => `/projects/${projectId}/deadlines?done=${done}`;

export const add = defineAction({ form: "deadline-add", input: addDeadlineSchema, run: addDeadline, next: (_output, { deadline }) => at(deadline.projectId, "added") });
export const finish = defineAction({ form: "deadline-step", input: finishDeadlineSchema, run: finishDeadline, next: (_output, { projectId }) => at(projectId, "finished") });
export const reopen = defineAction({ form: "deadline-step", input: deadlineVersionSchema, run: reopenDeadline, next: (_output, { projectId }) => at(projectId, "reopened") });
export const remove = defineAction({ form: "deadline-step", input: deadlineVersionSchema, run: removeDeadline, next: (_output, { projectId }) => at(projectId, "removed") });
