import "server-only";
import { createHmac } from "node:crypto";
import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth, { type AuthOptions } from "next-auth";
import { z } from "zod";
import type { Actor, Role } from "@/domain/actor";
import { wordsFor } from "@/messages/words";
import { sessionCookieName, sessionCookieOptions } from "./auth";
import { getSettings } from "./env";
import { isAppError } from "./errors";
import { log } from "./log";
import { findOutageReason } from "./outage";
import { ownPath } from "./own-path";
import { findParkedForm, parkForm } from "./parked-forms";
import { limitRate } from "./rate-limit";
import { makeReference } from "./request-context";
import { beginSession, findSession, isLately, revokeSession, systemActor } from "./session";

/** The provider's part of the addresses: /api/auth/signin/oidc and /api/auth/callback/oidc. */
const PROVIDER_ID = "oidc";
const ATTEMPT_SECONDS = 900;
const PROVIDER_PATIENCE_MS = 5_000;
const TRIES_PER_ADDRESS_AND_MINUTE = 120;
const UNKNOWN_FORM = "oidc-unknown";

const PROBLEMS = ["busy", "denied", "failed", "misconfigured", "notAnew", "oneFactor", "somebodyElse", "unknown", "unreachable"] as const;
/** Why signing in with the provider came to nothing, as the sign-in page's address says it. */
export type OidcProblem = (typeof PROBLEMS)[number];

/** Finds the open account with an identity at the provider, or null, and lets what the provider says of its roles count. */
export type FindAccount = (program: Actor, identity: Identity, said: ReadonlySet<string>) => Promise<{ accountId: string; personId: string } | null>;

interface Provider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  name: string | null;
}

interface Identity {
  issuer: string;
  subject: string;
}

/** The provider that the settings name, or null. */
export function findOidcProvider(): Provider | null {
  const { UTBLICK_OIDC_ISSUER: issuer, UTBLICK_OIDC_CLIENT_ID: clientId, UTBLICK_OIDC_CLIENT_SECRET: clientSecret, UTBLICK_OIDC_NAME: name } = getSettings();
  return issuer === undefined || clientId === undefined || clientSecret === undefined ? null : { issuer, clientId, clientSecret, name: name ?? null };
}

/** The roles that the provider's app roles decide, in the order of the setting. */
export function listDecidedRoles(): Role[] {
  return [...new Set(getSettings().UTBLICK_OIDC_ROLES.values())];
}

/** Reads a problem from the sign-in page's address; what is none of them is null. */
export function readOidcProblem(text: string | undefined): OidcProblem | null {
  return PROBLEMS.find((problem) => problem === text) ?? null;
}

/** The identity that was refused for want of an account, kept for a day so that the person can pass it on, or null. */
export async function findRefusedIdentity(id: string | undefined): Promise<Identity | null> {
  const values = (await findParkedForm(UNKNOWN_FORM, id, null))?.values;
  return typeof values?.["issuer"] === "string" && typeof values["subject"] === "string" ? { issuer: values["issuer"], subject: values["subject"] } : null;
}

