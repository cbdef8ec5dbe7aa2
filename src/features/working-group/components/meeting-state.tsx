import { Status, type StatusKind } from "@/components/status";
import { dateInStockholm } from "@/domain/plain-date";
import { formatDate, formatTime } from "@/lib/formats";
import type { Words } from "@/messages/words";
import type { AssignmentStanding } from "../assignments/rules";
import type { MeetingState } from "../rules";

const KINDS: Readonly<Record<MeetingState, StatusKind>> = { PLANNED: "todo", CALLED: "going", HELD: "done", CANCELLED: "missing" };
const STANDINGS: Readonly<Record<AssignmentStanding, StatusKind>> = { PROPOSED: "todo", COMING: "going", IN_FORCE: "done", PAST: "late" };

/** Where a meeting stands, in a word. */
export function MeetingStatus({ state, words }: { state: MeetingState; words: Words }) {
  return <Status kind={KINDS[state]}>{words(`workingGroup.state.${state}`)}</Status>;
}

/** Where an assignment stands, in a word. */
export function AssignmentStatus({ standing, words }: { standing: AssignmentStanding; words: Words }) {
  return <Status kind={STANDINGS[standing]}>{words(`groupAssignments.standing.${standing}`)}</Status>;
}

/** A meeting's day and times, by the clocks in Sweden. */
export function writeWhen({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }, words: Words): string {
  return words("workingGroup.when", { day: formatDate(dateInStockholm(startsAt), words.locale), from: formatTime(startsAt, words.locale), to: formatTime(endsAt, words.locale) });
}

/** The time of an assignment. */
export function writeSpan({ startsOn, endsOn }: { startsOn: string; endsOn: string | null }, words: Words): string {
  const from = formatDate(startsOn, words.locale);
  return endsOn === null ? words("groupAssignments.spanFrom", { from }) : words("groupAssignments.span", { from, to: formatDate(endsOn, words.locale) });
}
