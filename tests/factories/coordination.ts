import type { EntryInput } from "@/features/coordination/schema";

/** An entry that says as little as may be: a task without a day. */
export function entryInput(more: Partial<EntryInput> & Pick<EntryInput, "responsibleId">): EntryInput {
  return { kind: "TASK", notedOn: "2026-11-02", title: "Gemensam ansökan", text: null, unitIds: [], priorityId: null, dueOn: null, ...more };
}
