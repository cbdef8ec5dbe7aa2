/** The process answers; nothing else is asked, so that a database's trouble does not restart it. */
export function GET(): Response {
  return new Response("ok", { headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" } });
}

export const dynamic = "force-dynamic";
