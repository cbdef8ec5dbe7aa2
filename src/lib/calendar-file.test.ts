import fc from "fast-check";
import ICAL from "ical.js";
import nodeIcal from "node-ical";
import { describe, expect, it } from "vitest";
import { writeCalendar, type CalendarEntry } from "./calendar-file";

const STAMP = new Date("2026-11-29T08:30:00Z");
const entry = (more: Partial<CalendarEntry> = {}): CalendarEntry => ({ uid: "visit-1@kommun.example", sequence: 3, stamp: STAMP, title: "Besök", description: "", url: "https://u.example/visits/1", when: { from: "2026-12-10", to: "2026-12-11" }, isCancelled: false, ...more });
const linesOf = (text: string) => text.split("\r\n");
const unfolded = (text: string) => text.replaceAll("\r\n ", "");

/** A calendar as a first program reads it. */
function readOnce(text: string) {
  return new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents("vevent").map((part) => new ICAL.Event(part));
}

/** And as a second one does, which shares nothing with it. */
function readAgain(text: string) {
  return Object.values(nodeIcal.parseICS(text)).filter((part) => part.type === "VEVENT");
}

describe("a calendar file", () => {
  it("says whole days, with the end on the day after the last, and what goes with them", () => {
    const text = writeCalendar({ name: "Mina besök", entries: [entry({ place: "Stadshuset, Provstad", description: "Två dagar; fem gäster" })] });
    expect(linesOf(text)).toEqual([
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Utblick//Utblick//SV",
      "NAME:Mina besök",
      "X-WR-CALNAME:Mina besök",
      "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
      "X-PUBLISHED-TTL:PT1H",
      "BEGIN:VEVENT",
      "UID:visit-1@kommun.example",
      "SEQUENCE:3",
      "DTSTAMP:20261129T083000Z",
      "DTSTART;VALUE=DATE:20261210",
      "DTEND;VALUE=DATE:20261212",
      "SUMMARY:Besök",
      "DESCRIPTION:Två dagar\\; fem gäster",
      "LOCATION:Stadshuset\\, Provstad",
      "URL;VALUE=URI:https://u.example/visits/1",
      "STATUS:CONFIRMED",
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ]);
  });

  it("names its zone where there are times, also in the hour that comes twice, and has a part even when it is empty", () => {
    const at = (from: string, to: string) => entry({ uid: from, when: { from: new Date(from), to: new Date(to) } });
    const text = writeCalendar({ entries: [at("2027-03-28T01:30:00Z", "2027-03-28T02:30:00Z"), at("2027-10-31T00:30:00Z", "2027-10-31T01:30:00Z")] });
    expect(linesOf(text).filter((line) => /^DT(START|END)/.test(line) && !/:1996/.test(line))).toEqual([
      "DTSTART;TZID=Europe/Stockholm:20270328T033000",
      "DTEND;TZID=Europe/Stockholm:20270328T043000",
      "DTSTART:20271031T003000Z",
      "DTEND:20271031T013000Z",
    ]);
    expect(text).toContain("BEGIN:VTIMEZONE\r\nTZID:Europe/Stockholm\r\n");
    expect(writeCalendar({ entries: [] })).toContain("BEGIN:VTIMEZONE");
    ICAL.TimezoneService.register(new ICAL.Component(ICAL.parse(text) as unknown[]).getFirstSubcomponent("vtimezone")!);
    const spans = [["2027-03-28T01:30:00.000Z", "2027-03-28T02:30:00.000Z"], ["2027-10-31T00:30:00.000Z", "2027-10-31T01:30:00.000Z"]];
    expect(readOnce(text).map(({ startDate, endDate }) => [startDate, endDate].map((time) => new Date(time.toUnixTime() * 1000).toISOString()))).toEqual(spans);
    expect(readAgain(text).map(({ start, end }) => [start, end].map((time) => new Date(time).toISOString()))).toEqual(spans);
  });

  it("is read the same by two programs whatever is written, in lines of at most 75 octets that end in no character's midst", () => {
    const written = fc.string({ unit: "binary", maxLength: 200 });
    const swedish = fc.array(fc.constantFrom("å", "ä", "ö", "Å", " ", "a", ",", ";", "\\", "\n", "👩‍🚀", ":", '"', "é"), { maxLength: 200 }).map((parts) => parts.join(""));
    const plain = (text: string) => text.toWellFormed().replace(/\r\n?/g, "\n").replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, " ");
    fc.assert(
      fc.property(fc.oneof(written, swedish), fc.oneof(written, swedish), (title, description) => {
        const text = writeCalendar({ entries: [entry({ title, description })] });
        for (const line of linesOf(text)) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(Buffer.from(line).toString()).toBe(line);
          expect(line).not.toMatch(/[\u0000-\u001f\u007f]/);
        }
        const [one] = readOnce(text);
        expect([one?.summary ?? "", one?.description ?? ""]).toEqual([plain(title), plain(description)]);
        const [again] = readAgain(text);
        expect(again).toMatchObject({ uid: "visit-1@kommun.example", status: "CONFIRMED" });
        expect(unfolded(text).match(/^BEGIN:VEVENT$/gm)).toHaveLength(1);
      }),
    );
  });

  it("says what is cancelled, and asks no more of a mail's reader than to put it in or take it out", () => {
    const text = writeCalendar({ method: "CANCEL", entries: [entry({ isCancelled: true, invitation: { organizer: { name: 'Ut"blick', email: "utblick@kommun.example" }, attendee: "gunnel@kommun.example" } })] });
    expect(linesOf(text)).toEqual(expect.arrayContaining(["METHOD:CANCEL", "STATUS:CANCELLED", `ORGANIZER;CN="Ut'blick":mailto:utblick@kommun.example`]));
    expect(unfolded(text)).toContain("ATTENDEE;ROLE=REQ-PARTICIPANT;RSVP=FALSE:mailto:gunnel@kommun.example");
    expect(readOnce(text)[0]?.component.getFirstPropertyValue("status")).toBe("CANCELLED");
    expect(readAgain(text)[0]?.status).toBe("CANCELLED");
  });
});
