import "server-only";
import { createHash } from "node:crypto";
import type { ClientSystem } from "@/domain/actor";
import { describe } from "./action";
import { clientAddress, findActor } from "./auth";
import { isAppError } from "./errors";
import { log } from "./log";
import { findOutage } from "./outage";
import { refreshPack } from "./pack";
import { countTry, type RateState } from "./rate-limit";
import { makeReference, withRequest } from "./request-context";
import { findClientSystem, REQUESTS_A_MINUTE } from "./system-tokens";

/** What is asked for cannot be answered, in the form of RFC 9457. */
interface Problem {
  status: 400 | 401 | 403 | 404 | 406 | 429 | 500 | 503;
  code: string;
  detail: string;
  errors?: readonly { parameter: string; detail: string }[];
  headers?: Readonly<Record<string, string>>;
}

const TITLES: Readonly<Record<Problem["status"], string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  406: "Not Acceptable",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

/** Wrong tokens from one address, in times a minute; whoever has a right one is not held up by others' wrong ones. */
const WRONG_TOKENS_A_MINUTE = 60;
const KEPT_HEADERS = { "cache-control": "private, no-cache", vary: "Authorization", "x-robots-tag": "noindex" };

/** Thrown by an answer that has to say what is wrong with what was asked. */
export class AskedWrongly extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

/** What is asked for is there, and not in the form that is asked for. */
export const notAcceptable: Problem = { status: 406, code: "NOT_ACCEPTABLE", detail: "The API answers in application/json. Send “Accept: application/json”, or no such header." };

const notFound: Problem = { status: 404, code: "NOT_FOUND", detail: "There is nothing here that this token may read." };

type Handler<Parameters> = (request: Request, context: { params: Promise<Parameters> }) => Promise<Response>;

interface SystemRoute<Parameters> {
  /** Whether a person who has signed in may fetch it too, who then asks as nobody in particular. */
  orPerson?: boolean;
  /** The answer, as JSON; null for nothing there. */
  run: (system: ClientSystem | null, request: Request, parameters: Parameters) => Promise<{ body: unknown; headers?: Readonly<Record<string, string>>; type?: string } | null>;
}

/**
 * The door of the API, for other systems: the token in the Authorization header says which one is there. No session is read unless a person may ask, and
 * neither token nor address comes into the log. What has not changed is answered with 304.
 */
export function defineSystemRoute<Parameters = Record<string, never>>({ orPerson = false, run }: SystemRoute<Parameters>): Handler<Parameters> {
  return (request, context) =>
    answerAsked("api", async () => {
      const found = await whoAsks(request, orPerson);
      if ("problem" in found) return { problem: found.problem, headers: found.headers };
      const answer = await run(found.system, request, await context.params);
      if (answer === null) return { problem: notFound, headers: found.headers };
      return { response: answerConditionally(request, JSON.stringify(answer.body), { ...KEPT_HEADERS, ...found.headers, "content-type": answer.type ?? "application/json; charset=utf-8", ...answer.headers }) };
    });
}

type Asker = { system: ClientSystem | null; headers: Record<string, string> } | { problem: Problem; headers: Record<string, string> };

async function whoAsks(request: Request, orPerson: boolean): Promise<Asker> {
  const given = request.headers.get("authorization");
  if (given === null) {
    if (orPerson && (await findActor()) !== null) return { system: null, headers: {} };
    return { headers: {}, problem: { status: 401, code: "TOKEN_MISSING", detail: "Send a token in the header “Authorization: Bearer …”; nowhere else is it read. An administrator makes one in Utblick.", headers: { "www-authenticate": 'Bearer realm="Utblick"' } } };
  }
  const token = /^Bearer +(\S+) *$/i.exec(given)?.[1] ?? "";
  const found = await findClientSystem(token);
  if (found.state !== "live") {
    const tries = await countTry(`api from ${await clientAddress()}`, WRONG_TOKENS_A_MINUTE, 60);
    log.warn({ event: "refused", permission: "api", code: "TOKEN_INVALID", reason: found.state });
    if (tries.isBeyond) return { headers: rateHeaders(tries), problem: tooMany(tries) };
    const detail = found.state === "expired" ? "The token is no longer valid: its last day has passed." : found.state === "revoked" ? "The token has been revoked." : "The token is not one that was given out here.";
    return { headers: {}, problem: { status: 401, code: "TOKEN_INVALID", detail, headers: { "www-authenticate": 'Bearer realm="Utblick", error="invalid_token"' } } };
  }
  const headers = rateHeaders(found.rate);
  if (!found.rate.isBeyond) return { system: found.system, headers };
  log.warn({ event: "refused", permission: "api", code: "RATE_LIMITED", tokenId: found.system.tokenId });
  return { headers, problem: tooMany(found.rate) };
}

