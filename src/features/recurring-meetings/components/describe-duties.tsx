import { formatApproximate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { meetingTime } from "../rules";
import type { HostDuty } from "../service";
import type { DutyWords } from "./host-duties";

/** Puts the meetings that the municipality is to be host of into the words of a page. */
export function describeDuties(duties: readonly HostDuty[], mayAnnounce: boolean, words: Words): DutyWords[] {
  return duties.map(({ meeting, year }) => ({
    key: `${meeting.id} ${String(year)}`,
    name: `${meeting.name} ${String(year)}`,
    href: `/recurring-meetings/${meeting.id}`,
    meta: words("recurringMeetings.dutyMeta", { of: meeting.ofName, when: formatApproximate(meetingTime(meeting, year), words.locale), unit: meeting.unitName }),
    announce: mayAnnounce ? { href: `/visits/new?meeting=${meeting.id}&year=${String(year)}`, label: words("recurringMeetings.announce", { name: meeting.name, year: String(year) }) } : null,
  }));
}