/** Answers a request to /api/auth/…: the start of a sign-in and the way back from the provider; anything else is not there. */
export async function answerSignIn(request: Request, path: readonly string[], findAccount: FindAccount): Promise<Response> {
  const provider = findOidcProvider();
  const asked = `${request.method} ${path.join("/")}`;
  if (provider === null || (asked !== `POST signin/${PROVIDER_ID}` && asked !== `GET callback/${PROVIDER_ID}`)) {
    return new Response("Not found", { status: 404, headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" } });
  }
  try {
    return request.method === "POST" ? await start(request, provider) : await finish(request, provider, findAccount);
  } catch (error) {
    // The sign-in page cannot be shown either: the front door has words for this.
    if (findOutageReason(error) !== null) throw error;
    if (isAppError(error, "RATE_LIMITED")) return refuse("busy", attemptOf(request));
    const reference = makeReference();
    log.error({ event: "sign-in failed", method: "oidc", reference, error: error instanceof Error ? withoutAddresses(error.message) : "unknown" });
    return redirectTo(`/sign-in?problem=${reference}`);
  }
}

async function start(request: Request, provider: Provider): Promise<Response> {
  const attempt = attemptOf(request);
  // Only this site's own page starts a sign-in, under the address that the provider sends people back to.
  if (request.headers.get("origin") !== getSettings().origin) return redirectTo(signInPath(attempt.next));
  await limitAttempts(request, "start");
  const options = makeOptions(provider, () => undefined, attempt.isConfirming);
  const token = await askLibrary(options, { method: "GET", path: ["csrf"] });
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(token.body);
  const answer = await askLibrary(options, { method: "POST", path: ["signin", PROVIDER_ID], cookies: readSetCookies(token.setCookies), body: { csrfToken } });
  const kept = answer.setCookies.filter(isAttemptCookie);
  if (kept.length === 0 || !URL.canParse(answer.location) || !/^https?:$/.test(new URL(answer.location).protocol)) return refuse("unreachable", attempt);
  return showWayOut(answer.location, request, provider, [...kept, makeCookie(cookieName("next"), encodeURIComponent((attempt.isConfirming ? CONFIRMING : "") + attempt.next), ATTEMPT_SECONDS)]);
}

async function finish(request: Request, provider: Provider, findAccount: FindAccount): Promise<Response> {
  const cookies = readCookies(request);
  const attempt = attemptOf(request);
  await limitAttempts(request, "callback");
  const { searchParams } = new URL(request.url);
  const error = searchParams.get("error");
  if (error !== null) {
    log.warn({ event: "sign-in failed", method: "oidc", reason: "the provider refused", code: /^[a-z_]{1,40}$/.test(error) ? error : "unknown" });
    return refuse(error === "access_denied" ? "denied" : "failed", attempt);
  }
  const query = Object.fromEntries(["code", "state", "iss", "session_state"].flatMap((name) => searchParams.getAll(name).map((value) => [name, value])));
  if (searchParams.getAll("code").length !== 1 || searchParams.getAll("state").length !== 1) return refuse("failed", attempt);

  let claims: unknown;
  await askLibrary(makeOptions(provider, (profile) => (claims = profile), attempt.isConfirming), { method: "GET", path: ["callback", PROVIDER_ID], cookies, query });
  const identity = claimsSchema.safeParse(claims);
  if (!identity.success) return refuse("failed", attempt);
  const { iss: issuer, sub: subject, auth_time: authenticated } = identity.data;
  if (issuer !== provider.issuer) {
    log.error({ event: "sign-in failed", method: "oidc", reason: "UTBLICK_OIDC_ISSUER differs from the issuer that the provider names", named: issuer.slice(0, 200) });
    return refuse("misconfigured", attempt);
  }
  if (!showsTwoFactors(claims)) {
    log.warn({ event: "sign-in failed", method: "oidc", reason: "the provider does not say that two factors were shown", subjectHash: digest(`${issuer} ${subject}`).slice(0, 16) });
    return refuse("oneFactor", attempt);
  }
  const account = await findAccount(systemActor(), { issuer, subject }, readAppRoles(claims));
  if (account === null) {
    log.warn({ event: "sign-in failed", method: "oidc", reason: "no open account", subjectHash: digest(`${issuer} ${subject}`).slice(0, 16) });
    return refuse("unknown", attempt, await parkForm(UNKNOWN_FORM, null, { issuer, subject }, []));
  }
  const now = new Date();
  // A clock that goes before ours makes nobody sign in tomorrow.
  const authenticatedAt = authenticated === undefined ? null : new Date(Math.min(authenticated * 1000, now.getTime()));
  const earlier = cookies[sessionCookieName()];
  if (attempt.isConfirming) {
    const problem = await findConfirmProblem(earlier, account.personId, authenticatedAt, now);
    if (problem !== null) return refuse(problem, attempt);
  }
  if (earlier !== undefined) await revokeSession(earlier);
  const key = await beginSession({ id: account.accountId, personId: account.personId }, request.headers.get("user-agent"), now, authenticatedAt);
  return redirectTo(attempt.next, [...forgottenAttempt(), makeCookie(sessionCookieName(), key)]);
}

/** Why the way back confirms nothing: it is another person than the one whose session it is, or the provider has not asked anew. */
async function findConfirmProblem(key: string | undefined, personId: string, authenticatedAt: Date | null, now: Date): Promise<OidcProblem | null> {
  const session = key === undefined || key.length > 100 ? null : await findSession(key, now);
  if (session?.state === "live" && session.actor.personId !== personId) {
    log.warn({ event: "confirmation failed", method: "oidc", reason: "somebody else", personId: session.actor.personId });
    return "somebodyElse";
  }
  if (isLately(authenticatedAt, now)) return null;
  log.warn({ event: "confirmation failed", method: "oidc", reason: authenticatedAt === null ? "the provider says no auth_time" : "the provider did not ask anew", personId });
  return "notAnew";
}

const claimsSchema = z.object({
  iss: z.string().min(1).max(500),
  // PostgreSQL's text cannot hold a NUL, and a name with control characters is nobody's.
  sub: z.string().min(1).max(255).regex(/^[^\u0000-\u001f\u007f]+$/),
  // When the person showed the provider who it is, in seconds; must be there where that was asked for.
  auth_time: z.number().int().min(0).max(100_000_000_000).optional(),
});

/** More app roles than anybody has; a longer list is cut, since it can come from a directory that sends all groups. */
const MOST_APP_ROLES = 500;

/** Whether the provider says what the settings demand of how the person signed in there; always where they demand nothing. */
function showsTwoFactors(claims: unknown): boolean {
  const wanted = getSettings().UTBLICK_OIDC_TWO_FACTORS;
  if (wanted.size === 0) return true;
  const said = z.object({ acr: z.unknown(), amr: z.unknown(), acrs: z.unknown() }).partial().safeParse(claims).data;
  return [said?.acr, said?.amr, said?.acrs].flat().some((one) => typeof one === "string" && wanted.has(one));
}

/** What the provider says of a person's app roles; Entra sends a list, and AD FS one text where there is one alone. */
function readAppRoles(claims: unknown): ReadonlySet<string> {
  const said = z.record(z.string(), z.unknown()).safeParse(claims).data?.[getSettings().UTBLICK_OIDC_ROLES_CLAIM];
  return new Set([said].flat().slice(0, MOST_APP_ROLES).filter((one) => typeof one === "string"));
}

function makeOptions(provider: Provider, keep: (claims: unknown) => void, isConfirming: boolean): AuthOptions {
  const { origin } = getSettings();
  // The library takes the site's address from the environment alone.
  process.env["NEXTAUTH_URL"] = origin;
  const cookie = (purpose: string) => ({ name: cookieName(purpose), options: { ...sessionCookieOptions(), maxAge: ATTEMPT_SECONDS } });
  return {
    secret: digest("cookies of a sign-in under way"),
    providers: [
      {
        id: PROVIDER_ID,
        name: PROVIDER_ID,
        type: "oauth",
        wellKnown: `${provider.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
        clientId: provider.clientId,
        clientSecret: provider.clientSecret,
        idToken: true,
        checks: ["pkce", "state", "nonce"],
        // Who it is, and which app roles: names and whom a role concerns are this program's own.
        authorization: { params: { scope: "openid", ...(isConfirming ? { prompt: "login", max_age: 0 } : {}) } },
        httpOptions: { timeout: PROVIDER_PATIENCE_MS },
        profile: (claims: { sub: string }) => ({ id: claims.sub }),
      },
    ],
    session: { strategy: "jwt" },
    cookies: {
      state: cookie("state"),
      pkceCodeVerifier: cookie("pkce"),
      nonce: cookie("nonce"),
      csrfToken: cookie("csrf"),
      callbackUrl: cookie("callback"),
      sessionToken: cookie("session"),
    },
    callbacks: {
      signIn({ profile }) {
        keep(profile);
        // An address instead of true makes the library stop here: the session is a row of ours.
        return `${origin}/`;
      },
    },
    logger: {
      error: (code, about) => log.warn({ event: "sign-in failed", method: "oidc", code, error: withoutAddresses(messageOf(about)) }),
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

interface Question {
  method: "GET" | "POST";
  path: string[];
  query?: Record<string, string>;
  cookies?: Record<string, string>;
  body?: Record<string, string>;
}

interface LibraryAnswer {
  location: string;
  setCookies: string[];
  body: unknown;
}

/** Puts a question to the library in the shape it knows best and returns what it would have sent. */
async function askLibrary(options: AuthOptions, { method, path, query = {}, cookies = {}, body = {} }: Question): Promise<LibraryAnswer> {
  const headers = new Map<string, string | string[]>();
  const answer: LibraryAnswer = { location: "", setCookies: [], body: null };
  const keep = (value: unknown) => (answer.body = value);
  const response = {
    status: () => response,
    getHeader: (name: string) => headers.get(name.toLowerCase()),
    setHeader: (name: string, value: string | string[]) => headers.set(name.toLowerCase(), value),
    send: keep,
    json: keep,
    end: () => undefined,
  };
  const request = { method, query: { ...query, nextauth: path }, cookies, headers: {}, body };
  await NextAuth(request as unknown as NextApiRequest, response as unknown as NextApiResponse, options); // It asks for whole requests and answers of Node's, and uses these parts of them.
  answer.location = [headers.get("location") ?? ""].flat()[0] ?? "";
  answer.setCookies = [headers.get("set-cookie") ?? []].flat();
  return answer;
}

/**
 * Sends the browser on with a page instead of a redirect: browsers hold every redirect that follows a form against the
 * page's own security policy, and providers send people on to addresses that nobody knows beforehand.
 */
function showWayOut(to: string, request: Request, provider: Provider, cookies: string[]): Response {
  const locale = readCookies(request)["language"] === "en" ? "en" : "sv";
  const words = wordsFor(locale);
  const name = provider.name ?? words("oidc.defaultName");
  const [title, link, address] = [words("oidc.leaving", { provider: name }), words("oidc.continue", { provider: name }), to].map(escapeHtml);
  const html = `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="0;url=${address}"><title>${title}</title></head>
<body><main><h1>${title}</h1><p><a href="${address}">${link}</a></p></main></body></html>`;
  return withCookies(new Response(html, { headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" } }), cookies);
}

function refuse(problem: OidcProblem, { next, isConfirming }: Attempt, form?: string): Response {
  return redirectTo(signInPath(next, { oidc: problem, ...(form === undefined ? {} : { form }) }, isConfirming ? "/confirm" : "/sign-in"), forgottenAttempt());
}

function signInPath(next: string, more: Record<string, string> = {}, page = "/sign-in"): string {
  const query = new URLSearchParams({ ...(next === "/" ? {} : { next }), ...more }).toString();
  return query === "" ? page : `${page}?${query}`;
}

function redirectTo(path: string, cookies: string[] = []): Response {
  return withCookies(new Response(null, { status: 303, headers: { location: getSettings().origin + path, "cache-control": "no-store" } }), cookies);
}

function withCookies(response: Response, cookies: string[]): Response {
  for (const cookie of cookies) response.headers.append("set-cookie", cookie);
  return response;
}

interface Attempt {
  /** Where the person was going. */
  next: string;
  /** Whether somebody who has signed in shows again who it is. */
  isConfirming: boolean;
}

/** Stands before the path in the attempt's cookie; no path begins so. */
const CONFIRMING = "confirm ";

/** What the attempt is for: the start says it in its address, the way back finds it in a cookie. */
function attemptOf(request: Request): Attempt {
  const { searchParams } = new URL(request.url);
  if (request.method === "POST") return { next: ownPath(searchParams.get("next") ?? undefined), isConfirming: searchParams.get("confirm") === "yes" };
  try {
    const kept = decodeURIComponent(readCookies(request)[cookieName("next")] ?? "/");
    const isConfirming = kept.startsWith(CONFIRMING);
    return { next: ownPath(isConfirming ? kept.slice(CONFIRMING.length) : kept), isConfirming };
  } catch {
    return { next: "/", isConfirming: false };
  }
}

async function limitAttempts(request: Request, step: string): Promise<void> {
  await limitRate(`oidc ${step} from ${request.headers.get("x-utblick-client") ?? "unknown"}`, TRIES_PER_ADDRESS_AND_MINUTE, 60);
}

const ATTEMPT_COOKIES = ["state", "pkce", "nonce"] as const;

function cookieName(purpose: string): string {
  return `${sessionCookieName()}-oidc-${purpose}`;
}

function isAttemptCookie(cookie: string): boolean {
  return ATTEMPT_COOKIES.some((purpose) => cookie.startsWith(`${cookieName(purpose)}=`));
}

function forgottenAttempt(): string[] {
  return [...ATTEMPT_COOKIES, "next"].map((purpose) => makeCookie(cookieName(purpose), "", 0));
}

function makeCookie(name: string, value: string, maxAge?: number): string {
  const { secure } = sessionCookieOptions();
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}${maxAge === undefined ? "" : `; Max-Age=${maxAge}`}`;
}

function readCookies(request: Request): Record<string, string> {
  return readPairs((request.headers.get("cookie") ?? "").split(";"));
}

function readSetCookies(cookies: string[]): Record<string, string> {
  // Kept decoded, as a browser's cookies reach the library.
  return Object.fromEntries(Object.entries(readPairs(cookies.map((cookie) => cookie.split(";")[0] ?? ""))).map(([name, value]) => [name, decodeURIComponent(value)]));
}

function readPairs(pairs: string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.flatMap((pair) => {
      const at = pair.indexOf("=");
      return at < 1 ? [] : [[pair.slice(0, at).trim(), pair.slice(at + 1).trim()]];
    }),
  );
}

function digest(text: string): string {
  return createHmac("sha256", getSettings().UTBLICK_SECRET).update(text).digest("base64url");
}

function messageOf(about: unknown): string {
  if (about instanceof Error) return about.message;
  const found = z.object({ error: z.object({ message: z.string() }) }).safeParse(about);
  return found.success ? found.data.error.message : "unknown";
}

/** A provider's sentence for the log, without the e-mail addresses that some of them put in. */
function withoutAddresses(text: string): string {
  return text.replace(/[^\s'"<>]+@[^\s'"<>]+/g, "…").slice(0, 300);
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
