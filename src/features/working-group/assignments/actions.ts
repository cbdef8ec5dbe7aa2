"use server";

import { defineAction } from "@/server/action";
import { assignmentVersionSchema, changeAssignmentSchema, proposeAssignmentSchema } from "./schema";
import { archiveAssignment, changeAssignment, proposeAssignment } from "./service";

const at = (id: string, done: string) => `/working-group/assignments/${id}?done=${done}`;

export const propose = defineAction({ form: "group-assignment-propose", input: proposeAssignmentSchema, run: (actor, { key, assignment }) => proposeAssignment(actor, assignment, key), next: ({ id }) => at(id, "proposed") });
export const change = defineAction({ form: "group-assignment-change", input: changeAssignmentSchema, run: changeAssignment, next: (_output, { id }) => at(id, "changed") });
export const archive = defineAction({ form: "group-assignment-step", input: assignmentVersionSchema, run: (actor, assignment) => archiveAssignment(actor, assignment, true), next: (_output, { id }) => at(id, "archived") });
export const restore = defineAction({ form: "group-assignment-step", input: assignmentVersionSchema, run: (actor, assignment) => archiveAssignment(actor, assignment, false), next: (_output, { id }) => at(id, "restored") });
