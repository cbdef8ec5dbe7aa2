import { Status, type StatusKind } from "@/components/status";
import { dateInStockholm } from "@/domain/plain-date";
import { formatDate, formatTime } from "@/lib/formats";
import type { Words } from "@/messages/words";
import type { EnrolmentState } from "../enrolments/schema";
import { stateOf, type Staged, type Times } from "../rules";
import type { ActivityState } from "../schema";

const KINDS: Readonly<Record<ActivityState, StatusKind>> = { COMING: "going", HELD: "done", CANCELLED: "none" };
const ENROLMENTS: Readonly<Record<EnrolmentState, StatusKind>> = { INVITED: "todo", ENROLLED: "going", WITHDRAWN: "none", ATTENDED: "done", ABSENT: "late" };

/** Where an activity stands at an instant, as shape and word. */
export function describeState(activity: Staged, now: Date, words: Words): [StatusKind, string] {
  const state = stateOf(activity, now);
  return [KINDS[state], words(`competence.state.${state}`)];
}

/** Where a person stands in an activity, in a word. */
export function EnrolmentStatus({ state, words }: { state: EnrolmentState; words: Words }) {
  return <Status kind={ENROLMENTS[state]}>{words(`enrolments.state.${state}`)}</Status>;
}

/** The day and times of an activity, by the clocks in Sweden; the last day too where that is another. */
export function writeWhen({ startsAt, endsAt }: Times, words: Words): string {
  const [first, last] = [dateInStockholm(startsAt), dateInStockholm(endsAt)];
  const params = { day: formatDate(first, words.locale), from: formatTime(startsAt, words.locale), to: formatTime(endsAt, words.locale) };
  return first === last ? words("competence.when", params) : words("competence.whenDays", { ...params, last: formatDate(last, words.locale) });
}
