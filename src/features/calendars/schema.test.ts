import { describe, expect, it } from "vitest";
import { CALENDAR_FEED_KINDS, openFeedSchema, writeChoice } from "./schema";

const KEY = "00000000-0000-4000-8000-000000000001";
const read = (calendar: string) => openFeedSchema.safeParse({ _key: KEY, calendar });

describe("which calendar is asked for", () => {
  it("is read as it is written, with a body where it is one's", () => {
    for (const kind of CALENDAR_FEED_KINDS) {
      const bodyId = kind === "UNIT" || kind === "PRESIDIUM" ? KEY : null;
      expect(read(writeChoice({ kind, bodyId }))).toMatchObject({ success: true, data: { key: KEY, calendar: { kind, bodyId } } });
    }
  });

  it.each(["", "UNIT", `OFFICE ${KEY}`, "UNIT x", `UNIT ${KEY} x`, "ALL", `unit ${KEY}`])("is asked for again when it is %j", (calendar) => {
    expect(read(calendar)).toMatchObject({ success: false, error: { issues: [{ message: "calendars.errors.calendarMissing" }] } });
  });
});
