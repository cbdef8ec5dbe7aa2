import { z } from "zod";
import type { PlainDate } from "@/domain/plain-date";
import { requiredDate, requiredId, requiredText, version } from "@/lib/fields";

/** What a meeting agreed that somebody is to do. */
export interface FollowUpInput {
  what: string;
  ownerId: string;
  dueOn: PlainDate;
}

export interface AddFollowUpInput {
  key: string;
  meetingId: string;
  followUp: FollowUpInput;
}

/** The form in which something to do is added to a meeting. */
export const addFollowUpSchema = z
  .object({ _key: requiredId("fields.choice"), meetingId: requiredId("fields.choice"), what: requiredText(400, "workingGroup.errors.whatMissing"), ownerId: requiredId("workingGroup.errors.ownerMissing"), dueOn: requiredDate("workingGroup.errors.dueMissing") })
  .transform(({ _key, meetingId, ...followUp }): AddFollowUpInput => ({ key: _key, meetingId, followUp }));

/** A button that says of something to do that it is done, or takes it away. */
export const followUpVersionSchema = z.object({ id: requiredId("fields.choice"), meetingId: requiredId("fields.choice"), _version: version() }).transform(({ _version, ...rest }) => ({ ...rest, version: _version }));
