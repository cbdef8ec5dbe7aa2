import { findObstacle } from "@/server/readiness";

/** Ready when the database answers and has every migration. */
export async function GET(): Promise<Response> {
  const obstacle = await findObstacle();
  return new Response(obstacle ?? "ready", {
    status: obstacle === null ? 200 : 503,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store", ...(obstacle === null ? {} : { "retry-after": "5" }) },
  });
}

export const dynamic = "force-dynamic";
