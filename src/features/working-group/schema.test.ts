import { expect, it } from "vitest";
import { FORM_ID, issuesIn } from "../../../tests/factories/forms.ts";
import { proposeAssignmentSchema } from "./assignments/schema";
import { planMeetingSchema, readMeetingFilter, writeMeetingFilter } from "./schema";

it("planning a meeting: what is missing and what is in the wrong order is told at once", () => {
  expect(issuesIn(planMeetingSchema, { _key: FORM_ID })).toEqual(["title workingGroup.errors.titleMissing", "day workingGroup.errors.dayMissing", "from workingGroup.errors.fromMissing", "to workingGroup.errors.toMissing"]);
  expect(issuesIn(planMeetingSchema, { _key: FORM_ID, title: "Möte", day: "31 feb 2027", from: "kl 15", to: "13.00" })).toEqual(["day fields.date", "to workingGroup.errors.endsBeforeStart"]);
});

it("an assignment's days in the wrong order are told together with all other faults", () => {
  expect(issuesIn(proposeAssignmentSchema, { _key: FORM_ID, title: "", assignment: "Samordna", startsOn: "2027-01-01", endsOn: "2026-01-01" })).toEqual(["title groupAssignments.errors.titleMissing", "endsOn groupAssignments.errors.endsBeforeStart"]);
});

it("a list's address is read as it is written, and what it does not understand is named", () => {
  const filter = { when: "HELD" as const, year: 2026, until: "2026-06-30", page: 2 };
  expect(readMeetingFilter(Object.fromEntries(new URLSearchParams(writeMeetingFilter(filter).slice(1)))).filter).toEqual(filter);
  expect(readMeetingFilter({ when: "SNART", colour: "red" }).ignored).toEqual(["colour", "when"]);
});
