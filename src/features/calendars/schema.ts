import { z } from "zod";
import { field, isId, requiredId, version } from "@/lib/fields";

export const CALENDAR_FEED_KINDS = ["PERSONAL", "UNIT", "PRESIDIUM", "OFFICE"] as const;
export type CalendarFeedKind = (typeof CALENDAR_FEED_KINDS)[number];

/** A calendar that can be followed: the person's own, the office's, or that of a unit or presidium. */
export interface CalendarChoice {
  kind: CalendarFeedKind;
  bodyId: string | null;
}

/** Writes a choice as its form holds it. */
export function writeChoice({ kind, bodyId }: CalendarChoice): string {
  return bodyId === null ? kind : `${kind} ${bodyId}`;
}

function readChoice(text: string): CalendarChoice | null {
  const [written = "", bodyId = null, ...more] = text.split(" ");
  const kind = CALENDAR_FEED_KINDS.find((known) => known === written);
  if (kind === undefined || more.length > 0) return null;
  const hasBody = kind === "UNIT" || kind === "PRESIDIUM";
  return hasBody === (bodyId !== null) && (bodyId === null || isId(bodyId)) ? { kind, bodyId } : null;
}

export interface OpenFeedInput {
  key: string;
  calendar: CalendarChoice;
}

/** The form in which a person asks for a calendar's address. */
export const openFeedSchema = z
  .object({
    _key: requiredId("fields.choice"),
    calendar: field<CalendarChoice>((text) => {
      const choice = readChoice(text);
      return choice === null ? { message: "calendars.errors.calendarMissing" } : { value: choice };
    }),
  })
  .transform(({ _key, calendar }): OpenFeedInput => ({ key: _key, calendar }));

export interface RenewFeedInput {
  id: string;
  version: number;
  key: string;
}

/** A button that gives a calendar a new address. */
export const renewFeedSchema = z
  .object({ id: requiredId("fields.choice"), _version: version(), _key: requiredId("fields.choice") })
  .transform(({ id, _version, _key }): RenewFeedInput => ({ id, version: _version, key: _key }));

/** A button that ends following a calendar. */
export const closeFeedSchema = z.object({ id: requiredId("fields.choice"), _version: version() }).transform(({ id, _version }) => ({ id, version: _version }));
