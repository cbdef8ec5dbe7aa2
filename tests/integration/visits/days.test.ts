import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays, dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { writeDays } from "@/features/visits/components/visit-days";
import { openVisits, type VisitsHouse } from "./house.ts";

/** Far ahead of Sweden, in Sweden, and far behind it. */
const ZONES = ["Pacific/Kiritimati", "Europe/Stockholm", "America/Los_Angeles"] as const;
const FIRST: PlainDate = "2027-01-01";
const DAYS = Array.from({ length: 730 }, (_day, index) => addDays(FIRST, index));
const MONTHS = ["jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"];

const usual = process.env["TZ"];
const moveTo = (zone: string | undefined) => {
  if (zone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = zone;
};

describe("a day of a visit", () => {
  let house: VisitsHouse;
  beforeAll(async () => {
    house = await openVisits("varberg");
  });
  afterAll(async () => {
    moveTo(usual);
    await house.close();
  });

  it("stays the same day from the form to the list, whatever zone the server keeps and over every change of the clock", async () => {
    for (const [index, day] of DAYS.entries()) {
      moveTo(ZONES[index % ZONES.length]);
      await house.announce({ title: day, starts: { on: day, precision: "DAY" }, ends: { on: addDays(day, 1), precision: "DAY" } });
    }
    for (const zone of ZONES) {
      moveTo(zone);
      const found: string[] = [];
      for (let page = 1; found.length < DAYS.length; page += 1) {
        const { rows } = await house.list({ sort: "starts", page: String(page) });
        found.push(...rows.map(({ title, starts, endsOn, endPrecision }) => `${title} ${starts.on} ${endsOn} ${writeDays({ startsOn: starts.on, startPrecision: starts.precision, endsOn, endPrecision }, FIRST, "sv")}`));
        if (rows.length === 0) break;
      }
      const write = (day: PlainDate) => `${Number(day.slice(8))}\u00a0${MONTHS[Number(day.slice(5, 7)) - 1] ?? ""}`;
      const expected = DAYS.map((day) => {
        const next = addDays(day, 1);
        const year = next.startsWith("2027") ? "" : `\u00a0${next.slice(0, 4)}`;
        return `${day} ${day} ${next} ${day.slice(0, 7) === next.slice(0, 7) ? `${Number(day.slice(8))}–${write(next)}` : `${write(day)}–${write(next)}`}${year}`;
      });
      expect(found, zone).toEqual(expected);
    }
  });

  it("begins and ends at Stockholm's midnight, whatever zone the server keeps", () => {
    for (const zone of ZONES) {
      moveTo(zone);
      const wrong = DAYS.filter((day) => {
        // Midnight there is 22 or 23 the evening before in universal time: the last instant of a day is just before the next one's.
        const isSummer = (day > "2027-03-28" && day <= "2027-10-31") || (day > "2028-03-26" && day <= "2028-10-29");
        const midnight = new Date(`${addDays(day, -1)}T${isSummer ? "22" : "23"}:00:00Z`);
        return dateInStockholm(midnight) !== day || dateInStockholm(new Date(midnight.getTime() - 1)) !== addDays(day, -1);
      });
      expect(wrong, zone).toEqual([]);
    }
  });
});
