import type { DeadlineInput } from "@/features/projects/deadlines/schema";

/** A report that is due long ago, once. */
export function deadlineInput(more: Partial<DeadlineInput> & Pick<DeadlineInput, "projectId">): DeadlineInput {
  return { kind: "OTHER", title: "Möte", dueOn: "2020-01-31", everyMonths: null, until: null, note: null, ...more };
}
