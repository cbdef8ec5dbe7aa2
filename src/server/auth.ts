import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { PolicyPack } from "@packs/pack";
import type { Actor } from "@/domain/actor";
import { getSettings } from "./env";
import { ownPath } from "./own-path";
import { getPack, refreshPack } from "./pack";
import { beginSession, findSession, revokeSession, type SessionFacts } from "./session";

const isSecure = () => getSettings().origin.startsWith("https://");

/** The session cookie's name; the prefix makes browsers refuse it over plain http, which only loopback uses. */
export function sessionCookieName(): string {
  return isSecure() ? "__Host-utblick" : "utblick";
}

/** The key of a session that the browser sends; undefined where there is none, or nothing that could be one. */
async function sentKey(): Promise<string | undefined> {
  const key = (await cookies()).get(sessionCookieName())?.value;
  return key === undefined || key.length > 100 ? undefined : key;
}

/** The request's live session, which does not count as used by being looked at. */
export async function watchSession(): Promise<SessionFacts | null> {
  const key = await sentKey();
  const session = key === undefined ? null : await findSession(key, undefined, { isWatched: true });
  return session?.state === "live" ? session : null;
}

/** The request's session, whatever its state; read once a request, and with it whether another policy pack has come into force. */
export const currentSession = cache(async (): Promise<SessionFacts | null> => {
  const key = await sentKey();
  const session = key === undefined ? null : await findSession(key);
  if (session === null) await refreshPack();
  return session;
});

/** The policy pack in force, for what is drawn beside the page that reads the session: a database that is away is the page's to tell of. */
export async function getCurrentPack(): Promise<PolicyPack> {
  await currentSession().catch(() => null);
  return getPack();
}

/** The signed-in person, or null. */
export async function findActor(): Promise<Actor | null> {
  const session = await currentSession();
  return session?.state === "live" ? session.actor : null;
}

/** The signed-in person; a visitor is sent to sign in and comes back to the same address afterwards. */
export async function getActor(): Promise<Actor> {
  const actor = await findActor();
  if (actor === null) redirect(signInPath((await headers()).get("x-utblick-path") ?? "/"));
  return actor;
}

/** The address of the sign-in page that leads back to a path of this site. */
export function signInPath(next: string): string {
  return next === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(ownPath(next))}`;
}

/** The address of the page where one shows who one is, and that leads back to a path of this site. */
export function confirmPath(next: string): string {
  return next === "/" ? "/confirm" : `/confirm?next=${encodeURIComponent(ownPath(next))}`;
}

/** Signs a person in on this browser: a new session with a key of its own; the one that was there is ended. */
export async function startBrowserSession(account: { id: string; personId: string }): Promise<void> {
  const jar = await cookies();
  const earlier = jar.get(sessionCookieName())?.value;
  if (earlier !== undefined) await revokeSession(earlier);
  const key = await beginSession(account, (await headers()).get("user-agent"));
  jar.set(sessionCookieName(), key, sessionCookieOptions());
}

/** How the session cookie is kept: unreadable to scripts, only sent to this site, gone with the browser. */
export function sessionCookieOptions() {
  return { httpOnly: true, secure: isSecure(), sameSite: "lax" as const, path: "/" };
}

/** Signs the person out: the session ends on the server and the cookie goes. */
export async function endBrowserSession(): Promise<void> {
  const jar = await cookies();
  const key = jar.get(sessionCookieName())?.value;
  if (key !== undefined) await revokeSession(key);
  jar.delete({ name: sessionCookieName(), path: "/", secure: isSecure() });
}

/** The address that the request came from, as the front door saw it; a header from outside is never believed. */
export async function clientAddress(): Promise<string> {
  return (await headers()).get("x-utblick-client") ?? "unknown";
}
