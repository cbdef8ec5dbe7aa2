"use server";

import { defineAction } from "@/server/action";
import { archiveSchema, memberSchema } from "./schema";
import { archiveProject, dismissMember as dismissMemberService, nameMember as nameMemberService } from "./service";

export const nameMember = defineAction({ form: "project-member", input: memberSchema, run: nameMemberService, next: (_output, input) => `/projects/${input.projectId}/members?done=member` });
export const dismissMember = defineAction({ form: "project-member", input: memberSchema, run: dismissMemberService, next: (_output, input) => `/projects/${input.projectId}/members?done=memberDismissed` });
export const archive = defineAction({ form: "project-archive", input: archiveSchema, run: (actor, input) => archiveProject(actor, input, true), next: (_output, input) => `/projects/${input.id}?done=archived` });
export const restore = defineAction({ form: "project-archive", input: archiveSchema, run: (actor, input) => archiveProject(actor, input, false), next: (_output, input) => `/projects/${input.id}?done=restored` });
