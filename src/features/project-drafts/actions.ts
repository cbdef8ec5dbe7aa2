"use server";

import { z } from "zod";
import { SECTIONS } from "@/features/projects/schema";
import { optionalId, requiredId } from "@/lib/fields";
import { defineAction } from "@/server/action";
import { draftIdSchema, resolutionSchema, sectionInputSchema } from "./schema";
import * as service from "./service";

export const startLog = defineAction({
  form: "project-start",
  input: z.object({ copyOf: optionalId() }),
  run: service.startLog,
  next: ({ draftId }) => `/projects/drafts/${draftId}/about`,
});

export const startFromInitiative = defineAction({
  form: "project-start",
  input: z.object({ initiativeId: requiredId("fields.choice") }),
  run: service.startFromInitiative,
  next: ({ draftId }) => `/projects/drafts/${draftId}/about`,
});

export const startEdit = defineAction({
  form: "project-edit",
  input: z.object({ id: requiredId("fields.choice"), section: z.enum(SECTIONS, "fields.choice").default("about") }),
  run: (actor, input) => service.startEdit(actor, input.id),
  next: ({ draftId }, { section }) => `/projects/drafts/${draftId}/${section}`,
});

export const saveSection = defineAction({
  form: "project-section",
  input: sectionInputSchema,
  run: (actor, input) => service.saveSection(actor, input),
  next: ({ draft, issues }, { section, then }) => {
    const here = `/projects/drafts/${draft.id}`;
    if (then === "stay") return `${here}/${section}?more=1`;
    if (then === "later") return draft.recordId === null ? "/?done=draftKept" : `/projects/${draft.recordId}?done=draftKept`;
    if (issues.length > 0) return `${here}/${section}?checked=1`;
    return draft.recordId === null ? `${here}/${SECTIONS[SECTIONS.indexOf(section) + 1] ?? "check"}` : `${here}/check`;
  },
});

export const submitLog = defineAction({
  form: "project-submit",
  input: draftIdSchema,
  run: (actor, input) => service.submitLog(actor, input._draft),
  next: (result) => (result.ok ? `/projects/${result.value.id}?done=logged` : "/"),
});

export const submitEdit = defineAction({
  form: "project-submit",
  input: draftIdSchema,
  run: (actor, input) => service.submitEdit(actor, input._draft),
  next: (result, input) => afterEdit(result, input._draft),
});

export const resolveConflict = defineAction({
  form: "project-conflict",
  input: resolutionSchema,
  run: service.resolveConflict,
  // What was chosen was put together with what others had stored.
  next: (result, input) => afterEdit(result.outcome === "saved" ? { ...result, merged: ["chosen"] } : result, input.draftId),
});

export const discardDraft = defineAction({
  form: "project-discard",
  input: draftIdSchema,
  run: (actor, input) => service.discardProjectDraft(actor, input._draft),
  next: ({ recordId }) => (recordId === null ? "/?done=draftDiscarded" : `/projects/${recordId}?done=draftDiscarded`),
});

function afterEdit(result: service.EditOutcome, draftId: string): string {
  if (result.outcome === "saved") return `/projects/${result.id}?done=${result.merged.length > 0 ? "merged" : "changed"}`;
  return `/projects/drafts/${draftId}/${result.outcome === "collided" ? "conflict" : "check"}`;
}
