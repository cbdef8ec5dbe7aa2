import { execFileSync } from "node:child_process";
import ICAL from "ical.js";
import nodeIcal from "node-ical";
import { describe, expect, it } from "vitest";
import { addDays } from "@/domain/plain-date";
import { writeCalendar } from "@/lib/calendar-file";

/** A whole day as the second program gives it: midnight where it runs. */
const dayOf = (date: Date & { tz?: string }) => `${String(date.getFullYear())}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;
const FIRST = "2020-01-01";
const DAYS = 7_671;

describe("every day from 2020 to 2040", () => {
  const days = Array.from({ length: DAYS }, (_none, index) => addDays(FIRST, index));
  /** The last Sunday of a month, as the directive on summer time has it. */
  const lastSunday = (year: number, month: number) => {
    const end = new Date(Date.UTC(year, month, 0));
    return end.getTime() - end.getUTCDay() * 86_400_000;
  };
  const isSummer = (day: string) => {
    const [year, at] = [Number(day.slice(0, 4)), Date.parse(`${day}T08:00:00Z`)];
    return at > lastSunday(year, 3) && at < lastSunday(year, 10);
  };
  const compact = (day: string) => day.replaceAll("-", "");

  it.each(["UTC", "Europe/Stockholm", "America/Los_Angeles", "Pacific/Auckland"])("no visit moves on a machine in %s", (zone) => {
    const program = `
      import { writeCalendar } from "./src/lib/calendar-file.ts";
      import { addDays } from "./src/domain/plain-date.ts";
      if (Intl.DateTimeFormat().resolvedOptions().timeZone !== ${JSON.stringify(zone)}) throw new Error("another zone");
      const about = { uid: "1", sequence: 0, stamp: new Date(0), title: "", description: "", url: "https://u.example", isCancelled: false };
      for (let index = 0; index < ${String(DAYS)}; index += 1) {
        const day = addDays("${FIRST}", index);
        const at = new Date(day + "T08:00:00Z");
        const text = writeCalendar({ entries: [{ ...about, when: { from: day, to: addDays(day, 1) } }, { ...about, when: { from: at, to: at } }] });
        console.log(text.split("\\r\\n").filter((line) => line.startsWith("DTSTART") && !line.includes(":1996") || line.startsWith("DTEND;VALUE")).join(" "));
      }`;
    const said = execFileSync(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", program], { env: { ...process.env, TZ: zone }, encoding: "utf8", maxBuffer: 16_000_000 });
    expect(said.trimEnd().split("\n")).toEqual(days.map((day) => `DTSTART;VALUE=DATE:${compact(day)} DTEND;VALUE=DATE:${compact(addDays(day, 2))} DTSTART;TZID=Europe/Stockholm:${compact(day)}T${isSummer(day) ? "10" : "09"}0000`));
  });

  it("is read as the same day by two programs", () => {
    const read = days.filter((_day, index) => index % 5 === 0);
    const about = { sequence: 0, stamp: new Date(0), title: "Besök", description: "", url: "https://u.example", isCancelled: false };
    const text = writeCalendar({ entries: read.map((day, index) => ({ ...about, uid: `${String(index)}@u.example`, when: { from: day, to: day } })) });
    const once = new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents("vevent").map((part) => new ICAL.Event(part));
    expect(once.map((one) => [one.startDate.toString(), one.endDate.toString()])).toEqual(read.map((day) => [day, addDays(day, 1)]));
    expect(Object.values(nodeIcal.parseICS(text)).flatMap((part) => (part.type === "VEVENT" ? [dayOf(part.start)] : []))).toEqual(read);
  });
});
