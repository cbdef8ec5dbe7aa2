import type { MeetingInput } from "@/features/recurring-meetings/schema";

/** A meeting every second year, of which the municipality is the first host. */
export function meetingInput(more: Partial<MeetingInput> & Pick<MeetingInput, "unitId">): MeetingInput {
  return { name: "Vänortsmötet", relationId: null, networkId: null, everyYears: 2, firstYear: 2026, heldMonth: 9, hosts: ["Varberg", "Strandby"], note: null, source: null, ...more };
}
