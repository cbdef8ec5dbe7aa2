import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, dateInStockholm, daysBetween, daysInMonth, isPlainDate, isWithin, lastDayOf, makePlainDate, readApproximateDate, readPlainDate, writeApproximateDate, type ApproximateDate } from "./plain-date";
import { ANY_APPROXIMATE_DATE, ANY_DAY } from "../../tests/factories/projects.ts";

const MONTHS = ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"];

function* everyDay(first: number, last: number) {
  for (let year = first; year <= last; year += 1) {
    const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
    for (const [index, length] of [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].entries()) {
      for (let day = 1; day <= length; day += 1) yield { year, month: index + 1, day };
    }
  }
}

describe("a calendar date", () => {
  it("is the same however it is written, every day of 2020 to 2040", () => {
    let expected = "2020-01-01";
    for (const { year, month, day } of everyDay(2020, 2040)) {
      const date = makePlainDate(year, month, day);
      expect(date).toBe(expected);
      const spellings = [expected, `${year}-${month}-${day}`, expected.replaceAll("-", ""), `${day}/${month} ${year}`, `${day} ${MONTHS[month - 1] ?? ""} ${year}`];
      if (spellings.some((spelling) => readPlainDate(spelling) !== expected)) expect(spellings.map(readPlainDate)).toEqual(spellings.map(() => expected));
      if (!isPlainDate(expected)) expect.fail(expected);
      expected = addDays(expected, 1);
    }
    expect(expected).toBe("2041-01-01");
  });

  it.each([
    ["2027-05-03", "2027-05-03"],
    ["  2027-05-03 ", "2027-05-03"],
    ["2027\u201105\u201103", "2027-05-03"],
    ["2027\u221205\u221203", "2027-05-03"],
    ["2027.5.3", "2027-05-03"],
    ["2027/05/03", "2027-05-03"],
    ["20270503", "2027-05-03"],
    ["３ maj 2027", "2027-05-03"],
    ["3 Maj 2027", "2027-05-03"],
    ["3. maj 2027", "2027-05-03"],
    ["3 sept. 2027", "2027-09-03"],
    ["3\u00a0okt\u00a02027", "2027-10-03"],
    ["3 may 2027", "2027-05-03"],
    ["3.5.2027", "2027-05-03"],
    ["3/5-2027", "2027-05-03"],
    ["2024-02-29", "2024-02-29"],
    ["2000-02-29", "2000-02-29"],
    ["2025-02-29", null],
    ["1900-02-29", null],
    ["2100-02-29", null],
    ["2027-04-31", null],
    ["2027-13-01", null],
    ["2027-00-10", null],
    ["2027-01-00", null],
    ["1899-12-31", null],
    ["2200-01-01", null],
    ["2027-05", null],
    ["2027", null],
    ["3 maj", null],
    ["3 maj 27", null],
    ["31 juno 2027", null],
    ["2027-05-03T00:00:00Z", null],
    ["i morgon", null],
    ["", null],
  ])("is read from %j as %j", (text, date) => {
    expect(readPlainDate(text)).toBe(date);
  });

  it("is never made of anything else", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9 ./-]{0,12}$/)), (text) => {
        const date = readPlainDate(text);
        return date === null || isPlainDate(date);
      }),
    );
  });

  it.each([["2027-5-3", false], ["2025-02-29", false], ["20270503", false], ["2027-05-03\n", false], ["2024-02-29", true]])("is told from other text: %j", (text, answer) => {
    expect(isPlainDate(text)).toBe(answer);
  });

  it("is refused when its parts are no whole numbers", () => {
    expect([makePlainDate(2027.5, 1, 1), makePlainDate(Number.NaN, 1, 1), makePlainDate(2027, 0, 1), makePlainDate(2027, 1, 32)]).toEqual([null, null, null, null]);
  });

  it("has months of the right length", () => {
    expect([2023, 2024, 1900, 2000].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 28, 29]);
  });
});

