/** Calendar files (RFC 5545), written from plain dates and instants alone: the clock and zone of the machine have no part in them. */
import { addDays, type PlainDate } from "@/domain/plain-date";

/** Whole days, the last one included; or from one instant to another. */
export type CalendarTime = { from: PlainDate; to: PlainDate } | { from: Date; to: Date };

export interface CalendarEntry {
  /** The same for as long as it is the same thing. */
  uid: string;
  /** More each time that there is something new to say of it. */
  sequence: number;
  /** When that was last changed which it says. */
  stamp: Date;
  title: string;
  description: string;
  place?: string | null;
  url: string;
  when: CalendarTime;
  isCancelled: boolean;
  /** Who invites whom; absent where a calendar is shown to whoever follows it. */
  invitation?: { organizer: { name: string; email: string }; attendee: string };
}

export interface CalendarFile {
  /** What a mail asks the reader's calendar to do; absent in what is fetched. */
  method?: "REQUEST" | "CANCEL";
  /** What a calendar that is followed is called. */
  name?: string;
  entries: readonly CalendarEntry[];
}

const ZONE = "Europe/Stockholm";
/** By the rule of the European Union since 1996; nothing earlier has a time here. */
const ZONE_LINES = [
  "BEGIN:VTIMEZONE",
  `TZID:${ZONE}`,
  ...["BEGIN:DAYLIGHT", "TZNAME:CEST", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "DTSTART:19960331T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT"],
  ...["BEGIN:STANDARD", "TZNAME:CET", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "DTSTART:19961027T030000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD"],
  "END:VTIMEZONE",
];
/** How often those who follow a calendar are asked to look again. */
const AGAIN_AFTER = "PT1H";
const LONGEST_LINE = 75;

const clock = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, dateStyle: "short", timeStyle: "medium" });
const digits = (text: string) => text.replace(/\D/g, "");
const writeUtc = (instant: Date) => `${instant.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;

function writeLocal(instant: Date): string {
  const [day = "", time = ""] = clock.format(instant).split(" ");
  return `${digits(day)}T${digits(time)}`;
}

const HOUR = 3_600_000;

/** An instant as a property's parameters and value; in the hour that comes twice in October no local time says which of the two is meant, and UTC does. */
function writeInstant(instant: Date): string {
  const local = writeLocal(instant);
  const comesTwice = [-HOUR, HOUR].some((apart) => writeLocal(new Date(instant.getTime() + apart)) === local);
  return comesTwice ? `:${writeUtc(instant)}` : `;TZID=${ZONE}:${local}`;
}

const hasTimes = (when: CalendarTime): when is { from: Date; to: Date } => when.from instanceof Date;

/** A text as a value: on one line, with what would end it escaped, and without what does not print. */
function writeText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, " ")
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\n/g, "\\n");
}

/** A text as a parameter's value, which has no way to hold a quotation mark. */
const writeParameter = (text: string) => `"${text.toWellFormed().replace(/[\u0000-\u001f\u007f"]/g, "'")}"`;

function linesOf({ uid, sequence, stamp, title, description, place, url, when, isCancelled, invitation }: CalendarEntry): string[] {
  return [
    "BEGIN:VEVENT",
    `UID:${uid}`,
    `SEQUENCE:${String(sequence)}`,
    `DTSTAMP:${writeUtc(stamp)}`,
    // The end of whole days is the day after the last.
    ...(hasTimes(when) ? [`DTSTART${writeInstant(when.from)}`, `DTEND${writeInstant(when.to)}`] : [`DTSTART;VALUE=DATE:${digits(when.from)}`, `DTEND;VALUE=DATE:${digits(addDays(when.to, 1))}`]),
    `SUMMARY:${writeText(title)}`,
    ...(description === "" ? [] : [`DESCRIPTION:${writeText(description)}`]),
    ...(place == null || place === "" ? [] : [`LOCATION:${writeText(place)}`]),
    `URL;VALUE=URI:${url}`,
    `STATUS:${isCancelled ? "CANCELLED" : "CONFIRMED"}`,
    `TRANSP:${hasTimes(when) && !isCancelled ? "OPAQUE" : "TRANSPARENT"}`,
    ...(invitation === undefined ? [] : [`ORGANIZER;CN=${writeParameter(invitation.organizer.name)}:mailto:${invitation.organizer.email}`, `ATTENDEE;ROLE=REQ-PARTICIPANT;RSVP=FALSE:mailto:${invitation.attendee}`]),
    "END:VEVENT",
  ];
}

/** How many octets a character takes in UTF-8. */
function octetsOf(codePoint: number): number {
  return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
}

/** A line in pieces of at most 75 octets, none of which ends in the midst of a character. */
function fold(line: string): string {
  if (line.length * 3 <= LONGEST_LINE) return line;
  const pieces: string[] = [];
  let begins = 0;
  let octets = 0;
  for (let at = 0; at < line.length; ) {
    const codePoint = line.codePointAt(at) ?? 0;
    const size = octetsOf(codePoint);
    if (octets + size > LONGEST_LINE) {
      pieces.push(line.slice(begins, at));
      begins = at;
      // The space that a piece begins with is one of its octets.
      octets = 1;
    }
    octets += size;
    at += codePoint > 0xffff ? 2 : 1;
  }
  return [...pieces, line.slice(begins)].join("\r\n ");
}

/** Writes a calendar. Its zone is said where there are times, and where there is nothing else: a calendar has at least one part. */
export function writeCalendar({ method, name, entries }: CalendarFile): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Utblick//Utblick//SV",
    ...(method === undefined ? [] : [`METHOD:${method}`]),
    ...(name === undefined ? [] : [`NAME:${writeText(name)}`, `X-WR-CALNAME:${writeText(name)}`, `REFRESH-INTERVAL;VALUE=DURATION:${AGAIN_AFTER}`, `X-PUBLISHED-TTL:${AGAIN_AFTER}`]),
    ...(entries.length === 0 || entries.some(({ when }) => hasTimes(when)) ? ZONE_LINES : []),
    ...entries.flatMap(linesOf),
    "END:VCALENDAR",
  ];
  return `${lines.map(fold).join("\r\n")}\r\n`;
}
