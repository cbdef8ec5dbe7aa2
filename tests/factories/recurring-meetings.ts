import type { MeetingInput } from "@/features/recurring-meetings/schema";
import { shippedPacks } from "./packs.ts";

/** What the municipality of the pack at hand is called among hosts; of the first pack where none is named. */
export const ownHost = () => shippedPacks.find(({ id }) => id === process.env["UTBLICK_PACK"])?.municipality.shortName ?? shippedPacks[0]?.municipality.shortName ?? "";

/** A meeting every second year, of which the municipality is the first host. */
export function meetingInput(more: Partial<MeetingInput> & Pick<MeetingInput, "unitId">): MeetingInput {
  return { name: "Vänortsmötet", relationId: null, networkId: null, everyYears: 2, firstYear: 2026, heldMonth: 9, hosts: [ownHost(), "Strandby"], note: null, source: null, ...more };
}
