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
const write = (date: PlainDate, locale: Locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(REGION[locale], { timeZone: "UTC", ...options }).format(utc(date)).replace(".", "").replaceAll(" ", "\u00a0");

const isToTheDay = (days: Days) => days.startPrecision === "DAY" && (days.endPrecision === null || days.endPrecision === "DAY");

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
  const short = (date: PlainDate) => write(date, locale, { day: "numeric", month: "short" });
  if (days.startsOn === days.endsOn) return short(days.startsOn);
  const isOneMonth = days.startsOn.slice(0, 7) === days.endsOn.slice(0, 7);
  return isOneMonth ? `${String(Number(days.startsOn.slice(8)))}–${short(days.endsOn)}` : `${short(days.startsOn)}–${short(days.endsOn)}`;
}

/** Writes the days within a month that is named beside them: 3, 21–23; a date that is not known to the day as it is known. */
export function writeDaysInMonth(days: Days, month: string, locale: Locale): string {
  if (!isToTheDay(days)) return "–";
  const day = (date: PlainDate) => (date.slice(0, 7) === month ? String(Number(date.slice(8))) : write(date, locale, { day: "numeric", month: "numeric" }));
  return days.startsOn === days.endsOn ? day(days.startsOn) : `${day(days.startsOn)}–${day(days.endsOn)}`;
}

/** A month's own name, with a capital, such as December. */
export function nameMonth(month: string, locale: Locale): string {
  const name = write(`${month}-01`, locale, { month: "long" });
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The large date of a row, its weekdays, and how soon it is when that is within three weeks. */
export function VisitDate({ days, today, words }: { days: Days; today: PlainDate; words: Words }) {
  const weekday = (date: PlainDate) => write(date, words.locale, { weekday: "long" });
  const length = daysBetween(days.startsOn, days.endsOn);
  const year = days.startsOn.slice(0, 4) === today.slice(0, 4) || daysBetween(today, days.startsOn) < 180 ? "" : ` ${days.startsOn.slice(0, 4)}`;
  const soon = daysBetween(today, days.startsOn);
  return (
    <p className="visit-date">
      <b>{isToTheDay(days) ? writeShortDays(days, words.locale) : writeDays(days, today, words.locale)}</b>{" "}
      {isToTheDay(days) ? (
        <span>
          {length === 0 ? weekday(days.startsOn) : length === 1 ? words("visits.and", { first: weekday(days.startsOn), second: weekday(days.endsOn) }) : `${weekday(days.startsOn)} ${words("visits.coming.to")} ${weekday(days.endsOn)}`}
          {year}
        </span>
      ) : null}{" "}
      {soon <= 21 ? <span>{soon <= 0 ? words("visits.coming.going") : words("visits.coming.in", { days: soon })}</span> : null}
    </p>
  );
}
