import "server-only";

/** Tells whether a request's origin is this site: the configured address, or the host that the request itself was sent to. */
export function isOwnOrigin(origin: string | null, host: string | null, configured: string): boolean {
  if (origin === null || !URL.canParse(origin)) return false;
  return origin === configured || (host !== null && new URL(origin).host === host);
}
