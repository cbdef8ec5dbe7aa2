import { daysBetween, type DatePrecision, type PlainDate } from "@/domain/plain-date";
import { formatApproximate } from "@/lib/formats";
import type { Locale, Words } from "@/messages/words";

/** The days of a visit: the first one and how well it is known, and the last one, whose precision is null where no end is stated. */
export interface Days {
  startsOn: PlainDate;
  startPrecision: DatePrecision;
  endsOn: PlainDate;
  endPrecision: DatePrecision | null;
}

const REGION = { sv: "sv-SE", en: "en-GB" } as const;
const utc = (date: PlainDate) => new Date(`${date}T00:00:00Z`);
/** How a date is written: making a formatter takes longer than all that a page writes with it. */
const KINDS = { short: { day: "numeric", month: "short" }, numbers: { day: "numeric", month: "numeric" }, month: { month: "long" }, weekday: { weekday: "long" } } as const satisfies Record<string, Intl.DateTimeFormatOptions>;
const made = new Map<string, Intl.DateTimeFormat>();

function write(date: PlainDate, locale: Locale, kind: keyof typeof KINDS): string {
  const key = `${locale} ${kind}`;
  const format = made.get(key) ?? new Intl.DateTimeFormat(REGION[locale], { timeZone: "UTC", ...KINDS[kind] });
  made.set(key, format);
  return format.format(utc(date)).replace(".", "").replaceAll(" ", "\u00a0");
}

/** Tells whether a visit's days are known to the day. */
export const isToTheDay = (days: Days) => days.startPrecision === "DAY" && (days.endPrecision === null || days.endPrecision === "DAY");

/** Writes a visit's days as shortly as they can be: 3 dec, 21–23 jan, 30 jan–2 feb, maj 2027; with the year unless it is the one at hand. */
export function writeDays(days: Days, today: PlainDate, locale: Locale): string {
  if (!isToTheDay(days)) {
    const starts = formatApproximate({ on: days.startsOn, precision: days.startPrecision }, locale);
    const ends = days.endPrecision === null ? starts : formatApproximate({ on: days.endsOn, precision: days.endPrecision }, locale);
    return starts === ends ? starts : `${starts} – ${ends}`;
  }
  const year = days.startsOn.slice(0, 4) === today.slice(0, 4) && days.endsOn.slice(0, 4) === today.slice(0, 4) ? "" : `\u00a0${days.endsOn.slice(0, 4)}`;
  return writeShortDays(days, locale) + year;
}

function writeShortDays(days: Days, locale: Locale): string {
  const short = (date: PlainDate) => write(date, locale, "short");
  if (days.startsOn === days.endsOn) return short(days.startsOn);
  const isOneMonth = days.startsOn.slice(0, 7) === days.endsOn.slice(0, 7);
  return isOneMonth ? `${String(Number(days.startsOn.slice(8)))}–${short(days.endsOn)}` : `${short(days.startsOn)}–${short(days.endsOn)}`;
}

/** Writes the days within a month that is named beside them: 3, 21–23; a date that is not known to the day as it is known. */
export function writeDaysInMonth(days: Days, month: string, locale: Locale): string {
  if (!isToTheDay(days)) return "–";
  const day = (date: PlainDate) => (date.slice(0, 7) === month ? String(Number(date.slice(8))) : write(date, locale, "numbers"));
  return days.startsOn === days.endsOn ? day(days.startsOn) : `${day(days.startsOn)}–${day(days.endsOn)}`;
}

/** A month's own name, with a capital, such as December. */
export function nameMonth(month: string, locale: Locale): string {
  const name = write(`${month}-01`, locale, "month");
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** A row's date in bare words: the days, their weekdays where they are known, and how soon they are when that is within three weeks. */
export interface DateWords {
  days: string;
  weekdays: string | null;
  soon: string | null;
}

/** Puts a visit's days into the words of a row. */
export function describeDate(days: Days, today: PlainDate, words: Words): DateWords {
  const soon = daysBetween(today, days.startsOn);
  const toTheDay = isToTheDay(days);
  return {
    days: toTheDay ? writeShortDays(days, words.locale) : writeDays(days, today, words.locale),
    weekdays: toTheDay ? writeWeekdays(days, words) + (days.startsOn.slice(0, 4) === today.slice(0, 4) || soon < 180 ? "" : ` ${days.startsOn.slice(0, 4)}`) : null,
    soon: soon > 21 ? null : soon <= 0 ? words("visits.coming.going") : words("visits.coming.in", { days: soon }),
  };
}

function writeWeekdays(days: Days, words: Words): string {
  const [first, last] = [write(days.startsOn, words.locale, "weekday"), write(days.endsOn, words.locale, "weekday")];
  const length = daysBetween(days.startsOn, days.endsOn);
  return length === 0 ? first : length === 1 ? words("visits.and", { first, second: last }) : `${first} ${words("visits.coming.to")} ${last}`;
}