const rateHeaders = ({ limit, remaining, resetSeconds }: RateState) => ({ "ratelimit-limit": String(limit), "ratelimit-remaining": String(remaining), "ratelimit-reset": String(resetSeconds) });
const tooMany = ({ limit, resetSeconds }: RateState): Problem => ({
  status: 429,
  code: "RATE_LIMITED",
  detail: `At most ${String(limit)} requests a minute are answered${limit === REQUESTS_A_MINUTE ? " for each token" : " with a wrong token"}. Try again in ${String(resetSeconds)} seconds.`,
  headers: { "retry-after": String(resetSeconds) },
});

interface OpenRoute<Parameters> {
  /** How often may be asked from one place, in times a minute. */
  perMinute: number;
  run: (request: Request, parameters: Parameters) => Promise<Response | null>;
}

/** The door of what everyone may fetch without signing in, once the municipality has turned it on; null for what is not there. */
export function defineOpenRoute<Parameters>({ perMinute, run }: OpenRoute<Parameters>): Handler<Parameters> {
  return (request, context) =>
    answerAsked("open data", async () => {
      const tries = await countTry(`open data from ${await clientAddress()}`, perMinute, 60);
      if (tries.isBeyond) return { headers: rateHeaders(tries), problem: { ...tooMany(tries), detail: `At most ${String(perMinute)} files a minute are sent to one address. Try again in ${String(tries.resetSeconds)} seconds.` } };
      await refreshPack();
      const response = await run(request, await context.params);
      return response === null ? { headers: {}, problem: { ...notFound, detail: "There is no open data here." } } : { response };
    });
}

async function answerAsked(door: string, work: () => Promise<{ response: Response } | { problem: Problem; headers: Record<string, string> }>): Promise<Response> {
  const reference = makeReference();
  return withRequest(reference, async () => {
    try {
      const answer = await work();
      return "response" in answer ? answer.response : writeProblem({ ...answer.problem, headers: { ...answer.headers, ...answer.problem.headers } }, reference);
    } catch (error) {
      if (error instanceof AskedWrongly) return writeProblem(error.problem, reference);
      const outage = findOutage(error);
      if (outage !== null) {
        log.warn({ event: "database not answering", door, reference, ...outage.about });
        return writeProblem({ status: 503, code: "UNAVAILABLE", detail: "The database does not answer just now. Try again in a while.", headers: { "retry-after": String(outage.about["retryAfterSeconds"]) } }, reference);
      }
      if (isAppError(error, "RATE_LIMITED")) return writeProblem({ status: 503, code: "UNAVAILABLE", detail: "Many long files are being read just now. Try again in a while.", headers: { "retry-after": String(error.about["retryAfterSeconds"] ?? 10) } }, reference);
      if (isAppError(error, "NOT_FOUND")) return writeProblem(notFound, reference);
      if (isAppError(error, "FORBIDDEN")) return writeProblem({ status: 403, code: "REGISTER_NOT_IN_TOKEN", detail: "The token is not for this register. An administrator sees in Utblick which ones it is for." }, reference);
      log.error({ event: "route failed", door, reference, error: describe(error) });
      return writeProblem({ status: 500, code: "FAILED", detail: "Something went wrong. Give the reference to the municipality's administrator." }, reference);
    }
  });
}

function writeProblem({ status, code, detail, errors, headers = {} }: Problem, reference: string): Response {
  const body = { type: "about:blank", title: TITLES[status], status, detail, code, reference, ...(errors === undefined ? {} : { errors }) };
  return new Response(JSON.stringify(body), { status, headers: { ...KEPT_HEADERS, "cache-control": "private, no-store", "content-type": "application/problem+json; charset=utf-8", ...headers } });
}

/** Whether what a request has already is still what there is. */
export function isKnown(request: Request, tag: string): boolean {
  const bare = (one: string) => one.trim().replace(/^W\//, "");
  const known = (request.headers.get("if-none-match") ?? "").split(",").map(bare);
  return known.includes(bare(tag)) || known.includes("*");
}

function answerConditionally(request: Request, text: string, headers: Readonly<Record<string, string>>): Response {
  const tag = `"${createHash("sha256").update(text).digest("base64url")}"`;
  return isKnown(request, tag) ? new Response(null, { status: 304, headers: { ...headers, etag: tag } }) : new Response(text, { headers: { ...headers, etag: tag } });
}
