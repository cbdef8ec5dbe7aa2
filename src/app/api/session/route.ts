import { sessionLeft } from "@/lib/session-limits";
import { watchSession } from "@/server/auth";
import { AppError } from "@/server/errors";
import { defineRoute } from "@/server/route";

async function answer(): Promise<Response> {
  const session = await watchSession();
  if (session === null) throw new AppError("SIGNED_OUT");
  return Response.json(sessionLeft(session, new Date()), { headers: { "cache-control": "private, no-store" } });
}

/** How long the session lasts yet; asking does not make it longer. */
export const GET = defineRoute({ perMinute: 60, isWatching: true, run: answer });

/** Uses the session, and says how long it lasts then. */
export const POST = defineRoute({ perMinute: 60, run: answer });
