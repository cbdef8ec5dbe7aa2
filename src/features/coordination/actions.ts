"use server";

import { defineAction } from "@/server/action";
import { changeEntrySchema, doneSchema, entryVersionSchema, noteEntrySchema } from "./schema";
import { archiveEntry, changeEntry, markDone, noteEntry, reopenTask } from "./service";

export const note = defineAction({ form: "coordination-note", input: noteEntrySchema, run: (actor, { key, entry }) => noteEntry(actor, entry, key), next: (output) => `/coordination/${output.ok ? output.value.id : ""}?done=noted` });
export const change = defineAction({ form: "coordination-change", input: changeEntrySchema, run: changeEntry, next: (_output, { id }) => `/coordination/${id}?done=changed` });
export const finish = defineAction({ form: "coordination-step", input: doneSchema, run: markDone, next: (_output, { id }) => `/coordination/${id}?done=finished` });
export const reopen = defineAction({ form: "coordination-step", input: entryVersionSchema, run: reopenTask, next: (_output, { id }) => `/coordination/${id}?done=reopened` });
export const archive = defineAction({ form: "coordination-step", input: entryVersionSchema, run: (actor, entry) => archiveEntry(actor, entry, true), next: (_output, { id }) => `/coordination/${id}?done=archived` });
export const restore = defineAction({ form: "coordination-step", input: entryVersionSchema, run: (actor, entry) => archiveEntry(actor, entry, false), next: (_output, { id }) => `/coordination/${id}?done=restored` });
