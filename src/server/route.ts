import "server-only";
import type { Actor } from "@/domain/actor";
import { describe } from "./action";
import { findActor } from "./auth";
import { isAppError } from "./errors";
import { getSettings } from "./env";
import { log } from "./log";
import { findOutage } from "./outage";
import { isOwnOrigin } from "./own-origin";
import { limitRate } from "./rate-limit";
import { makeReference, withRequest } from "./request-context";

interface RouteDefinition<Parameters> {
  /** How often one person may ask, in times a minute. */
  perMinute: number;
  run: (actor: Actor, request: Request, parameters: Parameters) => Promise<Response>;
}

type RouteHandler<Parameters> = (request: Request, context: { params: Promise<Parameters> }) => Promise<Response>;

const STATUS = { NOT_FOUND: 404, FORBIDDEN: 403, CONFLICT: 409, SIGNED_OUT: 401, RATE_LIMITED: 429, KEY_REUSED: 422 } as const;

/** The door of every route handler: who is there, how often, and errors as answers with a reference. */
export function defineRoute<Parameters = Record<string, never>>(definition: RouteDefinition<Parameters>): RouteHandler<Parameters> {
  return async (request, context) => {
    const reference = makeReference();
    return withRequest(reference, async () => {
      try {
        if (request.method !== "GET" && !isOwnOrigin(request.headers.get("origin"), request.headers.get("host"), getSettings().origin)) return problem(403, "FOREIGN_ORIGIN", reference);
        const actor = await findActor();
        if (actor === null) return problem(401, "SIGNED_OUT", reference);
        await limitRate(`route ${new URL(request.url).pathname.split("/").slice(0, 4).join("/")} ${actor.personId}`, definition.perMinute, 60);
        return await definition.run(actor, request, await context.params);
      } catch (error) {
        const outage = findOutage(error);
        if (outage !== null) {
          log.warn({ event: "database not answering", path: new URL(request.url).pathname, reference, ...outage.about });
          return problem(503, String(outage.about["reason"]).toUpperCase(), reference, outage.about["retryAfterSeconds"]);
        }
        if (isAppError(error)) return problem(STATUS[error.code], error.code, reference, error.about["retryAfterSeconds"]);
        log.error({ event: "route failed", path: new URL(request.url).pathname, reference, error: describe(error) });
        return problem(500, "FAILED", reference);
      }
    });
  };
}

function problem(status: number, code: string, reference: string, retryAfter?: string | number): Response {
  const headers = new Headers({ "cache-control": "private, no-store" });
  if (retryAfter !== undefined) headers.set("retry-after", String(retryAfter));
  return Response.json({ error: code, reference }, { status, headers });
}
