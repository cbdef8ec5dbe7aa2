"use server";

import { registers } from "@/registers";
import { defineAction } from "@/server/action";
import { changeCommentSchema, commentVersionSchema, writeCommentSchema, type Subject } from "./schema";
import { archiveComment, changeComment, writeComment } from "./service";

const around = { registers };
const at = ({ kind, id }: Subject) => `${registers.find((register) => register.kind === kind)?.path(id) ?? "/"}#comments`;

export const write = defineAction({ form: "comment-write", input: writeCommentSchema, run: (actor, input) => writeComment(actor, input, around), next: (_output, { subject }) => at(subject) });
export const change = defineAction({ form: "comment-change", input: changeCommentSchema, run: (actor, input) => changeComment(actor, input, around), next: (_output, { id }) => `/comments/${id}/history?done=changed` });
export const archive = defineAction({ form: "comment-step", input: commentVersionSchema, run: (actor, input) => archiveComment(actor, input, true, around), next: (output) => at(output) });
export const restore = defineAction({ form: "comment-step", input: commentVersionSchema, run: (actor, input) => archiveComment(actor, input, false, around), next: (output) => at(output) });