describe("a date that is not known to the day", () => {
  it.each([
    ["2027", "2027-01-01", "YEAR", "2027-12-31"],
    ["2027-05", "2027-05-01", "MONTH", "2027-05-31"],
    ["maj 2027", "2027-05-01", "MONTH", "2027-05-31"],
    ["feb. 2024", "2024-02-01", "MONTH", "2024-02-29"],
    ["2027 kv 2", "2027-04-01", "QUARTER", "2027-06-30"],
    ["2027 kvartal 4", "2027-10-01", "QUARTER", "2027-12-31"],
    ["2027q1", "2027-01-01", "QUARTER", "2027-03-31"],
    ["Q3 2027", "2027-07-01", "QUARTER", "2027-09-30"],
    ["kv 1 2027", "2027-01-01", "QUARTER", "2027-03-31"],
    ["3 maj 2027", "2027-05-03", "DAY", "2027-05-03"],
  ] as const)("is read from %j, and means %s to %s", (text, on, precision, last) => {
    expect(readApproximateDate(text)).toEqual({ on, precision });
    expect(lastDayOf({ on, precision })).toBe(last);
  });

  it.each(["2027 kv 5", "Q0 2027", "2027-13", "1899", "2200", "våren 2027", "maj", ""])("is not read from %j", (text) => {
    expect(readApproximateDate(text)).toBeNull();
  });

  it("is the same after it has been written and read", () => {
    fc.assert(
      fc.property(ANY_APPROXIMATE_DATE, (date) => {
        expect(readApproximateDate(writeApproximateDate(date))).toEqual(date);
      }),
    );
  });

  it("ends on a day from which the same is written", () => {
    fc.assert(
      fc.property(ANY_APPROXIMATE_DATE, (date) => {
        const ended: ApproximateDate = { on: lastDayOf(date), precision: date.precision };
        expect(writeApproximateDate(ended)).toBe(writeApproximateDate(date));
        expect(lastDayOf(ended)).toBe(ended.on);
        expect(ended.on >= date.on).toBe(true);
      }),
    );
  });
});

describe("the day in Stockholm", () => {
  it.each([
    ["2026-12-31T22:59:59.999Z", "2026-12-31"],
    ["2026-12-31T23:00:00Z", "2027-01-01"],
    ["2027-06-30T21:59:59Z", "2027-06-30"],
    ["2027-06-30T22:00:00Z", "2027-07-01"],
    ["2027-03-28T00:59:59Z", "2027-03-28"],
    ["2027-03-28T01:00:00Z", "2027-03-28"],
    ["2027-03-28T21:59:59Z", "2027-03-28"],
    ["2027-03-28T22:00:00Z", "2027-03-29"],
    ["2027-03-27T22:59:59Z", "2027-03-27"],
    ["2027-10-30T21:59:59Z", "2027-10-30"],
    ["2027-10-31T22:59:59Z", "2027-10-31"],
    ["2027-10-31T23:00:00Z", "2027-11-01"],
    ["2024-02-28T23:30:00Z", "2024-02-29"],
  ])("at %s is %s, whatever the machine's zone", (instant, date) => {
    expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe("Pacific/Kiritimati");
    expect(dateInStockholm(new Date(instant))).toBe(date);
  });
});

describe("counting days", () => {
  it("goes there and back, over leap days and summer time", () => {
    fc.assert(
      fc.property(ANY_DAY, fc.integer({ min: -3_000, max: 3_000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
        expect(addDays(addDays(date, days), -days)).toBe(date);
      }),
    );
  });

  it.each([["2024-02-28", 1, "2024-02-29"], ["2025-02-28", 1, "2025-03-01"], ["2027-03-28", 1, "2027-03-29"], ["2027-01-01", -1, "2026-12-31"], ["2024-02-29", 366, "2025-03-01"]])("%s and %i days is %s", (date, days, other) => {
    expect(addDays(date, days)).toBe(other);
  });

  it.each([
    ["2027-01-01", "2027-01-01", "2027-01-01", true],
    ["2027-01-02", null, "2027-01-01", false],
    ["2026-12-31", "2027-01-01", null, false],
    ["1900-01-01", null, null, true],
    ["2027-05-05", "2027-01-01", "2027-12-31", true],
  ])("%s lies from %s to %s: %s", (date, from, to, answer) => {
    expect(isWithin(date, from, to)).toBe(answer);
  });
});
