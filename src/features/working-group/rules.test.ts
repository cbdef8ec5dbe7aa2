import { describe, expect, it } from "vitest";
import { changesOfCall, comesTwice, judgeCalling, judgeChange, judgeMinutes, meetingTimes, officeTaskOf, stateOf, writeMeeting } from "./rules";

const reason = (verdict: { ok: true } | { ok: false; reason: string }) => (verdict.ok ? "fine" : verdict.reason);
const NOW = new Date("2026-11-30T12:00:00Z");
const meeting = (more: object = {}) => ({ startsAt: new Date("2026-12-10T12:00:00Z"), endsAt: new Date("2026-12-10T14:00:00Z"), calledAt: null, cancelledAt: null, notes: null, ...more });
const called = { calledAt: new Date("2026-11-20T12:00:00Z") };
const past = { startsAt: new Date("2026-11-10T12:00:00Z"), endsAt: new Date("2026-11-10T14:00:00Z") };

describe("a meeting's times", () => {
  it("are those of the clocks in Sweden, in summer and in winter", () => {
    expect(meetingTimes({ day: "2026-07-01", from: "13:00", to: "15:00" })).toEqual({ ok: true, value: { startsAt: new Date("2026-07-01T11:00:00Z"), endsAt: new Date("2026-07-01T13:00:00Z") } });
    expect(meetingTimes({ day: "2026-12-01", from: "13:00", to: "15:00" })).toEqual({ ok: true, value: { startsAt: new Date("2026-12-01T12:00:00Z"), endsAt: new Date("2026-12-01T14:00:00Z") } });
  });

  it("are refused at half past two on the night when the clocks are put forward, at the field that it is", () => {
    expect(meetingTimes({ day: "2027-03-28", from: "02:30", to: "04:00" })).toMatchObject({ ok: false, reason: "groupMeetingTimeNotThere", field: "from", about: { day: "2027-03-28" } });
    expect(meetingTimes({ day: "2027-03-28", from: "01:00", to: "02:30" })).toMatchObject({ ok: false, reason: "groupMeetingTimeNotThere", field: "to" });
  });

  it("at half past two on the night when they are put back are the first ones, and it is said that they come twice", () => {
    const judged = meetingTimes({ day: "2026-10-25", from: "02:30", to: "04:00" });
    expect(judged).toEqual({ ok: true, value: { startsAt: new Date("2026-10-25T00:30:00Z"), endsAt: new Date("2026-10-25T03:00:00Z") } });
    expect([comesTwice(new Date("2026-10-25T00:30:00Z")), comesTwice(new Date("2026-10-25T01:30:00Z")), comesTwice(new Date("2026-12-01T12:00:00Z"))]).toEqual([true, false, false]);
  });

  it("are written as they were typed", () => {
    expect(writeMeeting({ title: "Möte", ...past, place: null, agenda: null })).toEqual({ title: "Möte", day: "2026-11-10", from: "13:00", to: "15:00", place: "", agenda: "" });
  });
});

describe("a meeting", () => {
  it("is planned, called, held or cancelled", () => {
    expect([stateOf(meeting(), NOW), stateOf(meeting(called), NOW), stateOf(meeting({ ...past, ...called }), NOW), stateOf(meeting({ ...called, cancelledAt: NOW }), NOW)]).toEqual(["PLANNED", "CALLED", "HELD", "CANCELLED"]);
  });

  it("V24: is called to once, and changed, while it is to come", () => {
    expect([judgeCalling(meeting(), NOW), judgeCalling(meeting(called), NOW), judgeCalling(meeting(past), NOW), judgeCalling(meeting({ cancelledAt: NOW }), NOW)].map(reason)).toEqual(["fine", "groupMeetingCalled", "groupMeetingPast", "groupMeetingCancelled"]);
    expect([judgeChange(meeting(called), NOW), judgeChange(meeting({ ...past, ...called }), NOW)].map(reason)).toEqual(["fine", "groupMeetingPast"]);
  });

  it("is written down from its day on, once people have been called", () => {
    expect([judgeMinutes(meeting(called), "2026-12-09"), judgeMinutes(meeting(called), "2026-12-10"), judgeMinutes(meeting(), "2026-12-10"), judgeMinutes(meeting({ ...called, cancelledAt: NOW }), "2026-12-10")].map(reason)).toEqual(["groupMeetingNotYet", "fine", "groupMeetingNotYet", "groupMeetingCancelled"]);
  });

  it("V24: waits for the office to call to it, and then to write it down", () => {
    expect(officeTaskOf(meeting(), NOW)).toEqual({ what: "call", dueOn: "2026-11-19" });
    expect(officeTaskOf(meeting({ startsAt: new Date("2027-06-10T12:00:00Z"), endsAt: new Date("2027-06-10T14:00:00Z") }), NOW)).toBeNull();
    expect(officeTaskOf(meeting(called), NOW)).toBeNull();
    expect(officeTaskOf(meeting({ ...past, ...called }), NOW)).toEqual({ what: "notes", dueOn: "2026-11-17" });
    expect(officeTaskOf(meeting({ ...past, ...called, notes: "Sagt" }), NOW)).toBeNull();
  });
});

it("V23: whoever is a member on the day of a meeting is called, and nobody else any longer", () => {
  expect(changesOfCall(["a", "b"], ["b", "c"])).toEqual({ come: ["a"], gone: ["c"] });
  expect(changesOfCall(["a"], ["a"])).toEqual({ come: [], gone: [] });
});
