import { z } from "zod";
import { settleConflict } from "@/domain/merge";
import type { PlainDate } from "@/domain/plain-date";
import type { Values } from "@/domain/values";
import { readClock } from "@/features/visits/parts/schema";
import { field, ids, optionalText, requiredDate, requiredId, requiredText, version, whenRead } from "@/lib/fields";
import { aDay, among, readListAddress, within, writeListAddress, type ListAddress } from "@/lib/list-address";

export const LONGEST_AGENDA = 8000;
export const LONGEST_NOTES = 20_000;

/** What is stated of a meeting of the working group before it is held; its times are those of the clocks in Sweden. */
export interface GroupMeetingInput {
  title: string;
  day: PlainDate;
  /** `HH:MM`. */
  from: string;
  to: string;
  place: string | null;
  agenda: string | null;
}

/** The fields of a meeting's form, in the order they are shown. */
export const MEETING_FIELDS = ["title", "day", "from", "to", "place", "agenda"] as const;

const clock = (missing: string) =>
  field<string>((text) => {
    const read = readClock(text);
    return text === "" ? { message: missing } : read === null ? { message: "visitParts.errors.clock" } : { value: read };
  });

const facts = {
  title: requiredText(200, "workingGroup.errors.titleMissing"),
  day: requiredDate("workingGroup.errors.dayMissing"),
  from: clock("workingGroup.errors.fromMissing"),
  to: clock("workingGroup.errors.toMissing"),
  place: optionalText(300),
  agenda: optionalText(LONGEST_AGENDA),
};

const inOrder = ({ from, to }: { from: string; to: string }, context: z.RefinementCtx) => {
  if (to <= from) context.addIssue({ code: "custom", path: ["to"], message: "workingGroup.errors.endsBeforeStart" });
};
const times = whenRead("from", "to");

/** The form in which a meeting is planned. */
export const planMeetingSchema = z
  .object({ _key: requiredId("fields.choice"), ...facts })
  .superRefine(inOrder, times)
  .transform(({ _key, ...meeting }): { key: string; meeting: GroupMeetingInput } => ({ key: _key, meeting }));

export interface ChangeMeetingInput {
  id: string;
  version: number;
  meeting: GroupMeetingInput;
}

/** The form in which a meeting is changed, also as the conflict view sends it with a choice for each field that both changed. */
export const changeMeetingSchema = z
  .custom<Values>()
  .transform(settleConflict)
  .pipe(z.object({ id: requiredId("fields.choice"), _version: version(), ...facts }).superRefine(inOrder, times))
  .transform(({ id, _version, ...meeting }): ChangeMeetingInput => ({ id, version: _version, meeting }));

/** A button that takes a meeting a step on: calls to it, or cancels it. */
export const meetingVersionSchema = z.object({ id: requiredId("fields.choice"), _version: version() }).transform(({ id, _version }) => ({ id, version: _version }));

export interface MinutesInput {
  id: string;
  version: number;
  notes: string | null;
  /** Those of the called who were there. */
  presentIds: readonly string[];
}

/** The form in which it is written down what was said at a meeting, and who was there. */
export const minutesSchema = z
  .object({ id: requiredId("fields.choice"), _version: version(), notes: optionalText(LONGEST_NOTES), presentIds: ids(500) })
  .transform(({ id, _version, ...rest }): MinutesInput => ({ id, version: _version, ...rest }));

export const MEETINGS_A_PAGE = 50;

/** COMING: from today on · HELD: before it. */
export const MEETING_TIMES = ["COMING", "HELD"] as const;
export type MeetingTime = (typeof MEETING_TIMES)[number];

/** A list's filter and page, as the address holds them. */
export interface MeetingFilter {
  when: MeetingTime | null;
  year: number | null;
  /** Those alone that were over by the end of a day. */
  until: PlainDate | null;
  page: number;
}

const NAMES = new Set(["when", "year", "until", "page", "done", "form", "problem"]);

/** Reads a list's address. What it does not understand is left out and named, so that the page can say so. */
export function readMeetingFilter(parameters: ListAddress): { filter: MeetingFilter; ignored: string[] } {
  const { ignored, known } = readListAddress(parameters, NAMES);
  return { filter: { when: known("when", among(MEETING_TIMES)), year: known("year", within(1990, 2199)), until: known("until", aDay), page: known("page", within(1, 1_000_000)) ?? 1 }, ignored };
}

/** Writes a filter as an address's query, leaving out what is as it begins. */
export function writeMeetingFilter(filter: MeetingFilter, changes: Partial<MeetingFilter> = {}): string {
  const { when, year, until, page } = { ...filter, ...changes };
  return writeListAddress({ when, year, until, page: page > 1 ? page : null });
}
