import type { PriorityInput } from "@/features/priorities/schema";

/** A priority that says as little as may be, for a period around the tests' day. */
export function priorityInput(more: Partial<PriorityInput> & Pick<PriorityInput, "setById">): PriorityInput {
  return { kind: "PRIORITY", title: "Unga i Östersjön", description: null, startsOn: "2025-01-01", endsOn: "2028-12-31", ...more };
}
