import { describePackFile } from "@packs/pack";
import { defineRoute } from "@/server/route";

/** What a policy pack's file must look like, as a JSON Schema. */
export const GET = defineRoute({
  perMinute: 60,
  run: () => Promise.resolve(Response.json(describePackFile(), { headers: { "cache-control": "private, no-store" } })),
});
