import { percentOf } from "@/features/imports/rules";
import { getRun } from "@/features/imports/runs/service";
import { isId } from "@/lib/fields";
import { AppError } from "@/server/errors";
import { defineRoute } from "@/server/route";

/** How far a list has been read in by the worker, for the page that follows it. */
export const GET = defineRoute<{ id: string }>({
  perMinute: 120,
  run: async (actor, _request, { id }) => {
    if (!isId(id)) throw new AppError("NOT_FOUND");
    const run = await getRun(actor, id);
    return Response.json({ isEnded: run.state !== "WAITING", percent: percentOf(run) }, { headers: { "cache-control": "private, no-store" } });
  },
});
