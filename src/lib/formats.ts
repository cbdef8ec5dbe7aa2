import { writeApproximateDate, type ApproximateDate, type PlainDate } from "@/domain/plain-date";

type Locale = "sv" | "en";

const region = { sv: "sv-SE", en: "en-GB" } as const;
const made = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: Locale, kind: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${kind}`;
  let format = made.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(region[locale], options);
    made.set(key, format);
  }
  return format;
}

const utc = (date: PlainDate) => new Date(`${date}T00:00:00Z`);

/** Writes a calendar date in words, such as 3 maj 2027. */
export function formatDate(date: PlainDate, locale: Locale): string {
  return formatter(locale, "date", { timeZone: "UTC", day: "numeric", month: "long", year: "numeric" }).format(utc(date));
}

/** Writes a calendar date without its year when that is the year at hand, such as 3 maj. */
export function formatNear(date: PlainDate, today: PlainDate, locale: Locale): string {
  if (date.slice(0, 4) !== today.slice(0, 4)) return formatDate(date, locale);
  return formatter(locale, "near", { timeZone: "UTC", day: "numeric", month: "long" }).format(utc(date));
}

/** Writes a calendar date's month and year for lists, such as maj 2027. */
export function formatMonth(date: PlainDate, locale: Locale): string {
  return formatter(locale, "month", { timeZone: "UTC", month: "short", year: "numeric" }).format(utc(date)).replace(".", "").replace(" ", "\u00a0");
}

/** Writes a date as precisely as it is known: day, month, quarter or year. */
export function formatApproximate(date: ApproximateDate, locale: Locale): string {
  if (date.precision === "DAY") return formatDate(date.on, locale);
  if (date.precision === "MONTH") return formatter(locale, "longMonth", { timeZone: "UTC", month: "long", year: "numeric" }).format(utc(date.on));
  const written = writeApproximateDate(date);
  return date.precision === "YEAR" ? written : locale === "sv" ? written.replace(" kv ", ", kvartal ") : `Q${written.split(" kv ")[1] ?? ""} ${written.slice(0, 4)}`;
}

/** Writes an instant as date and time in Stockholm. */
export function formatInstant(instant: Date, locale: Locale): string {
  return formatter(locale, "instant", { timeZone: "Europe/Stockholm", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" }).format(instant);
}

/** Writes an instant's time of day in Stockholm. */
export function formatTime(instant: Date, locale: Locale): string {
  return formatter(locale, "time", { timeZone: "Europe/Stockholm", hour: "2-digit", minute: "2-digit" }).format(instant);
}

/** Writes a whole number with its thousands held together. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, "\u00a0");
}

/** A country's name in the language, or its code when it has none. */
export function formatCountry(code: string, locale: Locale): string {
  try {
    return new Intl.DisplayNames(region[locale], { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
}
