import { createHash } from "node:crypto";
import { fetchCalendar } from "@/features/calendars/service";
import { registers } from "@/registers";
import { shownHeaders } from "@/server/documents/download";
import { defineKeyedRoute } from "@/server/route";

/** What is asked for again is sent only when it has changed; nothing that leads on from it says where it was. */
const answered = (tag: string) => ({ ...shownHeaders("text/calendar; charset=utf-8"), "cache-control": "private, no-cache", "referrer-policy": "no-referrer", etag: tag });

/** A calendar that a program follows by its address, `<key>.ics`. */
export const GET = defineKeyedRoute<{ file: string }>({
  name: "calendars",
  perMinute: 120,
  keyOf: ({ file }) => file.replace(/\.ics$/, ""),
  run: async (actor, request, feedId) => {
    const text = await fetchCalendar(actor, feedId, registers);
    const tag = `"${createHash("sha256").update(text).digest("base64url")}"`;
    const known = (request.headers.get("if-none-match") ?? "").split(",").map((one) => one.trim().replace(/^W\//, ""));
    return known.includes(tag) || known.includes("*") ? new Response(null, { status: 304, headers: answered(tag) }) : new Response(text, { headers: answered(tag) });
  },
});
