import "server-only";

/** The path if it is one of this site's own, else the first page: an address from outside never leads elsewhere. */
export function ownPath(path: string | undefined): string {
  if (path === undefined || path.length > 2000 || !/^\/(?![/\\])/.test(path) || /[\u0000-\u001f\\]/.test(path)) return "/";
  const url = new URL(path, "http://own.invalid");
  const own = url.pathname + url.search + url.hash;
  // Dots are taken away by the parser, and may leave two slashes in front.
  return url.host === "own.invalid" && !own.startsWith("//") ? own : "/";
}
