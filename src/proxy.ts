import { randomBytes } from "node:crypto";
import { NextResponse, type NextRequest } from "next/server";
import { getSettings } from "@/server/env";
import { isOwnOrigin } from "@/server/own-origin";

/**
 * Gives every response its content security policy with a nonce of its own, tells pages which address was asked for, and
 * refuses writes that come from another site. It never decides who may do what.
 */
export function proxy(request: NextRequest): NextResponse {
  const origin = request.headers.get("origin");
  const own = getSettings().origin;
  if (request.method !== "GET" && request.method !== "HEAD" && origin !== null && !isOwnOrigin(origin, request.headers.get("host"), own)) {
    return new NextResponse("Foreign origin", { status: 403, headers: { "content-security-policy": "default-src 'none'", "cache-control": "no-store" } });
  }
  const nonce = randomBytes(16).toString("base64");
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join("; ");
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set("x-nonce", nonce);
  headers.set("x-utblick-path", request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("referrer-policy", "same-origin");
  response.headers.set("cross-origin-opener-policy", "same-origin");
  response.headers.set("permissions-policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()");
  response.headers.set("cache-control", "private, no-store");
  if (own.startsWith("https://")) {
    response.headers.set("strict-transport-security", "max-age=31536000; includeSubDomains");
  }
  return response;
}

export const config = { matcher: ["/((?!_next/static|fonts/|favicon.ico|icon.svg|healthz).*)"] };
