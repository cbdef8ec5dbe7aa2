/** Calendar dates as `YYYY-MM-DD`, without clock or zone; proleptic Gregorian, years 1900 to 2199. */

export type PlainDate = string & { readonly __plainDate?: never };

export const DATE_PRECISIONS = ["DAY", "MONTH", "QUARTER", "YEAR"] as const;
export type DatePrecision = (typeof DATE_PRECISIONS)[number];

/** A date that is known to the day, month, quarter or year; `on` is the first day of what is known. */
export interface ApproximateDate {
  on: PlainDate;
  precision: DatePrecision;
}

const MONTHS = [
  ["jan", "januari", "january"],
  ["feb", "februari", "february"],
  ["mar", "mars", "march"],
  ["apr", "april"],
  ["maj", "may"],
  ["jun", "juni", "june"],
  ["jul", "juli", "july"],
  ["aug", "augusti", "august"],
  ["sep", "sept", "september"],
  ["okt", "oktober", "oct", "october"],
  ["nov", "november"],
  ["dec", "december"],
];

const pad = (value: number, width = 2) => String(value).padStart(width, "0");

/** Makes a date of its parts, or null when the calendar has no such day. */
export function makePlainDate(year: number, month: number, day: number): PlainDate | null {
  if (!Number.isInteger(year) || year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
}

/** The number of days in a month, 28 to 31. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Tells whether the text is a date written `YYYY-MM-DD`. */
export function isPlainDate(text: string): text is PlainDate {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match !== null && makePlainDate(Number(match[1]), Number(match[2]), Number(match[3])) === text;
}

/** Reads a date as people write it (`2027-05-03`, `2027-5-3`, `20270503`, `3/5 2027`, `3 maj 2027`), or null. */
export function readPlainDate(text: string): PlainDate | null {
  const written = text.normalize("NFKC").trim().toLowerCase().replace(/[\u2010-\u2015\u2212]/g, "-").replace(/\s+/g, " ");
  let match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(written) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(written);
  if (match) return makePlainDate(Number(match[1]), Number(match[2]), Number(match[3]));
  match = /^(\d{1,2})[/.](\d{1,2})[ /.-]+(\d{4})$/.exec(written);
  if (match) return makePlainDate(Number(match[3]), Number(match[2]), Number(match[1]));
  match = /^(\d{1,2})\.? ?([a-zåäö]+)\.? (\d{4})$/.exec(written);
  const month = match ? monthNumber(match[2] ?? "") : 0;
  return match && month > 0 ? makePlainDate(Number(match[3]), month, Number(match[1])) : null;
}

/** Reads a date known to the day, month (`2027-05`, `maj 2027`), quarter (`2027 kv 2`, `Q2 2027`) or year (`2027`), or null. */
export function readApproximateDate(text: string): ApproximateDate | null {
  const day = readPlainDate(text);
  if (day !== null) return { on: day, precision: "DAY" };
  const written = text.normalize("NFKC").trim().toLowerCase().replace(/[\u2010-\u2015\u2212]/g, "-").replace(/\s+/g, " ");
  let match = /^(\d{4})$/.exec(written);
  if (match) return approximate(Number(match[1]), 1, "YEAR");
  match = /^(\d{4})[-/.](\d{1,2})$/.exec(written);
  if (match) return approximate(Number(match[1]), Number(match[2]), "MONTH");
  match = /^([a-zåäö]+)\.? (\d{4})$/.exec(written);
  if (match && monthNumber(match[1] ?? "") > 0) return approximate(Number(match[2]), monthNumber(match[1] ?? ""), "MONTH");
  match = /^(\d{4}) ?(?:kv|kvartal|q) ?([1-4])$/.exec(written);
  if (match) return approximate(Number(match[1]), Number(match[2]) * 3 - 2, "QUARTER");
  match = /^(?:kv|kvartal|q) ?([1-4])[ -/]*(\d{4})$/.exec(written);
  return match ? approximate(Number(match[2]), Number(match[1]) * 3 - 2, "QUARTER") : null;
}

function approximate(year: number, month: number, precision: DatePrecision): ApproximateDate | null {
  const on = makePlainDate(year, month, 1);
  return on === null ? null : { on, precision };
}

function monthNumber(name: string): number {
  return MONTHS.findIndex((names) => names.includes(name)) + 1;
}

/** Writes an approximate date so that `readApproximateDate` reads the same back. */
export function writeApproximateDate(date: ApproximateDate): string {
  const [year = "", month = ""] = date.on.split("-");
  if (date.precision === "DAY") return date.on;
  if (date.precision === "MONTH") return `${year}-${month}`;
  return date.precision === "QUARTER" ? `${year} kv ${String(Math.ceil(Number(month) / 3))}` : year;
}

/** The last day that an approximate date can mean. */
export function lastDayOf(date: ApproximateDate): PlainDate {
  const [year = 0, month = 1] = date.on.split("-").map(Number);
  if (date.precision === "DAY") return date.on;
  const last = date.precision === "YEAR" ? 12 : date.precision === "QUARTER" ? Math.ceil(month / 3) * 3 : month;
  return `${pad(year, 4)}-${pad(last)}-${pad(daysInMonth(year, last))}`;
}

/** The calendar date in Stockholm at an instant. */
export function dateInStockholm(instant: Date): PlainDate {
  return stockholm.format(instant);
}
const stockholm = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Stockholm", year: "numeric", month: "2-digit", day: "2-digit" });

/** The date a number of days later (earlier when negative). */
export function addDays(date: PlainDate, days: number): PlainDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whole days from the first date to the second, negative when the second is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** Tells whether a date lies within a time whose ends are included; a missing end is open. */
export function isWithin(date: PlainDate, from: PlainDate | null, to: PlainDate | null): boolean {
  return (from === null || from <= date) && (to === null || date <= to);
}
