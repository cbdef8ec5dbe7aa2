import "server-only";
import type { Actor } from "@/domain/actor";
import { describe } from "./action";
import { clientAddress, confirmPath, findActor, watchSession } from "./auth";
import { findKeyHolder } from "./calendar-keys";
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
  /** That asking is no use of the session: what a page asks by itself while nobody is there. */
  isWatching?: true;
  run: (actor: Actor, request: Request, parameters: Parameters) => Promise<Response>;
}

type RouteHandler<Parameters> = (request: Request, context: { params: Promise<Parameters> }) => Promise<Response>;

const STATUS = { NOT_FOUND: 404, FORBIDDEN: 403, CONFLICT: 409, SIGNED_OUT: 401, RATE_LIMITED: 429, KEY_REUSED: 422, UNCONFIRMED: 403 } as const;

/** The door of every route handler: who is there, how often, and errors as answers with a reference. */
export function defineRoute<Parameters = Record<string, never>>(definition: RouteDefinition<Parameters>): RouteHandler<Parameters> {
  return (request, context) =>
    answerRoute(new URL(request.url).pathname, async (reference) => {
      if (request.method !== "GET" && !isOwnOrigin(request.headers.get("origin"), request.headers.get("host"), getSettings().origin)) return problem(403, "FOREIGN_ORIGIN", reference);
      const actor = definition.isWatching === true ? ((await watchSession())?.actor ?? null) : await findActor();
      if (actor === null) return problem(401, "SIGNED_OUT", reference);
      await limitRate(`route ${new URL(request.url).pathname.split("/").slice(0, 4).join("/")} ${actor.personId}`, definition.perMinute, 60);
      try {
        return await definition.run(actor, request, await context.params);
      } catch (error) {
        if (isAppError(error, "UNCONFIRMED") && isFollowedLink(request)) return leadToConfirm(request);
        throw error;
      }
    });
}

/** Whether a person followed a link, and can be led to a page; programs are answered. */
function isFollowedLink(request: Request): boolean {
  return request.method === "GET" && (request.headers.get("accept") ?? "").includes("text/html");
}

/** Leads to where one shows who one is, and from there back to the page with the link. */
function leadToConfirm(request: Request): Response {
  const { origin } = getSettings();
  const from = request.headers.get("referer") ?? "";
  const back = URL.canParse(from) && new URL(from).origin === origin ? from.slice(origin.length) : "/";
  return new Response(null, { status: 303, headers: { location: origin + confirmPath(back), "cache-control": "private, no-store" } });
}

interface KeyedRouteDefinition<Parameters> {
  /** What the log calls it: an address that holds a key is written nowhere. */
  name: string;
  /** How often may be asked from one place, in times a minute. */
  perMinute: number;
  keyOf: (parameters: Parameters) => string;
  run: (actor: Actor, request: Request, feedId: string) => Promise<Response>;
}

/** The door of a calendar's address, for programs that fetch it: its key says who is there and what for. No session is read, and neither key nor address comes into the log. */
export function defineKeyedRoute<Parameters>({ name, perMinute, keyOf, run }: KeyedRouteDefinition<Parameters>): RouteHandler<Parameters> {
  return (request, context) =>
    answerRoute(name, async (reference) => {
      await limitRate(`${name} from ${await clientAddress()}`, perMinute, 60);
      const holder = await findKeyHolder(keyOf(await context.params));
      return holder === null ? problem(404, "NOT_FOUND", reference) : run(holder.actor, request, holder.feedId);
    });
}

interface OpenRouteDefinition<Parameters> {
  /** What the log calls it. */
  name: string;
  /** How often may be asked from one place, in times a minute. */
  perMinute: number;
  run: (parameters: Parameters) => Promise<Response>;
}

/** The door of what stands on the sign-in page: nobody needs to be signed in. */
export function defineOpenRoute<Parameters>({ name, perMinute, run }: OpenRouteDefinition<Parameters>): RouteHandler<Parameters> {
  return (_request, context) =>
    answerRoute(name, async () => {
      await limitRate(`${name} from ${await clientAddress()}`, perMinute, 60);
      return run(await context.params);
    });
}

async function answerRoute(path: string, work: (reference: string) => Promise<Response>): Promise<Response> {
  const reference = makeReference();
  return withRequest(reference, async () => {
    try {
      return await work(reference);
    } catch (error) {
      const outage = findOutage(error);
      if (outage !== null) {
        log.warn({ event: "database not answering", path, reference, ...outage.about });
        return problem(503, String(outage.about["reason"]).toUpperCase(), reference, outage.about["retryAfterSeconds"]);
      }
      if (isAppError(error)) return problem(STATUS[error.code], error.code, reference, error.about["retryAfterSeconds"]);
      log.error({ event: "route failed", path, reference, error: describe(error) });
      return problem(500, "FAILED", reference);
    }
  });
}

function problem(status: number, code: string, reference: string, retryAfter?: string | number): Response {
  const headers = new Headers({ "cache-control": "private, no-store" });
  if (retryAfter !== undefined) headers.set("retry-after", String(retryAfter));
  return Response.json({ error: code, reference }, { status, headers });
}
